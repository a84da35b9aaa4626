#include "page/pattern.h"

#include <string.h>

#define MARK "\xef\xbf\xbf" /* U+FFFF */

/* A hole, and the bytes before it. */
typedef struct {
	gsize start;
	gsize length;
	Hole hole; /* HOLE_COUNT at the end */
} Piece;

struct Pattern {
	char *bytes;
	GArray *pieces; /* of Piece */
};

static const char *const marks[HOLE_COUNT] = {
	[HOLE_FIRST_CODE] = MARK "a",  [HOLE_FIRST_NAME] = MARK "b",  [HOLE_FIRST_ADDRESS] = MARK "c",
	[HOLE_SECOND_CODE] = MARK "d", [HOLE_SECOND_NAME] = MARK "e", [HOLE_SECOND_ADDRESS] = MARK "f",
	[HOLE_CONTENT] = MARK "g",
};

const char *
pattern_hole(Hole hole)
{
	return marks[hole];
}

bool
pattern_takes(const char *text)
{
	return *text != '\0' && strpbrk(text, "<>&\"'\\%") == NULL;
}

Pattern *
pattern_new(const Markup *markup)
{
	Pattern *pattern = g_new(Pattern, 1);
	const char *at;
	const char *mark;

	pattern->bytes = g_strdup(markup_string(markup));
	pattern->pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
	for (at = pattern->bytes; (mark = strstr(at, MARK)) != NULL; at = mark + strlen(MARK) + 1) {
		Piece piece = { .start = (gsize) (at - pattern->bytes),
				.length = (gsize) (mark - at),
				.hole = (Hole) (mark[strlen(MARK)] - 'a') };

		g_assert(piece.hole < HOLE_COUNT);
		g_array_append_val(pattern->pieces, piece);
	}

	Piece rest = { .start = (gsize) (at - pattern->bytes), .length = strlen(at), .hole = HOLE_COUNT };

	g_array_append_val(pattern->pieces, rest);
	return pattern;
}

void
pattern_free(Pattern *pattern)
{
	g_free(pattern->bytes);
	g_array_unref(pattern->pieces);
	g_free(pattern);
}

Hole
pattern_next(const Pattern *pattern, guint *at, Markup *out)
{
	const Piece *piece = &g_array_index(pattern->pieces, Piece, *at);

	markup_append_bytes(out, pattern->bytes + piece->start, piece->length);
	(*at)++;
	return piece->hole;
}
