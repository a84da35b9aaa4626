#include "command/watch.h"

#include <gio/gio.h>

/* For how long nothing has to happen, in milliseconds, until a change counts as
 * complete; and after how long it does in any case. */
#define QUIET 15
#define LATEST 100

/* How many folders deep a site is: locales/ja/smtp/pairs. */
#define DEPTH_MAX 4

struct Watch {
	char *root;
	WatchFunc func;
	gpointer data;
	GPtrArray *monitors; /* of GFileMonitor */
	guint timer;         /* source; 0 while nothing happens */
	gint64 first;        /* when it began to happen */
};

static const char *const folders[] = { "content", "locales", "templates" };

static void
monitor_free(gpointer data)
{
	g_file_monitor_cancel(data);
	g_object_unref(data);
}

Watch *
watch_new(const char *root, WatchFunc func, gpointer data)
{
	Watch *watch = g_new0(Watch, 1);

	watch->root = g_strdup(root);
	watch->func = func;
	watch->data = data;
	watch->monitors = g_ptr_array_new_with_free_func(monitor_free);
	return watch;
}

void
watch_free(Watch *watch)
{
	g_clear_handle_id(&watch->timer, g_source_remove);
	g_ptr_array_unref(watch->monitors);
	g_free(watch->root);
	g_free(watch);
}

static gboolean
on_quiet(gpointer data)
{
	Watch *watch = data;

	watch->timer = 0;
	watch->func(watch->data);
	return G_SOURCE_REMOVE;
}

static void
happen(Watch *watch)
{
	gint64 now = g_get_monotonic_time();

	if (watch->timer == 0)
		watch->first = now;
	else if (now - watch->first > LATEST * 1000)
		return;
	g_clear_handle_id(&watch->timer, g_source_remove);
	watch->timer = g_timeout_add(QUIET, on_quiet, watch);
}

static void
on_change(G_GNUC_UNUSED GFileMonitor *monitor, G_GNUC_UNUSED GFile *file, G_GNUC_UNUSED GFile *other,
	  G_GNUC_UNUSED GFileMonitorEvent event, gpointer data)
{
	happen(data);
}

/* In the root stand other things too: what is built of the site. */
static void
on_change_in_root(G_GNUC_UNUSED GFileMonitor *monitor, GFile *file, G_GNUC_UNUSED GFile *other,
		  G_GNUC_UNUSED GFileMonitorEvent event, gpointer data)
{
	g_autofree char *name = g_file_get_basename(file);

	for (gsize i = 0; i < G_N_ELEMENTS(folders); i++)
		if (g_str_equal(name, folders[i]))
			happen(data);
}

static bool
add_monitor(Watch *watch, const char *path, GCallback callback, GError **error)
{
	g_autoptr(GFile) folder = g_file_new_for_path(path);
	GFileMonitor *monitor = g_file_monitor_directory(folder, G_FILE_MONITOR_NONE, NULL, error);

	if (monitor == NULL)
		return false;
	/* Otherwise a file that is written twice within this time is seen changing once. */
	g_file_monitor_set_rate_limit(monitor, QUIET);
	g_signal_connect(monitor, "changed", callback, watch);
	g_ptr_array_add(watch->monitors, monitor);
	return true;
}

/* A folder and those below it.  The monitor comes first, so that no folder is made in
 * between unseen. */
static bool
add_folder(Watch *watch, const char *path, guint depth, GError **error)
{
	g_autoptr(GDir) folder = NULL;
	const char *name;

	if (!g_file_test(path, G_FILE_TEST_IS_DIR))
		return true;
	if (!add_monitor(watch, path, G_CALLBACK(on_change), error))
		return false;
	folder = depth == DEPTH_MAX ? NULL : g_dir_open(path, 0, NULL);
	while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
		g_autofree char *below = g_build_filename(path, name, NULL);

		if (*name != '.' && !add_folder(watch, below, depth + 1, error))
			return false;
	}
	return true;
}

bool
watch_renew(Watch *watch, GError **error)
{
	/* Who is told of a folder that went and came back watches the one that went. */
	g_ptr_array_set_size(watch->monitors, 0);
	if (!add_monitor(watch, watch->root, G_CALLBACK(on_change_in_root), error))
		return false;
	for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *path = g_build_filename(watch->root, folders[i], NULL);

		if (!add_folder(watch, path, 1, error))
			return false;
	}
	return true;
}
