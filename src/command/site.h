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

/* Makes a finding of what a template failed with. */
void site_add_failure(Site *site, const GError *error);

/* Frees what a site holds, whatever site_open() returned. */
void site_close(Site *site);
