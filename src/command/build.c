#include "command/build.h"

#include <stdlib.h>
#include <string.h>

#include "command/pack.h"
#include "command/pages.h"
#include "command/variants.h"
#include "output/lock.h"
#include "output/writer.h"
#include "page/inputs.h"
#include "source/fingerprint.h"

typedef struct {
	const Site *site;
	Writer *writer;
	Variants variants;
	guint64 *numbers[COMPRESS_COUNT]; /* of each page's compressed form, by page; 0 for none */
} Work;

/* Renders a page if it or a compressed form of it has to be written. */
static bool
write_page(const Work *work, guint64 number, GError **error)
{
	bool is_needed = writer_needs(work->writer, number);
	guint needed = 0; /* a bit for each kind */
	Page page = plan_page(work->site->plan, number);
	g_autoptr(GBytes) bytes = NULL;

	for (guint kind = 0; kind < COMPRESS_COUNT; kind++) {
		const guint64 *numbers = work->numbers[kind];

		if (numbers != NULL && numbers[number] != 0 && writer_needs(work->writer, numbers[number]))
			needed |= 1U << kind;
	}
	if (!is_needed && needed == 0)
		return true;
	bytes = renderer_render(work->site->renderer, &page, error);
	if (bytes == NULL || (is_needed && !writer_put(work->writer, number, bytes, error)))
		return false;
	for (guint kind = 0; kind < COMPRESS_COUNT; kind++) {
		g_autoptr(GBytes) small = NULL;

		if ((needed & 1U << kind) == 0)
			continue;
		small = variants_compress(&work->variants, kind, bytes);
		if (!writer_put(work->writer, work->numbers[kind][number], small, error))
			return false;
	}
	return true;
}

static bool
write_batch(guint64 start, guint64 end, gpointer data, GError **error)
{
	const Work *work = data;

	for (guint64 i = start; i < end; i++)
		if (!write_page(work, i, error))
			return false;
	return true;
}

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

/* The site must not be written over what it is made from. */
static void
check_output(const Options *options, const char *output, Findings *findings)
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

/* Claims the compressed forms of a page, if it has any. */
static void
claim_variants(Work *work, guint64 index, guint64 inputs)
{
	Page page = plan_page(work->site->plan, index);
	g_autofree char *file = address_file(&work->site->addresses, &page);

	for (guint kind = 0; kind < COMPRESS_COUNT; kind++) {
		g_autofree char *variant = variants_file(&work->variants, kind, &page, file);

		if (variant != NULL)
			work->numbers[kind][index] =
			    writer_claim_beside(work->writer, variant, variants_inputs(&work->variants, kind, inputs));
	}
}

/* A page's number in the plan is that of its file. */
static void
claim_all(Work *work, guint64 program)
{
	const Site *site = work->site;
	g_autoptr(Inputs) inputs = inputs_new(site->plan, &site->addresses, site->source, program);
	bool has_variants = false;

	for (guint64 i = 0; i < plan_count(site->plan); i++) {
		Page page = plan_page(site->plan, i);
		g_autofree char *file = address_file(&site->addresses, &page);

		writer_claim(work->writer, file, inputs_of(inputs, &page));
	}
	for (guint kind = 0; kind < COMPRESS_COUNT; kind++) {
		if (work->variants.levels[kind] == 0)
			continue;
		has_variants = true;
		work->numbers[kind] = g_new0(guint64, plan_count(site->plan));
	}
	for (guint64 i = 0; has_variants && i < plan_count(site->plan); i++) {
		Page page = plan_page(site->plan, i);

		claim_variants(work, i, inputs_of(inputs, &page));
	}
}

/* Keeps the pages of the languages that this build was not asked for. */
static void
keep_others(const Site *site, Writer *writer)
{
	guint count;
	const Locale *const *planned = plan_locales(site->plan, &count);
	const Model *model = site->model;

	for (guint i = 0; i < model->locale_count; i++) {
		bool is_planned = false;

		for (guint k = 0; k < count; k++)
			is_planned = is_planned || planned[k] == model->locales[i];
		if (!is_planned)
			writer_keep(writer, model->locales[i]->folder);
	}
}

static void
check_foreign(const Writer *writer, Findings *findings)
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

/* The fingerprint of the program: another one may make other pages of the same. */
static guint64
program_fingerprint(void)
{
	g_autofree char *bytes = NULL;
	gsize length = 0;
	guint64 row = fingerprint_add(fingerprint_add_text(0, VICEVERSA_VERSION), locale_data_version());

	if (g_file_get_contents("/proc/self/exe", &bytes, &length, NULL))
		row = fingerprint_add(row, fingerprint_bytes(bytes, length));
	return row;
}

/* The fingerprint of all that a whole build is made of. */
static guint64
build_stamp(const Site *site, const Options *options, guint64 program)
{
	guint64 row = fingerprint_add(program, source_fingerprint(site->source));

	row = fingerprint_add_text(row, options->base_url);
	row = fingerprint_add(row, options->pseudo ? 1 : 2);
	row = fingerprint_add_text(row, options->precompress);
	for (guint i = 0; options->locales != NULL && options->locales[i] != NULL; i++)
		row = fingerprint_add_text(row, options->locales[i]);
	return row;
}

static void
report_build(Report *report, ManifestBuild build, WriterCounts counts, gint64 start)
{
	report_result(report,
		      "%" G_GUINT64_FORMAT " pages in %" G_GUINT64_FORMAT " locale%s in %.2f s: %" G_GUINT64_FORMAT
		      " written, %" G_GUINT64_FORMAT " unchanged, %" G_GUINT64_FORMAT " removed",
		      build.pages, build.locales, build.locales == 1 ? "" : "s",
		      (double) (g_get_monotonic_time() - start) / G_USEC_PER_SEC, counts.written, counts.unchanged,
		      counts.removed);
}

/* Renders and writes what has to be. */
static Status
write_pages(Site *site, Work *work, const Options *options, Report *report)
{
	Status status = pages_try(site, options, report);
	g_autoptr(GError) error = NULL;

	if (status != STATUS_DONE)
		return status;
	if (!writer_begin(work->writer, &error))
		return report_failure(report, error);
	return pages_make(site, options, write_batch, work, report);
}

/* Tells the writer what there will be, and looks for what is in the way. */
static Status
claim_site(Site *site, Work *work, guint64 program)
{
	claim_all(work, program);
	keep_others(site, work->writer);
	check_foreign(work->writer, site->findings);
	/* Of warnings site_make() has made sure. */
	return findings_stop(site->findings, false) ? STATUS_FINDINGS : STATUS_DONE;
}

static void
forget_claims(Work *work)
{
	for (guint kind = 0; kind < COMPRESS_COUNT; kind++)
		g_clear_pointer(&work->numbers[kind], g_free);
	g_clear_pointer(&work->writer, writer_free);
}

/* Waits until no other build is at work in the folder. */
static Lock *
take_lock(const char *output, Report *report, GError **error)
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

/* Writes a site, for which the writer has all claims. */
static Status
write_claimed(Site *site, Work *work, const Options *options, guint64 program, gint64 start, Report *report)
{
	ManifestBuild build = { .stamp = build_stamp(site, options, program), .pages = plan_count(site->plan) };
	Status status = write_pages(site, work, options, report);
	g_autoptr(GError) error = NULL;
	WriterCounts counts;
	guint locales;

	if (status != STATUS_DONE)
		return status;
	plan_locales(site->plan, &locales);
	build.locales = locales;
	/* What was warned of once is warned of again. */
	if (findings_count(site->findings, SEVERITY_WARNING) > 0)
		build.stamp = 0;
	if (!writer_finish(work->writer, build, &counts, &error))
		return report_failure(report, error);
	report_findings(report, site->findings);
	report_build(report, build, counts, start);
	return STATUS_DONE;
}

/* Makes a site of what was read, and writes what of it is not in the folder. */
static Status
make_and_write(Site *site, Work *work, const Options *options, const char *output, guint64 program, gint64 start,
	       Report *report)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Lock) lock = NULL;
	Status status = site_make(site, options, report);

	if (status != STATUS_DONE)
		return status;
	work->variants = variants_new(site, options);
	status = claim_site(site, work, program);
	if (status != STATUS_DONE)
		return status;
	lock = take_lock(output, report, &error);
	if (lock != NULL && writer_is_outdated(work->writer)) {
		forget_claims(work);
		work->writer = writer_new(output, options->verify, &error);
		status = work->writer == NULL ? STATUS_FAILED : claim_site(site, work, program);
	}
	if (error != NULL)
		return report_failure(report, error);
	return status == STATUS_DONE ? write_claimed(site, work, options, program, start, report) : status;
}

/* Brings the output folder up to date with what was read. */
static Status
update_folder(Site *site, const Options *options, const char *output, gint64 start, Report *report)
{
	guint64 program = program_fingerprint();
	g_autoptr(GError) error = NULL;
	Work work = { .site = site, .writer = writer_new(output, options->verify, &error) };
	ManifestBuild build;
	Status status = STATUS_DONE;

	if (work.writer == NULL)
		return report_failure(report, error);
	/* What reading finds is no part of the stamp. */
	if (findings_count(site->findings, SEVERITY_WARNING) == 0 &&
	    writer_is_current(work.writer, build_stamp(site, options, program), &build)) {
		report_build(report, build, (WriterCounts) { .unchanged = build.pages }, start);
	} else {
		if (writer_problem(work.writer) != NULL)
			report_note(report, "the manifest of '%s' %s; every page is looked at", output,
				    writer_problem(work.writer));
		status = make_and_write(site, &work, options, output, program, start, report);
	}
	forget_claims(&work);
	return status;
}

static Status
build_site(Site *site, const Options *options, Report *report)
{
	gint64 start = g_get_monotonic_time();
	g_autofree char *output =
	    options->output == NULL ? source_path(options->root, "site") : g_strdup(options->output);
	Status status = site_read(site, options, report);

	if (status != STATUS_DONE)
		return status;
	check_output(options, output, site->findings);
	if (findings_stop(site->findings, false)) {
		/* One run finds all that there is to find. */
		site_make(site, options, report);
		return STATUS_FINDINGS;
	}
	return update_folder(site, options, output, start, report);
}

Status
command_build(const Options *options, Report *report)
{
	Site site;
	Status status;
	guint kinds;

	if (!compress_parse(options->precompress, &kinds))
		return report_usage(report, "--precompress is 'gz', 'br' or 'gz,br'");
	if (options->archive != NULL)
		return command_pack(options, report);
	status = build_site(&site, options, report);
	if (status != STATUS_DONE)
		report_findings(report, site.findings);
	site_close(&site);
	return status;
}
