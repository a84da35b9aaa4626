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
	guint content;  /* the piece behind the hole for the content */
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

bool
pattern_takes_entry(const Entry *entry)
{
	return pattern_takes(entry->code) && pattern_takes(entry->name) && pattern_takes(entry->address);
}

Entry
pattern_hollow(const Entry *like, bool is_first)
{
	Entry hollow = *like;

	hollow.code = pattern_hole(is_first ? HOLE_FIRST_CODE : HOLE_SECOND_CODE);
	hollow.name = pattern_hole(is_first ? HOLE_FIRST_NAME : HOLE_SECOND_NAME);
	hollow.address = pattern_hole(is_first ? HOLE_FIRST_ADDRESS : HOLE_SECOND_ADDRESS);
	return hollow;
}

Pattern *
pattern_new(const Markup *markup)
{
	Pattern *pattern = g_new0(Pattern, 1);
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
		if (piece.hole == HOLE_CONTENT)
			pattern->content = pattern->pieces->len;
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

/* Appends pieces from number start up to the hole for the content, or to the end. */
static void
fill(const Pattern *pattern, guint start, const Entry *first, const Entry *second, Markup *out)
{
	const char *const texts[HOLE_CONTENT] = {
		[HOLE_FIRST_CODE] = first->code,       [HOLE_FIRST_NAME] = first->name,
		[HOLE_FIRST_ADDRESS] = first->address, [HOLE_SECOND_CODE] = second->code,
		[HOLE_SECOND_NAME] = second->name,     [HOLE_SECOND_ADDRESS] = second->address,
	};

	for (guint i = start;; i++) {
		const Piece *piece = &g_array_index(pattern->pieces, Piece, i);

		markup_append_bytes(out, pattern->bytes + piece->start, piece->length);
		if (piece->hole >= HOLE_CONTENT)
			return;
		markup_append_trusted(out, texts[piece->hole]);
	}
}

void
pattern_fill(const Pattern *pattern, const Entry *first, const Entry *second, Markup *out)
{
	fill(pattern, 0, first, second, out);
}

void
pattern_fill_behind(const Pattern *pattern, const Entry *first, const Entry *second, Markup *out)
{
	fill(pattern, pattern->content, first, second, out);
}
