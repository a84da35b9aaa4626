#include "model/pool.h"

#include <stdint.h>
#include <string.h>

#include "support.h"

static void
count(gpointer data)
{
	++*(guint *) data;
}

TEST(a_pool_gives_zero_bytes)
{
	g_autoptr(Pool) pool = pool_new();
	const char *bytes = pool_alloc(pool, 1000);

	for (guint i = 0; i < 1000; i++)
		assert_int_equal(bytes[i], 0);
}

TEST(memory_of_a_pool_fits_any_type)
{
	g_autoptr(Pool) pool = pool_new();

	for (gsize size = 1; size < 40; size++)
		assert_int_equal((uintptr_t) pool_alloc(pool, size) % _Alignof(max_align_t), 0);
}

TEST(an_array_of_nothing_has_no_memory)
{
	g_autoptr(Pool) pool = pool_new();

	assert_null(pool_array(pool, guint64, 0));
}

TEST(a_pool_gives_structs_and_arrays)
{
	g_autoptr(Pool) pool = pool_new();
	guint64 *one = pool_new0(pool, guint64);
	guint64 *many = pool_array(pool, guint64, 100);

	*one = G_MAXUINT64;
	memset(many, 1, sizeof(*many) * 100);
	assert_true(*one == G_MAXUINT64);
}

TEST(a_copy_of_a_string_is_the_pools_own)
{
	g_autoptr(Pool) pool = pool_new();
	char original[] = "one";
	const char *copy = pool_strdup(pool, original);

	original[0] = 'x';
	assert_string_equal(copy, "one");
	assert_string_equal(pool_strdup(pool, ""), "");
}

TEST(a_copy_of_nothing_is_nothing)
{
	g_autoptr(Pool) pool = pool_new();

	assert_null(pool_strdup(pool, NULL));
}

TEST(what_a_pool_owns_is_destroyed_once_with_it)
{
	Pool *pool = pool_new();
	guint first = 0;
	guint second = 0;

	pool_own(pool, &first, count);
	pool_own(pool, &second, count);
	assert_int_equal(first, 0);
	pool_free(pool);
	assert_int_equal(first, 1);
	assert_int_equal(second, 1);
}

TEST(a_pool_may_hold_a_million_things)
{
	g_autoptr(Pool) pool = pool_new();
	const char *first = pool_strdup(pool, "first");

	for (guint i = 0; i < 1000 * 1000; i++)
		pool_alloc(pool, 1);
	assert_string_equal(first, "first");
}

TEST(an_empty_pool_can_be_freed)
{
	pool_free(pool_new());
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pool_gives_zero_bytes),
		cmocka_unit_test(memory_of_a_pool_fits_any_type),
		cmocka_unit_test(an_array_of_nothing_has_no_memory),
		cmocka_unit_test(a_pool_gives_structs_and_arrays),
		cmocka_unit_test(a_copy_of_a_string_is_the_pools_own),
		cmocka_unit_test(a_copy_of_nothing_is_nothing),
		cmocka_unit_test(what_a_pool_owns_is_destroyed_once_with_it),
		cmocka_unit_test(a_pool_may_hold_a_million_things),
		cmocka_unit_test(an_empty_pool_can_be_freed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
