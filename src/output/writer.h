/* Writes a site into its folder: the only code that touches it.
 *
 * At every instant each page in the folder is whole, old or new.  A site that is
 * written anew is made in a folder beside its own, which takes its place when all
 * of it is there.  For a site that exists, the pages that change are made beside it;
 * when all of them are there, each changes places with the old one, and where that
 * fails at any page, all of them change back.  A file that is not in the manifest is somebody else's, and is
 * neither overwritten nor removed. */
#pragma once

#include "output/manifest.h"

typedef struct Writer Writer;

typedef struct {
	guint64 written;   /* of the files that count */
	guint64 unchanged; /* of the files that count */
	guint64 removed;   /* of all files */
} WriterCounts;

/* Begins a build of a folder, which need not exist.  With verify nothing is
 * believed that the manifest says of pages: all of them are read.
 * Returns: (nullable) (transfer full): NULL with error set; free with
 * writer_free(). */
Writer *writer_new(const char *folder, bool verify, GError **error);

void writer_free(Writer *writer);

/* Whether the last build was made of the same as this one, came to its end without
 * findings, and nobody has added, removed or replaced a file since.  Then *build
 * is what it was. */
bool writer_is_current(const Writer *writer, guint64 stamp, ManifestBuild *build);

/* Whether another build has been at work since writer_new().  Only where builds are
 * kept apart by a lock, and this one holds it, the answer stays true. */
bool writer_is_outdated(const Writer *writer);

/* Why the manifest cannot be made out, or NULL: see manifest_problem(). */
const char *writer_problem(const Writer *writer);

/* Says that the build will have a file, by its path below the folder, made of what
 * inputs is the fingerprint of; 0 where that is not known.  All files are claimed
 * before the first is written.
 * Returns: its number, counted from 0. */
guint64 writer_claim(Writer *writer, const char *file, guint64 inputs);

/* The same for a file that goes with another, as its compressed form does, and is not
 * counted as written or unchanged.  To be claimed after those that are. */
guint64 writer_claim_beside(Writer *writer, const char *file, guint64 inputs);

/* Says that what an earlier build wrote into a folder below stays as it is. */
void writer_keep(Writer *writer, const char *folder);

/* How many claimed files exist already and are not ours, and the first of them
 * (transfer full), or NULL. */
guint writer_find_foreign(const Writer *writer, char **first);

/* Records all claims, so that what a killed build wrote is known to the next, and
 * makes the folders. */
bool writer_begin(Writer *writer, GError **error);

/* Whether a file has to be rendered: it is made of something else than the last
 * time, or it is not as the last build left it.  Where not, it counts as unchanged.
 * To be asked once for each file; safe to call from several threads. */
bool writer_needs(Writer *writer, guint64 number);

/* Writes a claimed file unless it has these bytes already.  Safe to call from
 * several threads for different files. */
bool writer_put(Writer *writer, guint64 number, GBytes *bytes, GError **error);

/* Puts the file at from in the place of a claimed one unless that has its bytes
 * already, of which content is the XXH3: by a hard link, or by a copy where no link
 * can be.  In place of writer_needs() and writer_put(). */
bool writer_link(Writer *writer, guint64 number, const char *from, guint64 content, GError **error);

/* Removes the files that an earlier build wrote and this one neither claimed nor
 * keeps, and the folders that this leaves empty; then the site is what the build
 * says.  Its stamp is 0 where the next build has to look again. */
bool writer_finish(Writer *writer, ManifestBuild build, WriterCounts *counts, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Writer, writer_free)
