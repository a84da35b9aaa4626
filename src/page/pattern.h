/* Markup with holes: what many pages have in common, but for a few short texts. */
#pragma once

#include "page/markup.h"

/* What goes into a hole. */
typedef enum {
	HOLE_FIRST_CODE,
	HOLE_FIRST_NAME,
	HOLE_FIRST_ADDRESS,
	HOLE_SECOND_CODE,
	HOLE_SECOND_NAME,
	HOLE_SECOND_ADDRESS,
	HOLE_CONTENT,
	HOLE_COUNT,
} Hole;

typedef struct Pattern Pattern;

/* What stands for a hole in a text that becomes a pattern.  It begins with U+FFFF,
 * which no text of a site may hold, and is not changed by any escaping. */
const char *pattern_hole(Hole hole);

/* Whether a text may go into a hole: it has none of the characters that mean
 * something in HTML, in JSON or in an address. */
bool pattern_takes(const char *text);

/* Finds the holes of markup.
 * Returns: (transfer full): free with pattern_free(). */
Pattern *pattern_new(const Markup *markup);

void pattern_free(Pattern *pattern);

/* Where a pattern can be filled piece by piece: appends what comes before hole number
 * *at, counted from 0, and moves on to the next.
 * Returns: the hole that comes now, or HOLE_COUNT behind the last one. */
Hole pattern_next(const Pattern *pattern, guint *at, Markup *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pattern, pattern_free)
