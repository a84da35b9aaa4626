#include "source/fingerprint.h"

#include <string.h>

#include "source/memory.h"

#ifdef __x86_64__
/* The same functions, each in the form that suits the processor best. */
#include <xxh_x86dispatch.h>
#else
#include <xxhash.h>
#endif

char *
fingerprint_text(const char *text)
{
	static const char digits[] = "0123456789abcdef";
	char *fingerprint = g_malloc(FINGERPRINT_LENGTH + 1);
	gsize length = strlen(text);
	guint64 hash;

	/* A block in YAML ends with a line feed, the same text on one line does
	 * not. */
	while (length > 0 && text[length - 1] == '\n')
		length--;
	hash = XXH3_64bits(text, length);
	for (guint i = FINGERPRINT_LENGTH; i > 0; i--) {
		fingerprint[i - 1] = digits[hash & 0xf];
		hash >>= 4;
	}
	fingerprint[FINGERPRINT_LENGTH] = '\0';
	return fingerprint;
}

static guint64
not_zero(guint64 hash)
{
	return hash == 0 ? 1 : hash;
}

guint64
fingerprint_bytes(const void *bytes, gsize length)
{
	return not_zero(length == 0 ? 0 : XXH3_64bits(bytes, length));
}

guint64
fingerprint_parts(const struct iovec *parts, guint count)
{
	XXH3_state_t *state = XXH3_createState();
	gsize length = 0;
	guint64 hash;

	if (state == NULL)
		memory_end();
	XXH3_64bits_reset(state);
	for (guint i = 0; i < count; i++) {
		length += parts[i].iov_len;
		if (parts[i].iov_len > 0)
			XXH3_64bits_update(state, parts[i].iov_base, parts[i].iov_len);
	}
	hash = length == 0 ? 0 : XXH3_64bits_digest(state);
	XXH3_freeState(state);
	return not_zero(hash);
}

guint64
fingerprint_add(guint64 row, guint64 fingerprint)
{
	guint64 both[] = { row, fingerprint };

	return fingerprint_bytes(both, sizeof(both));
}

guint64
fingerprint_add_text(guint64 row, const char *text)
{
	return fingerprint_add(row, text == NULL ? 0 : fingerprint_bytes(text, strlen(text)));
}
