#include "command/target.h"

#include <stdlib.h>
#include <string.h>

/* The real path of what exists of a path, and the rest as it is. */
static char *
resolve(const char *path)
{
	g_autofree char *absolute = g_canonicalize_filename(path, NULL);
	char *real = realpath(absolute, NULL);
	g_autofree char *folder = NULL;
	g_autofree char *name = NULL;
	g_autofree char *above = NULL;

	if (real != NULL) {
		char *copy = g_strdup(real);

		free(real);
		return copy;
	}
	folder = g_path_get_dirname(absolute);
	name = g_path_get_basename(absolute);
	/* The root folder exists, so this comes to an end. */
	above = resolve(folder);
	return g_build_filename(above, name, NULL);
}

static bool
holds(const char *folder, const char *path)
{
	gsize length = strlen(folder);

	return g_str_has_prefix(path, folder) &&
	       (path[length] == '\0' || path[length] == '/' || g_str_equal(folder, "/"));
}

void
target_check(const Options *options, const char *output, Findings *findings)
{
	static const char *const sources[] = { "content", "locales", "templates" };
	g_autofree char *root = resolve(options->root);
	g_autofree char *target = resolve(output);

	if (holds(target, root))
		findings_add(findings, FINDING_OUTPUT_FOLDER, (Place) { 0 },
			     "the output folder '%s' holds the source; name another with --output", output);
	for (gsize i = 0; i < G_N_ELEMENTS(sources); i++) {
		g_autofree char *folder = g_build_filename(root, sources[i], NULL);
		g_autofree char *source = resolve(folder);

		if (holds(source, target))
			findings_add(
			    findings, FINDING_OUTPUT_FOLDER, (Place) { 0 },
			    "the output folder '%s' is within '%s', which is source; name another with --output",
			    output, sources[i]);
		else if (holds(target, source) && !holds(target, root))
			findings_add(findings, FINDING_OUTPUT_FOLDER, (Place) { 0 },
				     "the output folder '%s' holds the source; name another with --output", output);
	}
}

void
target_check_foreign(const Writer *writer, Findings *findings)
{
	g_autofree char *first = NULL;
	guint count = writer_find_foreign(writer, &first);

	if (count == 1)
		findings_add(findings, FINDING_FOREIGN_FILE, (Place) { 0 },
			     "'%s' is in the way, and viceversa did not write it; move it elsewhere, or name another "
			     "folder with "
			     "--output",
			     first);
	else if (count > 1)
		findings_add(
		    findings, FINDING_FOREIGN_FILE, (Place) { 0 },
		    "'%s' and %u more files are in the way, and viceversa did not write them; move them elsewhere, or "
		    "name another folder with --output",
		    first, count - 1);
}

void
target_check_foreign_early(const char *output, const Writer *writer, Findings *findings)
{
	g_autofree char *lock = manifest_lock_path(output);
	g_autofree char *first = NULL;

	/* In this order: a build that wrote what was found is still at work, or has
	 * left another manifest. */
	if (writer_find_foreign(writer, &first) > 0 && !g_file_test(lock, G_FILE_TEST_EXISTS) &&
	    !writer_is_outdated(writer))
		target_check_foreign(writer, findings);
}

bool
target_overlaps(const char *one, const char *other)
{
	g_autofree char *first = resolve(one);
	g_autofree char *second = resolve(other);

	return holds(first, second) || holds(second, first);
}

Lock *
target_lock(const char *output, Report *report, GError **error)
{
	GError *failure = NULL;
	Lock *lock = lock_new(output, false, &failure);

	if (lock == NULL && failure == NULL) {
		report_note(report, "another build is writing '%s'; waiting for its end", output);
		lock = lock_new(output, true, &failure);
	}
	if (failure != NULL)
		g_propagate_error(error, failure);
	return lock;
}
