#include "source/texts.h"

#include <string.h>

#include "support.h"

/* The paths of the texts of a tree, a line for each. */
static char *
paths_of(const Schema *schema, const char *yaml)
{
	g_autoptr(Parsed) parsed = parsed_new(yaml);
	g_autoptr(GPtrArray) texts = NULL;
	GString *out = g_string_new(NULL);

	assert_findings(parsed->findings, "");
	texts = texts_of(schema, parsed->root);
	for (guint i = 0; i < texts->len; i++) {
		const TextPlace *place = texts->pdata[i];

		assert_ptr_equal(texts_find(parsed->root, place->path), place->node);
		g_string_append_printf(out, "%s%s\n", place->path, place->is_optional ? " optional" : "");
	}
	return g_string_free(out, FALSE);
}

TEST(the_texts_of_an_entry_are_its_translated_fields)
{
	assert_string_free(paths_of(&schema_entry, "code: a\n"
						   "name: b\n"
						   "class: c\n"
						   "related: [x]\n"
						   "attributes: { retry: later }\n"
						   "fix: f\n"
						   "summary: d\n"
						   "example: e\n"),
			   "fix\nsummary\nexample optional\n");
}

TEST(the_texts_of_mappings_are_named_by_their_keys)
{
	assert_string_free(paths_of(&schema_collection, "name: A\n"
							"title: B\n"
							"classes:\n"
							"  good: { range: 1yz, label: C, sentence: D }\n"
							"attributes:\n"
							"  retry:\n"
							"    label: E\n"
							"    decides: true\n"
							"    values: { later: { label: F } }\n"),
			   "title\nclasses.good.label\nclasses.good.sentence\n"
			   "attributes.retry.label\nattributes.retry.values.later.label\n");
}

TEST(the_items_of_a_list_are_numbered_from_one)
{
	assert_string_free(paths_of(&schema_pair, "differences: [a, b]\nverdict: c\n"),
			   "differences.1\ndifferences.2\nverdict\n");
}

TEST(what_does_not_fit_the_schema_is_no_text)
{
	assert_string_free(paths_of(&schema_pair, "differences: { a: b }\nother: x\nverdict: [c]\n"), "");
	assert_string_free(paths_of(&schema_pair, "text\n"), "");
	assert_string_free(paths_of(&schema_pair, "- a\n"), "");
	assert_string_free(paths_of(&schema_pair, "{}\n"), "");
}

static void
assert_text_at(const Node *root, const char *path, const char *expected)
{
	const Node *found = texts_find(root, path);

	if (expected == NULL)
		assert_null(found);
	else
		assert_string_equal(found->text, expected);
}

TEST(a_path_leads_to_a_scalar_or_nowhere)
{
	g_autoptr(Parsed) parsed = parsed_new("a: { b: [x, y], c: z }\nd: w\n");

	assert_text_at(parsed->root, "d", "w");
	assert_text_at(parsed->root, "a.c", "z");
	assert_text_at(parsed->root, "a.b.1", "x");
	assert_text_at(parsed->root, "a.b.2", "y");
	assert_text_at(parsed->root, "a.b.0", NULL);
	assert_text_at(parsed->root, "a.b.3", NULL);
	assert_text_at(parsed->root, "a.b.x", NULL);
	assert_text_at(parsed->root, "a.b.-1", NULL);
	assert_text_at(parsed->root, "a.b.99999999999999999999", NULL);
	assert_text_at(parsed->root, "a", NULL);
	assert_text_at(parsed->root, "a.b", NULL);
	assert_text_at(parsed->root, "a.c.x", NULL);
	assert_text_at(parsed->root, "x", NULL);
	assert_text_at(parsed->root, "", NULL);
	assert_null(texts_find(NULL, "a"));
}

TEST(words_are_counted_in_every_script)
{
	assert_int_equal(texts_count_words(""), 0);
	assert_int_equal(texts_count_words(" ,.!\n"), 0);
	assert_int_equal(texts_count_words("one"), 1);
	assert_int_equal(texts_count_words("One, two; three's 4.5"), 4);
	assert_int_equal(texts_count_words("\xd0\xbe\xd0\xb4\xd0\xb8\xd0\xbd \xd0\xb4\xd0\xb2\xd0\xb0"), 2);
	assert_true(texts_count_words("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe3\x81\xae\xe6\x96\x87") >= 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_texts_of_an_entry_are_its_translated_fields),
		cmocka_unit_test(the_texts_of_mappings_are_named_by_their_keys),
		cmocka_unit_test(the_items_of_a_list_are_numbered_from_one),
		cmocka_unit_test(what_does_not_fit_the_schema_is_no_text),
		cmocka_unit_test(a_path_leads_to_a_scalar_or_nowhere),
		cmocka_unit_test(words_are_counted_in_every_script),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
