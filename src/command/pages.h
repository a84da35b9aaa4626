/* The pages of a site, made by several threads: what all ways of writing it share. */
#pragma once

#include "command/site.h"

/* The pages of a plan from number start to before number end. */
typedef struct {
	guint64 start;
	guint64 end;
} PagesRange;

/* Makes the pages from number start to before number end of the plan.
 * Returns: false with error set where a template or the machine failed. */
typedef bool (*PagesFunc)(guint64 start, guint64 end, gpointer data, GError **error);

typedef enum {
	PAGES_IN_ORDER,    /* batches are taken in their order, and come to their end in any */
	PAGES_IN_ANY_ORDER /* as is quickest */
} PagesOrder;

/* Calls func for all pages of a range, a batch at a time, from as many threads as the options
 * say.  After a failure no further batch is taken.
 * Returns: STATUS_FINDINGS where a template failed, which is a finding then;
 * STATUS_FAILED, reported, where the machine did. */
Status pages_make(Site *site, const Options *options, PagesRange range, PagesOrder order, PagesFunc func, gpointer data,
		  Report *report);

/* Renders the pages of a range for nothing where a template can fail on one of a million, so
 * that it is found before anything is written. */
Status pages_try(Site *site, const Options *options, PagesRange range, Report *report);
