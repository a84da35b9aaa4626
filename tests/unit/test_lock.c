#include "output/lock.h"

#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

static Lock *
take(const Folder *folder, const char *name)
{
	g_autofree char *path = folder_path(folder, name);
	g_autoptr(GError) error = NULL;
	Lock *lock = lock_new(path, false, &error);

	assert_null(error);
	return lock;
}

TEST(a_lock_is_held_by_one_and_leaves_nothing)
{
	g_autoptr(Folder) folder = folder_new();
	Lock *lock = take(folder, "site");

	assert_non_null(lock);
	assert_null(take(folder, "site"));
	assert_null(take(folder, "site/"));
	assert_string_free(folder_list(folder, ""), "site.lock\n");
	lock_free(lock);
	assert_string_free(folder_list(folder, ""), "");
	lock = take(folder, "site");
	assert_non_null(lock);
	lock_free(lock);
}

TEST(other_folders_have_locks_of_their_own)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Lock) first = take(folder, "site");
	g_autoptr(Lock) second = take(folder, "other");

	assert_non_null(first);
	assert_non_null(second);
}

TEST(the_folders_above_are_made)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Lock) lock = take(folder, "a/b/site");

	assert_non_null(lock);
	assert_string_free(folder_list(folder, ""), "a/b/site.lock\n");
}

/* How many hold the lock, and how often there was more than one. */
static gint holders;
static gint meetings;

static gpointer
hold(gpointer data)
{
	for (guint i = 0; i < 50; i++) {
		g_autoptr(Lock) lock = lock_new(data, true, NULL);

		assert_non_null(lock);
		if (g_atomic_int_add(&holders, 1) > 0)
			g_atomic_int_inc(&meetings);
		g_usleep(50);
		g_atomic_int_add(&holders, -1);
	}
	return NULL;
}

TEST(of_many_who_wait_one_holds_the_lock)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *path = folder_path(folder, "site");
	GThread *threads[5];

	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		threads[i] = g_thread_new("hold", hold, path);
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		g_thread_join(threads[i]);
	assert_int_equal(meetings, 0);
	assert_string_free(folder_list(folder, ""), "");
}

TEST(a_file_that_holds_something_stays)
{
	g_autoptr(Folder) folder = folder_new();
	Lock *lock;

	folder_write(folder, "site.lock", "mine");
	lock = take(folder, "site");
	assert_non_null(lock);
	assert_null(take(folder, "site"));
	lock_free(lock);
	assert_string_free(folder_read(folder, "site.lock"), "mine");
}

TEST(a_link_is_not_followed)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *site = folder_path(folder, "site");
	g_autofree char *path = folder_path(folder, "site.lock");
	g_autoptr(GError) error = NULL;

	assert_int_equal(symlink("outside", path), 0);
	assert_null(lock_new(site, false, &error));
	assert_contains(error->message, "cannot create ");
	assert_contains(error->message, "site.lock");
	assert_false(folder_has(folder, "outside"));
}

TEST(where_nothing_can_be_written_nothing_is_locked)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(GError) error = NULL;
	Lock *lock;

	chmod(folder->path, 0555);
	if (!support_be_nobody())
		skip();
	lock = lock_new(site, false, &error);
	support_be_root_again();
	chmod(folder->path, 0755);
	assert_null(error);
	assert_non_null(lock);
	lock_free(lock);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_lock_is_held_by_one_and_leaves_nothing),
		cmocka_unit_test(other_folders_have_locks_of_their_own),
		cmocka_unit_test(the_folders_above_are_made),
		cmocka_unit_test(of_many_who_wait_one_holds_the_lock),
		cmocka_unit_test(a_file_that_holds_something_stays),
		cmocka_unit_test(a_link_is_not_followed),
		cmocka_unit_test(where_nothing_can_be_written_nothing_is_locked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
