#include "source/prose.h"

#include <string.h>

#include "support.h"

/* Checks prose as the literal block of a file, so that its first line is line 2
 * and its first column is column 3. */
static char *
check(const char *prose, bool one_paragraph)
{
	g_auto(GStrv) lines = g_strsplit(prose, "\n", -1);
	g_autofree char *indented = g_strjoinv("\n  ", lines);
	g_autofree char *text = g_strdup_printf("a: |\n  %s\n", indented);
	g_autoptr(Parsed) parsed = parsed_new(text);
	char *found;

	assert_findings(parsed->findings, "");
	prose_check(node_get(parsed->root, "a"), one_paragraph, parsed->findings);
	found = support_findings(parsed->findings);
	return found;
}

static void
assert_prose(const char *prose, const char *findings)
{
	assert_string_free(check(prose, false), findings);
}

static void
assert_inline(const char *prose, const char *findings)
{
	assert_string_free(check(prose, true), findings);
}

TEST(paragraphs_lists_code_and_emphasis_are_allowed)
{
	assert_prose("One *paragraph*\nof **two** lines.\n\nAnother `one`.", "");
	assert_prose("- a list\n- of two\n\n1. and\n2. another", "");
	assert_prose("> quoted\n\n    code\n\n```\nfenced\n```\n\n---", "");
}

TEST(links_to_the_web_and_to_mail_are_allowed)
{
	assert_prose("[a](https://example.org/), [b](http://example.org) and [c](mailto:a@example.org)", "");
	assert_prose("[a](HTTPS://EXAMPLE.ORG/) and <https://example.org> and <a@example.org>", "");
	assert_prose("[a][1]\n\n[1]: https://example.org \"title\"", "");
}

TEST(other_links_are_unsafe)
{
	static const char *const targets[] = {
		"javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:x",        "data:text/html,x",
		"file:///etc/passwd",  "ftp://example.org/",  "//example.org/",    "/absolute",
		"relative.html",       "#fragment",           "https:example.org", "&#106;avascript:alert(1)",
		"java%0Ascript:x",     "httpsx://example",    "tel:110",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(targets); i++) {
		g_autofree char *prose = g_strdup_printf("[x](%s)", targets[i]);

		assert_prose(prose, "f.yaml:2:3 unsafe-link\n");
	}
}

TEST(an_unsafe_link_cannot_hide_behind_a_reference_or_an_autolink)
{
	assert_prose("See [x][1].\n\n[1]: javascript:alert(1)", "f.yaml:2:7 unsafe-link\n");
	assert_prose("<javascript:alert(1)>", "f.yaml:2:3 unsafe-link\n");
	assert_prose("[x](<javascript:alert(1)>)", "f.yaml:2:3 unsafe-link\n");
}

TEST(the_message_names_the_unsafe_target)
{
	g_autoptr(Parsed) parsed = parsed_new("a: |\n  [x](data:y)\n");

	prose_check(node_get(parsed->root, "a"), false, parsed->findings);
	assert_says(parsed->findings, "a link cannot lead to 'data:y'");
}

TEST(a_link_needs_a_text_and_an_address)
{
	assert_prose("[](https://example.org/)", "f.yaml:2:3 empty-link\n");
	assert_prose("[x]()", "f.yaml:2:3 empty-link\n");
	assert_prose("[x](<>)", "f.yaml:2:3 empty-link\n");
	assert_prose("[]()", "f.yaml:2:3 empty-link\n");
}

TEST(brackets_alone_are_no_link)
{
	assert_prose("[x] and [x][y] and (https://example.org)", "");
	assert_prose("\\[x](javascript:alert)", "");
}

TEST(html_is_refused_in_blocks_and_in_lines)
{
	assert_prose("A <b>bold</b> word.", "f.yaml:2:5 raw-html\nf.yaml:2:12 raw-html\n");
	assert_prose("<div>\nx\n</div>", "f.yaml:2:3 raw-html\n");
	assert_prose("x\n\n<!-- a comment -->", "f.yaml:4:3 raw-html\n");
	assert_prose("<script>alert(1)</script>", "f.yaml:2:3 raw-html\n");
	assert_prose("x <?php y ?>", "f.yaml:2:5 raw-html\n");
	assert_prose("- item\n\n  <hr>", "f.yaml:4:5 raw-html\n");
}

TEST(html_in_code_is_literal)
{
	assert_prose("Write `<b>` or \\<b> or &lt;b>.", "");
	assert_prose("```\n<b>\n```\n\n    <div>", "");
	assert_prose("1 < 2 > 0", "");
}

TEST(images_are_refused)
{
	assert_prose("![x](https://example.org/x.png)", "f.yaml:2:3 image\n");
	assert_prose("[![x](y.png)](https://example.org/)", "f.yaml:2:4 image\n");
}

TEST(headings_are_refused)
{
	assert_prose("# One", "f.yaml:2:3 heading\n");
	assert_prose("x\n\nSetext\n======", "f.yaml:4:3 heading\n");
	assert_prose("> ###### Six", "f.yaml:2:5 heading\n");
	assert_prose("x\n-", "f.yaml:2:3 heading\n");
	assert_prose("x\n  --- \t\ny", "f.yaml:2:3 heading\n");
	assert_prose("- x\n  -\n", "f.yaml:2:5 heading\n");
	assert_prose("> x\n> -", "f.yaml:2:5 heading\n");
	assert_prose("#hash", "");
}

TEST(every_mistake_is_reported)
{
	assert_prose("# One\n\n<b>\n\n![x](y) [z](w)", "f.yaml:2:3 heading\n"
						       "f.yaml:4:3 raw-html\n"
						       "f.yaml:6:3 image\n"
						       "f.yaml:6:11 unsafe-link\n");
}

TEST(one_paragraph_may_have_lines_and_emphasis)
{
	assert_inline("one *line*\nand `another`", "");
}

TEST(other_blocks_are_not_one_paragraph)
{
	assert_inline("one\n\ntwo", "f.yaml:1:4 one-paragraph\n");
	assert_inline("- a list", "f.yaml:1:4 one-paragraph\n");
	assert_inline("> quoted", "f.yaml:1:4 one-paragraph\n");
	assert_inline("```\ncode\n```", "f.yaml:1:4 one-paragraph\n");
	assert_inline("---", "f.yaml:1:4 one-paragraph\n");
	assert_inline("one\n- a list", "f.yaml:1:4 one-paragraph\n");
	assert_inline("# x", "f.yaml:1:4 one-paragraph\nf.yaml:2:3 heading\n");
}

TEST(a_paragraph_that_shows_nothing_is_not_one)
{
	assert_inline("[x]: https://example.org", "f.yaml:1:4 one-paragraph\n");
	assert_inline("", "f.yaml:1:4 one-paragraph\n");
}

TEST(the_rules_of_prose_hold_for_one_paragraph_too)
{
	assert_inline("a <b>", "f.yaml:2:5 raw-html\n");
}

TEST(a_column_counts_code_points_in_wide_text)
{
	assert_prose("\xe6\x97\xa5\xe6\x9c\xac<b>", "f.yaml:2:5 raw-html\n");
	assert_prose("\xc3\xa4 [x](y)", "f.yaml:2:5 unsafe-link\n");
}

TEST(a_place_outside_a_literal_block_is_the_text)
{
	g_autoptr(Parsed) parsed = parsed_new("a: >\n  one\n\n  two <b>\nc: \"<i>\"\n");

	prose_check(node_get(parsed->root, "a"), false, parsed->findings);
	prose_check(node_get(parsed->root, "c"), false, parsed->findings);
	assert_findings(parsed->findings, "f.yaml:1:4 raw-html\nf.yaml:5:4 raw-html\n");
}

TEST(deep_quotations_and_brackets_overflow_nothing)
{
	g_autofree char *quotes = g_strnfill(20000, '>');
	g_autofree char *brackets = g_strnfill(20000, '[');
	g_autofree char *stars = g_strnfill(20000, '*');

	assert_prose(quotes, "");
	assert_prose(brackets, "");
	assert_prose(stars, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paragraphs_lists_code_and_emphasis_are_allowed),
		cmocka_unit_test(links_to_the_web_and_to_mail_are_allowed),
		cmocka_unit_test(other_links_are_unsafe),
		cmocka_unit_test(an_unsafe_link_cannot_hide_behind_a_reference_or_an_autolink),
		cmocka_unit_test(the_message_names_the_unsafe_target),
		cmocka_unit_test(a_link_needs_a_text_and_an_address),
		cmocka_unit_test(brackets_alone_are_no_link),
		cmocka_unit_test(html_is_refused_in_blocks_and_in_lines),
		cmocka_unit_test(html_in_code_is_literal),
		cmocka_unit_test(images_are_refused),
		cmocka_unit_test(headings_are_refused),
		cmocka_unit_test(every_mistake_is_reported),
		cmocka_unit_test(one_paragraph_may_have_lines_and_emphasis),
		cmocka_unit_test(other_blocks_are_not_one_paragraph),
		cmocka_unit_test(a_paragraph_that_shows_nothing_is_not_one),
		cmocka_unit_test(the_rules_of_prose_hold_for_one_paragraph_too),
		cmocka_unit_test(a_column_counts_code_points_in_wide_text),
		cmocka_unit_test(a_place_outside_a_literal_block_is_the_text),
		cmocka_unit_test(deep_quotations_and_brackets_overflow_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
