/* The plan: every page of a site, in a fixed order.  A pure function of the
 * model, the assets and the chosen locales; pages are counted, not stored, so
 * that a plan of millions is as small as one of ten. */
#pragma once

#include "model/model.h"

typedef enum {
	PAGE_CHOICE,    /* the choice of language, at the root */
	PAGE_NOT_FOUND, /* what a server shows for a wrong address: in all languages, or in a locale */
	PAGE_ROBOTS,    /* robots.txt */
	PAGE_SITEMAP,   /* sitemap.xml: the addresses, or an index of the parts */
	PAGE_SITEMAP_PART,
	PAGE_LLMS,         /* llms.txt: what there is, for programs that read */
	PAGE_RULES,        /* _redirects: how other addresses lead to pages, for hosts */
	PAGE_NGINX,        /* redirects.nginx.conf: the same for nginx */
	PAGE_ASSET,        /* a file of templates/assets/ */
	PAGE_HOME,         /* the home page of a locale */
	PAGE_TRANSLATIONS, /* how far each language is, in a locale */
	PAGE_DOWNLOAD,     /* the pages of a locale as an archive */
	PAGE_FEED,         /* what was added and changed, in a locale */
	PAGE_OPENSEARCH,   /* how to search a locale from a browser */
	PAGE_SEARCH,       /* what the search looks through, in a locale */
	PAGE_OFFLINE,      /* what is shown in a locale where a page cannot be had */
	PAGE_COLLECTION,   /* a collection in a locale */
	PAGE_DATA,         /* the same for machines */
	PAGE_ENTRY,        /* an entry in a locale */
	PAGE_PAIR,         /* a pair in a locale */
	PAGE_SWAPPED,      /* leads from the other order to a pair */
	PAGE_FORMER,       /* leads from an address that an entry or a pair had to it */
} PageKind;

/* An address that an entry had, or a pair, of which the second part is not NULL. */
typedef struct {
	const Entry *entry;
	const Entry *other;
	const char *first;
	const char *second;
} FormerAddress;

typedef struct {
	PageKind kind;
	const Locale *locale;         /* NULL for the pages of the whole site */
	const Collection *collection; /* PAGE_COLLECTION and those below it */
	const Entry *first;           /* PAGE_ENTRY, PAGE_PAIR; where PAGE_SWAPPED and PAGE_FORMER lead */
	const Entry *second;          /* of a pair; else NULL */
	const FormerAddress *former;  /* PAGE_FORMER */
	guint number;                 /* of the sitemap's part from 0, or of the asset */
} Page;

typedef struct Plan Plan;

/* locales holds the count locales to publish, of the model's.  The plan borrows
 * all that it is given.
 * Returns: (transfer full): free with plan_free(). */
Plan *plan_new(const Model *model, const Locale *const *locales, guint count, guint asset_count);

/* The plan of what PAGE_DOWNLOAD has of a locale: its pages, and of the whole site the
 * choice of language and the assets.  Those of the other locales are published with it,
 * but not in it.  Borrows what the plan does.
 * Returns: (transfer full): free with plan_free(). */
Plan *plan_new_download(const Plan *plan, const Locale *locale);

void plan_free(Plan *plan);

/* How many pages there are, and page number index among them. */
guint64 plan_count(const Plan *plan);
Page plan_page(const Plan *plan, guint64 index);

/* A walk over pages, which is quicker than asking for each of them:
 *
 *     PlanWalk walk = plan_walk(plan, 0, plan_count(plan));
 *
 *     while (plan_next(&walk))
 *             ... walk.page, walk.index ... */
typedef struct {
	const Plan *plan;
	guint64 next;
	guint64 end;
	guint64 index; /* of the page */
	Page page;
} PlanWalk;

/* A walk from number start to before number end, which stands before its first page. */
PlanWalk plan_walk(const Plan *plan, guint64 start, guint64 end);

/* Returns: false where the walk has come to its end. */
bool plan_next(PlanWalk *walk);

/* The locales that are published, sorted by their own names. */
const Locale *const *plan_locales(const Plan *plan, guint *count);

/* Whether a locale is published. */
bool plan_has_locale(const Plan *plan, const Locale *locale);

const Model *plan_model(const Plan *plan);

/* Whether a page of a locale is one that readers look for, and all the prose that it
 * shows exists in the locale.  Only such pages are offered to search engines as the
 * page's form in that language. */
bool plan_is_translated(const Plan *plan, const Page *page);

/* The fingerprint of the published locales in which a page is translated, whatever its
 * own. */
guint64 plan_translated(const Plan *plan, const Page *page);

/* Whether locales have a feed, and a description of their search. */
bool plan_has_feed(const Plan *plan);
bool plan_has_search(const Plan *plan);

/* Whether locales can be downloaded, and how many pages for readers such a download has. */
bool plan_has_downloads(const Plan *plan);
guint64 plan_download_pages(const Plan *plan);

/* The addresses that entries of a collection and their pairs had before.
 * Returns: (transfer full): of FormerAddress. */
GArray *plan_former_addresses(const Collection *collection);

/* The page in a locale that stands at one of them. */
Page plan_former_page(const Locale *locale, const FormerAddress *former);

/* The same page in another locale. */
Page plan_in_locale(const Page *page, const Locale *locale);

/* How many addresses a part of the sitemap may have, and how many of them together
 * with their alternates: a part may have 50 MB too (sitemaps.org protocol, "Using
 * Sitemap index files"), and is made in memory. */
#define SITEMAP_MAX_ADDRESSES 50000
#define SITEMAP_MAX_LINKS 100000

/* How many pages the sitemap lists, and how many parts it has; a single part is
 * sitemap.xml itself. */
guint64 plan_listed_count(const Plan *plan);
guint plan_sitemap_parts(const Plan *plan);

/* The pages that part number part lists, as indexes.
 * Returns: (transfer full): of guint64. */
GArray *plan_listed(const Plan *plan, guint part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Plan, plan_free)
