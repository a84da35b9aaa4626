#include "output/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "support.h"

static const char *const kinds[] = { "site.tar", "site.zip" };

static Archive *
open_at(const Folder *folder, const char *name, gint64 time)
{
	g_autofree char *path = folder_path(folder, name);
	g_autoptr(GError) error = NULL;
	Archive *archive = archive_open(path, time, &error);

	assert_null(error);
	assert_non_null(archive);
	return archive;
}

static void
put(Archive *archive, const char *name, const char *text)
{
	g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

	assert_true(archive_put(archive, name, bytes, NULL));
}

/* Writes an archive of the files in a list of names and texts, NULL at its end. */
static void
write_archive(const Folder *folder, const char *name, const char *const *files)
{
	g_autoptr(Archive) archive = open_at(folder, name, ARCHIVE_TIME);

	for (gsize i = 0; files[i] != NULL; i += 2)
		put(archive, files[i], files[i + 1]);
	assert_true(archive_finish(archive, NULL));
}

#define WRITE(folder, name, ...) write_archive((folder), (name), (const char *const[]) { __VA_ARGS__, NULL })

/* What is in an archive: a line "name mode owner time text" for each file. */
static char *
read_archive(const Folder *folder, const char *name)
{
	g_autofree char *path = folder_path(folder, name);
	struct archive *reader = archive_read_new();
	struct archive_entry *entry;
	GString *out = g_string_new(NULL);

	assert_int_equal(archive_read_support_format_all(reader), ARCHIVE_OK);
	assert_int_equal(archive_read_open_filename(reader, path, 10240), ARCHIVE_OK);
	while (archive_read_next_header(reader, &entry) == ARCHIVE_OK) {
		char text[100] = "";
		la_ssize_t length = archive_read_data(reader, text, sizeof(text) - 1);

		assert_true(length >= 0 && length == archive_entry_size(entry));
		assert_int_equal(archive_entry_filetype(entry), AE_IFREG);
		assert_null(archive_entry_hardlink(entry));
		g_string_append_printf(out, "%s %o %d:%d%s%s %ld %s\n", archive_entry_pathname(entry),
				       archive_entry_perm(entry), (int) archive_entry_uid(entry),
				       (int) archive_entry_gid(entry),
				       archive_entry_uname(entry) == NULL ? "" : archive_entry_uname(entry),
				       archive_entry_gname(entry) == NULL ? "" : archive_entry_gname(entry),
				       (long) archive_entry_mtime(entry), text);
	}
	assert_null(archive_error_string(reader));
	archive_read_free(reader);
	return g_string_free(out, FALSE);
}

static GBytes *
bytes_of(const Folder *folder, const char *name)
{
	g_autofree char *path = folder_path(folder, name);
	char *data = NULL;
	gsize length = 0;

	assert_true(g_file_get_contents(path, &data, &length, NULL));
	return g_bytes_new_take(data, length);
}

static void
assert_same_bytes(const Folder *folder, const char *one, const char *other)
{
	g_autoptr(GBytes) a = bytes_of(folder, one);
	g_autoptr(GBytes) b = bytes_of(folder, other);

	assert_true(g_bytes_equal(a, b));
}

TEST(a_path_names_its_kind_by_its_end)
{
	assert_true(archive_is_path("site.tar"));
	assert_true(archive_is_path("/srv/a.b/site.zip"));
	assert_true(archive_is_path("-"));
	assert_false(archive_is_path(""));
	assert_false(archive_is_path("site"));
	assert_false(archive_is_path("tar"));
	assert_false(archive_is_path("site.tar.gz"));
	assert_false(archive_is_path("site.zip/"));
	assert_false(archive_is_path("--"));
}

TEST(files_come_out_as_they_went_in_and_in_their_order)
{
	g_autoptr(Folder) folder = folder_new();

	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		WRITE(folder, kinds[i], "ja/smtp/250.html", "250", "index.html", "home", "empty.txt", "");
		assert_string_free(read_archive(folder, kinds[i]), "ja/smtp/250.html 644 0:0 315532800 250\n"
								   "index.html 644 0:0 315532800 home\n"
								   "empty.txt 644 0:0 315532800 \n");
	}
	assert_string_free(folder_list(folder, ""), "site.tar\nsite.zip\n");
}

TEST(the_time_is_the_one_that_was_asked_for)
{
	g_autoptr(Folder) folder = folder_new();

	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		g_autoptr(Archive) archive = open_at(folder, kinds[i], 1700000001);

		put(archive, "a", "A");
		assert_true(archive_finish(archive, NULL));
		assert_string_free(read_archive(folder, kinds[i]), "a 644 0:0 1700000001 A\n");
	}
}

TEST(long_paths_keep_all_of_their_letters)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *name = g_strnfill(200, 'n');
	g_autofree char *path = g_strdup_printf("%s/%s/%s", name, name, name);
	g_autofree char *line = g_strdup_printf("%s 644 0:0 315532800 A\n", path);

	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		WRITE(folder, kinds[i], path, "A");
		assert_string_free(read_archive(folder, kinds[i]), line);
	}
}

TEST(the_same_files_give_the_same_bytes_in_every_time_zone)
{
	g_autoptr(Folder) folder = folder_new();

	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		g_autofree char *other = g_strconcat("other-", kinds[i], NULL);

		g_setenv("TZ", "Asia/Tokyo", TRUE);
		WRITE(folder, kinds[i], "a", "A", "b", "B");
		g_setenv("TZ", "America/Lima", TRUE);
		WRITE(folder, other, "a", "A", "b", "B");
		assert_same_bytes(folder, kinds[i], other);
	}
}

TEST(the_old_file_stays_until_the_new_one_is_whole)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Archive) archive = NULL;

	folder_write(folder, "site.tar", "old");
	folder_write(folder, ".viceversa-site.tar", "of a killed build");
	archive = open_at(folder, "site.tar", ARCHIVE_TIME);
	put(archive, "a", "A");
	assert_string_free(folder_read(folder, "site.tar"), "old");
	assert_true(archive_finish(archive, NULL));
	assert_string_free(read_archive(folder, "site.tar"), "a 644 0:0 315532800 A\n");
	assert_string_free(folder_list(folder, ""), "site.tar\n");
}

TEST(nothing_stays_of_an_archive_that_is_not_finished)
{
	g_autoptr(Folder) folder = folder_new();

	folder_write(folder, "site.tar", "old");
	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		Archive *archive = open_at(folder, kinds[i], ARCHIVE_TIME);

		put(archive, "a", "A");
		archive_discard(archive);
	}
	assert_string_free(folder_read(folder, "site.tar"), "old");
	assert_string_free(folder_list(folder, ""), "site.tar\n");
}

TEST(what_cannot_be_opened_is_named)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *lost = folder_path(folder, "lost/site.tar");
	g_autofree char *taken = folder_path(folder, "taken.zip");
	g_autoptr(GError) error = NULL;

	assert_null(archive_open(lost, 0, &error));
	assert_contains(error->message, "cannot create ");
	assert_contains(error->message, "lost/site.tar: No such file or directory");
	g_clear_error(&error);
	folder_write(folder, "taken.zip/file", "");
	assert_null(archive_open(taken, 0, &error));
	assert_contains(error->message, "taken.zip: Is a directory");
	assert_string_free(folder_list(folder, ""), "taken.zip/file\n");
}

/* A limit on the size of a file stands in for a full disk. */
TEST(a_full_disk_is_an_error_and_leaves_nothing)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *text = g_strnfill(3 << 20, 'x');
	g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
	struct rlimit old, small;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	small = old;
	small.rlim_cur = 1 << 20;
	setrlimit(RLIMIT_FSIZE, &small);
	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		g_autoptr(Archive) archive = open_at(folder, kinds[i], ARCHIVE_TIME);
		g_autoptr(GError) error = NULL;

		assert_false(archive_put(archive, "a", bytes, &error) && archive_finish(archive, &error));
		assert_contains(error->message, "cannot write ");
		assert_contains(error->message, ": File too large");
	}
	setrlimit(RLIMIT_FSIZE, &old);
	assert_string_free(folder_list(folder, ""), "");
}

TEST(an_archive_in_memory_is_a_zip)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Archive) archive = archive_open_memory(ARCHIVE_TIME, NULL);
	g_autofree char *path = folder_path(folder, "download.zip");
	g_autoptr(GBytes) bytes = NULL;

	put(archive, "a/ja/index.html", "home");
	put(archive, "a/short.html", "x");
	bytes = archive_finish_memory(archive, NULL);
	assert_non_null(bytes);
	assert_true(g_file_set_contents(path, g_bytes_get_data(bytes, NULL), (gssize) g_bytes_get_size(bytes), NULL));
	assert_string_free(read_archive(folder, "download.zip"), "a/ja/index.html 644 0:0 315532800 home\n"
								 "a/short.html 644 0:0 315532800 x\n");
}

TEST(an_archive_in_memory_is_smaller_than_what_is_in_it)
{
	g_autoptr(Archive) archive = archive_open_memory(ARCHIVE_TIME, NULL);
	g_autofree char *text = g_strnfill(100000, 'x');
	g_autoptr(GBytes) bytes = NULL;

	put(archive, "a.html", text);
	bytes = archive_finish_memory(archive, NULL);
	assert_non_null(bytes);
	assert_in_range(g_bytes_get_size(bytes), 100, 2000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_path_names_its_kind_by_its_end),
		cmocka_unit_test(files_come_out_as_they_went_in_and_in_their_order),
		cmocka_unit_test(the_time_is_the_one_that_was_asked_for),
		cmocka_unit_test(long_paths_keep_all_of_their_letters),
		cmocka_unit_test(the_same_files_give_the_same_bytes_in_every_time_zone),
		cmocka_unit_test(the_old_file_stays_until_the_new_one_is_whole),
		cmocka_unit_test(nothing_stays_of_an_archive_that_is_not_finished),
		cmocka_unit_test(what_cannot_be_opened_is_named),
		cmocka_unit_test(a_full_disk_is_an_error_and_leaves_nothing),
		cmocka_unit_test(an_archive_in_memory_is_a_zip),
		cmocka_unit_test(an_archive_in_memory_is_smaller_than_what_is_in_it),
	};

	archive_prepare();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
