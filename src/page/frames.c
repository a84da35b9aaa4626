#include "page/frames.h"

#include "page/phrases.h"
#include "page/render.h"

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
	return (Key) {
		.fell_back = context->fell_back,
		.is_outdated = context->is_outdated,
		.translated = plan_translated(context->renderer->plan, context->page),
	};
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

/* Makes the frame of a page as a pattern, and tries it.
 * Returns: (nullable) (transfer full): NULL where the page shows that it has another. */
static Pattern *
make_pattern(const Context *context)
{
	const Page *page = context->page;
	Entry first = pattern_hollow(page->first, true);
	Entry second = pattern_hollow(page->second, false);
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
	return markup_equal(filled, expected) ? g_steal_pointer(&pattern) : NULL;
}

static bool
has_frame(const Context *context)
{
	const Templates *templates = context->renderer->templates;

	return context->page->kind == PAGE_PAIR && template_program(templates_get(templates, TEMPLATE_PAGE)) != NULL &&
	       template_program(templates_get(templates, TEMPLATE_PAIR)) != NULL &&
	       phrases_fit(context->renderer, context->locale, context->page->first, context->page->second);
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

void
frames_fill(const Pattern *frame, const Page *page, const View *content, Markup *out)
{
	pattern_fill(frame, page->first, page->second, out);
	append_content(content, out);
	pattern_fill_behind(frame, page->first, page->second, out);
}
