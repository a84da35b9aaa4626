/* Sitemaps (sitemaps.org protocol 0.9) with alternates in other languages, and
 * robots.txt (RFC 9309). */
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

static void
append_part(Markup *out, const Renderer *renderer, guint part)
{
	g_autoptr(GArray) indexes = plan_listed(renderer->plan, part);

	markup_literal(out, "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
			    "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
	for (guint i = 0; i < indexes->len; i++) {
		Page page = plan_page(renderer->plan, g_array_index(indexes, guint64, i));

		append_listed(out, renderer, &page);
	}
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
