#include "output/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/fingerprint.h"
#include "source/memory.h"

bool
file_fail(GError **error, const char *what, const char *path, int code)
{
	g_set_error(error, G_IO_ERROR, (gint) g_io_error_from_errno(code), "cannot %s %s: %s", what, path,
		    g_strerror(code));
	return false;
}

bool
file_write_all(int descriptor, const void *data, gsize length)
{
	const char *rest = data;

	while (length > 0) {
		gssize count = write(descriptor, rest, length);

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return false;
		rest += count;
		length -= (gsize) count;
	}
	return true;
}

/* Creates a file; errors name place, where it is to go. */
static bool
create(const char *place, const char *path, const struct iovec *parts, guint count, GError **error)
{
	int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
	int descriptor = open(path, flags, 0666);
	int code = 0;

	if (descriptor < 0 && errno == EEXIST && unlink(path) == 0)
		descriptor = open(path, flags, 0666);
	if (descriptor < 0)
		return file_fail(error, "create", place, errno);
	for (guint i = 0; code == 0 && i < count; i++)
		if (!file_write_all(descriptor, parts[i].iov_base, parts[i].iov_len))
			code = errno;
	if (close(descriptor) < 0 && code == 0)
		code = errno;
	if (code == 0)
		return true;
	unlink(path);
	return file_fail(error, "write", place, code);
}

bool
file_create_for(const char *place, const char *path, const void *data, gsize length, GError **error)
{
	const struct iovec all = { .iov_base = (void *) data, .iov_len = length };

	return create(place, path, &all, 1, error);
}

bool
file_create(const char *path, const void *data, gsize length, GError **error)
{
	return file_create_for(path, path, data, length, error);
}

/* Waits until a file or a folder is on the disk.
 * Returns: 0, or errno's code. */
static int
synchronise(int descriptor)
{
	while (fsync(descriptor) < 0)
		if (errno != EINTR)
			/* Not every file system can wait for a folder. */
			return errno == EINVAL ? 0 : errno;
	return 0;
}

static int
synchronise_folder(const char *path)
{
	int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int code = 0;

	if (descriptor < 0)
		return errno;
	code = synchronise(descriptor);
	close(descriptor);
	return code;
}

/* Writes a file with the mode of the one whose place it is to take, and waits until it
 * is on the disk.
 * Returns: 0, or errno's code. */
static int
write_for_keeps(const char *path, const char *place, const char *text)
{
	struct stat status;
	int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	int code = 0;

	if (descriptor < 0)
		return errno;
	if (lstat(place, &status) == 0 && S_ISREG(status.st_mode) && fchmod(descriptor, status.st_mode & 07777) < 0)
		code = errno;
	if (code == 0 && !file_write_all(descriptor, text, strlen(text)))
		code = errno;
	if (code == 0)
		code = synchronise(descriptor);
	if (close(descriptor) < 0 && code == 0)
		code = errno;
	return code;
}

/* Writes a file into a folder that there is not yet: the folder is made aside, and comes
 * to its place with the file in it. */
static bool
write_with_folder(const char *folder, const char *path, const char *text, GError **error)
{
	g_autofree char *above = g_path_get_dirname(folder);
	g_autofree char *folder_name = g_path_get_basename(folder);
	g_autofree char *name = g_path_get_basename(path);
	g_autofree char *unfinished = g_strdup_printf("%s/" FILE_UNFINISHED "%s", above, folder_name);
	g_autofree char *file = g_build_filename(unfinished, name, NULL);
	int code;

	file_remove_tree(unfinished);
	if (g_mkdir_with_parents(unfinished, 0777) < 0)
		return file_fail(error, "create the folder", folder, errno);
	code = write_for_keeps(file, path, text);
	if (code == 0 && rename(unfinished, folder) < 0)
		code = errno;
	if (code == 0)
		code = synchronise_folder(above);
	else
		file_remove_tree(unfinished);
	return code == 0 || file_fail(error, "write", path, code);
}

bool
file_write(const char *path, const char *text, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *name = g_path_get_basename(path);
	g_autofree char *unfinished = g_strdup_printf("%s/" FILE_UNFINISHED "%s", folder, name);
	int code;

	if (!g_file_test(folder, G_FILE_TEST_EXISTS))
		return write_with_folder(folder, path, text, error);
	/* What a killed run left. */
	unlink(unfinished);
	code = write_for_keeps(unfinished, path, text);
	if (code == 0 && rename(unfinished, path) < 0)
		code = errno;
	if (code == 0)
		code = synchronise_folder(folder);
	else
		unlink(unfinished);
	return code == 0 || file_fail(error, "write", path, code);
}

/* Where a thread puts files until they are whole: one name a thread and folder.
 * Returns: (transfer full). */
static char *
unfinished_path(const char *path)
{
	static guint threads; /* atomic */
	static _Thread_local guint thread;
	g_autofree char *folder = g_path_get_dirname(path);

	if (thread == 0)
		thread = __atomic_add_fetch(&threads, 1, __ATOMIC_RELAXED);
	return g_strdup_printf("%s/" FILE_UNFINISHED "%u", folder, thread);
}

/* Puts the new file in the old one's place.  ext4 writes a file to the disk at once
 * when it is renamed over another, which takes twice the time of all the rest; two
 * files that change places don't make it hurry. */
static bool
move_over(const char *unfinished, const char *path)
{
	struct stat status;

	if (lstat(path, &status) < 0)
		return errno == ENOENT && rename(unfinished, path) == 0;
	if (S_ISDIR(status.st_mode)) {
		errno = EISDIR;
		return false;
	}
	if (renameat2(AT_FDCWD, unfinished, AT_FDCWD, path, RENAME_EXCHANGE) == 0) {
		/* The new file is in its place, whatever becomes of the old one. */
		unlink(unfinished);
		return true;
	}
	/* Not every file system can do it. */
	return rename(unfinished, path) == 0;
}

bool
file_replace_by(const char *unfinished, const char *path, const struct iovec *parts, guint count, GError **error)
{
	int code;

	if (!create(path, unfinished, parts, count, error))
		return false;
	if (move_over(unfinished, path))
		return true;
	code = errno;
	unlink(unfinished);
	return file_fail(error, "replace", path, code);
}

bool
file_replace(const char *path, const void *data, gsize length, GError **error)
{
	const struct iovec all = { .iov_base = (void *) data, .iov_len = length };
	g_autofree char *unfinished = unfinished_path(path);

	return file_replace_by(unfinished, path, &all, 1, error);
}

/* Links to from in the place of what stands at path. */
static bool
link_over(const char *from, const char *path)
{
	g_autofree char *unfinished = unfinished_path(path);
	int code;

	if (unlink(unfinished) < 0 && errno != ENOENT)
		return false;
	if (link(from, unfinished) < 0)
		return false;
	if (move_over(unfinished, path))
		return true;
	code = errno;
	unlink(unfinished);
	errno = code;
	return false;
}

bool
file_link(const char *from, const char *path, GError **error)
{
	g_autoptr(GError) failure = NULL;
	g_autofree char *bytes = NULL;
	gsize length = 0;

	if (link(from, path) == 0 || (errno == EEXIST && link_over(from, path)))
		return true;
	/* Another file system, one without links, or one file with too many. */
	if (g_file_get_contents(from, &bytes, &length, &failure))
		return file_replace(path, bytes, length, error);
	g_propagate_error(error, g_steal_pointer(&failure));
	return false;
}

bool
file_has_content(const char *path, guint64 content)
{
	g_autofree char *bytes = NULL;
	gsize length = 0;
	struct stat status;

	if (lstat(path, &status) < 0 || !S_ISREG(status.st_mode))
		return false;
	return g_file_get_contents(path, &bytes, &length, NULL) && fingerprint_bytes(bytes, length) == content;
}

/* The disk is waited for at each file that is removed, so that many threads are quicker
 * than one, whatever the processor has. */
#define REMOVERS 16
#define FILES_A_REMOVER 64

/* The files of a folder that threads remove, one after the other. */
typedef struct {
	int folder;
	GPtrArray *names;
	guint next; /* atomic: the first that no thread has taken */
} Removal;

static gpointer
remove_files(gpointer data)
{
	Removal *removal = data;
	guint i;

	while ((i = __atomic_fetch_add(&removal->next, 1, __ATOMIC_RELAXED)) < removal->names->len)
		(void) unlinkat(removal->folder, removal->names->pdata[i], 0);
	return NULL;
}

/* Returns: (transfer full): the names in an open folder. */
static GPtrArray *
list_names(int folder)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	int copy = dup(folder);
	DIR *list = copy < 0 ? NULL : fdopendir(copy);
	const struct dirent *entry;

	if (list == NULL && copy >= 0)
		close(copy);
	while (list != NULL && (entry = readdir(list)) != NULL)
		g_ptr_array_add(names, g_strdup(entry->d_name));
	if (list != NULL)
		closedir(list);
	return names;
}

/* Removes what a folder has of files, but not what is in folders below. */
static void
remove_files_of(int folder)
{
	g_autoptr(GPtrArray) names = list_names(folder);
	Removal removal = { .folder = folder, .names = names };
	GThread *threads[REMOVERS];
	guint count = 0;

	while (count < MIN(REMOVERS, names->len / FILES_A_REMOVER) &&
	       (threads[count] = memory_try_thread("remove", remove_files, &removal)) != NULL)
		count++;
	remove_files(&removal);
	for (guint i = 0; i < count; i++)
		g_thread_join(threads[i]);
}

static int
remove_any(const char *path, G_GNUC_UNUSED const struct stat *status, G_GNUC_UNUSED int kind,
	   G_GNUC_UNUSED struct FTW *walk)
{
	return remove(path);
}

void
file_remove_tree(const char *path)
{
	/* Never by a link, to what is somebody else's. */
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (folder >= 0) {
		remove_files_of(folder);
		close(folder);
	}
	nftw(path, remove_any, 16, FTW_DEPTH | FTW_PHYS);
}
