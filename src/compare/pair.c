#include "compare/pair.h"

#include <math.h>

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
	/* The root of pairs_before(n, first) = index, which rounding may put beside the
	 * number that is meant. */
	double b = 2.0 * n - 1;
	double root = (b - sqrt(MAX(b * b - 8.0 * (double) index, 0))) / 2;
	guint found = (guint) MIN(root, n - 1);

	while (found > 0 && pairs_before(n, found) > index)
		found--;
	while (found + 1 < n && pairs_before(n, found + 1) <= index)
		found++;
	*first = found;
	*second = found + 1 + (guint) (index - pairs_before(n, found));
}

bool
pair_before(guint n, guint *first, guint *second)
{
	if (*second > *first + 1) {
		(*second)--;
		return true;
	}
	if (*first == 0)
		return false;
	(*first)--;
	*second = n - 1;
	return true;
}

bool
pair_behind(guint n, guint *first, guint *second)
{
	if (*second + 1 < n) {
		(*second)++;
		return true;
	}
	if (*first + 2 >= n)
		return false;
	(*first)++;
	*second = *first + 1;
	return true;
}
