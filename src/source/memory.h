/* The end of memory.  Whichever library asks for some and gets none, the program says so and
 * ends, as it does for whatever else the machine cannot do. */
#pragma once

#include <glib.h>

/* Says that there is no memory and ends the program with status 3, at once: nothing is
 * cleaned up, as if the program were killed.  From any thread. */
G_NORETURN void memory_end(void);
