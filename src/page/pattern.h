/* Markup with holes: what many pages have in common, but for a few short texts. */
#pragma once

#include "model/model.h"
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

bool pattern_takes_entry(const Entry *entry);

/* An entry like another, with holes for its code, its name and its address: those of
 * the first or of the second of a pair. */
Entry pattern_hollow(const Entry *like, bool is_first);

/* Finds the holes of markup.
 * Returns: (transfer full): free with pattern_free(). */
Pattern *pattern_new(const Markup *markup);

void pattern_free(Pattern *pattern);

/* Appends a pattern with two entries in its holes: up to its hole for a content, or to
 * its end where it has none. */
void pattern_fill(const Pattern *pattern, const Entry *first, const Entry *second, Markup *out);

/* The same from behind the hole for a content to the end. */
void pattern_fill_behind(const Pattern *pattern, const Entry *first, const Entry *second, Markup *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pattern, pattern_free)
