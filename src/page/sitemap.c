/* Sitemaps (sitemaps.org protocol 0.9) with alternates in other languages, and
 * robots.txt (RFC 9309). */
#include "page/render.h"

static void
append_escaped(GString *out, const char *text)
{
	g_autoptr(Markup) markup = markup_new();

	markup_text(markup, text);
	g_string_append(out, markup_string(markup));
}

static void
append_address(GString *out, const Renderer *renderer, const Page *page)
{
	g_autofree char *address = address_absolute(renderer->addresses, page);

	append_escaped(out, address);
}

static void
append_alternate(GString *out, const Renderer *renderer, const char *tag, const Page *page)
{
	g_string_append_printf(out, "<xhtml:link rel=\"alternate\" hreflang=\"%s\" href=\"", tag);
	append_address(out, renderer, page);
	g_string_append(out, "\"/>\n");
}

static void
append_listed(GString *out, const Renderer *renderer, const Page *page)
{
	Page choice = { .kind = PAGE_CHOICE };
	Page source = plan_in_locale(page, renderer->model->source_locale);
	guint count;
	const Locale *const *locales = plan_locales(renderer->plan, &count);

	g_string_append(out, "<url>\n<loc>");
	append_address(out, renderer, page);
	g_string_append(out, "</loc>\n");
	for (guint i = 0; i < count; i++) {
		Page other = plan_in_locale(page, locales[i]);

		if (plan_is_translated(renderer->plan, &other))
			append_alternate(out, renderer, locales[i]->tag, &other);
	}
	if (page->kind == PAGE_HOME)
		append_alternate(out, renderer, "x-default", &choice);
	else if (plan_has_locale(renderer->plan, renderer->model->source_locale))
		append_alternate(out, renderer, "x-default", &source);
	g_string_append(out, "</url>\n");
}

static void
append_part(GString *out, const Renderer *renderer, guint part)
{
	g_autoptr(GArray) indexes = plan_listed(renderer->plan, part);

	g_string_append(out, "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
			     "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
	for (guint i = 0; i < indexes->len; i++) {
		Page page = plan_page(renderer->plan, g_array_index(indexes, guint64, i));

		append_listed(out, renderer, &page);
	}
	g_string_append(out, "</urlset>\n");
}

static void
append_index(GString *out, const Renderer *renderer, guint parts)
{
	g_string_append(out, "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
	for (guint i = 0; i < parts; i++) {
		Page part = { .kind = PAGE_SITEMAP_PART, .number = i };

		g_string_append(out, "<sitemap><loc>");
		append_address(out, renderer, &part);
		g_string_append(out, "</loc></sitemap>\n");
	}
	g_string_append(out, "</sitemapindex>\n");
}

void
render_sitemap(const Renderer *renderer, const Page *page, GString *out)
{
	guint parts = plan_sitemap_parts(renderer->plan);

	g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	if (page->kind == PAGE_SITEMAP_PART)
		append_part(out, renderer, page->number);
	else if (parts > 1)
		append_index(out, renderer, parts);
	else
		append_part(out, renderer, 0);
}

void
render_robots(const Renderer *renderer, GString *out)
{
	Page sitemap = { .kind = PAGE_SITEMAP };
	g_autofree char *address = address_absolute(renderer->addresses, &sitemap);

	g_string_append_printf(out, "User-agent: *\nAllow: /\n\nSitemap: %s\n", address);
}
