/* Manifests.  The first byte says whether the rest is a whole file, or what stands behind
 * the beginning of one, with a checksum that is right. */
#include "fuzz.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output/manifest.h"
#include "source/fingerprint.h"

static char *folder; /* of the site, whose manifest stands beside it */
static char *path;   /* of the manifest */

/* What every manifest begins with, and where the checksum stands in it. */
static char head[24];
#define CHECKSUM sizeof(head)
#define CHECKED (CHECKSUM + sizeof(guint64))

static void
remove_files(void)
{
	g_autofree char *above = g_path_get_dirname(folder);

	g_unlink(path);
	g_rmdir(above);
}

/* Puts the checksum in that belongs there. */
static void
seal(char *bytes, gsize length)
{
	guint64 checksum = fingerprint_bytes(bytes + CHECKED, length - CHECKED);

	memcpy(bytes + CHECKSUM, &checksum, sizeof(checksum));
}

/* Takes the beginning from a manifest that the program writes, and checks that this
 * file knows how one is sealed. */
static void
begin(void)
{
	g_autofree char *above = g_dir_make_tmp("viceversa-fuzz-XXXXXX", NULL);
	g_autoptr(Manifest) manifest = NULL;
	g_autofree char *bytes = NULL;
	g_autofree char *sealed = NULL;
	gsize length;

	fuzz_check(above != NULL);
	folder = g_build_filename(above, "site", NULL);
	path = manifest_path(folder);
	atexit(remove_files);
	manifest = manifest_new(folder);
	manifest_add(manifest, "a/b.html", 1, 2);
	fuzz_check(manifest_save(manifest, MANIFEST_DONE, (ManifestBuild) { .stamp = 3 }, NULL));
	fuzz_check(g_file_get_contents(path, &bytes, &length, NULL) && length > CHECKED);
	memcpy(head, bytes, sizeof(head));
	sealed = g_memdup2(bytes, length);
	seal(sealed, length);
	fuzz_check(memcmp(bytes, sealed, length) == 0);
}

/* Whether a path stays below the folder that it is put behind. */
static bool
stays_within(const char *name)
{
	g_auto(GStrv) parts = g_strsplit(name, "/", -1);

	for (char **part = parts; *part != NULL; part++)
		if (**part == '\0' || g_str_equal(*part, ".") || g_str_equal(*part, ".."))
			return false;
	return *name != '\0';
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *bytes = g_malloc0(CHECKED + size + 1);
	g_autoptr(Manifest) manifest = NULL;
	gsize length;

	if (size == 0)
		return 0;
	if (folder == NULL)
		begin();
	if (data[0] % 2 == 0) {
		length = size - 1;
		memcpy(bytes, data + 1, length);
	} else {
		length = CHECKED + size - 1;
		memcpy(bytes, head, sizeof(head));
		memcpy(bytes + CHECKED, data + 1, size - 1);
		seal(bytes, length);
	}
	fuzz_check(g_file_set_contents_full(path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	manifest = manifest_load(folder, NULL);
	fuzz_check(manifest != NULL);
	fuzz_check(manifest_problem(manifest) == NULL || manifest_count(manifest) == 0);
	for (guint64 i = 0; i < manifest_count(manifest); i++) {
		fuzz_check(stays_within(manifest_name(manifest, i)));
		fuzz_check(manifest_find(manifest, manifest_name(manifest, i), 0) >= 0);
		manifest_folder_is_unchanged(manifest, folder, manifest_name(manifest, i));
	}
	manifest_is_unchanged(manifest, folder);
	return 0;
}
