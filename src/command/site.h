/* A site from its files up to its plan: the stages that every command shares. */
#pragma once

#include "command/report.h"
#include "page/renderer.h"

typedef struct {
	Findings *findings;
	Source *source;
	Model *model;
	Templates *templates;
	Assets *assets;
	Addresses addresses;
	char *base_url;
	Plan *plan;
	Renderer *renderer;
	gint64 time; /* of the files in archives, since 1970 */
} Site;

/* Reads the files of a site and makes nothing of them yet.
 * Returns: STATUS_DONE when site_make() can go on. */
Status site_read(Site *site, const Options *options, Report *report);

/* Checks what was read and builds it up to a renderer.  Where a template can fail,
 * one page of each kind, locale and collection is rendered, so that it is found
 * before anything is written.  All findings are in site->findings, unprinted.
 * Returns: STATUS_DONE when the site can be rendered. */
Status site_make(Site *site, const Options *options, Report *report);

/* Both of them. */
Status site_open(Site *site, const Options *options, Report *report);

/* Renders a page, or packs what PAGE_DOWNLOAD is made of.  Safe to call from several
 * threads.
 * Returns: (nullable) (transfer full): its bytes; NULL with error set where a template or
 * the machine fails. */
GBytes *site_render(const Site *site, const Page *page, GError **error);

/* Renders a page for nothing, to see whether its template fails.  What a download has is
 * no concern here: its templates are those of other pages. */
bool site_try(const Site *site, const Page *page, GError **error);

/* Makes a finding of what a template failed with. */
void site_add_failure(Site *site, const GError *error);

/* Frees what a site holds, whatever site_open() returned. */
void site_close(Site *site);
