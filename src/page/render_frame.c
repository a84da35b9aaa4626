#include <string.h>

#include "page/render.h"

static const char *
kind_name(PageKind kind)
{
	switch (kind) {
	case PAGE_CHOICE:
		return "choice";
	case PAGE_NOT_FOUND:
		return "not-found";
	case PAGE_HOME:
		return "home";
	case PAGE_TRANSLATIONS:
		return "translations";
	case PAGE_OFFLINE:
		return "offline";
	case PAGE_COLLECTION:
		return "collection";
	case PAGE_ENTRY:
		return "entry";
	case PAGE_PAIR:
		return "pair";
	case PAGE_SEARCH:
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
	case PAGE_FORMER:
	case PAGE_ASSET:
		break;
	}
	g_assert_not_reached();
}

/* The title of a page as plain text, without the site's.
 * Returns: (transfer full): NULL where the site's own title is the page's. */
static char *
page_title(Context *context)
{
	const Page *page = context->page;

	if (page->kind == PAGE_PAIR)
		return context_pair_title_plain(context, MESSAGE_PAIR_TITLE, page->first, page->second);
	if (page->kind == PAGE_ENTRY) {
		MessageValue values[] = { { .text = page->collection->name },
					  { .text = page->first->code },
					  { .text = page->first->name } };

		return locale_format(context->locale, MESSAGE_ENTRY_TITLE, values);
	}
	if (page->kind == PAGE_COLLECTION)
		return g_strdup(context_plain(context, page->collection->title));
	if (page->kind == PAGE_TRANSLATIONS)
		return locale_format(context->locale, MESSAGE_TRANSLATIONS_TITLE, NULL);
	if (page->kind == PAGE_OFFLINE)
		return locale_format(context->locale, MESSAGE_OFFLINE_TITLE, NULL);
	if (page->kind == PAGE_NOT_FOUND)
		return locale_format(context->locale, MESSAGE_NOT_FOUND_TITLE, NULL);
	if (page->kind == PAGE_CHOICE)
		return locale_format(context->locale, MESSAGE_CHOOSE_LANGUAGE, NULL);
	return NULL;
}

/* The languages of the site, each by its own name.
 * Returns: (transfer full). */
static char *
list_languages(const Context *context)
{
	guint count;
	const Locale *const *locales = plan_locales(context->renderer->plan, &count);
	g_autofree const char **names = g_new(const char *, count);

	for (guint i = 0; i < count; i++)
		names[i] = locales[i]->name;
	return locale_join(context->locale, names, count);
}

/* Returns: (transfer full). */
static char *
page_description(Context *context)
{
	const Page *page = context->page;

	if (page->kind == PAGE_PAIR)
		return context_pair_title_plain(context, MESSAGE_PAIR_SUMMARY, page->first, page->second);
	if (page->kind == PAGE_ENTRY)
		return g_strdup(context_plain(context, page->first->summary));
	if (page->kind == PAGE_COLLECTION)
		return g_strdup(context_plain(context, page->collection->summary));
	if (page->kind == PAGE_TRANSLATIONS)
		return locale_format(context->locale, MESSAGE_TRANSLATIONS_TEXT, NULL);
	if (page->kind == PAGE_OFFLINE)
		return locale_format(context->locale, MESSAGE_OFFLINE_TEXT, NULL);
	if (page->kind == PAGE_NOT_FOUND)
		return locale_format(context->locale, MESSAGE_NOT_FOUND, NULL);
	if (page->kind == PAGE_CHOICE)
		return list_languages(context);
	return g_strdup(context_plain(context, context->renderer->model->tagline));
}

static void
set_picture(Context *context, View *view)
{
	const Renderer *renderer = context->renderer;
	const Collection *collection = context->page->collection;
	const Text *title = collection == NULL ? renderer->model->title : collection->title;
	g_autofree char *address = picture_address(renderer, collection);

	if (address == NULL)
		return;
	view_set_text(view, NAME_IMAGE, address);
	view_set_text(view, NAME_IMAGE_ALT, context_plain(context, title));
}

static void
set_title(Context *context, View *view)
{
	const char *site = context_plain(context, context->renderer->model->title);
	g_autofree char *title = page_title(context);
	MessageValue values[] = { { .text = title }, { .text = site } };
	g_autofree char *document =
	    title == NULL ? g_strdup(site) : locale_format(context->locale, MESSAGE_DOCUMENT_TITLE, values);
	g_autofree char *description = page_description(context);

	view_set_text(view, NAME_TITLE, document);
	view_set_text(view, NAME_PAGE_TITLE, title == NULL ? site : title);
	view_set_text(view, NAME_SITE_NAME, site);
	set_picture(context, view);
	view_set_text(view, NAME_DESCRIPTION, description);
	context_set_text(context, view, NAME_SITE_TITLE, context->renderer->model->title);
}

static void
add_alternate(Context *context, View *view, const char *tag, const Page *page)
{
	g_autofree char *address = address_absolute(context->renderer->addresses, page);

	view_add_row(view, NAME_ALTERNATES);
	view_add_text(view, tag);
	view_add_text(view, address);
}

/* The page that stands for this one in another locale: for the choice of
 * language that is the home page, and so it is where there is nothing. */
static Page
counterpart(const Page *page, const Locale *locale)
{
	Page home = { .kind = PAGE_HOME, .locale = locale };

	return page->kind == PAGE_CHOICE || page->kind == PAGE_NOT_FOUND ? home : plan_in_locale(page, locale);
}

/* The canonical address, and the page in every locale that really has it.  A
 * page that is not translated stands for the source's. */
static void
set_alternates(Context *context, View *view)
{
	const Plan *plan = context->renderer->plan;
	const Page *page = context->page;
	bool is_translated = plan_is_translated(plan, page);
	bool has_source = plan_has_locale(plan, context->renderer->model->source_locale);
	Page choice = { .kind = PAGE_CHOICE };
	Page source = plan_in_locale(page, context->renderer->model->source_locale);
	g_autofree char *canonical =
	    address_absolute(context->renderer->addresses, is_translated || !has_source ? page : &source);
	guint count;
	const Locale *const *locales = plan_locales(plan, &count);

	view_set_text(view, NAME_CANONICAL, canonical);
	if (!is_translated)
		return;
	for (guint i = 0; i < count; i++) {
		Page other = counterpart(page, locales[i]);

		if (plan_is_translated(plan, &other))
			add_alternate(context, view, locales[i]->tag, &other);
	}
	/* Who reads none of the languages gets the choice, or else the source. */
	if (page->kind == PAGE_HOME || page->kind == PAGE_CHOICE)
		add_alternate(context, view, "x-default", &choice);
	else if (has_source)
		add_alternate(context, view, "x-default", &source);
}

static void
add_crumb(const Context *context, View *view, const Markup *label, Page page)
{
	g_autofree char *link = context_link(context, page);

	view_add_row(view, NAME_CRUMBS);
	view_add_markup(view, label);
	view_add_text(view, link);
}

static void
set_crumbs(Context *context, View *view)
{
	const Page *page = context->page;
	g_autoptr(Markup) home = markup_new();
	g_autoptr(Markup) collection = markup_new();

	/* What is not there is nowhere. */
	if (page->locale == NULL || page->kind == PAGE_HOME || page->kind == PAGE_NOT_FOUND)
		return;
	context_message(context, home, MESSAGE_HOME, NULL, NULL);
	add_crumb(context, view, home, (Page) { .kind = PAGE_HOME, .locale = context->locale });
	if (page->collection == NULL || page->kind == PAGE_COLLECTION)
		return;
	markup_text(collection, page->collection->name);
	add_crumb(context, view, collection,
		  (Page) { .kind = PAGE_COLLECTION, .locale = context->locale, .collection = page->collection });
}

static void
set_languages(Context *context, View *view)
{
	guint count;
	const Locale *const *locales = plan_locales(context->renderer->plan, &count);

	for (guint i = 0; i < count && context->page->locale != NULL; i++) {
		g_autofree char *link = context_link(context, counterpart(context->page, locales[i]));

		view_add_row(view, NAME_LANGUAGES);
		view_add_text(view, locales[i]->tag);
		view_add_text(view, locales[i]->name);
		view_add_text(view, link);
		view_add_text(view, locale_direction(locales[i]));
		view_add_flag(view, locales[i] == context->locale);
	}
}

static void
set_remark(Context *context, View *view, NameId name, MessageId id, Languages of)
{
	const Fragment *remark = fragments_remark(context->renderer, context->locale, id, of);

	view_lend_markup(view, name, context_use(context, remark));
}

/* The source's page, for who would rather read that. */
static void
set_original(Context *context, View *view, const Locale *source)
{
	g_autofree char *link = context_link(context, plan_in_locale(context->page, source));

	set_remark(context, view, NAME_ORIGINAL, MESSAGE_READ_ORIGINAL, context_fallback(context, source));
	view_set_text(view, NAME_ORIGINAL_HREF, link);
	view_set_text(view, NAME_ORIGINAL_LANG, source->tag);
}

/* Says that some of the page is in other languages, or older than the source.
 * Has to come last, when all else has been rendered: what names the languages
 * at the very last, for it may itself be in one of them. */
static void
set_notice(Context *context, View *view)
{
	const Locale *source = context->renderer->model->source_locale;
	const Locale *speaker = locale_of_message(context->locale, MESSAGE_UNTRANSLATED);

	if (context->is_outdated)
		set_remark(context, view, NAME_OUTDATED, MESSAGE_OUTDATED, context_fallback(context, source));
	if ((context->fell_back != 0 || context->is_outdated) && context->page->locale != NULL &&
	    plan_has_locale(context->renderer->plan, source) && context->page->kind != PAGE_NOT_FOUND)
		set_original(context, view, source);
	if (context->fell_back != 0 && speaker != context->locale)
		context->fell_back |= context_fallback(context, speaker);
	if (context->fell_back != 0)
		set_remark(context, view, NAME_NOTICE, MESSAGE_UNTRANSLATED, context->fell_back);
}

static void
set_licence(Context *context, View *view)
{
	const Model *model = context->renderer->model;
	MessageValue values[] = { { .text = model->licence_name } };
	g_autoptr(Markup) licence = markup_new();

	if (model->licence_name == NULL)
		return;
	context_message(context, licence, MESSAGE_LICENCE, values, NULL);
	view_set_markup(view, NAME_LICENCE, licence);
	view_set_text(view, NAME_LICENCE_HREF, model->licence_url);
}

static void
set_file(const Context *context, View *view, NameId name, Page file)
{
	g_autofree char *link = context_link(context, file);

	view_set_text(view, name, link);
}

/* The files for machines that go with a page of a language. */
static void
set_files(const Context *context, View *view)
{
	const Page *page = context->page;
	const Plan *plan = context->renderer->plan;

	if (page->locale == NULL)
		return;
	if (view_wants(view, NAME_FEED_HREF) && plan_has_feed(plan))
		set_file(context, view, NAME_FEED_HREF, (Page) { .kind = PAGE_FEED, .locale = page->locale });
	if (view_wants(view, NAME_OPENSEARCH_HREF) && plan_has_search(plan))
		set_file(context, view, NAME_OPENSEARCH_HREF,
			 (Page) { .kind = PAGE_OPENSEARCH, .locale = page->locale });
	if (view_wants(view, NAME_DATA_HREF) && page->collection != NULL)
		set_file(context, view, NAME_DATA_HREF,
			 (Page) { .kind = PAGE_DATA, .locale = page->locale, .collection = page->collection });
}

/* What scripts load is in the page's language; where that is none, in the source
 * language or the first that is published. */
static void
set_data(const Context *context, View *view)
{
	const Renderer *renderer = context->renderer;
	guint count;
	const Locale *const *locales = plan_locales(renderer->plan, &count);
	const Locale *locale =
	    plan_has_locale(renderer->plan, context->locale) || count == 0 ? context->locale : locales[0];
	g_autofree char *search_link = context_link(context, (Page) { .kind = PAGE_SEARCH, .locale = locale });
	g_autofree char *offline_link = context_link(context, (Page) { .kind = PAGE_OFFLINE, .locale = locale });

	view_set_text(view, NAME_SEARCH_HREF, search_link);
	view_set_text(view, NAME_OFFLINE_HREF, offline_link);
}

/* Where the style sheet is: relative, but for the page that a server shows at
 * any address. */
static void
set_places(const Context *context, View *view)
{
	Page choice = { .kind = PAGE_CHOICE };
	Page home = { .kind = context->page->locale == NULL ? PAGE_CHOICE : PAGE_HOME,
		      .locale = context->page->locale };
	g_autofree char *root = context_link(context, choice);
	g_autofree char *home_link = context_link(context, home);
	g_autofree char *assets = NULL;
	const char *slash = strrchr(root, '/');

	assets = g_strdup_printf("%.*sassets/", slash == NULL ? 0 : (int) (slash + 1 - root), root);
	if (context->page->locale != NULL && context->renderer->model->locale_count > 1) {
		Page translations = { .kind = PAGE_TRANSLATIONS, .locale = context->page->locale };
		g_autofree char *link = context_link(context, translations);

		view_set_text(view, NAME_TRANSLATIONS_HREF, link);
	}
	set_files(context, view);
	view_set_text(view, NAME_ASSETS, assets);
	assets[strlen(assets) - strlen("assets/")] = '\0';
	view_set_text(view, NAME_ROOT, assets);
	set_data(context, view);
	view_set_text(view, NAME_HOME, home_link);
}

View *
render_frame(Context *context, const Markup *content)
{
	View *view = context_view(context, TEMPLATE_PAGE);

	view_set_text(view, NAME_LANG, context->locale->tag);
	view_set_text(view, NAME_DIR, locale_direction(context->locale));
	view_set_text(view, NAME_KIND, kind_name(context->page->kind));
	view_lend_markup(view, NAME_CONTENT, markup_slice(content));
	set_title(context, view);
	/* The pages for wrong addresses and for want of a network stand for others. */
	if (context->page->kind == PAGE_NOT_FOUND || context->page->kind == PAGE_OFFLINE)
		view_set_text(view, NAME_ROBOTS, "noindex");
	else
		set_alternates(context, view);
	set_places(context, view);
	set_crumbs(context, view);
	set_languages(context, view);
	set_licence(context, view);
	set_notice(context, view);
	return view;
}
