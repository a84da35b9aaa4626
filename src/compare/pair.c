#include "compare/pair.h"

guint64
pair_count(guint n)
{
	return n == 0 ? 0 : (guint64) n * (n - 1) / 2;
}

/* How many pairs come before those whose first entry is first. */
static guint64
pairs_before(guint n, guint first)
{
	return (guint64) first * (2 * (guint64) n - first - 1) / 2;
}

void
pair_at(guint n, guint64 index, guint *first, guint *second)
{
	guint from = 0;
	guint to = n;

	/* The last first whose pairs begin at or before index. */
	while (to - from > 1) {
		guint middle = from + (to - from) / 2;

		if (pairs_before(n, middle) <= index)
			from = middle;
		else
			to = middle;
	}
	*first = from;
	*second = from + 1 + (guint) (index - pairs_before(n, from));
}
