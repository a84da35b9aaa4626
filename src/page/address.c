#include "page/address.h"

#include <string.h>

#include "model/code.h"

#define SUFFIX ".html"
#define INDEX "index" SUFFIX

char *
address_file(const Addresses *addresses, const Page *page)
{
	const char *locale = page->locale == NULL ? NULL : page->locale->folder;

	switch (page->kind) {
	case PAGE_CHOICE:
		return g_strdup(INDEX);
	case PAGE_NOT_FOUND:
		return g_strdup("404" SUFFIX);
	case PAGE_ROBOTS:
		return g_strdup("robots.txt");
	case PAGE_SITEMAP:
		return g_strdup("sitemap.xml");
	case PAGE_SITEMAP_PART:
		return g_strdup_printf("sitemap-%u.xml", page->number + 1);
	case PAGE_ASSET:
		return g_strconcat("assets/", addresses->asset_names[page->number], NULL);
	case PAGE_HOME:
		return g_strconcat(locale, "/" INDEX, NULL);
	case PAGE_TRANSLATIONS:
		return g_strconcat(locale, "/translations" SUFFIX, NULL);
	case PAGE_COLLECTION:
		return g_strconcat(locale, "/", page->collection->folder, "/" INDEX, NULL);
	case PAGE_ENTRY:
		return g_strconcat(locale, "/", page->collection->folder, "/", page->first->address, SUFFIX, NULL);
	case PAGE_PAIR:
		return g_strconcat(locale, "/", page->collection->folder, "/", page->first->address, CODE_VERSUS,
				   page->second->address, SUFFIX, NULL);
	}
	g_assert_not_reached();
}

/* The address of a file: the file itself, or with clean addresses what a server
 * finds it by.  Changes file. */
static char *
clean(const Addresses *addresses, char *file)
{
	if (addresses->clean_urls && g_str_has_suffix(file, SUFFIX)) {
		file[strlen(file) - strlen(SUFFIX)] = '\0';
		if (g_str_equal(file, "index") || g_str_has_suffix(file, "/index"))
			file[strlen(file) - strlen("index")] = '\0';
	}
	return file;
}

char *
address_link(const Addresses *addresses, const Page *from, const Page *to)
{
	g_autofree char *here = address_file(addresses, from);
	g_autofree char *there = clean(addresses, address_file(addresses, to));
	GString *link = g_string_new(NULL);
	const char *rest;
	gsize shared = 0;

	for (gsize i = 0; here[i] != '\0' && here[i] == there[i]; i++)
		if (here[i] == '/')
			shared = i + 1;
	for (rest = here + shared; (rest = strchr(rest, '/')) != NULL; rest++)
		g_string_append(link, "../");
	g_string_append(link, there + shared);
	/* An empty address would be this very page. */
	if (link->len == 0)
		g_string_append(link, "./");
	return g_string_free(link, FALSE);
}

char *
address_absolute(const Addresses *addresses, const Page *page)
{
	g_autofree char *file = clean(addresses, address_file(addresses, page));

	return g_strconcat(addresses->base_url, file, NULL);
}

char *
address_from_root(const Addresses *addresses, const Page *page)
{
	g_autofree char *absolute = address_absolute(addresses, page);
	const char *host = strstr(absolute, "://") + strlen("://");
	const char *path = strchr(host, '/');

	/* A base address ends with a slash, so there is a path. */
	return g_strdup(path);
}
