#include "compare/pair.h"

#include "support.h"

TEST(the_count_of_pairs_is_exact)
{
	assert_true(pair_count(0) == 0);
	assert_true(pair_count(1) == 0);
	assert_true(pair_count(2) == 1);
	assert_true(pair_count(3) == 3);
	assert_true(pair_count(45) == 990);
	assert_true(pair_count(100000) == G_GUINT64_CONSTANT(4999950000));
	assert_true(pair_count(G_MAXUINT) == G_GUINT64_CONSTANT(9223372030412324865));
}

TEST(pairs_are_numbered_row_by_row)
{
	for (guint n = 2; n <= 60; n++) {
		guint64 index = 0;

		for (guint i = 0; i < n; i++) {
			for (guint k = i + 1; k < n; k++) {
				guint first = G_MAXUINT;
				guint second = G_MAXUINT;

				pair_at(n, index++, &first, &second);
				assert_int_equal(first, i);
				assert_int_equal(second, k);
			}
		}
		assert_true(index == pair_count(n));
	}
}

static void
assert_pair(guint n, guint64 index, guint first, guint second)
{
	guint found_first = G_MAXUINT;
	guint found_second = G_MAXUINT;

	pair_at(n, index, &found_first, &found_second);
	assert_int_equal(found_first, first);
	assert_int_equal(found_second, second);
}

TEST(the_ends_of_a_large_collection_are_exact)
{
	guint n = 100000;
	guint64 count = pair_count(n);

	assert_pair(n, 0, 0, 1);
	assert_pair(n, n - 2, 0, n - 1);
	assert_pair(n, n - 1, 1, 2);
	assert_pair(n, count - 1, n - 2, n - 1);
	assert_pair(n, count - 2, n - 3, n - 1);
	assert_pair(n, count - 3, n - 3, n - 2);
	assert_pair(n, count - 4, n - 4, n - 1);
}

TEST(the_middle_of_a_large_collection_is_exact)
{
	guint n = 100000;
	guint64 index = 0;

	for (guint i = 0; i < 50000; i++)
		index += n - 1 - i;
	assert_pair(n, index - 1, 49999, n - 1);
	assert_pair(n, index, 50000, 50001);
	assert_pair(n, index + 1, 50000, 50002);
}

TEST(the_largest_collection_overflows_nothing)
{
	guint n = G_MAXUINT;

	assert_pair(n, 0, 0, 1);
	assert_pair(n, pair_count(n) - 1, n - 2, n - 1);
}

TEST(neighbours_are_those_of_the_order)
{
	for (guint n = 0; n <= 12; n++) {
		for (guint64 i = 0; i < pair_count(n); i++) {
			guint first;
			guint second;

			pair_at(n, i, &first, &second);
			assert_int_equal(pair_before(n, &first, &second), i > 0);
			if (i > 0)
				assert_pair(n, i - 1, first, second);
			pair_at(n, i, &first, &second);
			assert_int_equal(pair_behind(n, &first, &second), i + 1 < pair_count(n));
			if (i + 1 < pair_count(n))
				assert_pair(n, i + 1, first, second);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_count_of_pairs_is_exact),
		cmocka_unit_test(pairs_are_numbered_row_by_row),
		cmocka_unit_test(the_ends_of_a_large_collection_are_exact),
		cmocka_unit_test(the_middle_of_a_large_collection_is_exact),
		cmocka_unit_test(the_largest_collection_overflows_nothing),
		cmocka_unit_test(neighbours_are_those_of_the_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
