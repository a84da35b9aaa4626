/* Writes single files, whole or not at all. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/uio.h>

/* What the name of a file begins with until it is whole. */
#define FILE_UNFINISHED ".viceversa-"

/* Writes a text that a person keeps, such as a translation, in place of the file
 * at path, whose mode it gets, makes the folder that it is in, and waits until both are
 * on the disk.  A folder that is made is never seen without the file. */
bool file_write(const char *path, const char *text, GError **error);

/* Writes bytes in place of the file at path: whoever opens it gets the old bytes or
 * the new ones.  Safe to call from several threads for different files. */
bool file_replace(const char *path, const void *data, gsize length, GError **error);

/* The same with bytes from several places, one behind the other, and with a name of the
 * caller's choice, in the same folder, for the file until it is whole. */
bool file_replace_by(const char *unfinished, const char *path, const struct iovec *parts, guint count, GError **error);

/* Writes a file that does not exist yet, in place of what a killed build may have
 * left there.  Nothing of it stays behind where that fails. */
bool file_create(const char *path, const void *data, gsize length, GError **error);

/* The same for a file that is to get to another place, which errors name. */
bool file_create_for(const char *place, const char *path, const void *data, gsize length, GError **error);

/* Writes all bytes to an open file.
 * Returns: false with errno set. */
bool file_write_all(int descriptor, const void *data, gsize length);

/* Puts the file at from in place of the one at path, which need not exist: by a hard
 * link, or by a copy where no link can be. */
bool file_link(const char *from, const char *path, GError **error);

/* Whether the file at path is a regular one whose bytes have a fingerprint. */
bool file_has_content(const char *path, guint64 content);

/* Removes a folder of ours with all that is in it. */
void file_remove_tree(const char *path);

/* Sets an error: "cannot WHAT PATH: " and what errno's code means.
 * Returns: false. */
bool file_fail(GError **error, const char *what, const char *path, int code);
