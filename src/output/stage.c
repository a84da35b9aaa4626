#include "output/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "output/file.h"
#include "output/manifest.h"

/* How a step is undone. */
typedef enum {
	STEP_FOLDER_MADE,
	STEP_FOLDER_REMOVED,
	STEP_EXCHANGED, /* the file is here, the old one aside */
	STEP_ADDED,     /* the file is here, and there was none */
	STEP_COVERED,   /* the file is here, and a link to the old one aside */
	STEP_TAKEN,     /* the old file is aside */
} StepKind;

typedef struct {
	StepKind kind;
	char *path;
	char *aside; /* NULL for folders */
} Step;

struct Stage {
	char *folder; /* that the files are for */
	char *path;   /* where they are */
	bool is_within;
	guint64 taken; /* how many files were taken away */
	GArray *steps; /* of Step, oldest first */
};

static void
clear_step(gpointer data)
{
	Step *step = data;

	g_free(step->path);
	g_free(step->aside);
}

static char *
path_beside(const char *folder)
{
	g_autofree char *fresh = manifest_fresh_path(folder);
	g_autofree char *above = g_path_get_dirname(fresh);
	g_autofree char *name = g_path_get_basename(fresh);

	return g_strdup_printf("%s/" FILE_UNFINISHED "%s", above, name);
}

static char *
path_within(const char *folder)
{
	return g_build_filename(folder, FILE_UNFINISHED "new", NULL);
}

/* Whether files can move to the folder from beside it. */
static bool
is_beside(const char *folder, const char *beside)
{
	struct statx status;
	struct stat above;
	g_autofree char *path = g_path_get_dirname(beside);

	if (statx(AT_FDCWD, folder, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, &status) < 0 || !S_ISDIR(status.stx_mode) ||
	    (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0)
		return false;
	/* Parts of one file system may be as far apart as two of them. */
	return stat(path, &above) == 0 && above.st_dev == makedev(status.stx_dev_major, status.stx_dev_minor);
}

static bool
exists(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0;
}

bool
stage_has_leftovers(const char *folder)
{
	g_autofree char *beside = path_beside(folder);
	g_autofree char *within = path_within(folder);

	return exists(beside) || exists(within);
}

void
stage_remove_leftovers(const char *folder)
{
	g_autofree char *beside = path_beside(folder);
	g_autofree char *within = path_within(folder);

	file_remove_tree(beside);
	file_remove_tree(within);
}

Stage *
stage_new(const char *folder, GError **error)
{
	g_autoptr(Stage) stage = g_new0(Stage, 1);
	g_autofree char *beside = path_beside(folder);

	stage->folder = g_strdup(folder);
	stage->steps = g_array_new(FALSE, FALSE, sizeof(Step));
	g_array_set_clear_func(stage->steps, clear_step);
	stage_remove_leftovers(folder);
	if (is_beside(folder, beside) && g_mkdir(beside, 0777) == 0) {
		stage->path = g_steal_pointer(&beside);
		return g_steal_pointer(&stage);
	}
	stage->is_within = true;
	stage->path = path_within(folder);
	if (g_mkdir(stage->path, 0777) == 0)
		return g_steal_pointer(&stage);
	file_fail(error, "create the folder", stage->path, errno);
	return NULL;
}

static void
undo(const Step *step)
{
	switch (step->kind) {
	case STEP_FOLDER_MADE:
		g_rmdir(step->path);
		break;
	case STEP_FOLDER_REMOVED:
		g_mkdir(step->path, 0777);
		break;
	case STEP_EXCHANGED:
		renameat2(AT_FDCWD, step->aside, AT_FDCWD, step->path, RENAME_EXCHANGE);
		break;
	case STEP_ADDED:
	case STEP_COVERED:
	case STEP_TAKEN:
		g_rename(step->kind == STEP_ADDED ? step->path : step->aside,
			 step->kind == STEP_ADDED ? step->aside : step->path);
		break;
	}
}

/* Removes the stage.  In the folder, that changes the folder's time, by which the next
 * build would take it for one that somebody has touched. */
static void
remove_stage(const Stage *stage)
{
	struct timespec times[] = { { .tv_nsec = UTIME_OMIT }, { 0 } };
	struct stat status;
	bool is_known = stage->is_within && stat(stage->folder, &status) == 0;

	file_remove_tree(stage->path);
	if (!is_known)
		return;
	times[1] = status.st_mtim;
	(void) utimensat(AT_FDCWD, stage->folder, times, 0);
}

void
stage_free(Stage *stage)
{
	for (guint i = stage->steps->len; i > 0; i--)
		undo(&g_array_index(stage->steps, Step, i - 1));
	g_array_unref(stage->steps);
	if (stage->path != NULL)
		remove_stage(stage);
	g_free(stage->path);
	g_free(stage->folder);
	g_free(stage);
}

char *
stage_path(const Stage *stage, guint64 number)
{
	return g_strdup_printf("%s/%" G_GUINT64_FORMAT, stage->path, number);
}

/* Where an old file goes that leaves.
 * Returns: (transfer full). */
static char *
next_aside(Stage *stage)
{
	return g_strdup_printf("%s/old-%" G_GUINT64_FORMAT, stage->path, stage->taken++);
}

/* Takes down a step.  Returns: true. */
static bool
done(Stage *stage, StepKind kind, const char *path, const char *aside)
{
	Step step = { .kind = kind, .path = g_strdup(path), .aside = g_strdup(aside) };

	g_array_append_val(stage->steps, step);
	return true;
}

bool
stage_make_folder(Stage *stage, const char *path, GError **error)
{
	struct stat status;

	if (g_mkdir(path, 0777) == 0)
		return done(stage, STEP_FOLDER_MADE, path, NULL);
	if (errno == EEXIST && stat(path, &status) == 0 && S_ISDIR(status.st_mode))
		return true;
	return file_fail(error, "create the folder", path, errno);
}

/* Where names cannot be exchanged: the old file keeps a second name as long as the
 * step may be undone.  Not every file system knows those either. */
static bool
cover(Stage *stage, const char *file, const char *path)
{
	g_autofree char *aside = next_aside(stage);
	bool is_linked = link(path, aside) == 0;

	if (rename(file, path) < 0)
		return false;
	return !is_linked || done(stage, STEP_COVERED, path, aside);
}

/* Copies a file to where it cannot move: something is mounted within the folder. */
static bool
copy_over(const char *file, const char *path, GError **error)
{
	g_autofree char *bytes = NULL;
	gsize length;

	return g_file_get_contents(file, &bytes, &length, error) && file_replace(path, bytes, length, error);
}

bool
stage_move_in(Stage *stage, guint64 number, const char *path, GError **error)
{
	g_autofree char *file = stage_path(stage, number);
	struct stat status;

	if (lstat(path, &status) < 0) {
		if (errno == ENOENT && rename(file, path) == 0)
			return done(stage, STEP_ADDED, path, file);
	} else if (S_ISDIR(status.st_mode)) {
		errno = EISDIR;
	} else if (renameat2(AT_FDCWD, file, AT_FDCWD, path, RENAME_EXCHANGE) == 0) {
		return done(stage, STEP_EXCHANGED, path, file);
	} else if ((errno == EINVAL || errno == ENOSYS) && cover(stage, file, path)) {
		return true;
	}
	if (errno == EXDEV)
		return copy_over(file, path, error);
	return file_fail(error, "replace", path, errno);
}

bool
stage_take_away(Stage *stage, const char *path, bool *removed, GError **error)
{
	g_autofree char *aside = next_aside(stage);

	*removed = true;
	if (rename(path, aside) == 0)
		return done(stage, STEP_TAKEN, path, aside);
	if (errno == EXDEV && unlink(path) == 0)
		return true;
	*removed = false;
	return errno == ENOENT || errno == ENOTDIR || file_fail(error, "remove", path, errno);
}

bool
stage_remove_folder(Stage *stage, const char *path)
{
	return g_rmdir(path) == 0 && done(stage, STEP_FOLDER_REMOVED, path, NULL);
}

void
stage_keep(Stage *stage)
{
	g_array_set_size(stage->steps, 0);
}
