#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
fuzz_fail(const char *file, int line, const char *what)
{
	fprintf(stderr, "%s:%d: this does not hold: %s\n", file, line, what);
	abort();
}

File *
fuzz_file(const char *path, const uint8_t *data, size_t size)
{
	char *text = g_malloc(size + 1);

	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	return file_new(path, text, size);
}

char *
fuzz_text(const uint8_t *data, size_t size)
{
	char *text = g_utf8_make_valid((const char *) data, (gssize) size);

	/* g_utf8_make_valid() replaces a NUL byte as well. */
	fuzz_check(g_utf8_validate(text, -1, NULL));
	return text;
}

void
fuzz_print(Findings *findings)
{
	g_autofree char *text = findings_print(findings, false);

	fuzz_check(g_utf8_validate(text, -1, NULL));
	for (const char *c = text; *c != '\0'; c++)
		fuzz_check((guchar) *c >= ' ' || *c == '\n');
}
