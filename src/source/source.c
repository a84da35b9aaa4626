#include "source/source.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/fingerprint.h"
#include "source/memory.h"
#include "source/yaml.h"

#define YAML_SUFFIX ".yaml"

/* The kinds of file, and where in a tree each may stand.  A name of NULL
 * stands for any that no row above it has. */
static const struct {
	const char *name;
	guint depth; /* folders above it in the tree */
	bool in_content;
	bool in_locales;
	bool translates; /* in a locale it translates the file at the same path */
	SourceKind kind;
	const Schema *schema;
	const char *schema_name;
} places[] = {
	{ "site.yaml", 0, true, true, true, SOURCE_SITE, &schema_site, "site" },
	{ "documents.yaml", 0, true, false, false, SOURCE_DOCUMENTS, &schema_documents, "documents" },
	{ "locale.yaml", 0, false, true, false, SOURCE_LOCALE, &schema_locale, "locale" },
	{ "glossary.yaml", 0, false, true, false, SOURCE_GLOSSARY, &schema_glossary, "glossary" },
	{ "collection.yaml", 1, true, true, true, SOURCE_COLLECTION, &schema_collection, "collection" },
	{ NULL, 1, true, true, true, SOURCE_ENTRY, &schema_entry, "entry" },
	{ NULL, 2, true, true, true, SOURCE_PAIR, &schema_pair, "pair" },
};

#define PAIRS_FOLDER "pairs"

/* For fewer files another thread is not worth while. */
#define FILES_A_THREAD 16

static void
source_file_free(gpointer data)
{
	SourceFile *file = data;

	g_free(file->path);
	g_free(file->folder);
	g_free(file->stem);
	if (file->root != NULL)
		node_free(file->root);
	g_free(file);
}

static void
source_tree_free(gpointer data)
{
	SourceTree *tree = data;

	g_free(tree->name);
	g_free(tree->path);
	g_ptr_array_unref(tree->folders);
	g_ptr_array_unref(tree->files);
	g_ptr_array_unref(tree->unread);
	g_free(tree);
}

static void
source_blob_free(gpointer data)
{
	SourceBlob *blob = data;

	g_free(blob->name);
	g_free(blob);
}

void
source_free(Source *source)
{
	g_free(source->root);
	if (source->content != NULL)
		source_tree_free(source->content);
	g_ptr_array_unref(source->locales);
	g_ptr_array_unref(source->templates);
	g_ptr_array_unref(source->assets);
	g_ptr_array_unref(source->files);
	g_free(source);
}

/* What the reader carries along. */
typedef struct {
	Source *source;
	Findings *findings;
	GError **error;
} Loader;

char *
source_path(const char *folder, const char *name)
{
	return g_str_equal(folder, ".") ? g_strdup(name) : g_build_filename(folder, name, NULL);
}

/* A place for a finding about something that cannot be opened: a file without
 * a text, which the source owns like any other. */
static Place
place_of_path(Loader *loader, const char *path)
{
	g_autofree char *shown = g_filename_display_name(path);
	File *file = file_new(shown, g_strdup(""), 0);

	g_ptr_array_add(loader->source->files, file);
	return file_place(file);
}

/* Whether the author can mend what errno says, by other names or permissions.
 * All else is the machine's fault. */
static bool
author_can_mend(int code)
{
	return code == EACCES || code == EPERM || code == ENOENT || code == ELOOP || code == ENOTDIR ||
	       code == EISDIR || code == ENAMETOOLONG || code == ENXIO;
}

/* Reports a failed system call on path.
 * Returns: false where the machine failed and the loader has to stop. */
static bool
report_failure(Loader *loader, const char *path, int code)
{
	if (author_can_mend(code)) {
		findings_add(loader->findings, FINDING_UNREADABLE, place_of_path(loader, path),
			     "cannot be read: %s; check the name, the links and the permissions", g_strerror(code));
		return true;
	}
	g_set_error(loader->error, G_IO_ERROR, (gint) g_io_error_from_errno(code), "cannot read %s: %s", path,
		    g_strerror(code));
	return false;
}

/* Reads all of a descriptor, up to one byte more than a file may have.  expected is how
 * long the file says that it is; only where it says nothing is its end looked for.
 * Returns: (nullable) (transfer full): NULL with errno set. */
static char *
read_bytes(int descriptor, gsize expected, gsize *length)
{
	gsize room = expected == 0 ? FILE_MAX_BYTES + 1 : MIN(expected, FILE_MAX_BYTES + 1);
	g_autofree char *bytes = g_malloc(room + 1);

	if (!file_read_all(descriptor, bytes, room, length))
		return NULL;
	bytes[*length] = '\0';
	return *length == room ? g_steal_pointer(&bytes) : g_realloc(g_steal_pointer(&bytes), *length + 1);
}

/* Reads one file.  *out stays NULL where there is a finding instead.
 * Returns: false where the machine failed. */
static bool
load_file(Loader *loader, const char *path, File **out)
{
	/* A pipe without a writer would block an ordinary open for ever. */
	int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	gsize length = 0;
	char *text = NULL;
	struct stat status;
	int code;

	*out = NULL;
	if (descriptor < 0)
		return report_failure(loader, path, errno);
	if (fstat(descriptor, &status) < 0 ||
	    (S_ISREG(status.st_mode) && (text = read_bytes(descriptor, (gsize) status.st_size, &length)) == NULL)) {
		code = errno;
		close(descriptor);
		return report_failure(loader, path, code);
	}
	close(descriptor);
	if (text == NULL) {
		findings_add(loader->findings, FINDING_UNREADABLE, place_of_path(loader, path), "%s",
			     S_ISDIR(status.st_mode) ? "is a folder where only files can be; move its files up"
						     : "is neither a file nor a folder that can be read; remove it");
		return true;
	}
	if (length > FILE_MAX_BYTES) {
		g_free(text);
		findings_add(loader->findings, FINDING_TOO_LARGE, place_of_path(loader, path),
			     "is larger than %d KiB; make it smaller", FILE_MAX_BYTES / 1024);
		return true;
	}
	*out = file_new(path, text, length);
	g_ptr_array_add(loader->source->files, *out);
	return true;
}

/* What stands in a folder. */
typedef struct {
	char *name;
	unsigned char type; /* as readdir() tells it, which may be that it does not know */
} Found;

static void
clear_found(gpointer data)
{
	g_free(((Found *) data)->name);
}

static int
compare_found(gconstpointer a, gconstpointer b)
{
	return strcmp(((const Found *) a)->name, ((const Found *) b)->name);
}

/* Editors' backups and hidden files are nobody's mistake. */
static bool
is_hidden(const char *name)
{
	return name[0] == '.' || g_str_has_suffix(name, "~");
}

/* What is in a folder, as Found, sorted by the bytes of the names, without hidden ones.
 * *out stays NULL where there is a finding instead.
 * Returns: false where the machine failed. */
static bool
list_folder(Loader *loader, const char *path, GArray **out)
{
	g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(Found));
	/* GDir takes a folder that cannot be read to its end for a short one. */
	DIR *folder = opendir(path);
	const struct dirent *entry;
	int code;

	*out = NULL;
	if (folder == NULL)
		return report_failure(loader, path, errno);
	g_array_set_clear_func(list, clear_found);
	while (errno = 0, (entry = readdir(folder)) != NULL) {
		if (is_hidden(entry->d_name))
			continue;
		g_array_set_size(list, list->len + 1);
		g_array_index(list, Found, list->len - 1) =
		    (Found) { .name = g_strdup(entry->d_name), .type = entry->d_type };
	}
	code = errno;
	closedir(folder);
	if (code != 0)
		return report_failure(loader, path, code);
	g_array_sort(list, compare_found);
	*out = g_steal_pointer(&list);
	return true;
}

typedef enum {
	KIND_OTHER, /* a file, or a link that leads nowhere */
	KIND_FOLDER,
	KIND_UNKNOWN, /* there is a finding */
} Kind;

/* The kind of what was found at a path.
 * Returns: false where the machine failed. */
static bool
find_kind(Loader *loader, const char *path, const Found *found, Kind *kind)
{
	struct stat status;

	*kind = found->type == DT_DIR ? KIND_FOLDER : KIND_OTHER;
	if (found->type == DT_DIR || found->type == DT_REG)
		return true;
	if (stat(path, &status) == 0) {
		*kind = S_ISDIR(status.st_mode) ? KIND_FOLDER : KIND_OTHER;
		return true;
	}
	if (errno == ENOENT || errno == ELOOP)
		return true;
	*kind = KIND_UNKNOWN;
	return report_failure(loader, path, errno);
}

/* Folders become parts of addresses, which have to be the same on every file
 * system and need no escaping. */
static bool
folder_name_is_safe(const char *name)
{
	return name[strspn(name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-")] == '\0' && name[0] != '-';
}

static void
add_unknown_file(Loader *loader, const char *path)
{
	findings_add(loader->findings, FINDING_UNKNOWN_FILE, place_of_path(loader, path),
		     "is no file of a site and is left out; move it elsewhere, or give it a name from the manual");
}

static bool
load_yaml(Loader *loader, SourceTree *tree, gsize row, const char *folder, const char *path, const char *name)
{
	SourceFile *source_file;
	File *file;

	if (!load_file(loader, path, &file))
		return false;
	if (file == NULL) {
		g_ptr_array_add(tree->unread, g_strdup(path + strlen(tree->path) + 1));
		return true;
	}
	source_file = g_new0(SourceFile, 1);
	source_file->kind = places[row].kind;
	source_file->path = g_strdup(path + strlen(tree->path) + 1);
	source_file->folder = g_strdup(folder);
	source_file->stem = g_strndup(name, strlen(name) - strlen(YAML_SUFFIX));
	source_file->file = file;
	g_ptr_array_add(tree->files, source_file);
	return true;
}

static bool
load_tree_file(Loader *loader, SourceTree *tree, const char *folder, guint depth, const char *path, const char *name)
{
	bool in_locale = tree != loader->source->content;

	for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
		bool allowed = in_locale ? places[i].in_locales : places[i].in_content;
		bool named =
		    places[i].name == NULL ? g_str_has_suffix(name, YAML_SUFFIX) : g_str_equal(places[i].name, name);

		if (places[i].depth == depth && allowed && named)
			return load_yaml(loader, tree, i, folder, path, name);
	}
	add_unknown_file(loader, path);
	return true;
}

/* Reads a folder of a tree and what is below it.  folder is the collection's
 * name, NULL at the top. */
static bool
load_tree_folder(Loader *loader, SourceTree *tree, const char *folder, guint depth, const char *path)
{
	g_autoptr(GArray) list = NULL;

	if (!list_folder(loader, path, &list))
		return false;
	if (list == NULL && depth > 0)
		g_ptr_array_add(tree->unread, g_strdup(path + strlen(tree->path) + 1));
	for (guint i = 0; list != NULL && i < list->len; i++) {
		const Found *found = &g_array_index(list, Found, i);
		const char *name = found->name;
		g_autofree char *below = g_build_filename(path, name, NULL);
		Kind kind;
		bool done;

		if (!find_kind(loader, below, found, &kind)) {
			done = false;
		} else if (kind == KIND_UNKNOWN) {
			g_ptr_array_add(tree->unread, g_strdup(below + strlen(tree->path) + 1));
			done = true;
		} else if (kind == KIND_OTHER) {
			done = load_tree_file(loader, tree, folder, depth, below, name);
		} else if (depth == 0 && !folder_name_is_safe(name)) {
			findings_add(loader->findings, FINDING_UNSAFE_NAME, place_of_path(loader, below),
				     "a collection's folder becomes part of addresses; name it with letters, digits "
				     "and hyphens only");
			done = true;
		} else if (depth == 0) {
			g_ptr_array_add(tree->folders, g_strdup(name));
			done = load_tree_folder(loader, tree, name, 1, below);
		} else if (depth == 1 && g_str_equal(name, PAIRS_FOLDER)) {
			done = load_tree_folder(loader, tree, folder, 2, below);
		} else {
			add_unknown_file(loader, below);
			done = true;
		}
		if (!done)
			return false;
	}
	return true;
}

static int
compare_source_files(gconstpointer a, gconstpointer b)
{
	return strcmp((*(const SourceFile *const *) a)->path, (*(const SourceFile *const *) b)->path);
}

SourceTree *
source_tree_new(const char *name, const char *path)
{
	SourceTree *tree = g_new0(SourceTree, 1);

	tree->name = g_strdup(name);
	tree->path = g_strdup(path);
	tree->folders = g_ptr_array_new_with_free_func(g_free);
	tree->files = g_ptr_array_new_with_free_func(source_file_free);
	tree->unread = g_ptr_array_new_with_free_func(g_free);
	return tree;
}

/* A file that a tree has to have. */
static void
require(Loader *loader, const SourceTree *tree, const char *path, const char *why)
{
	g_autofree char *full = g_build_filename(tree->path, path, NULL);
	struct stat status;

	/* Of one that is hidden behind permissions there is a finding already. */
	if (lstat(full, &status) < 0 && errno == ENOENT)
		findings_add(loader->findings, FINDING_MISSING_FILE, place_of_path(loader, full), "is missing; %s",
			     why);
}

static bool
load_tree(Loader *loader, SourceTree *tree)
{
	if (!load_tree_folder(loader, tree, NULL, 0, tree->path))
		return false;
	g_ptr_array_sort(tree->files, compare_source_files);
	return true;
}

static bool
load_content(Loader *loader)
{
	Source *source = loader->source;
	g_autofree char *path = source_path(source->root, "content");

	source->content = source_tree_new("content", path);
	if (!g_file_test(path, G_FILE_TEST_IS_DIR)) {
		findings_add(loader->findings, FINDING_MISSING_FILE, place_of_path(loader, path),
			     "is missing; start in the folder that holds it, or name that folder with --root");
		return true;
	}
	if (!load_tree(loader, source->content))
		return false;
	require(loader, source->content, "site.yaml", "write it with title, tagline, base_url and source_locale");
	for (guint i = 0; i < source->content->folders->len; i++) {
		g_autofree char *collection =
		    g_build_filename(source->content->folders->pdata[i], "collection.yaml", NULL);

		require(loader, source->content, collection, "write it with name, title, summary and classes");
	}
	return true;
}

/* Whether something that a site has to have is there, be it readable or not. */
static bool
require_folder(Loader *loader, const char *path, const char *remedy)
{
	struct stat status;

	if (lstat(path, &status) == 0)
		return true;
	findings_add(loader->findings, FINDING_MISSING_FILE, place_of_path(loader, path), "is missing; %s", remedy);
	return false;
}

static bool
load_locale(Loader *loader, const char *path, const Found *found)
{
	SourceTree *tree;
	Kind kind;

	if (!find_kind(loader, path, found, &kind))
		return false;
	if (kind != KIND_FOLDER) {
		if (kind == KIND_OTHER)
			add_unknown_file(loader, path);
		return true;
	}
	if (!folder_name_is_safe(found->name)) {
		findings_add(loader->findings, FINDING_UNSAFE_NAME, place_of_path(loader, path),
			     "a locale's folder becomes part of addresses; name it with letters, digits and hyphens "
			     "only");
		return true;
	}
	tree = source_tree_new(found->name, path);
	g_ptr_array_add(loader->source->locales, tree);
	if (!load_tree(loader, tree))
		return false;
	require(loader, tree, "locale.yaml", "write it with tag and messages");
	return true;
}

static bool
load_locales(Loader *loader)
{
	g_autofree char *path = source_path(loader->source->root, "locales");
	g_autoptr(GArray) list = NULL;

	if (!require_folder(loader, path, "make it, with a folder for each language"))
		return true;
	if (!list_folder(loader, path, &list))
		return false;
	for (guint i = 0; list != NULL && i < list->len; i++) {
		const Found *found = &g_array_index(list, Found, i);
		g_autofree char *below = g_build_filename(path, found->name, NULL);

		if (!load_locale(loader, below, found))
			return false;
	}
	return true;
}

/* Reads the files of a folder, but for the one named skip.  One that cannot be
 * read has no file.  *unread is whether the folder itself cannot be read. */
static bool
load_blobs(Loader *loader, const char *path, const char *skip, GPtrArray *blobs, bool *unread)
{
	g_autoptr(GArray) list = NULL;

	if (!list_folder(loader, path, &list))
		return false;
	*unread = list == NULL;
	for (guint i = 0; list != NULL && i < list->len; i++) {
		const char *name = g_array_index(list, Found, i).name;
		g_autofree char *below = g_build_filename(path, name, NULL);
		SourceBlob *blob;
		File *file;

		if (g_strcmp0(name, skip) == 0)
			continue;
		if (!load_file(loader, below, &file))
			return false;
		blob = g_new(SourceBlob, 1);
		blob->name = g_strdup(name);
		blob->file = file;
		g_ptr_array_add(blobs, blob);
	}
	return true;
}

static void
check_asset_names(Loader *loader, const char *folder)
{
	for (guint i = 0; i < loader->source->assets->len; i++) {
		const SourceBlob *asset = loader->source->assets->pdata[i];
		g_autofree char *path = g_build_filename(folder, asset->name, NULL);

		if (asset->name[strspn(asset->name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "._-")] != '\0')
			findings_add(loader->findings, FINDING_UNSAFE_NAME, place_of_path(loader, path),
				     "an asset's name becomes part of addresses; name it with letters, digits, '.', "
				     "'_' and '-' only");
	}
}

static bool
load_templates(Loader *loader)
{
	g_autofree char *templates = source_path(loader->source->root, "templates");
	g_autofree char *assets = g_build_filename(templates, "assets", NULL);
	struct stat status;
	bool unread;

	if (!require_folder(loader, templates, "restore it"))
		return true;
	if (!load_blobs(loader, templates, "assets", loader->source->templates, &unread))
		return false;
	if (unread)
		return true;
	/* A site can do without assets, but not with a link that leads nowhere. */
	if (lstat(assets, &status) == 0) {
		if (!load_blobs(loader, assets, NULL, loader->source->assets, &loader->source->assets_unread))
			return false;
	} else if (errno != ENOENT) {
		loader->source->assets_unread = true;
		if (!report_failure(loader, assets, errno))
			return false;
	}
	check_asset_names(loader, assets);
	return true;
}

Source *
source_read(const char *root, Findings *findings, GError **error)
{
	g_autoptr(Source) source = g_new0(Source, 1);
	Loader loader = { .source = source, .findings = findings, .error = error };

	source->root = g_strdup(root);
	source->locales = g_ptr_array_new_with_free_func(source_tree_free);
	source->templates = g_ptr_array_new_with_free_func(source_blob_free);
	source->assets = g_ptr_array_new_with_free_func(source_blob_free);
	source->files = g_ptr_array_new_with_free_func((GDestroyNotify) file_free);
	if (!load_content(&loader))
		return NULL;
	/* In a folder that is no site, one finding says enough. */
	if (g_file_test(source->content->path, G_FILE_TEST_IS_DIR) &&
	    (!load_locales(&loader) || !load_templates(&loader)))
		return NULL;
	return g_steal_pointer(&source);
}

/* A path without the root's in front: a site has the same fingerprint wherever its
 * root is, and whatever that is called. */
static const char *
below_root(const char *path, const char *content)
{
	gsize length = strlen(content) - strlen("content");

	return strncmp(path, content, length) == 0 ? path + length : path;
}

/* A folder without files is a finding, so it counts as well. */
static guint64
add_folders(guint64 row, const SourceTree *tree)
{
	row = fingerprint_add_text(row, tree->name);
	for (guint i = 0; i < tree->folders->len; i++)
		row = fingerprint_add_text(row, tree->folders->pdata[i]);
	return row;
}

guint64
source_fingerprint(const Source *source)
{
	g_autofree char *content = source_path(source->root, "content");
	guint64 row = add_folders(0, source->content);

	for (guint i = 0; i < source->locales->len; i++)
		row = add_folders(row, source->locales->pdata[i]);
	for (guint i = 0; i < source->files->len; i++) {
		const File *file = source->files->pdata[i];

		row = fingerprint_add(fingerprint_add_text(row, below_root(file->path, content)), file->fingerprint);
	}
	return row;
}

static Node *
parse_file(SourceKind kind, bool in_locale, const File *file, Findings *findings)
{
	Node *root = yaml_read(file, findings);

	if (root != NULL) {
		schema_trim(source_schema(kind), root);
		schema_check(source_schema(kind), root, in_locale && source_kind_translates(kind), findings);
	}
	return root;
}

/* The files that threads parse, one after the other. */
typedef struct {
	GPtrArray *files;    /* of SourceFile: those of content/ first */
	guint content_count; /* how many those are */
	guint next;          /* atomic: the first that no thread has taken */
} Parsing;

static gpointer
parse_files(gpointer data)
{
	Parsing *parsing = data;
	Findings *findings = findings_new();

	for (;;) {
		guint i = __atomic_fetch_add(&parsing->next, 1, __ATOMIC_RELAXED);
		SourceFile *file;

		if (i >= parsing->files->len)
			return findings;
		file = parsing->files->pdata[i];
		file->root = parse_file(file->kind, i >= parsing->content_count, file->file, findings);
	}
}

void
source_parse(Source *source, Findings *findings)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new();
	g_autoptr(GPtrArray) threads = g_ptr_array_new();
	Parsing parsing = { .files = files, .content_count = source->content->files->len };

	g_ptr_array_extend(files, source->content->files, NULL, NULL);
	for (guint i = 0; i < source->locales->len; i++)
		g_ptr_array_extend(files, ((SourceTree *) source->locales->pdata[i])->files, NULL, NULL);
	/* This thread does its part too, and all of it where the machine has no other. */
	for (guint i = 1; i < MIN(g_get_num_processors(), files->len / FILES_A_THREAD + 1); i++) {
		GThread *thread = memory_try_thread("parse", parse_files, &parsing);

		if (thread == NULL)
			break;
		g_ptr_array_add(threads, thread);
	}

	g_autoptr(Findings) own = parse_files(&parsing);

	findings_take(findings, own);
	for (guint i = 0; i < threads->len; i++) {
		g_autoptr(Findings) found = g_thread_join(threads->pdata[i]);

		findings_take(findings, found);
	}
}

Source *
source_load(const char *root, Findings *findings, GError **error)
{
	Source *source = source_read(root, findings, error);

	if (source != NULL)
		source_parse(source, findings);
	return source;
}

/* The file at a path, be it YAML or not. */
static const SourceFile *
find_file(const SourceTree *tree, const char *path)
{
	guint from = 0;
	guint to = tree->files->len;

	while (from < to) {
		guint middle = from + (to - from) / 2;
		const SourceFile *file = tree->files->pdata[middle];
		int order = strcmp(path, file->path);

		if (order == 0)
			return file;
		if (order < 0)
			to = middle;
		else
			from = middle + 1;
	}
	return NULL;
}

const SourceFile *
source_tree_find(const SourceTree *tree, const char *path)
{
	const SourceFile *file = find_file(tree, path);

	return file == NULL || file->root == NULL ? NULL : file;
}

bool
source_tree_is_broken(const SourceTree *tree, const char *path)
{
	const SourceFile *file = find_file(tree, path);

	for (guint i = 0; i < tree->unread->len; i++) {
		const char *unread = tree->unread->pdata[i];
		const char *rest = g_str_has_prefix(path, unread) ? path + strlen(unread) : "none";

		if (*rest == '\0' || *rest == '/')
			return true;
	}
	return file != NULL && file->root == NULL;
}

static int
compare_trees(gconstpointer a, gconstpointer b)
{
	return strcmp((*(const SourceTree *const *) a)->name, (*(const SourceTree *const *) b)->name);
}

void
source_add_locale(Source *source, SourceTree *tree)
{
	g_ptr_array_sort(tree->files, compare_source_files);
	g_ptr_array_add(source->locales, tree);
	g_ptr_array_sort(source->locales, compare_trees);
}

const char *
source_locale_folder(const Source *source)
{
	const SourceFile *site = source_tree_find(source->content, "site.yaml");
	const char *tag = site == NULL ? NULL : node_get_text(site->root, "source_locale");

	for (guint i = 0; tag != NULL && i < source->locales->len; i++) {
		const SourceTree *tree = source->locales->pdata[i];
		const SourceFile *file = source_tree_find(tree, "locale.yaml");

		if (file != NULL && g_strcmp0(node_get_text(file->root, "tag"), tag) == 0)
			return tree->name;
	}
	return NULL;
}

const SourceTree *
source_tree_of_locale(const Source *source, const char *folder)
{
	for (guint i = 0; i < source->locales->len; i++) {
		const SourceTree *tree = source->locales->pdata[i];

		if (g_str_equal(tree->name, folder))
			return tree;
	}
	return NULL;
}

/* The row of a kind; every kind has one. */
static gsize
row_of(SourceKind kind)
{
	gsize row = 0;

	while (places[row].kind != kind)
		row++;
	return row;
}

const Schema *
source_schema(SourceKind kind)
{
	return places[row_of(kind)].schema;
}

bool
source_kind_translates(SourceKind kind)
{
	return places[row_of(kind)].translates;
}

char *
source_schema_comment(SourceKind kind, const char *path, bool in_locale)
{
	bool is_translation = in_locale && source_kind_translates(kind);
	GString *out = g_string_new("# yaml-language-server: $schema=");

	/* From content/, or from a folder in locales/, up to the site's own. */
	g_string_append(out, in_locale ? "../../" : "../");
	for (const char *c = path; *c != '\0'; c++)
		if (*c == '/')
			g_string_append(out, "../");
	g_string_append_printf(out, "schema/%s%s.json\n", places[row_of(kind)].schema_name,
			       is_translation ? "-translation" : "");
	return g_string_free(out, FALSE);
}

bool
source_check_text(SourceKind kind, bool in_locale, const File *file, Findings *findings)
{
	g_autoptr(Node) root = parse_file(kind, in_locale, file, findings);

	return root != NULL;
}
