#include "output/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "output/file.h"
#include "source/file.h"
#include "source/fingerprint.h"

#define MAGIC "viceversa\0\0"
#define VERSION 4

/* The file begins with this, in the machine's byte order: a manifest that was
 * carried to another kind of machine is one of another version. */
typedef struct {
	char magic[12];
	guint32 version;
	guint32 state;    /* ManifestState; the one thing that is changed in place */
	guint32 opposite; /* of the state, bit by bit */
	guint64 checksum; /* XXH3 of all that follows */
	ManifestBuild build;
	guint64 file_count;
	guint64 folder_count;
	guint64 names_length;
} Header;

#define CHECKED_FROM (G_STRUCT_OFFSET(Header, checksum) + sizeof(guint64))

typedef struct {
	guint64 name; /* offset among the names */
	gint64 seconds;
	gint64 nanoseconds;
} Folder;

/* The folder that was asked about last. */
typedef struct {
	char *name;
	bool is_unchanged;
} LastFolder;

struct Manifest {
	char *path;
	struct stat loaded; /* the status of the file; all zero where there was none */
	const char *problem;
	ManifestState state;
	ManifestBuild build;
	GArray *files;       /* of ManifestFile */
	GArray *folders;     /* of Folder */
	GString *names;      /* one behind the other, each with its NUL byte */
	GHashTable *numbers; /* of files by name; NULL until somebody asks */
	LastFolder last;
};

/* A path beside a folder, named after it.
 * Returns: (transfer full). */
static char *
path_beside(const char *folder, const char *suffix)
{
	g_autofree char *name = g_path_get_basename(folder);
	g_autofree char *absolute = NULL;
	gsize length;

	/* Beside "." would be within it. */
	if (g_str_equal(name, ".") || g_str_equal(name, "..")) {
		absolute = g_canonicalize_filename(folder, NULL);
		folder = absolute;
	}
	length = strlen(folder);
	while (length > 1 && folder[length - 1] == '/')
		length--;
	return g_strdup_printf("%.*s%s", (int) length, folder, suffix);
}

char *
manifest_path(const char *folder)
{
	return path_beside(folder, ".manifest");
}

char *
manifest_fresh_path(const char *folder)
{
	return path_beside(folder, ".new");
}

char *
manifest_lock_path(const char *folder)
{
	return path_beside(folder, ".lock");
}

/* Where a manifest is written until it is whole.
 * Returns: (transfer full). */
static char *
unfinished_path(const Manifest *manifest)
{
	g_autofree char *folder = g_path_get_dirname(manifest->path);
	g_autofree char *name = g_path_get_basename(manifest->path);

	return g_strdup_printf("%s/" FILE_UNFINISHED "%s", folder, name);
}

Manifest *
manifest_new(const char *folder)
{
	Manifest *manifest = g_new0(Manifest, 1);

	manifest->path = manifest_path(folder);
	manifest->files = g_array_new(FALSE, FALSE, sizeof(ManifestFile));
	manifest->folders = g_array_new(FALSE, FALSE, sizeof(Folder));
	manifest->names = g_string_new(NULL);
	return manifest;
}

void
manifest_free(Manifest *manifest)
{
	g_free(manifest->path);
	g_array_unref(manifest->files);
	g_array_unref(manifest->folders);
	g_string_free(manifest->names, TRUE);
	g_clear_pointer(&manifest->numbers, g_hash_table_unref);
	g_free(manifest->last.name);
	g_free(manifest);
}

/* Whether a path could lead out of the folder. */
static bool
leads_out(const char *name)
{
	for (;;) {
		gsize length = strcspn(name, "/");

		if (length == 0 || (length == 1 && name[0] == '.') || (length == 2 && strncmp(name, "..", 2) == 0))
			return true;
		if (name[length] == '\0')
			return false;
		name += length + 1;
	}
}

/* What of a manifest stands in its file. */
enum { PART_HEADER, PART_FILES, PART_FOLDERS, PART_NAMES, PART_COUNT };

static void
find_parts(const Manifest *manifest, const Header *header, struct iovec parts[PART_COUNT])
{
	parts[PART_HEADER] = (struct iovec) { .iov_base = (void *) header, .iov_len = sizeof(*header) };
	parts[PART_FILES] = (struct iovec) { .iov_base = manifest->files->data,
					     .iov_len = manifest->files->len * sizeof(ManifestFile) };
	parts[PART_FOLDERS] =
	    (struct iovec) { .iov_base = manifest->folders->data, .iov_len = manifest->folders->len * sizeof(Folder) };
	parts[PART_NAMES] = (struct iovec) { .iov_base = manifest->names->str, .iov_len = manifest->names->len };
}

static guint64
checksum_of(const struct iovec parts[PART_COUNT])
{
	struct iovec checked[PART_COUNT];

	memcpy(checked, parts, sizeof(checked));
	checked[PART_HEADER].iov_base = (char *) parts[PART_HEADER].iov_base + CHECKED_FROM;
	checked[PART_HEADER].iov_len -= CHECKED_FROM;
	return fingerprint_parts(checked, PART_COUNT);
}

/* Whether a file of a length may have as much in it as its header says. */
static bool
has_length(const Header *header, guint64 length)
{
	guint64 rest = length - sizeof(*header);

	return header->names_length <= rest && header->file_count <= MIN(rest / sizeof(ManifestFile), G_MAXUINT) &&
	       header->folder_count <= MIN(rest / sizeof(Folder), G_MAXUINT) &&
	       rest == header->file_count * sizeof(ManifestFile) + header->folder_count * sizeof(Folder) +
			   header->names_length;
}

/* Reads a manifest of a length from where it begins, each part to where it belongs.
 * *problem is what is wrong with it, or NULL.
 * Returns: false with errno set where it cannot be read. */
static bool
read_parts(Manifest *manifest, int descriptor, guint64 length, const char **problem)
{
	Header header;
	struct iovec parts[PART_COUNT];
	gsize count;

	*problem = "is damaged";
	if (!file_read_all(descriptor, &header, sizeof(header), &count))
		return false;
	if (count < sizeof(header))
		return true;
	if (memcmp(header.magic, MAGIC, sizeof(header.magic)) != 0 || header.version != VERSION) {
		*problem = "is of another version";
		return true;
	}
	if (!has_length(&header, length))
		return true;
	g_array_set_size(manifest->files, (guint) header.file_count);
	g_array_set_size(manifest->folders, (guint) header.folder_count);
	g_string_set_size(manifest->names, header.names_length);
	find_parts(manifest, &header, parts);
	for (guint i = PART_FILES; i < PART_COUNT; i++) {
		if (!file_read_all(descriptor, parts[i].iov_base, parts[i].iov_len, &count))
			return false;
		if (count < parts[i].iov_len)
			return true;
	}
	if (header.checksum != checksum_of(parts) || header.state > MANIFEST_FRESH || header.opposite != ~header.state)
		return true;
	manifest->state = header.state;
	manifest->build = header.build;
	*problem = NULL;
	return true;
}

/* Whether every name is one that a build may have written. */
static bool
names_are_good(const Manifest *manifest)
{
	const GString *names = manifest->names;

	if (names->len > 0 && names->str[names->len - 1] != '\0')
		return false;
	for (guint64 i = 0; i < manifest_count(manifest); i++) {
		guint64 name = manifest_file(manifest, i)->name;

		if (name >= names->len || leads_out(names->str + name))
			return false;
	}
	for (guint i = 0; i < manifest->folders->len; i++)
		if (g_array_index(manifest->folders, Folder, i).name >= names->len)
			return false;
	return true;
}

void
manifest_forget(Manifest *manifest)
{
	g_array_set_size(manifest->files, 0);
	g_array_set_size(manifest->folders, 0);
	g_string_truncate(manifest->names, 0);
	manifest->state = MANIFEST_DONE;
	manifest->build = (ManifestBuild) { 0 };
	g_clear_pointer(&manifest->numbers, g_hash_table_unref);
}

/* Reads the manifest's file, where there is one.
 * Returns: 0, or errno's code. */
static int
read_file(Manifest *manifest)
{
	int descriptor = open(manifest->path, O_RDONLY | O_CLOEXEC);
	struct stat status;
	int code = 0;

	if (descriptor < 0)
		return errno == ENOENT ? 0 : errno;
	if (fstat(descriptor, &status) < 0 ||
	    !read_parts(manifest, descriptor, (guint64) status.st_size, &manifest->problem))
		code = errno;
	close(descriptor);
	return code;
}

Manifest *
manifest_load(const char *folder, GError **error)
{
	g_autoptr(Manifest) manifest = manifest_new(folder);
	int code;

	/* A pipe would be waited on for ever. */
	if (lstat(manifest->path, &manifest->loaded) == 0 && !S_ISREG(manifest->loaded.st_mode)) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot read %s: it is no regular file",
			    manifest->path);
		return NULL;
	}
	code = read_file(manifest);
	if (code != 0) {
		file_fail(error, "read", manifest->path, code);
		return NULL;
	}
	if (manifest->problem == NULL && !names_are_good(manifest))
		manifest->problem = "is damaged";
	if (manifest->problem != NULL)
		manifest_forget(manifest);
	return g_steal_pointer(&manifest);
}

bool
manifest_is_current(const Manifest *manifest)
{
	const struct stat *then = &manifest->loaded;
	struct stat now = { 0 };

	if (lstat(manifest->path, &now) < 0)
		return then->st_ino == 0 && errno == ENOENT;
	return now.st_dev == then->st_dev && now.st_ino == then->st_ino && now.st_size == then->st_size &&
	       now.st_mtim.tv_sec == then->st_mtim.tv_sec && now.st_mtim.tv_nsec == then->st_mtim.tv_nsec;
}

const char *
manifest_problem(const Manifest *manifest)
{
	return manifest->problem;
}

ManifestState
manifest_state(const Manifest *manifest)
{
	return manifest->state;
}

ManifestBuild
manifest_build(const Manifest *manifest)
{
	return manifest->build;
}

guint64
manifest_count(const Manifest *manifest)
{
	return manifest->files->len;
}

ManifestFile *
manifest_file(const Manifest *manifest, guint64 number)
{
	return &g_array_index(manifest->files, ManifestFile, number);
}

const char *
manifest_name(const Manifest *manifest, guint64 number)
{
	return manifest->names->str + manifest_file(manifest, number)->name;
}

static void
number_all(Manifest *manifest)
{
	manifest->numbers = g_hash_table_new(g_str_hash, g_str_equal);
	for (guint64 i = 0; i < manifest_count(manifest); i++)
		g_hash_table_insert(manifest->numbers, (gpointer) manifest_name(manifest, i), GSIZE_TO_POINTER(i));
}

gint64
manifest_find(Manifest *manifest, const char *name, guint64 hint)
{
	gpointer number;

	if (hint < manifest_count(manifest) && g_str_equal(manifest_name(manifest, hint), name))
		return (gint64) hint;
	if (manifest->numbers == NULL)
		number_all(manifest);
	if (g_hash_table_lookup_extended(manifest->numbers, name, NULL, &number))
		return (gint64) GPOINTER_TO_SIZE(number);
	return -1;
}

static guint64
add_name(Manifest *manifest, const char *name, gsize length)
{
	guint64 offset = manifest->names->len;

	g_string_append_len(manifest->names, name, (gssize) length);
	g_string_append_c(manifest->names, '\0');
	return offset;
}

guint64
manifest_add(Manifest *manifest, const char *name, guint64 inputs, guint64 content)
{
	ManifestFile file = { .inputs = inputs, .content = content };

	file.name = add_name(manifest, name, strlen(name));
	/* The names may have moved. */
	g_clear_pointer(&manifest->numbers, g_hash_table_unref);
	g_array_append_val(manifest->files, file);
	return manifest_count(manifest) - 1;
}

/* The length of the folder's part of a path: 0 for a file at the top. */
static gsize
folder_length(const char *name)
{
	const char *slash = strrchr(name, '/');

	return slash == NULL ? 0 : (gsize) (slash - name);
}

static bool
time_of(const char *path, const char *name, Folder *folder)
{
	g_autofree char *full = g_build_filename(path, name, NULL);
	struct stat status;
	/* The output folder itself may be a link. */
	int result = name[0] == '\0' ? stat(full, &status) : lstat(full, &status);

	if (result < 0 || !S_ISDIR(status.st_mode))
		return false;
	folder->seconds = status.st_mtim.tv_sec;
	folder->nanoseconds = status.st_mtim.tv_nsec;
	return true;
}

static bool
is_unchanged(const Manifest *manifest, const char *path, const Folder *folder)
{
	Folder now;

	return time_of(path, manifest->names->str + folder->name, &now) && now.seconds == folder->seconds &&
	       now.nanoseconds == folder->nanoseconds;
}

static const Folder *
find_folder(const Manifest *manifest, const char *name)
{
	for (guint i = 0; i < manifest->folders->len; i++) {
		const Folder *folder = &g_array_index(manifest->folders, Folder, i);

		if (g_str_equal(manifest->names->str + folder->name, name))
			return folder;
	}
	return NULL;
}

/* Gives a folder that was changed a time of its own.  The system's own times come in
 * steps of milliseconds, so what happens to the folder right behind the build could
 * leave it with the time that it has. */
static void
stamp_folder(const char *path, const char *name, const Manifest *before)
{
	const Folder *known = find_folder(before, name);
	struct timespec times[] = { { .tv_nsec = UTIME_OMIT }, { 0 } };
	g_autofree char *full = NULL;

	if (known != NULL && is_unchanged(before, path, known))
		return;
	full = g_build_filename(path, name, NULL);
	clock_gettime(CLOCK_REALTIME, &times[1]);
	/* Of somebody else's folder the time stays as it is, which is nearly as good. */
	(void) utimensat(AT_FDCWD, full, times, 0);
}

void
manifest_note_folders(Manifest *manifest, const char *path, const Manifest *before)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	const char *last = NULL;
	gsize last_length = 0;

	g_array_set_size(manifest->folders, 0);
	for (guint64 i = 0; i < manifest_count(manifest); i++) {
		guint64 offset = manifest_file(manifest, i)->name;
		const char *name = manifest->names->str + offset;
		gsize length = folder_length(name);
		Folder folder = { 0 };
		char *copy;

		/* Files of one folder stand together as a rule. */
		if (last != NULL && length == last_length && strncmp(name, last, length) == 0)
			continue;
		copy = g_strndup(name, length);
		if (g_hash_table_add(seen, copy) && time_of(path, copy, &folder)) {
			stamp_folder(path, copy, before);
			time_of(path, copy, &folder);
			folder.name = add_name(manifest, copy, length);
			g_array_append_val(manifest->folders, folder);
		}
		/* The names may have moved. */
		last = manifest->names->str + offset;
		last_length = length;
	}
	g_clear_pointer(&manifest->numbers, g_hash_table_unref);
}

bool
manifest_folder_is_unchanged(Manifest *manifest, const char *path, const char *name)
{
	gsize length = folder_length(name);
	LastFolder *last = &manifest->last;
	const Folder *folder;

	/* Files of one folder stand together as a rule. */
	if (last->name != NULL && strlen(last->name) == length && strncmp(last->name, name, length) == 0)
		return last->is_unchanged;
	g_free(last->name);
	last->name = g_strndup(name, length);
	folder = find_folder(manifest, last->name);
	last->is_unchanged = folder != NULL && is_unchanged(manifest, path, folder);
	return last->is_unchanged;
}

bool
manifest_is_unchanged(Manifest *manifest, const char *path)
{
	for (guint i = 0; i < manifest->folders->len; i++)
		if (!is_unchanged(manifest, path, &g_array_index(manifest->folders, Folder, i)))
			return false;
	return manifest->folders->len > 0;
}

bool
manifest_save(Manifest *manifest, ManifestState state, ManifestBuild build, GError **error)
{
	g_autofree char *unfinished = unfinished_path(manifest);
	Header header = {
		.magic = MAGIC,
		.version = VERSION,
		.state = state,
		.opposite = ~(guint32) state,
		.build = build,
		.file_count = manifest->files->len,
		.folder_count = manifest->folders->len,
		.names_length = manifest->names->len,
	};
	struct iovec parts[PART_COUNT];

	manifest->state = state;
	manifest->build = build;
	find_parts(manifest, &header, parts);
	header.checksum = checksum_of(parts);
	return file_replace_by(unfinished, manifest->path, parts, PART_COUNT, error);
}

bool
manifest_is_tidy(const Manifest *manifest)
{
	g_autofree char *unfinished = unfinished_path(manifest);
	struct stat status;

	return lstat(unfinished, &status) < 0;
}

void
manifest_tidy(const Manifest *manifest)
{
	g_autofree char *unfinished = unfinished_path(manifest);

	unlink(unfinished);
}

void
manifest_remove(const Manifest *manifest)
{
	unlink(manifest->path);
}

bool
manifest_mark_writing(const Manifest *manifest, GError **error)
{
	guint32 state[] = { MANIFEST_WRITING, ~(guint32) MANIFEST_WRITING };
	int descriptor = open(manifest->path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
	int code = 0;

	if (descriptor < 0)
		return file_fail(error, "write", manifest->path, errno);
	if (lseek(descriptor, G_STRUCT_OFFSET(Header, state), SEEK_SET) < 0 ||
	    !file_write_all(descriptor, state, sizeof(state)))
		code = errno;
	if (close(descriptor) < 0 && code == 0)
		code = errno;
	return code == 0 || file_fail(error, "write", manifest->path, code);
}
