#include "command/pages.h"

#include <gio/gio.h>

/* How many pages a thread takes at a time. */
#define BATCH 64

/* How long the main thread sleeps between two looks at the progress, in
 * microseconds. */
#define LOOK_INTERVAL 20000

typedef struct {
	PagesFunc func;
	gpointer data;
	PagesRange range;
	guint64 next; /* atomic: the first page that no thread has taken */
	guint64 done; /* atomic */
	gint running; /* atomic: threads */
	GMutex lock;  /* over the errors */
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

static gpointer
make_batches(gpointer data)
{
	Work *work = data;

	for (;;) {
		guint64 start = __atomic_fetch_add(&work->next, BATCH, __ATOMIC_RELAXED);
		guint64 end = MIN(start + BATCH, work->range.end);
		GError *error = NULL;

		if (start >= work->range.end || g_atomic_int_get(&work->stopped))
			break;
		if (!work->func(start, end, work->data, &error))
			stop(work, error);
		__atomic_add_fetch(&work->done, end - start, __ATOMIC_RELAXED);
	}
	g_atomic_int_dec_and_test(&work->running);
	return NULL;
}

static void
make_all(Work *work, guint jobs, Report *report)
{
	g_autofree GThread **threads = g_new(GThread *, jobs);

	g_mutex_init(&work->lock);
	work->running = (gint) jobs;
	for (guint i = 0; i < jobs; i++)
		threads[i] = g_thread_new("build", make_batches, work);
	while (g_atomic_int_get(&work->running) > 0) {
		report_progress(report, __atomic_load_n(&work->done, __ATOMIC_RELAXED),
				work->range.end - work->range.start);
		g_usleep(LOOK_INTERVAL);
	}
	for (guint i = 0; i < jobs; i++)
		g_thread_join(threads[i]);
	g_mutex_clear(&work->lock);
}

Status
pages_make(Site *site, const Options *options, PagesRange range, PagesFunc func, gpointer data, Report *report)
{
	Work work = { .func = func, .data = data, .range = range, .next = range.start };
	guint jobs = options->jobs == OPTIONS_JOBS_AUTOMATIC ? g_get_num_processors() : (guint) options->jobs;

	make_all(&work, jobs, report);

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
		g_autoptr(GBytes) bytes = renderer_render(site->renderer, &page, error);

		if (bytes == NULL)
			return false;
	}
	return true;
}

Status
pages_try(Site *site, const Options *options, PagesRange range, Report *report)
{
	if (!templates_can_fail(site->templates))
		return STATUS_DONE;
	return pages_make(site, options, range, try_batch, site, report);
}
