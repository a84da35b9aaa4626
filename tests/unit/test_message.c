#include "model/message.h"

#include <string.h>

#include "support.h"

static const char *const none[] = { NULL };
static const char *const two[] = { "first", "second", NULL };
static const char *const counted[] = { "count", "name", NULL };

/* Formats a pattern with two texts. */
static char *
format_two(const char *pattern, const char *first, const char *second)
{
	g_autoptr(GError) error = NULL;
	Message *message = message_new(pattern, "en", two, &error);
	MessageValue values[] = { { .text = first }, { .text = second } };
	char *out;

	assert_null(error);
	assert_non_null(message);
	out = message_format(message, values);
	message_free(message);
	return out;
}

/* Formats a pattern with a number and a text. */
static char *
format_count(const char *pattern, const char *tag, gint64 count, const char *name)
{
	g_autoptr(GError) error = NULL;
	Message *message = message_new(pattern, tag, counted, &error);
	MessageValue values[] = { { .number = count }, { .text = name } };
	char *out;

	assert_null(error);
	assert_non_null(message);
	out = message_format(message, values);
	message_free(message);
	return out;
}

static void
assert_refused(const char *pattern, const char *const *arguments, MessageError code, const char *words)
{
	g_autoptr(GError) error = NULL;

	assert_null(message_new(pattern, "en", arguments, &error));
	assert_true(g_error_matches(error, MESSAGE_ERROR, (gint) code));
	assert_contains(error->message, words);
}

TEST(a_pattern_without_arguments_is_its_text)
{
	Message *message = message_new("How to Fix", "en", none, NULL);

	assert_string_free(message_format(message, NULL), "How to Fix");
	message_free(message);
}

TEST(an_empty_pattern_is_an_empty_text)
{
	Message *message = message_new("", "en", none, NULL);

	assert_string_free(message_format(message, NULL), "");
	message_free(message);
}

TEST(arguments_are_replaced_wherever_they_stand)
{
	assert_string_free(format_two("{first}", "a", "b"), "a");
	assert_string_free(format_two("{second}{first}", "a", "b"), "ba");
	assert_string_free(format_two("x {first} y {second} z", "a", "b"), "x a y b z");
	assert_string_free(format_two("{first} {first}", "a", "b"), "a a");
	assert_string_free(format_two("{ first }", "a", "b"), "a");
	assert_string_free(format_two("no argument", "a", "b"), "no argument");
}

TEST(a_value_is_not_taken_for_a_pattern)
{
	assert_string_free(format_two("{first}!", "{second}", "b"), "{second}!");
	assert_string_free(format_two("{first}!", "it's '{'", "b"), "it's '{'!");
	assert_string_free(format_two("{first}!", "", "b"), "!");
}

TEST(an_apostrophe_is_an_apostrophe)
{
	assert_string_free(format_two("it's {first}", "a", "b"), "it's a");
	assert_string_free(format_two("it''s {first}", "a", "b"), "it's a");
	assert_string_free(format_two("d'un {first} d''{second}", "a", "b"), "d'un a d'b");
	assert_string_free(format_two("l' {first} '", "a", "b"), "l' a '");
	assert_string_free(format_two("'quoted' {first}", "a", "b"), "'quoted' a");
}

TEST(a_quoted_brace_is_a_brace)
{
	assert_string_free(format_two("d'{first}'", "a", "b"), "d{first}");
	assert_string_free(format_two("'{'first'}' {first}", "a", "b"), "{first} a");
	assert_string_free(format_two("'{first}' {second}", "a", "b"), "{first} b");
	assert_string_free(format_two("{first} '{'unclosed", "a", "b"), "a {unclosed");
	assert_string_free(format_two("{first} '{unclosed", "a", "b"), "a {unclosed");
}

TEST(letters_beyond_ascii_are_kept)
{
	assert_string_free(
	    format_two("\xe3\x80\x8c{first}\xe3\x80\x8d\xf0\x9f\x98\x80{second}", "\xd8\xa7", "\xc3\xa9"),
	    "\xe3\x80\x8c\xd8\xa7\xe3\x80\x8d\xf0\x9f\x98\x80\xc3\xa9");
}

TEST(a_plain_number_is_shown_in_digits)
{
	assert_string_free(format_count("{count}", "en", 0, "x"), "0");
	assert_string_free(format_count("{count}", "de", 1234567, "x"), "1234567");
	assert_string_free(format_count("{count}", "en", -5, "x"), "-5");
	assert_string_free(format_count("{count}", "en", G_MININT64, "x"), "-9223372036854775808");
	assert_string_free(format_count("{count}", "en", G_MAXINT64, "x"), "9223372036854775807");
}

TEST(english_has_two_plurals)
{
	const char *pattern = "{count, plural, one {# code} other {# codes}}";

	assert_string_free(format_count(pattern, "en", 0, "x"), "0 codes");
	assert_string_free(format_count(pattern, "en", 1, "x"), "1 code");
	assert_string_free(format_count(pattern, "en", 2, "x"), "2 codes");
	assert_string_free(format_count(pattern, "en", 12345, "x"), "12,345 codes");
}

TEST(russian_has_its_plurals)
{
	const char *pattern = "{count, plural, one {o} few {f} many {m} other {x}}";
	static const struct {
		gint64 count;
		const char *form;
	} cases[] = { { 0, "m" },   { 1, "o" },   { 2, "f" },   { 4, "f" },   { 5, "m" },
		      { 11, "m" },  { 12, "m" },  { 21, "o" },  { 22, "f" },  { 25, "m" },
		      { 101, "o" }, { 111, "m" }, { 112, "m" }, { 121, "o" }, { 1000001, "o" } };

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_string_free(format_count(pattern, "ru", cases[i].count, "x"), cases[i].form);
}

TEST(arabic_has_six_plurals)
{
	const char *pattern = "{count, plural, zero {z} one {o} two {t} few {f} many {m} other {x}}";
	static const struct {
		gint64 count;
		const char *form;
	} cases[] = { { 0, "z" },  { 1, "o" },   { 2, "t" },   { 3, "f" },   { 10, "f" }, { 11, "m" },
		      { 99, "m" }, { 100, "x" }, { 102, "x" }, { 103, "f" }, { 111, "m" } };

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_string_free(format_count(pattern, "ar", cases[i].count, "x"), cases[i].form);
}

TEST(japanese_has_one_plural)
{
	assert_string_free(format_count("{count, plural, other {x}}", "ja", 1, "x"), "x");
	assert_string_free(format_count("{count, plural, other {x}}", "ja", 2, "x"), "x");
}

TEST(an_exact_number_and_an_offset_are_understood)
{
	const char *pattern = "{count, plural, offset:1 =0 {none} =1 {{name}} one {{name} and #} other {{name} and #}}";

	assert_string_free(format_count(pattern, "en", 0, "A"), "none");
	assert_string_free(format_count(pattern, "en", 1, "A"), "A");
	assert_string_free(format_count(pattern, "en", 2, "A"), "A and 1");
	assert_string_free(format_count(pattern, "en", 3, "A"), "A and 2");
}

TEST(ordinals_are_understood)
{
	const char *pattern = "{count, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}";

	assert_string_free(format_count(pattern, "en", 1, "x"), "1st");
	assert_string_free(format_count(pattern, "en", 22, "x"), "22nd");
	assert_string_free(format_count(pattern, "en", 13, "x"), "13th");
}

TEST(a_select_chooses_by_its_text)
{
	const char *pattern = "{name, select, a {eins} b {zwei {count}} other {drei}}";

	assert_string_free(format_count(pattern, "de", 7, "a"), "eins");
	assert_string_free(format_count(pattern, "de", 7, "b"), "zwei 7");
	assert_string_free(format_count(pattern, "de", 7, "c"), "drei");
	assert_string_free(format_count(pattern, "de", 7, ""), "drei");
}

TEST(a_plural_may_stand_in_a_select)
{
	const char *pattern = "{name, select, a {{count, plural, one {one} other {more}}} other {none}}.";

	assert_string_free(format_count(pattern, "en", 1, "a"), "one.");
	assert_string_free(format_count(pattern, "en", 2, "a"), "more.");
	assert_string_free(format_count(pattern, "en", 2, "b"), "none.");
}

TEST(a_value_in_a_plural_is_not_taken_for_a_pattern)
{
	assert_string_free(format_count("{count, plural, other {{name}}}", "en", 1, "it's {count} #"),
			   "it's {count} #");
}

TEST(apostrophes_in_a_plural_follow_the_same_rules)
{
	assert_string_free(format_count("{count, plural, other {it's '#' and '{'}}", "en", 1, "x"), "it's # and {");
}

TEST(a_plural_in_an_unknown_language_follows_the_root)
{
	assert_string_free(format_count("{count, plural, one {o} other {x}}", "qaa", 1, "x"), "x");
}

TEST(a_pattern_that_icu_refuses_is_a_syntax_error)
{
	static const struct {
		const char *pattern;
		const char *words;
	} cases[] = {
		{ "{", "a brace has no partner; close it" },
		{ "{first", "a brace has no partner; close it" },
		{ "fix {this now", "a brace has no partner, at character 6; close it" },
		{ "{first, plural, other {b}", "a brace has no partner, at character 16; close it" },
		{ "'{' {first second}", "this is not how an argument is written, at character 6; write it as" },
		{ "{first {second}}", "this is not how an argument is written" },
		{ "{first} {}", "this is not how an argument is written, at character 10" },
		{ "{first-name}", "this is not how an argument is written" },
		{ "{first, plural, a}", "this is not how an argument is written" },
		{ "{first, plural, one {a}}", "lacks its 'other'; add 'other" },
		{ "{first, select, a {b}}", "lacks its 'other'" },
		{ "{first, nonsense}", "ICU knows no such kind of argument; write number" },
		{ "{first, number, ::nonsense}", "ICU knows no such format of a number; write 'number'" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		assert_null(message_new(cases[i].pattern, "en", two, &error));
		assert_true(g_error_matches(error, MESSAGE_ERROR, MESSAGE_ERROR_SYNTAX));
		assert_contains(error->message, cases[i].words);
	}
}

TEST(a_place_in_a_pattern_counts_code_points)
{
	assert_refused("\xf0\x9f\x98\x80\xf0\x9f\x98\x80 {}", two, MESSAGE_ERROR_SYNTAX, "at character 5");
}

TEST(a_closing_brace_alone_is_a_literal)
{
	assert_string_free(format_two("a } b {first}", "x", "y"), "a } b x");
}

TEST(an_unknown_argument_is_refused_by_name)
{
	assert_refused("{third}", two, MESSAGE_ERROR_UNKNOWN_ARGUMENT, "third");
	assert_refused("{first} {First}", two, MESSAGE_ERROR_UNKNOWN_ARGUMENT, "First");
	assert_refused("{0}", two, MESSAGE_ERROR_UNKNOWN_ARGUMENT, "0");
	assert_refused("{third, plural, other {x}}", two, MESSAGE_ERROR_UNKNOWN_ARGUMENT, "third");
	assert_refused("{x} {y}", two, MESSAGE_ERROR_UNKNOWN_ARGUMENT, "x");
	assert_refused("{first}", none, MESSAGE_ERROR_UNKNOWN_ARGUMENT, "first");
}

TEST(an_unknown_argument_is_found_in_every_depth)
{
	assert_refused("{count, plural, other {{third}}}", counted, MESSAGE_ERROR_UNKNOWN_ARGUMENT, "third");
	assert_refused("{name, select, a {{count, plural, one {{deep}} other {x}}} other {y}}", counted,
		       MESSAGE_ERROR_UNKNOWN_ARGUMENT, "deep");
	assert_refused("{count, plural, one {x} other {{inner, select, other {y}}}}", counted,
		       MESSAGE_ERROR_UNKNOWN_ARGUMENT, "inner");
}

static void
assert_uses(const char *pattern, bool first, bool second)
{
	Message *message = message_new(pattern, "en", two, NULL);

	assert_non_null(message);
	assert_int_equal(message_uses(message, 0), first);
	assert_int_equal(message_uses(message, 1), second);
	message_free(message);
}

TEST(a_message_knows_which_arguments_it_uses)
{
	assert_uses("x", false, false);
	assert_uses("{first}", true, false);
	assert_uses("{second} {second}", false, true);
	assert_uses("{second} {first}", true, true);
	assert_uses("'{first}' {second}", false, true);
	assert_uses("{first, select, other {x}}", true, false);
	assert_uses("{first, select, a {{second}} other {x}}", true, true);
}

/* Notes a part as "[text]" for a literal and "<argument:text>" for an argument. */
static void
note_part(const char *text, int argument, gpointer data)
{
	if (argument < 0)
		g_string_append_printf(data, "[%s]", text);
	else
		g_string_append_printf(data, "<%d:%s>", argument, text);
}

static char *
parts_of(const char *pattern, const char *const *arguments, const MessageValue *values)
{
	Message *message = message_new(pattern, "en", arguments, NULL);
	GString *out = g_string_new(NULL);

	assert_non_null(message);
	message_format_parts(message, values, note_part, out);
	message_free(message);
	return g_string_free(out, FALSE);
}

TEST(parts_tell_literals_from_arguments)
{
	MessageValue values[] = { { .text = "a" }, { .number = 7 } };

	assert_string_free(parts_of("x {first} y {second}", two, values), "[x ]<0:a>[ y ]<1:7>");
	assert_string_free(parts_of("{second}{first}", two, values), "<1:7><0:a>");
	assert_string_free(parts_of("plain", none, NULL), "[plain]");
	assert_string_free(parts_of("", none, NULL), "");
}

TEST(a_pattern_with_a_plural_comes_as_one_literal)
{
	MessageValue values[] = { { .number = 2 }, { .text = "a" } };

	assert_string_free(parts_of("{name}: {count, plural, other {#}}!", counted, values), "[a: 2!]");
}

TEST(a_message_may_have_as_many_arguments_as_the_limit)
{
	static const char *const arguments[MESSAGE_MAX_ARGUMENTS + 1] = { "a", "b", "c", "d", "count", NULL };
	MessageValue values[MESSAGE_MAX_ARGUMENTS] = {
		{ .text = "1" }, { .text = "2" }, { .text = "3" }, { .text = "4" }, { .number = 5 }
	};

	assert_string_free(parts_of("{count}{d}{c}{b}{a}", arguments, values), "<4:5><3:4><2:3><1:2><0:1>");
	assert_string_free(parts_of("{a}{b}{c}{d}{count, plural, other {#}}", arguments, values), "[12345]");
}

TEST(every_message_has_a_key_and_known_arguments)
{
	const char *const *keys = message_keys();

	for (guint i = 0; i < MESSAGE_COUNT; i++) {
		const char *const *arguments = message_arguments(i);
		guint count = g_strv_length((char **) arguments);

		assert_string_equal(keys[i], message_key(i));
		assert_true(message_key(i)[strspn(message_key(i), G_CSET_a_2_z "_")] == '\0');
		assert_true(count <= MESSAGE_MAX_ARGUMENTS);
		for (guint k = i + 1; k < MESSAGE_COUNT; k++)
			assert_string_not_equal(keys[i], keys[k]);
	}
	assert_null(keys[MESSAGE_COUNT]);
	assert_string_equal(message_key(MESSAGE_FIX), "fix");
	assert_string_equal(message_arguments(MESSAGE_ENTRY_HEADING)[1], "name");
	assert_null(message_arguments(MESSAGE_FIX)[0]);
}

static gpointer
format_many(gpointer data)
{
	const Message *message = data;
	guint wrong = 0;

	/* From a thousand on there would be a comma. */
	for (gint64 i = 0; i < 1000; i++) {
		MessageValue values[] = { { .number = i }, { .text = "x" } };
		g_autofree char *out = message_format(message, values);
		g_autofree char *expected = g_strdup_printf("%" G_GINT64_FORMAT " x", i);

		wrong += !g_str_equal(out, expected);
	}
	return GUINT_TO_POINTER(wrong);
}

TEST(two_threads_may_format_one_message)
{
	Message *message = message_new("{count, plural, other {# {name}}}", "en", counted, NULL);
	GThread *threads[] = { g_thread_new("first", format_many, message),
			       g_thread_new("second", format_many, message) };

	assert_int_equal(GPOINTER_TO_UINT(g_thread_join(threads[0])), 0);
	assert_int_equal(GPOINTER_TO_UINT(g_thread_join(threads[1])), 0);
	message_free(message);
}

TEST(a_long_pattern_is_read_to_its_end)
{
	g_autoptr(GString) pattern = g_string_new(NULL);
	g_autoptr(GString) expected = g_string_new(NULL);

	for (guint i = 0; i < 300; i++) {
		g_string_append(pattern, "{first} and {second}; ");
		g_string_append(expected, "a and b; ");
	}
	assert_string_free(format_two(pattern->str, "a", "b"), expected->str);
}

static void
note_argument(const char *name, gpointer data)
{
	g_string_append_printf(data, "%s ", name);
}

static char *
arguments_of(const char *pattern)
{
	GString *out = g_string_new(NULL);

	assert_null(message_each_argument(pattern, note_argument, out));
	return g_string_free(out, FALSE);
}

TEST(the_arguments_of_a_pattern_are_named_in_every_depth)
{
	assert_string_free(arguments_of("plain"), "");
	assert_string_free(arguments_of("{a} {b} {a}"), "a b a ");
	assert_string_free(arguments_of("'{a}' {b}"), "b ");
	assert_string_free(arguments_of("{a, plural, one {{b}} other {{c, select, other {{d}}}}}"), "a b c d ");
}

TEST(the_arguments_of_a_broken_pattern_are_not_named)
{
	g_autoptr(GString) names = g_string_new(NULL);
	g_autofree char *problem = message_each_argument("{a", note_argument, names);

	assert_non_null(problem);
	assert_contains(problem, "a brace has no partner");
}

TEST(a_pattern_has_the_plurals_of_its_language)
{
	assert_null(message_check_plurals("plain", "one, other"));
	assert_null(message_check_plurals("{count, plural, one {a} other {b}}", "one, other"));
	assert_null(message_check_plurals("{count, plural, =0 {z} one {a} =7 {s} other {b}}", "one, other"));
	assert_null(message_check_plurals("{count, plural, other {a}}", "other"));
	assert_null(message_check_plurals("{name, select, one {a} other {b}}", "other"));
}

TEST(a_plural_that_lacks_a_case_is_complained_about)
{
	assert_string_free(message_check_plurals("{count, plural, one {a} other {b}}", "one, few, many, other"),
			   "lacks the case 'few'; add it");
	assert_string_free(message_check_plurals("{count, plural, =1 {a} other {b}}", "one, other"),
			   "lacks the case 'one'; add it");
	assert_string_free(
	    message_check_plurals("{name, select, a {{count, plural, other {b}}} other {c}}", "one, other"),
	    "lacks the case 'one'; add it");
}

TEST(a_plural_with_a_case_too_many_is_complained_about)
{
	assert_string_free(message_check_plurals("{count, plural, one {a} other {b}}", "other"),
			   "has the case 'one', which the language does not; remove it");
	assert_string_free(message_check_plurals("{count, plural, one {a} few {c} other {b}}", "one, other"),
			   "has the case 'few', which the language does not; remove it");
}

TEST(a_pattern_without_an_end_is_refused)
{
	g_autoptr(GString) pattern = g_string_new(NULL);

	for (guint i = 0; i < 100000; i++)
		g_string_append(pattern, "{name, select, other {");
	for (guint i = 0; i < 100000; i++)
		g_string_append(pattern, "}}");
	assert_refused(pattern->str, counted, MESSAGE_ERROR_SYNTAX, "too long");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pattern_without_arguments_is_its_text),
		cmocka_unit_test(an_empty_pattern_is_an_empty_text),
		cmocka_unit_test(arguments_are_replaced_wherever_they_stand),
		cmocka_unit_test(a_value_is_not_taken_for_a_pattern),
		cmocka_unit_test(an_apostrophe_is_an_apostrophe),
		cmocka_unit_test(a_quoted_brace_is_a_brace),
		cmocka_unit_test(letters_beyond_ascii_are_kept),
		cmocka_unit_test(a_plain_number_is_shown_in_digits),
		cmocka_unit_test(english_has_two_plurals),
		cmocka_unit_test(russian_has_its_plurals),
		cmocka_unit_test(arabic_has_six_plurals),
		cmocka_unit_test(japanese_has_one_plural),
		cmocka_unit_test(an_exact_number_and_an_offset_are_understood),
		cmocka_unit_test(ordinals_are_understood),
		cmocka_unit_test(a_select_chooses_by_its_text),
		cmocka_unit_test(a_plural_may_stand_in_a_select),
		cmocka_unit_test(a_value_in_a_plural_is_not_taken_for_a_pattern),
		cmocka_unit_test(apostrophes_in_a_plural_follow_the_same_rules),
		cmocka_unit_test(a_plural_in_an_unknown_language_follows_the_root),
		cmocka_unit_test(a_pattern_that_icu_refuses_is_a_syntax_error),
		cmocka_unit_test(a_place_in_a_pattern_counts_code_points),
		cmocka_unit_test(a_closing_brace_alone_is_a_literal),
		cmocka_unit_test(an_unknown_argument_is_refused_by_name),
		cmocka_unit_test(an_unknown_argument_is_found_in_every_depth),
		cmocka_unit_test(a_message_knows_which_arguments_it_uses),
		cmocka_unit_test(parts_tell_literals_from_arguments),
		cmocka_unit_test(a_pattern_with_a_plural_comes_as_one_literal),
		cmocka_unit_test(a_message_may_have_as_many_arguments_as_the_limit),
		cmocka_unit_test(every_message_has_a_key_and_known_arguments),
		cmocka_unit_test(two_threads_may_format_one_message),
		cmocka_unit_test(a_long_pattern_is_read_to_its_end),
		cmocka_unit_test(the_arguments_of_a_pattern_are_named_in_every_depth),
		cmocka_unit_test(the_arguments_of_a_broken_pattern_are_not_named),
		cmocka_unit_test(a_pattern_has_the_plurals_of_its_language),
		cmocka_unit_test(a_plural_that_lacks_a_case_is_complained_about),
		cmocka_unit_test(a_plural_with_a_case_too_many_is_complained_about),
		cmocka_unit_test(a_pattern_without_an_end_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
