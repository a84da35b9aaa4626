#include "command/publish.h"

#include "command/target.h"
#include "output/file.h"
#include "output/releases.h"
#include "page/address.h"
#include "source/fingerprint.h"
#include "source/pseudo.h"

/* Where the configuration for nginx looks for rules. */
#define NGINX_FOLDER "/etc/nginx/viceversa/"

/* What is published. */
typedef struct {
	char *folder;
	Manifest *manifest;
	guint64 fingerprint; /* of all names and bytes */
} Publication;

static void
clear_publication(Publication *publication)
{
	g_free(publication->folder);
	g_clear_pointer(&publication->manifest, manifest_free);
}

/* Whether a manifest is that of a whole site, whose build came to its end. */
static Status
check_build(const Publication *publication, Report *report)
{
	const Manifest *manifest = publication->manifest;
	const char *folder = publication->folder;
	ManifestBuild build = manifest_build(manifest);

	if (manifest_problem(manifest) != NULL)
		return report_refusal(report, "the manifest of '%s' %s; build the site again", folder,
				      manifest_problem(manifest));
	if (manifest_state(manifest) != MANIFEST_DONE)
		return report_refusal(report, "the build of '%s' did not come to its end; build the site again",
				      folder);
	if (manifest_count(manifest) == 0)
		return report_refusal(report, "there is no site in '%s'; build it first", folder);
	if (build.shards != 0)
		return report_refusal(report, "'%s' is part %u of %u of a site; merge the parts first", folder,
				      build.shard, build.shards);
	if (build.kept != 0)
		return report_refusal(report,
				      "'%s' holds pages of an earlier build, in languages that the last one left out; "
				      "build all languages",
				      folder);
	return STATUS_DONE;
}

/* Whether a site has pages in a language that --pseudo made.  An author's own may have
 * the same name. */
static bool
has_pseudo(Manifest *manifest, const Source *source)
{
	static const char *const tags[] = { PSEUDO_ACCENTED, PSEUDO_MIRRORED };

	for (gsize i = 0; i < G_N_ELEMENTS(tags); i++) {
		g_autofree char *home = g_strconcat(tags[i], "/index.html", NULL);

		if (source_tree_of_locale(source, tags[i]) == NULL && manifest_find(manifest, home, 0) >= 0)
			return true;
	}
	return false;
}

/* Whether the files that a site is made of are still those of the build. */
static Status
check_sources(const Publication *publication, const Options *options, Report *report)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Findings) findings = findings_new();
	g_autoptr(Source) source = source_read(options->root, findings, &error);

	if (source == NULL)
		return report_failure(report, error);
	if (findings_stop(findings, false)) {
		report_findings(report, findings);
		return STATUS_FINDINGS;
	}
	if (has_pseudo(publication->manifest, source))
		return report_refusal(report,
				      "'%s' was built with --pseudo, whose languages are for tests; build it without",
				      publication->folder);
	if (source_fingerprint(source) != manifest_build(publication->manifest).files)
		return report_refusal(report, "'%s' is older than its sources; build the site again",
				      publication->folder);
	return STATUS_DONE;
}

/* Whether every file has the bytes that the build gave it.  What else is in the folder
 * is not published. */
static Status
check_files(Publication *publication, Report *report)
{
	const Manifest *manifest = publication->manifest;

	for (guint64 i = 0; i < manifest_count(manifest); i++) {
		const char *name = manifest_name(manifest, i);
		guint64 content = manifest_file(publication->manifest, i)->content;
		g_autofree char *path = g_build_filename(publication->folder, name, NULL);

		if (content == 0 || !file_has_content(path, content))
			return report_refusal(report,
					      "'%s' is not as it was built; build the site again, with --verify", path);
		publication->fingerprint =
		    fingerprint_add(fingerprint_add_text(publication->fingerprint, name), content);
	}
	return STATUS_DONE;
}

/* What was published last time may not lie in what is published this time, or the other
 * way round. */
static Status
check_place(const Destination *destination, const char *folder, const Options *options, Report *report)
{
	static const char *const sources[] = { "content", "locales", "templates" };

	if (destination->host != NULL)
		return STATUS_DONE;
	if (target_overlaps(destination->path, folder))
		return report_refusal(report, "'%s' is the site's own folder, or within it, or holds it; name another",
				      destination->text);
	for (gsize i = 0; i < G_N_ELEMENTS(sources); i++) {
		g_autofree char *source = source_path(options->root, sources[i]);

		if (target_overlaps(destination->path, source))
			return report_refusal(report, "'%s' is within '%s', which is source, or holds it; name another",
					      destination->text, source);
	}
	return STATUS_DONE;
}

static Status
report_error(Report *report, const GError *error)
{
	if (g_error_matches(error, RELEASES_ERROR, RELEASES_REFUSED))
		return report_refusal(report, "%s", error->message);
	return report_failure(report, error);
}

static void
report_wait(const char *who, gpointer data)
{
	report_note(data,
		    "another publish is at work there, with the process and on the machine '%s'; waiting for its end",
		    who);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return g_strcmp0(*(const char *const *) a, *(const char *const *) b);
}

/* The files of the live release that the site does not have.
 * Returns: (transfer full): of char, owned, sorted. */
static GPtrArray *
find_removed(const Releases *releases, Manifest *manifest)
{
	GPtrArray *removed = g_ptr_array_new_with_free_func(g_free);
	GHashTableIter files;
	gpointer name;

	g_hash_table_iter_init(&files, releases_files(releases));
	while (g_hash_table_iter_next(&files, &name, NULL))
		if (manifest_find(manifest, name, 0) < 0)
			g_ptr_array_add(removed, g_strdup(name));
	g_ptr_array_sort(removed, compare_names);
	return removed;
}

/* Says what a publish would change. */
static Status
preview(const Publication *publication, Releases *releases, Report *report)
{
	g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) removed = find_removed(releases, publication->manifest);
	g_autoptr(GError) error = NULL;
	guint64 added = 0;

	if (releases_live(releases) == NULL)
		for (guint64 i = 0; i < manifest_count(publication->manifest); i++)
			g_ptr_array_add(others, g_strdup(manifest_name(publication->manifest, i)));
	else if (!releases_compare_live(releases, publication->folder, publication->manifest, others, &error))
		return report_error(report, error);
	g_ptr_array_sort(others, compare_names);
	for (guint i = 0; i < others->len; i++) {
		bool is_new = !g_hash_table_contains(releases_files(releases), others->pdata[i]);

		added += is_new ? 1 : 0;
		report_result(report, "%s %s", is_new ? "added:  " : "changed:", (const char *) others->pdata[i]);
	}
	for (guint i = 0; i < removed->len; i++)
		report_result(report, "removed: %s", (const char *) removed->pdata[i]);
	report_result(report,
		      "%" G_GUINT64_FORMAT " files: %" G_GUINT64_FORMAT " added, %" G_GUINT64_FORMAT
		      " changed, %u removed; nothing was published",
		      manifest_count(publication->manifest), added, others->len - added, removed->len);
	return STATUS_DONE;
}

/* Whether the site is live already, byte for byte. */
static bool
is_live(const Publication *publication, Releases *releases, GPtrArray *removed, GError **error)
{
	const char *live = releases_live(releases);
	g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func(g_free);

	return live != NULL && releases_fingerprint(live) == publication->fingerprint && removed->len == 0 &&
	       releases_compare_live(releases, publication->folder, publication->manifest, others, error) &&
	       others->len == 0;
}

/* nginx reads its rules with the rights of root, and only when it is started: so they are
 * never taken from what is published, and somebody has to know when they are others. */
static void
report_rules(const Destination *destination, ReleasesChange change, Report *report)
{
	g_autofree char *path = g_strconcat(destination->path, "/current/" ADDRESS_NGINX, NULL);
	g_autofree char *quoted = g_shell_quote(path);
	bool is_gone = change == RELEASES_GONE;

	if (change == RELEASES_SAME)
		return;
	report_result(report,
		      "the redirects for nginx have changed; if it has them, say%s%s: "
		      "sudo %s %s%s" NGINX_FOLDER "%s && sudo nginx -t && sudo nginx -s reload",
		      destination->host == NULL ? "" : " on ", destination->host == NULL ? "" : destination->host,
		      is_gone ? "rm" : "cp", is_gone ? "" : quoted, is_gone ? "" : " ", is_gone ? ADDRESS_NGINX : "");
}

/* Uploads the site, makes sure that all of it is there, and switches. */
static Status
put_live(const Publication *publication, Releases *releases, const Destination *destination, gint64 start,
	 Report *report)
{
	const char *folder = publication->folder;
	Manifest *manifest = publication->manifest;
	g_autoptr(GPtrArray) removed = find_removed(releases, manifest);
	g_autoptr(GPtrArray) uploaded = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;
	ReleasesChange rules;

	if (is_live(publication, releases, removed, &error)) {
		releases_stay(releases);
		report_result(report, "the site is live at '%s' already: release %s", destination->text,
			      releases_live(releases));
		return STATUS_DONE;
	}
	if (error != NULL || !releases_upload(releases, folder, manifest, uploaded, &error) ||
	    !releases_compare_uploaded(releases, folder, manifest, others, &error))
		return report_error(report, error);
	if (others->len > 0) {
		g_set_error(&error, RELEASES_ERROR, RELEASES_FAILED,
			    "what was uploaded to '%s' has not the bytes of '%s'; nothing was switched",
			    destination->text, (const char *) others->pdata[0]);
		return report_failure(report, error);
	}
	if (!releases_switch(releases, manifest_count(manifest), ADDRESS_NGINX, &rules, &error))
		return report_error(report, error);
	report_result(
	    report, "release %s is live at '%s' in %.2f s: %" G_GUINT64_FORMAT " files, %u uploaded, %u removed",
	    releases_next(releases), destination->text, (double) (g_get_monotonic_time() - start) / G_USEC_PER_SEC,
	    manifest_count(manifest), uploaded->len, removed->len);
	report_rules(destination, rules, report);
	return STATUS_DONE;
}

/* Publishes the site; no build changes it in the meantime. */
static Status
publish_locked(Publication *publication, const Destination *destination, const Options *options, gint64 start,
	       Report *report)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Lock) lock = target_lock(publication->folder, report, &error);
	g_autoptr(Releases) releases = NULL;
	Status status;
	ReleasesOrder order = {
		.task = options->dry_run ? RELEASES_PREVIEW : RELEASES_PUBLISH,
		.keep = (guint) options->keep,
		.wait = report_wait,
		.data = report,
	};

	if (lock == NULL)
		return report_failure(report, error);
	publication->manifest = manifest_load(publication->folder, &error);
	if (publication->manifest == NULL)
		return report_failure(report, error);
	status = check_build(publication, report);
	if (status == STATUS_DONE)
		status = check_sources(publication, options, report);
	if (status == STATUS_DONE)
		status = check_files(publication, report);
	if (status != STATUS_DONE)
		return status;
	order.fingerprint = publication->fingerprint;
	releases = releases_open(destination, order, &error);
	if (releases == NULL)
		return report_error(report, error);
	if (options->dry_run)
		return preview(publication, releases, report);
	return put_live(publication, releases, destination, start, report);
}

static Status
read_destination(const char *text, Report *report, Destination **destination)
{
	const char *problem;

	*destination = destination_new(text, &problem);
	if (*destination == NULL)
		return report_usage(report, "the destination '%s' %s", text, problem);
	return STATUS_DONE;
}

Status
command_publish(const Options *options, Report *report)
{
	gint64 start = g_get_monotonic_time();
	g_autoptr(Destination) destination = NULL;
	Publication publication = { 0 };
	Status status = read_destination(options->arguments[0], report, &destination);

	if (status != STATUS_DONE)
		return status;
	publication.folder = options->output == NULL ? source_path(options->root, "site") : g_strdup(options->output);
	status = check_place(destination, publication.folder, options, report);
	if (status == STATUS_DONE)
		status = publish_locked(&publication, destination, options, start, report);
	clear_publication(&publication);
	return status;
}

Status
command_rollback(const Options *options, Report *report)
{
	g_autoptr(Destination) destination = NULL;
	g_autoptr(Releases) releases = NULL;
	g_autoptr(GError) error = NULL;
	ReleasesOrder order = {
		.task = options->dry_run ? RELEASES_PREVIEW_ROLLBACK : RELEASES_ROLLBACK,
		.keep = OPTIONS_KEEP_DEFAULT,
		.wait = report_wait,
		.data = report,
	};
	ReleasesChange rules = RELEASES_SAME;
	Status status = read_destination(options->arguments[0], report, &destination);

	if (status != STATUS_DONE)
		return status;
	releases = releases_open(destination, order, &error);
	if (releases == NULL || (!options->dry_run && !releases_switch(releases, 0, ADDRESS_NGINX, &rules, &error)))
		return report_error(report, error);
	report_result(report, "release %s %s live at '%s', in place of %s", releases_next(releases),
		      options->dry_run ? "would be" : "is", destination->text,
		      releases_live(releases) == NULL ? "none" : releases_live(releases));
	report_rules(destination, rules, report);
	return STATUS_DONE;
}
