#include "command/watch.h"

#include "support.h"

/* How long a change may take to be noticed, and how long nothing has to happen until
 * it counts as none, in milliseconds. */
#define PATIENCE 10000
#define SILENCE 300

typedef struct {
	guint changes;
	bool is_over;
} Waiting;

static void
on_change(gpointer data)
{
	((Waiting *) data)->changes++;
}

static gboolean
on_end(gpointer data)
{
	((Waiting *) data)->is_over = true;
	return G_SOURCE_REMOVE;
}

/* Waits for changes and then until there are no more: how many there were. */
static guint
changes_of(Waiting *waiting, guint patience)
{
	guint timer = g_timeout_add(patience, on_end, waiting);
	guint before;

	waiting->changes = 0;
	waiting->is_over = false;
	while (!waiting->is_over && waiting->changes == 0)
		g_main_context_iteration(NULL, TRUE);
	before = waiting->changes;
	if (!waiting->is_over)
		g_source_remove(timer);
	return before;
}

/* Waits until there is nothing more: how much there was. */
static guint
settle(Waiting *waiting)
{
	guint all = 0;
	guint more;

	do {
		more = changes_of(waiting, SILENCE);
		all += more;
	} while (more > 0);
	return all;
}

#define assert_noticed(waiting) assert_int_equal(changes_of((waiting), PATIENCE), 1)
#define assert_unnoticed(waiting) assert_int_equal(changes_of((waiting), SILENCE), 0)

TEST(what_is_written_anywhere_in_a_site_is_noticed)
{
	static const char *const files[] = {
		"content/site.yaml",      "content/alpha/1.yaml",     "content/alpha/pairs/1-vs-10.yaml",
		"locales/de/locale.yaml", "locales/de/alpha/1.yaml",  "locales/de/alpha/pairs/1-vs-10.yaml",
		"templates/page.html",    "templates/assets/new.css",
	};
	g_autoptr(Folder) folder = site_new();
	Waiting waiting = { 0 };
	g_autoptr(Watch) watch = NULL;

	folder_write(folder, "templates/assets/old.css", "");
	folder_write(folder, "locales/de/alpha/pairs/2-vs-10.yaml", "");
	watch = watch_new(folder->path, on_change, &waiting);
	assert_true(watch_renew(watch, NULL));
	settle(&waiting);
	for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
		folder_write(folder, files[i], "changed");
		assert_noticed(&waiting);
		settle(&waiting);
	}
	folder_remove(folder, "templates/assets/old.css");
	assert_noticed(&waiting);
}

TEST(what_is_written_beside_a_site_is_not)
{
	g_autoptr(Folder) folder = site_new();
	Waiting waiting = { 0 };
	g_autoptr(Watch) watch = watch_new(folder->path, on_change, &waiting);

	assert_true(watch_renew(watch, NULL));
	settle(&waiting);
	folder_write(folder, "site/index.html", "");
	folder_write(folder, "site.manifest", "");
	folder_write(folder, "contents", "");
	assert_unnoticed(&waiting);
}

TEST(folders_that_come_and_go_are_watched_after_a_renewal)
{
	g_autoptr(Folder) folder = site_new();
	Waiting waiting = { 0 };
	g_autoptr(Watch) watch = watch_new(folder->path, on_change, &waiting);

	assert_true(watch_renew(watch, NULL));
	settle(&waiting);
	for (guint i = 0; i < 2; i++) {
		folder_write(folder, "locales/nl/alpha/1.yaml", "");
		assert_noticed(&waiting);
		assert_true(watch_renew(watch, NULL));
		settle(&waiting);
		folder_write(folder, "locales/nl/alpha/1.yaml", "changed");
		assert_noticed(&waiting);
		settle(&waiting);
		folder_remove(folder, "locales/nl");
		assert_noticed(&waiting);
		assert_true(watch_renew(watch, NULL));
		settle(&waiting);
	}
	folder_remove(folder, "content");
	assert_noticed(&waiting);
	assert_true(watch_renew(watch, NULL));
	settle(&waiting);
	folder_write(folder, "content/site.yaml", "");
	assert_noticed(&waiting);
}

TEST(many_changes_at_once_are_few)
{
	g_autoptr(Folder) folder = site_new();
	Waiting waiting = { 0 };
	g_autoptr(Watch) watch = watch_new(folder->path, on_change, &waiting);

	assert_true(watch_renew(watch, NULL));
	settle(&waiting);
	for (guint i = 0; i < 100; i++)
		folder_write(folder, "content/alpha/1.yaml", i % 2 == 0 ? "one" : "other");
	assert_in_range(settle(&waiting), 1, 10);
}

TEST(a_folder_without_a_site_can_be_watched_for_one)
{
	g_autoptr(Folder) folder = folder_new();
	Waiting waiting = { 0 };
	g_autoptr(Watch) watch = watch_new(folder->path, on_change, &waiting);

	assert_true(watch_renew(watch, NULL));
	folder_write(folder, "content/site.yaml", "");
	assert_noticed(&waiting);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_anywhere_in_a_site_is_noticed),
		cmocka_unit_test(what_is_written_beside_a_site_is_not),
		cmocka_unit_test(folders_that_come_and_go_are_watched_after_a_renewal),
		cmocka_unit_test(many_changes_at_once_are_few),
		cmocka_unit_test(a_folder_without_a_site_can_be_watched_for_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
