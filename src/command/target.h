/* The folder that a site is written into. */
#pragma once

#include "command/report.h"
#include "output/lock.h"
#include "output/writer.h"

/* The site must not be written over what it is made from. */
void target_check(const Options *options, const char *output, Findings *findings);

/* Nor over what somebody else wrote. */
void target_check_foreign(const Writer *writer, Findings *findings);

/* The same before the folder is locked: adds no finding for what another build is
 * writing or has just written, which is to be looked at again under the lock. */
void target_check_foreign_early(const char *output, const Writer *writer, Findings *findings);

/* Whether two folders are the same, or one is within the other. */
bool target_overlaps(const char *one, const char *other);

/* Waits until no other build is at work in the folder.
 * Returns: (nullable) (transfer full): NULL with error set. */
Lock *target_lock(const char *output, Report *report, GError **error);
