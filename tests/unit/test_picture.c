#include "page/picture.h"

#include "support.h"

static char *
line(guint count, guint64 stages, PictureSide side, bool is_right_to_left)
{
	g_autoptr(Markup) markup = markup_new();

	picture_line(markup, count, stages, side, is_right_to_left, "success", "2<0");
	return g_strdup(markup_string(markup));
}

TEST(a_picture_is_as_high_as_its_stages)
{
	g_autoptr(Markup) markup = markup_new();

	picture_begin(markup, 3);
	picture_end(markup);
	assert_string_equal(markup_string(markup),
			    "<svg class=\"stages\" viewBox=\"0 0 320 114\" aria-hidden=\"true\">\n</svg>\n");
}

TEST(the_name_of_a_stage_is_escaped_and_marked_with_its_language)
{
	const Locale hebrew = { .tag = "he", .is_right_to_left = true };
	g_autoptr(Markup) markup = markup_new();

	picture_label(markup, 0, "R&D", NULL, true);
	picture_label(markup, 2, "Login", &hebrew, false);
	assert_string_equal(markup_string(markup),
			    "<text class=\"on\" x=\"160\" y=\"44\">R&amp;D</text>\n"
			    "<text lang=\"he\" direction=\"rtl\" x=\"160\" y=\"100\">Login</text>\n");
}

TEST(a_line_has_a_mark_for_each_stage)
{
	assert_string_free(
	    line(3, 5, PICTURE_FIRST, false),
	    "<g class=\"left tone-success\">\n<text class=\"code\" direction=\"ltr\" x=\"0\" y=\"16\">2&lt;0</text>\n"
	    "<path d=\"M14 30V114\"/>\n<path class=\"branch\" d=\"M14 44h30M14 100h30\"/>\n"
	    "<path class=\"off\" d=\"M14 72h0\"/>\n<path class=\"on\" d=\"M14 44h0M14 100h0\"/>\n</g>\n");
}

TEST(a_code_without_stages_has_no_mark)
{
	g_autofree char *text = line(2, 0, PICTURE_FIRST, false);

	assert_lacks(text, "\"on\"");
	assert_lacks(text, "\"branch\"");
	assert_contains(text, "class=\"off\" d=\"M14 44h0M14 72h0\"");
}

TEST(the_sides_change_places_from_right_to_left)
{
	g_autofree char *first = line(1, 1, PICTURE_FIRST, true);
	g_autofree char *second = line(1, 1, PICTURE_SECOND, true);

	assert_contains(first, "class=\"right");
	assert_contains(first, "M306 44h-30");
	assert_contains(second, "class=\"left");
}

TEST(a_picture_has_room_for_all_stages_that_there_can_be)
{
	g_autofree char *text = line(64, G_MAXUINT64, PICTURE_SECOND, false);

	assert_contains(text, "M306 1808h0\"");
	assert_lacks(text, "\"off\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_picture_is_as_high_as_its_stages),
		cmocka_unit_test(the_name_of_a_stage_is_escaped_and_marked_with_its_language),
		cmocka_unit_test(a_line_has_a_mark_for_each_stage),
		cmocka_unit_test(a_code_without_stages_has_no_mark),
		cmocka_unit_test(the_sides_change_places_from_right_to_left),
		cmocka_unit_test(a_picture_has_room_for_all_stages_that_there_can_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
