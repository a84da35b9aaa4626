#include <string.h>

#include "page/render.h"

Languages
context_fallback(const Context *context, const Locale *fallback)
{
	/* The last bit stands for all that come behind it. */
	const Languages last = (Languages) 1 << (LANGUAGES_MAX - 1);
	Languages language = 1;

	for (const Locale *next = context->locale->fallback; next != fallback && language != last;
	     next = next->fallback)
		language <<= 1;
	return language;
}

void
context_note(Context *context, const Locale *from)
{
	if (from != context->locale)
		context->fell_back |= context_fallback(context, from);
}

/* Opens an element for a text in another language, and notes what the page has
 * to own up to. */
static void
open_language(Context *context, Markup *markup, const Locale *from, const bool *outdated, const char *element)
{
	if (outdated != NULL && outdated[from->index])
		context->is_outdated = true;
	context_note(context, from);
	if (from == context->locale)
		return;
	markup_literal(markup, "<");
	markup_append_trusted(markup, element);
	markup_literal(markup, " lang=\"");
	markup_text(markup, from->tag);
	markup_literal(markup, "\" dir=\"");
	markup_text(markup, locale_direction(from));
	markup_literal(markup, "\">");
}

static void
close_language(const Context *context, Markup *markup, const Locale *from, const char *element)
{
	if (from == context->locale)
		return;
	markup_literal(markup, "</");
	markup_append_trusted(markup, element);
	markup_literal(markup, ">");
}

void
context_text(Context *context, Markup *markup, const Text *text)
{
	const Locale *from;
	const char *string = text_in(text, context->locale, &from);

	open_language(context, markup, from, text->outdated, "span");
	markup_text(markup, string);
	close_language(context, markup, from, "span");
}

void
context_prose(Context *context, Markup *markup, const Text *text)
{
	const Locale *from;
	const char *string = text_in(text, context->locale, &from);

	open_language(context, markup, from, text->outdated, "div");
	markup_prose(markup, string);
	close_language(context, markup, from, "div");
}

void
context_inline(Context *context, Markup *markup, const Text *text)
{
	const Locale *from;
	const char *string = text_in(text, context->locale, &from);

	open_language(context, markup, from, text->outdated, "span");
	markup_inline(markup, string);
	close_language(context, markup, from, "span");
}

void
context_sentence(Context *context, Markup *markup, const Sentence *sentence, const char *code)
{
	MessageValue values[] = { { .text = code } };
	const Locale *from;
	const Message *message = sentence_in(sentence, context->locale, &from);

	open_language(context, markup, from, sentence->outdated, "span");
	markup_message(markup, message, values, NULL);
	close_language(context, markup, from, "span");
}

void
context_message(Context *context, Markup *markup, MessageId id, const MessageValue *values,
		const char *const *languages)
{
	const Locale *from = locale_of_message(context->locale, id);

	open_language(context, markup, from, NULL, "span");
	markup_message(markup, from->messages[id], values, languages);
	close_language(context, markup, from, "span");
}

Slice
context_use(Context *context, const Fragment *fragment)
{
	context->fell_back |= fragment->fell_back;
	context->is_outdated = context->is_outdated || fragment->is_outdated;
	return fragment->markup;
}

const char *
context_name_language(const Context *context)
{
	const Locale *source = context->renderer->model->source_locale;

	return context->locale == source ? NULL : source->tag;
}

void
context_name(Context *context, Markup *markup, const char *name)
{
	const char *language = context_name_language(context);

	markup_literal(markup, "<bdi");
	if (language != NULL) {
		markup_literal(markup, " lang=\"");
		markup_text(markup, language);
		markup_literal(markup, "\"");
	}
	markup_literal(markup, ">");
	markup_text(markup, name);
	markup_literal(markup, "</bdi>");
}

void
context_space(Markup *markup)
{
	const char *string = markup_string(markup);
	gsize length = markup_length(markup);

	/* The full stops of Chinese and Japanese bring their space along. */
	if (length > 0 && !g_unichar_iswide(g_utf8_get_char(g_utf8_prev_char(string + length))))
		markup_literal(markup, " ");
}

const char *
context_plain(Context *context, const Text *text)
{
	const Locale *from;

	return text_in(text, context->locale, &from);
}

const char *
context_argument(Context *context, const Text *text, const char **language)
{
	const Locale *from;
	const char *string = text_in(text, context->locale, &from);

	*language = from == context->locale ? NULL : from->tag;
	context_note(context, from);
	return string;
}

char *
context_link(const Context *context, Page to)
{
	/* A server shows the page for wrong addresses at any address. */
	if (context->page->kind == PAGE_NOT_FOUND)
		return address_from_root(context->renderer->addresses, &to);
	return address_link(context->renderer->addresses, context->file, &to);
}

char *
context_entry_link(const Context *context, const Entry *entry)
{
	return context_link(
	    context,
	    (Page) { .kind = PAGE_ENTRY, .locale = context->locale, .collection = entry->collection, .first = entry });
}

char *
context_pair_link(const Context *context, const Entry *first, const Entry *second)
{
	return context_link(context, (Page) { .kind = PAGE_PAIR,
					      .locale = context->locale,
					      .collection = first->collection,
					      .first = first,
					      .second = second });
}

View *
context_view(Context *context, TemplateId id)
{
	const Template *template = templates_get(context->renderer->templates, id);
	const Words *words = fragments_words(context->renderer, context->locale);
	const MessageList *messages = template_messages(template);
	const MessageList *plain = template_plain_messages(template);
	View *view = view_new(template);

	for (guint i = 0; i < template_assets(template)->count; i++) {
		Page asset = { .kind = PAGE_ASSET, .number = i };
		g_autofree char *address = view_wants_asset(view, i) ? context_link(context, asset) : NULL;

		if (address != NULL)
			view_set_asset(view, i, address);
	}
	for (guint i = 0; i < messages->count; i++)
		view_set_message(view, messages->ids[i], context_use(context, &words->markup[messages->ids[i]]));
	for (guint i = 0; i < plain->count; i++)
		view_set_plain_message(view, plain->ids[i], words->plain[plain->ids[i]]);
	return view;
}

void
context_set_text(Context *context, View *view, NameId name, const Text *text)
{
	g_autoptr(Markup) markup = markup_new();

	context_text(context, markup, text);
	view_set_markup(view, name, markup);
}

void
context_reference(Context *context, Markup *markup, const Reference *reference)
{
	MessageValue values[] = { { .text = reference->document->name }, { .text = reference->section } };
	const char *languages[] = { context_name_language(context), NULL };

	if (reference->section != NULL)
		context_message(context, markup, MESSAGE_REFERENCE, values, languages);
	else
		context_name(context, markup, reference->document->name);
}

void
context_set_references(Context *context, View *view, const Reference *references, guint count)
{
	for (guint i = 0; i < count; i++) {
		g_autoptr(Markup) label = markup_new();
		g_autoptr(Markup) title = markup_new();

		context_reference(context, label, &references[i]);
		context_name(context, title, references[i].document->title);
		view_add_row(view, NAME_REFERENCES);
		view_add_text(view, references[i].url);
		view_add_markup(view, label);
		view_add_markup(view, title);
	}
}

/* Codes and names of the standard run from left to right on every page, and so
 * does a title made of them. */
static void
open_standard(const Context *context, Markup *markup)
{
	if (context->locale->is_right_to_left)
		markup_literal(markup, "<bdi dir=\"ltr\">");
}

static void
close_standard(const Context *context, Markup *markup)
{
	if (context->locale->is_right_to_left)
		markup_literal(markup, "</bdi>");
}

void
context_pair_codes(Context *context, Markup *markup, const Entry *first, const Entry *second)
{
	MessageValue values[] = { { .text = first->code }, { .text = second->code } };

	open_standard(context, markup);
	context_message(context, markup, MESSAGE_PAIR_LINK, values, NULL);
	close_standard(context, markup);
}

void
context_entry_title(Context *context, Markup *markup, const Entry *entry)
{
	MessageValue values[] = { { .text = entry->collection->name },
				  { .text = entry->code },
				  { .text = entry->name } };
	const char *languages[] = { NULL, NULL, context_name_language(context) };

	open_standard(context, markup);
	context_message(context, markup, MESSAGE_ENTRY_TITLE, values, languages);
	close_standard(context, markup);
}

void
context_entry_heading(Context *context, Markup *markup, const Entry *entry)
{
	MessageValue values[] = { { .text = entry->code }, { .text = entry->name } };
	const char *languages[] = { NULL, context_name_language(context) };

	open_standard(context, markup);
	context_message(context, markup, MESSAGE_ENTRY_HEADING, values, languages);
	close_standard(context, markup);
}

void
context_pair_title(Context *context, Markup *markup, const Entry *first, const Entry *second)
{
	const char *language = context_name_language(context);
	MessageValue values[] = { { .text = first->collection->name },
				  { .text = first->code },
				  { .text = first->name },
				  { .text = second->code },
				  { .text = second->name } };
	const char *languages[] = { NULL, NULL, language, NULL, language };

	open_standard(context, markup);
	context_message(context, markup, MESSAGE_PAIR_TITLE, values, languages);
	close_standard(context, markup);
}

char *
context_pair_title_plain(const Context *context, MessageId id, const Entry *first, const Entry *second)
{
	MessageValue values[] = { { .text = first->collection->name },
				  { .text = first->code },
				  { .text = first->name },
				  { .text = second->code },
				  { .text = second->name } };

	return locale_format(context->locale, id, values);
}

void
context_words(Context *context, Markup *markup, const char *const *words)
{
	if (words == NULL) {
		context_message(context, markup, MESSAGE_NONE, NULL, NULL);
		return;
	}
	for (guint i = 0; words[i] != NULL; i++) {
		if (i > 0)
			markup_literal(markup, " ");
		markup_literal(markup, "<code>");
		markup_text(markup, words[i]);
		markup_literal(markup, "</code>");
	}
}

/* The labels of an entry's stages in a locale, NULL where that has none.
 * Returns: how many there are. */
static guint
list_stages(const Entry *entry, const Locale *locale, const char **labels)
{
	const Collection *collection = entry->collection;
	guint count = 0;

	for (guint i = 0; i < collection->stage_count; i++)
		if ((entry->stages & ((guint64) 1 << i)) != 0)
			labels[count++] = collection->stages[i].label->strings[locale->index];
	return count;
}

void
context_stages(Context *context, Markup *markup, const Entry *entry)
{
	const Locale *locale = context->locale;
	const char *labels[STAGES_MAX];
	g_autofree char *joined = NULL;
	guint count = list_stages(entry, locale, labels);

	if (count == 0)
		return;
	/* A list in two languages could not be joined nor marked: one label that
	 * is missing takes the others along. */
	for (guint i = 0; i < count; i++)
		if (labels[i] == NULL)
			locale = context->renderer->model->source_locale;
	list_stages(entry, locale, labels);
	context_note(context, locale);
	joined = locale_join(locale, labels, count);

	MessageValue values[] = { { .text = entry->code }, { .text = joined } };
	const char *languages[] = { NULL, locale == context->locale ? NULL : locale->tag };

	context_message(context, markup, MESSAGE_STAGES_OF, values, languages);
}
