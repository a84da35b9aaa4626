#include "source/suggest.h"

#include <string.h>

#include "support.h"

#define WORDS(...) ((const char *const[]) { __VA_ARGS__, NULL })

static const char *const none[] = { NULL };

TEST(the_nearest_name_is_suggested)
{
	assert_string_equal(suggest("sumary", WORDS("title", "summary", "summit")), "summary");
	assert_string_equal(suggest("lable", WORDS("labels", "label")), "label");
	assert_string_equal(suggest("titel", WORDS("name", "title")), "title");
}

TEST(a_known_name_is_its_own_suggestion)
{
	assert_string_equal(suggest("label", WORDS("labels", "label")), "label");
}

TEST(of_names_that_are_equally_near_the_first_is_suggested)
{
	assert_string_equal(suggest("cat", WORDS("bat", "cut")), "bat");
	assert_string_equal(suggest("cat", WORDS("cut", "bat")), "cut");
}

TEST(a_third_of_the_letters_may_be_wrong_and_no_more)
{
	assert_string_equal(suggest("abc", WORDS("abd")), "abd");
	assert_null(suggest("ab", WORDS("ac")));
	assert_string_equal(suggest("abcdef", WORDS("abcdxy")), "abcdxy");
	assert_null(suggest("abcde", WORDS("abcxy")));
	/* The longer of the two words counts. */
	assert_string_equal(suggest("ab", WORDS("abc")), "abc");
	assert_string_equal(suggest("abc", WORDS("ab")), "ab");
}

TEST(swapped_neighbours_are_one_mistake_wherever_they_stand)
{
	const char *word = "abcdefghij";

	for (gsize i = 0; i + 1 < strlen(word); i++) {
		g_autofree char *typed = g_strdup(word);

		typed[i] = word[i + 1];
		typed[i + 1] = word[i];
		/* "abc" differs from "bac" by one swap, and by two replacements. */
		assert_string_equal(suggest(typed, WORDS(word)), word);
	}
	assert_string_equal(suggest("bac", WORDS("abc")), "abc");
	assert_null(suggest("bca", WORDS("abc")));
}

TEST(an_empty_word_suggests_nothing)
{
	assert_null(suggest("", WORDS("a", "abc")));
	assert_null(suggest("abc", none));
}

TEST(words_longer_than_the_limit_are_not_compared)
{
	g_autofree char *longest = g_strnfill(64, 'x');
	g_autofree char *too_long = g_strnfill(65, 'x');

	assert_string_equal(suggest(longest, WORDS(longest)), longest);
	assert_null(suggest(too_long, WORDS(longest)));
	assert_null(suggest(longest, WORDS(too_long)));
	assert_null(suggest(too_long, WORDS(too_long)));
}

TEST(a_phrase_asks_whether_a_near_name_was_meant)
{
	assert_string_free(suggest_phrase("sumary", WORDS("title", "summary")), "; did you mean 'summary'?");
}

TEST(a_phrase_lists_the_names_where_none_is_near)
{
	assert_string_free(suggest_phrase("zzz", WORDS("one")), "; there are: one");
	assert_string_free(suggest_phrase("zzz", WORDS("one", "two")), "; there are: one, two");
}

TEST(a_phrase_says_that_there_are_no_names)
{
	assert_string_free(suggest_phrase("zzz", none), "; there are none");
}

TEST(a_phrase_stops_after_twelve_names)
{
	assert_string_free(suggest_phrase("zzz", WORDS("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l")),
			   "; there are: a, b, c, d, e, f, g, h, i, j, k, l");
	assert_string_free(
	    suggest_phrase("zzz", WORDS("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m")),
	    "; there are: a, b, c, d, e, f, g, h, i, j, k, l, ...");
	assert_string_free(
	    suggest_phrase("zzz", WORDS("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n")),
	    "; there are: a, b, c, d, e, f, g, h, i, j, k, l, ...");
}

TEST(a_list_of_names_stops_after_twelve)
{
	assert_string_free(suggest_list(none), "");
	assert_string_free(suggest_list(WORDS("one")), "one");
	assert_string_free(suggest_list(WORDS("one", "two")), "one, two");
	assert_string_free(suggest_list(WORDS("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l")),
			   "a, b, c, d, e, f, g, h, i, j, k, l");
	assert_string_free(suggest_list(WORDS("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m")),
			   "a, b, c, d, e, f, g, h, i, j, k, l, ...");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_nearest_name_is_suggested),
		cmocka_unit_test(a_known_name_is_its_own_suggestion),
		cmocka_unit_test(of_names_that_are_equally_near_the_first_is_suggested),
		cmocka_unit_test(a_third_of_the_letters_may_be_wrong_and_no_more),
		cmocka_unit_test(swapped_neighbours_are_one_mistake_wherever_they_stand),
		cmocka_unit_test(an_empty_word_suggests_nothing),
		cmocka_unit_test(words_longer_than_the_limit_are_not_compared),
		cmocka_unit_test(a_phrase_asks_whether_a_near_name_was_meant),
		cmocka_unit_test(a_phrase_lists_the_names_where_none_is_near),
		cmocka_unit_test(a_phrase_says_that_there_are_no_names),
		cmocka_unit_test(a_phrase_stops_after_twelve_names),
		cmocka_unit_test(a_list_of_names_stops_after_twelve),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
