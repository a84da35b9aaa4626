/* How browsers search a language of the site (OpenSearch 1.1, draft 6). */
#include "page/render.h"

void
render_opensearch(const Renderer *renderer, const Page *page, Markup *out)
{
	const Model *model = renderer->model;
	Page home = { .kind = PAGE_HOME, .locale = page->locale };
	g_autofree char *address = address_absolute(renderer->addresses, &home);
	g_autofree char *self = address_absolute(renderer->addresses, page);
	const Locale *from;

	markup_literal(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			    "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n");
	markup_element(out, "ShortName", text_in(model->short_title, page->locale, &from));
	markup_element(out, "Description", text_in(model->tagline, page->locale, &from));
	markup_literal(out, "<Url type=\"text/html\" template=\"");
	markup_text(out, address);
	markup_literal(out, "?q={searchTerms}\"/>\n"
			    "<Url type=\"application/opensearchdescription+xml\" rel=\"self\" template=\"");
	markup_text(out, self);
	markup_literal(out, "\"/>\n");
	markup_element(out, "Language", page->locale->tag);
	markup_literal(out, "<InputEncoding>UTF-8</InputEncoding>\n"
			    "<OutputEncoding>UTF-8</OutputEncoding>\n"
			    "</OpenSearchDescription>\n");
}
