#include "page/plan.h"

#include "compare/pair.h"
#include "source/fingerprint.h"

/* Consecutive pages of one kind, locale and collection. */
typedef struct {
	PageKind kind;
	const Locale *locale;
	const Collection *collection;
	guint64 start; /* the index of its first page */
	guint64 count;
} Run;

struct Plan {
	const Model *model;
	GPtrArray *locales; /* of Locale, sorted by name */
	GArray *runs;       /* of Run */
	guint64 count;
	guint64 listed;
	guint asset_count;
	bool has_feed;
	bool has_downloads;
	GArray **former;   /* by collection: of FormerAddress; NULL where no page stands at them */
	bool **translated; /* by collection, then by entry and locale */
};

static void
add_run(Plan *plan, PageKind kind, const Locale *locale, const Collection *collection, guint64 count)
{
	Run run = { .kind = kind, .locale = locale, .collection = collection, .start = plan->count, .count = count };

	if (count == 0)
		return;
	g_array_append_val(plan->runs, run);
	plan->count += count;
}

static bool
has_days(const Model *model)
{
	for (guint i = 0; i < model->collection_count; i++) {
		const Collection *collection = &model->collections[i];

		for (guint k = 0; k < collection->entry_count; k++)
			if (collection->entries[k].added != NULL || collection->entries[k].changed != NULL)
				return true;
	}
	return false;
}

bool
plan_has_feed(const Plan *plan)
{
	return plan->has_feed;
}

bool
plan_has_search(const Plan *plan)
{
	return plan->model->short_title != NULL;
}

bool
plan_has_downloads(const Plan *plan)
{
	return plan->has_downloads;
}

guint64
plan_download_pages(const Plan *plan)
{
	const Model *model = plan->model;
	/* The choice of language, the home page, and the one that stands in for others. */
	guint64 count = 3 + (model->locale_count > 1 ? 1 : 0);

	for (guint i = 0; i < model->collection_count; i++) {
		guint entries = model->collections[i].entry_count;

		count += 1 + entries + pair_count(entries);
	}
	return count;
}

/* An address of an entry: its own is number 0.  NULL behind the last. */
static const char *
entry_address(const Entry *entry, guint number)
{
	return number == 0 ? entry->address : entry->former[number - 1];
}

/* The addresses of a pair in one order of which one part or both are former ones. */
static void
add_former_pairs(GArray *all, const Entry *entry, const Entry *other)
{
	for (guint i = 0; entry_address(entry, i) != NULL; i++) {
		for (guint k = 0; entry_address(other, k) != NULL; k++) {
			FormerAddress former = {
				.entry = entry,
				.other = other,
				.first = entry_address(entry, i),
				.second = entry_address(other, k),
			};

			if (i > 0 || k > 0)
				g_array_append_val(all, former);
		}
	}
}

static bool
has_former_address(const Collection *collection)
{
	for (guint i = 0; i < collection->entry_count; i++)
		if (collection->entries[i].former[0] != NULL)
			return true;
	return false;
}

GArray *
plan_former_addresses(const Collection *collection)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(FormerAddress));

	if (!has_former_address(collection))
		return all;
	for (guint i = 0; i < collection->entry_count; i++) {
		const Entry *entry = &collection->entries[i];

		for (guint k = 0; entry->former[k] != NULL; k++) {
			FormerAddress former = { .entry = entry, .first = entry->former[k] };

			g_array_append_val(all, former);
		}
		for (guint k = 0; k < collection->entry_count; k++)
			if (k != i)
				add_former_pairs(all, entry, &collection->entries[k]);
	}
	return all;
}

/* The pages of a locale; is_served tells whether by a server, which shows one at wrong
 * addresses. */
static void
add_locale(Plan *plan, const Locale *locale, bool is_served)
{
	add_run(plan, PAGE_HOME, locale, NULL, 1);
	/* In a single language there is nothing to tell. */
	add_run(plan, PAGE_TRANSLATIONS, locale, NULL, plan->model->locale_count > 1 ? 1 : 0);
	add_run(plan, PAGE_DOWNLOAD, locale, NULL, plan->has_downloads ? 1 : 0);
	add_run(plan, PAGE_FEED, locale, NULL, plan_has_feed(plan) ? 1 : 0);
	add_run(plan, PAGE_OPENSEARCH, locale, NULL, plan_has_search(plan) ? 1 : 0);
	add_run(plan, PAGE_SEARCH, locale, NULL, 1);
	add_run(plan, PAGE_OFFLINE, locale, NULL, 1);
	add_run(plan, PAGE_NOT_FOUND, locale, NULL, is_served ? 1 : 0);
	for (guint i = 0; i < plan->model->collection_count; i++) {
		const Collection *collection = &plan->model->collections[i];

		guint64 pairs = pair_count(collection->entry_count);

		add_run(plan, PAGE_COLLECTION, locale, collection, 1);
		add_run(plan, PAGE_DATA, locale, collection, 1);
		add_run(plan, PAGE_ENTRY, locale, collection, collection->entry_count);
		add_run(plan, PAGE_PAIR, locale, collection, pairs);
		if (plan->former == NULL)
			continue;
		add_run(plan, PAGE_SWAPPED, locale, collection, pairs);
		add_run(plan, PAGE_FORMER, locale, collection, plan->former[i]->len);
	}
}

static int
compare_locales(gconstpointer a, gconstpointer b)
{
	return locale_compare_names(*(const Locale *const *) a, *(const Locale *const *) b);
}

/* Whether a page is one that a reader looks for: it has a language, and an address
 * that is worth keeping. */
static bool
is_listed(const Plan *plan, const Page *page)
{
	return page->locale != NULL && page->kind != PAGE_SEARCH && page->kind != PAGE_OFFLINE &&
	       page->kind != PAGE_NOT_FOUND && plan_is_translated(plan, page);
}

static guint64
count_listed(const Plan *plan)
{
	PlanWalk walk = plan_walk(plan, 0, plan->count);
	guint64 count = 0;

	while (plan_next(&walk))
		count += is_listed(plan, &walk.page);
	return count;
}

static bool
find_whether_translated(const Entry *entry, const Locale *locale)
{
	return text_is_translated(entry->summary, locale) && text_is_translated(entry->description, locale) &&
	       text_is_translated(entry->when_seen, locale) && text_is_translated(entry->fix, locale);
}

/* By entry and locale, so that it takes a look for each of millions of pairs.
 * Returns: (transfer full). */
static bool *
list_translated(const Model *model, const Collection *collection)
{
	bool *translated = g_new(bool, (gsize) collection->entry_count * model->locale_count);

	for (guint i = 0; i < collection->entry_count; i++)
		for (guint k = 0; k < model->locale_count; k++)
			translated[i * model->locale_count + k] =
			    find_whether_translated(&collection->entries[i], model->locales[k]);
	return translated;
}

/* A plan without pages. */
static Plan *
plan_new_empty(const Model *model, const Locale *const *locales, guint count, guint asset_count)
{
	Plan *plan = g_new0(Plan, 1);

	plan->model = model;
	plan->runs = g_array_new(FALSE, FALSE, sizeof(Run));
	plan->locales = g_ptr_array_new();
	plan->asset_count = asset_count;
	plan->has_feed = has_days(model);
	plan->translated = g_new(bool *, model->collection_count);
	for (guint i = 0; i < model->collection_count; i++)
		plan->translated[i] = list_translated(model, &model->collections[i]);
	for (guint i = 0; i < count; i++)
		g_ptr_array_add(plan->locales, (gpointer) locales[i]);
	g_ptr_array_sort(plan->locales, compare_locales);
	return plan;
}

Plan *
plan_new_download(const Plan *plan, const Locale *locale)
{
	guint count;
	const Locale *const *locales = plan_locales(plan, &count);
	Plan *download = plan_new_empty(plan->model, locales, count, plan->asset_count);

	add_run(download, PAGE_CHOICE, NULL, NULL, 1);
	add_locale(download, locale, false);
	add_run(download, PAGE_ASSET, NULL, NULL, plan->asset_count);
	return download;
}

Plan *
plan_new(const Model *model, const Locale *const *locales, guint count, guint asset_count)
{
	Plan *plan = plan_new_empty(model, locales, count, asset_count);

	plan->has_downloads = model->downloads == DOWNLOADS_ZIP;
	if (model->redirects == REDIRECTS_STUBS) {
		plan->former = g_new(GArray *, model->collection_count);
		for (guint i = 0; i < model->collection_count; i++)
			plan->former[i] = plan_former_addresses(&model->collections[i]);
	}
	for (guint i = 0; i < count; i++)
		add_locale(plan, locales[i], true);
	plan->listed = count_listed(plan);
	add_run(plan, PAGE_CHOICE, NULL, NULL, 1);
	add_run(plan, PAGE_NOT_FOUND, NULL, NULL, 1);
	add_run(plan, PAGE_ROBOTS, NULL, NULL, 1);
	add_run(plan, PAGE_SITEMAP, NULL, NULL, 1);
	add_run(plan, PAGE_SITEMAP_PART, NULL, NULL, plan_sitemap_parts(plan) > 1 ? plan_sitemap_parts(plan) : 0);
	add_run(plan, PAGE_LLMS, NULL, NULL, 1);
	add_run(plan, PAGE_RULES, NULL, NULL, model->redirects == REDIRECTS_RULES ? 1 : 0);
	add_run(plan, PAGE_NGINX, NULL, NULL, model->redirects == REDIRECTS_RULES ? 1 : 0);
	add_run(plan, PAGE_ASSET, NULL, NULL, asset_count);
	return plan;
}

void
plan_free(Plan *plan)
{
	for (guint i = 0; plan->former != NULL && i < plan->model->collection_count; i++)
		g_array_unref(plan->former[i]);
	g_free(plan->former);
	g_ptr_array_unref(plan->locales);
	g_array_unref(plan->runs);
	for (guint i = 0; i < plan->model->collection_count; i++)
		g_free(plan->translated[i]);
	g_free(plan->translated);
	g_free(plan);
}

guint64
plan_count(const Plan *plan)
{
	return plan->count;
}

static const Run *
find_run(const Plan *plan, guint64 index)
{
	guint from = 0;
	guint to = plan->runs->len;

	while (to - from > 1) {
		guint middle = from + (to - from) / 2;

		if (g_array_index(plan->runs, Run, middle).start <= index)
			from = middle;
		else
			to = middle;
	}
	return &g_array_index(plan->runs, Run, from);
}

Page
plan_former_page(const Locale *locale, const FormerAddress *former)
{
	bool is_swapped = former->other != NULL && former->other->index < former->entry->index;

	return (Page) {
		.kind = PAGE_FORMER,
		.locale = locale,
		.collection = former->entry->collection,
		.first = is_swapped ? former->other : former->entry,
		.second = is_swapped ? former->entry : former->other,
		.former = former,
	};
}

Page
plan_page(const Plan *plan, guint64 index)
{
	const Run *run = find_run(plan, index);
	Page page = { .kind = run->kind, .locale = run->locale, .collection = run->collection };
	guint first;
	guint second;

	g_assert(index < plan->count);
	index -= run->start;
	page.number = (guint) index;
	if (run->kind == PAGE_ENTRY) {
		page.first = &run->collection->entries[index];
	} else if (run->kind == PAGE_FORMER) {
		page = plan_former_page(run->locale,
					&g_array_index(plan->former[run->collection->index], FormerAddress, index));
		page.number = (guint) index;
	} else if (run->kind == PAGE_PAIR || run->kind == PAGE_SWAPPED) {
		pair_at(run->collection->entry_count, index, &first, &second);
		page.first = &run->collection->entries[first];
		page.second = &run->collection->entries[second];
	}
	return page;
}

PlanWalk
plan_walk(const Plan *plan, guint64 start, guint64 end)
{
	/* No kind of page that has a page behind it in the same collection. */
	return (PlanWalk) { .plan = plan, .next = start, .end = end, .page = { .kind = PAGE_CHOICE } };
}

/* Makes a page the next one of its kind in its collection.  Returns: false where there
 * is none. */
static bool
advance(Page *page)
{
	const Entry *last;

	if (page->kind != PAGE_ENTRY && page->kind != PAGE_PAIR)
		return false;
	last = &page->collection->entries[page->collection->entry_count - 1];
	if (page->kind == PAGE_ENTRY ? page->first == last : page->first + 1 == last)
		return false;
	if (page->kind == PAGE_ENTRY) {
		page->first++;
	} else if (page->second != last) {
		page->second++;
	} else {
		page->first++;
		page->second = page->first + 1;
	}
	page->number++;
	return true;
}

bool
plan_next(PlanWalk *walk)
{
	if (walk->next >= walk->end)
		return false;
	walk->index = walk->next++;
	if (!advance(&walk->page))
		walk->page = plan_page(walk->plan, walk->index);
	return true;
}

const Locale *const *
plan_locales(const Plan *plan, guint *count)
{
	*count = plan->locales->len;
	return (const Locale *const *) plan->locales->pdata;
}

const Model *
plan_model(const Plan *plan)
{
	return plan->model;
}

bool
plan_has_locale(const Plan *plan, const Locale *locale)
{
	return g_ptr_array_find(plan->locales, locale, NULL);
}

static bool
entry_is_translated(const Plan *plan, const Entry *entry, const Locale *locale)
{
	return plan->translated[entry->collection->index][entry->index * plan->model->locale_count + locale->index];
}

static bool
words_are_translated(const PairWords *words, const Locale *locale)
{
	for (guint i = 0; i < words->difference_count; i++)
		if (!text_is_translated(words->differences[i], locale))
			return false;
	return words->verdict == NULL || text_is_translated(words->verdict, locale);
}

/* The home page names every collection with its summary. */
static bool
home_is_translated(const Model *model, const Locale *locale)
{
	for (guint i = 0; i < model->collection_count; i++)
		if (!text_is_translated(model->collections[i].title, locale) ||
		    !text_is_translated(model->collections[i].summary, locale))
			return false;
	return text_is_translated(model->title, locale) && text_is_translated(model->tagline, locale);
}

/* The page of a collection names every entry with its summary. */
static bool
collection_is_translated(const Collection *collection, const Locale *locale)
{
	for (guint i = 0; i < collection->entry_count; i++)
		if (!text_is_translated(collection->entries[i].summary, locale))
			return false;
	return text_is_translated(collection->title, locale) && text_is_translated(collection->summary, locale) &&
	       (collection->description == NULL || text_is_translated(collection->description, locale));
}

bool
plan_is_translated(const Plan *plan, const Page *page)
{
	const Locale *locale = page->locale;
	const PairWords *words;

	switch (page->kind) {
	case PAGE_HOME:
		return home_is_translated(plan->model, locale);
	case PAGE_TRANSLATIONS:
		return locale->messages[MESSAGE_TRANSLATIONS_TEXT] != NULL;
	case PAGE_COLLECTION:
		return collection_is_translated(page->collection, locale);
	case PAGE_ENTRY:
		return entry_is_translated(plan, page->first, locale);
	case PAGE_PAIR:
		words = model_pair_words(page->first, page->second);
		return entry_is_translated(plan, page->first, locale) &&
		       entry_is_translated(plan, page->second, locale) &&
		       (words == NULL || words_are_translated(words, locale));
	case PAGE_DOWNLOAD:
	case PAGE_FEED:
	case PAGE_OPENSEARCH:
	case PAGE_DATA:
	case PAGE_SWAPPED:
	case PAGE_FORMER:
		return false;
	case PAGE_OFFLINE:
		return locale->messages[MESSAGE_OFFLINE_TEXT] != NULL;
	case PAGE_NOT_FOUND:
		return locale == NULL || locale->messages[MESSAGE_NOT_FOUND] != NULL;
	case PAGE_SEARCH:
	case PAGE_CHOICE:
	case PAGE_ROBOTS:
	case PAGE_SITEMAP:
	case PAGE_SITEMAP_PART:
	case PAGE_LLMS:
	case PAGE_RULES:
	case PAGE_NGINX:
	case PAGE_ASSET:
		break;
	}
	/* Pages of the whole site have no language. */
	return true;
}

guint64
plan_translated(const Plan *plan, const Page *page)
{
	guint64 fingerprint = 0;
	guint64 bits = 0;

	for (guint i = 0; i < plan->locales->len; i++) {
		Page other = plan_in_locale(page, plan->locales->pdata[i]);

		bits = bits << 1 | plan_is_translated(plan, &other);
		if (i % 64 == 63 || i + 1 == plan->locales->len)
			fingerprint = fingerprint_add(fingerprint, bits);
	}
	return fingerprint;
}

Page
plan_in_locale(const Page *page, const Locale *locale)
{
	Page other = *page;

	other.locale = locale;
	return other;
}

guint64
plan_listed_count(const Plan *plan)
{
	return plan->listed;
}

/* How many addresses each part of the sitemap has but the last. */
static guint
part_size(const Plan *plan)
{
	return MIN(SITEMAP_MAX_ADDRESSES, MAX(SITEMAP_MAX_LINKS / MAX(plan->locales->len, 1), 1));
}

guint
plan_sitemap_parts(const Plan *plan)
{
	return (guint) ((plan->listed + part_size(plan) - 1) / part_size(plan));
}

GArray *
plan_listed(const Plan *plan, guint part)
{
	GArray *indexes = g_array_new(FALSE, FALSE, sizeof(guint64));
	guint64 skip = (guint64) part * part_size(plan);
	PlanWalk walk = plan_walk(plan, 0, plan->count);

	while (indexes->len < part_size(plan) && plan_next(&walk)) {
		if (!is_listed(plan, &walk.page))
			continue;
		if (skip > 0)
			skip--;
		else
			g_array_append_val(indexes, walk.index);
	}
	return indexes;
}
