#include "compare/comparison.h"
#include "compare/pair.h"
#include "page/phrases.h"
#include "page/render.h"

/* How many other pairs a page proposes. */
#define NEXT_MAX 8

/* A pair's page in the making. */
typedef struct {
	Context *context;
	View *view;
	const Comparison *comparison;
	const Labels *labels;
	const EntryFragments *first;
	const EntryFragments *second;
} PairPage;

/* What a template does not show the page need not own up to. */
static void
lend(const PairPage *pair, NameId name, const Fragment *fragment)
{
	if (view_wants(pair->view, name))
		view_lend_markup(pair->view, name, context_use(pair->context, fragment));
}

/* A name that there is for each side. */
#define SIDE(name) (is_first ? NAME_FIRST_##name : NAME_SECOND_##name)

/* What stands once for each side of the pair. */
static void
set_side(const PairPage *pair, bool is_first)
{
	const Entry *entry = is_first ? pair->comparison->first : pair->comparison->second;
	const EntryFragments *fragments = is_first ? pair->first : pair->second;
	const Attribute *answer = collection_answer(entry->collection);
	Context *context = pair->context;
	View *view = pair->view;

	view_lend_markup(view, SIDE(CODE), fragments->code);
	view_lend_markup(view, SIDE(NAME), context_use(context, &fragments->name));
	view_lend_markup(view, SIDE(HEADING), context_use(context, &fragments->heading));
	view_lend_markup(view, SIDE(HREF), fragments->link);
	view_lend_markup(view, SIDE(ID), fragments->anchor);
	view_lend_markup(view, SIDE(TONE), fragments->tone);
	lend(pair, SIDE(CLASS), &pair->labels->classes[entry->class->index]);
	lend(pair, SIDE(OTHERS), &fragments->others);
	view_lend_markup(view, SIDE(SUMMARY), context_use(context, &fragments->summary));
	if (answer != NULL)
		lend(pair, SIDE(ANSWER), &fragments->values[answer->index]);
	view_lend_markup(view, SIDE(SECTIONS), context_use(context, &fragments->sections));
}

static void
set_introduction(const PairPage *pair)
{
	const Comparison *comparison = pair->comparison;
	Context *context = pair->context;
	const char *first_language;
	const char *second_language;
	const char *first_class = context_argument(context, comparison->first->class->label, &first_language);
	const char *second_class = context_argument(context, comparison->second->class->label, &second_language);
	MessageValue same[] = { { .text = comparison->first->code },
				{ .text = comparison->second->code },
				{ .text = first_class } };
	MessageValue differ[] = { { .text = comparison->first->code },
				  { .text = first_class },
				  { .text = comparison->second->code },
				  { .text = second_class } };
	const char *same_languages[] = { NULL, NULL, first_language };
	const char *differ_languages[] = { NULL, first_language, NULL, second_language };
	g_autoptr(Markup) introduction = markup_new();

	if (comparison->same_class)
		context_message(context, introduction, MESSAGE_CLASSES_SAME, same, same_languages);
	else
		context_message(context, introduction, MESSAGE_CLASSES_DIFFER, differ, differ_languages);
	view_set_markup(pair->view, NAME_INTRODUCTION, introduction);
}

static void
add_row(const PairPage *pair, const Fragment *label, const Fragment *first, const Fragment *second, bool differs)
{
	view_add_row(pair->view, NAME_ROWS);
	view_add_lent_markup(pair->view, context_use(pair->context, label));
	view_add_lent_markup(pair->view, context_use(pair->context, first));
	view_add_lent_markup(pair->view, context_use(pair->context, second));
	view_add_flag(pair->view, differs);
}

static void
add_class_row(const PairPage *pair)
{
	const Comparison *comparison = pair->comparison;
	const Words *words = fragments_words(pair->context->renderer, pair->context->locale);

	add_row(pair, &words->markup[MESSAGE_CLASS], &pair->labels->classes[comparison->first->class->index],
		&pair->labels->classes[comparison->second->class->index], !comparison->same_class);
}

/* The table: what differs first, then what both share. */
static void
add_rows(const PairPage *pair)
{
	const Comparison *comparison = pair->comparison;

	for (int differs = 1; differs >= 0; differs--) {
		if (comparison->same_class != differs)
			add_class_row(pair);
		for (guint i = 0; i < comparison->attribute_count; i++) {
			const ComparedAttribute *compared = &comparison->attributes[i];
			guint index = compared->attribute->index;

			if (compared->differs == differs)
				add_row(pair, &pair->labels->attributes[index], &pair->first->values[index],
					&pair->second->values[index], compared->differs);
		}
		for (guint i = 0; i < comparison->fact_count; i++) {
			const ComparedFact *compared = &comparison->facts[i];
			guint index = compared->fact->index;

			if (compared->differs == differs)
				add_row(pair, &pair->labels->facts[index], &pair->first->facts[index],
					&pair->second->facts[index], compared->differs);
		}
	}
}

static void
append_sentences(const PairPage *pair, Markup *out, const Fragment *first, const Fragment *second)
{
	markup_append_slice(out, context_use(pair->context, first));
	context_space(out);
	markup_append_slice(out, context_use(pair->context, second));
}

static void
add_stages(const PairPage *pair)
{
	const Entry *first = pair->comparison->first;
	const Entry *second = pair->comparison->second;

	if ((first->stages | second->stages) == 0 || !view_wants(pair->view, NAME_STAGES))
		return;
	for (guint i = 0; i < first->collection->stage_count; i++) {
		guint64 stage = (guint64) 1 << i;

		view_add_row(pair->view, NAME_STAGES);
		view_add_lent_markup(pair->view, context_use(pair->context, &pair->labels->stages[i]));
		view_add_flag(pair->view, (first->stages & stage) != 0);
		view_add_flag(pair->view, (second->stages & stage) != 0);
	}
}

/* The picture of the stages, and the same as sentences. */
static void
set_picture(const PairPage *pair)
{
	const Collection *collection = pair->comparison->first->collection;
	guint64 stages = pair->comparison->first->stages | pair->comparison->second->stages;
	g_autoptr(Markup) picture = NULL;
	g_autoptr(Markup) text = NULL;

	if (stages == 0 || !view_wants(pair->view, NAME_PICTURE))
		return;
	picture = markup_new();
	markup_append_slice(picture, pair->labels->picture);
	for (guint i = 0; i < collection->stage_count; i++) {
		bool is_on = (stages & (guint64) 1 << i) != 0;

		markup_append_slice(picture, context_use(pair->context, &pair->labels->stage_labels[is_on][i]));
	}
	markup_append_slice(picture, pair->first->lines[PICTURE_FIRST]);
	markup_append_slice(picture, pair->second->lines[PICTURE_SECOND]);
	picture_end(picture);
	view_set_markup(pair->view, NAME_PICTURE, picture);
	text = markup_new();
	append_sentences(pair, text, &pair->first->stages_sentence, &pair->second->stages_sentence);
	view_set_markup(pair->view, NAME_STAGES_TEXT, text);
}

static void
add_difference(const PairPage *pair, const Markup *difference)
{
	view_add_row(pair->view, NAME_DIFFERENCES);
	view_add_markup(pair->view, difference);
}

/* One difference in two sentences, each about one of the two. */
static void
add_sentences(const PairPage *pair, const Fragment *first, const Fragment *second)
{
	g_autoptr(Markup) difference = markup_new();

	append_sentences(pair, difference, first, second);
	add_difference(pair, difference);
}

static void
add_class_difference(const PairPage *pair)
{
	const Comparison *comparison = pair->comparison;
	const char *language;
	const char *class = context_argument(pair->context, comparison->first->class->label, &language);
	const char *languages[] = { NULL, NULL, language };
	MessageValue values[] = { { .text = comparison->first->code },
				  { .text = comparison->second->code },
				  { .text = class } };
	g_autoptr(Markup) difference = NULL;

	if (!comparison->same_class) {
		add_sentences(pair, &pair->first->class_sentence, &pair->second->class_sentence);
		return;
	}
	difference = markup_new();
	context_message(pair->context, difference, MESSAGE_DIFFERENCE_CLASS_SAME, values, languages);
	add_difference(pair, difference);
}

static void
add_no_difference(const PairPage *pair)
{
	MessageValue values[] = { { .text = pair->comparison->first->code },
				  { .text = pair->comparison->second->code } };
	g_autoptr(Markup) difference = markup_new();

	context_message(pair->context, difference, MESSAGE_DIFFERENCE_NONE, values, NULL);
	add_difference(pair, difference);
}

/* The class first; then what a person wrote of this pair, then what follows
 * from the attributes. */
static void
add_differences(const PairPage *pair)
{
	const Comparison *comparison = pair->comparison;
	const PairWords *words = comparison->words;
	guint written = words == NULL ? 0 : words->difference_count;

	add_class_difference(pair);
	for (guint i = 0; i < written; i++) {
		g_autoptr(Markup) difference = markup_new();

		context_inline(pair->context, difference, words->differences[i]);
		add_difference(pair, difference);
	}
	for (guint i = 0; i < comparison->differing_count; i++) {
		guint index = comparison->attributes[i].attribute->index;

		add_sentences(pair, &pair->first->sentences[index], &pair->second->sentences[index]);
	}
	if (!comparison->same_stages && comparison->first->stages != 0 && comparison->second->stages != 0)
		add_sentences(pair, &pair->first->stages_sentence, &pair->second->stages_sentence);
	if (comparison->same_class && comparison->same_stages && written == 0 && comparison->differing_count == 0)
		add_no_difference(pair);
}

/* What decides: the first attribute that differs and has verdicts, because more
 * than one sentence a side would be a discussion.  NULL where none does. */
static const Attribute *
find_deciding(const Comparison *comparison)
{
	for (guint i = 0; i < comparison->differing_count; i++)
		if (comparison->attributes[i].attribute->decides)
			return comparison->attributes[i].attribute;
	return NULL;
}

static void
append_verdict(const PairPage *pair, Markup *verdict, const Fragment *sentence)
{
	markup_literal(verdict, "<li>");
	markup_append_slice(verdict, context_use(pair->context, sentence));
	markup_literal(verdict, "</li>\n");
}

static void
set_verdict(const PairPage *pair)
{
	const Comparison *comparison = pair->comparison;
	MessageValue values[] = { { .text = comparison->first->code }, { .text = comparison->second->code } };
	const Attribute *deciding = find_deciding(comparison);
	g_autoptr(Markup) verdict = markup_new();

	if (comparison->words != NULL && comparison->words->verdict != NULL) {
		context_prose(pair->context, verdict, comparison->words->verdict);
	} else if (deciding != NULL) {
		markup_literal(verdict, "<ul>\n");
		append_verdict(pair, verdict, &pair->first->verdicts[deciding->index]);
		append_verdict(pair, verdict, &pair->second->verdicts[deciding->index]);
		markup_literal(verdict, "</ul>\n");
	} else {
		markup_literal(verdict, "<p>");
		context_message(pair->context, verdict, MESSAGE_VERDICT_SAME, values, NULL);
		markup_literal(verdict, "</p>\n");
	}
	view_set_markup(pair->view, NAME_VERDICT, verdict);
}

static bool
has_reference(const Entry *entry, const Reference *reference)
{
	for (guint i = 0; i < entry->reference_count; i++) {
		const Reference *other = &entry->references[i];

		if (other == reference)
			return false;
		if (other->document == reference->document && g_strcmp0(other->section, reference->section) == 0)
			return true;
	}
	return false;
}

/* The documents of both entries, each section once: where it stands first. */
static void
add_references(const PairPage *pair, const Entry *entry, const EntryFragments *fragments, const Entry *before)
{
	for (guint i = 0; i < entry->reference_count; i++) {
		const Reference *reference = &entry->references[i];

		if (has_reference(entry, reference) || (before != NULL && has_reference(before, reference)))
			continue;
		view_add_row(pair->view, NAME_REFERENCES);
		view_add_lent_markup(pair->view, fragments->references[i].url);
		view_add_lent_markup(pair->view, context_use(pair->context, &fragments->references[i].label));
		view_add_lent_markup(pair->view, context_use(pair->context, &fragments->references[i].title));
	}
}

/* Proposes another pair, unless it was proposed before.  Returns: how many pairs
 * are proposed now. */
static guint
propose(const PairPage *pair, const Proposal **proposed, guint count, const Proposal *proposal)
{
	const Page *page = pair->context->page;

	if (count == NEXT_MAX || (proposal->first == page->first && proposal->second == page->second))
		return count;
	for (guint i = 0; i < count; i++)
		if (proposed[i]->first == proposal->first && proposed[i]->second == proposal->second)
			return count;
	proposed[count] = proposal;
	view_add_row(pair->view, NAME_NEXT);
	view_add_lent_markup(pair->view, proposal->link);
	view_add_lent_markup(pair->view, context_use(pair->context, &proposal->title));
	return count + 1;
}

static void
add_next(const PairPage *pair)
{
	const Entry *first = pair->comparison->first;
	const Entry *second = pair->comparison->second;
	const Proposal *proposed[NEXT_MAX];
	guint count = 0;

	for (guint i = 0; i < MAX(first->related_count, second->related_count); i++) {
		if (i < first->related_count)
			count = propose(pair, proposed, count, &pair->first->proposals[i]);
		if (i < second->related_count)
			count = propose(pair, proposed, count, &pair->second->proposals[i]);
	}
}

/* The pair before or behind this one, in the order of the plan. */
static void
add_neighbour(const PairPage *pair, NameId name, bool (*find)(guint n, guint *first, guint *second))
{
	const Collection *collection = pair->comparison->first->collection;
	guint first = pair->comparison->first->index;
	guint second = pair->comparison->second->index;
	g_autoptr(Markup) link = NULL;
	g_autoptr(Markup) codes = NULL;

	if (!view_wants(pair->view, name) || !find(collection->entry_count, &first, &second))
		return;
	link = markup_new();
	codes = markup_new();
	phrases_say(pair->context, link, PHRASE_LINK, &collection->entries[first], &collection->entries[second]);
	phrases_say(pair->context, codes, PHRASE_CODES, &collection->entries[first], &collection->entries[second]);
	view_add_row(pair->view, name);
	view_add_markup(pair->view, link);
	view_add_markup(pair->view, codes);
}

static void
set_headings(const PairPage *pair)
{
	const Page *page = pair->context->page;
	g_autoptr(Markup) heading = markup_new();

	phrases_say(pair->context, heading, PHRASE_TITLE, page->first, page->second);
	view_set_markup(pair->view, NAME_HEADING, heading);
	view_lend_markup(pair->view, NAME_COLLECTION_NAME, pair->labels->name);
	view_lend_markup(pair->view, NAME_COLLECTION_HREF, pair->labels->link);
	lend(pair, NAME_ANSWER, &pair->labels->answer);
}

View *
render_pair(Context *context, GError **error)
{
	const Page *page = context->page;
	const Renderer *renderer = context->renderer;
	g_autoptr(Comparison) comparison = comparison_new(page->first, page->second);
	g_autoptr(View) view = context_view(context, TEMPLATE_PAIR);
	PairPage pair = {
		.context = context,
		.view = view,
		.comparison = comparison,
		.labels = fragments_labels(renderer, page->locale, page->collection),
		.first = fragments_entry(renderer, page->locale, page->first, error),
	};

	/* A template that fails on one entry would fail on the other as well. */
	pair.second = pair.first == NULL ? NULL : fragments_entry(renderer, page->locale, page->second, error);
	if (pair.second == NULL)
		return NULL;
	set_headings(&pair);
	set_side(&pair, true);
	set_side(&pair, false);
	set_introduction(&pair);
	add_rows(&pair);
	add_stages(&pair);
	set_picture(&pair);
	add_differences(&pair);
	set_verdict(&pair);
	add_references(&pair, page->first, pair.first, NULL);
	add_references(&pair, page->second, pair.second, page->first);
	add_next(&pair);
	add_neighbour(&pair, NAME_PREVIOUS_PAIR, pair_before);
	add_neighbour(&pair, NAME_NEXT_PAIR, pair_behind);
	context_set_improve(context, view);
	context_set_structured(context, view);
	return g_steal_pointer(&view);
}
