/* Which part of a site a build makes, where several machines make one each. */
#pragma once

#include "command/report.h"

#define SHARD_MAX 10000

typedef struct {
	guint32 number; /* from 1; 0 for the whole site */
	guint32 count;  /* 0 for the whole site */
} Shard;

/* Reads what --shard says: "I/N", or "slurm" or "kubernetes" for what these say in
 * the environment; NULL for the whole site.
 * Returns: STATUS_USAGE, reported, where it is no part. */
Status shard_read(const char *text, Report *report, Shard *shard);

/* The first of the part's pages, and the one behind its last, in a plan of so many.
 * The parts of a plan differ by one page at most. */
guint64 shard_first(Shard shard, guint64 pages);
guint64 shard_end(Shard shard, guint64 pages);

/* The fingerprint of the part of a site that has a fingerprint itself. */
guint64 shard_stamp(Shard shard, guint64 sources);

/* The folder to write to: that of --output, or one in the root.
 * Returns: (transfer full). */
char *shard_output(Shard shard, const Options *options);
