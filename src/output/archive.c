#include "output/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "output/file.h"

/* How much is written at a time, in bytes. */
#define BLOCK (1 << 20)

struct Archive {
	char *path;
	char *unfinished;   /* where the file is until it is whole; NULL for standard output and memory */
	int descriptor;     /* -1 when closed, and for memory */
	GByteArray *memory; /* NULL for a file and standard output */
	int code;           /* errno of the first write that failed; then nothing more is written */
	gint64 time;
	struct archive *archive;
	struct archive_entry *entry; /* used again for each file */
};

bool
archive_is_path(const char *path)
{
	return g_str_equal(path, ARCHIVE_STANDARD_OUTPUT) || g_str_has_suffix(path, ".tar") ||
	       g_str_has_suffix(path, ".zip");
}

static bool
fail(const Archive *archive, int code, GError **error)
{
	if (archive->memory != NULL)
		return file_fail(error, "pack", "what can be downloaded", code);
	return file_fail(error, "write", archive->unfinished == NULL ? "to standard output" : archive->path, code);
}

/* Whether libarchive and all writes so far did as they should. */
static bool
check(const Archive *archive, bool is_good, GError **error)
{
	int code = archive_errno(archive->archive);

	if (archive->code != 0)
		return fail(archive, archive->code, error);
	/* libarchive's own numbers are negative. */
	return is_good || fail(archive, code > 0 ? code : EIO, error);
}

/* libarchive loses its memory where it hears of a failure, so it hears of none. */
static la_ssize_t
write_block(G_GNUC_UNUSED struct archive *writer, void *data, const void *block, size_t length)
{
	Archive *archive = data;

	if (archive->memory != NULL)
		g_byte_array_append(archive->memory, block, (guint) length);
	else if (archive->code == 0 && !file_write_all(archive->descriptor, block, length))
		archive->code = errno;
	return (la_ssize_t) length;
}

static bool
open_file(Archive *archive, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(archive->path);
	g_autofree char *name = g_path_get_basename(archive->path);
	struct stat status;

	if (lstat(archive->path, &status) == 0 && S_ISDIR(status.st_mode))
		return file_fail(error, "create", archive->path, EISDIR);
	archive->unfinished = g_strdup_printf("%s/" FILE_UNFINISHED "%s", folder, name);
	/* A killed build may have left it there. */
	unlink(archive->unfinished);
	archive->descriptor = open(archive->unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	return archive->descriptor >= 0 || file_fail(error, "create", archive->path, errno);
}

static bool
open_archive(Archive *archive, GError **error)
{
	bool is_zip = archive->memory != NULL || g_str_has_suffix(archive->path, ".zip");
	struct archive *writer = archive_write_new();

	archive->archive = writer;
	archive->entry = archive_entry_new();
	if (is_zip && archive_write_set_format_zip(writer) != ARCHIVE_OK)
		return check(archive, false, error);
	/* Compressing takes many times as long as all the rest, and its bytes depend on the
	 * version of zlib; but who downloads pages waits for each byte. */
	if (is_zip && (archive->memory == NULL ? archive_write_zip_set_compression_store(writer)
					       : archive_write_zip_set_compression_deflate(writer)) != ARCHIVE_OK)
		return check(archive, false, error);
	if (!is_zip && archive_write_set_format_pax_restricted(writer) != ARCHIVE_OK)
		return check(archive, false, error);
	return check(archive,
		     archive_write_set_bytes_per_block(writer, BLOCK) == ARCHIVE_OK &&
			 archive_write_set_bytes_in_last_block(writer, 1) == ARCHIVE_OK &&
			 archive_write_open(writer, archive, NULL, write_block, NULL) == ARCHIVE_OK,
		     error);
}

void
archive_prepare(void)
{
	setenv("TZ", "UTC0", 1);
	tzset();
}

Archive *
archive_open(const char *path, gint64 time, GError **error)
{
	g_autoptr(Archive) archive = g_new0(Archive, 1);

	signal(SIGPIPE, SIG_IGN);
	archive->path = g_strdup(path);
	archive->time = time;
	archive->descriptor = STDOUT_FILENO;
	if (!g_str_equal(path, ARCHIVE_STANDARD_OUTPUT) && !open_file(archive, error))
		return NULL;
	return open_archive(archive, error) ? g_steal_pointer(&archive) : NULL;
}

Archive *
archive_open_memory(gint64 time, GError **error)
{
	g_autoptr(Archive) archive = g_new0(Archive, 1);

	archive->memory = g_byte_array_new();
	archive->time = time;
	archive->descriptor = -1;
	return open_archive(archive, error) ? g_steal_pointer(&archive) : NULL;
}

bool
archive_put(Archive *archive, const char *name, GBytes *bytes, GError **error)
{
	gsize length;
	const void *data = g_bytes_get_data(bytes, &length);
	struct archive_entry *entry = archive_entry_clear(archive->entry);

	archive_entry_set_pathname(entry, name);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_uid(entry, 0);
	archive_entry_set_gid(entry, 0);
	archive_entry_set_size(entry, (la_int64_t) length);
	archive_entry_set_mtime(entry, archive->time, 0);
	return check(archive,
		     archive_write_header(archive->archive, entry) == ARCHIVE_OK &&
			 archive_write_data(archive->archive, data, length) == (la_ssize_t) length &&
			 archive_write_finish_entry(archive->archive) == ARCHIVE_OK,
		     error);
}

bool
archive_finish(Archive *archive, GError **error)
{
	int descriptor = archive->descriptor;

	if (!check(archive, archive_write_close(archive->archive) == ARCHIVE_OK, error))
		return false;
	archive->descriptor = -1;
	if (close(descriptor) < 0)
		return fail(archive, errno, error);
	if (archive->unfinished == NULL)
		return true;
	if (rename(archive->unfinished, archive->path) < 0)
		return file_fail(error, "replace", archive->path, errno);
	g_clear_pointer(&archive->unfinished, g_free);
	return true;
}

GBytes *
archive_finish_memory(Archive *archive, GError **error)
{
	if (!check(archive, archive_write_close(archive->archive) == ARCHIVE_OK, error))
		return NULL;
	return g_byte_array_free_to_bytes(g_steal_pointer(&archive->memory));
}

void
archive_discard(Archive *archive)
{
	/* One that is not finished writes its end now, which nobody wants. */
	archive->code = ECANCELED;
	archive_write_free(archive->archive);
	archive_entry_free(archive->entry);
	if (archive->unfinished != NULL) {
		if (archive->descriptor >= 0)
			close(archive->descriptor);
		unlink(archive->unfinished);
	}
	g_clear_pointer(&archive->memory, g_byte_array_unref);
	g_free(archive->unfinished);
	g_free(archive->path);
	g_free(archive);
}
