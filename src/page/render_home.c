#include "compare/pair.h"
#include "page/render.h"

/* The choice of language and the page for wrong addresses: one item for each
 * language, in that language. */
static void
add_choice(Context *context, View *view, const Locale *locale)
{
	g_autofree char *link = context_link(context, (Page) { .kind = PAGE_HOME, .locale = locale });

	view_add_row(view, NAME_CHOICES);
	view_add_text(view, locale->tag);
	view_add_text(view, locale->name);
	view_add_text(view, link);
	view_add_text(view, locale_direction(locale));
}

static void
add_choice_message(View *view, const Locale *locale, MessageId id)
{
	g_autofree char *text = locale_format(locale, id, NULL);

	view_add_text(view, text);
}

View *
render_choice(Context *context)
{
	g_autoptr(View) view = context_view(context, TEMPLATE_CHOICE);
	const Locale *packed = context->renderer->addresses->packed;
	guint count;
	const Locale *const *locales = plan_locales(context->renderer->plan, &count);

	context_set_text(context, view, NAME_HEADING, context->renderer->model->title);
	context_set_text(context, view, NAME_TAGLINE, context->renderer->model->tagline);
	for (guint i = 0; i < count; i++) {
		if (packed != NULL && locales[i] != packed)
			continue;
		add_choice(context, view, locales[i]);
		add_choice_message(view, locales[i], MESSAGE_CHOOSE_LANGUAGE);
	}
	return g_steal_pointer(&view);
}

View *
render_not_found(Context *context)
{
	const Locale *own = context->page->locale;
	g_autoptr(View) view = context_view(context, TEMPLATE_NOT_FOUND);
	guint count;
	const Locale *const *locales = plan_locales(context->renderer->plan, &count);

	if (own != NULL) {
		g_autofree char *home = context_link(context, (Page) { .kind = PAGE_HOME, .locale = own });

		view_set_text(view, NAME_LANG, own->tag);
		view_set_text(view, NAME_HOME, home);
		return g_steal_pointer(&view);
	}
	for (guint i = 0; i < count; i++) {
		add_choice(context, view, locales[i]);
		add_choice_message(view, locales[i], MESSAGE_NOT_FOUND_TITLE);
		add_choice_message(view, locales[i], MESSAGE_NOT_FOUND);
	}
	return g_steal_pointer(&view);
}

View *
render_offline(Context *context)
{
	return context_view(context, TEMPLATE_OFFLINE);
}

/* A link as a list item, with a text behind it where rest is not NULL. */
static void
append_item(Markup *items, const char *link, const char *tone, const Markup *label, const Markup *rest)
{
	markup_literal(items, "<li><a href=\"");
	markup_text(items, link);
	if (tone != NULL) {
		markup_literal(items, "\" class=\"tone-");
		markup_text(items, tone);
	}
	markup_literal(items, "\">");
	markup_append(items, label);
	markup_literal(items, "</a>");
	if (rest != NULL) {
		markup_literal(items, " <span class=\"summary\">");
		markup_append(items, rest);
		markup_literal(items, "</span>");
	}
	markup_literal(items, "</li>\n");
}

/* The codes of a collection, for its entry on the home page. */
static void
append_codes(Context *context, Markup *items, const Collection *collection)
{
	for (guint i = 0; i < collection->entry_count; i++) {
		const Entry *entry = &collection->entries[i];
		g_autofree char *link = context_entry_link(context, entry);
		g_autoptr(Markup) label = markup_new();

		markup_literal(label, "<bdi>");
		markup_text(label, entry->code);
		markup_literal(label, "</bdi>");
		append_item(items, link, tone_name(entry->class->tone), label, NULL);
	}
}

/* The entries of a class with their summaries, for the collection's page. */
static void
append_entries(Context *context, Markup *items, const Collection *collection, const Class *class)
{
	for (guint i = 0; i < collection->entry_count; i++) {
		const Entry *entry = &collection->entries[i];
		g_autofree char *link = NULL;
		g_autoptr(Markup) label = NULL;
		g_autoptr(Markup) summary = NULL;

		if (entry->class != class)
			continue;
		link = context_entry_link(context, entry);
		label = markup_new();
		summary = markup_new();
		context_entry_heading(context, label, entry);
		context_text(context, summary, entry->summary);
		append_item(items, link, tone_name(class->tone), label, summary);
	}
}

static void
append_counts(Context *context, Markup *markup, const Collection *collection)
{
	MessageValue entries[] = { { .number = collection->entry_count } };
	MessageValue pairs[] = { { .number = (gint64) pair_count(collection->entry_count) } };

	context_message(context, markup, MESSAGE_ENTRY_COUNT, entries, NULL);
	markup_literal(markup, " · ");
	context_message(context, markup, MESSAGE_PAIR_COUNT, pairs, NULL);
}

static void
append_confused(Context *context, Markup *items, const Collection *collection)
{
	for (guint i = 0; i < collection->words_count; i++) {
		const PairWords *words = &collection->words[i];
		g_autofree char *link = context_pair_link(context, words->first, words->second);
		g_autoptr(Markup) label = markup_new();

		context_pair_codes(context, label, words->first, words->second);
		append_item(items, link, NULL, label, NULL);
	}
}

static void
add_collection(Context *context, View *view, const Collection *collection)
{
	Page page = { .kind = PAGE_COLLECTION, .locale = context->locale, .collection = collection };
	g_autofree char *link = context_link(context, page);
	g_autoptr(Markup) title = markup_new();
	g_autoptr(Markup) summary = markup_new();
	g_autoptr(Markup) counts = markup_new();
	g_autoptr(Markup) entries = markup_new();
	g_autoptr(Markup) confused = markup_new();

	context_text(context, title, collection->title);
	context_text(context, summary, collection->summary);
	append_counts(context, counts, collection);
	append_codes(context, entries, collection);
	append_confused(context, confused, collection);
	view_add_row(view, NAME_COLLECTIONS);
	view_add_text(view, link);
	view_add_markup(view, title);
	view_add_markup(view, summary);
	view_add_markup(view, counts);
	view_add_markup(view, entries);
	view_add_markup(view, confused);
}

/* The link to what can be downloaded of the locale. */
static void
set_download(Context *context, View *view)
{
	const Plan *plan = context->renderer->plan;
	MessageValue values[] = { { .number = (gint64) plan_download_pages(plan) } };
	g_autofree char *link = context_link(context, (Page) { .kind = PAGE_DOWNLOAD, .locale = context->locale });
	g_autofree char *name = address_download_name(context->renderer->addresses, context->locale);
	g_autofree char *file = g_strconcat(name, ".zip", NULL);
	g_autoptr(Markup) text = markup_new();

	context_message(context, text, MESSAGE_DOWNLOAD, values, NULL);
	view_set_markup(view, NAME_DOWNLOAD, text);
	view_set_text(view, NAME_DOWNLOAD_HREF, link);
	view_set_text(view, NAME_DOWNLOAD_NAME, file);
}

View *
render_home(Context *context)
{
	const Model *model = context->renderer->model;
	g_autoptr(View) view = context_view(context, TEMPLATE_HOME);

	context_set_text(context, view, NAME_HEADING, model->title);
	context_set_text(context, view, NAME_TAGLINE, model->tagline);
	for (guint i = 0; i < model->collection_count; i++)
		add_collection(context, view, &model->collections[i]);
	if (plan_has_downloads(context->renderer->plan))
		set_download(context, view);
	context_set_improve(context, view);
	context_set_structured(context, view);
	return g_steal_pointer(&view);
}

static void
add_class(Context *context, View *view, const Collection *collection, const Class *class)
{
	g_autoptr(Markup) label = markup_new();
	g_autoptr(Markup) entries = markup_new();

	append_entries(context, entries, collection, class);
	if (markup_length(entries) == 0)
		return;
	context_text(context, label, class->label);
	view_add_row(view, NAME_CLASSES);
	view_add_markup(view, label);
	view_add_text(view, class->range == NULL ? "" : class->range);
	view_add_text(view, tone_name(class->tone));
	view_add_markup(view, entries);
}

View *
render_collection(Context *context)
{
	const Collection *collection = context->page->collection;
	g_autoptr(View) view = context_view(context, TEMPLATE_COLLECTION);
	g_autoptr(Markup) description = markup_new();
	g_autoptr(Markup) counts = markup_new();
	g_autoptr(Markup) confused = markup_new();

	context_set_text(context, view, NAME_HEADING, collection->title);
	context_set_text(context, view, NAME_SUMMARY, collection->summary);
	if (collection->description != NULL)
		context_prose(context, description, collection->description);
	view_set_markup(view, NAME_DESCRIPTION, description);
	append_counts(context, counts, collection);
	view_set_markup(view, NAME_COUNTS, counts);
	for (guint i = 0; i < collection->class_count; i++)
		add_class(context, view, collection, &collection->classes[i]);
	append_confused(context, confused, collection);
	view_set_markup(view, NAME_CONFUSED, confused);
	context_set_references(context, view, collection->references, collection->reference_count);
	context_set_improve(context, view);
	context_set_structured(context, view);
	return g_steal_pointer(&view);
}
