#include "command/serve.h"

#include <glib-unix.h>
#include <signal.h>

#include "command/preview.h"
#include "command/watch.h"
#include "output/archive.h"

/* Where the preview listens if nobody says otherwise, and how many ports from there
 * on it tries. */
#define DEFAULT_ADDRESS "127.0.0.1"
#define DEFAULT_PORT 8000
#define PORTS_TRIED 100

typedef struct {
	Report *report;
	Preview *preview;
	Server *server;
	Watch *watch;
	GMainLoop *loop;
} Serving;

/* The address to listen on; NULL, reported, where the option is none. */
static GInetAddress *
read_address(const Options *options, Report *report)
{
	const char *text = options->listen == NULL ? DEFAULT_ADDRESS : options->listen;
	GInetAddress *address = g_inet_address_new_from_string(text);

	if (address == NULL)
		report_usage(report, "--listen is an address of this machine such as '%s' or '::1'", DEFAULT_ADDRESS);
	else if (!g_inet_address_get_is_loopback(address))
		report_note(report, "whoever reaches this machine at %s can read the site", text);
	return address;
}

/* The port that was asked for, or the first that is free. */
static bool
listen_somewhere(Server *server, const Options *options, GInetAddress *address, GError **error)
{
	bool is_exact = options->port != OPTIONS_PORT_AUTOMATIC;
	int first = is_exact ? options->port : DEFAULT_PORT;
	int last = is_exact ? first : DEFAULT_PORT + PORTS_TRIED - 1;

	for (int port = first; port < last; port++) {
		g_autoptr(GError) taken = NULL;

		if (server_listen(server, address, (guint16) port, &taken))
			return true;
		if (!g_error_matches(taken, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE)) {
			g_propagate_error(error, g_steal_pointer(&taken));
			return false;
		}
	}
	return server_listen(server, address, (guint16) last, error);
}

static Status
begin_listening(Serving *serving, const Options *options)
{
	g_autoptr(GInetAddress) address = read_address(options, serving->report);
	g_autoptr(GError) error = NULL;
	g_autofree char *start = NULL;
	g_autofree char *url = NULL;

	if (address == NULL)
		return STATUS_USAGE;
	if (!listen_somewhere(serving->server, options, address, &error)) {
		g_prefix_error(&error, "cannot listen for browsers: ");
		return report_failure(serving->report, error);
	}
	start = preview_start(serving->preview);
	url = server_url(serving->server, start);
	report_result(serving->report, "%s shows the site, and its files as they change; Ctrl-C ends it", url);
	return STATUS_DONE;
}

static void
on_change(gpointer data)
{
	Serving *serving = data;
	g_autoptr(GError) error = NULL;
	gint64 start = g_get_monotonic_time();
	bool changed;

	if (!watch_renew(serving->watch, &error))
		report_failure(serving->report, error);
	if (preview_read(serving->preview, &changed) == STATUS_DONE && changed)
		report_result(serving->report, "read again in %.2f s",
			      (double) (g_get_monotonic_time() - start) / G_USEC_PER_SEC);
	if (changed)
		server_send(serving->server, preview_event(serving->preview));
}

static gboolean
on_signal(gpointer data)
{
	g_main_loop_quit(data);
	return G_SOURCE_CONTINUE;
}

/* Answers until somebody has had enough. */
static void
run(Serving *serving)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	guint sources[G_N_ELEMENTS(signals)];

	for (gsize i = 0; i < G_N_ELEMENTS(signals); i++)
		sources[i] = g_unix_signal_add(signals[i], on_signal, serving->loop);
	g_main_loop_run(serving->loop);
	for (gsize i = 0; i < G_N_ELEMENTS(signals); i++)
		g_source_remove(sources[i]);
}

static Status
serve(Serving *serving, const Options *options)
{
	g_autoptr(GError) error = NULL;
	Status status;
	bool changed;

	/* Before the files are read, so that no change is missed. */
	if (!watch_renew(serving->watch, &error))
		return report_failure(serving->report, error);
	status = preview_read(serving->preview, &changed);
	if (status != STATUS_DONE && (status != STATUS_FINDINGS || !preview_has_content(serving->preview)))
		return status;
	server_send(serving->server, preview_event(serving->preview));
	status = begin_listening(serving, options);
	if (status == STATUS_DONE)
		run(serving);
	return status;
}

Status
command_serve(const Options *options, Report *report)
{
	Serving serving = { .report = report };
	Status status;

	archive_prepare();
	serving.preview = preview_new(options, report);
	serving.server = server_new(preview_answer, serving.preview);
	serving.watch = watch_new(options->root, on_change, &serving);
	serving.loop = g_main_loop_new(NULL, FALSE);
	status = serve(&serving, options);
	watch_free(serving.watch);
	server_free(serving.server);
	preview_free(serving.preview);
	g_main_loop_unref(serving.loop);
	return status;
}
