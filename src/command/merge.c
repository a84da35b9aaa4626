#include "command/merge.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "command/target.h"
#include "output/file.h"
#include "source/source.h"

typedef struct {
	const char *folder; /* as it was named */
	Manifest *manifest;
	ManifestBuild build;
} Part;

/* The parts, in the order of their numbers once they are checked. */
typedef struct {
	Part *parts;
	guint count;
	guint64 files;
} Parts;

static void
clear_parts(Parts *parts)
{
	for (guint i = 0; i < parts->count; i++)
		g_clear_pointer(&parts->parts[i].manifest, manifest_free);
	g_free(parts->parts);
}

/* Reads the manifest of a folder and checks that it is that of a part. */
static Status
read_part(Part *part, const char *folder, Report *report)
{
	g_autofree char *path = manifest_path(folder);
	g_autoptr(GError) error = NULL;
	struct stat status;

	part->folder = folder;
	part->manifest = manifest_load(folder, &error);
	if (part->manifest == NULL)
		return report_failure(report, error);
	part->build = manifest_build(part->manifest);
	if (lstat(path, &status) < 0)
		return report_refusal(report, "'%s' has no manifest; bring '%s' along", folder, path);
	if (manifest_problem(part->manifest) != NULL)
		return report_refusal(report, "the manifest of '%s' %s; build the part again", folder,
				      manifest_problem(part->manifest));
	if (manifest_state(part->manifest) != MANIFEST_DONE)
		return report_refusal(report, "the build of '%s' did not come to its end; run it again", folder);
	if (part->build.shards == 0)
		return report_refusal(report, "'%s' is no part of a site; build it with --shard", folder);
	return STATUS_DONE;
}

static Status
read_parts(Parts *parts, char **folders, Report *report)
{
	Status status = STATUS_DONE;

	parts->count = g_strv_length(folders);
	parts->parts = g_new0(Part, parts->count);
	for (guint i = 0; status == STATUS_DONE && i < parts->count; i++) {
		status = read_part(&parts->parts[i], folders[i], report);
		if (status == STATUS_DONE)
			parts->files += manifest_count(parts->parts[i].manifest);
	}
	return status;
}

/* Whether all parts are of the same site, divided in the same way. */
static Status
check_kinship(const Parts *parts, Report *report)
{
	const Part *first = &parts->parts[0];

	for (guint i = 1; i < parts->count; i++) {
		const Part *part = &parts->parts[i];

		if (part->build.shards != first->build.shards)
			return report_refusal(report,
					      "'%s' is a part of %u, but '%s' is a part of %u; name the parts of one "
					      "division",
					      first->folder, first->build.shards, part->folder, part->build.shards);
		if (part->build.sources != first->build.sources)
			return report_refusal(report,
					      "'%s' and '%s' are made of different sources, with different options or "
					      "by different programs; build both of the same",
					      first->folder, part->folder);
	}
	return STATUS_DONE;
}

static int
compare_parts(gconstpointer a, gconstpointer b)
{
	const Part *first = a;
	const Part *second = b;

	return (first->build.shard > second->build.shard) - (first->build.shard < second->build.shard);
}

/* The numbers of the parts that are missing, in the form "2-4,7", or NULL. */
static char *
find_missing(const Parts *parts)
{
	g_autoptr(GString) missing = g_string_new(NULL);
	guint next = 1;

	for (guint i = 0; i <= parts->count; i++) {
		guint number = i < parts->count ? parts->parts[i].build.shard : parts->parts[0].build.shards + 1;

		if (number > next)
			g_string_append_printf(missing, "%s%u", missing->len == 0 ? "" : ",", next);
		if (number > next + 1)
			g_string_append_printf(missing, "-%u", number - 1);
		next = number + 1;
	}
	return missing->len == 0 ? NULL : g_strdup(missing->str);
}

/* Whether each part is there, and once.  Sorts them. */
static Status
check_numbers(Parts *parts, Report *report)
{
	g_autofree char *missing = NULL;

	qsort(parts->parts, parts->count, sizeof(Part), compare_parts);
	for (guint i = 1; i < parts->count; i++)
		if (parts->parts[i].build.shard == parts->parts[i - 1].build.shard)
			return report_refusal(report, "'%s' and '%s' are both part %u of %u; name one of them",
					      parts->parts[i - 1].folder, parts->parts[i].folder,
					      parts->parts[i].build.shard, parts->parts[i].build.shards);
	missing = find_missing(parts);
	if (missing != NULL)
		return report_refusal(report, "of %u parts these are missing: %s; build them, and name all folders",
				      parts->parts[0].build.shards, missing);
	return STATUS_DONE;
}

/* Whether the files of a part are still those that its build wrote.  The times of
 * folders tell, where they were not lost on the way from another machine. */
static Status
check_files(const Part *part, bool verify, Report *report)
{
	if (!verify && manifest_is_unchanged(part->manifest, part->folder))
		return STATUS_DONE;
	for (guint64 i = 0; i < manifest_count(part->manifest); i++) {
		g_autofree char *path = g_build_filename(part->folder, manifest_name(part->manifest, i), NULL);

		if (!file_has_content(path, manifest_file(part->manifest, i)->content))
			return report_refusal(report, "'%s' is not as its build left it; build part %u of %u again",
					      path, part->build.shard, part->build.shards);
	}
	return STATUS_DONE;
}

static Status
check_parts(Parts *parts, const char *output, bool verify, Report *report)
{
	Status status = check_kinship(parts, report);

	if (status == STATUS_DONE)
		status = check_numbers(parts, report);
	for (guint i = 0; status == STATUS_DONE && i < parts->count; i++)
		if (target_overlaps(output, parts->parts[i].folder))
			status = report_refusal(report,
						"the output folder '%s' and the part '%s' are not apart; name another "
						"with --output",
						output, parts->parts[i].folder);
	for (guint i = 0; status == STATUS_DONE && i < parts->count; i++)
		status = check_files(&parts->parts[i], verify, report);
	return status;
}

/* Tells the writer what there will be. */
static void
claim_site(const Parts *parts, Writer *writer)
{
	for (guint i = 0; i < parts->count; i++) {
		Manifest *manifest = parts->parts[i].manifest;

		for (guint64 k = 0; k < manifest_count(manifest); k++)
			writer_claim(writer, manifest_name(manifest, k), manifest_file(manifest, k)->inputs);
	}
}

static bool
link_all(const Parts *parts, Writer *writer, Report *report, GError **error)
{
	guint64 number = 0;

	for (guint i = 0; i < parts->count; i++) {
		const Part *part = &parts->parts[i];

		for (guint64 k = 0; k < manifest_count(part->manifest); k++) {
			g_autofree char *path = g_build_filename(part->folder, manifest_name(part->manifest, k), NULL);

			if (!writer_link(writer, number++, path, manifest_file(part->manifest, k)->content, error))
				return false;
			report_progress(report, number, parts->files);
		}
	}
	return true;
}

/* What a build of the whole site would have been. */
static ManifestBuild
whole_build(const Parts *parts)
{
	ManifestBuild build = {
		.stamp = parts->parts[0].build.sources,
		.sources = parts->parts[0].build.sources,
		.files = parts->parts[0].build.files,
		.locales = parts->parts[0].build.locales,
		.pages = parts->files,
	};

	for (guint i = 0; i < parts->count; i++)
		if (parts->parts[i].build.stamp == 0)
			build.stamp = 0;
	return build;
}

static Status
report_merge(Report *report, const Parts *parts, WriterCounts counts, gint64 start)
{
	report_result(report,
		      "%" G_GUINT64_FORMAT " pages of %u part%s in %.2f s: %" G_GUINT64_FORMAT
		      " written, %" G_GUINT64_FORMAT " unchanged, %" G_GUINT64_FORMAT " removed",
		      parts->files, parts->count, parts->count == 1 ? "" : "s",
		      (double) (g_get_monotonic_time() - start) / G_USEC_PER_SEC, counts.written, counts.unchanged,
		      counts.removed);
	return STATUS_DONE;
}

/* Writes the site.  The clock began at start. */
static Status
write_site(const Parts *parts, const char *output, const Options *options, gint64 start, Findings *findings,
	   Report *report)
{
	ManifestBuild build = whole_build(parts);
	ManifestBuild last;
	WriterCounts counts;
	g_autoptr(GError) error = NULL;
	g_autoptr(Lock) lock = NULL;
	g_autoptr(Writer) writer = writer_new(output, options->verify, &error);

	if (writer == NULL)
		return report_failure(report, error);
	if (writer_is_current(writer, build.stamp, &last))
		return report_merge(report, parts, (WriterCounts) { .unchanged = parts->files }, start);
	if (writer_problem(writer) != NULL)
		report_note(report, "the manifest of '%s' %s; every page is looked at", output, writer_problem(writer));
	claim_site(parts, writer);
	target_check_foreign_early(output, writer, findings);
	if (findings_stop(findings, false))
		return STATUS_FINDINGS;
	lock = target_lock(output, report, &error);
	if (lock != NULL && writer_is_outdated(writer)) {
		g_clear_pointer(&writer, writer_free);
		writer = writer_new(output, options->verify, &error);
		if (writer != NULL)
			claim_site(parts, writer);
	}
	if (error != NULL)
		return report_failure(report, error);
	target_check_foreign(writer, findings);
	if (findings_stop(findings, false))
		return STATUS_FINDINGS;
	if (!writer_begin(writer, &error) || !link_all(parts, writer, report, &error) ||
	    !writer_finish(writer, build, &counts, &error))
		return report_failure(report, error);
	return report_merge(report, parts, counts, start);
}

Status
command_merge(const Options *options, Report *report)
{
	gint64 start = g_get_monotonic_time();
	g_autofree char *output =
	    options->output == NULL ? source_path(options->root, "site") : g_strdup(options->output);
	Findings *findings = findings_new();
	Parts parts = { 0 };
	Status status = read_parts(&parts, options->arguments, report);

	target_check(options, output, findings);
	if (status == STATUS_DONE && findings_stop(findings, false))
		status = STATUS_FINDINGS;
	if (status == STATUS_DONE)
		status = check_parts(&parts, output, options->verify, report);
	if (status == STATUS_DONE)
		status = write_site(&parts, output, options, start, findings, report);
	if (status == STATUS_FINDINGS)
		report_findings(report, findings);
	clear_parts(&parts);
	findings_free(findings);
	return status;
}
