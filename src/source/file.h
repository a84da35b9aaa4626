/* A source file: its bytes, kept for as long as a finding may quote a line. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* The largest file that is read, in bytes. */
#define FILE_MAX_BYTES (1024 * 1024)

typedef struct {
	char *path;          /* as a person would type it from where the program was started */
	char *text;          /* followed by a NUL byte that length does not count */
	gsize length;        /* bytes */
	guint64 fingerprint; /* XXH3 of its bytes */
	GArray *lines;       /* of gsize: the offset at which each line begins */
} File;

/* A place in a file.  An all-zero line means the file as a whole, a NULL file
 * the site as a whole. */
typedef struct {
	const File *file;
	guint line;   /* from 1 */
	guint column; /* from 1, in code points */
	guint length; /* code points to underline; 0 underlines one */
} Place;

/* Reads up to length bytes; *count is how many there were.
 * Returns: false with errno set. */
bool file_read_all(int descriptor, void *data, gsize length, gsize *count);

/* Takes over text, which holds length bytes and a NUL byte behind them.
 * Returns: (transfer full): free with file_free(). */
File *file_new(const char *path, char *text, gsize length);

void file_free(File *file);

/* The place of the file as a whole. */
Place file_place(const File *file);

/* The place of the byte at offset, which may be the end of the file. */
Place file_place_at(const File *file, gsize offset);

/* The byte at a line and column, both from 1, the column in code points. */
gsize file_offset(const File *file, guint line, guint column);

/* Line number line of the file, without its line end.
 * Returns: (transfer full): NULL where there is no such line. */
char *file_line(const File *file, guint line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(File, file_free)
