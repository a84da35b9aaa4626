#include "compare/comparison.h"
#include "page/render.h"

/* How many other pairs a page proposes. */
#define NEXT_MAX 8

static const Fragment *
find_fragment(const Context *context, const Entry *entry)
{
	return &context->renderer->fragments[context->locale->index][entry->collection->index][entry->index];
}

/* A name that there is for each side. */
#define SIDE(name) (is_first ? NAME_FIRST_##name : NAME_SECOND_##name)

/* What stands once for each side of the pair. */
static void
set_side(Context *context, View *view, const Entry *entry, bool is_first)
{
	const Fragment *fragment = find_fragment(context, entry);
	g_autofree char *link = context_entry_link(context, entry);
	g_autofree char *id = g_strconcat("code-", entry->address, NULL);
	g_autoptr(Markup) heading = markup_new();
	g_autoptr(Markup) name = markup_new();

	context_entry_heading(context, heading, entry);
	context_name(context, name, entry->name);
	view_set_text(view, SIDE(CODE), entry->code);
	view_set_markup(view, SIDE(NAME), name);
	view_set_markup(view, SIDE(HEADING), heading);
	view_set_text(view, SIDE(HREF), link);
	view_set_text(view, SIDE(ID), id);
	view_set_text(view, SIDE(TONE), tone_name(entry->class->tone));
	context_set_text(context, view, SIDE(SUMMARY), entry->summary);
	view_set_markup(view, SIDE(SECTIONS), fragment->markup);
	if (context->fell_back == NULL)
		context->fell_back = fragment->fell_back;
	context->is_outdated = context->is_outdated || fragment->is_outdated;
}

static void
set_introduction(Context *context, View *view, const Comparison *comparison)
{
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
	view_set_markup(view, NAME_INTRODUCTION, introduction);
}

static void
add_row(View *view, const Markup *label, const Markup *first, const Markup *second, bool differs)
{
	view_add_row(view, NAME_ROWS);
	view_add_markup(view, label);
	view_add_markup(view, first);
	view_add_markup(view, second);
	view_add_flag(view, differs);
}

static void
add_class_row(Context *context, View *view, const Comparison *comparison)
{
	g_autoptr(Markup) label = markup_new();
	g_autoptr(Markup) first = markup_new();
	g_autoptr(Markup) second = markup_new();

	context_message(context, label, MESSAGE_CLASS, NULL, NULL);
	context_text(context, first, comparison->first->class->label);
	context_text(context, second, comparison->second->class->label);
	add_row(view, label, first, second, !comparison->same_class);
}

static void
add_attribute_row(Context *context, View *view, const ComparedAttribute *compared)
{
	g_autoptr(Markup) label = markup_new();
	g_autoptr(Markup) first = markup_new();
	g_autoptr(Markup) second = markup_new();

	context_text(context, label, compared->attribute->label);
	context_text(context, first, compared->first->label);
	context_text(context, second, compared->second->label);
	add_row(view, label, first, second, compared->differs);
}

static void
add_fact_row(Context *context, View *view, const ComparedFact *compared)
{
	g_autoptr(Markup) label = markup_new();
	g_autoptr(Markup) first = markup_new();
	g_autoptr(Markup) second = markup_new();

	context_text(context, label, compared->fact->label);
	context_words(context, first, compared->first);
	context_words(context, second, compared->second);
	add_row(view, label, first, second, compared->differs);
}

/* The table: what differs first, then what both share. */
static void
add_rows(Context *context, View *view, const Comparison *comparison)
{
	for (int differs = 1; differs >= 0; differs--) {
		if (comparison->same_class != differs)
			add_class_row(context, view, comparison);
		for (guint i = 0; i < comparison->attribute_count; i++)
			if (comparison->attributes[i].differs == differs)
				add_attribute_row(context, view, &comparison->attributes[i]);
		for (guint i = 0; i < comparison->fact_count; i++)
			if (comparison->facts[i].differs == differs)
				add_fact_row(context, view, &comparison->facts[i]);
	}
}

static void
set_stages(Context *context, View *view, const Comparison *comparison)
{
	const Collection *collection = comparison->first->collection;

	if (comparison->first->stages == 0 && comparison->second->stages == 0)
		return;
	for (guint i = 0; i < collection->stage_count; i++) {
		guint64 stage = (guint64) 1 << i;
		g_autoptr(Markup) label = markup_new();

		context_text(context, label, collection->stages[i].label);
		view_add_row(view, NAME_STAGES);
		view_add_markup(view, label);
		view_add_flag(view, (comparison->first->stages & stage) != 0);
		view_add_flag(view, (comparison->second->stages & stage) != 0);
	}
}

static void
add_difference(View *view, const Markup *difference)
{
	view_add_row(view, NAME_DIFFERENCES);
	view_add_markup(view, difference);
}

/* One difference in two sentences, each about one of the two. */
static void
add_sentences(Context *context, View *view, const Comparison *comparison, const Sentence *first, const Sentence *second)
{
	g_autoptr(Markup) difference = markup_new();

	context_sentence(context, difference, first, comparison->first->code);
	context_space(difference);
	context_sentence(context, difference, second, comparison->second->code);
	add_difference(view, difference);
}

static void
add_class_difference(Context *context, View *view, const Comparison *comparison)
{
	const char *language;
	const char *class = context_argument(context, comparison->first->class->label, &language);
	const char *languages[] = { NULL, NULL, language };
	MessageValue values[] = { { .text = comparison->first->code },
				  { .text = comparison->second->code },
				  { .text = class } };
	g_autoptr(Markup) difference = markup_new();

	if (!comparison->same_class) {
		add_sentences(context, view, comparison, comparison->first->class->sentence,
			      comparison->second->class->sentence);
		return;
	}
	context_message(context, difference, MESSAGE_DIFFERENCE_CLASS_SAME, values, languages);
	add_difference(view, difference);
}

static void
add_no_difference(Context *context, View *view, const Comparison *comparison)
{
	MessageValue values[] = { { .text = comparison->first->code }, { .text = comparison->second->code } };
	g_autoptr(Markup) difference = markup_new();

	context_message(context, difference, MESSAGE_DIFFERENCE_NONE, values, NULL);
	add_difference(view, difference);
}

static void
add_stages_difference(Context *context, View *view, const Comparison *comparison)
{
	g_autoptr(Markup) difference = markup_new();

	if (comparison->same_stages || comparison->first->stages == 0 || comparison->second->stages == 0)
		return;
	context_stages(context, difference, comparison->first);
	context_space(difference);
	context_stages(context, difference, comparison->second);
	add_difference(view, difference);
}

/* The class first; then what a person wrote of this pair, then what follows
 * from the attributes. */
static void
add_differences(Context *context, View *view, const Comparison *comparison)
{
	const PairWords *words = comparison->words;
	guint written = words == NULL ? 0 : words->difference_count;

	add_class_difference(context, view, comparison);
	for (guint i = 0; i < written; i++) {
		g_autoptr(Markup) difference = markup_new();

		context_inline(context, difference, words->differences[i]);
		add_difference(view, difference);
	}
	for (guint i = 0; i < comparison->differing_count; i++) {
		const ComparedAttribute *compared = &comparison->attributes[i];

		add_sentences(context, view, comparison, compared->first->sentence, compared->second->sentence);
	}
	add_stages_difference(context, view, comparison);
	if (comparison->same_class && comparison->same_stages && written == 0 && comparison->differing_count == 0)
		add_no_difference(context, view, comparison);
}

/* What decides: the first attribute that differs and has verdicts, because more
 * than one sentence a side would be a discussion.  NULL where none does. */
static const ComparedAttribute *
find_deciding(const Comparison *comparison)
{
	for (guint i = 0; i < comparison->differing_count; i++)
		if (comparison->attributes[i].attribute->decides)
			return &comparison->attributes[i];
	return NULL;
}

static void
append_verdict(Context *context, Markup *verdict, const Sentence *sentence, const Entry *entry)
{
	markup_literal(verdict, "<li>");
	context_sentence(context, verdict, sentence, entry->code);
	markup_literal(verdict, "</li>\n");
}

static void
set_verdict(Context *context, View *view, const Comparison *comparison)
{
	MessageValue values[] = { { .text = comparison->first->code }, { .text = comparison->second->code } };
	const ComparedAttribute *deciding = find_deciding(comparison);
	g_autoptr(Markup) verdict = markup_new();

	if (comparison->words != NULL && comparison->words->verdict != NULL) {
		context_prose(context, verdict, comparison->words->verdict);
	} else if (deciding != NULL) {
		markup_literal(verdict, "<ul>\n");
		append_verdict(context, verdict, deciding->first->verdict, comparison->first);
		append_verdict(context, verdict, deciding->second->verdict, comparison->second);
		markup_literal(verdict, "</ul>\n");
	} else {
		markup_literal(verdict, "<p>");
		context_message(context, verdict, MESSAGE_VERDICT_SAME, values, NULL);
		markup_literal(verdict, "</p>\n");
	}
	view_set_markup(view, NAME_VERDICT, verdict);
}

/* The documents of both entries, each section once. */
static void
set_references(Context *context, View *view, const Comparison *comparison)
{
	const Entry *first = comparison->first;
	const Entry *second = comparison->second;
	g_autofree Reference *all = g_new(Reference, first->reference_count + second->reference_count);
	guint count = 0;

	for (guint i = 0; i < first->reference_count + second->reference_count; i++) {
		const Reference *reference = i < first->reference_count
						 ? &first->references[i]
						 : &second->references[i - first->reference_count];
		bool seen = false;

		for (guint k = 0; k < count && !seen; k++)
			seen = all[k].document == reference->document &&
			       g_strcmp0(all[k].section, reference->section) == 0;
		if (!seen)
			all[count++] = *reference;
	}
	context_set_references(context, view, all, count);
}

/* Proposes the pair of two entries, in either order, unless it is this one or
 * was proposed before. */
static void
propose(Context *context, View *view, GArray *proposed, const Entry *a, const Entry *b)
{
	const Entry *first = a->index < b->index ? a : b;
	const Entry *second = first == a ? b : a;
	guint64 key = ((guint64) first->index << 32) | second->index;
	g_autofree char *link = NULL;
	g_autoptr(Markup) title = NULL;

	if (first == second || (first == context->page->first && second == context->page->second) ||
	    proposed->len >= NEXT_MAX)
		return;
	for (guint i = 0; i < proposed->len; i++)
		if (g_array_index(proposed, guint64, i) == key)
			return;
	g_array_append_val(proposed, key);
	link = context_pair_link(context, first, second);
	title = markup_new();
	context_pair_title(context, title, first, second);
	view_add_row(view, NAME_NEXT);
	view_add_text(view, link);
	view_add_markup(view, title);
}

static void
add_next(Context *context, View *view, const Comparison *comparison)
{
	const Entry *first = comparison->first;
	const Entry *second = comparison->second;
	g_autoptr(GArray) proposed = g_array_new(FALSE, FALSE, sizeof(guint64));

	for (guint i = 0; i < MAX(first->related_count, second->related_count); i++) {
		if (i < first->related_count)
			propose(context, view, proposed, first, first->related[i]);
		if (i < second->related_count)
			propose(context, view, proposed, second, second->related[i]);
	}
}

Markup *
render_pair(Context *context, GError **error)
{
	const Page *page = context->page;
	g_autoptr(Comparison) comparison = comparison_new(page->first, page->second);
	g_autoptr(View) view = context_view(context, TEMPLATE_PAIR);
	Page collection = { .kind = PAGE_COLLECTION, .locale = context->locale, .collection = page->collection };
	g_autofree char *collection_href = context_link(context, collection);
	g_autoptr(Markup) heading = markup_new();

	context_pair_title(context, heading, page->first, page->second);
	view_set_markup(view, NAME_HEADING, heading);
	view_set_text(view, NAME_COLLECTION_NAME, page->collection->name);
	view_set_text(view, NAME_COLLECTION_HREF, collection_href);
	set_side(context, view, page->first, true);
	set_side(context, view, page->second, false);
	set_introduction(context, view, comparison);
	add_rows(context, view, comparison);
	set_stages(context, view, comparison);
	add_differences(context, view, comparison);
	set_verdict(context, view, comparison);
	set_references(context, view, comparison);
	add_next(context, view, comparison);
	return view_render(view, error);
}
