/* Keeps builds of one folder out of each other's way, whoever starts them.
 *
 * The lock is the kernel's, on a file "site.lock" beside the folder "site": it goes
 * with the program that holds it, however that ends.  A file that a killed build
 * leaves there locks nobody out, and the next build removes it. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Lock Lock;

/* Locks an output folder.  Where another build holds the lock, waits for it or not.
 * Returns: (nullable) (transfer full): NULL with error set where the machine failed,
 * NULL without where another build is at work; else free with lock_free(). */
Lock *lock_new(const char *folder, bool wait, GError **error);

void lock_free(Lock *lock);

/* Removes the file that a killed build left, for a build that has nothing to write. */
void lock_remove_leftover(const char *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lock, lock_free)
