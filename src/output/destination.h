/* Where a site is published: a folder of this machine, or of one that ssh reaches. */
#pragma once

#include <glib.h>

typedef struct {
	char *text; /* as it was given */
	char *user; /* NULL for the one that ssh chooses */
	char *host; /* NULL for this machine; an address has no brackets */
	char *path; /* absolute */
} Destination;

/* Reads "FOLDER" or "[USER@]HOST:/FOLDER".  What stands before a colon is a host unless
 * there is a slash in it.
 * Returns: (nullable) (transfer full): NULL with *problem set to what is wrong with it,
 * as the rest of a sentence; free with destination_free(). */
Destination *destination_new(const char *text, const char **problem);

void destination_free(Destination *destination);

/* The host as rsync takes it: "USER@[::1]"; NULL for this machine.
 * Returns: (transfer full). */
char *destination_rsync_host(const Destination *destination);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Destination, destination_free)
