/* Writes a site into its folder: the only code that touches it.
 *
 * Each page is written beside its place and then renamed, so that a reader sees
 * the old page or the new one.  A file that is not in the manifest is somebody
 * else's, and is neither overwritten nor removed. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Writer Writer;

typedef struct {
	guint64 written;
	guint64 unchanged;
	guint64 removed;
} WriterCounts;

/* Begins a build of a folder, which need not exist.
 * Returns: (nullable) (transfer full): NULL with error set; free with
 * writer_free(). */
Writer *writer_new(const char *folder, GError **error);

void writer_free(Writer *writer);

/* Says that the build will write a file, by its path below the folder.  All
 * files are claimed before the first is written. */
void writer_claim(Writer *writer, const char *file);

/* Says that what an earlier build wrote into a folder below stays as it is. */
void writer_keep(Writer *writer, const char *folder);

/* How many claimed files exist already and are not ours, and the first of them
 * (transfer full), or NULL. */
guint writer_find_foreign(const Writer *writer, char **first);

/* Records all claims, so that what a killed build wrote is known to the next. */
bool writer_begin(Writer *writer, GError **error);

/* Writes a claimed file unless it has these bytes already.  Safe to call from
 * several threads for different files. */
bool writer_put(Writer *writer, const char *file, GBytes *bytes, GError **error);

/* Removes the files that an earlier build wrote and this one neither claimed nor
 * keeps, and the folders that this leaves empty. */
bool writer_finish(Writer *writer, WriterCounts *counts, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Writer, writer_free)
