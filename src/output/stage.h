/* Brings files to their places in a folder all together, or none of them.
 *
 * New files are written into a folder of their own, beside the one that they are for.
 * When all of them are there, they change places with the old ones, and what is to go
 * is moved away.  Each step can be undone until the old files are removed at the end. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Stage Stage;

/* Where the files of a folder are until they are all there: beside it; or in it, where
 * the folder is a mount point or a link, because files cannot move from one file system
 * to another.
 * Returns: (nullable) (transfer full): NULL with error set; free with stage_free(). */
Stage *stage_new(const char *folder, GError **error);

/* Undoes what was not kept, and removes all that is left. */
void stage_free(Stage *stage);

/* Whether a killed build left something of a stage; removes it. */
bool stage_has_leftovers(const char *folder);
void stage_remove_leftovers(const char *folder);

/* Where a new file is to be written, by a number of the caller's.
 * Returns: (transfer full). */
char *stage_path(const Stage *stage, guint64 number);

/* Makes a folder, which may exist already. */
bool stage_make_folder(Stage *stage, const char *path, GError **error);

/* Moves a new file to its place, which may be taken by an old one. */
bool stage_move_in(Stage *stage, guint64 number, const char *path, GError **error);

/* Moves an old file away; *removed says whether there was one. */
bool stage_take_away(Stage *stage, const char *path, bool *removed, GError **error);

/* Removes a folder if it is empty.
 * Returns: whether it was. */
bool stage_remove_folder(Stage *stage, const char *path);

/* Says that all is well: from now on nothing is undone. */
void stage_keep(Stage *stage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stage, stage_free)
