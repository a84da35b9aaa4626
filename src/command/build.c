#include "command/build.h"

#include "command/shard.h"
#include "command/site.h"
#include "command/target.h"
#include "output/writer.h"
#include "page/inputs.h"
#include "source/fingerprint.h"

/* How many pages a thread takes at a time. */
#define BATCH 64

/* How long the main thread sleeps between two looks at the progress, in
 * microseconds. */
#define LOOK_INTERVAL 20000

typedef struct {
	const Site *site;
	Writer *writer;
	guint64 first; /* the pages of the plan from this one on */
	guint64 count; /* and so many */
	guint64 next;  /* atomic: how many of them threads have taken */
	guint64 done;  /* atomic */
	gint running;  /* atomic: threads */
	GMutex lock;   /* over the errors */
	GError *render_error;
	GError *write_error;
	gint stopped; /* atomic: there is an error */
	bool writes;  /* or only tries whether every page can be rendered */
} Work;

static void
stop(Work *work, GError **slot, GError *error)
{
	g_mutex_lock(&work->lock);
	if (*slot == NULL)
		*slot = error;
	else
		g_error_free(error);
	g_mutex_unlock(&work->lock);
	g_atomic_int_set(&work->stopped, 1);
}

/* Its number among the pages that are built is that of its file. */
static void
build_page(Work *work, guint64 number)
{
	Page page = plan_page(work->site->plan, work->first + number);
	GError *error = NULL;
	g_autoptr(GBytes) bytes = NULL;

	if (!work->writes || writer_needs(work->writer, number)) {
		bytes = renderer_render(work->site->renderer, &page, &error);
		if (bytes == NULL)
			stop(work, &work->render_error, error);
		else if (work->writes && !writer_put(work->writer, number, bytes, &error))
			stop(work, &work->write_error, error);
	}
	__atomic_add_fetch(&work->done, 1, __ATOMIC_RELAXED);
}

static gpointer
build_pages(gpointer data)
{
	Work *work = data;

	for (;;) {
		guint64 start = __atomic_fetch_add(&work->next, BATCH, __ATOMIC_RELAXED);

		if (start >= work->count || g_atomic_int_get(&work->stopped))
			break;
		for (guint64 i = start; i < MIN(start + BATCH, work->count); i++)
			build_page(work, i);
	}
	g_atomic_int_dec_and_test(&work->running);
	return NULL;
}

/* Renders and writes every page with several threads. */
static void
build_all(Work *work, guint jobs, Report *report)
{
	g_autofree GThread **threads = g_new(GThread *, jobs);

	work->running = (gint) jobs;
	for (guint i = 0; i < jobs; i++)
		threads[i] = g_thread_new("build", build_pages, work);
	while (g_atomic_int_get(&work->running) > 0) {
		report_progress(report, __atomic_load_n(&work->done, __ATOMIC_RELAXED), work->count);
		g_usleep(LOOK_INTERVAL);
	}
	for (guint i = 0; i < jobs; i++)
		g_thread_join(threads[i]);
}

static void
claim_all(const Site *site, Writer *writer, Shard shard, guint64 program)
{
	g_autoptr(Inputs) inputs = inputs_new(site->plan, &site->addresses, site->source, program);

	guint64 all = plan_count(site->plan);

	for (guint64 i = shard_first(shard, all); i < shard_end(shard, all); i++) {
		Page page = plan_page(site->plan, i);
		g_autofree char *file = address_file(&site->addresses, &page);

		writer_claim(writer, file, inputs_of(inputs, &page));
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
write_pages(Site *site, Writer *writer, const Options *options, Shard shard, Report *report)
{
	guint64 all = plan_count(site->plan);
	guint64 first = shard_first(shard, all);
	Work work = { .site = site, .writer = writer, .first = first, .count = shard_end(shard, all) - first };
	guint jobs = options->jobs == OPTIONS_JOBS_AUTOMATIC ? g_get_num_processors() : (guint) options->jobs;

	g_mutex_init(&work.lock);
	/* A template that fails on one page of a million: then nothing is written. */
	if (templates_can_fail(site->templates))
		build_all(&work, jobs, report);
	work.writes = true;
	work.next = 0;
	work.done = 0;
	if (work.render_error == NULL && !writer_begin(writer, &work.write_error))
		work.stopped = 1;
	build_all(&work, jobs, report);
	g_mutex_clear(&work.lock);

	g_autoptr(GError) render_error = work.render_error;
	g_autoptr(GError) write_error = work.write_error;

	if (write_error != NULL)
		return report_failure(report, write_error);
	if (render_error != NULL) {
		site_add_failure(site, render_error);
		return STATUS_FINDINGS;
	}
	return STATUS_DONE;
}

/* Tells the writer what there will be, and looks for what is in the way. */
static Status
claim_site(Site *site, Writer *writer, Shard shard, guint64 program)
{
	claim_all(site, writer, shard, program);
	/* A part is what merge takes it for, and no more. */
	if (shard.count == 0)
		keep_others(site, writer);
	target_check_foreign(writer, site->findings);
	/* Of warnings site_make() has made sure. */
	return findings_stop(site->findings, false) ? STATUS_FINDINGS : STATUS_DONE;
}

/* Writes a site, for which the writer has all claims. */
static Status
write_claimed(Site *site, Writer *writer, const Options *options, Shard shard, guint64 program, gint64 start,
	      Report *report)
{
	ManifestBuild build = build_begin(site, options, shard, program);
	guint64 all = plan_count(site->plan);
	Status status = write_pages(site, writer, options, shard, report);
	g_autoptr(GError) error = NULL;
	WriterCounts counts;
	guint locales;

	if (status != STATUS_DONE)
		return status;
	plan_locales(site->plan, &locales);
	build.pages = shard_end(shard, all) - shard_first(shard, all);
	build.locales = locales;
	/* What was warned of once is warned of again. */
	if (findings_count(site->findings, SEVERITY_WARNING) > 0)
		build.stamp = 0;
	if (!writer_finish(writer, build, &counts, &error))
		return report_failure(report, error);
	report_findings(report, site->findings);
	report_build(report, build, counts, start);
	return STATUS_DONE;
}

/* Brings the output folder up to date with what was read. */
static Status
update_folder(Site *site, const Options *options, Shard shard, const char *output, gint64 start, Report *report)
{
	guint64 program = program_fingerprint();
	g_autoptr(GError) error = NULL;
	g_autoptr(Lock) lock = NULL;
	g_autoptr(Writer) writer = writer_new(output, options->verify, &error);
	ManifestBuild build;
	Status status;

	if (writer == NULL)
		return report_failure(report, error);
	/* What reading finds is no part of the stamp. */
	if (findings_count(site->findings, SEVERITY_WARNING) == 0 &&
	    writer_is_current(writer, build_begin(site, options, shard, program).stamp, &build)) {
		report_build(report, build, (WriterCounts) { .unchanged = build.pages }, start);
		return STATUS_DONE;
	}
	if (writer_problem(writer) != NULL)
		report_note(report, "the manifest of '%s' %s; every page is looked at", output, writer_problem(writer));
	status = site_make(site, options, report);
	if (status == STATUS_DONE)
		status = claim_site(site, writer, shard, program);
	if (status != STATUS_DONE)
		return status;
	lock = target_lock(output, report, &error);
	if (lock != NULL && writer_is_outdated(writer)) {
		g_clear_pointer(&writer, writer_free);
		writer = writer_new(output, options->verify, &error);
		status = writer == NULL ? STATUS_FAILED : claim_site(site, writer, shard, program);
	}
	if (error != NULL)
		return report_failure(report, error);
	return status == STATUS_DONE ? write_claimed(site, writer, options, shard, program, start, report) : status;
}

static Status
build_site(Site *site, const Options *options, Shard shard, Report *report)
{
	gint64 start = g_get_monotonic_time();
	g_autofree char *output = shard_output(shard, options);
	Status status = site_read(site, options, report);

	if (status != STATUS_DONE)
		return status;
	target_check(options, output, site->findings);
	if (findings_stop(site->findings, false)) {
		/* One run finds all that there is to find. */
		site_make(site, options, report);
		return STATUS_FINDINGS;
	}
	return update_folder(site, options, shard, output, start, report);
}

Status
command_build(const Options *options, Report *report)
{
	Site site;
	Shard shard;
	Status status = shard_read(options->shard, report, &shard);

	if (status != STATUS_DONE)
		return status;
	status = build_site(&site, options, shard, report);
	if (status != STATUS_DONE)
		report_findings(report, site.findings);
	site_close(&site);
	return status;
}
