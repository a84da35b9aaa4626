#include "source/yaml.h"

#include <string.h>

#include "support.h"

/* Reads a text and compares what is found. */
static void
assert_found(const char *text, const char *findings)
{
	g_autoptr(Parsed) parsed = parsed_new(text);

	assert_findings(parsed->findings, findings);
}

/* As assert_found(), and the text has to be refused. */
static void
assert_refused(const char *text, const char *findings)
{
	g_autoptr(Parsed) parsed = parsed_new(text);

	assert_findings(parsed->findings, findings);
	assert_null(parsed->root);
}

/* A text that is good, and what stands under its key "a". */
static void
assert_value(const char *text, const char *value)
{
	g_autoptr(Parsed) parsed = parsed_new(text);

	assert_findings(parsed->findings, "");
	assert_string_equal(node_get_text(parsed->root, "a"), value);
}

TEST(texts_lists_and_mappings_are_read)
{
	g_autoptr(Parsed) parsed = parsed_new("a: one\nb:\n  - two\n  - { c: three }\n");
	const Node *list = node_get(parsed->root, "b");

	assert_findings(parsed->findings, "");
	assert_string_equal(node_get_text(parsed->root, "a"), "one");
	assert_string_equal(node_item(list, 0)->text, "two");
	assert_string_equal(node_get_text(node_item(list, 1), "c"), "three");
}

TEST(every_style_of_text_is_read)
{
	assert_value("a: plain text\n", "plain text");
	assert_value("a: 'it''s'\n", "it's");
	assert_value("a: \"tab\\tnew\\nline \\u00e9\"\n", "tab\tnew\nline \xc3\xa9");
	assert_value("a: |\n  one\n  two\n", "one\ntwo\n");
	assert_value("a: >\n  one\n  two\n", "one two\n");
	assert_value("a: one\n  two\n", "one two");
	assert_value("a:\n", "");
	assert_value("a: # nothing\n", "");
}

TEST(values_stay_texts_whatever_they_look_like)
{
	assert_value("a: 250\n", "250");
	assert_value("a: yes\n", "yes");
	assert_value("a: null\n", "null");
	assert_value("a: 2001-01-01\n", "2001-01-01");
	assert_value("a: 1:30\n", "1:30");
}

TEST(only_a_literal_text_is_a_block)
{
	g_autoptr(Parsed) parsed = parsed_new("a: |\n  x\nb: >\n  x\nc: x\n");

	assert_true(node_get(parsed->root, "a")->is_block);
	assert_int_equal(node_get(parsed->root, "a")->indent, 2);
	assert_false(node_get(parsed->root, "b")->is_block);
	assert_false(node_get(parsed->root, "c")->is_block);
}

TEST(line_ends_of_windows_are_line_ends)
{
	g_autoptr(Parsed) parsed = parsed_new("a: one\r\nb: |\r\n  x\r\n  y\r\n");

	assert_findings(parsed->findings, "");
	assert_string_equal(node_get_text(parsed->root, "a"), "one");
	assert_string_equal(node_get_text(parsed->root, "b"), "x\ny\n");
}

TEST(a_byte_order_mark_is_no_part_of_the_first_key)
{
	g_autoptr(Parsed) parsed = parsed_new("\xef\xbb\xbf"
					      "a: one\nb: two\n");

	assert_findings(parsed->findings, "");
	assert_string_equal(node_get_text(parsed->root, "a"), "one");
	assert_string_equal(node_get_text(parsed->root, "b"), "two");
}

TEST(a_byte_order_mark_elsewhere_is_a_control_character)
{
	assert_refused("a: \xef\xbb\xbfone\n", "f.yaml:1:4 control-character\n");
}

TEST(an_empty_file_is_reported_once)
{
	assert_refused("", "f.yaml empty-file\n");
	assert_refused("\n\n", "f.yaml empty-file\n");
	assert_refused("# only a comment\n", "f.yaml empty-file\n");
	assert_refused("\xef\xbb\xbf", "f.yaml empty-file\n");
}

TEST(one_document_may_have_its_marks)
{
	assert_value("---\na: one\n...\n", "one");
	assert_value("%YAML 1.1\n---\na: one\n", "one");
}

TEST(a_second_document_is_reported_where_it_begins)
{
	g_autoptr(Parsed) parsed = parsed_new("a: one\n---\nb: two\n");

	assert_findings(parsed->findings, "f.yaml:2:1 several-documents\n");
	assert_null(parsed->root);
	assert_refused("a: one\n...\n---\n- b\n", "f.yaml:3:1 several-documents\n");
}

TEST(a_duplicate_key_is_reported_with_its_first_line)
{
	g_autoptr(Parsed) parsed = parsed_new("a: one\nb: two\n\na: three\n'a': four\n");

	assert_findings(parsed->findings, "f.yaml:4:1 duplicate-key\nf.yaml:5:1 duplicate-key\n");
	assert_says(parsed->findings, "'a' stands here a second time, first on line 1");
}

TEST(a_key_may_stand_again_in_another_mapping)
{
	assert_found("a: { b: one }\nc: { b: two }\nb: three\n", "");
}

TEST(a_key_has_to_be_a_text)
{
	assert_refused("? [x, y]\n: one\n", "f.yaml:1:3 wrong-kind\n");
	assert_refused("? { x: y }\n: one\n", "f.yaml:1:3 wrong-kind\n");
	assert_refused("{x}: one\n", "f.yaml:1:1 wrong-kind\n");
	assert_refused("*x : one\n", "f.yaml:1:1 wrong-kind\n");
}

TEST(an_alias_is_refused_with_its_place)
{
	assert_refused("a: &x one\nb: *x\n", "f.yaml:1:4 alias\nf.yaml:2:4 alias\n");
	assert_refused("a: *x\n", "f.yaml:1:4 alias\n");
	assert_refused("<<: *x\n", "f.yaml:1:5 alias\n");
}

TEST(an_alias_loop_comes_to_an_end)
{
	assert_refused("&a [*a]\n", "f.yaml:1:1 alias\nf.yaml:1:5 alias\n");
	assert_refused("&a {b: *a}\n", "f.yaml:1:1 alias\nf.yaml:1:8 alias\n");
}

TEST(aliases_that_multiply_come_to_an_end)
{
	g_autoptr(Parsed) parsed = parsed_new("a: &a [x,x,x,x,x,x,x,x,x]\n"
					      "b: &b [*a,*a,*a,*a,*a,*a]\n"
					      "c: &c [*b,*b,*b,*b,*b,*b]\n");

	assert_findings(parsed->findings, "f.yaml:1:4 alias\nf.yaml:2:4 alias\nf.yaml:2:8 alias\n");
	assert_null(parsed->root);
}

TEST(an_anchor_is_refused_on_texts_lists_mappings_and_keys)
{
	assert_found("a: &x one\n", "f.yaml:1:4 alias\n");
	assert_found("a: &x [one]\n", "f.yaml:1:4 alias\n");
	assert_found("a: &x { b: one }\n", "f.yaml:1:4 alias\n");
	assert_found("&x a: one\n", "f.yaml:1:1 alias\n");
}

TEST(a_tag_is_refused_on_texts_lists_mappings_and_keys)
{
	g_autoptr(Parsed) parsed = parsed_new("a: !!int 1\nb: !x [y]\nc: !x { d: e }\n!!str f: g\n");

	assert_findings(parsed->findings, "f.yaml:1:4 yaml-tag\nf.yaml:2:4 yaml-tag\n"
					  "f.yaml:3:4 yaml-tag\nf.yaml:4:1 yaml-tag\n");
	assert_says(parsed->findings, "the tag 'tag:yaml.org,2002:int' is not read; remove it");
}

/* Lists in one another, with a text in the innermost one or with nothing. */
static char *
nested_lists(guint levels, const char *innermost)
{
	g_autofree char *open = g_strnfill(levels, '[');
	g_autofree char *close = g_strnfill(levels, ']');

	return g_strdup_printf("%s%s%s\n", open, innermost, close);
}

TEST(a_file_may_have_as_many_levels_as_the_limit)
{
	g_autofree char *empty = nested_lists(NODE_MAX_DEPTH, "");
	g_autofree char *full = nested_lists(NODE_MAX_DEPTH, "x");

	assert_found(empty, "");
	assert_found(full, "");
}

TEST(a_file_with_a_level_more_than_the_limit_is_too_deep)
{
	g_autofree char *lists = nested_lists(NODE_MAX_DEPTH + 1, "");
	g_autoptr(GString) mappings = g_string_new(NULL);
	g_autofree char *expected = g_strdup_printf("f.yaml:1:%d too-deep\n", NODE_MAX_DEPTH + 1);

	assert_refused(lists, expected);
	for (int i = 0; i <= NODE_MAX_DEPTH; i++)
		g_string_append_printf(mappings, "%*sk:\n", i, "");
	g_string_append_printf(mappings, "%*sk: x\n", NODE_MAX_DEPTH + 1, "");

	g_autoptr(Parsed) parsed = parsed_new(mappings->str);

	assert_null(parsed->root);
	assert_says(parsed->findings, "nested deeper than 16 levels");
}

TEST(a_hundred_thousand_levels_overflow_nothing)
{
	g_autofree char *lists = nested_lists(100000, "x");
	g_autoptr(Parsed) parsed = parsed_new(lists);

	assert_null(parsed->root);
	assert_says(parsed->findings, "[too-deep]");
}

TEST(a_nul_byte_is_a_control_character)
{
	g_autoptr(Parsed) parsed = parsed_new_bytes("a: one\nb: t\0o\n", 14);

	assert_findings(parsed->findings, "f.yaml:2:5 control-character\n");
	assert_says(parsed->findings, "U+0000");
	assert_null(parsed->root);
}

TEST(a_nul_byte_may_be_the_only_byte)
{
	g_autoptr(Parsed) parsed = parsed_new_bytes("\0", 1);

	assert_findings(parsed->findings, "f.yaml:1:1 control-character\n");
}

TEST(control_characters_are_refused_with_their_place)
{
	assert_refused("a: x\x01\n", "f.yaml:1:5 control-character\n");
	assert_refused("a: \x1b[2J\n", "f.yaml:1:4 control-character\n");
	assert_refused("\xc3\xa4: x\x7f\n", "f.yaml:1:5 control-character\n");
	/* U+0085, U+2028 and U+2029 end a line for libyaml and for nobody else. */
	assert_refused("a: x\xc2\x85 y\n", "f.yaml:1:5 control-character\n");
	assert_refused("a: x\xe2\x80\xa8y\n", "f.yaml:1:5 control-character\n");
	assert_refused("a: x\xe2\x80\xa9y\n", "f.yaml:1:5 control-character\n");
	assert_refused("# x\x02\n", "f.yaml:1:4 control-character\n");
}

TEST(a_noncharacter_is_reported_at_its_own_place)
{
	assert_refused("a: one\nb: x\xef\xbf\xbe\n", "f.yaml:2:5 control-character\n");
	assert_refused("a: one\nb: x\xef\xbf\xbf\n", "f.yaml:2:5 control-character\n");
}

TEST(bidirectional_controls_are_refused_with_their_place)
{
	static const char *const controls[] = { "\xe2\x80\xaa", "\xe2\x80\xab", "\xe2\x80\xac",
						"\xe2\x80\xad", "\xe2\x80\xae", "\xe2\x81\xa6",
						"\xe2\x81\xa7", "\xe2\x81\xa8", "\xe2\x81\xa9" };

	for (gsize i = 0; i < G_N_ELEMENTS(controls); i++) {
		g_autofree char *text = g_strdup_printf("a: one\nb: x%sy\n", controls[i]);

		assert_refused(text, "f.yaml:2:5 bidi-control\n");
	}
	assert_refused("a: x # \xe2\x80\xae\n", "f.yaml:1:8 bidi-control\n");
}

TEST(marks_and_joiners_that_prose_needs_are_allowed)
{
	/* LRM, RLM, ALM, ZWNJ and ZWJ. */
	assert_value("a: \xe2\x80\x8e\xe2\x80\x8f\xd8\x9c\xe2\x80\x8c\xe2\x80\x8d\n",
		     "\xe2\x80\x8e\xe2\x80\x8f\xd8\x9c\xe2\x80\x8c\xe2\x80\x8d");
	assert_value("a: \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb\n",
		     "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb");
	assert_value("a: \xf4\x8f\xbf\xbd\n", "\xf4\x8f\xbf\xbd");
}

TEST(an_escape_brings_in_no_character_that_the_file_may_not_hold)
{
	assert_found("a: \"x\\0y\"\n", "f.yaml:1:4 control-character\n");
	assert_found("a: \"\\e[2J\"\n", "f.yaml:1:4 control-character\n");
	assert_found("a: \"\\u202e\"\n", "f.yaml:1:4 bidi-control\n");
	assert_found("a: \"\\u2028\"\n", "f.yaml:1:4 control-character\n");
	assert_found("a: \"\\N\"\n", "f.yaml:1:4 control-character\n");
	assert_found("a: \"\\ufeff\"\n", "f.yaml:1:4 control-character\n");
	assert_found("\"x\\x07\": one\n", "f.yaml:1:1 control-character\n");
	assert_refused("a: \"\\ud800\"\n", "f.yaml:1:7 syntax\n");
}

TEST(bytes_that_are_not_utf8_are_refused_with_their_place)
{
	/* A lone byte, Latin-1, an overlong slash, a surrogate, one cut short, one
	 * beyond U+10FFFF. */
	assert_refused("a: one\nb: x\xff\n", "f.yaml:2:5 not-utf8\n");
	assert_refused("a: caf\xe9\n", "f.yaml:1:7 not-utf8\n");
	assert_refused("a: \xc0\xaf\n", "f.yaml:1:4 not-utf8\n");
	assert_refused("a: \xed\xa0\x80\n", "f.yaml:1:4 not-utf8\n");
	assert_refused("a: \xe6\x97", "f.yaml:1:4 not-utf8\n");
	assert_refused("a: \xf4\x90\x80\x80\n", "f.yaml:1:4 not-utf8\n");
}

TEST(utf16_is_refused)
{
	g_autoptr(Parsed) parsed = parsed_new_bytes("\xff\xfe"
						    "a\0:\0 \0b\0",
						    10);

	assert_findings(parsed->findings, "f.yaml:1:1 not-utf8\n");
	assert_says(parsed->findings, "0xFF");
}

TEST(the_first_of_several_broken_bytes_is_reported)
{
	g_autoptr(Parsed) parsed = parsed_new_bytes("a: \xff\0\n", 6);

	assert_findings(parsed->findings, "f.yaml:1:4 not-utf8\n");
}

TEST(a_tab_that_indents_is_reported_as_such)
{
	assert_refused("a:\n\tb: one\n", "f.yaml:2:1 tab\n");
	assert_refused("a:\n  \tb: one\n", "f.yaml:2:3 tab\n");
}

TEST(a_tab_is_not_blamed_for_a_mistake_behind_it)
{
	g_autoptr(Parsed) parsed = parsed_new("a: \"x\n\tb\n");

	assert_says(parsed->findings, "close the quotation mark");
	assert_refused("a: \"x\n\tb\n\t\\q\"\n", "f.yaml:3:2 syntax\n");
}

TEST(a_tab_within_a_text_is_allowed)
{
	assert_value("a: one\ttwo\n", "one\ttwo");
	assert_value("a: |\n  x\n  \ty\n", "x\n\ty\n");
}

TEST(a_syntax_error_has_a_place_and_a_remedy)
{
	static const struct {
		const char *text;
		const char *findings; /* empty where libyaml notices it only on a later line */
		const char *remedy;
	} cases[] = {
		{ "a: b: c\n", "f.yaml:1:5 syntax\n", "put a text that contains ': ' in quotation marks" },
		{ "a: 'b' c\n", "f.yaml:1:8 syntax\n", "check the indentation, and the quotation marks" },
		{ "- a\nb: c\n", "f.yaml:2:1 syntax\n", "check the indentation of the list" },
		{ "a: b\nc\nd: e\n", "", "with a space behind the colon" },
		{ "a: @b\n", "f.yaml:1:4 syntax\n", "put the text in quotation marks" },
		{ "a: [b\nc: d\n", "f.yaml:2:2 syntax\n", "close the list with ']'" },
		{ "a: {b\nc: d\n", "f.yaml:2:2 syntax\n", "close the mapping with '}'" },
		{ "a: \"b\n", "", "close the quotation mark" },
		{ "a: \"\\q\"\n", "f.yaml:1:5 syntax\n", "use single quotation marks" },
		{ "a\n b\nc: d\n", "f.yaml:3:2 syntax\n", "put a text that contains ': ' in quotation marks" },
		{ "%YAML 9.9\n---\na: b\n", "f.yaml:1:1 syntax\n", "found incompatible YAML document" },
		{ "}\n", "f.yaml:1:1 syntax\n", "check the indentation and the quotation marks here" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Parsed) parsed = parsed_new(cases[i].text);

		assert_int_equal(findings_count(parsed->findings, SEVERITY_ERROR), 1);
		if (*cases[i].findings != '\0')
			assert_findings(parsed->findings, cases[i].findings);
		assert_says(parsed->findings, cases[i].remedy);
		assert_null(parsed->root);
	}
}

TEST(a_mapping_or_a_list_that_breaks_off_is_refused)
{
	assert_refused("a: {b: c\n", "f.yaml:2:1 syntax\n");
	assert_refused("a: {b: [c\n", "f.yaml:2:1 syntax\n");
	assert_refused("a: [b, [c\n", "f.yaml:2:1 syntax\n");
	assert_refused("a: [b, {c: d\n", "f.yaml:2:1 syntax\n");
	assert_refused("a:\n  - b\n c: d\n", "f.yaml:3:2 syntax\n");
	assert_refused("a: b\n%\n", "f.yaml:2:2 syntax\n");
}

TEST(a_file_of_a_million_bytes_is_read)
{
	g_autoptr(GString) text = g_string_new("a: |\n");

	while (text->len < 1000 * 1000)
		g_string_append(text, "  lorem ipsum dolor sit amet\n");

	g_autoptr(Parsed) parsed = parsed_new(text->str);

	assert_findings(parsed->findings, "");
	assert_true(strlen(node_get_text(parsed->root, "a")) > 900 * 1000);
}

TEST(a_hundred_thousand_keys_take_no_quadratic_time)
{
	g_autoptr(GString) text = g_string_new(NULL);
	gint64 start = g_get_monotonic_time();

	for (guint i = 0; i < 100000; i++)
		g_string_append_printf(text, "k%u:\n", i);

	g_autoptr(Parsed) parsed = parsed_new(text->str);

	assert_findings(parsed->findings, "");
	assert_int_equal(node_length(parsed->root), 100000);
	assert_true(g_get_monotonic_time() - start < 30 * G_USEC_PER_SEC);
}

TEST(a_carriage_return_alone_is_a_control_character)
{
	assert_refused("a: one\nb: x\ry\n", "f.yaml:2:5 control-character\n");
	assert_found("a: \"x\\ry\"\n", "f.yaml:1:4 control-character\n");
	assert_refused("a: x\r", "f.yaml:1:5 control-character\n");
}

TEST(a_document_of_nothing_is_an_empty_file)
{
	assert_refused("---\n", "f.yaml empty-file\n");
	assert_refused("---\n...\n", "f.yaml empty-file\n");
	assert_refused("---\n---\n", "f.yaml:2:1 several-documents\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_lists_and_mappings_are_read),
		cmocka_unit_test(every_style_of_text_is_read),
		cmocka_unit_test(values_stay_texts_whatever_they_look_like),
		cmocka_unit_test(only_a_literal_text_is_a_block),
		cmocka_unit_test(line_ends_of_windows_are_line_ends),
		cmocka_unit_test(a_byte_order_mark_is_no_part_of_the_first_key),
		cmocka_unit_test(a_byte_order_mark_elsewhere_is_a_control_character),
		cmocka_unit_test(an_empty_file_is_reported_once),
		cmocka_unit_test(one_document_may_have_its_marks),
		cmocka_unit_test(a_second_document_is_reported_where_it_begins),
		cmocka_unit_test(a_duplicate_key_is_reported_with_its_first_line),
		cmocka_unit_test(a_key_may_stand_again_in_another_mapping),
		cmocka_unit_test(a_key_has_to_be_a_text),
		cmocka_unit_test(an_alias_is_refused_with_its_place),
		cmocka_unit_test(an_alias_loop_comes_to_an_end),
		cmocka_unit_test(aliases_that_multiply_come_to_an_end),
		cmocka_unit_test(an_anchor_is_refused_on_texts_lists_mappings_and_keys),
		cmocka_unit_test(a_tag_is_refused_on_texts_lists_mappings_and_keys),
		cmocka_unit_test(a_file_may_have_as_many_levels_as_the_limit),
		cmocka_unit_test(a_file_with_a_level_more_than_the_limit_is_too_deep),
		cmocka_unit_test(a_hundred_thousand_levels_overflow_nothing),
		cmocka_unit_test(a_nul_byte_is_a_control_character),
		cmocka_unit_test(a_nul_byte_may_be_the_only_byte),
		cmocka_unit_test(control_characters_are_refused_with_their_place),
		cmocka_unit_test(a_noncharacter_is_reported_at_its_own_place),
		cmocka_unit_test(bidirectional_controls_are_refused_with_their_place),
		cmocka_unit_test(marks_and_joiners_that_prose_needs_are_allowed),
		cmocka_unit_test(an_escape_brings_in_no_character_that_the_file_may_not_hold),
		cmocka_unit_test(bytes_that_are_not_utf8_are_refused_with_their_place),
		cmocka_unit_test(utf16_is_refused),
		cmocka_unit_test(the_first_of_several_broken_bytes_is_reported),
		cmocka_unit_test(a_tab_that_indents_is_reported_as_such),
		cmocka_unit_test(a_tab_is_not_blamed_for_a_mistake_behind_it),
		cmocka_unit_test(a_tab_within_a_text_is_allowed),
		cmocka_unit_test(a_syntax_error_has_a_place_and_a_remedy),
		cmocka_unit_test(a_mapping_or_a_list_that_breaks_off_is_refused),
		cmocka_unit_test(a_file_of_a_million_bytes_is_read),
		cmocka_unit_test(a_hundred_thousand_keys_take_no_quadratic_time),
		cmocka_unit_test(a_carriage_return_alone_is_a_control_character),
		cmocka_unit_test(a_document_of_nothing_is_an_empty_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
