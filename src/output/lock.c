#include "output/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/file.h"
#include "output/manifest.h"

struct Lock {
	char *path;
	int descriptor; /* -1 where nothing can be locked */
};

static bool
open_file(Lock *lock)
{
	g_autofree char *folder = g_path_get_dirname(lock->path);

	/* What is wrong with the folder, opening the file tells. */
	g_mkdir_with_parents(folder, 0777);
	lock->descriptor = open(lock->path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
	return lock->descriptor >= 0;
}

/* Whether the file that is open is the one that has the name: the build that held
 * the lock before has removed its own. */
static bool
is_current(const Lock *lock)
{
	struct stat opened;
	struct stat named;

	return fstat(lock->descriptor, &opened) == 0 && lstat(lock->path, &named) == 0 &&
	       opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

/* Returns: 0, or errno's code. */
static int
lock_file(int descriptor, bool wait)
{
	while (flock(descriptor, wait ? LOCK_EX : LOCK_EX | LOCK_NB) < 0)
		if (errno != EINTR)
			return errno;
	return 0;
}

static void
close_file(Lock *lock)
{
	if (lock->descriptor >= 0)
		close(lock->descriptor);
	lock->descriptor = -1;
}

Lock *
lock_new(const char *folder, bool wait, GError **error)
{
	g_autoptr(Lock) lock = g_new0(Lock, 1);

	lock->path = manifest_lock_path(folder);
	for (;;) {
		int code = 0;

		if (!open_file(lock)) {
			/* Where no file can be made beside the folder, no manifest can
			 * either: a build that has something to do fails. */
			if (errno == EACCES || errno == EROFS || errno == ENOTDIR || errno == ENOENT)
				return g_steal_pointer(&lock);
			file_fail(error, "create", lock->path, errno);
			return NULL;
		}
		code = lock_file(lock->descriptor, wait);
		if (code == EWOULDBLOCK) {
			close_file(lock);
			return NULL;
		}
		/* Not every file system knows locks. */
		if (code != 0 || is_current(lock))
			return g_steal_pointer(&lock);
		close_file(lock);
	}
}

void
lock_free(Lock *lock)
{
	struct stat status;

	/* One that holds something is no file of ours. */
	if (lock->descriptor >= 0 && fstat(lock->descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
	    status.st_size == 0 && is_current(lock))
		unlink(lock->path);
	close_file(lock);
	g_free(lock->path);
	g_free(lock);
}

void
lock_remove_leftover(const char *folder)
{
	g_autofree char *path = manifest_lock_path(folder);
	Lock *lock = g_file_test(path, G_FILE_TEST_EXISTS) ? lock_new(folder, false, NULL) : NULL;

	if (lock != NULL)
		lock_free(lock);
}
