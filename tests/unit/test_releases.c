#include "output/releases.h"

#include <unistd.h>

#include "output/file.h"
#include "source/fingerprint.h"
#include "support.h"

/* Writes a file of the site in a folder, and takes it down. */
static void
add_file(const Folder *folder, Manifest *manifest, const char *name, const char *text)
{
	g_autofree char *path = g_strconcat("site/", name, NULL);

	folder_write(folder, path, text);
	manifest_add(manifest, name, 1, fingerprint_bytes(text, strlen(text)));
}

static Destination *
find_destination(const Folder *folder)
{
	g_autofree char *path = folder_path(folder, "www");
	const char *problem;

	return destination_new(path, &problem);
}

/* Publishes a site of two files, of which one has this text.
 * Returns: (transfer full): the message of what failed, or NULL. */
static char *
publish(const Folder *folder, const char *text, guint keep)
{
	g_autoptr(Destination) destination = find_destination(folder);
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(Manifest) manifest = manifest_new(site);
	g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;
	g_autoptr(Releases) releases = NULL;
	ReleasesChange change;

	add_file(folder, manifest, "index.html", text);
	add_file(folder, manifest, "en/same.html", "same\n");
	releases = releases_open(destination,
				 (ReleasesOrder) { .task = RELEASES_PUBLISH,
						   .fingerprint = fingerprint_bytes(text, strlen(text)),
						   .keep = keep },
				 &error);
	if (releases == NULL || !releases_upload(releases, site, manifest, NULL, &error) ||
	    !releases_compare_uploaded(releases, site, manifest, others, &error) ||
	    !releases_switch(releases, manifest_count(manifest), "index.html", &change, &error))
		return g_strdup(error->message);
	assert_int_equal(others->len, 0);
	return NULL;
}

static Releases *
open_task(const Destination *destination, ReleasesTask task, GError **error)
{
	return releases_open(destination, (ReleasesOrder) { .task = task, .fingerprint = 0xabc, .keep = 5 }, error);
}

TEST(a_release_is_beside_the_last_one_until_the_link_leads_to_it)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Destination) destination = find_destination(folder);

	assert_null(publish(folder, "one\n", 5));
	assert_string_free(folder_read(folder, "www/current/index.html"), "one\n");
	{
		g_autoptr(Releases) releases = open_task(destination, RELEASES_PUBLISH, NULL);

		assert_string_equal(releases_next(releases), "000002-0000000000000abc");
		assert_true(g_str_has_prefix(releases_live(releases), "000001-"));
		assert_true(releases_fingerprint(releases_live(releases)) == fingerprint_bytes("one\n", 4));
		assert_int_equal(g_hash_table_size(releases_files(releases)), 2);
		assert_true(g_hash_table_contains(releases_files(releases), "en/same.html"));
	}
	assert_string_free(folder_read(folder, "www/current/index.html"), "one\n");
	assert_string_free(folder_list(folder, "www/.viceversa"), "second\n");
	assert_null(publish(folder, "two\n", 5));
	assert_string_free(folder_read(folder, "www/current/index.html"), "two\n");
	assert_string_free(folder_read(folder, "www/before/index.html"), "one\n");
}

TEST(what_is_uploaded_is_compared)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Destination) destination = find_destination(folder);
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(Manifest) manifest = manifest_new(site);
	g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(Releases) releases = NULL;
	g_autoptr(GError) error = NULL;
	ReleasesChange change;

	assert_null(publish(folder, "one\n", 5));
	add_file(folder, manifest, "index.html", "two\n");
	add_file(folder, manifest, "en/same.html", "same\n");
	releases = open_task(destination, RELEASES_PUBLISH, NULL);
	assert_true(releases_compare_live(releases, site, manifest, others, NULL));
	assert_int_equal(others->len, 1);
	assert_string_equal(others->pdata[0], "index.html");
	g_ptr_array_set_size(others, 0);
	assert_true(releases_upload(releases, site, manifest, others, NULL));
	assert_int_equal(others->len, 1);
	g_ptr_array_set_size(others, 0);
	folder_write(folder, "site/en/same.html", "SAME\n");
	assert_true(releases_compare_uploaded(releases, site, manifest, others, NULL));
	assert_int_equal(others->len, 1);
	assert_string_equal(others->pdata[0], "en/same.html");
	/* A release that lacks a file is not switched to. */
	assert_false(releases_switch(releases, 3, "index.html", &change, &error));
	assert_contains(error->message, "is not the site; nothing was switched");
	assert_string_free(folder_read(folder, "www/current/index.html"), "one\n");
}

TEST(the_newest_releases_are_kept)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *list = NULL;

	for (char number = '1'; number <= '4'; number++)
		assert_null(publish(folder, (const char[]) { number, '\0' }, 2));
	assert_string_free(folder_read(folder, "www/current/index.html"), "4");
	assert_string_free(folder_read(folder, "www/before/index.html"), "3");
	list = folder_list(folder, "www/releases");
	assert_contains(list, "000003-");
	assert_contains(list, "000004-");
	assert_lacks(list, "000002-");
}

/* What becomes of a file by a rollback from a site with one text to one with another. */
static ReleasesChange
change_of(const char *one, const char *other, const char *file)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Destination) destination = find_destination(folder);
	g_autoptr(Releases) releases = NULL;
	ReleasesChange change;

	assert_null(publish(folder, other, 5));
	assert_null(publish(folder, one, 5));
	if (g_str_equal(one, "gone"))
		folder_write(folder, "www/current/more.txt", one);
	releases = open_task(destination, RELEASES_ROLLBACK, NULL);
	assert_true(releases_switch(releases, 0, file, &change, NULL));
	return change;
}

TEST(a_switch_tells_what_became_of_a_file)
{
	assert_int_equal(change_of("one", "two", "index.html"), RELEASES_OTHER);
	assert_int_equal(change_of("one", "two", "en/same.html"), RELEASES_SAME);
	assert_int_equal(change_of("one", "two", "none.html"), RELEASES_SAME);
	assert_int_equal(change_of("gone", "two", "more.txt"), RELEASES_GONE);
}

TEST(a_rollback_goes_back_in_order)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Destination) destination = find_destination(folder);
	g_autoptr(Releases) third = NULL;
	g_autoptr(GError) error = NULL;
	ReleasesChange change;

	for (char number = '1'; number <= '3'; number++)
		assert_null(publish(folder, (const char[]) { number, '\0' }, 5));
	for (char number = '2'; number >= '1'; number--) {
		g_autoptr(Releases) releases = open_task(destination, RELEASES_ROLLBACK, NULL);

		assert_true(releases_switch(releases, 0, "index.html", &change, NULL));
		assert_int_equal(change, RELEASES_OTHER);
		assert_string_free(folder_read(folder, "www/current/index.html"), ((const char[]) { number, '\0' }));
	}
	third = open_task(destination, RELEASES_ROLLBACK, &error);
	assert_null(third);
	assert_true(g_error_matches(error, RELEASES_ERROR, RELEASES_REFUSED));
}

TEST(somebody_elses_folder_is_refused)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Destination) destination = find_destination(folder);

	folder_write(folder, "www/index.html", "somebody else's\n");
	for (ReleasesTask task = RELEASES_PUBLISH; task <= RELEASES_PREVIEW_ROLLBACK; task++) {
		g_autoptr(GError) error = NULL;

		assert_null(open_task(destination, task, &error));
		assert_true(g_error_matches(error, RELEASES_ERROR, RELEASES_REFUSED));
	}
	assert_string_free(folder_list(folder, "www"), "index.html\n");
}

TEST(a_preview_of_nothing_has_no_release)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Destination) destination = find_destination(folder);
	g_autoptr(Releases) releases = open_task(destination, RELEASES_PREVIEW, NULL);

	assert_null(releases_live(releases));
	assert_null(releases_next(releases));
	assert_false(folder_has(folder, "www"));
}

TEST(a_script_that_is_cut_off_does_nothing)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *text = NULL;
	gsize length;

	assert_true(g_file_get_contents("src/output/releases.sh", &text, &length, NULL));
	for (gsize cut = 0; cut + 2 < length; cut += 151) {
		g_autofree char *part = g_strndup(text, cut);
		const char *const argv[] = { "sh", "-c", part, "viceversa", NULL };
		g_autofree char *out = NULL;
		g_autofree char *err = NULL;

		assert_true(g_spawn_sync(folder->path, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out,
					 &err, NULL, NULL));
		assert_string_equal(out, "");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_release_is_beside_the_last_one_until_the_link_leads_to_it),
		cmocka_unit_test(what_is_uploaded_is_compared),
		cmocka_unit_test(the_newest_releases_are_kept),
		cmocka_unit_test(a_switch_tells_what_became_of_a_file),
		cmocka_unit_test(a_rollback_goes_back_in_order),
		cmocka_unit_test(somebody_elses_folder_is_refused),
		cmocka_unit_test(a_preview_of_nothing_has_no_release),
		cmocka_unit_test(a_script_that_is_cut_off_does_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
