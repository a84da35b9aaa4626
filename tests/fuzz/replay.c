/* Calls a fuzz target for each file that is named, and for each file in a folder that is
 * named: what libFuzzer's own program does, without libFuzzer. */
#include <stdio.h>

#include "fuzz.h"

static guint replayed;

static void
replay_file(const char *path)
{
	g_autofree char *bytes = NULL;
	g_autoptr(GError) error = NULL;
	gsize length;

	if (!g_file_get_contents(path, &bytes, &length, &error))
		g_error("%s", error->message);
	/* Whoever looks for the file that stopped the program finds it in the last line. */
	printf("%s\n", path);
	fflush(stdout);
	LLVMFuzzerTestOneInput((const uint8_t *) bytes, length);
	replayed++;
}

static void
replay(const char *path)
{
	g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
	const char *name;

	if (folder == NULL) {
		replay_file(path);
		return;
	}
	while ((name = g_dir_read_name(folder)) != NULL) {
		g_autofree char *below = g_build_filename(path, name, NULL);

		replay(below);
	}
}

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		replay(argv[i]);
	printf("%u inputs replayed\n", replayed);
	return replayed == 0;
}
