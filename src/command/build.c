#include "command/build.h"

#include "command/download.h"
#include "command/pack.h"
#include "command/pages.h"
#include "command/shard.h"
#include "command/target.h"
#include "command/variants.h"
#include "output/archive.h"
#include "source/fingerprint.h"
#include "source/memory.h"

typedef struct {
	const Site *site;
	Shard shard;
	PagesRange range; /* of the plan: what the part consists of */
	Writer *writer;
	Variants variants;
	guint64 *numbers[COMPRESS_COUNT]; /* of each file's compressed form, by number; 0 for none */
} Work;

/* Renders a page if it or a compressed form of it has to be written.  Its number among
 * the pages of the part is that of its file. */
static bool
write_page(const Work *work, const Page *page, guint64 index, GError **error)
{
	guint64 number = index - work->range.start;
	bool is_needed = writer_needs(work->writer, number);
	guint needed = 0; /* a bit for each kind */
	g_autoptr(GBytes) bytes = NULL;

	for (guint kind = 0; kind < COMPRESS_COUNT; kind++) {
		const guint64 *numbers = work->numbers[kind];

		if (numbers != NULL && numbers[number] != 0 && writer_needs(work->writer, numbers[number]))
			needed |= 1U << kind;
	}
	if (!is_needed && needed == 0)
		return true;
	bytes = site_render(work->site, page, error);
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
	PlanWalk walk = plan_walk(work->site->plan, start, end);

	while (plan_next(&walk))
		if (!write_page(work, &walk.page, walk.index, error))
			return false;
	return true;
}

/* Claims the compressed forms of a page, if it has any. */
static void
claim_variants(Work *work, const Page *page, guint64 index, guint64 inputs)
{
	g_autofree char *file = address_file(&work->site->addresses, page);

	for (guint kind = 0; kind < COMPRESS_COUNT; kind++) {
		g_autofree char *variant = variants_file(&work->variants, kind, page, file);

		if (variant != NULL)
			work->numbers[kind][index - work->range.start] =
			    writer_claim_beside(work->writer, variant, variants_inputs(&work->variants, kind, inputs));
	}
}

static guint64
find_inputs(const Site *site, const Inputs *inputs, const Page *page)
{
	return page->kind == PAGE_DOWNLOAD ? download_inputs(site, inputs, page) : inputs_of(inputs, page);
}

static void
claim_all(Work *work, guint64 program)
{
	const Site *site = work->site;
	g_autoptr(Inputs) inputs = inputs_new(site->plan, &site->addresses, site->source, site->templates, program);
	PlanWalk walk = plan_walk(site->plan, work->range.start, work->range.end);
	bool has_variants = false;
	Address file;

	while (plan_next(&walk)) {
		address_make_file(&file, &site->addresses, &walk.page);
		writer_claim(work->writer, file.text, find_inputs(site, inputs, &walk.page));
	}
	for (guint kind = 0; kind < COMPRESS_COUNT; kind++) {
		if (work->variants.levels[kind] == 0)
			continue;
		has_variants = true;
		work->numbers[kind] = g_new0(guint64, work->range.end - work->range.start);
	}
	walk = plan_walk(site->plan, work->range.start, work->range.end);
	while (has_variants && plan_next(&walk))
		claim_variants(work, &walk.page, walk.index, inputs_of(inputs, &walk.page));
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

/* The fingerprint of all that a site is made of. */
static guint64
sources_stamp(const Site *site, const Options *options, guint64 program)
{
	guint64 row = fingerprint_add(program, source_fingerprint(site->source));

	row = fingerprint_add_text(row, options->base_url);
	row = fingerprint_add(row, options->pseudo ? 1 : 2);
	row = fingerprint_add_text(row, options->precompress);
	row = fingerprint_add_text(row, g_getenv("SOURCE_DATE_EPOCH"));
	for (guint i = 0; options->locales != NULL && options->locales[i] != NULL; i++)
		row = fingerprint_add_text(row, options->locales[i]);
	return row;
}

/* What a build is before it is known how much it makes. */
static ManifestBuild
build_begin(const Site *site, const Options *options, Shard shard, guint64 program)
{
	guint64 sources = sources_stamp(site, options, program);

	return (ManifestBuild) {
		.stamp = shard_stamp(shard, sources),
		.sources = sources,
		.files = source_fingerprint(site->source),
		.shard = shard.number,
		.shards = shard.count,
	};
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
	Status status = pages_try(site, options, work->range, report);
	g_autoptr(GError) error = NULL;

	if (status != STATUS_DONE)
		return status;
	if (!writer_begin(work->writer, &error))
		return report_failure(report, error);
	return pages_make(site, options, work->range, PAGES_IN_ANY_ORDER, write_batch, work, report);
}

/* Tells the writer what there will be. */
static void
claim_site(Site *site, Work *work, guint64 program)
{
	claim_all(work, program);
	/* A part is what merge takes it for, and no more. */
	if (work->shard.count == 0)
		keep_others(site, work->writer);
}

static void
forget_claims(Work *work)
{
	for (guint kind = 0; kind < COMPRESS_COUNT; kind++)
		g_clear_pointer(&work->numbers[kind], g_free);
	g_clear_pointer(&work->writer, writer_free);
}

/* Writes a site, for which the writer has all claims. */
static Status
write_claimed(Site *site, Work *work, const Options *options, guint64 program, gint64 start, Report *report)
{
	ManifestBuild build = build_begin(site, options, work->shard, program);
	Status status = write_pages(site, work, options, report);
	g_autoptr(GError) error = NULL;
	WriterCounts counts;
	guint locales;

	if (status != STATUS_DONE)
		return status;
	plan_locales(site->plan, &locales);
	build.pages = work->range.end - work->range.start;
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
	work->range.start = shard_first(work->shard, plan_count(site->plan));
	work->range.end = shard_end(work->shard, plan_count(site->plan));
	work->variants = variants_new(site, options);
	claim_site(site, work, program);
	target_check_foreign_early(output, work->writer, site->findings);
	/* Of warnings site_make() has made sure. */
	if (findings_stop(site->findings, false))
		return STATUS_FINDINGS;
	lock = target_lock(output, report, &error);
	if (lock != NULL && writer_is_outdated(work->writer)) {
		forget_claims(work);
		work->writer = writer_new(output, options->verify, &error);
		if (work->writer != NULL)
			claim_site(site, work, program);
	}
	if (error != NULL)
		return report_failure(report, error);
	target_check_foreign(work->writer, site->findings);
	if (findings_stop(site->findings, false))
		return STATUS_FINDINGS;
	return write_claimed(site, work, options, program, start, report);
}

/* What is known of the output folder.  It is found out while the sources are read. */
typedef struct {
	const char *output;
	bool verify;
	guint64 program;
	Writer *writer; /* NULL with error set */
	GError *error;
} Opening;

static gpointer
open_output(gpointer data)
{
	Opening *opening = data;

	opening->program = program_fingerprint();
	opening->writer = writer_new(opening->output, opening->verify, &opening->error);
	return NULL;
}

/* Brings the output folder up to date with what was read. */
static Status
update_folder(Site *site, const Options *options, Shard shard, Opening *opening, gint64 start, Report *report)
{
	const char *output = opening->output;
	guint64 program = opening->program;
	Work work = { .site = site, .shard = shard, .writer = g_steal_pointer(&opening->writer) };
	ManifestBuild build;
	Status status = STATUS_DONE;

	if (work.writer == NULL)
		return report_failure(report, opening->error);
	/* What reading finds is no part of the stamp. */
	if (findings_count(site->findings, SEVERITY_WARNING) == 0 &&
	    writer_is_current(work.writer, build_begin(site, options, shard, program).stamp, &build)) {
		lock_remove_leftover(output);
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

/* Makes a site of what was read, if it may go where it is to go. */
static Status
update_site(Site *site, const Options *options, Shard shard, Opening *opening, gint64 start, Report *report)
{
	target_check(options, opening->output, site->findings);
	if (findings_stop(site->findings, false)) {
		/* One run finds all that there is to find. */
		site_make(site, options, report);
		return STATUS_FINDINGS;
	}
	return update_folder(site, options, shard, opening, start, report);
}

static Status
build_site(Site *site, const Options *options, Shard shard, Report *report)
{
	gint64 start = g_get_monotonic_time();
	g_autofree char *output = shard_output(shard, options);
	Opening opening = { .output = output, .verify = options->verify };
	GThread *thread = memory_try_thread("open", open_output, &opening);
	Status status = site_read(site, options, report);

	if (thread != NULL)
		g_thread_join(thread);
	else
		open_output(&opening);
	if (status == STATUS_DONE)
		status = update_site(site, options, shard, &opening, start, report);
	g_clear_pointer(&opening.writer, writer_free);
	g_clear_error(&opening.error);
	return status;
}

Status
command_build(const Options *options, Report *report)
{
	/* Its memory ends with the process, or with the next build in it: to give it back
	 * piece by piece takes longer than to render a hundred pages. */
	static Site site;
	Shard shard;
	Status status;
	guint kinds;

	if (!compress_parse(options->precompress, &kinds))
		return report_usage(report, "--precompress is 'gz', 'br' or 'gz,br'");
	site_close(&site);
	archive_prepare();
	status = shard_read(options->shard, report, &shard);
	if (status != STATUS_DONE)
		return status;
	if (options->archive != NULL)
		return command_pack(options, report);
	status = build_site(&site, options, shard, report);
	if (status != STATUS_DONE)
		report_findings(report, site.findings);
	return status;
}
