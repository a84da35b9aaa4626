#include "source/fingerprint.h"

#include <string.h>

#include "support.h"

TEST(a_fingerprint_is_sixteen_hexadecimal_digits)
{
	static const char *const texts[] = { "", "a", "A sentence.", "\xe6\x97\xa5\xe6\x9c\xac" };

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *fingerprint = fingerprint_text(texts[i]);

		assert_int_equal(strlen(fingerprint), FINGERPRINT_LENGTH);
		assert_int_equal(strspn(fingerprint, "0123456789abcdef"), FINGERPRINT_LENGTH);
	}
}

TEST(a_fingerprint_is_the_same_on_every_machine)
{
	/* XXH3 with 64 bits, as xxhsum -H3 prints it. */
	assert_string_free(fingerprint_text(""), "2d06800538d394c2");
	assert_string_free(fingerprint_text("a"), "e6c632b61e964e1f");
}

TEST(a_line_feed_at_the_end_changes_no_fingerprint)
{
	g_autofree char *plain = fingerprint_text("One.");

	assert_string_free(fingerprint_text("One.\n"), plain);
	assert_string_free(fingerprint_text("One.\n\n"), plain);
	assert_string_free(fingerprint_text("\n"), "2d06800538d394c2");
}

TEST(every_other_change_changes_the_fingerprint)
{
	static const char *const texts[] = { "One.", "one.", "One. ", " One.", "One", "\nOne.", "On\ne.", "One.\r" };

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *first = fingerprint_text(texts[i]);

		for (gsize k = i + 1; k < G_N_ELEMENTS(texts); k++) {
			g_autofree char *second = fingerprint_text(texts[k]);

			assert_string_not_equal(first, second);
		}
	}
}

TEST(a_long_text_has_a_fingerprint)
{
	g_autofree char *text = g_strnfill(1000 * 1000, 'x');
	g_autofree char *first = fingerprint_text(text);
	g_autofree char *second = NULL;

	text[500 * 1000] = 'y';
	second = fingerprint_text(text);
	assert_string_not_equal(first, second);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fingerprint_is_sixteen_hexadecimal_digits),
		cmocka_unit_test(a_fingerprint_is_the_same_on_every_machine),
		cmocka_unit_test(a_line_feed_at_the_end_changes_no_fingerprint),
		cmocka_unit_test(every_other_change_changes_the_fingerprint),
		cmocka_unit_test(a_long_text_has_a_fingerprint),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
