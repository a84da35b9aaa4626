#include "model/text.h"

#include "support.h"

/* Three locales, of which the last is the source, and the second falls back by
 * way of the first. */
static const Locale source = { .index = 2, .tag = "en" };
static const Locale first = { .index = 0, .tag = "pt", .fallback = &source };
static const Locale second = { .index = 1, .tag = "pt-BR", .fallback = &first };

/* A text has as many strings as there are locales. */
typedef union {
	Text text;
	struct {
		const bool *outdated;
		const char *strings[3];
	};
} Strings;

TEST(a_text_is_found_in_its_own_locale)
{
	Strings strings = { .strings = { "um", "dois", "three" } };
	const Locale *from = NULL;

	assert_string_equal(text_in(&strings.text, &first, &from), "um");
	assert_ptr_equal(from, &first);
	assert_string_equal(text_in(&strings.text, &second, &from), "dois");
	assert_ptr_equal(from, &second);
	assert_string_equal(text_in(&strings.text, &source, &from), "three");
	assert_ptr_equal(from, &source);
}

TEST(a_missing_text_is_found_in_the_nearest_fallback)
{
	Strings strings = { .strings = { "um", NULL, "three" } };
	const Locale *from = NULL;

	assert_string_equal(text_in(&strings.text, &second, &from), "um");
	assert_ptr_equal(from, &first);
}

TEST(a_text_that_exists_only_in_the_source_is_found_there)
{
	Strings strings = { .strings = { NULL, NULL, "three" } };
	const Locale *from = NULL;

	assert_string_equal(text_in(&strings.text, &second, &from), "three");
	assert_ptr_equal(from, &source);
}

TEST(only_a_text_of_the_locale_itself_is_translated)
{
	Strings strings = { .strings = { "um", NULL, "three" } };

	assert_true(text_is_translated(&strings.text, &first));
	assert_false(text_is_translated(&strings.text, &second));
	assert_true(text_is_translated(&strings.text, &source));
}

TEST(a_sentence_falls_back_as_a_text_does)
{
	static const char *const arguments[] = { "code", NULL };
	Message *message = message_new("{code}.", "en", arguments, NULL);
	union {
		Sentence sentence;
		struct {
			const bool *outdated;
			const Message *messages[3];
		};
	} sentences = { .messages = { NULL, NULL, message } };
	const Locale *from = NULL;

	assert_ptr_equal(sentence_in(&sentences.sentence, &second, &from), message);
	assert_ptr_equal(from, &source);
	assert_ptr_equal(sentence_in(&sentences.sentence, &source, &from), message);
	assert_ptr_equal(from, &source);
	message_free(message);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_found_in_its_own_locale),
		cmocka_unit_test(a_missing_text_is_found_in_the_nearest_fallback),
		cmocka_unit_test(a_text_that_exists_only_in_the_source_is_found_there),
		cmocka_unit_test(only_a_text_of_the_locale_itself_is_translated),
		cmocka_unit_test(a_sentence_falls_back_as_a_text_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
