#include "page/route.h"

#include <string.h>

#include "compare/pair.h"
#include "model/code.h"

#define SUFFIX ".html"
#define INDEX "index" SUFFIX

struct Routes {
	const Plan *plan;
	const Addresses *addresses;
	char *base;           /* the path of the base address, decoded; ends with a slash */
	GHashTable *files;    /* from address_file() to Page: all but entries and pairs */
	GHashTable *folders;  /* from "ja/smtp" to the Page of the collection's first entry */
	GHashTable **entries; /* by collection: from the last part of an address to Entry */
	guint collection_count;
};

/* What a path means, whatever of it is encoded.
 * Returns: (nullable) (transfer full): NULL where it is no path of a page. */
static char *
decode(const char *path, gsize length)
{
	if (length == 0 || length > ROUTE_MAX_BYTES || memchr(path, '\0', length) != NULL)
		return NULL;
	/* A slash that is encoded is none, and no name has one in it. */
	return g_uri_unescape_segment(path, path + length, "/");
}

/* The entries of a collection by the last part of their addresses, those of old among them. */
static void
add_collection(Routes *routes, const Collection *collection)
{
	GHashTable *entries = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < collection->entry_count; i++) {
		const Entry *entry = &collection->entries[i];

		g_hash_table_insert(entries, (gpointer) entry->address, (gpointer) entry);
		for (guint k = 0; entry->former[k] != NULL; k++)
			g_hash_table_insert(entries, (gpointer) entry->former[k], (gpointer) entry);
	}
	routes->entries[collection->index] = entries;
}

static Page *
copy_page(const Page *page)
{
	return g_memdup2(page, sizeof(*page));
}

/* The pages of a plan from one on that the index has in one piece: how many. */
static guint64
add_pages(Routes *routes, const Page *page)
{
	switch (page->kind) {
	case PAGE_SWAPPED:
		return pair_count(page->collection->entry_count);
	case PAGE_ENTRY:
		g_hash_table_insert(routes->folders,
				    g_strconcat(page->locale->folder, "/", page->collection->folder, NULL),
				    copy_page(page));
		return page->collection->entry_count;
	case PAGE_PAIR:
		return pair_count(page->collection->entry_count);
	case PAGE_LLMS:
	case PAGE_RULES:
	case PAGE_NGINX:
	case PAGE_DOWNLOAD:
	case PAGE_FEED:
	case PAGE_OPENSEARCH:
	case PAGE_DATA:
	case PAGE_FORMER:
	case PAGE_CHOICE:
	case PAGE_NOT_FOUND:
	case PAGE_ROBOTS:
	case PAGE_SITEMAP:
	case PAGE_SITEMAP_PART:
	case PAGE_ASSET:
	case PAGE_HOME:
	case PAGE_TRANSLATIONS:
	case PAGE_SEARCH:
	case PAGE_OFFLINE:
	case PAGE_COLLECTION:
		break;
	}
	g_hash_table_insert(routes->files, address_file(routes->addresses, page), copy_page(page));
	return 1;
}

Routes *
routes_new(const Plan *plan, const Addresses *addresses)
{
	const Model *model = plan_model(plan);
	Routes *routes = g_new0(Routes, 1);
	const char *base = address_base_path(addresses);

	routes->plan = plan;
	routes->addresses = addresses;
	routes->base = decode(base, strlen(base));
	/* A base address that cannot be decoded is nobody's way to a page. */
	if (routes->base == NULL)
		routes->base = g_strdup(base);
	routes->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	routes->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	routes->collection_count = model->collection_count;
	routes->entries = g_new0(GHashTable *, model->collection_count + 1);
	for (guint i = 0; i < model->collection_count; i++)
		add_collection(routes, &model->collections[i]);
	for (guint64 i = 0; i < plan_count(plan);) {
		Page page = plan_page(plan, i);

		i += add_pages(routes, &page);
	}
	return routes;
}

void
routes_free(Routes *routes)
{
	for (guint i = 0; i < routes->collection_count; i++)
		g_hash_table_unref(routes->entries[i]);
	g_free(routes->entries);
	g_hash_table_unref(routes->folders);
	g_hash_table_unref(routes->files);
	g_free(routes->base);
	g_free(routes);
}

/* A pair of entries named "250-vs-334", in either order. */
static bool
find_pair(GHashTable *entries, const char *name, Page *page)
{
	g_autofree char *one = NULL;
	g_autofree char *other = NULL;
	const Entry *first;
	const Entry *second;

	if (!code_split_pair(name, &one, &other))
		return false;
	first = g_hash_table_lookup(entries, one);
	second = g_hash_table_lookup(entries, other);
	if (first == NULL || second == NULL || first == second)
		return false;
	page->kind = PAGE_PAIR;
	page->first = first->index < second->index ? first : second;
	page->second = first->index < second->index ? second : first;
	return true;
}

/* An entry or a pair by its file: "ja/smtp/250-vs-334.html". */
static bool
find_in_folder(const Routes *routes, const char *file, Page *page)
{
	const char *slash = strrchr(file, '/');
	g_autofree char *folder = slash == NULL ? NULL : g_strndup(file, (gsize) (slash - file));
	const Page *run = folder == NULL ? NULL : g_hash_table_lookup(routes->folders, folder);
	g_autofree char *name = NULL;
	GHashTable *entries;

	if (run == NULL || !g_str_has_suffix(slash, SUFFIX))
		return false;
	name = g_strndup(slash + 1, strlen(slash + 1) - strlen(SUFFIX));
	entries = routes->entries[run->collection->index];
	*page = (Page) { .kind = PAGE_ENTRY, .locale = run->locale, .collection = run->collection };
	page->first = g_hash_table_lookup(entries, name);
	return page->first != NULL || find_pair(entries, name, page);
}

/* The page of a file, as address_file() names it, or of a pair in the other order. */
static bool
find_file(const Routes *routes, const char *file, Page *page)
{
	const Page *found = g_hash_table_lookup(routes->files, file);

	if (found != NULL)
		*page = *found;
	return found != NULL || find_in_folder(routes, file, page);
}

/* The page of a path below the base address, which servers find in these ways. */
static bool
find_path(const Routes *routes, const char *path, Page *page)
{
	static const char *const ends_of_files[] = { "", SUFFIX, "/" INDEX, NULL };
	static const char *const ends_of_folders[] = { INDEX, NULL };
	bool is_folder = *path == '\0' || g_str_has_suffix(path, "/");

	for (const char *const *end = is_folder ? ends_of_folders : ends_of_files; *end != NULL; end++) {
		g_autofree char *file = g_strconcat(path, *end, NULL);

		if (find_file(routes, file, page))
			return true;
	}
	return false;
}

/* What says that there is no page: in the language in whose folder that would be. */
static Page
not_found_page(const Routes *routes, const char *decoded)
{
	Page page = { .kind = PAGE_NOT_FOUND };
	guint count;
	const Locale *const *locales = plan_locales(routes->plan, &count);
	const char *path = decoded;

	if (decoded == NULL || !g_str_has_prefix(decoded, routes->base))
		return page;
	path += strlen(routes->base);
	for (guint i = 0; i < count; i++) {
		gsize length = strlen(locales[i]->folder);

		if (strncmp(path, locales[i]->folder, length) == 0 && path[length] == '/')
			page.locale = locales[i];
	}
	return page;
}

char *
route_path(const Routes *routes, const Page *page)
{
	g_autofree char *path = address_from_root(routes->addresses, page);

	return g_uri_escape_string(path, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH "%", FALSE);
}

Route
routes_find(const Routes *routes, const char *path, gsize length)
{
	g_autofree char *decoded = decode(path, length);
	g_autofree char *folder = decoded == NULL ? NULL : g_strconcat(decoded, "/", NULL);
	g_autofree char *own = NULL;
	g_autofree char *own_decoded = NULL;
	Route route = { .kind = ROUTE_NOTHING, .page = not_found_page(routes, decoded) };
	Page page;
	bool found;

	if (decoded == NULL)
		return route;
	if (g_str_has_prefix(decoded, routes->base))
		found = find_path(routes, decoded + strlen(routes->base), &page);
	else
		found =
		    (g_str_equal(decoded, "/") || g_str_equal(folder, routes->base)) && find_path(routes, "", &page);
	if (!found)
		return route;
	route.page = page;
	own = route_path(routes, &route.page);
	own_decoded = decode(own, strlen(own));
	route.kind = g_strcmp0(decoded, own_decoded) == 0 ? ROUTE_PAGE : ROUTE_REDIRECT;
	return route;
}
