/* llms.txt: what there is and where, as Markdown for programs that read
 * (https://llmstxt.org/).  In the source language. */
#include <string.h>

#include "page/render.h"

/* Appends a text so that Markdown shows it as it is. */
static void
append_plain(Markup *out, const char *text)
{
	for (; *text != '\0'; text++) {
		char character[] = { *text, '\0' };

		if (strchr("\\`*_[]<>#&", *text) != NULL)
			markup_literal(out, "\\");
		markup_append_trusted(out, character);
	}
}

static void
append_item(Markup *out, const Renderer *renderer, const char *title, const Page *page, const char *rest)
{
	g_autofree char *address = address_absolute(renderer->addresses, page);

	markup_literal(out, "- [");
	append_plain(out, title);
	markup_literal(out, "](");
	markup_append_trusted(out, address);
	markup_literal(out, ")");
	if (rest != NULL) {
		markup_literal(out, ": ");
		append_plain(out, rest);
	}
	markup_literal(out, "\n");
}

static void
append_entries(Markup *out, const Renderer *renderer, const Locale *locale, const Collection *collection)
{
	for (guint i = 0; i < collection->entry_count; i++) {
		const Entry *entry = &collection->entries[i];
		Page page = { .kind = PAGE_ENTRY, .locale = locale, .collection = collection, .first = entry };
		MessageValue values[] = { { .text = collection->name },
					  { .text = entry->code },
					  { .text = entry->name } };
		g_autofree char *title = locale_format(locale, MESSAGE_ENTRY_TITLE, values);
		const Locale *from;

		append_item(out, renderer, title, &page, text_in(entry->summary, locale, &from));
	}
}

/* The pairs with words of their own. */
static void
append_pairs(Markup *out, const Renderer *renderer, const Locale *locale, const Collection *collection)
{
	for (guint i = 0; i < collection->words_count; i++) {
		const PairWords *words = &collection->words[i];
		Page page = { .kind = PAGE_PAIR,
			      .locale = locale,
			      .collection = collection,
			      .first = words->first,
			      .second = words->second };
		MessageValue values[] = { { .text = collection->name },
					  { .text = words->first->code },
					  { .text = words->first->name },
					  { .text = words->second->code },
					  { .text = words->second->name } };
		g_autofree char *title = locale_format(locale, MESSAGE_PAIR_TITLE, values);

		append_item(out, renderer, title, &page, NULL);
	}
}

static void
append_collection(Markup *out, const Renderer *renderer, const Locale *locale, const Collection *collection)
{
	Page page = { .kind = PAGE_COLLECTION, .locale = locale, .collection = collection };
	Page data = { .kind = PAGE_DATA, .locale = locale, .collection = collection };
	const Locale *from;
	const char *title = text_in(collection->title, locale, &from);

	markup_literal(out, "\n## ");
	append_plain(out, title);
	markup_literal(out, "\n\n");
	append_item(out, renderer, title, &page, text_in(collection->summary, locale, &from));
	append_item(out, renderer, "JSON", &data, NULL);
	append_entries(out, renderer, locale, collection);
	append_pairs(out, renderer, locale, collection);
}

/* The site in its other languages, which readers of this one can do without. */
static void
append_languages(Markup *out, const Renderer *renderer, const Locale *locale)
{
	guint count;
	const Locale *const *locales = plan_locales(renderer->plan, &count);

	if (count < 2)
		return;
	/* The heading is a word of llms.txt, and not of the site. */
	markup_literal(out, "\n## Optional\n\n");
	for (guint i = 0; i < count; i++) {
		Page home = { .kind = PAGE_HOME, .locale = locales[i] };
		const Locale *from;

		if (locales[i] != locale)
			append_item(out, renderer, locales[i]->name, &home,
				    text_in(renderer->model->title, locales[i], &from));
	}
}

void
render_llms(const Renderer *renderer, G_GNUC_UNUSED const Page *page, Markup *out)
{
	const Model *model = renderer->model;
	guint count;
	const Locale *const *locales = plan_locales(renderer->plan, &count);
	/* Where the source is not published, some language has to do. */
	bool has_source = count == 0 || plan_has_locale(renderer->plan, model->source_locale);
	const Locale *locale = has_source ? model->source_locale : locales[0];
	const Locale *from;

	markup_literal(out, "# ");
	append_plain(out, text_in(model->title, locale, &from));
	markup_literal(out, "\n\n> ");
	append_plain(out, text_in(model->tagline, locale, &from));
	markup_literal(out, "\n");
	for (guint i = 0; i < model->collection_count; i++)
		append_collection(out, renderer, locale, &model->collections[i]);
	append_languages(out, renderer, locale);
}
