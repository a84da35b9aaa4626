#include "output/manifest.h"

#include <string.h>
#include <sys/stat.h>

#include "support.h"

#define HEADER "viceversa manifest 1\n"

/* The files of the manifest of "site" in a folder, a line for each. */
static char *
files_of(const Folder *folder)
{
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(GError) error = NULL;
	g_autoptr(Manifest) manifest = manifest_load(site, &error);
	g_autoptr(GPtrArray) files = NULL;
	GString *out = g_string_new(NULL);

	assert_null(error);
	assert_non_null(manifest);
	files = manifest_files(manifest);
	for (guint i = 0; i < files->len; i++) {
		assert_true(manifest_has(manifest, files->pdata[i]));
		g_string_append_printf(out, "%s\n", (const char *) files->pdata[i]);
	}
	return g_string_free(out, FALSE);
}

static Manifest *
load(const Folder *folder)
{
	g_autofree char *site = folder_path(folder, "site");

	return manifest_load(site, NULL);
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

TEST(a_manifest_never_stands_in_its_folder)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *site = folder_path(folder, "site/.");
	g_autofree char *inner = folder_path(folder, "site/inner/..");
	g_autoptr(Manifest) manifest = NULL;
	g_autoptr(Manifest) other = NULL;

	folder_write(folder, "site/inner/x", "");
	manifest = manifest_load(site, NULL);
	other = manifest_load(inner, NULL);
	assert_true(manifest_save(manifest, NULL));
	assert_true(manifest_save(other, NULL));
	assert_string_free(folder_list(folder, "site"), "inner/x\n");
}

TEST(a_missing_manifest_is_empty)
{
	g_autoptr(Folder) folder = folder_new();

	assert_string_free(files_of(folder), "");
	assert_string_free(folder_list(folder, ""), "");
}

TEST(what_was_saved_is_loaded_in_order)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Manifest) manifest = load(folder);

	manifest_add(manifest, "ja/smtp/250.html");
	manifest_add(manifest, "index.html");
	manifest_add(manifest, "a file with spaces");
	manifest_add(manifest, "\xe6\x97\xa5.html");
	manifest_add(manifest, "index.html");
	assert_true(manifest_save(manifest, NULL));
	assert_string_free(files_of(folder), "a file with spaces\nindex.html\nja/smtp/250.html\n\xe6\x97\xa5.html\n");
	assert_string_free(folder_read(folder, "site.manifest"),
			   HEADER "a file with spaces\nindex.html\nja/smtp/250.html\n\xe6\x97\xa5.html\n");
}

TEST(a_manifest_may_be_empty)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Manifest) manifest = load(folder);

	assert_true(manifest_save(manifest, NULL));
	assert_string_free(folder_read(folder, "site.manifest"), HEADER);
	assert_string_free(files_of(folder), "");
}

TEST(a_file_that_was_removed_is_gone)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Manifest) manifest = load(folder);

	manifest_add(manifest, "a");
	manifest_add(manifest, "b");
	manifest_remove(manifest, "a");
	manifest_remove(manifest, "c");
	assert_false(manifest_has(manifest, "a"));
	assert_true(manifest_has(manifest, "b"));
	assert_false(manifest_has(manifest, ""));
	assert_true(manifest_save(manifest, NULL));
	assert_string_free(files_of(folder), "b\n");
}

TEST(a_manifest_of_another_version_is_empty)
{
	static const char *const texts[] = { "",
					     "a\nb\n",
					     "viceversa manifest 2\na\n",
					     "viceversa manifest 1",
					     "viceversa manifest 10\na\n",
					     "viceversa manifest 1\r\na\r\n",
					     "\xff\xfe",
					     "Viceversa manifest 1\na\n" };

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(Folder) folder = folder_new();

		folder_write(folder, "site.manifest", texts[i]);
		assert_string_free(files_of(folder), "");
	}
}

TEST(a_manifest_that_breaks_off_is_empty)
{
	g_autoptr(Folder) folder = folder_new();

	/* "index.h" may be somebody else's. */
	folder_write(folder, "site.manifest", HEADER "a\nindex.h");
	assert_string_free(files_of(folder), "");
}

TEST(a_file_that_could_leave_the_folder_is_not_ours)
{
	g_autoptr(Folder) folder = folder_new();

	folder_write(folder, "site.manifest",
		     HEADER "../a\n/etc/passwd\na//b\na/./b\na/../b\n.\n..\n\n./a\na/\na/..\n..a\na..b/c\ngood\n");
	assert_string_free(files_of(folder), "..a\na..b/c\ngood\n");
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

TEST(a_manifest_that_may_not_be_read_is_a_failure)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *path = folder_path(folder, "site.manifest");
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(GError) error = NULL;
	Manifest *manifest;

	folder_write(folder, "site.manifest", HEADER);
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

	folder_write(folder, "site.manifest", HEADER "old\n");
	manifest = load(folder);
	manifest_add(manifest, "new");
	chmod(folder->path, 0555);
	if (!support_be_nobody())
		skip();
	saved = manifest_save(manifest, &error);
	support_be_root_again();
	chmod(folder->path, 0755);
	assert_false(saved);
	assert_non_null(error);
	assert_string_free(folder_read(folder, "site.manifest"), HEADER "old\n");
	assert_string_free(folder_list(folder, ""), "site.manifest\n");
}

TEST(a_manifest_in_a_folder_that_does_not_exist_cannot_be_saved)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *site = folder_path(folder, "missing/site");
	g_autoptr(Manifest) manifest = manifest_load(site, NULL);
	g_autoptr(GError) error = NULL;

	assert_non_null(manifest);
	assert_false(manifest_save(manifest, &error));
	assert_non_null(error);
}

TEST(a_manifest_of_a_hundred_thousand_files_is_kept)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Manifest) manifest = load(folder);
	g_autoptr(Manifest) again = NULL;

	for (guint i = 0; i < 100000; i++) {
		g_autofree char *file = g_strdup_printf("ja/smtp/%u.html", i);

		manifest_add(manifest, file);
	}
	assert_true(manifest_save(manifest, NULL));
	again = load(folder);
	assert_true(manifest_has(again, "ja/smtp/0.html"));
	assert_true(manifest_has(again, "ja/smtp/99999.html"));
	assert_false(manifest_has(again, "ja/smtp/100000.html"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_manifest_stands_beside_its_folder),
		cmocka_unit_test(slashes_at_the_end_of_a_folder_change_nothing),
		cmocka_unit_test(a_manifest_never_stands_in_its_folder),
		cmocka_unit_test(a_missing_manifest_is_empty),
		cmocka_unit_test(what_was_saved_is_loaded_in_order),
		cmocka_unit_test(a_manifest_may_be_empty),
		cmocka_unit_test(a_file_that_was_removed_is_gone),
		cmocka_unit_test(a_manifest_of_another_version_is_empty),
		cmocka_unit_test(a_manifest_that_breaks_off_is_empty),
		cmocka_unit_test(a_file_that_could_leave_the_folder_is_not_ours),
		cmocka_unit_test(a_manifest_that_cannot_be_read_is_a_failure),
		cmocka_unit_test(a_manifest_that_may_not_be_read_is_a_failure),
		cmocka_unit_test(a_manifest_that_cannot_be_saved_is_a_failure_and_leaves_the_old_one),
		cmocka_unit_test(a_manifest_in_a_folder_that_does_not_exist_cannot_be_saved),
		cmocka_unit_test(a_manifest_of_a_hundred_thousand_files_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
