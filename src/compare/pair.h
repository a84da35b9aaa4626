/* The pairs of a collection's entries, numbered: (0,1), (0,2), ..., (1,2), ... */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* How many pairs n entries have: n(n-1)/2. */
guint64 pair_count(guint n);

/* The entries of pair number index among n: *first is less than *second. */
void pair_at(guint n, guint64 index, guint *first, guint *second);

/* Make of a pair of n entries the one before it in that order, or the one behind.
 * Returns: false where there is none. */
bool pair_before(guint n, guint *first, guint *second);
bool pair_behind(guint n, guint *first, guint *second);
