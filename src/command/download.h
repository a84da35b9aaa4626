/* What readers can download of a locale: its pages as an archive that is read from a
 * disk.  They are those of the site but for their links, which name files in full where
 * those of the site may not, and lead to the published site where another locale is
 * meant. */
#pragma once

#include "command/site.h"
#include "page/inputs.h"

/* Packs what a PAGE_DOWNLOAD of the site's plan has.  Safe to call from several threads.
 * Returns: (nullable) (transfer full): its bytes; NULL with error set where a template or
 * the machine fails. */
GBytes *download_render(const Site *site, const Page *page, GError **error);

/* The fingerprint of all that it is made of; 0 where that cannot be known. */
guint64 download_inputs(const Site *site, const Inputs *inputs, const Page *page);

/* The time of the files in archives: https://reproducible-builds.org/specs/source-date-epoch/
 * Returns: STATUS_USAGE, reported, where SOURCE_DATE_EPOCH is none. */
Status download_find_time(gint64 *time, Report *report);
