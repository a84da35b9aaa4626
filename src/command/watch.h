/* Notices when the files of a site change, in folders that come and go as well. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef void (*WatchFunc)(gpointer data);

typedef struct Watch Watch;

/* A watch over content/, locales/ and templates/ in a root.  func is called from the
 * default main context, once for changes that come in quick succession, as when an
 * editor writes a new file and renames it.  It sees nothing before watch_renew().
 * Returns: (transfer full): free with watch_free(). */
Watch *watch_new(const char *root, WatchFunc func, gpointer data);

void watch_free(Watch *watch);

/* Looks at all folders that there are now.  Whoever reads the files after that misses
 * no change.
 * Returns: false with error set where the machine cannot watch. */
bool watch_renew(Watch *watch, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Watch, watch_free)
