#include "page/inputs.h"

#include "compare/pair.h"
#include "page/assets.h"
#include "source/fingerprint.h"

/* What the pages of a collection share in a locale. */
typedef struct {
	guint64 entry_pages;
	guint64 pair_pages;
	guint64 texts;    /* all of the collection but pairs' own words, and which pairs have some */
	guint64 data;     /* all of the collection */
	guint64 *files;   /* by entry: its files, and those that stand in for missing ones */
	guint64 *entries; /* by entry: the same, and what no locale changes */
} Shared;

struct Inputs {
	const Plan *plan;
	guint64 site;        /* what all pages depend on */
	guint64 addresses;   /* what the sitemap depends on */
	guint64 collections; /* the template of their pages */
	Shared **shared;     /* by locale and collection; NULL for a locale that is not published */
	guint64 **entries;   /* by collection and entry: what no locale changes */
	guint64 **links;     /* by collection and entry: what a link to it shows */
};

/* The files in which a locale may find a text: its own and those of its fallbacks. */
static guint64
add_files(guint64 row, const guint64 *fingerprints, const Locale *locale)
{
	for (; locale != NULL; locale = locale->fallback)
		row = fingerprint_add(row, fingerprints[locale->index]);
	return row;
}

/* The messages of a locale and those that stand in for missing ones. */
static guint64
add_messages(guint64 row, const Locale *locale)
{
	for (; locale != NULL; locale = locale->fallback)
		row = fingerprint_add(fingerprint_add_text(row, locale->tag), locale->fingerprint);
	return row;
}

static guint64
add_template(guint64 row, const Templates *templates, TemplateId id)
{
	return fingerprint_add(row, template_fingerprint(templates_get(templates, id)));
}

/* In which locales a page is translated, on which its alternates depend. */
static guint64
add_translated(guint64 row, const Plan *plan, Page page)
{
	return fingerprint_add(row, plan_translated(plan, &page));
}

static guint64
site_row(const Plan *plan, const Addresses *addresses, const Source *source, guint64 program)
{
	const Model *model = plan_model(plan);
	guint count;
	const Locale *const *locales = plan_locales(plan, &count);
	guint64 row = fingerprint_add(program, model->documents_fingerprint);

	row = fingerprint_add_text(row, addresses->base_url);
	row = fingerprint_add(row, addresses->clean_urls ? 1 : 2);
	row = fingerprint_add(row, plan_has_feed(plan) ? 1 : 2);
	/* Pages name the pictures that there are, as they are published. */
	for (guint i = 0; i < source->assets->len; i++) {
		const char *name = ((const SourceBlob *) source->assets->pdata[i])->name;

		row = fingerprint_add_text(row, name);
		if (assets_is_picture(name))
			row = fingerprint_add_text(row, addresses->asset_names[i]);
	}
	for (guint i = 0; i < model->locale_count; i++)
		row = fingerprint_add(row, model->fingerprints[i]);
	for (guint i = 0; i < count; i++) {
		row = fingerprint_add_text(row, locales[i]->folder);
		row = fingerprint_add_text(row, locales[i]->tag);
		row = fingerprint_add_text(row, locales[i]->name);
		row = fingerprint_add(row, locales[i]->is_right_to_left ? 1 : 2);
	}
	return row;
}

static guint64
add_link(guint64 row, const Entry *entry)
{
	return fingerprint_add_text(fingerprint_add_text(row, entry->code), entry->address);
}

static guint64
add_name(guint64 row, const Entry *entry)
{
	row = fingerprint_add_text(add_link(row, entry), entry->name);
	return fingerprint_add_text(row, tone_name(entry->class->tone));
}

/* The names of the related entries, and where the entry is translated. */
static guint64
entry_row(const Plan *plan, const Entry *entry)
{
	guint64 row = add_name(0, entry);

	for (guint i = 0; i < entry->related_count; i++)
		row = add_name(row, entry->related[i]);
	return add_translated(row, plan,
			      (Page) { .kind = PAGE_ENTRY, .collection = entry->collection, .first = entry });
}

/* Which pair it is that has words of its own. */
static guint64
add_pair(guint64 row, const PairWords *words)
{
	return fingerprint_add(fingerprint_add(row, words->first->index), words->second->index);
}

static void
share(Inputs *inputs, const Templates *templates, const Locale *locale, const Collection *collection, Shared *shared)
{
	guint64 row = add_files(add_messages(inputs->site, locale), collection->fingerprints, locale);

	row = add_template(add_template(row, templates, TEMPLATE_PAGE), templates, TEMPLATE_SECTIONS);
	shared->pair_pages = add_template(row, templates, TEMPLATE_PAIR);
	/* An entry's page has a link to each of the others. */
	shared->entry_pages = add_template(row, templates, TEMPLATE_ENTRY);
	shared->files = g_new(guint64, collection->entry_count);
	shared->entries = g_new(guint64, collection->entry_count);
	for (guint i = 0; i < collection->entry_count; i++) {
		const Entry *entry = &collection->entries[i];

		shared->entry_pages = add_name(shared->entry_pages, entry);
		shared->files[i] = add_files(0, entry->fingerprints, locale);
		shared->entries[i] = fingerprint_add(shared->files[i], inputs->entries[collection->index][i]);
	}
	shared->texts = shared->entry_pages;
	for (guint i = 0; i < collection->entry_count; i++)
		shared->texts = fingerprint_add(shared->texts, shared->files[i]);
	for (guint i = 0; i < collection->words_count; i++)
		shared->texts = add_pair(shared->texts, &collection->words[i]);
	shared->data = shared->texts;
	for (guint i = 0; i < collection->words_count; i++)
		shared->data = add_files(shared->data, collection->words[i].fingerprints, locale);
}

/* In which locales the page of a pair with words of its own is translated. */
static guint64
add_words_translated(guint64 row, const Plan *plan, const PairWords *words)
{
	return add_translated(row, plan, (Page) { .kind = PAGE_PAIR, .first = words->first, .second = words->second });
}

/* All that decides which pages the sitemap lists. */
static guint64
addresses_row(const Inputs *inputs)
{
	const Model *model = plan_model(inputs->plan);
	guint64 row = inputs->site;

	row = add_translated(row, inputs->plan, (Page) { .kind = PAGE_HOME });
	row = add_translated(row, inputs->plan, (Page) { .kind = PAGE_TRANSLATIONS });
	for (guint i = 0; i < model->collection_count; i++) {
		const Collection *collection = &model->collections[i];

		row = fingerprint_add_text(row, collection->folder);
		row = add_translated(row, inputs->plan, (Page) { .kind = PAGE_COLLECTION, .collection = collection });
		g_assert(collection->entry_count == 0 || inputs->entries[i] != NULL);
		for (guint k = 0; k < collection->entry_count; k++)
			row = fingerprint_add(row, inputs->entries[i][k]);
		for (guint k = 0; k < collection->words_count; k++) {
			const PairWords *words = &collection->words[k];

			row = add_words_translated(add_pair(row, words), inputs->plan, words);
		}
	}
	return row;
}

Inputs *
inputs_new(const Plan *plan, const Addresses *addresses, const Source *source, const Templates *templates,
	   guint64 program)
{
	Inputs *inputs = g_new0(Inputs, 1);
	const Model *model = plan_model(plan);
	guint count;
	const Locale *const *locales = plan_locales(plan, &count);

	inputs->plan = plan;
	inputs->site = site_row(plan, addresses, source, program);
	inputs->collections = add_template(0, templates, TEMPLATE_COLLECTION);
	inputs->entries = g_new0(guint64 *, model->collection_count);
	inputs->links = g_new(guint64 *, model->collection_count);
	inputs->shared = g_new0(Shared *, model->locale_count);
	for (guint i = 0; i < model->collection_count; i++) {
		const Collection *collection = &model->collections[i];

		inputs->entries[i] = g_new0(guint64, collection->entry_count);
		inputs->links[i] = g_new(guint64, collection->entry_count);
		for (guint k = 0; k < collection->entry_count; k++) {
			inputs->entries[i][k] = entry_row(plan, &collection->entries[k]);
			inputs->links[i][k] = add_link(0, &collection->entries[k]);
		}
	}
	for (guint i = 0; i < count; i++) {
		Shared *shared = g_new0(Shared, model->collection_count);

		inputs->shared[locales[i]->index] = shared;
		for (guint k = 0; k < model->collection_count; k++)
			share(inputs, templates, locales[i], &model->collections[k], &shared[k]);
	}
	inputs->addresses = addresses_row(inputs);
	return inputs;
}

void
inputs_free(Inputs *inputs)
{
	const Model *model = plan_model(inputs->plan);

	for (guint i = 0; i < model->locale_count; i++) {
		for (guint k = 0; inputs->shared[i] != NULL && k < model->collection_count; k++) {
			g_free(inputs->shared[i][k].files);
			g_free(inputs->shared[i][k].entries);
		}
		g_free(inputs->shared[i]);
	}
	for (guint i = 0; i < model->collection_count; i++) {
		g_free(inputs->entries[i]);
		g_free(inputs->links[i]);
	}
	g_free(inputs->shared);
	g_free(inputs->entries);
	g_free(inputs->links);
	g_free(inputs);
}

/* The links of the pair before or behind, to which the page leads. */
static void
find_links(const Inputs *inputs, const Page *page, bool (*find)(guint n, guint *first, guint *second), guint64 *links)
{
	const guint64 *all = inputs->links[page->collection->index];
	guint first = page->first->index;
	guint second = page->second->index;

	if (!find(page->collection->entry_count, &first, &second))
		return;
	links[0] = all[first];
	links[1] = all[second];
}

/* There are as many of these as there are pages, so all goes into one fingerprint at
 * once. */
static guint64
pair_row(const Inputs *inputs, const Shared *shared, const Page *page)
{
	const PairWords *words = model_pair_words(page->first, page->second);
	guint64 all[7] = { shared->pair_pages, shared->entries[page->first->index],
			   shared->entries[page->second->index] };
	guint64 row;

	find_links(inputs, page, pair_before, &all[3]);
	find_links(inputs, page, pair_behind, &all[5]);
	row = fingerprint_bytes(all, sizeof(all));
	if (words == NULL)
		return row;
	return add_words_translated(add_files(row, words->fingerprints, page->locale), inputs->plan, words);
}

/* All that stands on the page of a collection. */
static guint64
collection_row(const Inputs *inputs, const Shared *shared, const Page *page)
{
	return add_translated(fingerprint_add(shared->texts, inputs->collections), inputs->plan, *page);
}

/* What can be found in a locale. */
static guint64
search_row(const Inputs *inputs, const Locale *locale)
{
	guint64 row = add_messages(inputs->site, locale);

	for (guint i = 0; i < plan_model(inputs->plan)->collection_count; i++)
		row = fingerprint_add(row, inputs->shared[locale->index][i].texts);
	return row;
}

guint64
inputs_of(const Inputs *inputs, const Page *page)
{
	const Shared *shared = NULL;
	guint64 row;

	if (page->collection != NULL)
		shared = &inputs->shared[page->locale->index][page->collection->index];
	switch (page->kind) {
	case PAGE_ENTRY:
		g_assert(shared != NULL);
		return fingerprint_add(shared->entry_pages, shared->entries[page->first->index]);
	case PAGE_PAIR:
		g_assert(shared != NULL);
		return pair_row(inputs, shared, page);
	case PAGE_SWAPPED:
	case PAGE_FORMER:
		g_assert(shared != NULL);
		row = fingerprint_add(shared->pair_pages, shared->entries[page->first->index]);
		return page->second == NULL ? row : fingerprint_add(row, shared->entries[page->second->index]);
	case PAGE_COLLECTION:
		g_assert(shared != NULL);
		return collection_row(inputs, shared, page);
	case PAGE_SEARCH:
		return search_row(inputs, page->locale);
	case PAGE_DATA:
		g_assert(shared != NULL);
		return shared->data;
	case PAGE_SITEMAP:
	case PAGE_SITEMAP_PART:
		return inputs->addresses;
	case PAGE_CHOICE:
	case PAGE_NOT_FOUND:
	case PAGE_HOME:
	case PAGE_TRANSLATIONS:
	case PAGE_DOWNLOAD:
	case PAGE_OFFLINE:
	case PAGE_ROBOTS:
	case PAGE_LLMS:
	case PAGE_RULES:
	case PAGE_NGINX:
	case PAGE_FEED:
	case PAGE_OPENSEARCH:
	case PAGE_ASSET:
		break;
	}
	return 0;
}
