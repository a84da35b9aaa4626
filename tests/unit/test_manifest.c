#include "output/manifest.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

static Manifest *
load(const Folder *folder)
{
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(GError) error = NULL;
	Manifest *manifest = manifest_load(site, &error);

	assert_null(error);
	assert_non_null(manifest);
	return manifest;
}

/* The files of the manifest of "site" in a folder, a line for each; in front of them
 * what is wrong with it. */
static char *
files_of(const Folder *folder)
{
	g_autoptr(Manifest) manifest = load(folder);
	GString *out = g_string_new(manifest_problem(manifest));

	for (guint64 i = 0; i < manifest_count(manifest); i++) {
		assert_true(manifest_find(manifest, manifest_name(manifest, i), 0) == (gint64) i);
		g_string_append_printf(out, "%s\n", manifest_name(manifest, i));
	}
	return g_string_free(out, FALSE);
}

/* Saves the manifest of files without fingerprints, NULL at their end. */
static void
save_files(const Folder *folder, ManifestState state, const char *const *files)
{
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(Manifest) manifest = manifest_new(site);

	for (gsize i = 0; files[i] != NULL; i++)
		manifest_add(manifest, files[i], 0, 0);
	assert_true(manifest_save(manifest, state, (ManifestBuild) { .stamp = 7 }, NULL));
}

#define SAVE(folder, state, ...) save_files((folder), (state), (const char *const[]) { __VA_ARGS__, NULL })

/* The bytes of the manifest. */
static char *
bytes_of(const Folder *folder, gsize *length)
{
	g_autofree char *path = folder_path(folder, "site.manifest");
	char *bytes = NULL;

	assert_true(g_file_get_contents(path, &bytes, length, NULL));
	return bytes;
}

TEST(a_manifest_stands_beside_its_folder)
{
	assert_string_free(manifest_path("site"), "site.manifest");
	assert_string_free(manifest_path("/srv/www/site"), "/srv/www/site.manifest");
	assert_string_free(manifest_path("a.b"), "a.b.manifest");
}

TEST(slashes_at_the_end_of_a_folder_change_nothing)
{
	assert_string_free(manifest_path("site/"), "site.manifest");
	assert_string_free(manifest_path("/srv/site///"), "/srv/site.manifest");
}

TEST(a_missing_manifest_is_empty)
{
	g_autoptr(Folder) folder = folder_new();

	assert_string_free(files_of(folder), "");
	assert_string_free(folder_list(folder, ""), "");
}

TEST(a_manifest_that_cannot_be_read_is_a_failure)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(GError) error = NULL;

	folder_write(folder, "site.manifest/x", "");
	assert_null(manifest_load(site, &error));
	assert_non_null(error);
	assert_contains(error->message, "site.manifest");
}

TEST(what_is_beside_a_folder_is_named_after_it)
{
	assert_string_free(manifest_fresh_path("/srv/site/"), "/srv/site.new");
	assert_string_free(manifest_lock_path("site"), "site.lock");
}

TEST(a_manifest_never_stands_in_its_folder)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *site = folder_path(folder, "site/.");
	g_autofree char *inner = folder_path(folder, "site/inner/..");
	g_autoptr(Manifest) manifest = NULL;
	g_autoptr(Manifest) other = NULL;

	folder_write(folder, "site/inner/x", "");
	manifest = manifest_new(site);
	other = manifest_new(inner);
	assert_true(manifest_save(manifest, MANIFEST_DONE, (ManifestBuild) { 0 }, NULL));
	assert_true(manifest_save(other, MANIFEST_DONE, (ManifestBuild) { 0 }, NULL));
	assert_string_free(folder_list(folder, "site"), "inner/x\n");
}

TEST(what_was_saved_is_loaded)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(Manifest) manifest = manifest_new(site);
	g_autoptr(Manifest) again = NULL;
	ManifestBuild build = { .stamp = 7, .pages = 3, .locales = 2 };

	assert_true(manifest_add(manifest, "ja/smtp/250.html", 11, 12) == 0);
	assert_true(manifest_add(manifest, "a file with spaces", G_MAXUINT64, 1) == 1);
	assert_true(manifest_add(manifest, "\xe6\x97\xa5.html", 0, 0) == 2);
	assert_true(manifest_save(manifest, MANIFEST_WRITING, build, NULL));
	again = load(folder);
	assert_null(manifest_problem(again));
	assert_int_equal(manifest_state(again), MANIFEST_WRITING);
	assert_true(manifest_build(again).stamp == 7);
	assert_true(manifest_build(again).pages == 3);
	assert_true(manifest_build(again).locales == 2);
	assert_true(manifest_file(again, 0)->inputs == 11);
	assert_true(manifest_file(again, 0)->content == 12);
	assert_true(manifest_file(again, 1)->inputs == G_MAXUINT64);
	assert_string_free(files_of(folder), "ja/smtp/250.html\na file with spaces\n\xe6\x97\xa5.html\n");
	assert_string_free(folder_list(folder, ""), "site.manifest\n");
}

TEST(the_same_files_give_the_same_manifest)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *first = NULL;
	g_autofree char *second = NULL;
	gsize first_length;
	gsize second_length;

	SAVE(folder, MANIFEST_DONE, "a", "b/c");
	first = bytes_of(folder, &first_length);
	SAVE(folder, MANIFEST_DONE, "a", "b/c");
	second = bytes_of(folder, &second_length);
	assert_int_equal(first_length, second_length);
	assert_memory_equal(first, second, first_length);
}

TEST(a_manifest_may_be_empty)
{
	g_autoptr(Folder) folder = folder_new();

	SAVE(folder, MANIFEST_DONE, NULL);
	assert_string_free(files_of(folder), "");
}

TEST(a_file_is_found_whatever_is_guessed)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Manifest) manifest = NULL;

	SAVE(folder, MANIFEST_DONE, "a", "b", "c");
	manifest = load(folder);
	for (guint64 hint = 0; hint < 5; hint++) {
		assert_true(manifest_find(manifest, "a", hint) == 0);
		assert_true(manifest_find(manifest, "c", hint) == 2);
		assert_true(manifest_find(manifest, "d", hint) == -1);
		assert_true(manifest_find(manifest, "", hint) == -1);
	}
	manifest_add(manifest, "d", 0, 0);
	assert_true(manifest_find(manifest, "d", 0) == 3);
	assert_true(manifest_find(manifest, "a", 1) == 0);
	manifest_forget(manifest);
	assert_true(manifest_find(manifest, "a", 0) == -1);
	assert_true(manifest_count(manifest) == 0);
}

TEST(a_manifest_of_another_version_is_empty)
{
	/* The version stands behind twelve letters, its lowest byte first on this
	 * kind of machine or last on the other; a manifest of the other kind has
	 * them the other way round. */
	static const guint8 versions[][4] = {
		{ 1, 0, 0, 0 }, { 3, 0, 0, 0 }, { 5, 0, 0, 0 }, { 0, 0, 0, 0 }, { 0, 4, 0, 0 }
	};
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *bytes = NULL;
	gsize length;

	SAVE(folder, MANIFEST_DONE, "a", "b");
	bytes = bytes_of(folder, &length);
	for (gsize i = 0; i <= G_N_ELEMENTS(versions); i++) {
		if (i < G_N_ELEMENTS(versions)) {
			memcpy(bytes + 12, versions[i], 4);
		} else {
			guint32 turned = GUINT32_SWAP_LE_BE(4);

			memcpy(bytes + 12, &turned, 4);
		}
		folder_write_bytes(folder, "site.manifest", bytes, length);
		assert_string_free(files_of(folder), "is of another version");
	}
	folder_write(folder, "site.manifest",
		     "viceversa manifest 1\na\nand so on, and on, and on, and on, for more bytes than the beginning of "
		     "a manifest has\nindex.html\n404.html\n");
	assert_string_free(files_of(folder), "is of another version");
}

TEST(a_manifest_that_breaks_off_is_empty)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *bytes = NULL;
	gsize length;

	SAVE(folder, MANIFEST_DONE, "a", "ja/b");
	bytes = bytes_of(folder, &length);
	for (gsize i = 0; i < length; i++) {
		folder_write_bytes(folder, "site.manifest", bytes, i);
		assert_string_free(files_of(folder), "is damaged");
	}
	folder_write_bytes(folder, "site.manifest", bytes, length + 1);
	assert_string_free(files_of(folder), "is damaged");
}

TEST(a_manifest_of_which_any_byte_is_another_is_empty)
{
	static const guint8 changes[] = { 0x01, 0x02, 0x80, 0xff };
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *bytes = NULL;
	gsize length;

	SAVE(folder, MANIFEST_WRITING, "a", "ja/b");
	bytes = bytes_of(folder, &length);
	for (gsize i = 0; i < length; i++)
		for (gsize k = 0; k < G_N_ELEMENTS(changes); k++) {
			g_autofree char *changed = g_memdup2(bytes, length);
			g_autoptr(Manifest) manifest = NULL;

			changed[i] = (char) (changed[i] ^ changes[k]);
			folder_write_bytes(folder, "site.manifest", changed, length);
			manifest = load(folder);
			assert_non_null(manifest_problem(manifest));
			assert_true(manifest_count(manifest) == 0);
			assert_true(manifest_build(manifest).stamp == 0);
		}
}

TEST(a_file_that_could_leave_the_folder_is_not_believed)
{
	static const char *const names[] = { "../a", "/etc/passwd", "a//b", "a/./b", "a/../b", ".", "..",
					     "",     "./a",         "a/",   "a/.." };

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autoptr(Folder) folder = folder_new();

		SAVE(folder, MANIFEST_DONE, "good", names[i]);
		assert_string_free(files_of(folder), "is damaged");
	}
}

TEST(names_with_dots_are_good)
{
	g_autoptr(Folder) folder = folder_new();

	SAVE(folder, MANIFEST_DONE, "..a", "a..b/c", ".well-known/x", "...");
	assert_string_free(files_of(folder), "..a\na..b/c\n.well-known/x\n...\n");
}

TEST(a_manifest_that_may_not_be_read_is_a_failure)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *path = folder_path(folder, "site.manifest");
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(GError) error = NULL;
	Manifest *manifest;

	SAVE(folder, MANIFEST_DONE, "a");
	chmod(folder->path, 0755);
	chmod(path, 0);
	if (!support_be_nobody())
		skip();
	manifest = manifest_load(site, &error);
	support_be_root_again();
	assert_null(manifest);
	assert_non_null(error);
	assert_contains(error->message, "Permission denied");
}

TEST(a_manifest_that_cannot_be_saved_is_a_failure_and_leaves_the_old_one)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Manifest) manifest = NULL;
	g_autoptr(GError) error = NULL;
	bool saved;

	SAVE(folder, MANIFEST_DONE, "old");
	manifest = load(folder);
	manifest_add(manifest, "new", 0, 0);
	chmod(folder->path, 0555);
	if (!support_be_nobody())
		skip();
	saved = manifest_save(manifest, MANIFEST_DONE, (ManifestBuild) { 0 }, &error);
	support_be_root_again();
	chmod(folder->path, 0755);
	assert_false(saved);
	assert_non_null(error);
	assert_string_free(files_of(folder), "old\n");
	assert_string_free(folder_list(folder, ""), "site.manifest\n");
}

TEST(a_manifest_in_a_folder_that_does_not_exist_cannot_be_saved)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *site = folder_path(folder, "missing/site");
	g_autoptr(Manifest) manifest = manifest_load(site, NULL);
	g_autoptr(GError) error = NULL;

	assert_non_null(manifest);
	assert_false(manifest_save(manifest, MANIFEST_DONE, (ManifestBuild) { 0 }, &error));
	assert_non_null(error);
}

TEST(a_build_at_work_is_marked_and_nothing_else_changes)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Manifest) manifest = NULL;
	g_autoptr(Manifest) again = NULL;
	g_autoptr(GError) error = NULL;

	SAVE(folder, MANIFEST_DONE, "a", "b");
	manifest = load(folder);
	assert_true(manifest_mark_writing(manifest, NULL));
	again = load(folder);
	assert_null(manifest_problem(again));
	assert_int_equal(manifest_state(again), MANIFEST_WRITING);
	assert_true(manifest_build(again).stamp == 7);
	assert_string_free(files_of(folder), "a\nb\n");
	folder_remove(folder, "site.manifest");
	assert_false(manifest_mark_writing(manifest, &error));
	assert_contains(error->message, "cannot write ");
}

TEST(a_folder_that_nobody_touched_is_unchanged)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(Manifest) manifest = manifest_new(site);
	g_autoptr(Manifest) none = manifest_new(site);
	g_autoptr(Manifest) again = NULL;
	g_autoptr(Manifest) later = NULL;

	folder_write(folder, "site/a.html", "a");
	folder_write(folder, "site/ja/b.html", "b");
	manifest_add(manifest, "a.html", 0, 0);
	manifest_add(manifest, "ja/b.html", 0, 0);
	manifest_add(manifest, "gone/c.html", 0, 0);
	manifest_note_folders(manifest, site, none);
	assert_true(manifest_save(manifest, MANIFEST_DONE, (ManifestBuild) { 0 }, NULL));
	again = load(folder);
	assert_true(manifest_is_unchanged(again, site));
	assert_true(manifest_folder_is_unchanged(again, site, "a.html"));
	assert_true(manifest_folder_is_unchanged(again, site, "other.html"));
	assert_true(manifest_folder_is_unchanged(again, site, "ja/b.html"));
	assert_false(manifest_folder_is_unchanged(again, site, "gone/c.html"));
	assert_false(manifest_folder_is_unchanged(again, site, "ja/deep/d.html"));
	folder_write(folder, "site/ja/mine.html", "x");
	later = load(folder);
	assert_false(manifest_is_unchanged(later, site));
	assert_true(manifest_folder_is_unchanged(later, site, "a.html"));
	assert_false(manifest_folder_is_unchanged(later, site, "ja/b.html"));
}

TEST(nothing_is_known_of_folders_without_files)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(Manifest) manifest = load(folder);

	assert_false(manifest_is_unchanged(manifest, site));
	assert_false(manifest_folder_is_unchanged(manifest, site, "a.html"));
}

TEST(a_link_in_the_place_of_a_folder_is_a_change)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *site = folder_path(folder, "site");
	g_autofree char *ja = folder_path(folder, "site/ja");
	g_autofree char *moved = folder_path(folder, "moved");
	g_autoptr(Manifest) manifest = manifest_new(site);
	g_autoptr(Manifest) none = manifest_new(site);

	folder_write(folder, "site/ja/b.html", "b");
	manifest_add(manifest, "ja/b.html", 0, 0);
	manifest_note_folders(manifest, site, none);
	assert_int_equal(rename(ja, moved), 0);
	assert_int_equal(symlink("../moved", ja), 0);
	assert_false(manifest_folder_is_unchanged(manifest, site, "ja/b.html"));
}

TEST(a_manifest_is_current_as_long_as_its_file_is)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Manifest) missing = load(folder);
	g_autoptr(Manifest) first = NULL;

	assert_true(manifest_is_current(missing));
	SAVE(folder, MANIFEST_DONE, "a");
	assert_false(manifest_is_current(missing));
	first = load(folder);
	assert_true(manifest_is_current(first));
	SAVE(folder, MANIFEST_DONE, "a");
	assert_false(manifest_is_current(first));
	folder_remove(folder, "site.manifest");
	assert_false(manifest_is_current(first));
}

TEST(what_a_killed_build_left_of_a_manifest_is_removed)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Manifest) manifest = NULL;

	SAVE(folder, MANIFEST_DONE, "a");
	folder_write(folder, ".viceversa-site.manifest", "half");
	manifest = load(folder);
	assert_false(manifest_is_tidy(manifest));
	manifest_tidy(manifest);
	assert_true(manifest_is_tidy(manifest));
	assert_string_free(folder_list(folder, ""), "site.manifest\n");
	manifest_remove(manifest);
	assert_string_free(folder_list(folder, ""), "");
}

TEST(a_manifest_of_a_hundred_thousand_files_is_kept)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(Manifest) manifest = manifest_new(site);
	g_autoptr(Manifest) again = NULL;

	for (guint i = 0; i < 100000; i++) {
		g_autofree char *file = g_strdup_printf("ja/smtp/%u.html", i);

		manifest_add(manifest, file, i, i);
	}
	assert_true(manifest_save(manifest, MANIFEST_DONE, (ManifestBuild) { 0 }, NULL));
	again = load(folder);
	assert_true(manifest_find(again, "ja/smtp/0.html", 1) == 0);
	assert_true(manifest_find(again, "ja/smtp/99999.html", 0) == 99999);
	assert_true(manifest_find(again, "ja/smtp/100000.html", 0) == -1);
	assert_true(manifest_file(again, 99999)->inputs == 99999);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_manifest_stands_beside_its_folder),
		cmocka_unit_test(slashes_at_the_end_of_a_folder_change_nothing),
		cmocka_unit_test(a_missing_manifest_is_empty),
		cmocka_unit_test(a_manifest_that_cannot_be_read_is_a_failure),
		cmocka_unit_test(what_is_beside_a_folder_is_named_after_it),
		cmocka_unit_test(a_manifest_never_stands_in_its_folder),
		cmocka_unit_test(what_was_saved_is_loaded),
		cmocka_unit_test(the_same_files_give_the_same_manifest),
		cmocka_unit_test(a_manifest_may_be_empty),
		cmocka_unit_test(a_file_is_found_whatever_is_guessed),
		cmocka_unit_test(a_manifest_of_another_version_is_empty),
		cmocka_unit_test(a_manifest_that_breaks_off_is_empty),
		cmocka_unit_test(a_manifest_of_which_any_byte_is_another_is_empty),
		cmocka_unit_test(a_file_that_could_leave_the_folder_is_not_believed),
		cmocka_unit_test(names_with_dots_are_good),
		cmocka_unit_test(a_manifest_that_may_not_be_read_is_a_failure),
		cmocka_unit_test(a_manifest_that_cannot_be_saved_is_a_failure_and_leaves_the_old_one),
		cmocka_unit_test(a_manifest_in_a_folder_that_does_not_exist_cannot_be_saved),
		cmocka_unit_test(a_build_at_work_is_marked_and_nothing_else_changes),
		cmocka_unit_test(a_folder_that_nobody_touched_is_unchanged),
		cmocka_unit_test(nothing_is_known_of_folders_without_files),
		cmocka_unit_test(a_link_in_the_place_of_a_folder_is_a_change),
		cmocka_unit_test(a_manifest_is_current_as_long_as_its_file_is),
		cmocka_unit_test(what_a_killed_build_left_of_a_manifest_is_removed),
		cmocka_unit_test(a_manifest_of_a_hundred_thousand_files_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
