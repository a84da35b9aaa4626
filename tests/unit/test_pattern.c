#include "page/pattern.h"

#include <string.h>

#include "support.h"

/* Fills each hole with its number. */
static char *
filled(const Pattern *pattern)
{
	g_autoptr(Markup) out = markup_new();
	guint at = 0;

	for (Hole hole = pattern_next(pattern, &at, out); hole != HOLE_COUNT; hole = pattern_next(pattern, &at, out)) {
		char digits[] = { (char) ('0' + hole), '\0' };

		markup_text(out, digits);
	}
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
	g_autoptr(GString) expected = g_string_new("x");
	g_autoptr(Pattern) pattern = NULL;

	for (guint hole = 0; hole < HOLE_COUNT; hole++)
		g_string_append(text, pattern_hole(hole));
	g_string_append(text, "-");
	for (guint hole = HOLE_COUNT; hole > 0; hole--)
		g_string_append(text, pattern_hole(hole - 1));
	pattern = pattern_of(text->str);
	assert_string_free(filled(pattern), "0123456-6543210");
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
		cmocka_unit_test(no_escaping_changes_the_mark_of_a_hole),
		cmocka_unit_test(a_hole_takes_what_means_nothing_in_any_format),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
