/* The addresses of pages: short, stable, made of codes. */
#pragma once

#include "page/markup.h"
#include "page/plan.h"

/* What addresses depend on besides the page. */
typedef struct {
	const char *base_url;           /* ends with a slash */
	bool clean_urls;                /* without ".html" and "index.html" */
	const Locale *packed;           /* the only locale whose pages are there, on a disk; NULL where all are */
	const char *const *asset_names; /* by number */
} Addresses;

/* The asset that is published at the root of the site. */
#define ASSET_WORKER "sw.js"

/* The file of the rules for nginx. */
#define ADDRESS_NGINX "redirects.nginx.conf"

/* An address.  Millions of them are made, so without allocating: names of folders and
 * files have at most 255 bytes, and an address has few. */
#define ADDRESS_MAX_BYTES 2048

typedef struct {
	gsize length;
	char text[ADDRESS_MAX_BYTES];
} Address;

/* The page's file within the site: "ja/smtp/250-vs-334.html". */
void address_make_file(Address *address, const Addresses *addresses, const Page *page);

/* The same.
 * Returns: (transfer full). */
char *address_file(const Addresses *addresses, const Page *page);

/* The relative address that leads from the page of a file, as address_file() names
 * it, to another (RFC 3986, section 4.2).
 * Returns: (transfer full): not escaped for HTML; needs no percent encoding. */
char *address_link(const Addresses *addresses, const char *here, const Page *to);

/* What links to entries and pairs end with: ".html", or nothing. */
const char *address_suffix(const Addresses *addresses);

/* The name under which a reader keeps the download of a locale, without its ".zip":
 * "codes.example.org-ja", of characters that any file system takes.
 * Returns: (transfer full). */
char *address_download_name(const Addresses *addresses, const Locale *locale);

/* The page's absolute address.
 * Returns: (transfer full). */
char *address_absolute(const Addresses *addresses, const Page *page);

/* The path of the site from the root of its host, with a slash at either end:
 * "/docs/". */
const char *address_base_path(const Addresses *addresses);

/* Appends the page's absolute address, escaped. */
void address_append(const Addresses *addresses, const Page *page, Markup *out);

/* The page's address from the root of its host: "/docs/ja/smtp/". For pages
 * that a server shows at any address.
 * Returns: (transfer full). */
char *address_from_root(const Addresses *addresses, const Page *page);
