#include "output/manifest.h"

#include <string.h>
#include <sys/stat.h>

/* The first line; then a file a line. */
#define HEADER "viceversa manifest 1\n"

struct Manifest {
	char *path;
	GHashTable *files; /* a set, owned */
};

char *
manifest_path(const char *folder)
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
	return g_strdup_printf("%.*s.manifest", (int) length, folder);
}

/* A file that could leave the folder is not one that we wrote. */
static bool
is_below(const char *file)
{
	g_auto(GStrv) parts = g_strsplit(file, "/", -1);

	for (guint i = 0; parts[i] != NULL; i++)
		if (*parts[i] == '\0' || g_str_equal(parts[i], ".") || g_str_equal(parts[i], ".."))
			return false;
	return parts[0] != NULL;
}

static void
parse(Manifest *manifest, const char *text)
{
	g_auto(GStrv) lines = NULL;

	if (!g_str_has_prefix(text, HEADER) || !g_str_has_suffix(text, "\n"))
		return;
	lines = g_strsplit(text + strlen(HEADER), "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++)
		if (is_below(lines[i]))
			manifest_add(manifest, lines[i]);
}

Manifest *
manifest_load(const char *folder, GError **error)
{
	g_autoptr(Manifest) manifest = g_new(Manifest, 1);
	g_autoptr(GError) failure = NULL;
	g_autofree char *text = NULL;
	struct stat status;

	manifest->path = manifest_path(folder);
	manifest->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	/* A pipe would be waited on for ever. */
	if (lstat(manifest->path, &status) == 0 && !S_ISREG(status.st_mode)) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot read %s: it is no regular file",
			    manifest->path);
		return NULL;
	}
	if (g_file_get_contents(manifest->path, &text, NULL, &failure)) {
		parse(manifest, text);
	} else if (!g_error_matches(failure, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return NULL;
	}
	return g_steal_pointer(&manifest);
}

void
manifest_free(Manifest *manifest)
{
	g_free(manifest->path);
	g_hash_table_unref(manifest->files);
	g_free(manifest);
}

bool
manifest_has(const Manifest *manifest, const char *file)
{
	return g_hash_table_contains(manifest->files, file);
}

void
manifest_add(Manifest *manifest, const char *file)
{
	g_hash_table_add(manifest->files, g_strdup(file));
}

void
manifest_remove(Manifest *manifest, const char *file)
{
	g_hash_table_remove(manifest->files, file);
}

static int
compare_files(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
manifest_files(const Manifest *manifest)
{
	GPtrArray *files = g_ptr_array_new();
	GHashTableIter walk;
	gpointer file;

	g_hash_table_iter_init(&walk, manifest->files);
	while (g_hash_table_iter_next(&walk, &file, NULL))
		g_ptr_array_add(files, file);
	g_ptr_array_sort(files, compare_files);
	return files;
}

bool
manifest_save(const Manifest *manifest, GError **error)
{
	g_autoptr(GPtrArray) files = manifest_files(manifest);
	g_autoptr(GString) text = g_string_new(HEADER);

	for (guint i = 0; i < files->len; i++)
		g_string_append_printf(text, "%s\n", (const char *) files->pdata[i]);
	return g_file_set_contents(manifest->path, text->str, (gssize) text->len, error);
}
