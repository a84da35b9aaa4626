#include "page/transcript.h"

#include <string.h>

/* How many words of a line may be the code. */
#define CODE_WORDS 2

static bool
ends_word(char c)
{
	return !g_ascii_isalnum(c);
}

/* Whether the code is one of the first words of a text.  A hyphen behind it, as in an
 * answer of several lines, is no part of it. */
static bool
begins_with_code(const char *text, gsize length, const char *code)
{
	gsize code_length = strlen(code);
	const char *end = text + length;

	for (guint word = 0; word < CODE_WORDS && text < end; word++) {
		if ((gsize) (end - text) >= code_length && strncmp(text, code, code_length) == 0 &&
		    (text + code_length == end || ends_word(text[code_length])))
			return true;
		while (text < end && *text != ' ')
			text++;
		while (text < end && *text == ' ')
			text++;
	}
	return false;
}

/* Whether a line is in parentheses, be they ASCII's or the wide ones of Chinese and
 * Japanese. */
static bool
is_in_parentheses(const char *text, gsize length)
{
	static const char *const pairs[][2] = { { "(", ")" }, { "\xef\xbc\x88", "\xef\xbc\x89" } };

	for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
		gsize open = strlen(pairs[i][0]);
		gsize close = strlen(pairs[i][1]);

		if (length > open + close && strncmp(text, pairs[i][0], open) == 0 &&
		    strncmp(text + length - close, pairs[i][1], close) == 0)
			return true;
	}
	return false;
}

static void
find_speaker(const Collection *collection, TranscriptLine *line)
{
	for (guint i = 0; i < collection->speaker_count; i++) {
		const char *prefix = collection->speakers[i].prefix;
		gsize length = strlen(prefix);

		if (line->length < length || strncmp(line->text, prefix, length) != 0)
			continue;
		line->speaker = &collection->speakers[i];
		line->text += length;
		line->length -= length;
		while (line->length > 0 && *line->text == ' ') {
			line->text++;
			line->length--;
		}
		return;
	}
}

GArray *
transcript_new(const Entry *entry, const char *text)
{
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(TranscriptLine));

	while (*text != '\0') {
		gsize length = strcspn(text, "\n");
		TranscriptLine line = { .text = text, .length = length };

		find_speaker(entry->collection, &line);
		line.is_remark = is_in_parentheses(line.text, line.length);
		line.has_code =
		    line.speaker != NULL && !line.is_remark && begins_with_code(line.text, line.length, entry->code);
		g_array_append_val(lines, line);
		text += length;
		text += *text == '\n';
	}
	return lines;
}
