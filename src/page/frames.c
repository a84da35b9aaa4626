#include "page/frames.h"

#include <string.h>

#include "page/render.h"
#include "source/fingerprint.h"

/* How many frames a collection has in a locale at the most: where each page is in
 * other languages, looking for a frame costs more than making one. */
#define FRAMES_MAX 32

/* What a frame depends on besides locale and collection. */
typedef struct {
	Languages fell_back;
	bool is_outdated;
	guint64 translated; /* fingerprint of the locales in which the page is translated */
} Key;

/* One of a list, which grows at its start. */
typedef struct Frame {
	Key key;
	Pattern *pattern; /* NULL where the page is more than its pattern filled */
	guint number;     /* of frames in the list up to here */
	struct Frame *next;
} Frame;

struct Frames {
	const Model *model;
	Frame ***lists; /* by locale and collection */
};

Frames *
frames_new(const Model *model)
{
	Frames *frames = g_new(Frames, 1);

	frames->model = model;
	frames->lists = g_new(Frame **, model->locale_count);
	for (guint i = 0; i < model->locale_count; i++)
		frames->lists[i] = g_new0(Frame *, model->collection_count);
	return frames;
}

static void
free_frame(Frame *frame)
{
	if (frame->pattern != NULL)
		pattern_free(frame->pattern);
	g_free(frame);
}

void
frames_free(Frames *frames)
{
	for (guint i = 0; i < frames->model->locale_count; i++) {
		for (guint k = 0; k < frames->model->collection_count; k++) {
			while (frames->lists[i][k] != NULL) {
				Frame *frame = frames->lists[i][k];

				frames->lists[i][k] = frame->next;
				free_frame(frame);
			}
		}
		g_free(frames->lists[i]);
	}
	g_free(frames->lists);
	g_free(frames);
}

static Key
key_of(const Context *context)
{
	Key key = { .fell_back = context->fell_back, .is_outdated = context->is_outdated };
	guint count;
	const Locale *const *locales = plan_locales(context->renderer->plan, &count);
	guint64 bits = 0;

	for (guint i = 0; i < count; i++) {
		Page page = plan_in_locale(context->page, locales[i]);

		bits = bits << 1 | plan_is_translated(context->renderer->plan, &page);
		if (i % 64 == 63 || i + 1 == count)
			key.translated = fingerprint_add(key.translated, bits);
	}
	return key;
}

static Frame *
find_frame(Frame *list, const Key *key)
{
	while (list != NULL && (list->key.translated != key->translated || list->key.fell_back != key->fell_back ||
				list->key.is_outdated != key->is_outdated))
		list = list->next;
	return list;
}

/* The frame around the mark of the content.
 * Returns: (transfer full). */
static Markup *
make_markup(const Context *like, const Page *page)
{
	g_autofree char *file = address_file(like->renderer->addresses, page);
	Context context = *like;
	g_autoptr(Markup) content = markup_new();
	g_autoptr(View) view = NULL;

	context.page = page;
	context.file = file;
	markup_append_trusted(content, pattern_hole(HOLE_CONTENT));
	view = render_frame(&context, content);
	return view_is_safe(view) ? view_render(view, NULL) : NULL;
}

static Entry
hollow(const Entry *entry, Hole code, Hole name, Hole address)
{
	Entry hollowed = *entry;

	hollowed.code = pattern_hole(code);
	hollowed.name = pattern_hole(name);
	hollowed.address = pattern_hole(address);
	return hollowed;
}

static bool
is_same(const Markup *a, const Markup *b)
{
	return markup_length(a) == markup_length(b) &&
	       memcmp(markup_string(a), markup_string(b), markup_length(a)) == 0;
}

/* Makes the frame of a page as a pattern, and tries it.
 * Returns: (nullable) (transfer full): NULL where the page shows that it has another. */
static Pattern *
make_pattern(const Context *context)
{
	const Page *page = context->page;
	Entry first = hollow(page->first, HOLE_FIRST_CODE, HOLE_FIRST_NAME, HOLE_FIRST_ADDRESS);
	Entry second = hollow(page->second, HOLE_SECOND_CODE, HOLE_SECOND_NAME, HOLE_SECOND_ADDRESS);
	Page hollowed = *page;
	g_autoptr(Markup) expected = make_markup(context, page);
	g_autoptr(Markup) filled = markup_new();
	g_autoptr(Markup) markup = NULL;
	g_autoptr(Pattern) pattern = NULL;

	hollowed.first = &first;
	hollowed.second = &second;
	markup = make_markup(context, &hollowed);
	if (expected == NULL || markup == NULL)
		return NULL;
	pattern = pattern_new(markup);
	frames_fill(pattern, page, NULL, filled);
	return is_same(filled, expected) ? g_steal_pointer(&pattern) : NULL;
}

/* Whether what a page says of itself is nothing but codes, names and addresses put
 * into sentences. */
static bool
fits(const Context *context)
{
	const EntryFragments *first = fragments_entry(context->renderer, context->locale, context->page->first, NULL);
	const EntryFragments *second = fragments_entry(context->renderer, context->locale, context->page->second, NULL);

	return first->fits_holes && second->fits_holes &&
	       fragments_words(context->renderer, context->locale)->copies_texts;
}

static bool
has_frame(const Context *context)
{
	const Templates *templates = context->renderer->templates;

	return context->page->kind == PAGE_PAIR && template_program(templates_get(templates, TEMPLATE_PAGE)) != NULL &&
	       template_program(templates_get(templates, TEMPLATE_PAIR)) != NULL && fits(context);
}

const Pattern *
frames_find(const Context *context)
{
	Frame **list;
	Frame *first;
	Frame *frame;
	Key key;

	if (!has_frame(context))
		return NULL;
	list = &context->renderer->frames->lists[context->locale->index][context->page->collection->index];
	first = g_atomic_pointer_get(list);
	key = key_of(context);
	frame = find_frame(first, &key);
	if (frame != NULL || (first != NULL && first->number >= FRAMES_MAX))
		return frame == NULL ? NULL : frame->pattern;
	frame = g_new(Frame, 1);
	*frame = (Frame) { .key = key, .pattern = make_pattern(context) };
	do {
		frame->next = g_atomic_pointer_get(list);
		frame->number = frame->next == NULL ? 1 : frame->next->number + 1;
	} while (!g_atomic_pointer_compare_and_exchange(list, frame->next, frame));
	return frame->pattern;
}

static void
append_content(const View *content, Markup *out)
{
	if (content != NULL)
		view_append(content, out);
	else
		markup_append_trusted(out, pattern_hole(HOLE_CONTENT));
}

static Slice
slice_of(const char *text)
{
	return (Slice) { .bytes = text, .length = strlen(text) };
}

void
frames_fill(const Pattern *frame, const Page *page, const View *content, Markup *out)
{
	const Slice texts[HOLE_CONTENT] = {
		[HOLE_FIRST_CODE] = slice_of(page->first->code),
		[HOLE_FIRST_NAME] = slice_of(page->first->name),
		[HOLE_FIRST_ADDRESS] = slice_of(page->first->address),
		[HOLE_SECOND_CODE] = slice_of(page->second->code),
		[HOLE_SECOND_NAME] = slice_of(page->second->name),
		[HOLE_SECOND_ADDRESS] = slice_of(page->second->address),
	};
	guint at = 0;

	for (Hole hole = pattern_next(frame, &at, out); hole != HOLE_COUNT; hole = pattern_next(frame, &at, out)) {
		if (hole == HOLE_CONTENT)
			append_content(content, out);
		else
			markup_append_slice(out, texts[hole]);
	}
}
