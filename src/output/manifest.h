/* The manifest: which files below an output folder are ours.  It stands beside
 * the folder, never in it, so it is never published. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Manifest Manifest;

/* The manifest of an output folder: "site" has "site.manifest".
 * Returns: (transfer full). */
char *manifest_path(const char *folder);

/* Reads the manifest of an output folder.  One that is missing, damaged or of
 * another version counts as empty: then nothing in the folder is ours.
 * Returns: (nullable) (transfer full): NULL with error set where it cannot be
 * read; free with manifest_free(). */
Manifest *manifest_load(const char *folder, GError **error);

void manifest_free(Manifest *manifest);

bool manifest_has(const Manifest *manifest, const char *file);

/* Adds a file, by its path below the folder. */
void manifest_add(Manifest *manifest, const char *file);

void manifest_remove(Manifest *manifest, const char *file);

/* The files, sorted by byte.
 * Returns: (transfer container): of strings that the manifest owns. */
GPtrArray *manifest_files(const Manifest *manifest);

/* Writes the manifest in place of the old one, all or nothing. */
bool manifest_save(const Manifest *manifest, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Manifest, manifest_free)
