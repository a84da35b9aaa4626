/* The end of memory, and of threads.  Whichever library asks for some and gets none, the
 * program says so and ends, as it does for whatever else the machine cannot do. */
#pragma once

#include <glib.h>

/* Says that there is no memory and ends the program with status 3, at once: nothing is
 * cleaned up, as if the program were killed.  From any thread. */
G_NORETURN void memory_end(void);

/* Starts a thread that can be done without.
 * Returns: (nullable) (transfer full): NULL where the machine has no further one. */
GThread *memory_try_thread(const char *name, GThreadFunc func, gpointer data);
