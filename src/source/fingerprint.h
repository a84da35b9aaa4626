/* Fingerprints: how a translation knows what it translates, and a build what has
 * changed since the last one.  All of them are 64-bit XXH3. */
#pragma once

#include <glib.h>
#include <sys/uio.h>

/* How many characters the fingerprint of a text has. */
#define FINGERPRINT_LENGTH 16

/* The fingerprint of a text: that of its UTF-8 bytes, without line feeds at its end,
 * in lower-case hexadecimal.
 * Returns: (transfer full). */
char *fingerprint_text(const char *text);

/* The fingerprint of bytes.  It is never 0, which stands for one that is not
 * known. */
guint64 fingerprint_bytes(const void *bytes, gsize length);

/* The same of bytes that lie in several places, one behind the other. */
guint64 fingerprint_parts(const struct iovec *parts, guint count);

/* The fingerprint of a row of things, to which another is added.  The row begins
 * with 0; the order counts.  text may be NULL, which is not the same as empty. */
guint64 fingerprint_add(guint64 row, guint64 fingerprint);
guint64 fingerprint_add_text(guint64 row, const char *text);
