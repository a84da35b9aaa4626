#include "page/fragments.h"

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
clear_fragment(Fragment *fragment)
{
	g_clear_pointer(&fragment->markup, markup_free);
}

static void
free_list(Fragment *list, guint count)
{
	for (guint i = 0; i < count; i++)
		clear_fragment(&list[i]);
	g_free(list);
}

static void
free_remarks(Remark *list)
{
	while (list != NULL) {
		Remark *next = list->next;

		clear_fragment(&list->fragment);
		g_free(list);
		list = next;
	}
}

static void
free_words(Words *words)
{
	for (guint i = 0; i < MESSAGE_COUNT; i++) {
		clear_fragment(&words->markup[i]);
		g_clear_pointer(&words->plain[i], markup_free);
	}
	g_free(words);
}

static void
free_labels(Labels *labels, const Collection *collection)
{
	free_list(labels->classes, collection->class_count);
	free_list(labels->attributes, collection->attribute_count);
	free_list(labels->facts, collection->fact_count);
	free_list(labels->stages, collection->stage_count);
	g_free(labels);
}

static void
free_entry(EntryFragments *fragments, const Entry *entry)
{
	const Collection *collection = entry->collection;

	clear_fragment(&fragments->heading);
	clear_fragment(&fragments->name);
	clear_fragment(&fragments->summary);
	clear_fragment(&fragments->sections);
	clear_fragment(&fragments->class_sentence);
	clear_fragment(&fragments->stages_sentence);
	free_list(fragments->values, collection->attribute_count);
	free_list(fragments->sentences, collection->attribute_count);
	free_list(fragments->verdicts, collection->attribute_count);
	free_list(fragments->facts, collection->fact_count);
	for (guint i = 0; i < entry->reference_count; i++) {
		clear_fragment(&fragments->references[i].label);
		clear_fragment(&fragments->references[i].title);
	}
	g_free(fragments->references);
	for (guint i = 0; i < entry->related_count; i++) {
		g_free(fragments->proposals[i].link);
		clear_fragment(&fragments->proposals[i].title);
	}
	g_free(fragments->proposals);
	g_free(fragments->link);
	g_free(fragments->anchor);
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
	if (locale->words != NULL)
		free_words(locale->words);
	for (guint i = 0; i < model->collection_count; i++) {
		const Collection *collection = &model->collections[i];

		if (locale->labels[i] != NULL)
			free_labels(locale->labels[i], collection);
		for (guint k = 0; k < collection->entry_count; k++)
			if (locale->entries[i][k] != NULL)
				free_entry(locale->entries[i][k], &collection->entries[k]);
		g_free(locale->entries[i]);
	}
	for (guint i = 0; i < REMARK_COUNT; i++)
		free_remarks(locale->remarks[i]);
	g_free(locale->labels);
	g_free(locale->entries);
}

void
fragments_free(Fragments *fragments)
{
	for (guint i = 0; i < fragments->model->locale_count; i++)
		clear_locale(&fragments->locales[i], fragments->model);
	g_free(fragments->locales);
	g_free(fragments);
}

/* A context that notes of one fragment what it has to own up to. */
static Context
begin(const Context *of, Fragment *fragment)
{
	fragment->markup = markup_new();
	return (Context) { .renderer = of->renderer, .page = of->page, .file = of->file, .locale = of->locale };
}

static void
end(const Context *context, Fragment *fragment)
{
	fragment->markup = markup_fit(fragment->markup);
	fragment->fell_back = context->fell_back;
	fragment->is_outdated = context->is_outdated;
}

static void
make_text(const Context *of, Fragment *fragment, const Text *text)
{
	Context context = begin(of, fragment);

	context_text(&context, fragment->markup, text);
	end(&context, fragment);
}

static void
make_sentence(const Context *of, Fragment *fragment, const Sentence *sentence, const char *code)
{
	Context context;

	if (sentence == NULL)
		return;
	context = begin(of, fragment);
	context_sentence(&context, fragment->markup, sentence, code);
	end(&context, fragment);
}

static Words *
make_words(const Renderer *renderer, const Locale *locale)
{
	Words *words = g_new0(Words, 1);
	Context of = { .renderer = renderer, .locale = locale };

	words->copies_texts = true;
	for (guint i = 0; i < MESSAGE_COUNT; i++) {
		g_autofree char *plain = NULL;
		Context context;

		words->copies_texts = words->copies_texts && message_copies_texts(locale_message(locale, i));
		if (message_arguments(i)[0] != NULL)
			continue;
		context = begin(&of, &words->markup[i]);
		context_message(&context, words->markup[i].markup, i, NULL, NULL);
		end(&context, &words->markup[i]);
		plain = locale_format(locale, i, NULL);
		words->plain[i] = markup_new();
		markup_text(words->plain[i], plain);
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
		free_words(made);
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
	Context context = begin(&(Context) { .renderer = renderer, .locale = locale }, &remark->fragment);
	g_autofree char *languages = join_languages(locale, of, locale_of_message(locale, id));
	MessageValue values[] = { { .text = languages } };

	remark->of = of;
	context_message(&context, remark->fragment.markup, id, values, NULL);
	end(&context, &remark->fragment);
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

static Labels *
make_labels(const Context *of, const Collection *collection)
{
	Labels *labels = g_new(Labels, 1);

	labels->classes = g_new0(Fragment, collection->class_count);
	labels->attributes = g_new0(Fragment, collection->attribute_count);
	labels->facts = g_new0(Fragment, collection->fact_count);
	labels->stages = g_new0(Fragment, collection->stage_count);
	for (guint i = 0; i < collection->class_count; i++)
		make_text(of, &labels->classes[i], collection->classes[i].label);
	for (guint i = 0; i < collection->attribute_count; i++)
		make_text(of, &labels->attributes[i], collection->attributes[i].label);
	for (guint i = 0; i < collection->fact_count; i++)
		make_text(of, &labels->facts[i], collection->facts[i].label);
	for (guint i = 0; i < collection->stage_count; i++)
		make_text(of, &labels->stages[i], collection->stages[i].label);
	return labels;
}

const Labels *
fragments_labels(const Renderer *renderer, const Locale *locale, const Collection *collection)
{
	Labels **slot = &renderer->fragments->locales[locale->index].labels[collection->index];
	Context context = { .renderer = renderer, .locale = locale };
	Labels *labels = g_atomic_pointer_get(slot);
	Labels *made;

	if (labels != NULL)
		return labels;
	made = make_labels(&context, collection);
	labels = settle((gpointer *) slot, made);
	if (labels != made)
		free_labels(made, collection);
	return labels;
}

static void
make_names(const Context *of, EntryFragments *fragments, const Entry *entry)
{
	Context context = begin(of, &fragments->heading);

	context_entry_heading(&context, fragments->heading.markup, entry);
	end(&context, &fragments->heading);
	context = begin(of, &fragments->name);
	context_name(&context, fragments->name.markup, entry->name);
	end(&context, &fragments->name);
	make_text(of, &fragments->summary, entry->summary);
	fragments->link = context_entry_link(of, entry);
	fragments->anchor = g_strconcat("code-", entry->address, NULL);
	fragments->fits_holes =
	    pattern_takes(entry->code) && pattern_takes(entry->name) && pattern_takes(entry->address);
}

static void
make_properties(const Context *of, EntryFragments *fragments, const Entry *entry)
{
	const Collection *collection = entry->collection;
	Context context;

	fragments->values = g_new0(Fragment, collection->attribute_count);
	fragments->sentences = g_new0(Fragment, collection->attribute_count);
	fragments->verdicts = g_new0(Fragment, collection->attribute_count);
	fragments->facts = g_new0(Fragment, collection->fact_count);
	make_sentence(of, &fragments->class_sentence, entry->class->sentence, entry->code);
	for (guint i = 0; i < collection->attribute_count; i++) {
		const Value *value = entry->values[i];

		make_text(of, &fragments->values[i], value->label);
		make_sentence(of, &fragments->sentences[i], value->sentence, entry->code);
		if (collection->attributes[i].decides)
			make_sentence(of, &fragments->verdicts[i], value->verdict, entry->code);
	}
	for (guint i = 0; i < collection->fact_count; i++) {
		context = begin(of, &fragments->facts[i]);
		context_words(&context, fragments->facts[i].markup, entry->facts[i]);
		end(&context, &fragments->facts[i]);
	}
	context = begin(of, &fragments->stages_sentence);
	context_stages(&context, fragments->stages_sentence.markup, entry);
	end(&context, &fragments->stages_sentence);
}

static void
make_references(const Context *of, EntryFragments *fragments, const Entry *entry)
{
	fragments->references = g_new0(ReferenceFragments, entry->reference_count);
	for (guint i = 0; i < entry->reference_count; i++) {
		ReferenceFragments *reference = &fragments->references[i];
		Context context = begin(of, &reference->label);

		context_reference(&context, reference->label.markup, &entry->references[i]);
		end(&context, &reference->label);
		context = begin(of, &reference->title);
		context_name(&context, reference->title.markup, entry->references[i].document->title);
		end(&context, &reference->title);
	}
}

static void
make_proposals(const Context *of, EntryFragments *fragments, const Entry *entry)
{
	fragments->proposals = g_new0(Proposal, entry->related_count);
	for (guint i = 0; i < entry->related_count; i++) {
		const Entry *related = entry->related[i];
		Proposal *proposal = &fragments->proposals[i];
		Context context = begin(of, &proposal->title);

		proposal->first = entry->index < related->index ? entry : related;
		proposal->second = proposal->first == entry ? related : entry;
		proposal->link = context_pair_link(of, proposal->first, proposal->second);
		context_pair_title(&context, proposal->title.markup, proposal->first, proposal->second);
		end(&context, &proposal->title);
	}
}

/* Returns: (nullable) (transfer full): NULL with error set. */
static EntryFragments *
make_entry(const Renderer *renderer, const Locale *locale, const Entry *entry, GError **error)
{
	/* Links lead from any pair's page: all of them are in one folder. */
	Page page = {
		.kind = PAGE_PAIR, .locale = locale, .collection = entry->collection, .first = entry, .second = entry
	};
	g_autofree char *file = address_file(renderer->addresses, &page);
	Context of = { .renderer = renderer, .page = &page, .file = file, .locale = locale };
	Context context = of;
	Markup *sections = render_sections(&context, entry, 3, error);
	EntryFragments *fragments;

	if (sections == NULL)
		return NULL;
	fragments = g_new0(EntryFragments, 1);
	fragments->sections.markup = sections;
	end(&context, &fragments->sections);
	make_names(&of, fragments, entry);
	make_properties(&of, fragments, entry);
	make_references(&of, fragments, entry);
	make_proposals(&of, fragments, entry);
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
		free_entry(made, entry);
	return fragments;
}
