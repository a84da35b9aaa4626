/* A library to be loaded in front of all others (LD_PRELOAD) that counts the system calls
 * of a program by which it changes files, and lets one of them fail:
 *
 *   FAULTY_LOG     a file that gets a line "number call path" for each call
 *   FAULTY_NUMBER  the call that fails, counted from 1
 *   FAULTY_ERROR   how: the number of an error; "short" for a write of half the bytes;
 *                  "kill" for the end of the program in front of the call
 *   FAULTY_FULL    with any value: whatever needs room on the disk fails from then on
 *   FAULTY_READS   with any value: calls that only read and look are counted instead
 *   FAULTY_PROGRAM the only program that this is done to, of those that the first one starts
 *   FAULTY_SHUFFLE with any value: folders are read from their last name to their first
 *
 * The calls that libc makes within its own functions (fopen, nftw) are not seen. */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))
#define DESCRIPTORS 4096

static int log_descriptor = -1;
static long failing;      /* the number of the call that fails; 0 for none */
static int error;         /* errno that it fails with */
static bool is_short;     /* writes half instead */
static bool is_kill;      /* ends the program instead */
static bool stays_full;   /* what needs room goes on failing */
static bool counts_reads; /* in place of the calls that change something */
static bool is_full;
static long calls;                /* atomic */
static bool written[DESCRIPTORS]; /* opened for writing */

static void *
real(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__)) real(name))

__attribute__((constructor)) static void
begin(void)
{
	const char *log = getenv("FAULTY_LOG");
	const char *number = getenv("FAULTY_NUMBER");
	const char *how = getenv("FAULTY_ERROR");
	const char *program = getenv("FAULTY_PROGRAM");

	if (program != NULL && strcmp(program, program_invocation_short_name) != 0)
		return;
	failing = number == NULL ? 0 : atol(number);
	is_short = how != NULL && strcmp(how, "short") == 0;
	is_kill = how != NULL && strcmp(how, "kill") == 0;
	error = how == NULL ? EIO : atoi(how);
	stays_full = getenv("FAULTY_FULL") != NULL;
	counts_reads = getenv("FAULTY_READS") != NULL;
	if (log != NULL)
		log_descriptor = REAL(int, "open", const char *, int, ...)(log, O_WRONLY | O_CREAT | O_APPEND, 0666);
	/* What else is opened shall have the numbers that it has without this library. */
	if (log_descriptor >= 0) {
		int moved = fcntl(log_descriptor, F_DUPFD_CLOEXEC, 900);

		REAL(int, "close", int)(log_descriptor);
		log_descriptor = moved;
	}
}

/* Counts a call.  Returns: whether it is to fail, with errno set. */
static bool
fails(bool reads, bool needs_room, const char *name, const char *path)
{
	char line[PATH_MAX + 64];
	long number;
	int length;

	if (reads != counts_reads)
		return false;
	number = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
	length = snprintf(line, sizeof(line), "%ld %s %s\n", number, name, path);
	if (log_descriptor >= 0 &&
	    REAL(ssize_t, "write", int, const void *, size_t)(log_descriptor, line, (size_t) length) < 0)
		abort();
	if (number != failing && !(is_full && needs_room))
		return false;
	is_full = is_full || stays_full;
	if (is_kill)
		kill(getpid(), SIGKILL);
	errno = is_short ? 0 : error;
	return true;
}

static const char *
name_of(int descriptor)
{
	static _Thread_local char path[PATH_MAX];
	char link[64];
	ssize_t length;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", descriptor);
	length = readlink(link, path, sizeof(path) - 1);
	path[length < 0 ? 0 : length] = '\0';
	return path;
}

static bool
is_written(int descriptor)
{
	return descriptor >= 0 && descriptor < DESCRIPTORS && (descriptor == STDOUT_FILENO || written[descriptor]);
}

/* Whether what a program does to this file is of interest. */
static bool
is_of_interest(const char *path)
{
	return strncmp(path, "/proc/", 6) != 0 && strncmp(path, "/dev/", 5) != 0 && strncmp(path, "/sys/", 5) != 0 &&
	       strncmp(path, "/usr/", 5) != 0 && strncmp(path, "/etc/", 5) != 0 && strncmp(path, "/lib", 4) != 0;
}

static int
open_any(const char *symbol, int folder, const char *path, int flags, mode_t mode)
{
	bool writes = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT) != 0;
	int descriptor;

	if (is_of_interest(path) && fails(!writes, (flags & O_CREAT) != 0, "open", path))
		return -1;
	descriptor = folder == AT_FDCWD ? REAL(int, symbol, const char *, int, ...)(path, flags, mode)
					: REAL(int, "openat64", int, const char *, int, ...)(folder, path, flags, mode);
	if (descriptor >= 0 && descriptor < DESCRIPTORS)
		written[descriptor] = writes;
	return descriptor;
}

#define OPEN(name)                                                   \
	EXPORT int name(const char *path, int flags, ...)            \
	{                                                            \
		va_list arguments;                                   \
		mode_t mode;                                         \
		va_start(arguments, flags);                          \
		mode = va_arg(arguments, mode_t);                    \
		va_end(arguments);                                   \
		return open_any(#name, AT_FDCWD, path, flags, mode); \
	}

#define OPENAT(name)                                                  \
	EXPORT int name(int folder, const char *path, int flags, ...) \
	{                                                             \
		va_list arguments;                                    \
		mode_t mode;                                          \
		va_start(arguments, flags);                           \
		mode = va_arg(arguments, mode_t);                     \
		va_end(arguments);                                    \
		return open_any("open64", folder, path, flags, mode); \
	}

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

EXPORT ssize_t
write(int descriptor, const void *bytes, size_t length)
{
	if (is_written(descriptor) && fails(false, true, "write", name_of(descriptor))) {
		if (!is_short)
			return -1;
		length = length > 1 ? length / 2 : length;
	}
	return REAL(ssize_t, "write", int, const void *, size_t)(descriptor, bytes, length);
}

static ssize_t
write_at(const char *symbol, int descriptor, const void *bytes, size_t length, off_t offset)
{
	if (is_written(descriptor) && fails(false, true, "pwrite", name_of(descriptor))) {
		if (!is_short)
			return -1;
		length = length > 1 ? length / 2 : length;
	}
	return REAL(ssize_t, symbol, int, const void *, size_t, off_t)(descriptor, bytes, length, offset);
}

EXPORT ssize_t
pwrite(int descriptor, const void *bytes, size_t length, off_t offset)
{
	return write_at("pwrite", descriptor, bytes, length, offset);
}

EXPORT ssize_t
pwrite64(int descriptor, const void *bytes, size_t length, off_t offset)
{
	return write_at("pwrite64", descriptor, bytes, length, offset);
}

EXPORT ssize_t
read(int descriptor, void *bytes, size_t length)
{
	if (is_of_interest(name_of(descriptor)) && fails(true, false, "read", name_of(descriptor)) && !is_short)
		return -1;
	return REAL(ssize_t, "read", int, void *, size_t)(descriptor, bytes, length);
}

/* A close that fails has closed the file, as the kernel's has. */
EXPORT int
close(int descriptor)
{
	bool is_ours = is_written(descriptor) && descriptor != STDOUT_FILENO;
	bool failed = is_ours && fails(false, false, "close", name_of(descriptor)) && !is_short;
	int code = errno;
	int result;

	if (descriptor >= 0 && descriptor < DESCRIPTORS)
		written[descriptor] = false;
	result = REAL(int, "close", int)(descriptor);
	if (!failed)
		return result;
	errno = code;
	return -1;
}

/* Calls that take a path first, or first and third, and that are of one form. */
#define CALL(name, reads, room, shown, parameters, values)                                  \
	EXPORT int name parameters                                                          \
	{                                                                                   \
		if (is_of_interest(shown) && fails(reads, room, #name, shown) && !is_short) \
			return -1;                                                          \
		return ((int(*) parameters) real(#name)) values;                            \
	}

CALL(rename, false, false, to, (const char *from, const char *to), (from, to))
CALL(renameat, false, false, to, (int a, const char *from, int b, const char *to), (a, from, b, to))
CALL(renameat2, false, false, to, (int a, const char *from, int b, const char *to, unsigned flags),
     (a, from, b, to, flags))
CALL(link, false, true, to, (const char *from, const char *to), (from, to))
CALL(linkat, false, true, to, (int a, const char *from, int b, const char *to, int flags), (a, from, b, to, flags))
CALL(symlink, false, true, path, (const char *target, const char *path), (target, path))
CALL(mkdir, false, true, path, (const char *path, mode_t mode), (path, mode))
CALL(unlink, false, false, path, (const char *path), (path))
CALL(unlinkat, false, false, path, (int folder, const char *path, int flags), (folder, path, flags))
CALL(rmdir, false, false, path, (const char *path), (path))
CALL(remove, false, false, path, (const char *path), (path))
CALL(chmod, false, false, path, (const char *path, mode_t mode), (path, mode))
CALL(fchmod, false, false, name_of(descriptor), (int descriptor, mode_t mode), (descriptor, mode))
CALL(fsync, false, true, name_of(descriptor), (int descriptor), (descriptor))
CALL(fdatasync, false, true, name_of(descriptor), (int descriptor), (descriptor))
CALL(ftruncate, false, true, name_of(descriptor), (int descriptor, off_t length), (descriptor, length))
CALL(ftruncate64, false, true, name_of(descriptor), (int descriptor, off_t length), (descriptor, length))
CALL(fallocate, false, true, name_of(descriptor), (int descriptor, int mode, off_t start, off_t length),
     (descriptor, mode, start, length))
CALL(fallocate64, false, true, name_of(descriptor), (int descriptor, int mode, off_t start, off_t length),
     (descriptor, mode, start, length))
CALL(flock, false, false, name_of(descriptor), (int descriptor, int operation), (descriptor, operation))
CALL(utimensat, false, false, path, (int folder, const char *path, const struct timespec times[2], int flags),
     (folder, path, times, flags))
CALL(stat, true, false, path, (const char *path, struct stat *status), (path, status))
CALL(stat64, true, false, path, (const char *path, struct stat64 *status), (path, status))
CALL(lstat, true, false, path, (const char *path, struct stat *status), (path, status))
CALL(lstat64, true, false, path, (const char *path, struct stat64 *status), (path, status))
CALL(fstat, true, false, name_of(descriptor), (int descriptor, struct stat *status), (descriptor, status))
CALL(fstat64, true, false, name_of(descriptor), (int descriptor, struct stat64 *status), (descriptor, status))
CALL(statx, true, false, path, (int folder, const char *path, int flags, unsigned mask, struct statx *status),
     (folder, path, flags, mask, status))
CALL(access, true, false, path, (const char *path, int mode), (path, mode))

EXPORT DIR *
opendir(const char *path)
{
	if (is_of_interest(path) && fails(true, false, "opendir", path) && !is_short)
		return NULL;
	return REAL(DIR *, "opendir", const char *)(path);
}

static void *
map(const char *symbol, void *address, size_t length, int protection, int flags, int descriptor, off_t offset)
{
	if (descriptor >= 0 && is_of_interest(name_of(descriptor)) &&
	    fails((protection & PROT_WRITE) == 0, true, "mmap", name_of(descriptor)) && !is_short)
		return MAP_FAILED;
	return REAL(void *, symbol, void *, size_t, int, int, int, off_t)(address, length, protection, flags,
									  descriptor, offset);
}

EXPORT void *
mmap(void *address, size_t length, int protection, int flags, int descriptor, off_t offset)
{
	return map("mmap", address, length, protection, flags, descriptor, offset);
}

EXPORT void *
mmap64(void *address, size_t length, int protection, int flags, int descriptor, off_t offset)
{
	return map("mmap64", address, length, protection, flags, descriptor, offset);
}

/* The names of a folder, kept so that they can be told backwards. */
typedef struct {
	DIR *folder;
	struct dirent *entries;
	size_t left;
} Shuffled;

static Shuffled shuffled[64];

static Shuffled *
find_shuffled(DIR *folder)
{
	for (size_t i = 0; i < sizeof(shuffled) / sizeof(*shuffled); i++)
		if (shuffled[i].folder == folder)
			return &shuffled[i];
	return NULL;
}

static void
read_all(Shuffled *list, DIR *folder)
{
	struct dirent *entry;

	*list = (Shuffled) { .folder = folder };
	while ((entry = REAL(struct dirent *, "readdir", DIR *)(folder)) != NULL) {
		list->entries = realloc(list->entries, (list->left + 1) * sizeof(*entry));
		memcpy(&list->entries[list->left++], entry, sizeof(*entry));
	}
}

EXPORT struct dirent *
readdir(DIR *folder)
{
	Shuffled *list = find_shuffled(folder);

	if (fails(true, false, "readdir", name_of(dirfd(folder))) && !is_short)
		return NULL;
	if (getenv("FAULTY_SHUFFLE") == NULL)
		return REAL(struct dirent *, "readdir", DIR *)(folder);
	if (list == NULL) {
		list = find_shuffled(NULL);
		read_all(list, folder);
	}
	return list->left == 0 ? NULL : &list->entries[--list->left];
}

EXPORT struct dirent64 *
readdir64(DIR *folder)
{
	/* The two are the same on machines of 64 bits. */
	return (struct dirent64 *) readdir(folder);
}

EXPORT int
closedir(DIR *folder)
{
	Shuffled *list = find_shuffled(folder);

	if (list != NULL)
		*list = (Shuffled) { 0 };
	return REAL(int, "closedir", DIR *)(folder);
}
