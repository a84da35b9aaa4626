#include "page/transcript.h"

#include "support.h"

/* The lines of a text in short: the speaker's prefix, "r" for a remark, "c" for the line
 * of the code, and the text. */
static char *
lines_of(const char *code, const char *text)
{
	static const Speaker speakers[] = { { .id = "client", .prefix = "C:" }, { .id = "server", .prefix = "S:" } };
	const Collection collection = { .speaker_count = G_N_ELEMENTS(speakers), .speakers = speakers };
	const Entry entry = { .collection = &collection, .code = code };
	g_autoptr(GArray) lines = transcript_new(&entry, text);
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < lines->len; i++) {
		const TranscriptLine *line = &g_array_index(lines, TranscriptLine, i);

		g_string_append_printf(out, "%s%s%s|%.*s\n", line->speaker == NULL ? "-" : line->speaker->prefix,
				       line->is_remark ? "r" : "", line->has_code ? "c" : "", (int) line->length,
				       line->text);
	}
	return g_string_free(out, FALSE);
}

TEST(each_line_has_its_speaker)
{
	assert_string_free(lines_of("334", "C: AUTH LOGIN\nS: 334 VXNl\nC:YWxp\n\nhost> dig\n"),
			   "C:|AUTH LOGIN\nS:c|334 VXNl\nC:|YWxp\n-|\n-|host> dig\n");
	assert_string_free(lines_of("334", ""), "");
	assert_string_free(lines_of("334", "S:"), "S:|\n");
}

TEST(the_line_of_the_code_has_it_among_its_first_two_words)
{
	assert_string_free(lines_of("250", "S: 250-mail.example\nS: 250 OK\nS: 2500 x\nS: queued as 250\n"),
			   "S:c|250-mail.example\nS:c|250 OK\nS:|2500 x\nS:|queued as 250\n");
	assert_string_free(lines_of("404", "S: HTTP/1.1 404 Not Found\nS: HTTP/1.1 4040\n"),
			   "S:c|HTTP/1.1 404 Not Found\nS:|HTTP/1.1 4040\n");
	assert_string_free(lines_of("+OK", "S: +OK ready\n250 nobody says\n"), "S:c|+OK ready\n-|250 nobody says\n");
}

TEST(what_is_in_parentheses_is_a_remark)
{
	assert_string_free(lines_of("250", "C: (the message)\nC: （メッセージ本体）\nC: (a) b\nC: ()\nS: (250)\n"),
			   "C:r|(the message)\nC:r|（メッセージ本体）\nC:|(a) b\nC:|()\nS:r|(250)\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_line_has_its_speaker),
		cmocka_unit_test(the_line_of_the_code_has_it_among_its_first_two_words),
		cmocka_unit_test(what_is_in_parentheses_is_a_remark),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
