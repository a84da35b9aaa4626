/* The way from an address to its page: what a server answers a request with. */
#pragma once

#include "page/address.h"

/* The longest path that is looked at, in bytes; no page has one as long. */
#define ROUTE_MAX_BYTES 4096

typedef enum {
	ROUTE_NOTHING,  /* no page has this address */
	ROUTE_PAGE,     /* this is the page's address */
	ROUTE_REDIRECT, /* it leads to the page, whose address is another */
} RouteKind;

typedef struct {
	RouteKind kind;
	Page page; /* for ROUTE_NOTHING the page that says so, in the language that the address is in */
} Route;

/* An index of a plan: a name for each page that is no entry and no pair, and one
 * for each entry of a collection.  Pairs are found by their entries, so it is as
 * small for a plan of millions. */
typedef struct Routes Routes;

/* Borrows all that it is given.
 * Returns: (transfer full): free with routes_free(). */
Routes *routes_new(const Plan *plan, const Addresses *addresses);

void routes_free(Routes *routes);

/* The page that the path of a request leads to: length bytes as they came, percent
 * encoding and all, without query and fragment; any bytes whatever.  A page answers
 * at the one address that the site's own links have.  These are redirects to it: the
 * address with or without ".html" or "index.html", a folder without its slash, a pair
 * in the other order, and the root of the host where the site is below it.  Pure, and
 * safe to call from any thread. */
Route routes_find(const Routes *routes, const char *path, gsize length);

/* The path of a page's address, percent-encoded as it stands in a request.
 * Returns: (transfer full). */
char *route_path(const Routes *routes, const Page *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Routes, routes_free)
