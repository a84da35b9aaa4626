#include "page/pattern.h"

#include <string.h>

#include "support.h"

/* Fills each hole with its number. */
static char *
filled(const Pattern *pattern)
{
	const Entry first = { .code = "0", .name = "1", .address = "2" };
	const Entry second = { .code = "3", .name = "4", .address = "5" };
	g_autoptr(Markup) out = markup_new();

	pattern_fill(pattern, &first, &second, out);
	return g_strdup(markup_string(out));
}

/* The same, with the hole for the content. */
static char *
filled_around(const Pattern *pattern)
{
	const Entry first = { .code = "0", .name = "1", .address = "2" };
	const Entry second = { .code = "3", .name = "4", .address = "5" };
	g_autoptr(Markup) out = markup_new();

	pattern_fill(pattern, &first, &second, out);
	markup_literal(out, "6");
	pattern_fill_behind(pattern, &first, &second, out);
	return g_strdup(markup_string(out));
}

static Pattern *
pattern_of(const char *text)
{
	g_autoptr(Markup) markup = markup_new();

	markup_append_trusted(markup, text);
	return pattern_new(markup);
}

TEST(a_pattern_without_holes_is_its_text)
{
	g_autoptr(Pattern) pattern = pattern_of("<p>250 &amp; 334</p>");
	g_autoptr(Pattern) empty = pattern_of("");

	assert_string_free(filled(pattern), "<p>250 &amp; 334</p>");
	assert_string_free(filled(empty), "");
}

TEST(each_hole_is_found_wherever_it_is)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GString) around = NULL;
	g_autoptr(Pattern) pattern = NULL;
	g_autoptr(Pattern) framing = NULL;

	for (guint hole = 0; hole < HOLE_CONTENT; hole++)
		g_string_append(text, pattern_hole(hole));
	g_string_append(text, "-");
	for (guint hole = HOLE_CONTENT; hole > 0; hole--)
		g_string_append(text, pattern_hole(hole - 1));
	pattern = pattern_of(text->str);
	assert_string_free(filled(pattern), "012345-543210");
	around = g_string_new(text->str);
	g_string_append(around, pattern_hole(HOLE_CONTENT));
	g_string_append(around, text->str);
	framing = pattern_of(around->str);
	assert_string_free(filled_around(framing), "012345-5432106012345-543210");
}

TEST(an_entry_like_another_has_holes_that_the_other_fills)
{
	const Entry entry = { .code = "250", .name = "OK", .address = "250-ok" };
	Entry first = pattern_hollow(&entry, true);
	Entry second = pattern_hollow(&entry, false);
	g_autofree char *text =
	    g_strjoin(" ", first.code, first.name, first.address, second.code, second.name, second.address, NULL);
	g_autoptr(Pattern) pattern = pattern_of(text);

	assert_true(pattern_takes_entry(&entry));
	assert_string_free(filled(pattern), "0 1 2 3 4 5");
}

TEST(no_escaping_changes_the_mark_of_a_hole)
{
	for (guint hole = 0; hole < HOLE_COUNT; hole++) {
		g_autofree char *address = g_uri_escape_string(pattern_hole(hole), NULL, TRUE);
		g_autoptr(Markup) markup = markup_new();

		markup_text(markup, pattern_hole(hole));
		assert_string_equal(markup_string(markup), pattern_hole(hole));
		assert_string_equal(address, pattern_hole(hole));
	}
}

TEST(a_hole_takes_what_means_nothing_in_any_format)
{
	static const char *const refused[] = { "", "<", "a>b", "R&D", "\"OK\"", "don't", "a\\b", "50%" };

	assert_true(pattern_takes("250"));
	assert_true(pattern_takes("User Not Local; Will Forward"));
	assert_true(pattern_takes("Größe – 番号"));
	for (gsize i = 0; i < G_N_ELEMENTS(refused); i++)
		assert_false(pattern_takes(refused[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pattern_without_holes_is_its_text),
		cmocka_unit_test(each_hole_is_found_wherever_it_is),
		cmocka_unit_test(an_entry_like_another_has_holes_that_the_other_fills),
		cmocka_unit_test(no_escaping_changes_the_mark_of_a_hole),
		cmocka_unit_test(a_hole_takes_what_means_nothing_in_any_format),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
