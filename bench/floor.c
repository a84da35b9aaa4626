/* The floor: creates the files of a site, with their sizes, and nothing more.
 *
 *     floor LIST FOLDER THREADS [PIECES]
 *
 * LIST has a line "SIZE PATH" for each file, sorted by path; FOLDER is empty.  With
 * PIECES the bytes of each file are put together from so many pieces, in the order in
 * which they lie in memory, and fingerprinted: the least that any generator does.
 * Prints the seconds that it took, without reading the list. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <xxhash.h>

/* How many files a thread takes at a time, and how many bytes a write has. */
#define BATCH 64
#define CHUNK (1 << 20)
#define MAX_THREADS 64

/* Where the pieces lie: about as much as 150 entries have in one language. */
#define MATERIAL (2 << 20)

typedef struct {
	char *path;
	size_t size;
} File;

static File *files;
static size_t file_count;
static atomic_size_t next;
static char bytes[CHUNK];
static char material[MATERIAL + CHUNK];
static size_t pieces;
static atomic_ullong fingerprints; /* of all files, so that none can be left out */

static void
fail(const char *what)
{
	fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
	exit(1);
}

static void
read_list(const char *name)
{
	FILE *list = fopen(name, "r");
	char *line = NULL;
	size_t room = 0;

	if (list == NULL)
		fail(name);
	while (getline(&line, &room, list) > 0) {
		char *path;
		size_t size = strtoul(line, &path, 10);

		if ((file_count & (file_count - 1)) == 0)
			files = realloc(files, (file_count == 0 ? 1 : 2 * file_count) * sizeof *files);
		path[strcspn(path, "\n")] = '\0';
		files[file_count++] = (File) { strdup(path + 1), size };
	}
	free(line);
	fclose(list);
}

/* Makes the folders of a file, unless the file before it has the same. */
static void
make_folders(const char *path, const char *before)
{
	const char *end = strrchr(path, '/');

	if (end == NULL || (before != NULL && strncmp(path, before, (size_t) (end - path) + 1) == 0))
		return;
	for (char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(path, 0777) != 0 && errno != EEXIST)
			fail(path);
		*slash = '/';
	}
}

/* The bytes of a file, of which no more than CHUNK are put together. */
static const char *
make_bytes(size_t size)
{
	static _Thread_local char page[CHUNK];
	static _Thread_local size_t from;
	size_t length = size / (pieces == 0 ? 1 : pieces) + 1;

	if (pieces == 0 || size > CHUNK)
		return bytes;
	for (size_t at = 0; at < size; at += length) {
		memcpy(page + at, material + from, size - at < length ? size - at : length);
		from = (from + length) % MATERIAL;
	}
	fingerprints ^= XXH3_64bits(page, size);
	return page;
}

static void
write_file(const File *file)
{
	const char *data = make_bytes(file->size);
	int fd = open(file->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	size_t left = file->size;

	if (fd < 0)
		fail(file->path);
	while (left > 0) {
		ssize_t written = write(fd, data, left < CHUNK ? left : CHUNK);

		if (written < 0)
			fail(file->path);
		left -= (size_t) written;
	}
	if (close(fd) != 0)
		fail(file->path);
}

static void *
write_files(void *unused)
{
	size_t start;

	while ((start = atomic_fetch_add(&next, BATCH)) < file_count)
		for (size_t i = start; i < start + BATCH && i < file_count; i++)
			write_file(&files[i]);
	return unused;
}

int
main(int argc, char **argv)
{
	pthread_t threads[MAX_THREADS];
	struct timespec begin, end;
	int count = argc == 4 || argc == 5 ? atoi(argv[3]) : 0;

	pieces = argc == 5 ? strtoul(argv[4], NULL, 10) : 0;
	if (count < 1 || count > MAX_THREADS) {
		fputs("usage: floor LIST FOLDER THREADS [PIECES]\n", stderr);
		return 2;
	}
	read_list(argv[1]);
	if (chdir(argv[2]) != 0)
		fail(argv[2]);
	memset(bytes, 'x', sizeof(bytes));
	memset(material, 'x', sizeof(material));
	clock_gettime(CLOCK_MONOTONIC, &begin);
	for (size_t i = 0; i < file_count; i++)
		make_folders(files[i].path, i == 0 ? NULL : files[i - 1].path);
	for (int i = 0; i < count; i++)
		if ((errno = pthread_create(&threads[i], NULL, write_files, NULL)) != 0)
			fail("thread");
	for (int i = 0; i < count; i++)
		pthread_join(threads[i], NULL);
	clock_gettime(CLOCK_MONOTONIC, &end);
	printf("%.6f\n", (double) (end.tv_sec - begin.tv_sec) + (double) (end.tv_nsec - begin.tv_nsec) / 1e9);
	return 0;
}
