/* Sitemaps (sitemaps.org protocol 0.9) with alternates in other languages, and
 * robots.txt (RFC 9309). */
#include "page/phrases.h"
#include "page/render.h"

static void
append_alternate(Markup *out, const Renderer *renderer, const char *tag, const Page *page)
{
	markup_literal(out, "<xhtml:link rel=\"alternate\" hreflang=\"");
	markup_text(out, tag);
	markup_literal(out, "\" href=\"");
	address_append(renderer->addresses, page, out);
	markup_literal(out, "\"/>\n");
}

static void
append_listed(Markup *out, const Renderer *renderer, const Page *page)
{
	Page choice = { .kind = PAGE_CHOICE };
	Page source = plan_in_locale(page, renderer->model->source_locale);
	guint count;
	const Locale *const *locales = plan_locales(renderer->plan, &count);

	markup_literal(out, "<url>\n<loc>");
	address_append(renderer->addresses, page, out);
	markup_literal(out, "</loc>\n");
	for (guint i = 0; i < count; i++) {
		Page other = plan_in_locale(page, locales[i]);

		if (plan_is_translated(renderer->plan, &other))
			append_alternate(out, renderer, locales[i]->tag, &other);
	}
	if (page->kind == PAGE_HOME)
		append_alternate(out, renderer, "x-default", &choice);
	else if (plan_has_locale(renderer->plan, renderer->model->source_locale))
		append_alternate(out, renderer, "x-default", &source);
	markup_literal(out, "</url>\n");
}

/* Pages of a kind that follow one another in the sitemap, with the same alternates. */
typedef struct {
	Page like;          /* the last of them */
	guint64 translated; /* fingerprint of the locales in which they are translated */
	Pattern *pattern;   /* of what is said of each; NULL until there are two */
} Stretch;

/* Whether a page goes on with a stretch. */
static bool
continues(const Stretch *stretch, const Page *page, guint64 translated)
{
	return page->kind == PAGE_PAIR && stretch->like.kind == PAGE_PAIR && stretch->like.locale == page->locale &&
	       stretch->like.collection == page->collection && stretch->translated == translated;
}

/* What is said of pages like one, with holes for its entries. */
static Pattern *
make_pattern(const Renderer *renderer, const Page *page)
{
	Entry first = pattern_hollow(page->first, true);
	Entry second = pattern_hollow(page->second, false);
	Page hollow = *page;
	g_autoptr(Markup) markup = markup_new();

	hollow.first = &first;
	hollow.second = &second;
	append_listed(markup, renderer, &hollow);
	return pattern_new(markup);
}

/* Appends what is said of a page: most are pairs that differ in their codes alone from
 * the one before. */
static void
append_next(Markup *out, const Renderer *renderer, const Page *page, Stretch *stretch)
{
	guint64 translated = plan_translated(renderer->plan, page);

	if (!continues(stretch, page, translated))
		g_clear_pointer(&stretch->pattern, pattern_free);
	else if (stretch->pattern == NULL)
		stretch->pattern = make_pattern(renderer, page);
	stretch->like = *page;
	stretch->translated = translated;
	if (stretch->pattern != NULL && phrases_fit(renderer, page->locale, page->first, page->second))
		pattern_fill(stretch->pattern, page->first, page->second, out);
	else
		append_listed(out, renderer, page);
}

static void
append_part(Markup *out, const Renderer *renderer, guint part)
{
	g_autoptr(GArray) indexes = plan_listed(renderer->plan, part);
	Stretch stretch = { .like = { .kind = PAGE_HOME } };

	markup_literal(out, "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
			    "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
	for (guint i = 0; i < indexes->len; i++) {
		Page page = plan_page(renderer->plan, g_array_index(indexes, guint64, i));

		append_next(out, renderer, &page, &stretch);
	}
	g_clear_pointer(&stretch.pattern, pattern_free);
	markup_literal(out, "</urlset>\n");
}

static void
append_index(Markup *out, const Renderer *renderer, guint parts)
{
	markup_literal(out, "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
	for (guint i = 0; i < parts; i++) {
		Page part = { .kind = PAGE_SITEMAP_PART, .number = i };

		markup_literal(out, "<sitemap><loc>");
		address_append(renderer->addresses, &part, out);
		markup_literal(out, "</loc></sitemap>\n");
	}
	markup_literal(out, "</sitemapindex>\n");
}

void
render_sitemap(const Renderer *renderer, const Page *page, Markup *out)
{
	guint parts = plan_sitemap_parts(renderer->plan);

	markup_literal(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	if (page->kind == PAGE_SITEMAP_PART)
		append_part(out, renderer, page->number);
	else if (parts > 1)
		append_index(out, renderer, parts);
	else
		append_part(out, renderer, 0);
}

void
render_robots(const Renderer *renderer, G_GNUC_UNUSED const Page *page, Markup *out)
{
	Page sitemap = { .kind = PAGE_SITEMAP };

	markup_literal(out, "User-agent: *\nAllow: /\n\nSitemap: ");
	address_append(renderer->addresses, &sitemap, out);
	markup_literal(out, "\n");
}
