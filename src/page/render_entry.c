#include "page/phrases.h"
#include "page/render.h"
#include "page/transcript.h"

static void
add_line(Context *context, View *view, const TranscriptLine *line)
{
	g_autoptr(Markup) label = markup_new();
	g_autofree char *text = g_strndup(line->text, line->length);
	g_autofree char *number = NULL;

	if (line->speaker != NULL) {
		number = g_strdup_printf("%u", (guint) (line->speaker - context->page->collection->speakers) + 1);
		context_text(context, label, line->speaker->label);
	}
	view_add_row(view, NAME_TRANSCRIPT);
	view_add_text(view, number == NULL ? "" : number);
	view_add_markup(view, label);
	view_add_text(view, text);
	view_add_flag(view, line->is_remark);
	view_add_flag(view, line->has_code);
}

/* An example in which nobody speaks is no transcript. */
static void
add_transcript(Context *context, View *view, const Entry *entry, const char *text)
{
	g_autoptr(GArray) lines = transcript_new(entry, text);
	bool has_speaker = false;

	for (guint i = 0; i < lines->len; i++)
		has_speaker = has_speaker || g_array_index(lines, TranscriptLine, i).speaker != NULL;
	for (guint i = 0; has_speaker && i < lines->len; i++)
		add_line(context, view, &g_array_index(lines, TranscriptLine, i));
}

/* A transcript is in the protocol's language; a translation of it says the
 * remarks in another, and to have none is no gap. */
static void
set_example(Context *context, View *view, const Entry *entry)
{
	const Locale *from;
	const char *text = text_in(entry->example, context->locale, &from);

	view_set_text(view, NAME_TEXT_EXAMPLE, text);
	view_set_text(view, NAME_EXAMPLE_LANG, from->tag);
	if (view_wants(view, NAME_TRANSCRIPT))
		add_transcript(context, view, entry, text);
}

Markup *
render_sections(Context *context, const Entry *entry, guint level, GError **error)
{
	g_autoptr(View) view = context_view(context, TEMPLATE_SECTIONS);
	const struct {
		NameId name;
		const Text *text;
	} texts[] = {
		{ NAME_TEXT_DESCRIPTION, entry->description },
		{ NAME_TEXT_WHEN_SEEN, entry->when_seen },
		{ NAME_TEXT_FIX, entry->fix },
	};

	view_set_number(view, NAME_LEVEL, (glong) level);
	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(Markup) markup = markup_new();

		context_prose(context, markup, texts[i].text);
		view_set_markup(view, texts[i].name, markup);
	}
	if (entry->example != NULL)
		set_example(context, view, entry);
	return view_render(view, error);
}

static void
add_attributes(Context *context, View *view, const Entry *entry)
{
	const Collection *collection = entry->collection;

	for (guint i = 0; i < collection->attribute_count; i++) {
		g_autoptr(Markup) label = markup_new();
		g_autoptr(Markup) value = markup_new();
		g_autoptr(Markup) sentence = markup_new();

		context_text(context, label, collection->attributes[i].label);
		context_text(context, value, entry->values[i]->label);
		context_sentence(context, sentence, entry->values[i]->sentence, entry->code);
		view_add_row(view, NAME_ATTRIBUTES);
		view_add_markup(view, label);
		view_add_markup(view, value);
		view_add_markup(view, sentence);
	}
}

static void
add_facts(Context *context, View *view, const Entry *entry)
{
	const Collection *collection = entry->collection;

	for (guint i = 0; i < collection->fact_count; i++) {
		g_autoptr(Markup) label = markup_new();
		g_autoptr(Markup) words = markup_new();

		if (entry->facts[i] == NULL)
			continue;
		context_text(context, label, collection->facts[i].label);
		context_words(context, words, entry->facts[i]);
		view_add_row(view, NAME_FACTS);
		view_add_markup(view, label);
		view_add_markup(view, words);
	}
}

static void
set_picture(Context *context, View *view, const Entry *entry)
{
	const Collection *collection = entry->collection;
	const Labels *labels = fragments_labels(context->renderer, context->locale, collection);
	g_autoptr(Markup) picture = markup_new();

	markup_append_slice(picture, labels->picture);
	for (guint i = 0; i < collection->stage_count; i++) {
		bool is_on = (entry->stages & (guint64) 1 << i) != 0;

		markup_append_slice(picture, context_use(context, &labels->stage_labels[is_on][i]));
	}
	picture_line(picture, collection->stage_count, entry->stages, PICTURE_FIRST, context->locale->is_right_to_left,
		     tone_name(entry->class->tone), entry->code);
	picture_end(picture);
	view_set_markup(view, NAME_PICTURE, picture);
}

static void
add_stages(Context *context, View *view, const Entry *entry)
{
	const Collection *collection = entry->collection;
	g_autoptr(Markup) text = markup_new();

	if (entry->stages == 0)
		return;
	for (guint i = 0; i < collection->stage_count; i++) {
		g_autoptr(Markup) label = markup_new();

		context_text(context, label, collection->stages[i].label);
		view_add_row(view, NAME_STAGES);
		view_add_markup(view, label);
		view_add_flag(view, (entry->stages & ((guint64) 1 << i)) != 0);
	}
	context_stages(context, text, entry);
	view_set_markup(view, NAME_STAGES_TEXT, text);
	set_picture(context, view, entry);
}

static bool
is_related(const Entry *entry, const Entry *other)
{
	for (guint i = 0; i < entry->related_count; i++)
		if (entry->related[i] == other)
			return true;
	return false;
}

/* Every pair that the entry is part of. */
static void
add_pairs(Context *context, View *view, const Entry *entry)
{
	const Collection *collection = entry->collection;

	for (guint i = 0; i < collection->entry_count; i++) {
		const Entry *other = &collection->entries[i];
		g_autoptr(Markup) link = NULL;
		g_autoptr(Markup) name = NULL;

		if (other == entry)
			continue;
		link = markup_new();
		name = markup_new();
		phrases_say(context, link, PHRASE_LINK, i < entry->index ? other : entry,
			    i < entry->index ? entry : other);
		context_name(context, name, other->name);
		view_add_row(view, NAME_PAIRS);
		view_add_markup(view, link);
		view_add_text(view, other->code);
		view_add_markup(view, name);
		view_add_text(view, tone_name(other->class->tone));
		view_add_flag(view, is_related(entry, other));
	}
}

static void
set_headings(Context *context, View *view, const Entry *entry)
{
	MessageValue code[] = { { .text = entry->code } };
	g_autoptr(Markup) heading = markup_new();
	g_autoptr(Markup) compare_with = markup_new();

	context_entry_title(context, heading, entry);
	view_set_markup(view, NAME_HEADING, heading);
	context_message(context, compare_with, MESSAGE_COMPARE_WITH, code, NULL);
	view_set_markup(view, NAME_COMPARE_WITH, compare_with);
}

View *
render_entry(Context *context, GError **error)
{
	const Entry *entry = context->page->first;
	g_autoptr(View) view = context_view(context, TEMPLATE_ENTRY);
	g_autoptr(Markup) sections = render_sections(context, entry, 2, error);
	Page collection = { .kind = PAGE_COLLECTION, .locale = context->locale, .collection = entry->collection };
	g_autofree char *collection_href = context_link(context, collection);

	if (sections == NULL)
		return NULL;
	set_headings(context, view, entry);
	view_set_text(view, NAME_COLLECTION_NAME, entry->collection->name);
	view_set_text(view, NAME_COLLECTION_HREF, collection_href);
	view_set_text(view, NAME_TONE, tone_name(entry->class->tone));
	context_set_text(context, view, NAME_SUMMARY, entry->summary);
	context_set_text(context, view, NAME_CLASS, entry->class->label);
	add_attributes(context, view, entry);
	add_facts(context, view, entry);
	add_stages(context, view, entry);
	view_set_markup(view, NAME_SECTIONS, sections);
	add_pairs(context, view, entry);
	context_set_references(context, view, entry->references, entry->reference_count);
	context_set_improve(context, view);
	context_set_structured(context, view);
	return g_steal_pointer(&view);
}
