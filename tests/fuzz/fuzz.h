/* What the fuzz targets share.  Each target is a file fuzz_NAME.c with the one function
 * that libFuzzer calls; replay.c calls it for files, with any compiler. */
#pragma once

#include <glib.h>
#include <stdint.h>

#include "source/findings.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Stops where what should hold does not, as a sanitizer would. */
#define fuzz_check(holds)                                      \
	do {                                                   \
		if (!(holds))                                  \
			fuzz_fail(__FILE__, __LINE__, #holds); \
	} while (0)

void fuzz_fail(const char *file, int line, const char *what) G_GNUC_NORETURN;

/* Returns: (transfer full): the input as a file that findings may quote. */
File *fuzz_file(const char *path, const uint8_t *data, size_t size);

/* Returns: (transfer full): the input as valid UTF-8 without NUL. */
char *fuzz_text(const uint8_t *data, size_t size);

/* Prints findings, and checks that a terminal could show them. */
void fuzz_print(Findings *findings);
