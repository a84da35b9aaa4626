/* Writes a single file, such as a translator's. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Writes a text in place of the file at path, all or nothing, and makes the
 * folder that it is in. */
bool file_write(const char *path, const char *text, GError **error);
