#include "output/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/file.h"
#include "output/stage.h"
#include "source/fingerprint.h"

/* How a claimed file stands to what the last build left. */
typedef enum {
	CLAIM_NEW,     /* the last build had no such file */
	CLAIM_SAME,    /* made of the same, and as it was left */
	CLAIM_CHECK,   /* made of the same, but it may have been touched since */
	CLAIM_CHANGED, /* made of something else; as it was left */
	CLAIM_UNKNOWN, /* made of something else, and may have been touched since */
} Claim;

struct Writer {
	char *folder; /* of the site */
	char *fresh;  /* beside it, where a site is made anew; NULL in one that exists */
	Stage *stage; /* in one that exists: where new pages are until all of them are there */
	bool *staged; /* by number: whether a new page is there */
	bool verify;
	bool leftover;    /* whether a killed build left a part of a new site */
	Manifest *before; /* what the last build left */
	Manifest *after;  /* what this one claims, in the order of the claims */
	GArray *claims;   /* of Claim, by number */
	bool *matched;    /* by number in before: whether it was claimed */
	GHashTable *kept; /* a set, owned: first folders of paths whose files stay */
	guint64 counted;  /* how many claims count: the first ones */
	guint64 kept_count;
	guint64 written;   /* atomic */
	guint64 unchanged; /* atomic */
};

static bool
is_empty(const char *path)
{
	g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);

	/* One that cannot be read to its end has no more names either. */
	errno = 0;
	return folder != NULL && g_dir_read_name(folder) == NULL && errno == 0;
}

/* Whether another folder may take the place of this one without anybody noticing. */
static bool
can_be_replaced(const char *folder)
{
	struct statx status;

	if (statx(AT_FDCWD, folder, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, &status) < 0)
		return errno == ENOENT;
	return S_ISDIR(status.stx_mode) && status.stx_uid == geteuid() && status.stx_gid == getegid() &&
	       (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) == 0 && is_empty(folder);
}

/* Where a site is to be made anew: only in place of nothing, or of an empty folder
 * of the same owner.
 * Returns: (nullable) (transfer full). */
static char *
fresh_folder(const char *folder)
{
	g_autofree char *fresh = manifest_fresh_path(folder);
	struct stat status;

	if (!can_be_replaced(folder))
		return NULL;
	/* An empty one is what a build leaves that is killed at the first step. */
	rmdir(fresh);
	return lstat(fresh, &status) < 0 && errno == ENOENT ? g_steal_pointer(&fresh) : NULL;
}

/* Whether a killed build left a part of a site that it made anew.  As long as that
 * stands beside the folder, nothing in the folder is ours, whatever the manifest
 * says. */
static bool
has_unfinished_site(const char *folder, const Manifest *before)
{
	g_autofree char *fresh = manifest_fresh_path(folder);
	struct stat status;

	return manifest_state(before) == MANIFEST_FRESH && lstat(fresh, &status) == 0;
}

/* Whether the path can be a folder: it is one, or nothing. */
static bool
can_be_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 ? S_ISDIR(status.st_mode) : lstat(path, &status) < 0;
}

Writer *
writer_new(const char *folder, bool verify, GError **error)
{
	g_autoptr(Writer) writer = g_new0(Writer, 1);

	writer->folder = g_strdup(folder);
	writer->verify = verify;
	writer->after = manifest_new(folder);
	writer->claims = g_array_new(FALSE, FALSE, sizeof(Claim));
	writer->kept = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	writer->before = manifest_load(folder, error);
	if (writer->before == NULL)
		return NULL;
	if (!can_be_folder(folder)) {
		file_fail(error, "create the folder", folder, ENOTDIR);
		return NULL;
	}
	writer->leftover = has_unfinished_site(folder, writer->before);
	if (writer->leftover)
		manifest_forget(writer->before);
	writer->matched = g_new0(bool, manifest_count(writer->before));
	return g_steal_pointer(&writer);
}

void
writer_free(Writer *writer)
{
	/* Of a build that did not come to its end. */
	g_clear_pointer(&writer->stage, stage_free);
	if (writer->fresh != NULL) {
		file_remove_tree(writer->fresh);
		manifest_remove(writer->after);
	}
	g_free(writer->fresh);
	g_free(writer->folder);
	if (writer->before != NULL)
		manifest_free(writer->before);
	manifest_free(writer->after);
	g_array_unref(writer->claims);
	g_free(writer->matched);
	g_free(writer->staged);
	g_hash_table_unref(writer->kept);
	g_free(writer);
}

bool
writer_is_current(const Writer *writer, guint64 stamp, ManifestBuild *build)
{
	*build = manifest_build(writer->before);
	return !writer->verify && stamp != 0 && build->stamp == stamp &&
	       manifest_state(writer->before) == MANIFEST_DONE && manifest_is_tidy(writer->before) &&
	       !stage_has_leftovers(writer->folder) && manifest_is_unchanged(writer->before, writer->folder);
}

bool
writer_is_outdated(const Writer *writer)
{
	return !manifest_is_current(writer->before);
}

const char *
writer_problem(const Writer *writer)
{
	return manifest_problem(writer->before);
}

/* Whether a file is as the last build left it, as far as that can be told without
 * reading it. */
static bool
is_untouched(Writer *writer, const char *file)
{
	return manifest_state(writer->before) == MANIFEST_DONE &&
	       manifest_folder_is_unchanged(writer->before, writer->folder, file);
}

static Claim
find_claim(Writer *writer, const char *file, guint64 inputs, gint64 number)
{
	bool is_trusted;
	const ManifestFile *known;

	if (number < 0)
		return CLAIM_NEW;
	known = manifest_file(writer->before, (guint64) number);
	is_trusted = !writer->verify && known->content != 0 && is_untouched(writer, file);
	if (inputs != 0 && known->inputs == inputs && known->content != 0)
		return is_trusted ? CLAIM_SAME : CLAIM_CHECK;
	return is_trusted ? CLAIM_CHANGED : CLAIM_UNKNOWN;
}

guint64
writer_claim(Writer *writer, const char *file, guint64 inputs)
{
	g_assert(writer->counted == manifest_count(writer->after));
	writer->counted++;
	return writer_claim_beside(writer, file, inputs);
}

guint64
writer_claim_beside(Writer *writer, const char *file, guint64 inputs)
{
	gint64 number = manifest_find(writer->before, file, manifest_count(writer->after));
	Claim claim = find_claim(writer, file, inputs, number);
	guint64 content = 0;

	if (number >= 0) {
		writer->matched[number] = true;
		content = manifest_file(writer->before, (guint64) number)->content;
	}
	g_array_append_val(writer->claims, claim);
	return manifest_add(writer->after, file, inputs, content);
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

static Claim *
claim_at(const Writer *writer, guint64 number)
{
	return &g_array_index(writer->claims, Claim, number);
}

/* Whether all folders of the claimed files are there, as the last build left them. */
static bool
has_all_folders(const Writer *writer)
{
	for (guint64 i = 0; i < writer->claims->len; i++)
		if (*claim_at(writer, i) != CLAIM_SAME && *claim_at(writer, i) != CLAIM_CHANGED)
			return false;
	return true;
}

/* Calls func for each folder of a manifest's files, those above it first.  Files of
 * one folder stand together as a rule, so most are passed over quickly. */
static bool
for_each_folder(const Writer *writer, const Manifest *manifest, bool (*func)(const char *path, gpointer data),
		gpointer data)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	const char *root = writer->fresh == NULL ? writer->folder : writer->fresh;
	const char *last = "";

	for (guint64 i = 0; i < manifest_count(manifest); i++) {
		const char *file = manifest_name(manifest, i);
		const char *end = strrchr(file, '/');

		if (end == NULL || (strncmp(file, last, (gsize) (end - file) + 1) == 0 &&
				    strchr(last + (end - file) + 1, '/') == NULL))
			continue;
		last = file;
		for (const char *slash = strchr(file, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
			char *folder = g_strndup(file, (gsize) (slash - file));
			g_autofree char *path = g_build_filename(root, folder, NULL);

			if (g_hash_table_add(seen, folder) && !func(path, data))
				return false;
		}
	}
	return true;
}

/* Adds what stands at the place of a folder and is none. */
static bool
find_obstacle(const char *path, gpointer data)
{
	GPtrArray *obstacles = data;
	struct stat status;

	if (lstat(path, &status) == 0 && !S_ISDIR(status.st_mode))
		g_ptr_array_add(obstacles, g_strdup(path));
	return true;
}

/* Whether the folder holds a site that this program made, by its first page, though
 * the manifest that told which pages are ours is lost. */
static bool
is_site_of_ours(const Writer *writer)
{
	static const char mark[] = "<meta name=\"generator\" content=\"viceversa\">";
	g_autofree char *path = g_build_filename(writer->folder, "index.html", NULL);
	g_autofree char *page = NULL;

	return manifest_problem(writer->before) != NULL && g_file_get_contents(path, &page, NULL, NULL) &&
	       strstr(page, mark) != NULL;
}

static int
compare_paths(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *) a, *(const char *const *) b);
}

guint
writer_find_foreign(const Writer *writer, char **first)
{
	g_autoptr(GPtrArray) obstacles = g_ptr_array_new_with_free_func(g_free);
	bool all_ours = is_site_of_ours(writer);
	struct stat status;

	*first = NULL;
	if (is_empty(writer->folder) || (lstat(writer->folder, &status) < 0 && errno == ENOENT))
		return 0;
	if (!has_all_folders(writer))
		for_each_folder(writer, writer->after, find_obstacle, obstacles);
	for (guint64 i = 0; !all_ours && i < writer->claims->len; i++) {
		g_autofree char *path = NULL;

		if (*claim_at(writer, i) != CLAIM_NEW)
			continue;
		path = g_build_filename(writer->folder, manifest_name(writer->after, i), NULL);
		if (lstat(path, &status) == 0)
			g_ptr_array_add(obstacles, g_steal_pointer(&path));
	}
	g_ptr_array_sort(obstacles, compare_paths);
	*first = obstacles->len == 0 ? NULL : g_strdup(obstacles->pdata[0]);
	return obstacles->len;
}

static bool
make_folder(const char *path, gpointer data)
{
	return g_mkdir_with_parents(path, 0777) == 0 || file_fail(data, "create the folder", path, errno);
}

/* Removes what a killed build left unfinished in a folder. */
static bool
remove_unfinished(const char *path, G_GNUC_UNUSED gpointer data)
{
	g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
	const char *name;

	while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
		g_autofree char *file = g_build_filename(path, name, NULL);

		if (g_str_has_prefix(name, FILE_UNFINISHED))
			unlink(file);
	}
	return true;
}

/* Writes down that a build is at work, and all files that there may be now. */
static bool
announce(Writer *writer, GError **error)
{
	g_autoptr(Manifest) both = NULL;
	bool has_new = false;

	for (guint64 i = 0; !has_new && i < writer->claims->len; i++)
		has_new = *claim_at(writer, i) == CLAIM_NEW;
	if (!has_new && manifest_state(writer->before) == MANIFEST_DONE)
		return manifest_mark_writing(writer->before, error);
	both = manifest_new(writer->folder);
	for (guint64 i = 0; i < manifest_count(writer->before); i++)
		manifest_add(both, manifest_name(writer->before, i), 0, 0);
	for (guint64 i = 0; i < writer->claims->len; i++)
		if (*claim_at(writer, i) == CLAIM_NEW)
			manifest_add(both, manifest_name(writer->after, i), 0, 0);
	return manifest_save(both, MANIFEST_WRITING, (ManifestBuild) { 0 }, error);
}

static bool
begin_fresh(Writer *writer, GError **error)
{
	g_autoptr(Manifest) names = manifest_new(writer->folder);

	/* All of them are named, in case that the folder has come to its place and
	 * the program to its end before the manifest was written again. */
	for (guint64 i = 0; i < writer->claims->len; i++)
		manifest_add(names, manifest_name(writer->after, i), 0, 0);
	return make_folder(writer->fresh, error) && manifest_save(names, MANIFEST_FRESH, (ManifestBuild) { 0 }, error);
}

static void
remove_leftover(const Writer *writer)
{
	g_autofree char *fresh = manifest_fresh_path(writer->folder);

	file_remove_tree(fresh);
}

/* Clears up behind a build that did not come to its end, in every folder that it or
 * this one knows. */
static void
tidy_up(const Writer *writer)
{
	if (manifest_state(writer->before) == MANIFEST_DONE && manifest_problem(writer->before) == NULL)
		return;
	remove_unfinished(writer->folder, NULL);
	for_each_folder(writer, writer->before, remove_unfinished, NULL);
	for_each_folder(writer, writer->after, remove_unfinished, NULL);
}

bool
writer_begin(Writer *writer, GError **error)
{
	manifest_tidy(writer->before);
	if (writer->leftover)
		remove_leftover(writer);
	writer->fresh = fresh_folder(writer->folder);
	if (writer->fresh != NULL)
		return begin_fresh(writer, error) && for_each_folder(writer, writer->after, make_folder, error);
	if (!make_folder(writer->folder, error))
		return false;
	tidy_up(writer);
	writer->stage = stage_new(writer->folder, error);
	writer->staged = g_new0(bool, writer->claims->len);
	return writer->stage != NULL;
}

static char *
path_of(const Writer *writer, guint64 number)
{
	return g_build_filename(writer->fresh == NULL ? writer->folder : writer->fresh,
				manifest_name(writer->after, number), NULL);
}

static bool
count(const Writer *writer, guint64 number, guint64 *counter)
{
	if (number < writer->counted)
		__atomic_add_fetch(counter, 1, __ATOMIC_RELAXED);
	return true;
}

bool
writer_needs(Writer *writer, guint64 number)
{
	Claim claim = *claim_at(writer, number);
	g_autofree char *path = NULL;

	if (claim != CLAIM_SAME && claim != CLAIM_CHECK)
		return true;
	if (claim == CLAIM_CHECK) {
		path = path_of(writer, number);
		if (!file_has_content(path, manifest_file(writer->after, number)->content)) {
			*claim_at(writer, number) = CLAIM_UNKNOWN;
			return true;
		}
	}
	count(writer, number, &writer->unchanged);
	return false;
}

/* Whether the place of a claimed file has the bytes already that belong there, and
 * takes down which those are. */
static bool
settle_content(Writer *writer, guint64 number, const char *path, guint64 content)
{
	ManifestFile *file = manifest_file(writer->after, number);
	Claim claim = *claim_at(writer, number);
	guint64 old = file->content;

	file->content = content;
	if (claim == CLAIM_SAME || claim == CLAIM_CHANGED)
		return old == content;
	return writer->fresh == NULL && file_has_content(path, content);
}

bool
writer_put(Writer *writer, guint64 number, GBytes *bytes, GError **error)
{
	g_autofree char *path = path_of(writer, number);
	g_autofree char *staged = NULL;
	gsize length;
	const void *data = g_bytes_get_data(bytes, &length);

	if (settle_content(writer, number, path, fingerprint_bytes(data, length)))
		return count(writer, number, &writer->unchanged);
	if (writer->fresh != NULL)
		return file_create(path, data, length, error) && count(writer, number, &writer->written);
	staged = stage_path(writer->stage, number);
	writer->staged[number] = file_create_for(path, staged, data, length, error);
	return writer->staged[number] && count(writer, number, &writer->written);
}

bool
writer_link(Writer *writer, guint64 number, const char *from, guint64 content, GError **error)
{
	g_autofree char *path = path_of(writer, number);
	g_autofree char *staged = NULL;

	if (settle_content(writer, number, path, content))
		return count(writer, number, &writer->unchanged);
	if (writer->fresh != NULL)
		return file_link(from, path, error) && count(writer, number, &writer->written);
	staged = stage_path(writer->stage, number);
	writer->staged[number] = file_link(from, staged, error);
	return writer->staged[number] && count(writer, number, &writer->written);
}

/* Whether no folder above a file is a link, which would lead to somebody else's
 * files. */
static bool
is_within(const Writer *writer, const char *file)
{
	struct stat status;

	for (const char *slash = strchr(file, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		g_autofree char *folder = g_strndup(file, (gsize) (slash - file));
		g_autofree char *path = g_build_filename(writer->folder, folder, NULL);

		if (lstat(path, &status) == 0 && !S_ISDIR(status.st_mode))
			return false;
	}
	return true;
}

/* Takes over a file that this build keeps.  What could not be told of it before it
 * cannot be told after. */
static void
keep(Writer *writer, const char *file, const ManifestFile *known)
{
	bool is_known = is_untouched(writer, file);

	manifest_add(writer->after, file, is_known ? known->inputs : 0, is_known ? known->content : 0);
	writer->kept_count++;
}

/* Removes the folders above a removed file that are empty now. */
static void
remove_empty_folders(const Writer *writer, const char *file)
{
	g_autofree char *folder = g_path_get_dirname(file);

	while (!g_str_equal(folder, ".")) {
		g_autofree char *path = g_build_filename(writer->folder, folder, NULL);
		char *above;

		if (!stage_remove_folder(writer->stage, path))
			return;
		above = g_path_get_dirname(folder);
		g_free(folder);
		folder = above;
	}
}

/* Removes what this build neither claimed nor keeps; what it keeps it takes over. */
static bool
settle(Writer *writer, WriterCounts *counts, GError **error)
{
	for (guint64 i = 0; i < manifest_count(writer->before); i++) {
		const char *file = manifest_name(writer->before, i);
		const ManifestFile *known = manifest_file(writer->before, i);
		g_autofree char *path = NULL;
		bool removed;

		if (writer->matched[i])
			continue;
		if (is_kept(writer, file)) {
			keep(writer, file, known);
			continue;
		}
		if (!is_within(writer, file))
			continue;
		path = g_build_filename(writer->folder, file, NULL);
		if (!stage_take_away(writer->stage, path, &removed, error))
			return false;
		counts->removed += removed;
		remove_empty_folders(writer, file);
	}
	return true;
}

typedef struct {
	Stage *stage;
	GError **error;
} Making;

static bool
make_staged_folder(const char *path, gpointer data)
{
	const Making *making = data;

	return stage_make_folder(making->stage, path, making->error);
}

/* Moves all new pages to their places. */
static bool
move_staged(Writer *writer, GError **error)
{
	Making making = { .stage = writer->stage, .error = error };

	if (!has_all_folders(writer) && !for_each_folder(writer, writer->after, make_staged_folder, &making))
		return false;
	for (guint64 i = 0; i < writer->claims->len; i++) {
		g_autofree char *path = NULL;

		if (!writer->staged[i])
			continue;
		path = path_of(writer, i);
		if (!stage_move_in(writer->stage, i, path, error))
			return false;
	}
	return true;
}

/* Writes down what the site is now. */
static bool
record(Writer *writer, ManifestBuild build, GError **error)
{
	manifest_note_folders(writer->after, writer->folder, writer->before);
	build.kept = writer->kept_count;
	return manifest_save(writer->after, MANIFEST_DONE, build, error);
}

/* Puts the new folder in its place, where there is nothing or an empty folder.  Where
 * that cannot be written down, takes it away again. */
static bool
finish_fresh(Writer *writer, ManifestBuild build, GError **error)
{
	struct stat status;
	bool is_taken = lstat(writer->folder, &status) == 0;

	if (is_taken)
		g_chmod(writer->fresh, status.st_mode & 07777);
	if (rename(writer->fresh, writer->folder) < 0)
		return file_fail(error, "create the folder", writer->folder, errno);
	if (record(writer, build, error)) {
		g_clear_pointer(&writer->fresh, g_free);
		return true;
	}
	if (rename(writer->folder, writer->fresh) == 0 && is_taken)
		g_mkdir(writer->folder, status.st_mode & 07777);
	return false;
}

bool
writer_finish(Writer *writer, ManifestBuild build, WriterCounts *counts, GError **error)
{
	*counts = (WriterCounts) { .written = writer->written, .unchanged = writer->unchanged };
	if (writer->fresh != NULL)
		return finish_fresh(writer, build, error);
	if (!announce(writer, error) || !move_staged(writer, error) || !settle(writer, counts, error) ||
	    !record(writer, build, error))
		return false;
	stage_keep(writer->stage);
	g_clear_pointer(&writer->stage, stage_free);
	return true;
}
