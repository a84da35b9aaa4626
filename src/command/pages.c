#include "command/pages.h"

#include <gio/gio.h>

#include "source/memory.h"

/* How many pages a thread takes at a time, and how many single ones come before: the
 * last pages of a plan are those of the whole site, some of them large. */
#define BATCH 64
#define SINGLES 16

/* How long the main thread waits between two looks at the progress, in
 * microseconds. */
#define LOOK_INTERVAL 20000

/* A part of the pages, taken by one thread as long as there are any, then by the
 * others too. */
typedef struct {
	PagesRange range;
	guint64 batches; /* atomic: how many were taken */
} Share;

typedef struct {
	PagesFunc func;
	gpointer data;
	PagesOrder order;
	Share *shares;
	guint share_count;
	guint64 done;  /* atomic: pages */
	gint started;  /* atomic: threads */
	GMutex lock;   /* over all that follows */
	GCond ended;   /* a thread came to its end */
	guint running; /* threads */
	GError *render_error;
	GError *write_error;
	gint stopped; /* atomic: there is an error */
} Work;

static void
stop(Work *work, GError *error)
{
	/* Whatever writes names the fault of the machine; templates don't read or write. */
	GError **slot = error->domain == G_IO_ERROR ? &work->write_error : &work->render_error;

	g_mutex_lock(&work->lock);
	if (*slot == NULL)
		*slot = error;
	else
		g_error_free(error);
	g_mutex_unlock(&work->lock);
	g_atomic_int_set(&work->stopped, 1);
}

/* Takes the next pages of a share.  Returns: false where there are none left. */
static bool
take(const Work *work, Share *share, PagesRange *batch)
{
	guint64 number = __atomic_fetch_add(&share->batches, 1, __ATOMIC_RELAXED);
	guint64 length = number < SINGLES ? 1 : BATCH;
	guint64 before = number < SINGLES ? number : SINGLES + (number - SINGLES) * BATCH;
	guint64 count = share->range.end - share->range.start;

	if (before >= count)
		return false;
	length = MIN(length, count - before);
	batch->start = work->order == PAGES_IN_ORDER ? share->range.start + before : share->range.end - before - length;
	batch->end = batch->start + length;
	return true;
}

static void
make_share(Work *work, Share *share)
{
	PagesRange batch;

	while (!g_atomic_int_get(&work->stopped) && take(work, share, &batch)) {
		GError *error = NULL;

		if (!work->func(batch.start, batch.end, work->data, &error))
			stop(work, error);
		__atomic_add_fetch(&work->done, batch.end - batch.start, __ATOMIC_RELAXED);
	}
}

static gpointer
make_shares(gpointer data)
{
	Work *work = data;
	guint own = (guint) g_atomic_int_add(&work->started, 1);

	for (guint i = 0; i < work->share_count; i++)
		make_share(work, &work->shares[(own + i) % work->share_count]);
	g_mutex_lock(&work->lock);
	work->running--;
	g_cond_signal(&work->ended);
	g_mutex_unlock(&work->lock);
	return NULL;
}

/* Waits for the threads and shows how far they are. */
static void
watch(Work *work, guint64 count, Report *report)
{
	g_mutex_lock(&work->lock);
	while (work->running > 0) {
		g_cond_wait_until(&work->ended, &work->lock, g_get_monotonic_time() + LOOK_INTERVAL);
		report_progress(report, __atomic_load_n(&work->done, __ATOMIC_RELAXED), count);
	}
	g_mutex_unlock(&work->lock);
}

/* Starts threads, as many as the machine has.  Returns: how many those are. */
static guint
start_threads(Work *work, GThread **threads, guint jobs)
{
	for (guint i = 0; i < jobs; i++) {
		g_mutex_lock(&work->lock);
		threads[i] = memory_try_thread("build", make_shares, work);
		if (threads[i] != NULL)
			work->running++;
		g_mutex_unlock(&work->lock);
		if (threads[i] == NULL)
			return i;
	}
	return jobs;
}

static void
make_all(Work *work, PagesRange range, guint jobs, Report *report)
{
	g_autofree GThread **threads = g_new(GThread *, jobs);
	guint64 count = range.end - range.start;
	guint started;

	/* Threads that work in different folders don't wait for one another, but an
	 * order is only kept by a single share. */
	work->share_count = work->order == PAGES_IN_ORDER ? 1 : jobs;
	work->shares = g_new0(Share, work->share_count);
	for (guint i = 0; i < work->share_count; i++) {
		work->shares[i].range.start = range.start + count * i / work->share_count;
		work->shares[i].range.end = range.start + count * (i + 1) / work->share_count;
	}
	g_mutex_init(&work->lock);
	g_cond_init(&work->ended);
	started = start_threads(work, threads, jobs);
	if (started == 0) {
		work->running = 1;
		make_shares(work);
	}
	watch(work, count, report);
	for (guint i = 0; i < started; i++)
		g_thread_join(threads[i]);
	g_cond_clear(&work->ended);
	g_mutex_clear(&work->lock);
	g_free(work->shares);
}

Status
pages_make(Site *site, const Options *options, PagesRange range, PagesOrder order, PagesFunc func, gpointer data,
	   Report *report)
{
	Work work = { .func = func, .data = data, .order = order };
	guint jobs = options->jobs == OPTIONS_JOBS_AUTOMATIC ? g_get_num_processors() : (guint) options->jobs;

	make_all(&work, range, jobs, report);

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

static bool
try_batch(guint64 start, guint64 end, gpointer data, GError **error)
{
	const Site *site = data;

	for (guint64 i = start; i < end; i++) {
		Page page = plan_page(site->plan, i);

		if (!site_try(site, &page, error))
			return false;
	}
	return true;
}

Status
pages_try(Site *site, const Options *options, PagesRange range, Report *report)
{
	if (!templates_can_fail(site->templates))
		return STATUS_DONE;
	return pages_make(site, options, range, PAGES_IN_ANY_ORDER, try_batch, site, report);
}
