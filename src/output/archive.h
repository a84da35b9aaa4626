/* Writes files as one archive: a site as a tar or a zip, uncompressed, with the same
 * bytes for the same files; or some of its pages as a compressed zip in memory, with the
 * same bytes for the same files and version of zlib.  Each file has the mode 0644, the
 * owner 0 without a name, and the time that the archive was opened with.  There are no
 * folders in it: who unpacks it makes them.
 *
 * A tar takes the same memory for any number of files; a zip keeps its list of them
 * in memory until the end, about 150 bytes a file. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Archive Archive;

/* What stands for standard output in place of a file. */
#define ARCHIVE_STANDARD_OUTPUT "-"

/* The time of the files where nobody names another: the first that a zip can tell,
 * 1980-01-01T00:00:00Z. */
#define ARCHIVE_TIME G_GINT64_CONSTANT(315532800)

/* Whether an archive can have this path: it ends with ".tar" or ".zip", or is
 * standard output, which gets a tar. */
bool archive_is_path(const char *path);

/* Makes UTC the program's time zone, because a zip tells local times.  To be called
 * before there are other threads, and before an archive is opened. */
void archive_prepare(void);

/* Begins an archive; time counts seconds since 1970.  A file is written beside its
 * place, which keeps what it has until archive_finish().  From now on a closed pipe is
 * an error and no signal.
 * Returns: (nullable) (transfer full): NULL with error set; free with
 * archive_discard(). */
Archive *archive_open(const char *path, gint64 time, GError **error);

/* Begins a compressed zip in memory.
 * Returns: (nullable) (transfer full): the same. */
Archive *archive_open_memory(gint64 time, GError **error);

/* Adds a file by its path, which is ASCII.  For one thread at a time. */
bool archive_put(Archive *archive, const char *name, GBytes *bytes, GError **error);

/* Writes what is left, and puts the file in its place. */
bool archive_finish(Archive *archive, GError **error);

/* Writes what is left of an archive in memory.
 * Returns: (nullable) (transfer full): all of it; NULL with error set. */
GBytes *archive_finish_memory(Archive *archive, GError **error);

/* Frees the archive; of one that is not finished no file stays. */
void archive_discard(Archive *archive);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Archive, archive_discard)
