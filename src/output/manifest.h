/* The manifest: which files below an output folder are ours, and what they were
 * made of.  It stands beside the folder, never in it, so it is never published.
 *
 * It is binary: a header with a checksum, the folders with their times, a record
 * for each file, and the names.  What it says is believed only as far as the times
 * of the folders agree. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
	MANIFEST_DONE,    /* the last build came to its end */
	MANIFEST_WRITING, /* a build was at work: any file may be old, new or missing */
	MANIFEST_FRESH,   /* a build was at work in a new folder beside this one */
} ManifestState;

/* What is known of a file. */
typedef struct {
	guint64 inputs;  /* fingerprint of all that it is made of; 0 where that is not known */
	guint64 content; /* XXH3 of its bytes; 0 where that is not known */
	guint64 name;    /* offset among the names */
} ManifestFile;

/* What a whole build was. */
typedef struct {
	guint64 stamp;   /* fingerprint of all that it is made of; 0 where it may have changed */
	guint64 sources; /* fingerprint of all that the site is made of which this is, or is a part of */
	guint64 files;   /* fingerprint of its files alone: without the program and its options */
	guint64 kept;    /* how many files it left as an earlier build wrote them, and did not look at */
	guint64 pages;   /* what the build said it made */
	guint64 locales; /* and in how many */
	guint32 shard;   /* which part of the site, from 1; 0 for all of it */
	guint32 shards;  /* of how many */
} ManifestBuild;

typedef struct Manifest Manifest;

/* The manifest of an output folder: "site" has "site.manifest".
 * Returns: (transfer full). */
char *manifest_path(const char *folder);

/* What else stands beside it: "site.new", in which a new site is made, and
 * "site.lock", by which builds keep out of each other's way.
 * Returns: (transfer full). */
char *manifest_fresh_path(const char *folder);
char *manifest_lock_path(const char *folder);

/* Returns: (transfer full): a manifest of no file; free with manifest_free(). */
Manifest *manifest_new(const char *folder);

/* Reads the manifest of an output folder.  One that is missing is empty, and so is
 * one that cannot be made out, which manifest_problem() tells.
 * Returns: (nullable) (transfer full): NULL with error set where the machine
 * failed. */
Manifest *manifest_load(const char *folder, GError **error);

void manifest_free(Manifest *manifest);

/* Why nothing can be made out: "is damaged" or "is of another version"; NULL where
 * there is nothing wrong. */
const char *manifest_problem(const Manifest *manifest);

ManifestState manifest_state(const Manifest *manifest);
ManifestBuild manifest_build(const Manifest *manifest);

/* How many files there are; they are numbered from 0 in the order in which they
 * were added. */
guint64 manifest_count(const Manifest *manifest);

/* The path of a file below the folder, and what is known of it. */
const char *manifest_name(const Manifest *manifest, guint64 number);
ManifestFile *manifest_file(const Manifest *manifest, guint64 number);

/* The number of a file by its path, for which hint is a good guess; -1 where there
 * is none.  For one thread. */
gint64 manifest_find(Manifest *manifest, const char *name, guint64 hint);

/* Adds a file that is not there yet.  Returns: its number. */
guint64 manifest_add(Manifest *manifest, const char *name, guint64 inputs, guint64 content);

/* Takes down the time of each folder that a file is in below path.  Those that do
 * not have the time that stands in before get a new one, which no other has. */
void manifest_note_folders(Manifest *manifest, const char *path, const Manifest *before);

/* Whether the folder of a file, or every folder, has the time that was taken down:
 * since then no file was added, removed or replaced there.  path is where the
 * files are. */
bool manifest_folder_is_unchanged(Manifest *manifest, const char *path, const char *name);
bool manifest_is_unchanged(Manifest *manifest, const char *path);

/* Writes the manifest in place of the old one, all or nothing. */
bool manifest_save(Manifest *manifest, ManifestState state, ManifestBuild build, GError **error);

/* Whether the file is still the one that was loaded, or still missing. */
bool manifest_is_current(const Manifest *manifest);

/* Makes it a manifest of no file. */
void manifest_forget(Manifest *manifest);

/* Whether a killed build left a part of a manifest that it was writing; removes
 * it. */
bool manifest_is_tidy(const Manifest *manifest);
void manifest_tidy(const Manifest *manifest);

/* Removes the file: nothing in the folder is ours any more. */
void manifest_remove(const Manifest *manifest);

/* Says in the manifest that was loaded that a build is at work, and no more. */
bool manifest_mark_writing(const Manifest *manifest, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Manifest, manifest_free)
