#include "source/findings.h"

#include <string.h>

#include "support.h"

static File *
file_of(const char *path, const char *text)
{
	return file_new(path, g_strdup(text), strlen(text));
}

static Place
place(const File *file, guint line, guint column, guint length)
{
	return (Place) { .file = file, .line = line, .column = column, .length = length };
}

TEST(every_kind_has_a_name_of_its_own)
{
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < FINDING_COUNT; i++) {
		const char *name = finding_kind_name(i);

		assert_true(*name != '\0' && name[strspn(name, G_CSET_a_2_z G_CSET_DIGITS "-")] == '\0');
		assert_true(g_hash_table_add(names, (gpointer) name));
	}
	assert_string_equal(finding_kind_name(FINDING_UNREADABLE), "unreadable");
	assert_int_equal(finding_kind_severity(FINDING_UNREADABLE), SEVERITY_ERROR);
	assert_int_equal(finding_kind_severity(FINDING_UNKNOWN_FILE), SEVERITY_WARNING);
}

TEST(without_findings_nothing_is_printed)
{
	g_autoptr(Findings) findings = findings_new();

	assert_string_free(findings_print(findings, false), "");
	assert_string_free(findings_print(findings, true), "");
	assert_int_equal(findings_count(findings, SEVERITY_ERROR), 0);
	assert_int_equal(findings_count(findings, SEVERITY_WARNING), 0);
	assert_false(findings_stop(findings, true));
}

TEST(a_warning_stops_only_who_is_strict)
{
	g_autoptr(Findings) findings = findings_new();

	findings_add(findings, FINDING_UNKNOWN_FILE, (Place) { 0 }, "w");
	assert_int_equal(findings_count(findings, SEVERITY_WARNING), 1);
	assert_int_equal(findings_count(findings, SEVERITY_ERROR), 0);
	assert_false(findings_stop(findings, false));
	assert_true(findings_stop(findings, true));
}

TEST(an_error_stops_everybody)
{
	g_autoptr(Findings) findings = findings_new();

	findings_add(findings, FINDING_SYNTAX, (Place) { 0 }, "e");
	assert_int_equal(findings_count(findings, SEVERITY_ERROR), 1);
	assert_true(findings_stop(findings, false));
	assert_true(findings_stop(findings, true));
}

TEST(a_finding_about_the_site_has_no_place)
{
	g_autoptr(Findings) findings = findings_new();

	findings_add(findings, FINDING_SYNTAX, (Place) { 0 }, "'%s' is number %d", "x", 7);
	assert_string_free(findings_print(findings, false), "viceversa: error: 'x' is number 7 [syntax]\n1 error\n");
}

TEST(a_finding_about_a_file_quotes_no_line)
{
	g_autoptr(File) file = file_of("a.yaml", "text\n");
	g_autoptr(Findings) findings = findings_new();

	findings_add(findings, FINDING_UNKNOWN_FILE, file_place(file), "m");
	assert_string_free(findings_print(findings, false), "a.yaml: warning: m [unknown-file]\n1 warning\n");
}

TEST(the_closing_line_counts_errors_and_warnings)
{
	g_autoptr(Findings) findings = findings_new();

	findings_add(findings, FINDING_UNKNOWN_FILE, (Place) { 0 }, "m");
	findings_add(findings, FINDING_UNKNOWN_FILE, (Place) { 0 }, "m");
	findings_add(findings, FINDING_SYNTAX, (Place) { 0 }, "m");

	g_autofree char *printed = findings_print(findings, false);

	assert_true(g_str_has_suffix(printed, "\n1 error, 2 warnings\n"));
}

TEST(findings_are_sorted_by_file_line_column_and_order)
{
	g_autoptr(File) a = file_of("a", "1\n2\n3\n");
	g_autoptr(File) b = file_of("b", "1\n");
	g_autoptr(Findings) findings = findings_new();

	findings_add(findings, FINDING_SYNTAX, place(b, 1, 1, 0), "m");
	findings_add(findings, FINDING_SYNTAX, place(a, 2, 5, 0), "m");
	findings_add(findings, FINDING_TAB, place(a, 2, 3, 0), "m");
	findings_add(findings, FINDING_BIDI, place(a, 2, 3, 0), "m");
	findings_add(findings, FINDING_SYNTAX, place(a, 10, 1, 0), "m");
	findings_add(findings, FINDING_SYNTAX, file_place(a), "m");
	findings_add(findings, FINDING_SYNTAX, (Place) { 0 }, "m");
	assert_findings(findings, "viceversa syntax\n"
				  "a syntax\n"
				  "a:2:3 tab\n"
				  "a:2:3 bidi-control\n"
				  "a:2:5 syntax\n"
				  "a:10:1 syntax\n"
				  "b:1:1 syntax\n");
}

TEST(more_findings_may_follow_after_printing)
{
	g_autoptr(Findings) findings = findings_new();
	g_autofree char *first = NULL;

	findings_add(findings, FINDING_SYNTAX, (Place) { 0 }, "one");
	first = findings_print(findings, false);
	findings_add(findings, FINDING_SYNTAX, (Place) { 0 }, "two");
	assert_string_free(findings_print(findings, false), "viceversa: error: one [syntax]\n"
							    "viceversa: error: two [syntax]\n"
							    "2 errors\n");
}

/* What is printed below the message of a finding at a place of a text. */
static char *
quote(const char *text, guint line, guint column, guint length)
{
	g_autoptr(File) file = file_of("f", text);
	g_autoptr(Findings) findings = findings_new();
	g_autofree char *printed = NULL;
	const char *start;
	const char *end;

	findings_add(findings, FINDING_SYNTAX, place(file, line, column, length), "m");
	printed = findings_print(findings, false);
	start = strchr(printed, '\n') + 1;
	end = g_strrstr(printed, "1 error");
	return g_strndup(start, (gsize) (end - start));
}

TEST(a_caret_stands_under_the_column)
{
	assert_string_free(quote("abc\n", 1, 1, 0), "    1 | abc\n      | ^\n");
	assert_string_free(quote("abc\ndef\n", 2, 3, 1), "    2 | def\n      |   ^\n");
}

TEST(a_caret_may_stand_behind_the_line)
{
	assert_string_free(quote("abc\n", 1, 4, 0), "    1 | abc\n      |    ^\n");
	assert_string_free(quote("\n", 1, 1, 0), "    1 | \n      | ^\n");
}

TEST(a_length_underlines_up_to_the_end_of_the_line)
{
	assert_string_free(quote("abcdef\n", 1, 2, 3), "    1 | abcdef\n      |  ^~~\n");
	assert_string_free(quote("abcdef\n", 1, 5, 2), "    1 | abcdef\n      |     ^~\n");
	assert_string_free(quote("abcdef\n", 1, 5, 900), "    1 | abcdef\n      |     ^~\n");
}

TEST(a_caret_knows_wide_and_combining_characters)
{
	assert_string_free(quote("\xe6\x97\xa5\xe6\x9c\xac!\n", 1, 3, 0),
			   "    1 | \xe6\x97\xa5\xe6\x9c\xac!\n      |     ^\n");
	assert_string_free(quote("e\xcc\x81!\n", 1, 3, 0), "    1 | e\xcc\x81!\n      |  ^\n");
}

TEST(a_tab_is_quoted_as_one_space)
{
	assert_string_free(quote("\t\tx\n", 1, 3, 0), "    1 |   x\n      |   ^\n");
}

TEST(a_quoted_line_cannot_command_the_terminal)
{
	assert_string_free(quote("a\033[2J\x07\xc2\x9b z\n", 1, 9, 0),
			   "    1 | a\xef\xbf\xbd[2J\xef\xbf\xbd\xef\xbf\xbd z\n      |         ^\n");
	/* U+202E would turn the rest of the line around. */
	assert_string_free(quote("a\xe2\x80\xae z\n", 1, 4, 0), "    1 | a\xef\xbf\xbd z\n      |    ^\n");
}

TEST(a_message_cannot_command_the_terminal)
{
	g_autoptr(File) file = file_of("f\033[1m", "x\n");
	g_autoptr(Findings) findings = findings_new();
	g_autofree char *printed = NULL;

	findings_add(findings, FINDING_UNKNOWN_KEY, file_place(file), "unknown key '%s'", "\033[2J\xc2\x9b\x07");
	printed = findings_print(findings, false);
	assert_null(strchr(printed, '\033'));
	assert_null(strchr(printed, '\x07'));
	assert_null(strstr(printed, "\xc2\x9b"));
}

TEST(a_line_that_does_not_exist_is_not_quoted)
{
	assert_string_free(quote("abc\n", 2, 1, 0), "");
}

TEST(line_numbers_may_be_long)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < 123456; i++)
		g_string_append(text, "x\n");
	assert_string_free(quote(text->str, 99999, 1, 0), "99999 | x\n      | ^\n");
	assert_string_free(quote(text->str, 123456, 1, 0), "123456 | x\n      | ^\n");
}

TEST(colours_come_on_request_and_change_no_word)
{
	g_autoptr(File) file = file_of("f", "abc\n");
	g_autoptr(Findings) findings = findings_new();
	g_autofree char *plain = NULL;
	g_autofree char *colour = NULL;
	g_autoptr(GRegex) escapes = g_regex_new("\033\\[[0-9;]*m", 0, 0, NULL);
	g_autofree char *stripped = NULL;

	findings_add(findings, FINDING_SYNTAX, place(file, 1, 2, 2), "m");
	findings_add(findings, FINDING_UNKNOWN_FILE, (Place) { 0 }, "n");
	plain = findings_print(findings, false);
	colour = findings_print(findings, true);
	stripped = g_regex_replace(escapes, colour, -1, 0, "", 0, NULL);
	assert_lacks(plain, "\033");
	assert_contains(colour, "\033[1;31merror:\033[0m m");
	assert_contains(colour, "\033[1;35mwarning:\033[0m n");
	assert_contains(colour, "\033[1;32m^~\033[0m\n");
	assert_string_equal(stripped, plain);
}

TEST(a_message_without_an_end_is_cut)
{
	g_autoptr(Findings) findings = findings_new();
	g_autofree char *text = g_strnfill(100000, 'x');
	g_autofree char *printed = NULL;

	findings_add(findings, FINDING_SYNTAX, (Place) { 0 }, "%s", text);
	printed = findings_print(findings, false);
	assert_true(strlen(printed) < 10000);
	assert_contains(printed, "xxx... [syntax]\n");
}

TEST(a_line_without_an_end_is_quoted_around_its_place)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *quoted = NULL;
	g_auto(GStrv) lines = NULL;

	for (guint i = 0; i < 10000; i++)
		g_string_append_c(text, i == 5000 ? 'X' : 'a');
	quoted = quote(text->str, 1, 5001, 0);
	lines = g_strsplit(quoted, "\n", -1);
	assert_true(strlen(quoted) < 1000);
	assert_true(g_str_has_prefix(lines[0], "    1 | ...a"));
	assert_true(g_str_has_suffix(lines[0], "a..."));
	assert_int_equal(strchr(lines[0], 'X') - lines[0], strchr(lines[1], '^') - lines[1]);
}

TEST(very_many_findings_of_a_kind_are_counted_rather_than_shown)
{
	g_autoptr(File) file = file_of("f", "text\n");
	g_autoptr(Findings) findings = findings_new();
	g_autofree char *printed = NULL;
	g_auto(GStrv) shown = NULL;

	for (guint i = 0; i < 150; i++)
		findings_add(findings, FINDING_SYNTAX, place(file, 1, 1, 0), "m");
	findings_add(findings, FINDING_TAB, place(file, 1, 1, 0), "m");
	printed = findings_print(findings, false);
	shown = g_strsplit(printed, "error: m [syntax]", -1);
	assert_int_equal(g_strv_length(shown), 100 + 1);
	assert_contains(printed, "\nf: and 50 more like these [syntax]\n151 errors\n");
	assert_contains(printed, "error: m [tab]\n");
}

TEST(findings_can_be_walked_through_by_place)
{
	g_autoptr(File) first = file_of("a\033.yaml", "one\ntwo\n");
	g_autoptr(File) second = file_of("b.yaml", "text\n");
	g_autoptr(Findings) findings = findings_new();
	const GPtrArray *sorted;

	findings_add(findings, FINDING_TAB, place(second, 0, 0, 0), "third");
	findings_add(findings, FINDING_SYNTAX, place(first, 2, 1, 3), "second");
	findings_add(findings, FINDING_SYNTAX, (Place) { 0 }, "first");
	sorted = findings_sorted(findings);
	assert_int_equal(sorted->len, 3);
	assert_string_equal(((const Finding *) sorted->pdata[0])->message, "first");
	assert_string_equal(((const Finding *) sorted->pdata[1])->message, "second");
	assert_string_equal(((const Finding *) sorted->pdata[2])->message, "third");
	assert_null(finding_path(sorted->pdata[0]));
	assert_string_free(finding_path(sorted->pdata[1]), "a\xef\xbf\xbd.yaml");
	assert_string_free(finding_quote(sorted->pdata[1]), "    2 | two\n      | ^~~\n");
	assert_string_free(finding_quote(sorted->pdata[0]), "");
	assert_string_free(finding_quote(sorted->pdata[2]), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_has_a_name_of_its_own),
		cmocka_unit_test(without_findings_nothing_is_printed),
		cmocka_unit_test(a_warning_stops_only_who_is_strict),
		cmocka_unit_test(an_error_stops_everybody),
		cmocka_unit_test(a_finding_about_the_site_has_no_place),
		cmocka_unit_test(a_finding_about_a_file_quotes_no_line),
		cmocka_unit_test(the_closing_line_counts_errors_and_warnings),
		cmocka_unit_test(findings_are_sorted_by_file_line_column_and_order),
		cmocka_unit_test(more_findings_may_follow_after_printing),
		cmocka_unit_test(a_caret_stands_under_the_column),
		cmocka_unit_test(a_caret_may_stand_behind_the_line),
		cmocka_unit_test(a_length_underlines_up_to_the_end_of_the_line),
		cmocka_unit_test(a_caret_knows_wide_and_combining_characters),
		cmocka_unit_test(a_tab_is_quoted_as_one_space),
		cmocka_unit_test(a_quoted_line_cannot_command_the_terminal),
		cmocka_unit_test(a_message_cannot_command_the_terminal),
		cmocka_unit_test(a_line_that_does_not_exist_is_not_quoted),
		cmocka_unit_test(line_numbers_may_be_long),
		cmocka_unit_test(colours_come_on_request_and_change_no_word),
		cmocka_unit_test(a_message_without_an_end_is_cut),
		cmocka_unit_test(a_line_without_an_end_is_quoted_around_its_place),
		cmocka_unit_test(very_many_findings_of_a_kind_are_counted_rather_than_shown),
		cmocka_unit_test(findings_can_be_walked_through_by_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
