/* What machines are told of pages: schema.org's words as JSON-LD 1.1, and the picture
 * that goes with a link to them. */
#include <json-glib/json-glib.h>
#include <string.h>

#include "page/phrases.h"
#include "page/render.h"

static void
add_string(JsonBuilder *builder, const char *name, const char *value)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_string_value(builder, value);
}

static void
add_address(JsonBuilder *builder, const char *name, const Renderer *renderer, Page page)
{
	g_autofree char *address = address_absolute(renderer->addresses, &page);

	add_string(builder, name, address);
}

static Page
home_page(const Locale *locale)
{
	return (Page) { .kind = PAGE_HOME, .locale = locale };
}

static Page
collection_page(const Locale *locale, const Collection *collection)
{
	return (Page) { .kind = PAGE_COLLECTION, .locale = locale, .collection = collection };
}

static Page
entry_page(const Locale *locale, const Entry *entry)
{
	return (Page) { .kind = PAGE_ENTRY, .locale = locale, .collection = entry->collection, .first = entry };
}

/* Appends what was built, without its first and its last character: an object as
 * members of another, a list as items. */
static void
append_inside(Markup *markup, JsonBuilder *builder)
{
	g_autoptr(JsonNode) root = json_builder_get_root(builder);
	g_autofree char *text = json_to_string(root, FALSE);

	text[strlen(text) - 1] = '\0';
	markup_json(markup, text + 1);
}

static void
append_object(Markup *markup, JsonBuilder *builder)
{
	markup_literal(markup, "{");
	append_inside(markup, builder);
	markup_literal(markup, "}");
}

/* A text in the locale or in what stands in for it. */
static const char *
plain(const Text *text, const Locale *locale)
{
	const Locale *from;

	return text_in(text, locale, &from);
}

/* Members that name the site as it is in a locale. */
static void
add_site(JsonBuilder *builder, const Renderer *renderer, const Locale *locale)
{
	add_string(builder, "@type", "WebSite");
	add_address(builder, "@id", renderer, home_page(locale));
	add_string(builder, "name", plain(renderer->model->title, locale));
}

static void
add_licence(JsonBuilder *builder, const Model *model)
{
	if (model->licence_url != NULL)
		add_string(builder, "license", model->licence_url);
}

Markup *
structured_term(const Renderer *renderer, const Locale *locale, const Entry *entry)
{
	g_autoptr(JsonBuilder) builder = json_builder_new();
	Markup *term = markup_new();

	json_builder_begin_object(builder);
	add_string(builder, "@type", "DefinedTerm");
	add_string(builder, "termCode", entry->code);
	add_string(builder, "name", entry->name);
	add_string(builder, "description", plain(entry->summary, locale));
	add_address(builder, "url", renderer, entry_page(locale, entry));
	add_address(builder, "inDefinedTermSet", renderer, collection_page(locale, entry->collection));
	json_builder_end_object(builder);
	append_object(term, builder);
	return term;
}

Markup *
structured_article(const Renderer *renderer, const Locale *locale, const Collection *collection)
{
	g_autoptr(JsonBuilder) builder = json_builder_new();
	g_autofree char *picture = picture_address(renderer, collection);
	Markup *article = markup_new();

	json_builder_begin_object(builder);
	add_string(builder, "inLanguage", locale->tag);
	json_builder_set_member_name(builder, "isPartOf");
	json_builder_begin_object(builder);
	add_site(builder, renderer, locale);
	json_builder_end_object(builder);
	if (picture != NULL)
		add_string(builder, "image", picture);
	add_licence(builder, renderer->model);
	json_builder_end_object(builder);
	append_inside(article, builder);
	return article;
}

static void
add_crumb(JsonBuilder *builder, const Renderer *renderer, gint64 position, const char *name, Page page)
{
	json_builder_begin_object(builder);
	add_string(builder, "@type", "ListItem");
	json_builder_set_member_name(builder, "position");
	json_builder_add_int_value(builder, position);
	add_string(builder, "name", name);
	add_address(builder, "item", renderer, page);
	json_builder_end_object(builder);
}

Markup *
structured_crumbs(const Renderer *renderer, const Locale *locale, const Collection *collection)
{
	g_autoptr(JsonBuilder) builder = json_builder_new();
	g_autofree char *home = locale_format(locale, MESSAGE_HOME, NULL);
	Markup *crumbs = markup_new();

	json_builder_begin_array(builder);
	add_crumb(builder, renderer, 1, home, home_page(locale));
	add_crumb(builder, renderer, 2, collection->name, collection_page(locale, collection));
	json_builder_end_array(builder);
	append_inside(crumbs, builder);
	return crumbs;
}

/* The days of an entry, which a pair has none of. */
static void
append_days(Markup *data, const Entry *entry)
{
	if (entry->added != NULL) {
		markup_literal(data, ",\"datePublished\":");
		markup_json_string(data, entry->added);
	}
	if (entry->changed != NULL) {
		markup_literal(data, ",\"dateModified\":");
		markup_json_string(data, entry->changed);
	}
}

/* Returns: (transfer full). */
static char *
article_title(const Context *context, const Page *page)
{
	MessageValue values[] = { { .text = page->collection->name },
				  { .text = page->first->code },
				  { .text = page->first->name } };

	if (page->kind == PAGE_PAIR)
		return context_pair_title_plain(context, MESSAGE_PAIR_TITLE, page->first, page->second);
	return locale_format(context->locale, MESSAGE_ENTRY_TITLE, values);
}

/* Returns: (transfer full). */
static char *
article_description(const Context *context, const Page *page)
{
	if (page->kind == PAGE_PAIR)
		return context_pair_title_plain(context, MESSAGE_PAIR_SUMMARY, page->first, page->second);
	return g_strdup(plain(page->first->summary, context->locale));
}

void
structured_article_start(Context *context, G_GNUC_UNUSED const Labels *labels, Markup *data, const Page *page)
{
	g_autofree char *address = address_absolute(context->renderer->addresses, page);
	g_autofree char *title = article_title(context, page);
	g_autofree char *description = article_description(context, page);

	markup_literal(data, "{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"TechArticle\",\"url\":");
	markup_json_string(data, address);
	markup_literal(data, ",\"headline\":");
	markup_json_string(data, title);
	markup_literal(data, ",\"description\":");
	markup_json_string(data, description);
	if (page->kind == PAGE_ENTRY)
		append_days(data, page->first);
	markup_literal(data, ",\"about\":[");
}

void
structured_article_end(Context *context, const Labels *labels, Markup *data, const Page *page)
{
	g_autofree char *title = article_title(context, page);

	markup_literal(data, "],");
	markup_append_slice(data, labels->article);
	markup_literal(data, "},{\"@type\":\"BreadcrumbList\",\"itemListElement\":[");
	markup_append_slice(data, labels->crumbs);
	markup_literal(data, ",{\"@type\":\"ListItem\",\"position\":3,\"name\":");
	markup_json_string(data, title);
	markup_literal(data, "}]}]}");
}

static void
append_term(const Context *context, Markup *data, const Entry *entry)
{
	const EntryFragments *fragments = fragments_entry(context->renderer, context->locale, entry, NULL);

	/* The rest of the page has them as well, and failed where they do. */
	g_assert(fragments != NULL);
	markup_append_slice(data, fragments->term);
}

/* An article about one term. */
static void
append_entry(Context *context, Markup *data)
{
	const Page *page = context->page;
	const Labels *labels = fragments_labels(context->renderer, context->locale, page->collection);

	structured_article_start(context, labels, data, page);
	append_term(context, data, page->first);
	structured_article_end(context, labels, data, page);
}

/* An article about two terms. */
static void
append_pair(Context *context, Markup *data)
{
	const Page *page = context->page;

	phrases_say(context, data, PHRASE_ARTICLE_START, page->first, page->second);
	append_term(context, data, page->first);
	markup_literal(data, ",");
	append_term(context, data, page->second);
	phrases_say(context, data, PHRASE_ARTICLE_END, page->first, page->second);
}

/* The terms of a collection are a set, which has the address of its page. */
static void
append_set(Context *context, Markup *data)
{
	const Collection *collection = context->page->collection;
	const Renderer *renderer = context->renderer;
	g_autoptr(JsonBuilder) builder = json_builder_new();

	json_builder_begin_object(builder);
	add_string(builder, "@context", "https://schema.org");
	add_string(builder, "@type", "DefinedTermSet");
	add_address(builder, "@id", renderer, *context->page);
	add_string(builder, "name", plain(collection->title, context->locale));
	add_string(builder, "description", plain(collection->summary, context->locale));
	add_address(builder, "url", renderer, *context->page);
	add_string(builder, "inLanguage", context->locale->tag);
	add_licence(builder, renderer->model);
	json_builder_set_member_name(builder, "hasDefinedTerm");
	json_builder_begin_array(builder);
	for (guint i = 0; i < collection->entry_count; i++) {
		const Entry *entry = &collection->entries[i];

		json_builder_begin_object(builder);
		add_string(builder, "@type", "DefinedTerm");
		add_string(builder, "termCode", entry->code);
		add_string(builder, "name", entry->name);
		add_address(builder, "url", renderer, entry_page(context->locale, entry));
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
	json_builder_end_object(builder);
	append_object(data, builder);
}

static void
append_site(Context *context, Markup *data)
{
	const Renderer *renderer = context->renderer;
	g_autoptr(JsonBuilder) builder = json_builder_new();

	json_builder_begin_object(builder);
	add_string(builder, "@context", "https://schema.org");
	add_site(builder, renderer, context->locale);
	add_string(builder, "description", plain(renderer->model->tagline, context->locale));
	add_address(builder, "url", renderer, *context->page);
	add_string(builder, "inLanguage", context->locale->tag);
	add_licence(builder, renderer->model);
	json_builder_end_object(builder);
	append_object(data, builder);
}

static void
append_data(Context *context, Markup *data)
{
	switch (context->page->kind) {
	case PAGE_HOME:
		append_site(context, data);
		break;
	case PAGE_COLLECTION:
		append_set(context, data);
		break;
	case PAGE_ENTRY:
		append_entry(context, data);
		break;
	case PAGE_PAIR:
		append_pair(context, data);
		break;
	case PAGE_TRANSLATIONS:
	case PAGE_CHOICE:
	case PAGE_NOT_FOUND:
	case PAGE_ROBOTS:
	case PAGE_SITEMAP:
	case PAGE_SITEMAP_PART:
	case PAGE_LLMS:
	case PAGE_RULES:
	case PAGE_NGINX:
	case PAGE_DOWNLOAD:
	case PAGE_FEED:
	case PAGE_OPENSEARCH:
	case PAGE_DATA:
	case PAGE_SWAPPED:
	case PAGE_SEARCH:
	case PAGE_OFFLINE:
	case PAGE_FORMER:
	case PAGE_ASSET:
		break;
	}
}

char *
picture_address(const Renderer *renderer, const Collection *collection)
{
	const GPtrArray *assets = renderer->source->assets;
	g_autofree char *own = collection == NULL ? NULL : g_strdup_printf("social-%s.png", collection->folder);
	Page picture = { .kind = PAGE_ASSET };
	bool is_found = false;

	for (guint i = 0; i < assets->len; i++) {
		const char *name = ((const SourceBlob *) assets->pdata[i])->name;
		bool is_own = g_strcmp0(name, own) == 0;

		if (is_own || (!is_found && g_str_equal(name, "social.png"))) {
			picture.number = i;
			is_found = true;
		}
		if (is_own)
			break;
	}
	return is_found ? address_absolute(renderer->addresses, &picture) : NULL;
}

void
context_set_structured(Context *context, View *view)
{
	g_autoptr(Markup) data = NULL;

	/* A page that is not translated stands for another, which has its own data. */
	if (!view_wants(view, NAME_STRUCTURED_DATA) || !plan_is_translated(context->renderer->plan, context->page))
		return;
	data = markup_new();
	append_data(context, data);
	view_set_markup(view, NAME_STRUCTURED_DATA, data);
}
