#include "source/file.h"

#include <string.h>

#include "support.h"

static File *
file_of_bytes(const void *bytes, gsize length)
{
	char *text = g_malloc(length + 1);

	memcpy(text, bytes, length);
	text[length] = '\0';
	return file_new("f", text, length);
}

static File *
file_of(const char *text)
{
	return file_of_bytes(text, strlen(text));
}

static void
assert_place(Place place, guint line, guint column)
{
	assert_int_equal(place.line, line);
	assert_int_equal(place.column, column);
	assert_int_equal(place.length, 0);
}

TEST(an_empty_file_has_no_lines)
{
	g_autoptr(File) file = file_of("");

	assert_null(file_line(file, 0));
	assert_null(file_line(file, 1));
	assert_place(file_place_at(file, 0), 1, 1);
}

TEST(a_line_feed_at_the_end_begins_no_line)
{
	g_autoptr(File) file = file_of("a\nb\n");

	assert_string_free(file_line(file, 1), "a");
	assert_string_free(file_line(file, 2), "b");
	assert_null(file_line(file, 3));
}

TEST(the_last_line_needs_no_line_feed)
{
	g_autoptr(File) file = file_of("a\n\nlast");

	assert_string_free(file_line(file, 2), "");
	assert_string_free(file_line(file, 3), "last");
	assert_null(file_line(file, 4));
}

TEST(there_is_no_line_zero)
{
	g_autoptr(File) file = file_of("a\n");

	assert_null(file_line(file, 0));
	assert_null(file_line(file, G_MAXUINT));
}

TEST(the_line_ends_of_windows_are_left_out)
{
	g_autoptr(File) file = file_of("a\r\n\r\nb\rc\r\n");

	assert_string_free(file_line(file, 1), "a");
	assert_string_free(file_line(file, 2), "");
	assert_string_free(file_line(file, 3), "b\rc");
}

TEST(a_line_with_broken_bytes_is_shown_with_replacement_characters)
{
	g_autoptr(File) file = file_of("a\xff\xe2\x82z\n");
	g_autofree char *line = file_line(file, 1);

	assert_true(g_utf8_validate(line, -1, NULL));
	assert_true(g_str_has_prefix(line, "a\xef\xbf\xbd"));
	assert_true(g_str_has_suffix(line, "z"));
}

TEST(a_line_goes_on_behind_a_nul_byte)
{
	g_autoptr(File) file = file_of_bytes("a\0b\nc", 5);
	g_autofree char *line = file_line(file, 1);

	assert_true(g_str_has_suffix(line, "b"));
	assert_string_free(file_line(file, 2), "c");
}

TEST(the_place_of_the_whole_file_has_no_line)
{
	g_autoptr(File) file = file_of("a");
	Place place = file_place(file);

	assert_ptr_equal(place.file, file);
	assert_place(place, 0, 0);
}

TEST(a_place_counts_lines_and_columns_from_one)
{
	g_autoptr(File) file = file_of("ab\n\ncd");

	assert_place(file_place_at(file, 0), 1, 1);
	assert_place(file_place_at(file, 1), 1, 2);
	/* The line feed belongs to the line that it ends. */
	assert_place(file_place_at(file, 2), 1, 3);
	assert_place(file_place_at(file, 3), 2, 1);
	assert_place(file_place_at(file, 4), 3, 1);
	assert_place(file_place_at(file, 5), 3, 2);
	assert_ptr_equal(file_place_at(file, 5).file, file);
}

TEST(a_place_may_be_the_end_and_lies_never_behind_it)
{
	g_autoptr(File) file = file_of("ab\n");

	assert_place(file_place_at(file, 3), 2, 1);
	assert_place(file_place_at(file, 4), 2, 1);
	assert_place(file_place_at(file, G_MAXSIZE), 2, 1);
}

TEST(columns_are_code_points_rather_than_bytes)
{
	g_autoptr(File) file = file_of("\xc3\xa4\xe6\x97\xa5\xf0\x9f\x98\x80z");

	assert_place(file_place_at(file, 2), 1, 2);
	assert_place(file_place_at(file, 5), 1, 3);
	assert_place(file_place_at(file, 9), 1, 4);
	assert_place(file_place_at(file, 10), 1, 5);
}

TEST(a_file_of_many_lines_finds_the_last)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < 200000; i++)
		g_string_append(text, "x\n");
	g_string_append(text, "last");

	g_autoptr(File) file = file_of(text->str);

	assert_string_free(file_line(file, 200001), "last");
	assert_place(file_place_at(file, text->len - 4), 200001, 1);
}

TEST(an_offset_is_found_by_line_and_column)
{
	g_autoptr(File) file = file_of("ab\n\n\xc3\xa4z\n");

	assert_int_equal(file_offset(file, 1, 1), 0);
	assert_int_equal(file_offset(file, 1, 3), 2);
	assert_int_equal(file_offset(file, 2, 1), 3);
	assert_int_equal(file_offset(file, 3, 1), 4);
	assert_int_equal(file_offset(file, 3, 2), 6);
	assert_int_equal(file_offset(file, 3, 3), 7);
}

TEST(a_line_behind_the_last_has_the_offset_of_the_end)
{
	g_autoptr(File) file = file_of("ab\n");

	assert_int_equal(file_offset(file, 2, 1), 3);
	assert_int_equal(file_offset(file, 9, 7), 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_file_has_no_lines),
		cmocka_unit_test(a_line_feed_at_the_end_begins_no_line),
		cmocka_unit_test(the_last_line_needs_no_line_feed),
		cmocka_unit_test(there_is_no_line_zero),
		cmocka_unit_test(the_line_ends_of_windows_are_left_out),
		cmocka_unit_test(a_line_with_broken_bytes_is_shown_with_replacement_characters),
		cmocka_unit_test(a_line_goes_on_behind_a_nul_byte),
		cmocka_unit_test(the_place_of_the_whole_file_has_no_line),
		cmocka_unit_test(a_place_counts_lines_and_columns_from_one),
		cmocka_unit_test(a_place_may_be_the_end_and_lies_never_behind_it),
		cmocka_unit_test(columns_are_code_points_rather_than_bytes),
		cmocka_unit_test(a_file_of_many_lines_finds_the_last),
		cmocka_unit_test(an_offset_is_found_by_line_and_column),
		cmocka_unit_test(a_line_behind_the_last_has_the_offset_of_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
