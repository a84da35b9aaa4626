#include "output/writer.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/file.h"
#include "source/fingerprint.h"
#include "support.h"

static Writer *
open_writer(const Folder *folder)
{
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(GError) error = NULL;
	Writer *writer = writer_new(site, false, &error);

	assert_null(error);
	assert_non_null(writer);
	return writer;
}

/* Claims a file of which is not known what it is made of. */
static guint64
claim(Writer *writer, const char *file)
{
	return writer_claim(writer, file, 0);
}

static bool
put(Writer *writer, guint64 number, const char *text, GError **error)
{
	g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

	return writer_put(writer, number, bytes, error);
}

static bool
finish(Writer *writer, WriterCounts *counts, GError **error)
{
	return writer_finish(writer, (ManifestBuild) { .stamp = 1 }, counts, error);
}

/* A whole build of the files in a list of names and texts, NULL at its end.  A file
 * is made of its text, or of nobody knows what. */
static WriterCounts
build_with(Writer *writer, bool with_inputs, const char *const *files)
{
	g_autofree char *foreign = NULL;
	WriterCounts counts;

	for (gsize i = 0; files[i] != NULL; i += 2)
		writer_claim(writer, files[i], with_inputs ? fingerprint_bytes(files[i + 1], strlen(files[i + 1])) : 0);
	assert_int_equal(writer_find_foreign(writer, &foreign), 0);
	assert_null(foreign);
	assert_true(writer_begin(writer, NULL));
	for (gsize i = 0; files[i] != NULL; i += 2)
		if (writer_needs(writer, i / 2))
			assert_true(put(writer, i / 2, files[i + 1], NULL));
	assert_true(finish(writer, &counts, NULL));
	return counts;
}

static WriterCounts
build(const Folder *folder, bool with_inputs, const char *const *files)
{
	g_autoptr(Writer) writer = open_writer(folder);

	return build_with(writer, with_inputs, files);
}

static WriterCounts
verify(const Folder *folder, const char *const *files)
{
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(Writer) writer = writer_new(site, true, NULL);

	assert_non_null(writer);
	return build_with(writer, true, files);
}

#define FILES(...) ((const char *const[]) { __VA_ARGS__, NULL })
#define BUILD(folder, ...) build((folder), false, FILES(__VA_ARGS__))
#define BUILD_KNOWN(folder, ...) build((folder), true, FILES(__VA_ARGS__))
#define VERIFY(folder, ...) verify((folder), FILES(__VA_ARGS__))

/* Leaves the manifest as a build does that is killed while pages come to their places. */
static void
kill_build(const Folder *folder, const char *const *files)
{
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(Manifest) manifest = manifest_new(site);

	for (; *files != NULL; files++)
		manifest_add(manifest, *files, 0, 0);
	assert_true(manifest_save(manifest, MANIFEST_WRITING, (ManifestBuild) { 0 }, NULL));
}

/* What the manifest names, a file a line. */
static char *
names_of(const Folder *folder)
{
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(Manifest) manifest = manifest_load(site, NULL);
	GString *out = g_string_new(NULL);

	assert_non_null(manifest);
	assert_null(manifest_problem(manifest));
	for (guint64 i = 0; i < manifest_count(manifest); i++)
		g_string_append_printf(out, "%s\n", manifest_name(manifest, i));
	return g_string_free(out, FALSE);
}

static void
assert_counts(WriterCounts counts, guint64 written, guint64 unchanged, guint64 removed)
{
	assert_true(counts.written == written);
	assert_true(counts.unchanged == unchanged);
	assert_true(counts.removed == removed);
}

static struct stat
status_of(const Folder *folder, const char *name)
{
	g_autofree char *path = folder_path(folder, name);
	struct stat status;

	assert_int_equal(lstat(path, &status), 0);
	return status;
}

TEST(a_new_site_is_written_with_its_folders)
{
	g_autoptr(Folder) folder = folder_new();

	assert_counts(BUILD(folder, "index.html", "home", "ja/smtp/250.html", "250", "empty.txt", ""), 3, 0, 0);
	assert_string_free(folder_list(folder, ""),
			   "site.manifest\nsite/empty.txt\nsite/index.html\nsite/ja/smtp/250.html\n");
	assert_string_free(folder_read(folder, "site/ja/smtp/250.html"), "250");
	assert_string_free(folder_read(folder, "site/empty.txt"), "");
}

TEST(the_folders_above_a_site_are_made)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *path = folder_path(folder, "a/b/site");
	g_autoptr(Writer) writer = writer_new(path, false, NULL);
	WriterCounts counts;

	claim(writer, "x");
	assert_true(writer_begin(writer, NULL));
	assert_true(put(writer, 0, "1", NULL));
	assert_true(finish(writer, &counts, NULL));
	assert_string_free(folder_list(folder, ""), "a/b/site.manifest\na/b/site/x\n");
}

TEST(a_folder_that_is_kept_stays_ours)
{
	g_autoptr(Folder) folder = folder_new();
	Writer *writer;
	WriterCounts counts;

	BUILD(folder, "ja/a.html", "a", "jam.html", "b", "ja.html", "c", "de/d.html", "d");
	writer = open_writer(folder);
	writer_keep(writer, "ja");
	claim(writer, "x");
	assert_true(writer_begin(writer, NULL));
	assert_true(put(writer, 0, "1", NULL));
	assert_true(finish(writer, &counts, NULL));
	writer_free(writer);
	assert_counts(counts, 1, 0, 3);
	assert_string_free(folder_list(folder, ""), "site.manifest\nsite/ja/a.html\nsite/x\n");
	assert_counts(BUILD(folder, "x", "1"), 0, 1, 1);
	assert_string_free(folder_list(folder, ""), "site.manifest\nsite/x\n");
}

TEST(an_unchanged_file_keeps_its_inode_and_its_time)
{
	g_autoptr(Folder) folder = folder_new();
	struct stat before;
	struct stat after;

	BUILD(folder, "ja/a.html", "same", "empty", "");
	before = status_of(folder, "site/ja/a.html");
	g_usleep(20000);
	assert_counts(BUILD(folder, "ja/a.html", "same", "empty", ""), 0, 2, 0);
	after = status_of(folder, "site/ja/a.html");
	assert_true(before.st_ino == after.st_ino);
	assert_true(before.st_mtim.tv_sec == after.st_mtim.tv_sec);
	assert_true(before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
}

TEST(a_changed_file_is_replaced_by_another)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *path = folder_path(folder, "site/a.html");
	g_autofree char *kept = folder_path(folder, "kept");

	BUILD(folder, "a.html", "one");
	/* Who has the old file open goes on reading the old page. */
	assert_int_equal(link(path, kept), 0);
	assert_counts(BUILD(folder, "a.html", "two"), 1, 0, 0);
	assert_string_free(folder_read(folder, "site/a.html"), "two");
	assert_string_free(folder_read(folder, "kept"), "one");
	assert_counts(BUILD(folder, "a.html", "three"), 1, 0, 0);
	assert_counts(BUILD(folder, "a.html", ""), 1, 0, 0);
	assert_string_free(folder_read(folder, "site/a.html"), "");
}

TEST(a_file_that_was_changed_by_hand_is_written_again)
{
	g_autoptr(Folder) folder = folder_new();

	BUILD(folder, "a.html", "one");
	folder_write(folder, "site/a.html", "ONE");
	assert_counts(BUILD(folder, "a.html", "one"), 1, 0, 0);
	folder_remove(folder, "site/a.html");
	assert_counts(BUILD(folder, "a.html", "one"), 1, 0, 0);
	assert_string_free(folder_read(folder, "site/a.html"), "one");
}

TEST(removed_pages_leave_no_empty_folders)
{
	g_autoptr(Folder) folder = folder_new();

	BUILD(folder, "index.html", "x", "ja/smtp/a.html", "x", "ja/smtp/deep/er/b.html", "x", "ja/http/c.html", "x");
	assert_counts(BUILD(folder, "index.html", "x", "ja/http/c.html", "x"), 0, 2, 2);
	assert_string_free(folder_list(folder, ""), "site.manifest\nsite/index.html\nsite/ja/http/c.html\n");
}

TEST(a_site_without_pages_leaves_its_folder)
{
	g_autoptr(Folder) folder = folder_new();

	BUILD(folder, "ja/a.html", "x");
	assert_counts(BUILD(folder, NULL), 0, 0, 1);
	assert_string_free(folder_list(folder, ""), "site.manifest\nsite/\n");
}

TEST(a_page_that_somebody_removed_needs_no_removing)
{
	g_autoptr(Folder) folder = folder_new();

	BUILD(folder, "index.html", "x", "ja/a.html", "x", "ja/b.html", "x");
	folder_remove(folder, "site/ja");
	assert_counts(BUILD(folder, "index.html", "x"), 0, 1, 0);
	assert_counts(BUILD(folder, "index.html", "x"), 0, 1, 0);
	assert_string_free(names_of(folder), "index.html\n");
}

TEST(the_folder_of_a_removed_page_may_be_a_file_now)
{
	g_autoptr(Folder) folder = folder_new();

	BUILD(folder, "index.html", "x", "ja/a.html", "x");
	folder_remove(folder, "site/ja");
	folder_write(folder, "site/ja", "mine");
	assert_counts(BUILD(folder, "index.html", "x"), 0, 1, 0);
	assert_string_free(folder_read(folder, "site/ja"), "mine");
}

TEST(foreign_files_are_never_touched)
{
	g_autoptr(Folder) folder = folder_new();
	struct stat before;
	struct stat after;

	folder_write(folder, "site/ja/foreign.txt", "mine");
	folder_write(folder, "site/CNAME", "mine");
	before = status_of(folder, "site/CNAME");
	BUILD(folder, "ja/a.html", "x", "ja/deep/b.html", "x");
	BUILD(folder, "index.html", "x");
	after = status_of(folder, "site/CNAME");
	assert_true(before.st_ino == after.st_ino);
	assert_true(before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
	assert_string_free(folder_read(folder, "site/ja/foreign.txt"), "mine");
	assert_string_free(folder_list(folder, "site"), "CNAME\nindex.html\nja/foreign.txt\n");
}

TEST(a_foreign_file_in_the_way_is_found)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Writer) writer = NULL;
	g_autofree char *first = NULL;
	g_autofree char *expected = folder_path(folder, "site/a.html");

	folder_write(folder, "site/b.html", "mine");
	folder_write(folder, "site/a.html", "mine");
	folder_write(folder, "site/c.html/inner", "mine");
	writer = open_writer(folder);
	claim(writer, "b.html");
	claim(writer, "a.html");
	claim(writer, "c.html");
	claim(writer, "d.html");
	assert_int_equal(writer_find_foreign(writer, &first), 3);
	assert_string_equal(first, expected);
}

TEST(a_foreign_link_in_the_way_is_found_even_if_it_leads_nowhere)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *path = folder_path(folder, "site/a.html");
	g_autofree char *first = NULL;
	g_autoptr(Writer) writer = NULL;

	folder_write(folder, "site/x", "");
	assert_int_equal(symlink("nowhere", path), 0);
	writer = open_writer(folder);
	claim(writer, "a.html");
	assert_int_equal(writer_find_foreign(writer, &first), 1);
	assert_string_equal(first, path);
}

TEST(a_foreign_file_where_a_folder_has_to_be_is_found)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *first = NULL;
	g_autoptr(Writer) writer = NULL;

	folder_write(folder, "site/ja", "mine");
	writer = open_writer(folder);
	claim(writer, "ja/smtp/a.html");
	assert_int_equal(writer_find_foreign(writer, &first), 1);
	assert_non_null(first);
}

TEST(without_a_manifest_every_file_is_foreign)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *first = NULL;
	g_autoptr(Writer) writer = NULL;

	BUILD(folder, "a.html", "x");
	folder_remove(folder, "site.manifest");
	writer = open_writer(folder);
	claim(writer, "a.html");
	assert_int_equal(writer_find_foreign(writer, &first), 1);
}

TEST(in_a_folder_that_does_not_exist_nothing_is_foreign)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *first = NULL;
	g_autoptr(Writer) writer = open_writer(folder);

	claim(writer, "a.html");
	assert_int_equal(writer_find_foreign(writer, &first), 0);
	assert_null(first);
	assert_string_free(folder_list(folder, ""), "");
}

TEST(what_a_killed_build_wrote_is_known_to_the_next)
{
	g_autoptr(Folder) folder = folder_new();

	BUILD(folder, "index.html", "x");
	kill_build(folder, FILES("index.html", "old/a.html", "old/b.html"));
	folder_write(folder, "site/old/a.html", "x");
	folder_write(folder, "site/old/.viceversa-3", "half");
	assert_counts(BUILD(folder, "old/b.html", "x"), 1, 0, 2);
	assert_string_free(folder_list(folder, "site"), "old/b.html\n");
}

TEST(a_half_written_page_that_is_no_longer_planned_is_removed)
{
	g_autoptr(Folder) folder = folder_new();

	BUILD(folder, "index.html", "x");
	kill_build(folder, FILES("index.html", "old/a.html"));
	folder_write(folder, "site/old/.viceversa-1", "half");
	BUILD(folder, "index.html", "x");
	assert_string_free(folder_list(folder, "site"), "index.html\n");
}

TEST(a_writer_that_never_begins_changes_nothing)
{
	g_autoptr(Folder) folder = folder_new();
	Writer *writer;

	BUILD(folder, "a.html", "x");
	writer = open_writer(folder);
	claim(writer, "b.html");
	writer_free(writer);
	assert_string_free(folder_list(folder, ""), "site.manifest\nsite/a.html\n");
	assert_string_free(names_of(folder), "a.html\n");
}

TEST(a_link_in_the_place_of_a_page_is_replaced_and_not_followed)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *path = folder_path(folder, "site/a.html");
	g_autofree char *outside = folder_path(folder, "outside");

	BUILD(folder, "a.html", "one");
	folder_write(folder, "outside", "two");
	folder_remove(folder, "site/a.html");
	assert_int_equal(symlink(outside, path), 0);
	assert_counts(BUILD(folder, "a.html", "two"), 1, 0, 0);
	assert_true(S_ISREG(status_of(folder, "site/a.html").st_mode));
	BUILD(folder, "a.html", "three");
	assert_string_free(folder_read(folder, "outside"), "two");
}

TEST(a_link_with_the_name_of_an_unfinished_page_is_not_followed)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *link = folder_path(folder, ".viceversa-site.new");

	BUILD(folder, "a.html", "old");
	folder_write(folder, "outside/0", "mine");
	assert_int_equal(symlink("outside", link), 0);
	BUILD(folder, "a.html", "text");
	assert_string_free(folder_read(folder, "outside/0"), "mine");
	assert_true(S_ISREG(status_of(folder, "site/a.html").st_mode));
	assert_false(folder_has(folder, ".viceversa-site.new"));
}

/* Where nothing can move from beside the folder: the pages are in it until they come to
 * their places, and its time is that which the manifest has. */
TEST(a_folder_that_is_a_link_is_written_within)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *site = folder_path(folder, "site");

	folder_write(folder, "www/mine", "mine");
	assert_int_equal(symlink("www", site), 0);
	assert_counts(BUILD_KNOWN(folder, "a.html", "one", "b.html", "one"), 2, 0, 0);
	assert_counts(BUILD_KNOWN(folder, "a.html", "two", "b.html", "one"), 1, 1, 0);
	assert_string_free(folder_read(folder, "www/a.html"), "two");
	assert_string_free(folder_list(folder, ""), "site\nsite.manifest\nwww/a.html\nwww/b.html\nwww/mine\n");
	assert_counts(BUILD_KNOWN(folder, "a.html", "two", "b.html", "one"), 0, 2, 0);
}

/* Every step before the last can be undone. */
TEST(a_build_that_fails_at_its_end_leaves_the_site_as_it_was)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Writer) writer = NULL;
	g_autoptr(GError) error = NULL;
	WriterCounts counts;

	BUILD(folder, "a.html", "old", "gone/b.html", "old", "z.html", "old");
	folder_remove(folder, "site/z.html");
	folder_write(folder, "site/z.html/inner", "mine");
	writer = open_writer(folder);
	claim(writer, "a.html");
	claim(writer, "new/c.html");
	claim(writer, "z.html");
	assert_true(writer_begin(writer, NULL));
	for (guint i = 0; i < 3; i++)
		assert_true(put(writer, i, "new", NULL));
	assert_false(finish(writer, &counts, &error));
	assert_contains(error->message, "cannot replace ");
	g_clear_pointer(&writer, writer_free);
	assert_string_free(folder_list(folder, "site"), "a.html\ngone/b.html\nz.html/inner\n");
	assert_string_free(folder_read(folder, "site/a.html"), "old");
	assert_string_free(folder_list(folder, ""),
			   "site.manifest\nsite/a.html\nsite/gone/b.html\nsite/z.html/inner\n");
}

TEST(a_folder_that_cannot_be_made_is_a_failure_with_its_name)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *path = folder_path(folder, "file/site");
	g_autoptr(GError) error = NULL;
	g_autoptr(Writer) writer = NULL;

	folder_write(folder, "file", "x");
	writer = writer_new(path, false, &error);
	/* Where even the manifest cannot be, the failure may come at once. */
	if (writer != NULL) {
		claim(writer, "a.html");
		assert_false(writer_begin(writer, &error));
	}
	assert_non_null(error);
	assert_contains(error->message, path);
}

TEST(a_manifest_that_cannot_be_read_stops_before_anything_is_written)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(GError) error = NULL;

	folder_write(folder, "site.manifest/x", "");
	assert_null(writer_new(site, false, &error));
	assert_non_null(error);
}

TEST(a_read_only_folder_is_a_failure_with_a_message)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(GError) begin_error = NULL;
	g_autoptr(Writer) writer = NULL;
	bool begun;

	writer = open_writer(folder);
	claim(writer, "a.html");
	chmod(folder->path, 0555);
	if (!support_be_nobody())
		skip();
	begun = writer_begin(writer, &begin_error);
	support_be_root_again();
	chmod(folder->path, 0755);
	assert_false(begun);
	assert_contains(begin_error->message, "cannot create the folder ");
	assert_contains(begin_error->message, "site.new: Permission denied");
}

TEST(pages_in_a_read_only_folder_can_be_neither_written_nor_removed)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *ja = folder_path(folder, "site/ja");
	g_autofree char *page = folder_path(folder, "site/ja/b.html");
	g_autoptr(Writer) writer = NULL;
	g_autoptr(GError) put_error = NULL;
	g_autoptr(GError) finish_error = NULL;
	WriterCounts counts;
	bool written;
	bool finished;

	BUILD(folder, "ja/old.html", "x");
	writer = open_writer(folder);
	claim(writer, "ja/b.html");
	assert_true(writer_begin(writer, NULL));
	chmod(folder->path, 0755);
	chmod(ja, 0555);
	if (!support_be_nobody())
		skip();
	written = put(writer, 0, "x", &put_error);
	finished = finish(writer, &counts, &finish_error);
	support_be_root_again();
	chmod(ja, 0755);
	assert_false(written);
	assert_contains(put_error->message, "cannot create ");
	assert_contains(put_error->message, page);
	assert_contains(put_error->message, "Permission denied");
	assert_false(finished);
	assert_contains(finish_error->message, "Permission denied");
	assert_string_free(folder_list(folder, "site"), "ja/old.html\n");
}

TEST(a_page_that_could_not_be_removed_is_still_known)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *ja = folder_path(folder, "site/ja");
	g_autoptr(Writer) writer = NULL;
	WriterCounts counts;
	bool finished;

	BUILD(folder, "ja/old.html", "x");
	writer = open_writer(folder);
	claim(writer, "index.html");
	assert_true(writer_begin(writer, NULL));
	chmod(folder->path, 0755);
	chmod(ja, 0555);
	if (!support_be_nobody())
		skip();
	finished = finish(writer, &counts, NULL);
	support_be_root_again();
	chmod(ja, 0755);
	assert_false(finished);
	assert_counts(BUILD(folder, "index.html", "x"), 1, 0, 1);
	assert_string_free(folder_list(folder, "site"), "index.html\n");
}

TEST(a_folder_in_the_place_of_a_page_is_a_failure_and_stays)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Writer) writer = NULL;
	g_autoptr(GError) error = NULL;
	WriterCounts counts;

	BUILD(folder, "a.html", "x");
	folder_remove(folder, "site/a.html");
	folder_write(folder, "site/a.html/inner", "mine");
	writer = open_writer(folder);
	claim(writer, "a.html");
	assert_true(writer_begin(writer, NULL));
	assert_true(put(writer, 0, "x", NULL));
	assert_false(finish(writer, &counts, &error));
	assert_contains(error->message, "cannot replace ");
	assert_string_free(folder_list(folder, "site"), "a.html/inner\n");
}

/* A disk on which no file can have more than so many bytes. */
static struct rlimit
limit_files(rlim_t bytes)
{
	struct rlimit before;
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	limit = before;
	limit.rlim_cur = bytes;
	setrlimit(RLIMIT_FSIZE, &limit);
	return before;
}

TEST(a_full_disk_is_a_failure_that_leaves_the_old_page)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *text = g_strnfill(100000, 'x');
	g_autoptr(Writer) writer = NULL;
	g_autoptr(GError) error = NULL;
	struct rlimit before;
	bool written;

	BUILD(folder, "a.html", "old");
	writer = open_writer(folder);
	claim(writer, "a.html");
	assert_true(writer_begin(writer, NULL));
	before = limit_files(50000);
	written = put(writer, 0, text, &error);
	setrlimit(RLIMIT_FSIZE, &before);
	assert_false(written);
	assert_contains(error->message, "cannot write ");
	assert_contains(error->message, g_strerror(EFBIG));
	assert_string_free(folder_list(folder, "site"), "a.html\n");
	assert_string_free(folder_read(folder, "site/a.html"), "old");
}

TEST(a_disk_too_full_for_the_manifest_is_a_failure_that_leaves_the_old_one)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Writer) writer = NULL;
	g_autoptr(GError) error = NULL;
	struct rlimit before;
	WriterCounts counts;
	bool finished;

	BUILD(folder, "a.html", "old");
	writer = open_writer(folder);
	for (guint i = 0; i < 1000; i++) {
		g_autofree char *file = g_strdup_printf("%u.html", i);

		claim(writer, file);
	}
	assert_true(writer_begin(writer, NULL));
	before = limit_files(1000);
	finished = finish(writer, &counts, &error);
	setrlimit(RLIMIT_FSIZE, &before);
	assert_false(finished);
	assert_non_null(error);
	assert_string_free(names_of(folder), "a.html\n");
}

TEST(a_large_page_is_written_whole)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *text = g_strnfill(5 * 1000 * 1000, 'x');

	BUILD(folder, "a.html", text);
	assert_string_free(folder_read(folder, "site/a.html"), text);
	assert_counts(BUILD(folder, "a.html", text), 0, 1, 0);
}

TEST(bytes_may_be_any)
{
	static const char *const texts[] = { "\0\xff\n\0", "\0\xff\n\0", "\0\xff\n\1" };
	static const guint64 written[] = { 1, 0, 1 };
	g_autoptr(Folder) folder = folder_new();

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(Writer) writer = open_writer(folder);
		g_autoptr(GBytes) bytes = g_bytes_new_static(texts[i], 4);
		WriterCounts counts;

		claim(writer, "a.bin");
		assert_true(writer_begin(writer, NULL));
		assert_true(writer_put(writer, 0, bytes, NULL));
		assert_true(finish(writer, &counts, NULL));
		assert_counts(counts, written[i], 1 - written[i], 0);
		assert_true(status_of(folder, "site/a.bin").st_size == 4);
	}
}

/* How many files each of the threads writes. */
#define SHARE 500

typedef struct {
	Writer *writer;
	guint first;
	guint failed;
} Share;

static gpointer
write_share(gpointer data)
{
	Share *share = data;

	for (guint i = share->first; i < share->first + SHARE; i++) {
		g_autofree char *file = g_strdup_printf("f%u/g%u/%u.html", i % 7, i % 11, i);

		share->failed += !put(share->writer, i, file, NULL);
	}
	return NULL;
}

TEST(several_threads_may_write)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Writer) writer = open_writer(folder);
	Share shares[4];
	GThread *threads[4];
	WriterCounts counts;

	for (guint i = 0; i < SHARE * G_N_ELEMENTS(shares); i++) {
		g_autofree char *file = g_strdup_printf("f%u/g%u/%u.html", i % 7, i % 11, i);

		claim(writer, file);
	}
	assert_true(writer_begin(writer, NULL));
	for (guint i = 0; i < G_N_ELEMENTS(shares); i++) {
		shares[i] = (Share) { .writer = writer, .first = i * SHARE };
		threads[i] = g_thread_new("writer", write_share, &shares[i]);
	}
	for (guint i = 0; i < G_N_ELEMENTS(shares); i++) {
		g_thread_join(threads[i]);
		assert_int_equal(shares[i].failed, 0);
	}
	assert_true(finish(writer, &counts, NULL));
	assert_counts(counts, SHARE * G_N_ELEMENTS(shares), 0, 0);
	for (guint i = 0; i < SHARE * G_N_ELEMENTS(shares); i++) {
		g_autofree char *file = g_strdup_printf("f%u/g%u/%u.html", i % 7, i % 11, i);
		g_autofree char *name = g_build_filename("site", file, NULL);

		assert_string_free(folder_read(folder, name), file);
	}
}

TEST(a_single_file_is_written_with_its_folders)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *path = folder_path(folder, "a/b/c.yaml");

	assert_true(file_write(path, "one\n", NULL));
	assert_true(file_write(path, "two\n", NULL));
	assert_string_free(folder_read(folder, "a/b/c.yaml"), "two\n");
	assert_string_free(folder_list(folder, ""), "a/b/c.yaml\n");
}

TEST(a_single_file_that_cannot_be_written_leaves_the_old_one)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *path = folder_path(folder, "a.yaml");
	g_autofree char *below = folder_path(folder, "a.yaml/b.yaml");
	g_autofree char *text = g_strnfill(100000, 'x');
	g_autoptr(GError) full = NULL;
	g_autoptr(GError) above = NULL;
	struct rlimit before;
	bool written;

	folder_write(folder, "a.yaml", "old");
	before = limit_files(50000);
	written = file_write(path, text, &full);
	setrlimit(RLIMIT_FSIZE, &before);
	assert_false(written);
	assert_non_null(full);
	assert_false(file_write(below, "x", &above));
	assert_contains(above->message, "cannot write ");
	assert_string_free(folder_read(folder, "a.yaml"), "old");
	assert_string_free(folder_list(folder, ""), "a.yaml\n");
}

TEST(a_name_may_be_as_long_as_the_file_system_takes)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *longest = g_strnfill(255, 'x');

	assert_counts(BUILD(folder, longest, "one"), 1, 0, 0);
	assert_counts(BUILD(folder, longest, "two"), 1, 0, 0);
	assert_counts(BUILD(folder, "other", "x"), 1, 0, 1);
	assert_string_free(folder_list(folder, "site"), "other\n");
}

/* Writes into a file that exists, of which its folder learns nothing. */
static void
edit(const Folder *folder, const char *name, const char *text)
{
	g_autofree char *path = folder_path(folder, name);
	FILE *file = fopen(path, "r+");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

TEST(what_is_made_of_the_same_is_not_rendered_again)
{
	g_autoptr(Folder) folder = folder_new();
	Writer *writer;
	WriterCounts counts;

	BUILD_KNOWN(folder, "a.html", "a", "ja/b.html", "b", "ja/c.html", "c");
	writer = open_writer(folder);
	writer_claim(writer, "a.html", fingerprint_bytes("a", 1));
	writer_claim(writer, "ja/b.html", fingerprint_bytes("other", 5));
	writer_claim(writer, "ja/c.html", 0);
	writer_claim(writer, "ja/d.html", 7);
	assert_true(writer_begin(writer, NULL));
	assert_false(writer_needs(writer, 0));
	assert_true(writer_needs(writer, 1));
	assert_true(writer_needs(writer, 2));
	assert_true(writer_needs(writer, 3));
	/* Of something else, and yet the same bytes. */
	assert_true(put(writer, 1, "b", NULL));
	assert_true(put(writer, 2, "C", NULL));
	assert_true(put(writer, 3, "d", NULL));
	assert_true(finish(writer, &counts, NULL));
	writer_free(writer);
	assert_counts(counts, 2, 2, 0);
	assert_string_free(folder_read(folder, "site/ja/b.html"), "b");
	assert_string_free(folder_read(folder, "site/ja/c.html"), "C");
}

TEST(a_folder_that_was_changed_is_looked_at_and_no_other)
{
	g_autoptr(Folder) folder = folder_new();
	Writer *writer;

	BUILD_KNOWN(folder, "a.html", "a", "ja/b.html", "b", "de/c.html", "c");
	folder_remove(folder, "site/ja/b.html");
	edit(folder, "site/a.html", "edited");
	writer = open_writer(folder);
	writer_claim(writer, "a.html", fingerprint_bytes("a", 1));
	writer_claim(writer, "ja/b.html", fingerprint_bytes("b", 1));
	writer_claim(writer, "de/c.html", fingerprint_bytes("c", 1));
	assert_true(writer_begin(writer, NULL));
	assert_false(writer_needs(writer, 0));
	assert_true(writer_needs(writer, 1));
	assert_false(writer_needs(writer, 2));
	writer_free(writer);
}

TEST(what_happens_right_behind_a_build_is_noticed)
{
	/* The times of files come in steps of milliseconds. */
	for (guint i = 0; i < 50; i++) {
		g_autoptr(Folder) folder = folder_new();

		BUILD_KNOWN(folder, "a.html", "a", "ja/b.html", "b");
		folder_remove(folder, "site/ja/b.html");
		assert_counts(BUILD_KNOWN(folder, "a.html", "a", "ja/b.html", "b"), 1, 1, 0);
	}
}

TEST(two_files_that_change_places_are_put_right)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *a = folder_path(folder, "site/ja/a.html");
	g_autofree char *b = folder_path(folder, "site/ja/b.html");
	g_autofree char *c = folder_path(folder, "site/ja/c.html");

	BUILD_KNOWN(folder, "ja/a.html", "a", "ja/b.html", "b");
	assert_int_equal(rename(a, c), 0);
	assert_int_equal(rename(b, a), 0);
	assert_int_equal(rename(c, b), 0);
	assert_counts(BUILD_KNOWN(folder, "ja/a.html", "a", "ja/b.html", "b"), 2, 0, 0);
	assert_string_free(folder_read(folder, "site/ja/a.html"), "a");
}

TEST(two_folders_that_change_places_are_put_right)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *ja = folder_path(folder, "site/ja");
	g_autofree char *de = folder_path(folder, "site/de");
	g_autofree char *other = folder_path(folder, "site/other");

	BUILD_KNOWN(folder, "ja/a.html", "a", "de/a.html", "b");
	assert_int_equal(rename(ja, other), 0);
	assert_int_equal(rename(de, ja), 0);
	assert_int_equal(rename(other, de), 0);
	assert_counts(BUILD_KNOWN(folder, "ja/a.html", "a", "de/a.html", "b"), 2, 0, 0);
	assert_string_free(folder_read(folder, "site/ja/a.html"), "a");
}

TEST(verifying_reads_every_page)
{
	g_autoptr(Folder) folder = folder_new();

	BUILD_KNOWN(folder, "a.html", "a", "ja/b.html", "b");
	edit(folder, "site/a.html", "edited");
	assert_counts(BUILD_KNOWN(folder, "a.html", "a", "ja/b.html", "b"), 0, 2, 0);
	assert_string_free(folder_read(folder, "site/a.html"), "edited");
	assert_counts(VERIFY(folder, "a.html", "a", "ja/b.html", "b"), 1, 1, 0);
	assert_string_free(folder_read(folder, "site/a.html"), "a");
	assert_counts(VERIFY(folder, "a.html", "a", "ja/b.html", "b"), 0, 2, 0);
}

static bool
is_current(const Folder *folder, guint64 stamp)
{
	g_autoptr(Writer) writer = open_writer(folder);
	ManifestBuild last;

	return writer_is_current(writer, stamp, &last);
}

TEST(a_site_is_current_until_something_changes)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(Writer) verifying = NULL;
	ManifestBuild last;

	assert_false(is_current(folder, 0));
	BUILD(folder, "a.html", "a", "ja/b.html", "b");
	assert_true(is_current(folder, 1));
	assert_false(is_current(folder, 2));
	assert_false(is_current(folder, 0));
	verifying = writer_new(site, true, NULL);
	assert_false(writer_is_current(verifying, 1, &last));
	folder_write(folder, "site/ja/mine", "");
	assert_false(is_current(folder, 1));
	BUILD(folder, "a.html", "a", "ja/b.html", "b");
	assert_true(is_current(folder, 1));
	folder_remove(folder, "site/ja");
	assert_false(is_current(folder, 1));
	BUILD(folder, "a.html", "a", "ja/b.html", "b");
	folder_write(folder, ".viceversa-site.manifest", "what a killed build left");
	assert_false(is_current(folder, 1));
	BUILD(folder, "a.html", "a", "ja/b.html", "b");
	assert_string_free(folder_list(folder, ""), "site.manifest\nsite/a.html\nsite/ja/b.html\n");
}

TEST(a_build_that_finds_nothing_to_do_leaves_the_times_of_folders)
{
	g_autoptr(Folder) folder = folder_new();
	struct stat before;
	struct stat after;

	BUILD(folder, "a.html", "a", "ja/b.html", "b");
	before = status_of(folder, "site/ja");
	BUILD(folder, "a.html", "A", "ja/b.html", "b");
	after = status_of(folder, "site/ja");
	assert_true(before.st_mtim.tv_sec == after.st_mtim.tv_sec);
	assert_true(before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
}

TEST(another_build_in_the_meantime_is_noticed)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Writer) first = open_writer(folder);
	g_autoptr(Writer) second = NULL;

	assert_false(writer_is_outdated(first));
	BUILD(folder, "a.html", "a");
	assert_true(writer_is_outdated(first));
	second = open_writer(folder);
	assert_false(writer_is_outdated(second));
	BUILD(folder, "a.html", "a");
	assert_true(writer_is_outdated(second));
}

/* Builds the language "de" alone, and keeps "ja". */
static void
build_german(const Folder *folder)
{
	g_autoptr(Writer) writer = open_writer(folder);
	WriterCounts counts;

	writer_keep(writer, "ja");
	writer_claim(writer, "de/b.html", fingerprint_bytes("b", 1));
	assert_true(writer_begin(writer, NULL));
	if (writer_needs(writer, 0))
		assert_true(put(writer, 0, "b", NULL));
	assert_true(finish(writer, &counts, NULL));
}

TEST(a_folder_that_is_kept_keeps_its_fingerprints)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Writer) writer = NULL;

	BUILD_KNOWN(folder, "ja/a.html", "a", "de/b.html", "b");
	build_german(folder);
	writer = open_writer(folder);
	writer_claim(writer, "ja/a.html", fingerprint_bytes("a", 1));
	assert_false(writer_needs(writer, 0));
}

TEST(a_page_that_went_while_its_folder_was_kept_is_written)
{
	g_autoptr(Folder) folder = folder_new();

	BUILD_KNOWN(folder, "ja/a.html", "a", "ja/c.html", "c", "de/b.html", "b");
	folder_remove(folder, "site/ja/a.html");
	build_german(folder);
	assert_counts(BUILD_KNOWN(folder, "ja/a.html", "a", "ja/c.html", "c", "de/b.html", "b"), 1, 2, 0);
}

TEST(what_a_killed_build_wrote_into_a_kept_folder_is_not_believed)
{
	g_autoptr(Folder) folder = folder_new();

	BUILD_KNOWN(folder, "ja/a.html", "a", "de/b.html", "b");
	kill_build(folder, FILES("ja/a.html", "de/b.html"));
	folder_write(folder, "site/ja/a.html", "new");
	build_german(folder);
	assert_counts(BUILD_KNOWN(folder, "ja/a.html", "a", "de/b.html", "b"), 1, 1, 0);
	assert_string_free(folder_read(folder, "site/ja/a.html"), "a");
}

TEST(a_new_site_is_made_beside_its_place_and_comes_at_once)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Writer) writer = NULL;
	WriterCounts counts;

	folder_write(folder, "site/x", "");
	folder_remove(folder, "site/x");
	writer = open_writer(folder);
	claim(writer, "ja/a.html");
	claim(writer, "index.html");
	assert_true(writer_begin(writer, NULL));
	assert_true(put(writer, 0, "x", NULL));
	assert_string_free(folder_list(folder, ""), "site.manifest\nsite.new/ja/a.html\nsite/\n");
	assert_true(put(writer, 1, "x", NULL));
	assert_true(finish(writer, &counts, NULL));
	assert_string_free(folder_list(folder, ""), "site.manifest\nsite/index.html\nsite/ja/a.html\n");
}

TEST(a_new_site_that_fails_leaves_nothing)
{
	g_autoptr(Folder) folder = folder_new();
	Writer *writer = open_writer(folder);

	claim(writer, "ja/a.html");
	assert_true(writer_begin(writer, NULL));
	assert_true(put(writer, 0, "x", NULL));
	writer_free(writer);
	assert_string_free(folder_list(folder, ""), "");
}

/* What a build of a new site leaves that is killed: with its pages beside their
 * place, or in it. */
static void
leave_killed(const Folder *folder, const char *page)
{
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(Manifest) manifest = manifest_new(site);

	manifest_add(manifest, "ja/a.html", 0, 0);
	manifest_add(manifest, "index.html", 0, 0);
	assert_true(manifest_save(manifest, MANIFEST_FRESH, (ManifestBuild) { 0 }, NULL));
	folder_write(folder, page, "half");
}

TEST(a_new_site_that_was_killed_on_the_way_is_begun_again)
{
	g_autoptr(Folder) folder = folder_new();

	leave_killed(folder, "site.new/ja/a.html");
	assert_counts(BUILD(folder, "index.html", "x"), 1, 0, 0);
	assert_string_free(folder_list(folder, ""), "site.manifest\nsite/index.html\n");
}

TEST(what_comes_where_a_new_site_was_killed_on_the_way_is_not_ours)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Writer) writer = NULL;
	g_autofree char *first = NULL;

	leave_killed(folder, "site.new/ja/a.html");
	folder_write(folder, "site/index.html", "mine");
	writer = open_writer(folder);
	claim(writer, "index.html");
	assert_int_equal(writer_find_foreign(writer, &first), 1);
	assert_string_free(folder_read(folder, "site/index.html"), "mine");
}

TEST(a_new_site_that_was_killed_in_its_place_is_ours)
{
	g_autoptr(Folder) folder = folder_new();

	leave_killed(folder, "site/ja/a.html");
	assert_counts(BUILD_KNOWN(folder, "index.html", "x"), 1, 0, 1);
	assert_string_free(folder_list(folder, ""), "site.manifest\nsite/index.html\n");
}

TEST(somebody_elses_folder_named_new_stays)
{
	g_autoptr(Folder) folder = folder_new();

	folder_write(folder, "site.new/mine", "mine");
	assert_counts(BUILD(folder, "index.html", "x"), 1, 0, 0);
	assert_string_free(folder_list(folder, ""), "site.manifest\nsite.new/mine\nsite/index.html\n");
}

TEST(a_folder_that_is_a_link_is_written_through)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *path = folder_path(folder, "site");
	g_autoptr(Writer) writer = NULL;

	folder_write(folder, "www/x", "");
	folder_remove(folder, "www/x");
	assert_int_equal(symlink("www", path), 0);
	assert_counts(BUILD_KNOWN(folder, "index.html", "x"), 1, 0, 0);
	assert_true(S_ISLNK(status_of(folder, "site").st_mode));
	assert_string_free(folder_read(folder, "www/index.html"), "x");
	writer = open_writer(folder);
	writer_claim(writer, "index.html", fingerprint_bytes("x", 1));
	assert_false(writer_needs(writer, 0));
}

TEST(nothing_is_removed_through_a_link)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *path = folder_path(folder, "site/ja");

	BUILD(folder, "index.html", "x", "ja/a.html", "x");
	folder_remove(folder, "site/ja");
	folder_write(folder, "outside/a.html", "mine");
	assert_int_equal(symlink("../outside", path), 0);
	assert_counts(BUILD(folder, "index.html", "x"), 0, 1, 0);
	assert_string_free(folder_read(folder, "outside/a.html"), "mine");
}

TEST(unfinished_pages_of_folders_that_went_are_removed_with_them)
{
	g_autoptr(Folder) folder = folder_new();

	BUILD(folder, "index.html", "x", "old/a.html", "x");
	kill_build(folder, FILES("index.html", "old/a.html"));
	folder_write(folder, "site/old/.viceversa-7", "half");
	BUILD(folder, "index.html", "x");
	assert_string_free(folder_list(folder, "site"), "index.html\n");
}

TEST(without_its_manifest_a_site_is_known_by_its_first_page)
{
	static const char page[] = "<meta name=\"generator\" content=\"viceversa\">";
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Writer) writer = NULL;
	g_autofree char *first = NULL;

	BUILD(folder, "index.html", page, "a.html", "a", "b.html", "b");
	folder_write(folder, "site/b.html", "edited");
	folder_write(folder, "site.manifest", "damaged");
	writer = open_writer(folder);
	assert_string_equal(writer_problem(writer), "is damaged");
	assert_counts(BUILD(folder, "index.html", page, "a.html", "a", "b.html", "b"), 1, 2, 0);
	/* One that somebody took away is another matter. */
	folder_remove(folder, "site.manifest");
	g_clear_pointer(&writer, writer_free);
	writer = open_writer(folder);
	claim(writer, "index.html");
	assert_int_equal(writer_find_foreign(writer, &first), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_site_is_written_with_its_folders),
		cmocka_unit_test(the_folders_above_a_site_are_made),
		cmocka_unit_test(a_folder_that_is_kept_stays_ours),
		cmocka_unit_test(an_unchanged_file_keeps_its_inode_and_its_time),
		cmocka_unit_test(a_changed_file_is_replaced_by_another),
		cmocka_unit_test(a_file_that_was_changed_by_hand_is_written_again),
		cmocka_unit_test(removed_pages_leave_no_empty_folders),
		cmocka_unit_test(a_site_without_pages_leaves_its_folder),
		cmocka_unit_test(a_page_that_somebody_removed_needs_no_removing),
		cmocka_unit_test(the_folder_of_a_removed_page_may_be_a_file_now),
		cmocka_unit_test(foreign_files_are_never_touched),
		cmocka_unit_test(a_foreign_file_in_the_way_is_found),
		cmocka_unit_test(a_foreign_link_in_the_way_is_found_even_if_it_leads_nowhere),
		cmocka_unit_test(a_foreign_file_where_a_folder_has_to_be_is_found),
		cmocka_unit_test(without_a_manifest_every_file_is_foreign),
		cmocka_unit_test(in_a_folder_that_does_not_exist_nothing_is_foreign),
		cmocka_unit_test(what_a_killed_build_wrote_is_known_to_the_next),
		cmocka_unit_test(a_half_written_page_that_is_no_longer_planned_is_removed),
		cmocka_unit_test(a_writer_that_never_begins_changes_nothing),
		cmocka_unit_test(a_link_in_the_place_of_a_page_is_replaced_and_not_followed),
		cmocka_unit_test(a_link_with_the_name_of_an_unfinished_page_is_not_followed),
		cmocka_unit_test(a_folder_that_is_a_link_is_written_within),
		cmocka_unit_test(a_build_that_fails_at_its_end_leaves_the_site_as_it_was),
		cmocka_unit_test(a_folder_that_cannot_be_made_is_a_failure_with_its_name),
		cmocka_unit_test(a_manifest_that_cannot_be_read_stops_before_anything_is_written),
		cmocka_unit_test(a_read_only_folder_is_a_failure_with_a_message),
		cmocka_unit_test(pages_in_a_read_only_folder_can_be_neither_written_nor_removed),
		cmocka_unit_test(a_page_that_could_not_be_removed_is_still_known),
		cmocka_unit_test(a_folder_in_the_place_of_a_page_is_a_failure_and_stays),
		cmocka_unit_test(a_full_disk_is_a_failure_that_leaves_the_old_page),
		cmocka_unit_test(a_disk_too_full_for_the_manifest_is_a_failure_that_leaves_the_old_one),
		cmocka_unit_test(a_large_page_is_written_whole),
		cmocka_unit_test(bytes_may_be_any),
		cmocka_unit_test(several_threads_may_write),
		cmocka_unit_test(a_single_file_is_written_with_its_folders),
		cmocka_unit_test(a_single_file_that_cannot_be_written_leaves_the_old_one),
		cmocka_unit_test(a_name_may_be_as_long_as_the_file_system_takes),
		cmocka_unit_test(what_is_made_of_the_same_is_not_rendered_again),
		cmocka_unit_test(a_folder_that_was_changed_is_looked_at_and_no_other),
		cmocka_unit_test(what_happens_right_behind_a_build_is_noticed),
		cmocka_unit_test(two_files_that_change_places_are_put_right),
		cmocka_unit_test(two_folders_that_change_places_are_put_right),
		cmocka_unit_test(verifying_reads_every_page),
		cmocka_unit_test(a_site_is_current_until_something_changes),
		cmocka_unit_test(a_build_that_finds_nothing_to_do_leaves_the_times_of_folders),
		cmocka_unit_test(another_build_in_the_meantime_is_noticed),
		cmocka_unit_test(a_folder_that_is_kept_keeps_its_fingerprints),
		cmocka_unit_test(a_page_that_went_while_its_folder_was_kept_is_written),
		cmocka_unit_test(what_a_killed_build_wrote_into_a_kept_folder_is_not_believed),
		cmocka_unit_test(a_new_site_is_made_beside_its_place_and_comes_at_once),
		cmocka_unit_test(a_new_site_that_fails_leaves_nothing),
		cmocka_unit_test(a_new_site_that_was_killed_on_the_way_is_begun_again),
		cmocka_unit_test(what_comes_where_a_new_site_was_killed_on_the_way_is_not_ours),
		cmocka_unit_test(a_new_site_that_was_killed_in_its_place_is_ours),
		cmocka_unit_test(somebody_elses_folder_named_new_stays),
		cmocka_unit_test(a_folder_that_is_a_link_is_written_through),
		cmocka_unit_test(nothing_is_removed_through_a_link),
		cmocka_unit_test(unfinished_pages_of_folders_that_went_are_removed_with_them),
		cmocka_unit_test(without_its_manifest_a_site_is_known_by_its_first_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
