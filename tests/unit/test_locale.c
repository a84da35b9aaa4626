#include "model/locale.h"

#include <string.h>

#include "support.h"

static const char *const none[] = { NULL };

/* ICU asks the environment once, before it first needs a language. */
static int
set_up(void **state)
{
	(void) state;
	return g_setenv("LC_ALL", "de_DE.UTF-8", TRUE) ? 0 : -1;
}

static char *
join(const char *tag, guint length, ...)
{
	Locale locale = { .tag = (char *) tag };
	const char *items[8] = { NULL };
	va_list arguments;

	va_start(arguments, length);
	for (guint i = 0; i < length; i++)
		items[i] = va_arg(arguments, const char *);
	va_end(arguments);
	return locale_join(&locale, items, length);
}

static void
assert_canonical(const char *tag, const char *canonical)
{
	g_autofree char *found = locale_canonical_tag(tag);

	assert_non_null(found);
	assert_string_equal(found, canonical);
}

TEST(a_canonical_tag_stays_as_it_is)
{
	static const char *const tags[] = { "en",  "zh-Hans",  "pt-BR",      "sr-Latn-RS",   "es-419",
					    "tlh", "sl-rozaj", "de-CH-1996", "ar-u-nu-latn", "en-x-private" };

	for (gsize i = 0; i < G_N_ELEMENTS(tags); i++)
		assert_canonical(tags[i], tags[i]);
}

TEST(a_tag_is_put_into_its_canonical_form)
{
	assert_canonical("EN", "en");
	assert_canonical("zh-hans", "zh-Hans");
	assert_canonical("pt-br", "pt-BR");
	assert_canonical("SR-LATN-rs", "sr-Latn-RS");
	assert_canonical("iw", "he");
	assert_canonical("i-klingon", "tlh");
}

TEST(what_is_no_tag_has_no_canonical_form)
{
	static const char *const tags[] = { "",          "-",     "e",
					    "en-",       "-en",   "en--US",
					    "x-private", "en/US", "english language",
					    "\xc3\xa9",  "e1",    "en-toolongsubtag",
					    "..",        "en-US-" };

	for (gsize i = 0; i < G_N_ELEMENTS(tags); i++)
		if (locale_canonical_tag(tags[i]) != NULL)
			fail_msg("'%s' is a tag", tags[i]);
}

TEST(a_tag_of_no_known_language_has_no_canonical_form)
{
	assert_null(locale_canonical_tag("xx"));
	assert_null(locale_canonical_tag("qqq"));
	assert_null(locale_canonical_tag("und"));
	assert_null(locale_canonical_tag("root"));
}

TEST(a_tag_longer_than_any_buffer_is_refused)
{
	g_autoptr(GString) tag = g_string_new("en-u");

	/* Each is another, because some versions of ICU take the same one only once. */
	for (guint i = 0; i < 100; i++)
		g_string_append_printf(tag, "-attr%04u", i);
	assert_null(locale_canonical_tag(tag->str));
}

TEST(the_direction_of_a_language_is_known)
{
	static const char *const left[] = { "en", "ja", "zh-Hant", "ru", "hi", "az", "ku" };
	static const char *const right[] = { "ar", "he", "fa", "ur", "yi", "ckb", "az-Arab", "ar-EG" };

	for (gsize i = 0; i < G_N_ELEMENTS(left); i++)
		assert_false(locale_tag_is_right_to_left(left[i]));
	for (gsize i = 0; i < G_N_ELEMENTS(right); i++)
		assert_true(locale_tag_is_right_to_left(right[i]));
	assert_false(locale_tag_is_right_to_left("no tag"));
}

TEST(the_direction_is_named_as_in_html)
{
	Locale arabic = { .is_right_to_left = true };
	Locale english = { .is_right_to_left = false };

	assert_string_equal(locale_direction(&arabic), "rtl");
	assert_string_equal(locale_direction(&english), "ltr");
}

TEST(a_language_has_its_name_in_itself)
{
	assert_string_free(locale_own_name("en"), "English");
	assert_string_free(locale_own_name("ja"), "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e");
	assert_string_free(locale_own_name("de"), "Deutsch");
	/* CLDR begins it with a small letter, and a list with a capital one. */
	assert_string_free(locale_own_name("fr"), "Fran\xc3\xa7"
						  "ais");
	assert_string_free(locale_own_name("ru"), "\xd0\xa0\xd1\x83\xd1\x81\xd1\x81\xd0\xba\xd0\xb8\xd0\xb9");
}

TEST(a_language_without_data_is_called_by_its_tag)
{
	assert_string_free(locale_own_name("tlh"), "tlh");
}

TEST(the_users_language_stands_in_for_no_other)
{
	static const char *const arguments[] = { "count", NULL };
	Message *message = message_new("{count, plural, other {#}}", "la", arguments, NULL);
	MessageValue values[] = { { .number = 1234567 } };
	Locale latin = { .tag = "la" };
	Locale english = { .tag = "en" };

	assert_string_free(locale_own_name("la"), "la");
	assert_string_free(locale_display_name(&latin, &english), "en");
	assert_string_free(join("la", 3, "a", "b", "c"), "a, b, c");
	assert_string_free(message_format(message, values), "1,234,567");
	message_free(message);
}

TEST(a_language_has_its_name_in_another_within_a_sentence)
{
	Locale english = { .tag = "en" };
	Locale french = { .tag = "fr" };
	Locale japanese = { .tag = "ja" };

	assert_string_free(locale_display_name(&english, &french), "French");
	assert_string_free(locale_display_name(&french, &english), "anglais");
	assert_string_free(locale_display_name(&japanese, &english), "\xe8\x8b\xb1\xe8\xaa\x9e");
}

TEST(a_list_is_joined_as_its_language_does)
{
	assert_string_free(join("en", 1, "a"), "a");
	assert_string_free(join("en", 2, "a", "b"), "a and b");
	assert_string_free(join("en", 3, "a", "b", "c"), "a, b, and c");
	assert_string_free(join("de", 3, "a", "b", "c"), "a, b und c");
	assert_string_free(join("ja", 3, "a", "b", "c"), "a\xe3\x80\x81"
							 "b\xe3\x80\x81"
							 "c");
}

TEST(a_list_of_nothing_is_empty)
{
	assert_string_free(join("en", 0), "");
}

TEST(items_of_a_list_may_be_of_any_text)
{
	assert_string_free(join("en", 2, "", "\xf0\x9f\x98\x80"), " and \xf0\x9f\x98\x80");
	assert_string_free(join("en", 2, "{0}", "{1}"), "{0} and {1}");
}

TEST(a_list_may_be_long)
{
	Locale locale = { .tag = "en" };
	const char *items[64];
	g_autofree char *long_item = g_strnfill(1000, 'x');
	g_autofree char *joined = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(items); i++)
		items[i] = long_item;
	joined = locale_join(&locale, items, G_N_ELEMENTS(items));
	assert_int_equal(strlen(joined), 64 * 1000 + 62 * strlen(", ") + strlen(", and "));
}

TEST(locales_are_ordered_by_their_own_names)
{
	Locale deutsch = { .tag = "de", .name = "Deutsch" };
	Locale english = { .tag = "en", .name = "English" };
	Locale espanol = { .tag = "es", .name = "Espa\xc3\xb1ol" };
	Locale russian = { .tag = "ru", .name = "\xd0\xa0\xd1\x83\xd1\x81\xd1\x81\xd0\xba\xd0\xb8\xd0\xb9" };
	Locale french = { .tag = "fr",
			  .name = "fran\xc3\xa7"
				  "ais" };

	assert_true(locale_compare_names(&deutsch, &english) < 0);
	assert_true(locale_compare_names(&english, &deutsch) > 0);
	assert_true(locale_compare_names(&english, &espanol) < 0);
	/* By byte a small letter would follow every capital one. */
	assert_true(locale_compare_names(&espanol, &french) < 0);
	assert_true(locale_compare_names(&french, &russian) < 0);
}

TEST(locales_of_the_same_name_are_ordered_by_their_tags)
{
	Locale first = { .tag = "en", .name = "English" };
	Locale second = { .tag = "en-GB", .name = "English" };

	assert_true(locale_compare_names(&first, &second) < 0);
	assert_true(locale_compare_names(&second, &first) > 0);
	assert_int_equal(locale_compare_names(&first, &first), 0);
}

TEST(a_message_comes_from_the_first_locale_that_has_it)
{
	Message *fix = message_new("Fix", "en", none, NULL);
	Message *home = message_new("Startseite", "de", none, NULL);
	Locale english = { .tag = "en" };
	Locale german = { .tag = "de", .fallback = &english };

	english.messages[MESSAGE_FIX] = fix;
	german.messages[MESSAGE_HOME] = home;
	assert_ptr_equal(locale_message(&german, MESSAGE_HOME), home);
	assert_ptr_equal(locale_message(&german, MESSAGE_FIX), fix);
	assert_ptr_equal(locale_message(&english, MESSAGE_FIX), fix);
	assert_string_free(locale_format(&german, MESSAGE_FIX, NULL), "Fix");
	assert_string_free(locale_format(&german, MESSAGE_HOME, NULL), "Startseite");
	message_free(fix);
	message_free(home);
}

TEST(a_message_that_no_locale_has_is_nothing)
{
	Locale english = { .tag = "en" };
	Locale german = { .tag = "de", .fallback = &english };

	assert_null(locale_message(&german, MESSAGE_FIX));
}

TEST(a_language_has_its_name_in_english)
{
	assert_string_free(locale_english_name("ja"), "Japanese");
	assert_string_free(locale_english_name("pt-BR"), "Brazilian Portuguese");
}

TEST(the_plural_categories_of_a_language_are_in_order)
{
	assert_string_free(locale_plural_categories("ja"), "other");
	assert_string_free(locale_plural_categories("en"), "one, other");
	assert_string_free(locale_plural_categories("ru"), "one, few, many, other");
	assert_string_free(locale_plural_categories("ar"), "zero, one, two, few, many, other");
	assert_string_free(locale_plural_categories("tlh"), "other");
}

TEST(a_language_has_its_usual_script)
{
	assert_string_free(locale_script("en"), "Latn");
	assert_string_free(locale_script("zh"), "Hans");
	assert_string_free(locale_script("zh-TW"), "Hant");
	assert_string_free(locale_script("zh-Hant"), "Hant");
	assert_string_free(locale_script("sr-Latn"), "Latn");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_canonical_tag_stays_as_it_is),
		cmocka_unit_test(a_tag_is_put_into_its_canonical_form),
		cmocka_unit_test(what_is_no_tag_has_no_canonical_form),
		cmocka_unit_test(a_tag_of_no_known_language_has_no_canonical_form),
		cmocka_unit_test(a_tag_longer_than_any_buffer_is_refused),
		cmocka_unit_test(the_direction_of_a_language_is_known),
		cmocka_unit_test(the_direction_is_named_as_in_html),
		cmocka_unit_test(a_language_has_its_name_in_itself),
		cmocka_unit_test(a_language_without_data_is_called_by_its_tag),
		cmocka_unit_test(the_users_language_stands_in_for_no_other),
		cmocka_unit_test(a_language_has_its_name_in_another_within_a_sentence),
		cmocka_unit_test(a_list_is_joined_as_its_language_does),
		cmocka_unit_test(a_list_of_nothing_is_empty),
		cmocka_unit_test(items_of_a_list_may_be_of_any_text),
		cmocka_unit_test(a_list_may_be_long),
		cmocka_unit_test(locales_are_ordered_by_their_own_names),
		cmocka_unit_test(locales_of_the_same_name_are_ordered_by_their_tags),
		cmocka_unit_test(a_message_comes_from_the_first_locale_that_has_it),
		cmocka_unit_test(a_message_that_no_locale_has_is_nothing),
		cmocka_unit_test(a_language_has_its_name_in_english),
		cmocka_unit_test(the_plural_categories_of_a_language_are_in_order),
		cmocka_unit_test(a_language_has_its_usual_script),
	};

	return cmocka_run_group_tests(tests, set_up, NULL);
}
