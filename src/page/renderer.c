#include "page/renderer.h"

#include <string.h>

#include "page/render.h"

static void
free_fragments(const Model *model, Fragment **fragments)
{
	for (guint i = 0; fragments != NULL && i < model->collection_count; i++) {
		for (guint k = 0; k < model->collections[i].entry_count; k++)
			if (fragments[i][k].markup != NULL)
				markup_free(fragments[i][k].markup);
		g_free(fragments[i]);
	}
	g_free(fragments);
}

static void
clear_words(Words *words)
{
	for (guint i = 0; i < MESSAGE_COUNT; i++) {
		g_clear_pointer(&words->markup[i], markup_free);
		g_clear_pointer(&words->plain[i], markup_free);
	}
}

void
renderer_free(Renderer *renderer)
{
	for (guint i = 0; i < renderer->model->locale_count; i++) {
		free_fragments(renderer->model, renderer->fragments[i]);
		clear_words(&renderer->words[i]);
	}
	g_free(renderer->words);
	g_free(renderer->fragments);
	g_free(renderer);
}

static void
make_words(Renderer *renderer, const Locale *locale)
{
	Words *words = &renderer->words[locale->index];

	for (guint i = 0; i < MESSAGE_COUNT; i++) {
		Context context = { .renderer = renderer, .locale = locale };
		g_autofree char *plain = NULL;

		if (message_arguments(i)[0] != NULL)
			continue;
		words->markup[i] = markup_new();
		context_message(&context, words->markup[i], i, NULL, NULL);
		words->fell_back[i] = context.fell_back;
		plain = locale_format(locale, i, NULL);
		words->plain[i] = markup_new();
		markup_text(words->plain[i], plain);
	}
}

static bool
make_fragment(const Renderer *renderer, const Locale *locale, const Entry *entry, Fragment *fragment, GError **error)
{
	Context context = { .renderer = renderer, .locale = locale };

	fragment->markup = render_sections(&context, entry, 3, error);
	fragment->fell_back = context.fell_back;
	fragment->is_outdated = context.is_outdated;
	return fragment->markup != NULL;
}

static bool
make_fragments(Renderer *renderer, const Locale *locale, GError **error)
{
	const Model *model = renderer->model;
	Fragment **fragments = g_new0(Fragment *, model->collection_count);

	renderer->fragments[locale->index] = fragments;
	for (guint i = 0; i < model->collection_count; i++)
		fragments[i] = g_new0(Fragment, model->collections[i].entry_count);
	for (guint i = 0; i < model->collection_count; i++) {
		const Collection *collection = &model->collections[i];

		for (guint k = 0; k < collection->entry_count; k++)
			if (!make_fragment(renderer, locale, &collection->entries[k], &fragments[i][k], error))
				return false;
	}
	return true;
}

Renderer *
renderer_new(const Plan *plan, const Addresses *addresses, const Templates *templates, const Source *source,
	     GError **error)
{
	g_autoptr(Renderer) renderer = g_new0(Renderer, 1);
	guint count;
	const Locale *const *locales = plan_locales(plan, &count);

	renderer->plan = plan;
	renderer->model = plan_model(plan);
	renderer->addresses = addresses;
	renderer->templates = templates;
	renderer->source = source;
	renderer->words = g_new0(Words, renderer->model->locale_count);
	for (guint i = 0; i < renderer->model->locale_count; i++)
		make_words(renderer, renderer->model->locales[i]);
	renderer->fragments = g_new0(Fragment **, renderer->model->locale_count);
	for (guint i = 0; i < count; i++)
		if (!make_fragments(renderer, locales[i], error))
			return NULL;
	return g_steal_pointer(&renderer);
}

static Markup *
render_content(Context *context, GError **error)
{
	switch (context->page->kind) {
	case PAGE_CHOICE:
		return render_choice(context, error);
	case PAGE_NOT_FOUND:
		return render_not_found(context, error);
	case PAGE_HOME:
		return render_home(context, error);
	case PAGE_TRANSLATIONS:
		return render_translations(context, error);
	case PAGE_COLLECTION:
		return render_collection(context, error);
	case PAGE_ENTRY:
		return render_entry(context, error);
	case PAGE_PAIR:
		return render_pair(context, error);
	case PAGE_ROBOTS:
	case PAGE_SITEMAP:
	case PAGE_SITEMAP_PART:
	case PAGE_ASSET:
		break;
	}
	g_assert_not_reached();
}

static GBytes *
render_html(const Renderer *renderer, const Page *page, GError **error)
{
	/* Pages of the whole site are in the source language. */
	const Locale *locale = page->locale == NULL ? renderer->model->source_locale : page->locale;
	Context context = { .renderer = renderer, .page = page, .locale = locale };
	g_autoptr(Markup) content = render_content(&context, error);
	g_autoptr(Markup) framed = content == NULL ? NULL : render_frame(&context, content, error);

	return framed == NULL ? NULL : g_bytes_new(markup_string(framed), markup_length(framed));
}

GBytes *
renderer_render(const Renderer *renderer, const Page *page, GError **error)
{
	GString *text;
	const SourceBlob *asset;

	switch (page->kind) {
	case PAGE_ASSET:
		asset = renderer->source->assets->pdata[page->number];
		return g_bytes_new(asset->file->text, asset->file->length);
	case PAGE_ROBOTS:
		text = g_string_new(NULL);
		render_robots(renderer, text);
		return g_string_free_to_bytes(text);
	case PAGE_SITEMAP:
	case PAGE_SITEMAP_PART:
		text = g_string_new(NULL);
		render_sitemap(renderer, page, text);
		return g_string_free_to_bytes(text);
	case PAGE_CHOICE:
	case PAGE_NOT_FOUND:
	case PAGE_HOME:
	case PAGE_TRANSLATIONS:
	case PAGE_COLLECTION:
	case PAGE_ENTRY:
	case PAGE_PAIR:
		return render_html(renderer, page, error);
	}
	g_assert_not_reached();
}
