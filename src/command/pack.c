#include "command/pack.h"

#include "command/download.h"
#include "command/pages.h"
#include "command/variants.h"
#include "output/archive.h"

/* How many bytes of pages a thread holds before it waits for its turn. */
#define HELD_MAX (4 << 20)

typedef struct {
	const Site *site;
	Variants variants;
	Archive *archive;
	GMutex lock;  /* over what follows */
	GCond turned; /* turn or failed is another */
	guint64 turn; /* the batch that is written next, by its first page */
	bool failed;
} Pack;

/* The pages of a batch that are rendered and not yet written. */
typedef struct {
	Pack *pack;
	guint64 start;
	GPtrArray *names;
	GPtrArray *pages; /* of GBytes */
	gsize held;       /* bytes */
} Batch;

/* Waits until all batches before this one are written.
 * Returns: false where there is no use in waiting. */
static bool
await_turn(Pack *pack, guint64 start)
{
	bool failed;

	g_mutex_lock(&pack->lock);
	while (pack->turn != start && !pack->failed)
		g_cond_wait(&pack->turned, &pack->lock);
	failed = pack->failed;
	g_mutex_unlock(&pack->lock);
	return !failed;
}

static void
end_turn(Pack *pack, guint64 next, bool failed)
{
	g_mutex_lock(&pack->lock);
	pack->turn = next;
	pack->failed = pack->failed || failed;
	g_cond_broadcast(&pack->turned);
	g_mutex_unlock(&pack->lock);
}

/* Writes what a batch holds when it is its turn.  Where another has failed, that is
 * the error, and nothing more is written. */
static bool
flush(Batch *batch, GError **error)
{
	bool is_wanted = await_turn(batch->pack, batch->start);

	for (guint i = 0; is_wanted && i < batch->pages->len; i++)
		if (!archive_put(batch->pack->archive, batch->names->pdata[i], batch->pages->pdata[i], error))
			return false;
	g_ptr_array_set_size(batch->names, 0);
	g_ptr_array_set_size(batch->pages, 0);
	batch->held = 0;
	return true;
}

static void
hold(Batch *batch, char *name, GBytes *bytes)
{
	g_ptr_array_add(batch->names, name);
	g_ptr_array_add(batch->pages, bytes);
	batch->held += g_bytes_get_size(bytes);
}

static bool
pack_page(Batch *batch, const Page *page, GError **error)
{
	const Site *site = batch->pack->site;
	const Variants *variants = &batch->pack->variants;
	char *file = address_file(&site->addresses, page);
	GBytes *bytes = site_render(site, page, error);

	if (bytes == NULL) {
		g_free(file);
		return false;
	}
	hold(batch, file, bytes);
	for (guint kind = 0; kind < COMPRESS_COUNT; kind++) {
		char *variant = variants_file(variants, kind, page, file);

		if (variant != NULL)
			hold(batch, variant, variants_compress(variants, kind, bytes));
	}
	return batch->held <= HELD_MAX || flush(batch, error);
}

static bool
pack_batch(guint64 start, guint64 end, gpointer data, GError **error)
{
	Pack *pack = data;
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify) g_bytes_unref);
	Batch batch = { .pack = pack, .start = start, .names = names, .pages = pages };
	bool done = true;

	for (guint64 i = start; i < end && done; i++) {
		Page page = plan_page(pack->site->plan, i);

		done = pack_page(&batch, &page, error);
	}
	done = done && flush(&batch, error);
	if (!done)
		end_turn(pack, start, true);
	else if (await_turn(pack, start))
		end_turn(pack, end, false);
	return done;
}

static PagesRange
all_pages(const Site *site)
{
	return (PagesRange) { .end = plan_count(site->plan) };
}

static Status
pack_pages(Site *site, Archive *archive, const Options *options, Report *report)
{
	Pack pack = { .site = site, .variants = variants_new(site, options), .archive = archive };
	Status status;

	g_mutex_init(&pack.lock);
	g_cond_init(&pack.turned);
	status = pages_make(site, options, all_pages(site), PAGES_IN_ORDER, pack_batch, &pack, report);
	g_cond_clear(&pack.turned);
	g_mutex_clear(&pack.lock);
	return status;
}

static void
report_archive(Report *report, const Site *site, const Options *options, gint64 start)
{
	double seconds = (double) (g_get_monotonic_time() - start) / G_USEC_PER_SEC;
	guint locales;
	g_autofree char *line = NULL;

	plan_locales(site->plan, &locales);
	line = g_strdup_printf("%" G_GUINT64_FORMAT " pages in %u locale%s in %.2f s: written to ",
			       plan_count(site->plan), locales, locales == 1 ? "" : "s", seconds);
	/* Behind the archive, it would be damage. */
	if (g_str_equal(options->archive, ARCHIVE_STANDARD_OUTPUT))
		report_note(report, "%sstandard output", line);
	else
		report_result(report, "%s%s", line, options->archive);
}

static Status
pack_site(Site *site, const Options *options, gint64 time, Report *report)
{
	gint64 start = g_get_monotonic_time();
	Status status = site_open(site, options, report);
	g_autoptr(GError) error = NULL;
	g_autoptr(Archive) archive = NULL;

	if (status == STATUS_DONE)
		status = pages_try(site, options, all_pages(site), report);
	if (status != STATUS_DONE)
		return status;
	archive = archive_open(options->archive, time, &error);
	if (archive == NULL)
		return report_failure(report, error);
	status = pack_pages(site, archive, options, report);
	if (status != STATUS_DONE)
		return status;
	if (!archive_finish(archive, &error))
		return report_failure(report, error);
	report_findings(report, site->findings);
	report_archive(report, site, options, start);
	return STATUS_DONE;
}

Status
command_pack(const Options *options, Report *report)
{
	Site site;
	gint64 time;
	Status status;

	if (options->output != NULL)
		return report_usage(report, "--archive writes no folder; leave out --output");
	if (options->shard != NULL)
		return report_usage(report, "--archive writes a whole site; leave out --shard");
	if (options->verify)
		return report_usage(report, "--archive has nothing to verify; leave out --verify");
	if (!archive_is_path(options->archive))
		return report_usage(report, "--archive is a file whose name ends with '.tar' or '.zip', or '-'");
	status = download_find_time(&time, report);
	if (status != STATUS_DONE)
		return status;
	status = pack_site(&site, options, time, report);
	if (status != STATUS_DONE)
		report_findings(report, site.findings);
	site_close(&site);
	return status;
}
