/* Fingerprints of source texts: how a translation knows what it translates. */
#pragma once

#include <glib.h>

/* How many characters a fingerprint has. */
#define FINGERPRINT_LENGTH 16

/* The fingerprint of a text: the 64-bit XXH3 hash of its UTF-8 bytes, without
 * line feeds at its end, in lower-case hexadecimal.
 * Returns: (transfer full). */
char *fingerprint_text(const char *text);
