#include "page/address.h"

#include <string.h>

#include "model/code.h"

#define SUFFIX ".html"
#define INDEX "index" SUFFIX

static void
append(Address *address, const char *text)
{
	gsize length = strlen(text);

	g_assert(address->length + length < ADDRESS_MAX_BYTES);
	memcpy(address->text + address->length, text, length + 1);
	address->length += length;
}

static void
append_file(Address *address, const Page *page, const char *name)
{
	append(address, page->locale->folder);
	append(address, "/");
	if (page->collection != NULL) {
		append(address, page->collection->folder);
		append(address, "/");
	}
	append(address, name);
}

/* The page of a pair, or of an entry where second is NULL. */
static void
append_pair(Address *address, const Page *page, const char *first, const char *second)
{
	append_file(address, page, first);
	if (second != NULL) {
		append(address, CODE_VERSUS);
		append(address, second);
	}
	append(address, SUFFIX);
}

/* The files of the kinds of which there is one in a folder. */
static const char *const file_names[] = {
	[PAGE_CHOICE] = INDEX,
	[PAGE_NOT_FOUND] = "404" SUFFIX,
	[PAGE_ROBOTS] = "robots.txt",
	[PAGE_SITEMAP] = "sitemap.xml",
	[PAGE_LLMS] = "llms.txt",
	[PAGE_RULES] = "_redirects",
	[PAGE_NGINX] = ADDRESS_NGINX,
	[PAGE_HOME] = INDEX,
	[PAGE_TRANSLATIONS] = "translations" SUFFIX,
	[PAGE_DOWNLOAD] = "download.zip",
	[PAGE_SEARCH] = "search.json",
	[PAGE_OFFLINE] = "offline" SUFFIX,
	[PAGE_FEED] = "feed.xml",
	[PAGE_OPENSEARCH] = "opensearch.xml",
	[PAGE_COLLECTION] = INDEX,
};

void
address_make_file(Address *address, const Addresses *addresses, const Page *page)
{
	address->length = 0;
	switch (page->kind) {
	case PAGE_CHOICE:
	case PAGE_ROBOTS:
	case PAGE_SITEMAP:
	case PAGE_LLMS:
	case PAGE_RULES:
	case PAGE_NGINX:
		append(address, file_names[page->kind]);
		return;
	case PAGE_NOT_FOUND:
		if (page->locale == NULL)
			append(address, file_names[page->kind]);
		else
			append_file(address, page, file_names[page->kind]);
		return;
	case PAGE_SITEMAP_PART:
		address->length =
		    (gsize) g_snprintf(address->text, ADDRESS_MAX_BYTES, "sitemap-%u.xml", page->number + 1);
		return;
	case PAGE_ASSET:
		/* A service worker rules over the folder that it is in. */
		if (!g_str_equal(addresses->asset_names[page->number], ASSET_WORKER))
			append(address, "assets/");
		append(address, addresses->asset_names[page->number]);
		return;
	case PAGE_HOME:
	case PAGE_TRANSLATIONS:
	case PAGE_DOWNLOAD:
	case PAGE_SEARCH:
	case PAGE_OFFLINE:
	case PAGE_FEED:
	case PAGE_OPENSEARCH:
	case PAGE_COLLECTION:
		append_file(address, page, file_names[page->kind]);
		return;
	case PAGE_DATA:
		append(address, page->locale->folder);
		append(address, "/");
		append(address, page->collection->folder);
		append(address, ".json");
		return;
	case PAGE_ENTRY:
		append_file(address, page, page->first->address);
		append(address, SUFFIX);
		return;
	case PAGE_PAIR:
		append_pair(address, page, page->first->address, page->second->address);
		return;
	case PAGE_SWAPPED:
		append_pair(address, page, page->second->address, page->first->address);
		return;
	case PAGE_FORMER:
		append_pair(address, page, page->former->first, page->former->second);
		return;
	}
	g_assert_not_reached();
}

char *
address_file(const Addresses *addresses, const Page *page)
{
	Address address;

	address_make_file(&address, addresses, page);
	return g_strdup(address.text);
}

static void
cut_suffix(Address *address, const char *suffix)
{
	if (g_str_has_suffix(address->text, suffix)) {
		address->length -= strlen(suffix);
		address->text[address->length] = '\0';
	}
}

static void
clean(Address *address)
{
	cut_suffix(address, SUFFIX);
	if (g_str_equal(address->text, "index") || g_str_has_suffix(address->text, "/index"))
		cut_suffix(address, "index");
}

/* The path of a page: its file, or with clean addresses what a server finds that
 * by. */
static void
make_path(Address *address, const Addresses *addresses, const Page *page)
{
	address_make_file(address, addresses, page);
	if (addresses->clean_urls)
		clean(address);
}

const char *
address_suffix(const Addresses *addresses)
{
	return addresses->clean_urls && addresses->packed == NULL ? "" : SUFFIX;
}

/* Whether a page is not on the disk with those of the packed locale. */
static bool
is_elsewhere(const Addresses *addresses, const Page *page)
{
	return addresses->packed != NULL && page->locale != addresses->packed && page->kind != PAGE_CHOICE &&
	       page->kind != PAGE_ASSET;
}

char *
address_link(const Addresses *addresses, const char *here, const Page *to)
{
	Address there;
	Address link;
	gsize shared = 0;

	if (is_elsewhere(addresses, to))
		return address_absolute(addresses, to);
	link.length = 0;
	link.text[0] = '\0';
	/* Nobody on a disk finds a file by less than its name. */
	if (addresses->packed != NULL)
		address_make_file(&there, addresses, to);
	else
		make_path(&there, addresses, to);
	for (gsize i = 0; here[i] != '\0' && here[i] == there.text[i]; i++)
		if (here[i] == '/')
			shared = i + 1;
	for (const char *rest = here + shared; (rest = strchr(rest, '/')) != NULL; rest++)
		append(&link, "../");
	append(&link, there.text + shared);
	/* An empty address would be this very page. */
	if (link.length == 0)
		append(&link, "./");
	return g_strdup(link.text);
}

void
address_append(const Addresses *addresses, const Page *page, Markup *out)
{
	Address path;

	make_path(&path, addresses, page);
	markup_text(out, addresses->base_url);
	/* Of characters that no escaping changes. */
	markup_append_bytes(out, path.text, path.length);
}

char *
address_absolute(const Addresses *addresses, const Page *page)
{
	Address path;

	make_path(&path, addresses, page);
	return g_strconcat(addresses->base_url, path.text, NULL);
}

const char *
address_base_path(const Addresses *addresses)
{
	const char *host = strstr(addresses->base_url, "://") + strlen("://");

	/* A base address ends with a slash, so there is a path. */
	return strchr(host, '/');
}

char *
address_from_root(const Addresses *addresses, const Page *page)
{
	Address path;

	make_path(&path, addresses, page);
	return g_strconcat(address_base_path(addresses), path.text, NULL);
}

char *
address_download_name(const Addresses *addresses, const Locale *locale)
{
	const char *host = strstr(addresses->base_url, "://") + strlen("://");
	char *name = g_strdup_printf("%.*s-%s", (int) strcspn(host, "/"), host, locale->folder);

	return g_strcanon(name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS ".-", '-');
}
