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

TEST(no_bytes_have_the_fingerprint_that_stands_for_none)
{
	assert_true(fingerprint_bytes("", 0) != 0);
	assert_true(fingerprint_bytes(NULL, 0) != 0);
	assert_true(fingerprint_bytes("a", 1) == G_GUINT64_CONSTANT(0xe6c632b61e964e1f));
	assert_true(fingerprint_bytes("\0", 1) != fingerprint_bytes("\0\0", 2));
}

TEST(bytes_in_several_places_have_the_fingerprint_that_they_have_in_one)
{
	g_autofree char *bytes = g_strnfill(100 * 1000, 'x');

	for (gsize split = 0; split <= 100 * 1000; split += 777) {
		const struct iovec parts[] = {
			{ .iov_base = bytes, .iov_len = split },
			{ .iov_base = NULL, .iov_len = 0 },
			{ .iov_base = bytes + split, .iov_len = 100 * 1000 - split },
		};

		assert_true(fingerprint_parts(parts, G_N_ELEMENTS(parts)) == fingerprint_bytes(bytes, 100 * 1000));
	}
	assert_true(fingerprint_parts(NULL, 0) == fingerprint_bytes(NULL, 0));
}

TEST(in_a_row_the_order_counts)
{
	guint64 ab = fingerprint_add(fingerprint_add(0, 1), 2);

	assert_true(ab == fingerprint_add(fingerprint_add(0, 1), 2));
	assert_true(ab != fingerprint_add(fingerprint_add(0, 2), 1));
	assert_true(ab != fingerprint_add(0, 2));
	assert_true(fingerprint_add(0, 0) != 0);
	assert_true(fingerprint_add(fingerprint_add(0, 0), 0) != fingerprint_add(0, 0));
}

TEST(texts_in_a_row_do_not_run_together)
{
	guint64 ab = fingerprint_add_text(fingerprint_add_text(0, "a"), "b");

	assert_true(ab != fingerprint_add_text(0, "ab"));
	assert_true(ab != fingerprint_add_text(fingerprint_add_text(0, "ab"), ""));
	assert_true(fingerprint_add_text(0, NULL) != fingerprint_add_text(0, ""));
	assert_true(fingerprint_add_text(0, "") != 0);
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
		cmocka_unit_test(no_bytes_have_the_fingerprint_that_stands_for_none),
		cmocka_unit_test(bytes_in_several_places_have_the_fingerprint_that_they_have_in_one),
		cmocka_unit_test(in_a_row_the_order_counts),
		cmocka_unit_test(texts_in_a_row_do_not_run_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
