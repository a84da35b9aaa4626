#include "source/edit.h"

#include <string.h>

#include "source/yaml.h"
#include "source/texts.h"
#include "support.h"

#define KEYS(...) ((const char *const[]) { __VA_ARGS__, NULL })

/* A file in which the text below keys is set; model is another file, or NULL. */
static char *
set_beside(const char *before, const char *const *keys, const char *text, const char *model)
{
	g_autoptr(Edit) edit = edit_new("f.yaml", before);
	g_autoptr(Parsed) beside = model == NULL ? NULL : parsed_new(model);

	assert_true(edit_set(edit, keys, text, beside == NULL ? NULL : beside->root));
	return g_strdup(edit_text(edit));
}

static char *
set(const char *before, const char *const *keys, const char *text)
{
	return set_beside(before, keys, text, NULL);
}

TEST(nothing_changes_until_something_is_set)
{
	static const char before[] = "# c\na:   'x'  # d\n\n\nb: [ y,z ]";
	g_autoptr(Edit) edit = edit_new("f.yaml", before);

	assert_string_equal(edit_text(edit), before);
}

TEST(a_text_is_replaced_and_all_else_stays)
{
	static const char before[] = "# top\n"
				     "a:   one   # behind\n"
				     "\n"
				     "b: 'two'\n"
				     "# between\n"
				     "c: { d: three, e: [four, five] }\n"
				     "f: |\n"
				     "  six\n"
				     "\n"
				     "g: seven";

	assert_string_free(set(before, KEYS("a"), "ONE"), "# top\n"
							  "a:   ONE   # behind\n"
							  "\n"
							  "b: 'two'\n"
							  "# between\n"
							  "c: { d: three, e: [four, five] }\n"
							  "f: |\n"
							  "  six\n"
							  "\n"
							  "g: seven");
	assert_string_free(set("a: { b: x, c: [y, z] } # d\n", KEYS("a", "c", "2"), "Z"),
			   "a: { b: x, c: [y, Z] } # d\n");
	assert_string_free(set("a: |\n  one\n  two\n\n# c\nb: x\n", KEYS("a"), "three\n"),
			   "a: |\n  three\n\n# c\nb: x\n");
}

TEST(a_text_that_is_the_same_keeps_its_marks)
{
	assert_string_free(set("a: 'one'  # x\n", KEYS("a"), "one"), "a: 'one'  # x\n");
	assert_string_free(set("a: >\n  one\n  two\n", KEYS("a"), "one two\n"), "a: >\n  one\n  two\n");
}

TEST(a_new_key_comes_last_without_a_model)
{
	assert_string_free(set("a: one\n", KEYS("b"), "two"), "a: one\nb: two\n");
	assert_string_free(set("a: one", KEYS("b"), "two"), "a: one\nb: two\n");
	assert_string_free(set("a: |\n  one\n", KEYS("b"), "two"), "a: |\n  one\nb: two\n");
	assert_string_free(set("a: { x: y }\n", KEYS("b"), "two"), "a: { x: y }\nb: two\n");
}

TEST(a_new_key_goes_where_the_model_has_it)
{
	static const char model[] = "a: 1\nb: 2\nc: 3\nd: 4\n";

	assert_string_free(set_beside("a: x\nd: y\n", KEYS("c"), "z", model), "a: x\nc: z\nd: y\n");
	assert_string_free(set_beside("c: x\n", KEYS("a"), "z", model), "a: z\nc: x\n");
	assert_string_free(set_beside("a: x\n", KEYS("d"), "z", model), "a: x\nd: z\n");
	assert_string_free(set_beside("a: x\n# of d\nd: y\n", KEYS("b"), "z", model), "a: x\nb: z\n# of d\nd: y\n");
	assert_string_free(set_beside("other: x\n", KEYS("b"), "z", model), "b: z\nother: x\n");
}

TEST(a_file_without_keys_gets_the_first)
{
	assert_string_free(set("", KEYS("a"), "one"), "a: one\n");
	assert_string_free(set("# comment\n", KEYS("a"), "one"), "# comment\na: one\n");
	assert_string_free(set("# comment", KEYS("a", "b"), "one"), "# comment\na:\n  b: one\n");
}

TEST(mappings_that_are_missing_are_made)
{
	assert_string_free(set("a: one\n", KEYS("b", "c", "d"), "two"), "a: one\nb:\n  c:\n    d: two\n");
	assert_string_free(set("b:\n  c:\n    x: y\n", KEYS("b", "c", "d"), "two"), "b:\n  c:\n    x: y\n    d: two\n");
	assert_string_free(set("b:\n    c: x\nz: y\n", KEYS("b", "d"), "two"), "b:\n    c: x\n    d: two\nz: y\n");
}

TEST(mappings_in_braces_stay_in_braces)
{
	assert_string_free(set("a: { b: x }\n", KEYS("a", "c"), "y"), "a: { b: x, c: y }\n");
	assert_string_free(set("a: {b: x}\n", KEYS("a", "c", "d"), "y"), "a: {b: x, c: { d: y }}\n");
	assert_string_free(set("a: {}\n", KEYS("a", "c"), "y"), "a: {c: y}\n");
	assert_string_free(set("a: { b: x }\n", KEYS("a", "b"), "one, two"), "a: { b: \"one, two\" }\n");
	assert_string_free(set("a: { b: x }\n", KEYS("a", "b"), "one\ntwo\n"), "a: { b: \"one\\ntwo\\n\" }\n");
}

TEST(a_list_is_made_item_by_item)
{
	g_autoptr(Edit) edit = edit_new("f.yaml", "x: y\n");

	assert_true(edit_set(edit, KEYS("a", "1"), "one", NULL));
	assert_true(edit_set(edit, KEYS("a", "2"), "two", NULL));
	assert_true(edit_set(edit, KEYS("a", "3"), "three", NULL));
	assert_true(edit_set(edit, KEYS("a", "2"), "TWO", NULL));

	g_autoptr(Parsed) after = parsed_new(edit_text(edit));

	assert_findings(after->findings, "");
	assert_string_equal(texts_find(after->root, "a.1")->text, "one");
	assert_string_equal(texts_find(after->root, "a.2")->text, "TWO");
	assert_string_equal(texts_find(after->root, "a.3")->text, "three");
	assert_string_equal(texts_find(after->root, "x")->text, "y");
}

TEST(an_item_is_added_to_a_list_in_brackets)
{
	assert_string_free(set("a: [one]\n", KEYS("a", "2"), "two"), "a: [one, two]\n");
	assert_string_free(set("a: []\n", KEYS("a", "1"), "one"), "a: [one]\n");
}

TEST(a_key_without_a_value_takes_one)
{
	assert_string_free(set("a:\nb: x\n", KEYS("a"), "one"), "a: one\nb: x\n");
	assert_string_free(set("a:\n", KEYS("a", "b"), "one"), "a:\n  b: one\n");
	assert_string_free(set("a: # comment\nc: x\n", KEYS("a", "b"), "one"), "a: # comment\n  b: one\nc: x\n");
}

TEST(a_comment_that_waits_for_a_message_makes_room_for_it)
{
	assert_string_free(
	    set("messages:\n  # Headings.\n  # fix: How to Fix\n  # home: Home\n", KEYS("messages", "fix"), "Hilfe"),
	    "messages:\n  # Headings.\n  fix: Hilfe\n  # home: Home\n");
	assert_string_free(set("messages:\n  a: x\n  # fix: How to Fix\n  b: y\n", KEYS("messages", "fix"), "Hilfe"),
			   "messages:\n  a: x\n  fix: Hilfe\n  b: y\n");
}

TEST(several_lines_become_a_block)
{
	assert_string_free(set("a:\n  b: x\n", KEYS("a", "b"), "one\n\ntwo\n"), "a:\n  b: |\n    one\n\n    two\n");
	assert_string_free(set("a: x\nb: y\n", KEYS("a"), "one\ntwo"), "a: |-\n  one\n  two\nb: y\n");
}

TEST(a_file_that_is_no_yaml_takes_nothing)
{
	g_autoptr(Edit) edit = edit_new("f.yaml", "a: b: c\n");

	assert_false(edit_set(edit, KEYS("a"), "x", NULL));
}

TEST(something_else_in_the_place_of_a_text_is_not_replaced)
{
	static const struct {
		const char *before;
		const char *first;
		const char *second;
	} cases[] = {
		{ "a: [x]\n", "a", NULL },
		{ "a: { b: c }\n", "a", NULL },
		{ "a: text\n", "a", "b" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Edit) edit = edit_new("f.yaml", cases[i].before);
		const char *keys[] = { cases[i].first, cases[i].second, NULL };

		assert_false(edit_set(edit, keys, "x", NULL));
		assert_string_equal(edit_text(edit), cases[i].before);
	}
}

TEST(a_field_is_removed_with_all_that_is_below_it)
{
	static const char before[] = "a: one\nb:\n  c: x\n  d: |\n    y\n# of e\ne: two\n";
	g_autoptr(Edit) edit = edit_new("f.yaml", before);

	assert_false(edit_remove(edit, KEYS("x")));
	assert_false(edit_remove(edit, KEYS("a", "x")));
	assert_string_equal(edit_text(edit), before);
	assert_true(edit_remove(edit, KEYS("b", "d")));
	assert_string_equal(edit_text(edit), "a: one\nb:\n  c: x\n# of e\ne: two\n");
	assert_true(edit_remove(edit, KEYS("b")));
	assert_string_equal(edit_text(edit), "a: one\n# of e\ne: two\n");
	assert_true(edit_remove(edit, KEYS("e")));
	assert_string_equal(edit_text(edit), "a: one\n# of e\n");
}

/* Texts that are hard to write in YAML. */
static const char *const texts[] = {
	"plain",
	"two words",
	"",
	" ",
	" front",
	"behind ",
	"a: b",
	"a:",
	":",
	"- a",
	"-",
	"---",
	"--- a",
	"...",
	"# a",
	"a # b",
	"a#b",
	"'single'",
	"\"double\"",
	"it's",
	"say \"x\"",
	"back\\slash",
	"\\",
	"[a]",
	"a]",
	"{a}",
	"{code} is {name}",
	"a, b",
	"a,b",
	"!tag",
	"&anchor",
	"*alias",
	"%percent",
	"@at",
	"`tick`",
	"|",
	">",
	"| x",
	"? a",
	"?",
	"~",
	"null",
	"true",
	"No",
	"123",
	"1.5",
	"0x1f",
	"250 is good",
	"2001-01-01",
	"<<",
	"=",
	"tab\tinside",
	"tab behind\t",
	"\ttab in front",
	"one\ntwo",
	"one\ntwo\n",
	"one\n\ntwo\n",
	"one\n",
	"one\n\n",
	"\none",
	"\n",
	" one\ntwo",
	"one\n two\n",
	"\tone\ntwo\n",
	"one\n\ttwo\n",
	"one \ntwo \n",
	"one\n   \ntwo\n",
	"# one\n# two\n",
	"- one\n- two\n",
	"one: x\ntwo: y\n",
	"--- one\n... two\n",
	"\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e",
	"\xe6\x97\xa5: \xe6\x9c\xac",
	"\xe3\x80\x80wide space",
	"\xd8\xa7\xd9\x84\xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a\xd8\xa9",
	"\xf0\x9f\x98\x80",
	"\xe2\x80\x8fmark",
	"\xc2\xa0space",
};

/* Where a text can stand, each with other texts around it. */
static const struct {
	const char *before;
	const char *path;
} places[] = {
	{ "a: x\nb: y\nc: z\n", "b" },
	{ "a: x\nb: 'y'\nc: z\n", "b" },
	{ "a: x\nb: \"y\" # comment\nc: z\n", "b" },
	{ "a: x\nb: |\n  y\n\n# comment\nc: z\n", "b" },
	{ "a: x\nb: |-\n  y\n", "b" },
	{ "a: x\nb: | # comment\n  y\nc: z\n", "b" },
	{ "a: x\nb: # comment\n  y\nc: z\n", "b" },
	{ "a: x\nb: y\n  w\nc: z\n", "b" },
	{ "a: x\nb: y # comment", "b" },
	{ "a: x\nb: >\n  y\n  y\nc: z\n", "b" },
	{ "a: x\nb:\nc: z\n", "b" },
	{ "a: x\nc: z\n", "b" },
	{ "a: x\nc: z", "b" },
	{ "a: x\nb:\n  d: y\n  e: w\nc: z\n", "b.d" },
	{ "a: x\nb:\n  d: y\nc: z\n", "b.e.f" },
	{ "a: x\nb: { d: y, e: w }\nc: z\n", "b.d" },
	{ "a: x\nb: { d: y }\nc: z\n", "b.e" },
	{ "a: x\nb: {}\nc: z\n", "b.e.f" },
	{ "a: x\nb: [ y, w ]\nc: z\n", "b.2" },
	{ "a: x\nb:\n  - y\n  - w\nc: z\n", "b.1" },
	{ "a: x\nb:\n- y\n- w\nc: z\n", "b.2" },
	{ "a: x\nb:\n  - y\nc: z\n", "b.2" },
	{ "a: x\nb:\n  # d: waiting\n  e: w\nc: z\n", "b.d" },
	{ "", "b" },
	{ "", "b.1" },
	{ "# only a comment", "b.c.d" },
};

/* The texts of a tree but for the one at a path. */
static void
list_others(const Node *node, const char *path, const char *left_out, GString *out)
{
	if (g_str_equal(path, left_out))
		return;
	if (node->kind == NODE_SCALAR && *node->text != '\0')
		g_string_append_printf(out, "%s=%s\n", path, node->text);
	for (guint i = 0; i < node_length(node); i++) {
		const char *key = node->kind == NODE_MAPPING ? node_field(node, i)->key : NULL;
		const Node *below = node->kind == NODE_MAPPING ? node_field(node, i)->value : node_item(node, i);
		g_autofree char *number = g_strdup_printf("%u", i + 1);
		g_autofree char *inner = g_strconcat(path, *path == '\0' ? "" : ".", key == NULL ? number : key, NULL);

		list_others(below, inner, left_out, out);
	}
}

static char *
others(const char *text, const char *left_out)
{
	g_autoptr(Parsed) parsed = parsed_new(text);
	GString *out = g_string_new(NULL);

	if (parsed->root != NULL)
		list_others(parsed->root, "", left_out, out);
	return g_string_free(out, FALSE);
}

TEST(every_text_can_stand_in_every_place)
{
	for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
		for (gsize k = 0; k < G_N_ELEMENTS(texts); k++) {
			g_auto(GStrv) keys = g_strsplit(places[i].path, ".", -1);
			g_autoptr(Edit) edit = edit_new("f.yaml", places[i].before);
			g_autofree char *before = others(places[i].before, places[i].path);
			g_autofree char *after = NULL;
			g_autofree char *shown = g_strescape(texts[k], NULL);
			const Node *found;

			if (!edit_set(edit, (const char *const *) keys, texts[k], NULL))
				fail_msg("'%s' cannot stand in:\n%s", shown, places[i].before);

			g_autoptr(Parsed) parsed = parsed_new(edit_text(edit));

			if (findings_count(parsed->findings, SEVERITY_ERROR) > 0)
				fail_msg("'%s' breaks the file:\n%s", shown, edit_text(edit));
			found = texts_find(parsed->root, places[i].path);
			if (found == NULL || !g_str_equal(found->text, texts[k]))
				fail_msg("'%s' reads back as '%s' from:\n%s", shown,
					 found == NULL ? "nothing" : found->text, edit_text(edit));
			after = others(edit_text(edit), places[i].path);
			if (!g_str_equal(before, after))
				fail_msg("'%s' changes other texts in:\n%s", shown, edit_text(edit));
			assert_int_equal(strstr(places[i].before, "# comment") != NULL,
					 strstr(edit_text(edit), "# comment") != NULL);
		}
	}
}

TEST(texts_may_be_set_one_after_the_other)
{
	g_autoptr(Edit) edit = edit_new("f.yaml", "");

	for (gsize k = 0; k < G_N_ELEMENTS(texts); k++) {
		g_autofree char *key = g_strdup_printf("k%" G_GSIZE_FORMAT, k);

		assert_true(edit_set(edit, KEYS("m", key), texts[k], NULL));
	}

	g_autoptr(Parsed) parsed = parsed_new(edit_text(edit));

	assert_findings(parsed->findings, "");
	for (gsize k = 0; k < G_N_ELEMENTS(texts); k++) {
		g_autofree char *path = g_strdup_printf("m.k%" G_GSIZE_FORMAT, k);

		assert_string_equal(texts_find(parsed->root, path)->text, texts[k]);
	}
}

TEST(a_key_may_be_any_text)
{
	static const char *const keys[] = { "RFC 5321", "a.b", "a: b", "- a", "true", "a#b", "\xe6\x97\xa5", "it's" };

	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
		g_autoptr(Edit) edit = edit_new("f.yaml", "x: y\n");

		assert_true(edit_set(edit, KEYS("a", keys[i]), "one", NULL));

		g_autoptr(Parsed) parsed = parsed_new(edit_text(edit));

		assert_findings(parsed->findings, "");
		assert_string_equal(node_get_text(node_get(parsed->root, "a"), keys[i]), "one");
	}
}

TEST(a_key_of_digits_is_a_key_where_the_model_has_one)
{
	static const char model[] = "a: { 250: { b: x } }\nc: y\n";

	assert_string_free(set_beside("c: x\n", KEYS("a", "250", "b"), "one", model),
			   "a:\n  \"250\":\n    b: one\nc: x\n");
	assert_string_free(set_beside("a: { c: x }\n", KEYS("a", "250", "b"), "one", model),
			   "a: { c: x, \"250\": { b: one } }\n");
	assert_string_free(set_beside("a:\n", KEYS("a", "250", "b"), "one", model), "a:\n  \"250\":\n    b: one\n");
}

/* What stands in the last line would become a part of the block. */
TEST(spaces_behind_the_last_line_do_not_get_into_a_text)
{
	static const char text[] = "title: one\n      ";
	g_autoptr(Edit) edit = edit_new("f.yaml", text);

	assert_false(edit_set(edit, KEYS("fix"), "a\nb", NULL));
	assert_string_equal(edit_text(edit), text);
	assert_true(edit_set(edit, KEYS("title"), "two", NULL));
	assert_string_equal(edit_text(edit), "title: two\n      ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_changes_until_something_is_set),
		cmocka_unit_test(a_text_is_replaced_and_all_else_stays),
		cmocka_unit_test(a_text_that_is_the_same_keeps_its_marks),
		cmocka_unit_test(a_new_key_comes_last_without_a_model),
		cmocka_unit_test(a_new_key_goes_where_the_model_has_it),
		cmocka_unit_test(a_file_without_keys_gets_the_first),
		cmocka_unit_test(mappings_that_are_missing_are_made),
		cmocka_unit_test(mappings_in_braces_stay_in_braces),
		cmocka_unit_test(a_list_is_made_item_by_item),
		cmocka_unit_test(an_item_is_added_to_a_list_in_brackets),
		cmocka_unit_test(a_key_without_a_value_takes_one),
		cmocka_unit_test(a_comment_that_waits_for_a_message_makes_room_for_it),
		cmocka_unit_test(several_lines_become_a_block),
		cmocka_unit_test(a_file_that_is_no_yaml_takes_nothing),
		cmocka_unit_test(something_else_in_the_place_of_a_text_is_not_replaced),
		cmocka_unit_test(a_field_is_removed_with_all_that_is_below_it),
		cmocka_unit_test(every_text_can_stand_in_every_place),
		cmocka_unit_test(texts_may_be_set_one_after_the_other),
		cmocka_unit_test(a_key_may_be_any_text),
		cmocka_unit_test(a_key_of_digits_is_a_key_where_the_model_has_one),
		cmocka_unit_test(spaces_behind_the_last_line_do_not_get_into_a_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
