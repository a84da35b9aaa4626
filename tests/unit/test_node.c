#include "source/node.h"

#include <string.h>

#include "support.h"

TEST(a_key_finds_its_value)
{
	g_autoptr(Parsed) parsed = parsed_new("a: one\nb: [x, y]\nc: { d: two }\n");

	assert_string_equal(node_get_text(parsed->root, "a"), "one");
	assert_int_equal(node_get(parsed->root, "b")->kind, NODE_SEQUENCE);
	assert_string_equal(node_get_text(node_get(parsed->root, "c"), "d"), "two");
}

TEST(a_missing_key_has_no_value)
{
	g_autoptr(Parsed) parsed = parsed_new("a: one\n");

	assert_null(node_get(parsed->root, "b"));
	assert_null(node_get(parsed->root, ""));
	assert_null(node_get_text(parsed->root, "b"));
}

TEST(nothing_has_no_keys)
{
	g_autoptr(Parsed) parsed = parsed_new("a: [x]\n");
	const Node *list = node_get(parsed->root, "a");

	assert_null(node_get(NULL, "a"));
	assert_null(node_get(list, "a"));
	assert_null(node_get(node_item(list, 0), "a"));
	assert_null(node_get_text(NULL, "a"));
}

TEST(only_a_scalar_has_a_text)
{
	g_autoptr(Parsed) parsed = parsed_new("a: [x]\nb: { c: d }\ne:\n");

	assert_null(node_get_text(parsed->root, "a"));
	assert_null(node_get_text(parsed->root, "b"));
	assert_string_equal(node_get_text(parsed->root, "e"), "");
}

TEST(of_a_key_that_stands_twice_the_first_value_counts)
{
	g_autoptr(Parsed) parsed = parsed_new("a: one\na: two\n");

	assert_string_equal(node_get_text(parsed->root, "a"), "one");
}

TEST(what_is_cut_off_is_no_longer_there)
{
	g_autoptr(Parsed) parsed = parsed_new("a: [x, y, z]\nb: { c: d, e: f }\ng: text\n");
	Node *list = (Node *) node_get(parsed->root, "a");
	Node *mapping = (Node *) node_get(parsed->root, "b");

	node_truncate(list, 2);
	assert_int_equal(node_length(list), 2);
	node_truncate(list, 3);
	assert_int_equal(node_length(list), 2);
	node_truncate(mapping, 1);
	assert_string_equal(node_get_text(mapping, "c"), "d");
	assert_null(node_get(mapping, "e"));
	node_truncate((Node *) node_get(parsed->root, "g"), 0);
	assert_string_equal(node_get_text(parsed->root, "g"), "text");
}

TEST(a_length_counts_items_and_fields)
{
	g_autoptr(Parsed) parsed = parsed_new("a: [x, y, z]\nb: []\nc: {}\nd: text\n");

	assert_int_equal(node_length(parsed->root), 4);
	assert_int_equal(node_length(node_get(parsed->root, "a")), 3);
	assert_int_equal(node_length(node_get(parsed->root, "b")), 0);
	assert_int_equal(node_length(node_get(parsed->root, "c")), 0);
	assert_int_equal(node_length(node_get(parsed->root, "d")), 0);
	assert_int_equal(node_length(NULL), 0);
}

TEST(items_and_fields_keep_the_order_of_the_file)
{
	g_autoptr(Parsed) parsed = parsed_new("z: [two, one]\na: x\n");

	assert_string_equal(node_field(parsed->root, 0)->key, "z");
	assert_string_equal(node_field(parsed->root, 1)->key, "a");
	assert_string_equal(node_item(node_field(parsed->root, 0)->value, 0)->text, "two");
	assert_string_equal(node_item(node_field(parsed->root, 0)->value, 1)->text, "one");
}

static void
assert_place(Place place, guint line, guint column)
{
	assert_int_equal(place.line, line);
	assert_int_equal(place.column, column);
}

TEST(nodes_and_keys_know_their_places)
{
	g_autoptr(Parsed) parsed = parsed_new("a: one\n\nbc:\n  - x\n  - \"yz\"\n");
	const NodeField *field = node_field(parsed->root, 1);

	assert_place(parsed->root->where, 1, 1);
	assert_place(node_field(parsed->root, 0)->value->where, 1, 4);
	assert_int_equal(node_field(parsed->root, 0)->value->where.length, 3);
	assert_place(field->where, 3, 1);
	assert_int_equal(field->where.length, 2);
	assert_place(node_item(field->value, 1)->where, 5, 5);
	assert_int_equal(node_item(field->value, 1)->where.length, 4);
	assert_ptr_equal(field->where.file, parsed->file);
}

TEST(a_position_in_a_literal_block_is_exact)
{
	g_autoptr(Parsed) parsed = parsed_new("a:\n  b: |\n    first\n\n    second\n");
	const Node *text = node_get(node_get(parsed->root, "a"), "b");

	assert_true(text->is_block);
	assert_place(node_place_in(text, 1, 1), 3, 5);
	assert_place(node_place_in(text, 3, 4), 5, 8);
	assert_int_equal(node_place_in(text, 3, 4).length, 0);
}

TEST(a_position_without_a_column_is_the_start_of_the_line)
{
	g_autoptr(Parsed) parsed = parsed_new("b: |\n  first\n");

	assert_place(node_place_in(node_get(parsed->root, "b"), 1, 0), 2, 3);
}

TEST(a_position_without_a_line_is_the_text_itself)
{
	g_autoptr(Parsed) parsed = parsed_new("b: |\n  first\n");

	assert_place(node_place_in(node_get(parsed->root, "b"), 0, 7), 1, 4);
}

TEST(a_position_outside_a_literal_block_is_the_text_itself)
{
	g_autoptr(Parsed) parsed = parsed_new("a: >\n  folded\n  text\nb: plain\nc: \"quoted\"\n");

	assert_place(node_place_in(node_get(parsed->root, "a"), 2, 2), 1, 4);
	assert_place(node_place_in(node_get(parsed->root, "b"), 1, 3), 4, 4);
	assert_place(node_place_in(node_get(parsed->root, "c"), 1, 3), 5, 4);
}

TEST(blank_lines_at_the_start_of_a_literal_block_count)
{
	g_autoptr(Parsed) parsed = parsed_new("a: |\n\n  text\n");
	const Node *text = node_get(parsed->root, "a");

	assert_string_equal(text->text, "\ntext\n");
	assert_place(node_place_in(text, 2, 1), 3, 3);
}

TEST(an_indentation_that_is_written_out_is_the_indentation)
{
	g_autoptr(Parsed) parsed = parsed_new("a: |2\n      code\n  text\n");
	const Node *text = node_get(parsed->root, "a");

	assert_string_equal(text->text, "    code\ntext\n");
	assert_place(node_place_in(text, 1, 5), 2, 7);
	assert_place(node_place_in(text, 2, 1), 3, 3);
}

TEST(a_literal_block_may_be_empty)
{
	g_autoptr(Parsed) parsed = parsed_new("a: |\n");

	assert_string_equal(node_get_text(parsed->root, "a"), "");
	assert_place(node_place_in(node_get(parsed->root, "a"), 1, 1), 2, 1);
}

TEST(kinds_have_names_for_messages)
{
	assert_string_equal(node_kind_name(NODE_SCALAR), "a text");
	assert_string_equal(node_kind_name(NODE_SEQUENCE), "a list");
	assert_string_equal(node_kind_name(NODE_MAPPING), "a mapping");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_finds_its_value),
		cmocka_unit_test(a_missing_key_has_no_value),
		cmocka_unit_test(nothing_has_no_keys),
		cmocka_unit_test(only_a_scalar_has_a_text),
		cmocka_unit_test(of_a_key_that_stands_twice_the_first_value_counts),
		cmocka_unit_test(what_is_cut_off_is_no_longer_there),
		cmocka_unit_test(a_length_counts_items_and_fields),
		cmocka_unit_test(items_and_fields_keep_the_order_of_the_file),
		cmocka_unit_test(nodes_and_keys_know_their_places),
		cmocka_unit_test(a_position_in_a_literal_block_is_exact),
		cmocka_unit_test(a_position_without_a_column_is_the_start_of_the_line),
		cmocka_unit_test(a_position_without_a_line_is_the_text_itself),
		cmocka_unit_test(a_position_outside_a_literal_block_is_the_text_itself),
		cmocka_unit_test(blank_lines_at_the_start_of_a_literal_block_count),
		cmocka_unit_test(an_indentation_that_is_written_out_is_the_indentation),
		cmocka_unit_test(a_literal_block_may_be_empty),
		cmocka_unit_test(kinds_have_names_for_messages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
