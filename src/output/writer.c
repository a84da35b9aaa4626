#include "output/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "output/manifest.h"

/* What the name of a file begins with until it is whole. */
#define UNFINISHED ".viceversa-"

struct Writer {
	char *folder;
	Manifest *manifest;  /* ours, of all builds */
	GHashTable *claimed; /* a set, owned: ours, of this build */
	GHashTable *kept;    /* a set, owned: first folders of paths whose files stay */
	GMutex lock;         /* over made */
	GHashTable *made;    /* a set, owned: folders that exist */
	guint64 written;     /* atomic */
	guint64 unchanged;   /* atomic */
};

Writer *
writer_new(const char *folder, GError **error)
{
	g_autoptr(Writer) writer = g_new0(Writer, 1);

	g_mutex_init(&writer->lock);
	writer->folder = g_strdup(folder);
	writer->claimed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	writer->kept = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	writer->made = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	writer->manifest = manifest_load(folder, error);
	return writer->manifest == NULL ? NULL : g_steal_pointer(&writer);
}

void
writer_free(Writer *writer)
{
	g_mutex_clear(&writer->lock);
	g_free(writer->folder);
	g_hash_table_unref(writer->claimed);
	g_hash_table_unref(writer->kept);
	g_hash_table_unref(writer->made);
	if (writer->manifest != NULL)
		manifest_free(writer->manifest);
	g_free(writer);
}

void
writer_claim(Writer *writer, const char *file)
{
	g_hash_table_add(writer->claimed, g_strdup(file));
}

void
writer_keep(Writer *writer, const char *folder)
{
	g_hash_table_add(writer->kept, g_strdup(folder));
}

/* Whether this build leaves an earlier one's file alone. */
static bool
is_kept(const Writer *writer, const char *file)
{
	g_autofree char *folder = g_strndup(file, strcspn(file, "/"));

	return file[strlen(folder)] == '/' && g_hash_table_contains(writer->kept, folder);
}

/* What stands in the way of a file: one at its own place or at the place of a
 * folder above it that is not ours.  Returns: (nullable) (transfer full). */
static char *
find_obstacle(const Writer *writer, const char *file)
{
	struct stat status;

	for (const char *slash = strchr(file, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		g_autofree char *folder = g_strndup(file, (gsize) (slash - file));
		g_autofree char *path = g_build_filename(writer->folder, folder, NULL);

		if (lstat(path, &status) == 0 && !S_ISDIR(status.st_mode))
			return g_steal_pointer(&path);
	}

	g_autofree char *path = g_build_filename(writer->folder, file, NULL);

	if (!manifest_has(writer->manifest, file) && lstat(path, &status) == 0)
		return g_steal_pointer(&path);
	return NULL;
}

static int
compare_paths(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *) a, *(const char *const *) b);
}

guint
writer_find_foreign(const Writer *writer, char **first)
{
	g_autoptr(GHashTable) obstacles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GPtrArray) sorted = g_ptr_array_new();
	GHashTableIter walk;
	gpointer file;

	g_hash_table_iter_init(&walk, writer->claimed);
	while (g_hash_table_iter_next(&walk, &file, NULL)) {
		char *obstacle = find_obstacle(writer, file);

		if (obstacle != NULL)
			g_hash_table_add(obstacles, obstacle);
	}
	g_hash_table_iter_init(&walk, obstacles);
	while (g_hash_table_iter_next(&walk, &file, NULL))
		g_ptr_array_add(sorted, file);
	g_ptr_array_sort(sorted, compare_paths);
	*first = sorted->len == 0 ? NULL : g_strdup(sorted->pdata[0]);
	return sorted->len;
}

static bool
fail(GError **error, const char *what, const char *path, int code)
{
	g_set_error(error, G_IO_ERROR, (gint) g_io_error_from_errno(code), "cannot %s %s: %s", what, path,
		    g_strerror(code));
	return false;
}

bool
writer_begin(Writer *writer, GError **error)
{
	GHashTableIter walk;
	gpointer file;

	g_hash_table_iter_init(&walk, writer->claimed);
	while (g_hash_table_iter_next(&walk, &file, NULL))
		manifest_add(writer->manifest, file);
	if (g_mkdir_with_parents(writer->folder, 0777) < 0)
		return fail(error, "create the folder", writer->folder, errno);
	return manifest_save(writer->manifest, error);
}

static bool
make_folder(Writer *writer, const char *path, GError **error)
{
	bool made;

	g_mutex_lock(&writer->lock);
	made = g_hash_table_contains(writer->made, path);
	if (!made && g_mkdir_with_parents(path, 0777) == 0)
		made = g_hash_table_add(writer->made, g_strdup(path));
	g_mutex_unlock(&writer->lock);
	return made || fail(error, "create the folder", path, errno);
}

/* Whether the file at path holds exactly these bytes. */
static bool
has_bytes(const char *path, GBytes *bytes)
{
	g_autofree char *old = NULL;
	gsize old_length = 0;
	gsize length;
	const void *data = g_bytes_get_data(bytes, &length);
	struct stat status;

	if (lstat(path, &status) < 0 || !S_ISREG(status.st_mode) || (guint64) status.st_size != length)
		return false;
	return g_file_get_contents(path, &old, &old_length, NULL) && old_length == length &&
	       (length == 0 || memcmp(old, data, length) == 0);
}

static bool
write_all(int descriptor, const char *data, gsize length)
{
	while (length > 0) {
		gssize count = write(descriptor, data, length);

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return false;
		data += count;
		length -= (gsize) count;
	}
	return true;
}

/* Creates a file in place of what a killed build may have left there.
 * Returns: a descriptor, or -1 with errno set. */
static int
create(const char *path)
{
	int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
	int descriptor = open(path, flags, 0666);

	if (descriptor < 0 && errno == EEXIST && unlink(path) == 0)
		descriptor = open(path, flags, 0666);
	return descriptor;
}

/* Writes a new file.  Nothing of it stays behind where that fails. */
static bool
write_new(const char *path, GBytes *bytes, GError **error)
{
	gsize length;
	const char *data = g_bytes_get_data(bytes, &length);
	int descriptor = create(path);
	int code = 0;

	if (descriptor < 0)
		return fail(error, "create", path, errno);
	if (!write_all(descriptor, data, length))
		code = errno;
	if (close(descriptor) < 0 && code == 0)
		code = errno;
	if (code == 0)
		return true;
	unlink(path);
	return fail(error, "write", path, code);
}

/* The longest name of a page that its unfinished one may repeat, in bytes: file
 * systems take 255. */
#define NAME_MAX_BYTES 200

/* Where a page stands until it is whole: beside its place, under a name that is
 * the same in every build, so that a killed one leaves nothing for ever.
 * Returns: (transfer full). */
static char *
unfinished_path(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *name = g_path_get_basename(path);

	if (strlen(name) <= NAME_MAX_BYTES)
		return g_strdup_printf("%s/" UNFINISHED "%s", folder, name);
	return g_strdup_printf("%s/" UNFINISHED "%016" G_GINT64_MODIFIER "x", folder,
			       (guint64) XXH3_64bits(name, strlen(name)));
}

static bool
replace(const char *path, GBytes *bytes, GError **error)
{
	g_autofree char *unfinished = unfinished_path(path);

	if (!write_new(unfinished, bytes, error))
		return false;
	if (rename(unfinished, path) == 0)
		return true;

	int code = errno;

	unlink(unfinished);
	return fail(error, "replace", path, code);
}

bool
writer_put(Writer *writer, const char *file, GBytes *bytes, GError **error)
{
	g_autofree char *path = g_build_filename(writer->folder, file, NULL);
	g_autofree char *folder = g_path_get_dirname(path);

	g_assert(g_hash_table_contains(writer->claimed, file));
	if (has_bytes(path, bytes)) {
		__atomic_add_fetch(&writer->unchanged, 1, __ATOMIC_RELAXED);
		return true;
	}
	if (!make_folder(writer, folder, error) || !replace(path, bytes, error))
		return false;
	__atomic_add_fetch(&writer->written, 1, __ATOMIC_RELAXED);
	return true;
}

/* Removes the folders above a removed file that are empty now. */
static void
remove_empty_folders(const Writer *writer, const char *file)
{
	g_autofree char *folder = g_path_get_dirname(file);

	while (!g_str_equal(folder, ".")) {
		g_autofree char *path = g_build_filename(writer->folder, folder, NULL);
		char *above;

		if (rmdir(path) < 0)
			return;
		above = g_path_get_dirname(folder);
		g_free(folder);
		folder = above;
	}
}

bool
writer_finish(Writer *writer, WriterCounts *counts, GError **error)
{
	g_autoptr(GPtrArray) files = manifest_files(writer->manifest);

	*counts = (WriterCounts) { .written = writer->written, .unchanged = writer->unchanged };
	for (guint i = 0; i < files->len; i++) {
		const char *file = files->pdata[i];
		g_autofree char *path = NULL;
		g_autofree char *unfinished = NULL;

		if (g_hash_table_contains(writer->claimed, file) || is_kept(writer, file))
			continue;
		path = g_build_filename(writer->folder, file, NULL);
		unfinished = unfinished_path(path);
		unlink(unfinished);
		if (unlink(path) == 0)
			counts->removed++;
		else if (errno != ENOENT && errno != ENOTDIR)
			return fail(error, "remove", path, errno);
		remove_empty_folders(writer, file);
		manifest_remove(writer->manifest, file);
	}
	return manifest_save(writer->manifest, error);
}
