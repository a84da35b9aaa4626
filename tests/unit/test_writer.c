#include "output/writer.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/file.h"
#include "support.h"

static Writer *
open_writer(const Folder *folder)
{
	g_autofree char *site = folder_path(folder, "site");
	g_autoptr(GError) error = NULL;
	Writer *writer = writer_new(site, &error);

	assert_null(error);
	assert_non_null(writer);
	return writer;
}

static bool
put(Writer *writer, const char *file, const char *text, GError **error)
{
	g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

	return writer_put(writer, file, bytes, error);
}

/* A whole build of the files in a list of names and texts, NULL at its end. */
static WriterCounts
build(const Folder *folder, const char *const *files)
{
	g_autoptr(Writer) writer = open_writer(folder);
	g_autofree char *foreign = NULL;
	WriterCounts counts;

	for (gsize i = 0; files[i] != NULL; i += 2)
		writer_claim(writer, files[i]);
	assert_int_equal(writer_find_foreign(writer, &foreign), 0);
	assert_null(foreign);
	assert_true(writer_begin(writer, NULL));
	for (gsize i = 0; files[i] != NULL; i += 2)
		assert_true(put(writer, files[i], files[i + 1], NULL));
	assert_true(writer_finish(writer, &counts, NULL));
	return counts;
}

#define BUILD(folder, ...) build((folder), (const char *const[]) { __VA_ARGS__, NULL })

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
	g_autoptr(Writer) writer = writer_new(path, NULL);
	WriterCounts counts;

	writer_claim(writer, "x");
	assert_true(writer_begin(writer, NULL));
	assert_true(put(writer, "x", "1", NULL));
	assert_true(writer_finish(writer, &counts, NULL));
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
	writer_claim(writer, "x");
	assert_true(writer_begin(writer, NULL));
	assert_true(put(writer, "x", "1", NULL));
	assert_true(writer_finish(writer, &counts, NULL));
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
	assert_string_free(folder_read(folder, "site.manifest"), "viceversa manifest 1\nindex.html\n");
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
	writer_claim(writer, "b.html");
	writer_claim(writer, "a.html");
	writer_claim(writer, "c.html");
	writer_claim(writer, "d.html");
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
	writer_claim(writer, "a.html");
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
	writer_claim(writer, "ja/smtp/a.html");
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
	writer_claim(writer, "a.html");
	assert_int_equal(writer_find_foreign(writer, &first), 1);
}

TEST(in_a_folder_that_does_not_exist_nothing_is_foreign)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *first = NULL;
	g_autoptr(Writer) writer = open_writer(folder);

	writer_claim(writer, "a.html");
	assert_int_equal(writer_find_foreign(writer, &first), 0);
	assert_null(first);
	assert_string_free(folder_list(folder, ""), "");
}

TEST(what_a_killed_build_wrote_is_known_to_the_next)
{
	g_autoptr(Folder) folder = folder_new();
	Writer *killed = open_writer(folder);

	writer_claim(killed, "old/a.html");
	writer_claim(killed, "old/b.html");
	assert_true(writer_begin(killed, NULL));
	assert_true(put(killed, "old/a.html", "x", NULL));
	writer_free(killed);
	folder_write(folder, "site/old/.viceversa-b.html", "half");
	assert_counts(BUILD(folder, "old/b.html", "x"), 1, 0, 1);
	assert_string_free(folder_list(folder, "site"), "old/b.html\n");
}

TEST(a_half_written_page_that_is_no_longer_planned_is_removed)
{
	g_autoptr(Folder) folder = folder_new();
	Writer *killed = open_writer(folder);

	writer_claim(killed, "old/a.html");
	assert_true(writer_begin(killed, NULL));
	writer_free(killed);
	folder_write(folder, "site/old/.viceversa-a.html", "half");
	BUILD(folder, "index.html", "x");
	assert_string_free(folder_list(folder, "site"), "index.html\n");
}

TEST(a_writer_that_never_begins_changes_nothing)
{
	g_autoptr(Folder) folder = folder_new();
	Writer *writer;

	BUILD(folder, "a.html", "x");
	writer = open_writer(folder);
	writer_claim(writer, "b.html");
	writer_free(writer);
	assert_string_free(folder_list(folder, ""), "site.manifest\nsite/a.html\n");
	assert_string_free(folder_read(folder, "site.manifest"), "viceversa manifest 1\na.html\n");
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
	g_autofree char *path = folder_path(folder, "site/.viceversa-a.html");
	g_autoptr(Writer) writer = NULL;
	g_autoptr(GError) error = NULL;

	folder_write(folder, "outside", "mine");
	folder_write(folder, "site/x", "");
	assert_int_equal(symlink("../outside", path), 0);
	writer = open_writer(folder);
	writer_claim(writer, "a.html");
	assert_true(writer_begin(writer, NULL));
	put(writer, "a.html", "text", &error);
	assert_string_free(folder_read(folder, "outside"), "mine");
}

TEST(a_folder_that_cannot_be_made_is_a_failure_with_its_name)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *path = folder_path(folder, "file/site");
	g_autoptr(GError) error = NULL;
	g_autoptr(Writer) writer = NULL;

	folder_write(folder, "file", "x");
	writer = writer_new(path, &error);
	/* Where even the manifest cannot be, the failure may come at once. */
	if (writer != NULL) {
		writer_claim(writer, "a.html");
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
	assert_null(writer_new(site, &error));
	assert_non_null(error);
}

TEST(a_read_only_folder_is_a_failure_with_a_message)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(GError) begin_error = NULL;
	g_autoptr(Writer) writer = NULL;
	bool begun;

	writer = open_writer(folder);
	writer_claim(writer, "a.html");
	chmod(folder->path, 0555);
	if (!support_be_nobody())
		skip();
	begun = writer_begin(writer, &begin_error);
	support_be_root_again();
	chmod(folder->path, 0755);
	assert_false(begun);
	assert_contains(begin_error->message, "cannot create the folder ");
	assert_contains(begin_error->message, "site: Permission denied");
}

TEST(pages_in_a_read_only_folder_can_be_neither_written_nor_removed)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *ja = folder_path(folder, "site/ja");
	g_autofree char *page = folder_path(folder, "site/ja/.viceversa-b.html");
	g_autofree char *old = folder_path(folder, "site/ja/old.html");
	g_autoptr(Writer) writer = NULL;
	g_autoptr(GError) put_error = NULL;
	g_autoptr(GError) deep_error = NULL;
	g_autoptr(GError) finish_error = NULL;
	WriterCounts counts;
	bool written;
	bool deep;
	bool finished;

	BUILD(folder, "ja/old.html", "x");
	writer = open_writer(folder);
	writer_claim(writer, "ja/b.html");
	writer_claim(writer, "ja/deep/c.html");
	assert_true(writer_begin(writer, NULL));
	chmod(folder->path, 0755);
	chmod(ja, 0555);
	if (!support_be_nobody())
		skip();
	written = put(writer, "ja/b.html", "x", &put_error);
	deep = put(writer, "ja/deep/c.html", "x", &deep_error);
	finished = writer_finish(writer, &counts, &finish_error);
	support_be_root_again();
	chmod(ja, 0755);
	assert_false(written);
	assert_contains(put_error->message, "cannot create ");
	assert_contains(put_error->message, page);
	assert_contains(put_error->message, "Permission denied");
	assert_false(deep);
	assert_contains(deep_error->message, "cannot create the folder ");
	assert_false(finished);
	assert_contains(finish_error->message, "cannot remove ");
	assert_contains(finish_error->message, old);
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
	writer_claim(writer, "index.html");
	assert_true(writer_begin(writer, NULL));
	chmod(folder->path, 0755);
	chmod(ja, 0555);
	if (!support_be_nobody())
		skip();
	finished = writer_finish(writer, &counts, NULL);
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

	BUILD(folder, "a.html", "x");
	folder_remove(folder, "site/a.html");
	folder_write(folder, "site/a.html/inner", "mine");
	writer = open_writer(folder);
	writer_claim(writer, "a.html");
	assert_true(writer_begin(writer, NULL));
	assert_false(put(writer, "a.html", "x", &error));
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
	writer_claim(writer, "a.html");
	assert_true(writer_begin(writer, NULL));
	before = limit_files(50000);
	written = put(writer, "a.html", text, &error);
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
	bool begun;

	BUILD(folder, "a.html", "old");
	writer = open_writer(folder);
	for (guint i = 0; i < 1000; i++) {
		g_autofree char *file = g_strdup_printf("%u.html", i);

		writer_claim(writer, file);
	}
	before = limit_files(1000);
	begun = writer_begin(writer, &error);
	setrlimit(RLIMIT_FSIZE, &before);
	assert_false(begun);
	assert_non_null(error);
	assert_string_free(folder_read(folder, "site.manifest"), "viceversa manifest 1\na.html\n");
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
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Writer) writer = open_writer(folder);
	g_autoptr(GBytes) bytes = g_bytes_new_static("\0\xff\n\0", 4);
	g_autoptr(GBytes) other = g_bytes_new_static("\0\xff\n\1", 4);
	WriterCounts counts;

	writer_claim(writer, "a.bin");
	assert_true(writer_begin(writer, NULL));
	assert_true(writer_put(writer, "a.bin", bytes, NULL));
	assert_true(writer_put(writer, "a.bin", bytes, NULL));
	assert_true(writer_put(writer, "a.bin", other, NULL));
	assert_true(writer_finish(writer, &counts, NULL));
	assert_counts(counts, 2, 1, 0);
	assert_true(status_of(folder, "site/a.bin").st_size == 4);
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

		share->failed += !put(share->writer, file, file, NULL);
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

		writer_claim(writer, file);
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
	assert_true(writer_finish(writer, &counts, NULL));
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
	assert_contains(above->message, "cannot create the folder ");
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
