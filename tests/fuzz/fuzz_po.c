/* PO files, which libgettextpo reads by their names only. */
#include "fuzz.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "source/po.h"

/* A file in memory. */
static void
put(int descriptor, const uint8_t *data, size_t size)
{
	fuzz_check(ftruncate(descriptor, 0) == 0);
	fuzz_check(pwrite(descriptor, data, size, 0) == (ssize_t) size);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int descriptor = -1;
	static char path[64];
	g_autoptr(Findings) findings = findings_new();
	g_autoptr(Po) po = NULL;
	File *file = NULL;

	if (descriptor < 0) {
		descriptor = memfd_create("po", MFD_CLOEXEC);
		g_snprintf(path, sizeof(path), "/proc/self/fd/%d", descriptor);
	}
	put(descriptor, data, size);
	po = po_read(path, &file, findings);
	fuzz_check((po == NULL) == (findings_count(findings, SEVERITY_ERROR) > 0));
	for (guint i = 0; po != NULL && i < po->messages->len; i++) {
		const PoMessage *message = po->messages->pdata[i];

		fuzz_check(g_utf8_validate(message->context, -1, NULL) && g_utf8_validate(message->id, -1, NULL) &&
			   g_utf8_validate(message->string, -1, NULL));
		fuzz_check(message->line <= file->lines->len);
	}
	fuzz_print(findings);
	if (file != NULL)
		file_free(file);
	return 0;
}
