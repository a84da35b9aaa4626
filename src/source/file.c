#include "source/file.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "source/fingerprint.h"

/* The offset of the byte behind the next line feed, or of the end. */
static gsize
next_line(const char *text, gsize length, gsize offset)
{
	const char *feed = memchr(text + offset, '\n', length - offset);

	return feed == NULL ? length : (gsize) (feed - text) + 1;
}

bool
file_read_all(int descriptor, void *data, gsize length, gsize *count)
{
	char *at = data;

	*count = 0;
	while (*count < length) {
		gssize more = read(descriptor, at + *count, length - *count);

		if (more < 0 && errno == EINTR)
			continue;
		if (more < 0)
			return false;
		if (more == 0)
			return true;
		*count += (gsize) more;
	}
	return true;
}

File *
file_new(const char *path, char *text, gsize length)
{
	File *file = g_new(File, 1);

	file->path = g_strdup(path);
	file->text = text;
	file->length = length;
	file->fingerprint = fingerprint_bytes(text, length);
	file->lines = g_array_new(FALSE, FALSE, sizeof(gsize));
	for (gsize offset = 0; offset < length; offset = next_line(text, length, offset))
		g_array_append_val(file->lines, offset);
	return file;
}

void
file_free(File *file)
{
	g_free(file->path);
	g_free(file->text);
	g_array_unref(file->lines);
	g_free(file);
}

Place
file_place(const File *file)
{
	return (Place) { .file = file };
}

Place
file_place_at(const File *file, gsize offset)
{
	const char *stop = file->text + MIN(offset, file->length);
	const char *start = file->text;
	guint line = 1;
	guint column = 1;

	for (const char *c = start; c < stop; c++) {
		if (*c == '\n') {
			line++;
			start = c + 1;
		}
	}
	/* Every byte that does not continue a UTF-8 sequence begins a code point,
	 * which holds for broken text too. */
	for (const char *c = start; c < stop; c++)
		column += ((guchar) *c & 0xc0) != 0x80;
	return (Place) { .file = file, .line = line, .column = column };
}

gsize
file_offset(const File *file, guint line, guint column)
{
	if (line > file->lines->len)
		return file->length;

	const char *start = file->text + g_array_index(file->lines, gsize, line - 1);

	return (gsize) (g_utf8_offset_to_pointer(start, (glong) column - 1) - file->text);
}

char *
file_line(const File *file, guint line)
{
	if (line == 0 || line > file->lines->len)
		return NULL;

	gsize start = g_array_index(file->lines, gsize, line - 1);
	gsize end = next_line(file->text, file->length, start);

	if (end > start && file->text[end - 1] == '\n')
		end--;
	if (end > start && file->text[end - 1] == '\r')
		end--;
	return g_utf8_make_valid(file->text + start, (gssize) (end - start));
}
