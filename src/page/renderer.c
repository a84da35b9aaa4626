#include "page/renderer.h"

#include <string.h>

#include "page/render.h"

void
renderer_free(Renderer *renderer)
{
	frames_free(renderer->frames);
	fragments_free(renderer->fragments);
	g_free(renderer);
}

Renderer *
renderer_new(const Plan *plan, const Addresses *addresses, const Templates *templates, const Source *source,
	     const Assets *assets)
{
	Renderer *renderer = g_new(Renderer, 1);

	*renderer = (Renderer) {
		.plan = plan,
		.model = plan_model(plan),
		.addresses = addresses,
		.templates = templates,
		.source = source,
		.assets = assets,
		.fragments = fragments_new(plan_model(plan)),
		.frames = frames_new(plan_model(plan)),
	};
	return renderer;
}

static View *
fill_content(Context *context, GError **error)
{
	switch (context->page->kind) {
	case PAGE_CHOICE:
		return render_choice(context);
	case PAGE_NOT_FOUND:
		return render_not_found(context);
	case PAGE_HOME:
		return render_home(context);
	case PAGE_TRANSLATIONS:
		return render_translations(context);
	case PAGE_OFFLINE:
		return render_offline(context);
	case PAGE_COLLECTION:
		return render_collection(context);
	case PAGE_ENTRY:
		return render_entry(context, error);
	case PAGE_PAIR:
		return render_pair(context, error);
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

/* Pages of the whole site are in the source language, where that is there. */
static const Locale *
locale_of_site(const Renderer *renderer)
{
	const Locale *packed = renderer->addresses->packed;

	return packed == NULL ? renderer->model->source_locale : packed;
}

static GBytes *
render_html(const Renderer *renderer, const Page *page, GError **error)
{
	const Locale *locale = page->locale == NULL ? locale_of_site(renderer) : page->locale;
	g_autofree char *file = address_file(renderer->addresses, page);
	Context context = { .renderer = renderer, .page = page, .file = file, .locale = locale };
	g_autoptr(View) view = fill_content(&context, error);
	const Pattern *pattern = view == NULL ? NULL : frames_find(&context);
	g_autoptr(Markup) content = NULL;
	g_autoptr(View) frame = NULL;
	Markup *framed;

	if (pattern != NULL) {
		framed = markup_new();
		frames_fill(pattern, page, view, framed);
		return markup_steal_bytes(framed);
	}
	content = view == NULL ? NULL : view_render(view, error);
	frame = content == NULL ? NULL : render_frame(&context, content);
	framed = frame == NULL ? NULL : view_render(frame, error);
	return framed == NULL ? NULL : markup_steal_bytes(framed);
}

/* A file that has no template. */
static GBytes *
render_file(const Renderer *renderer, const Page *page,
	    void (*func)(const Renderer *renderer, const Page *page, Markup *out))
{
	Markup *out = markup_new();

	func(renderer, page, out);
	return markup_steal_bytes(out);
}

GBytes *
renderer_render(const Renderer *renderer, const Page *page, GError **error)
{
	switch (page->kind) {
	case PAGE_ASSET:
		return g_bytes_ref(renderer->assets->bytes[page->number]);
	case PAGE_SEARCH:
		return render_search(renderer, page);
	case PAGE_ROBOTS:
		return render_file(renderer, page, render_robots);
	case PAGE_SITEMAP:
	case PAGE_SITEMAP_PART:
		return render_file(renderer, page, render_sitemap);
	case PAGE_LLMS:
		return render_file(renderer, page, render_llms);
	case PAGE_RULES:
		return render_file(renderer, page, render_rules);
	case PAGE_NGINX:
		return render_file(renderer, page, render_nginx);
	case PAGE_FEED:
		return render_file(renderer, page, render_feed);
	case PAGE_OPENSEARCH:
		return render_file(renderer, page, render_opensearch);
	case PAGE_DATA:
		return render_file(renderer, page, render_data);
	case PAGE_SWAPPED:
	case PAGE_FORMER:
		return render_file(renderer, page, render_stub);
	case PAGE_CHOICE:
	case PAGE_NOT_FOUND:
	case PAGE_HOME:
	case PAGE_TRANSLATIONS:
	case PAGE_OFFLINE:
	case PAGE_COLLECTION:
	case PAGE_ENTRY:
	case PAGE_PAIR:
		return render_html(renderer, page, error);
	case PAGE_DOWNLOAD:
		break;
	}
	g_assert_not_reached();
}
