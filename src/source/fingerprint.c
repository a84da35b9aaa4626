#include "source/fingerprint.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

char *
fingerprint_text(const char *text)
{
	gsize length = strlen(text);

	/* A block in YAML ends with a line feed, the same text on one line does
	 * not. */
	while (length > 0 && text[length - 1] == '\n')
		length--;
	return g_strdup_printf("%016" G_GINT64_MODIFIER "x", (guint64) XXH3_64bits(text, length));
}
