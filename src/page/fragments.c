#include "page/fragments.h"

#include "page/phrases.h"
#include "page/render.h"

/* The messages that name languages. */
#define FIRST_REMARK MESSAGE_UNTRANSLATED
#define REMARK_COUNT (MESSAGE_READ_ORIGINAL - MESSAGE_UNTRANSLATED + 1)

G_STATIC_ASSERT(MESSAGE_UNTRANSLATED < MESSAGE_OUTDATED && MESSAGE_OUTDATED < MESSAGE_READ_ORIGINAL);

/* A message that names languages; one of a list, which grows at its start. */
typedef struct Remark {
	Languages of;
	Fragment fragment;
	struct Remark *next;
} Remark;

/* What there is of a locale; every pointer but those to lists is set once, by
 * whichever thread is first. */
typedef struct {
	GMutex lock;         /* over the bytes */
	GStringChunk *bytes; /* of all fragments, near one another */
	Words *words;
	Remark *remarks[REMARK_COUNT]; /* by message */
	Labels **labels;               /* by collection */
	EntryFragments ***entries;     /* by collection and entry */
} LocaleFragments;

struct Fragments {
	const Model *model;
	LocaleFragments *locales; /* by locale */
};

/* Puts what was made into an empty slot.  Returns: what is in the slot now: where
 * another thread was quicker, that is not what was made. */
static gpointer
settle(gpointer *slot, gpointer made)
{
	return g_atomic_pointer_compare_and_exchange(slot, NULL, made) ? made : g_atomic_pointer_get(slot);
}

static void
free_remarks(Remark *list)
{
	while (list != NULL) {
		Remark *next = list->next;

		g_free(list);
		list = next;
	}
}

static void
free_labels(Labels *labels)
{
	g_free(labels->classes);
	g_free(labels->attributes);
	g_free(labels->facts);
	g_free(labels->stages);
	g_free(labels->stage_labels[false]);
	g_free(labels->stage_labels[true]);
	phrases_free(labels->phrases);
	g_free(labels);
}

static void
free_entry(EntryFragments *fragments)
{
	g_free(fragments->values);
	g_free(fragments->sentences);
	g_free(fragments->verdicts);
	g_free(fragments->facts);
	g_free(fragments->references);
	g_free(fragments->proposals);
	g_free(fragments);
}

Fragments *
fragments_new(const Model *model)
{
	Fragments *fragments = g_new(Fragments, 1);

	fragments->model = model;
	fragments->locales = g_new0(LocaleFragments, model->locale_count);
	for (guint i = 0; i < model->locale_count; i++) {
		LocaleFragments *locale = &fragments->locales[i];

		g_mutex_init(&locale->lock);
		locale->labels = g_new0(Labels *, model->collection_count);
		locale->entries = g_new(EntryFragments **, model->collection_count);
		for (guint k = 0; k < model->collection_count; k++)
			locale->entries[k] = g_new0(EntryFragments *, model->collections[k].entry_count);
	}
	return fragments;
}

static void
clear_locale(LocaleFragments *locale, const Model *model)
{
	g_free(locale->words);
	for (guint i = 0; i < model->collection_count; i++) {
		const Collection *collection = &model->collections[i];

		if (locale->labels[i] != NULL)
			free_labels(locale->labels[i]);
		for (guint k = 0; k < collection->entry_count; k++)
			if (locale->entries[i][k] != NULL)
				free_entry(locale->entries[i][k]);
		g_free(locale->entries[i]);
	}
	for (guint i = 0; i < REMARK_COUNT; i++)
		free_remarks(locale->remarks[i]);
	g_free(locale->labels);
	g_free(locale->entries);
	g_clear_pointer(&locale->bytes, g_string_chunk_free);
	g_mutex_clear(&locale->lock);
}

void
fragments_free(Fragments *fragments)
{
	for (guint i = 0; i < fragments->model->locale_count; i++)
		clear_locale(&fragments->locales[i], fragments->model);
	g_free(fragments->locales);
	g_free(fragments);
}

/* How many bytes are asked for at a time. */
#define CHUNK 65536

/* Keeps markup as long as the fragments.  Takes the markup. */
static Slice
keep(const Context *of, Markup *markup)
{
	LocaleFragments *fragments = &of->renderer->fragments->locales[of->locale->index];
	Slice kept = { .length = markup_length(markup) };

	g_mutex_lock(&fragments->lock);
	if (fragments->bytes == NULL)
		fragments->bytes = g_string_chunk_new(CHUNK);
	kept.bytes = g_string_chunk_insert_len(fragments->bytes, markup_string(markup), (gssize) kept.length);
	g_mutex_unlock(&fragments->lock);
	markup_free(markup);
	return kept;
}

static Slice
keep_text(const Context *of, const char *text)
{
	Markup *markup = markup_new();

	markup_text(markup, text);
	return keep(of, markup);
}

/* A fragment in the making. */
typedef struct {
	Context context; /* notes what the fragment has to own up to */
	Markup *markup;
} Making;

static Making
begin(const Context *of)
{
	return (Making) {
		.context = { .renderer = of->renderer, .page = of->page, .file = of->file, .locale = of->locale },
		.markup = markup_new(),
	};
}

static Fragment
end(Making *making)
{
	return (Fragment) {
		.markup = keep(&making->context, making->markup),
		.fell_back = making->context.fell_back,
		.is_outdated = making->context.is_outdated,
	};
}

static Fragment
make_text(const Context *of, const Text *text)
{
	Making making = begin(of);

	context_text(&making.context, making.markup, text);
	return end(&making);
}

static Fragment
make_sentence(const Context *of, const Sentence *sentence, const char *code)
{
	Making making;

	if (sentence == NULL)
		return (Fragment) { 0 };
	making = begin(of);
	context_sentence(&making.context, making.markup, sentence, code);
	return end(&making);
}

static Words *
make_words(const Renderer *renderer, const Locale *locale)
{
	Words *words = g_new0(Words, 1);
	Context of = { .renderer = renderer, .locale = locale };

	words->copies_texts = true;
	for (guint i = 0; i < MESSAGE_COUNT; i++) {
		g_autofree char *plain = NULL;
		Making making;

		words->copies_texts = words->copies_texts && message_copies_texts(locale_message(locale, i));
		if (message_arguments(i)[0] != NULL)
			continue;
		making = begin(&of);
		context_message(&making.context, making.markup, i, NULL, NULL);
		words->markup[i] = end(&making);
		plain = locale_format(locale, i, NULL);
		words->plain[i] = keep_text(&of, plain);
	}
	return words;
}

const Words *
fragments_words(const Renderer *renderer, const Locale *locale)
{
	LocaleFragments *fragments = &renderer->fragments->locales[locale->index];
	Words *words = g_atomic_pointer_get(&fragments->words);
	Words *made;

	if (words != NULL)
		return words;
	made = make_words(renderer, locale);
	words = settle((gpointer *) &fragments->words, made);
	if (words != made)
		g_free(made);
	return words;
}

/* The fallbacks of a locale that are in a set, in the language of another.
 * Returns: (transfer full). */
static char *
join_languages(const Locale *locale, Languages of, const Locale *in)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

	for (const Locale *next = locale->fallback; next != NULL && of != 0; next = next->fallback) {
		if ((of & 1) != 0)
			g_ptr_array_add(names, locale_display_name(in, next));
		of >>= 1;
	}
	return locale_join(in, (const char *const *) names->pdata, names->len);
}

static Remark *
make_remark(const Renderer *renderer, const Locale *locale, MessageId id, Languages of)
{
	Remark *remark = g_new0(Remark, 1);
	Making making = begin(&(Context) { .renderer = renderer, .locale = locale });
	g_autofree char *languages = join_languages(locale, of, locale_of_message(locale, id));
	MessageValue values[] = { { .text = languages } };

	remark->of = of;
	context_message(&making.context, making.markup, id, values, NULL);
	remark->fragment = end(&making);
	return remark;
}

static Remark *
find_remark(Remark *list, Languages of)
{
	while (list != NULL && list->of != of)
		list = list->next;
	return list;
}

const Fragment *
fragments_remark(const Renderer *renderer, const Locale *locale, MessageId id, Languages of)
{
	Remark **list = &renderer->fragments->locales[locale->index].remarks[id - FIRST_REMARK];
	Remark *first = g_atomic_pointer_get(list);
	Remark *remark = find_remark(first, of);
	Remark *made;

	if (remark != NULL)
		return &remark->fragment;
	made = make_remark(renderer, locale, id, of);
	made->next = first;
	while (!g_atomic_pointer_compare_and_exchange(list, made->next, made)) {
		made->next = g_atomic_pointer_get(list);
		remark = find_remark(made->next, of);
		if (remark == NULL)
			continue;
		made->next = NULL;
		free_remarks(made);
		return &remark->fragment;
	}
	return &made->fragment;
}

/* Links lead from any pair's page of a collection: all of them are in one folder.
 * Returns: (transfer full): the file of one. */
static char *
file_of_pairs(const Renderer *renderer, Page *page, const Locale *locale, const Entry *entry)
{
	*page = (Page) {
		.kind = PAGE_PAIR, .locale = locale, .collection = entry->collection, .first = entry, .second = entry
	};
	return address_file(renderer->addresses, page);
}

static Fragment
make_stage_label(const Context *of, const Stage *stage, guint index, bool is_on)
{
	Making making = begin(of);
	const Locale *from;
	const char *label = text_in(stage->label, of->locale, &from);

	context_note(&making.context, from);
	picture_label(making.markup, index, label, from == of->locale ? NULL : from, is_on);
	return end(&making);
}

static void
make_stages(const Context *of, Labels *labels, const Collection *collection)
{
	Markup *picture = markup_new();

	picture_begin(picture, collection->stage_count);
	labels->picture = keep(of, picture);
	labels->stages = g_new0(Fragment, collection->stage_count);
	labels->stage_labels[false] = g_new0(Fragment, collection->stage_count);
	labels->stage_labels[true] = g_new0(Fragment, collection->stage_count);
	for (guint i = 0; i < collection->stage_count; i++) {
		labels->stages[i] = make_text(of, collection->stages[i].label);
		labels->stage_labels[false][i] = make_stage_label(of, &collection->stages[i], i, false);
		labels->stage_labels[true][i] = make_stage_label(of, &collection->stages[i], i, true);
	}
}

static Labels *
make_labels(const Context *of, const Collection *collection)
{
	const Attribute *answer = collection_answer(collection);
	Labels *labels = g_new0(Labels, 1);
	Page page = { .kind = PAGE_COLLECTION, .locale = of->locale, .collection = collection };
	g_autofree char *link = context_link(of, page);

	labels->name = keep_text(of, collection->name);
	labels->link = keep_text(of, link);
	labels->classes = g_new0(Fragment, collection->class_count);
	labels->attributes = g_new0(Fragment, collection->attribute_count);
	labels->facts = g_new0(Fragment, collection->fact_count);
	if (answer != NULL)
		labels->answer = make_text(of, answer->label);
	for (guint i = 0; i < collection->class_count; i++)
		labels->classes[i] = make_text(of, collection->classes[i].label);
	for (guint i = 0; i < collection->attribute_count; i++)
		labels->attributes[i] = make_text(of, collection->attributes[i].label);
	for (guint i = 0; i < collection->fact_count; i++)
		labels->facts[i] = make_text(of, collection->facts[i].label);
	make_stages(of, labels, collection);
	labels->article = keep(of, structured_article(of->renderer, of->locale, collection));
	labels->crumbs = keep(of, structured_crumbs(of->renderer, of->locale, collection));
	labels->phrases = phrases_new(of, labels);
	return labels;
}

const Labels *
fragments_labels(const Renderer *renderer, const Locale *locale, const Collection *collection)
{
	Labels **slot = &renderer->fragments->locales[locale->index].labels[collection->index];
	Labels *labels = g_atomic_pointer_get(slot);
	g_autofree char *file = NULL;
	Labels *made;
	Page page;

	if (labels != NULL)
		return labels;
	file = file_of_pairs(renderer, &page, locale, &collection->entries[0]);
	made =
	    make_labels(&(Context) { .renderer = renderer, .page = &page, .file = file, .locale = locale }, collection);
	labels = settle((gpointer *) slot, made);
	if (labels != made)
		free_labels(made);
	return labels;
}

static void
make_lines(const Context *of, EntryFragments *fragments, const Entry *entry)
{
	for (PictureSide side = 0; side < PICTURE_SIDES; side++) {
		Markup *markup = markup_new();

		picture_line(markup, entry->collection->stage_count, entry->stages, side, of->locale->is_right_to_left,
			     tone_name(entry->class->tone), entry->code);
		fragments->lines[side] = keep(of, markup);
	}
}

static void
make_names(const Context *of, EntryFragments *fragments, const Entry *entry)
{
	g_autofree char *link = context_entry_link(of, entry);
	g_autofree char *anchor = g_strconcat("code-", entry->address, NULL);
	MessageValue code[] = { { .text = entry->code } };
	Making making = begin(of);

	context_entry_heading(&making.context, making.markup, entry);
	fragments->heading = end(&making);
	making = begin(of);
	context_name(&making.context, making.markup, entry->name);
	fragments->name = end(&making);
	fragments->summary = make_text(of, entry->summary);
	making = begin(of);
	context_message(&making.context, making.markup, MESSAGE_REPLACE, code, NULL);
	fragments->others = end(&making);
	fragments->code = keep_text(of, entry->code);
	fragments->tone = keep_text(of, tone_name(entry->class->tone));
	fragments->link = keep_text(of, link);
	fragments->anchor = keep_text(of, anchor);
}

static void
make_properties(const Context *of, EntryFragments *fragments, const Entry *entry)
{
	const Collection *collection = entry->collection;
	Making making;

	fragments->values = g_new0(Fragment, collection->attribute_count);
	fragments->sentences = g_new0(Fragment, collection->attribute_count);
	fragments->verdicts = g_new0(Fragment, collection->attribute_count);
	fragments->facts = g_new0(Fragment, collection->fact_count);
	fragments->class_sentence = make_sentence(of, entry->class->sentence, entry->code);
	for (guint i = 0; i < collection->attribute_count; i++) {
		const Value *value = entry->values[i];

		fragments->values[i] = make_text(of, value->label);
		fragments->sentences[i] = make_sentence(of, value->sentence, entry->code);
		if (collection->attributes[i].decides)
			fragments->verdicts[i] = make_sentence(of, value->verdict, entry->code);
	}
	for (guint i = 0; i < collection->fact_count; i++) {
		making = begin(of);
		context_words(&making.context, making.markup, entry->facts[i]);
		fragments->facts[i] = end(&making);
	}
	making = begin(of);
	context_stages(&making.context, making.markup, entry);
	fragments->stages_sentence = end(&making);
}

static void
make_references(const Context *of, EntryFragments *fragments, const Entry *entry)
{
	fragments->references = g_new0(ReferenceFragments, entry->reference_count);
	for (guint i = 0; i < entry->reference_count; i++) {
		ReferenceFragments *reference = &fragments->references[i];
		Making making = begin(of);

		context_reference(&making.context, making.markup, &entry->references[i]);
		reference->label = end(&making);
		making = begin(of);
		context_name(&making.context, making.markup, entry->references[i].document->title);
		reference->title = end(&making);
		reference->url = keep_text(of, entry->references[i].url);
	}
}

static void
make_proposals(const Context *of, EntryFragments *fragments, const Entry *entry)
{
	fragments->proposals = g_new0(Proposal, entry->related_count);
	for (guint i = 0; i < entry->related_count; i++) {
		const Entry *related = entry->related[i];
		Proposal *proposal = &fragments->proposals[i];
		Making making = begin(of);
		g_autofree char *link = NULL;

		proposal->first = entry->index < related->index ? entry : related;
		proposal->second = proposal->first == entry ? related : entry;
		link = context_pair_link(of, proposal->first, proposal->second);
		proposal->link = keep_text(of, link);
		context_pair_title(&making.context, making.markup, proposal->first, proposal->second);
		proposal->title = end(&making);
	}
}

static void
make_improve(const Context *of, EntryFragments *fragments, const Entry *entry)
{
	Making making = begin(of);
	Markup *link = improve_entry(&making.context, making.markup, entry);

	fragments->improve = end(&making);
	if (link != NULL)
		fragments->improve_link = keep(of, link);
}

/* Returns: (nullable) (transfer full): NULL with error set. */
static EntryFragments *
make_entry(const Renderer *renderer, const Locale *locale, const Entry *entry, GError **error)
{
	Page page;
	g_autofree char *file = file_of_pairs(renderer, &page, locale, entry);
	Context of = { .renderer = renderer, .page = &page, .file = file, .locale = locale };
	Context context = of;
	Markup *sections = render_sections(&context, entry, 3, error);
	EntryFragments *fragments;

	if (sections == NULL)
		return NULL;
	fragments = g_new0(EntryFragments, 1);
	make_names(&of, fragments, entry);
	make_properties(&of, fragments, entry);
	make_lines(&of, fragments, entry);
	fragments->sections = end(&(Making) { .context = context, .markup = sections });
	make_references(&of, fragments, entry);
	make_proposals(&of, fragments, entry);
	make_improve(&of, fragments, entry);
	fragments->term = keep(&of, structured_term(renderer, locale, entry));
	return fragments;
}

const EntryFragments *
fragments_entry(const Renderer *renderer, const Locale *locale, const Entry *entry, GError **error)
{
	EntryFragments **slot =
	    &renderer->fragments->locales[locale->index].entries[entry->collection->index][entry->index];
	EntryFragments *fragments = g_atomic_pointer_get(slot);
	EntryFragments *made;

	if (fragments != NULL)
		return fragments;
	made = make_entry(renderer, locale, entry, error);
	if (made == NULL)
		return NULL;
	fragments = settle((gpointer *) slot, made);
	if (fragments != made)
		free_entry(made);
	return fragments;
}
