/* Compresses pages ahead of time, for servers that send such files as they are.  The
 * same bytes of the same level give the same bytes, from any thread. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
	COMPRESS_GZIP,
	COMPRESS_BROTLI,
	COMPRESS_COUNT,
} CompressKind;

/* Reads a list such as "gz,br" as a set of kinds, with a bit for each; NULL is the
 * empty set.
 * Returns: false where the list names anything else, or nothing. */
bool compress_parse(const char *list, guint *kinds);

/* What the name of a compressed file ends with: ".gz". */
const char *compress_suffix(CompressKind kind);

/* How hard to try in a site of so many pages: the best takes forty times as long as
 * the quick, and saves a quarter. */
int compress_level(CompressKind kind, guint64 pages);

/* Whether a file of this name is text, which becomes much smaller; what is not is
 * compressed already as a rule. */
bool compress_is_worth_it(const char *name);

/* Returns: (transfer full). */
GBytes *compress_bytes(CompressKind kind, int level, GBytes *bytes);
