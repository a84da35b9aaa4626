#include "model/code.h"

#include <string.h>

#include "support.h"

TEST(ordinary_codes_are_safe)
{
	static const char *const good[] = { "250", "4.7.1",  "a",       "EHLO failed", "0",  "-1",
					    "a:b", "a vs b", "200 OK!", "a-VS-b",      "#7", "\xe6\x97\xa5" };

	for (gsize i = 0; i < G_N_ELEMENTS(good); i++)
		assert_true(code_is_safe(good[i]));
}

TEST(codes_that_cannot_name_a_file_are_not_safe)
{
	static const char *const bad[] = { "",
					   ".",
					   "..",
					   ".htaccess",
					   "a/b",
					   "/",
					   "a\\b",
					   " a",
					   "a ",
					   "\ta",
					   "a\n",
					   " ",
					   "a-vs-b",
					   "-vs-",
					   "a-vs-",
					   "-vs-a",
					   "../../etc/passwd" };

	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
		assert_false(code_is_safe(bad[i]));
}

static void
assert_order(const char *first, const char *second)
{
	if (code_compare(first, second) >= 0 || code_compare(second, first) <= 0)
		fail_msg("'%s' does not come before '%s'", first, second);
}

TEST(digits_are_compared_as_numbers)
{
	assert_order("2", "10");
	assert_order("99", "100");
	assert_order("a2", "a10");
	assert_order("a2b", "a10a");
	assert_order("4.7.1", "4.7.10");
	assert_order("4.7.2", "4.7.10");
	assert_order("4.7", "4.7.1");
	assert_order("4.9", "4.10");
}

TEST(numbers_may_be_longer_than_any_integer)
{
	assert_order("99999999999999999999999999999998", "99999999999999999999999999999999");
	assert_order("99999999999999999999999999999999", "100000000000000000000000000000000");
}

TEST(all_else_is_compared_by_byte)
{
	assert_order("A", "a");
	assert_order("a", "b");
	assert_order("1", "a");
	assert_order("Z", "\xc3\x84");
	assert_order("\x7f", "\xc3\x84");
	assert_order("", "0");
	assert_order("", "a");
	assert_order("a", "aa");
	assert_order("-1", "1");
}

TEST(leading_zeros_decide_only_between_equal_codes)
{
	assert_order("1", "02");
	assert_order("01", "2");
	assert_order("01", "1");
	assert_order("001", "01");
	assert_order("01a", "1b");
	assert_order("1a", "01b");
	assert_order("00", "1");
	assert_order("0", "00a");
	assert_int_not_equal(code_compare("1", "01"), 0);
}

TEST(a_code_equals_only_itself)
{
	assert_int_equal(code_compare("", ""), 0);
	assert_int_equal(code_compare("250", "250"), 0);
	assert_int_equal(code_compare("a01b", "a01b"), 0);
	assert_int_not_equal(code_compare("0", "00"), 0);
}

static int
sign(int number)
{
	return (number > 0) - (number < 0);
}

/* Every string of up to three characters out of an alphabet. */
static GPtrArray *
all_codes(const char *alphabet)
{
	GPtrArray *codes = g_ptr_array_new_with_free_func(g_free);

	g_ptr_array_add(codes, g_strdup(""));
	for (guint i = 0; i < codes->len; i++) {
		const char *code = codes->pdata[i];

		for (const char *c = alphabet; *c != '\0' && strlen(code) < 3; c++)
			g_ptr_array_add(codes, g_strdup_printf("%s%c", (const char *) codes->pdata[i], *c));
	}
	return codes;
}

TEST(the_order_of_codes_is_total)
{
	g_autoptr(GPtrArray) codes = all_codes("019a.");

	for (guint i = 0; i < codes->len; i++) {
		for (guint k = 0; k < codes->len; k++) {
			int order = sign(code_compare(codes->pdata[i], codes->pdata[k]));

			assert_int_equal(order, -sign(code_compare(codes->pdata[k], codes->pdata[i])));
			assert_int_equal(order == 0, i == k);
		}
	}
}

TEST(the_order_of_codes_has_no_circles)
{
	g_autoptr(GPtrArray) codes = all_codes("01a");

	for (guint i = 0; i < codes->len; i++)
		for (guint k = 0; k < codes->len; k++)
			for (guint m = 0; m < codes->len; m++)
				if (code_compare(codes->pdata[i], codes->pdata[k]) < 0 &&
				    code_compare(codes->pdata[k], codes->pdata[m]) < 0)
					assert_order(codes->pdata[i], codes->pdata[m]);
}

TEST(an_address_is_in_lower_case_and_needs_no_escaping)
{
	assert_string_free(code_address("250"), "250");
	assert_string_free(code_address("4.7.1"), "4.7.1");
	assert_string_free(code_address("ECONNREFUSED"), "econnrefused");
	assert_string_free(code_address("a_b"), "a_b");
	assert_string_free(code_address("200 OK"), "200-ok");
	assert_string_free(code_address("a / b?c=d&e#f%g"), "a-b-c-d-e-f-g");
}

TEST(an_address_has_single_hyphens_and_none_at_its_ends)
{
	assert_string_free(code_address("a--b"), "a-b");
	assert_string_free(code_address("-a-"), "a");
	assert_string_free(code_address("(a)!"), "a");
	assert_string_free(code_address("---"), "");
	assert_string_free(code_address("a - b"), "a-b");
}

TEST(letters_beyond_ascii_become_hyphens)
{
	assert_string_free(code_address("a\xc3\xa4z"), "a-z");
	assert_string_free(code_address("\xe6\x97\xa5\xe6\x9c\xac"), "");
	/* KELVIN SIGN, whose lower case is "k". */
	assert_string_free(code_address("1\xe2\x84\xaa"), "1");
}

TEST(the_address_of_nothing_is_empty)
{
	assert_string_free(code_address(""), "");
}

TEST(an_address_of_an_address_is_the_same)
{
	g_autoptr(GPtrArray) codes = all_codes("aA1.-_ ");

	for (guint i = 0; i < codes->len; i++) {
		g_autofree char *address = code_address(codes->pdata[i]);

		assert_string_free(code_address(address), address);
	}
}

TEST(ordinary_addresses_are_safe)
{
	assert_true(code_address_is_safe("250"));
	assert_true(code_address_is_safe("4.7.1"));
	assert_true(code_address_is_safe("a_b-c"));
	assert_true(code_address_is_safe("index-1"));
	assert_true(code_address_is_safe("_"));
}

TEST(addresses_that_other_pages_have_are_not_safe)
{
	assert_false(code_address_is_safe("index"));
	assert_false(code_address_is_safe("a-vs-b"));
	assert_false(code_address_is_safe("-vs-"));
}

TEST(addresses_that_need_escaping_or_hide_are_not_safe)
{
	static const char *const bad[] = {
		"", ".", "..", ".a", "A", "a b", "a/b", "a?", "a#", "a%20", "\xc3\xa4", "a:b"
	};

	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
		assert_false(code_address_is_safe(bad[i]));
}

TEST(addresses_that_no_code_gives_are_not_safe)
{
	assert_false(code_address_is_safe("-a"));
	assert_false(code_address_is_safe("a-"));
	assert_false(code_address_is_safe("-"));
	assert_false(code_address_is_safe("a--b"));
}

TEST(two_pairs_never_share_an_address)
{
	/* "a-vs" and "b" would meet "a" and "vs-b" at "a-vs-vs-b". */
	assert_false(code_address_is_safe("a-vs") && code_address_is_safe("vs-b"));
}

static void
assert_split(const char *name, const char *first, const char *second)
{
	g_autofree char *left = NULL;
	g_autofree char *right = NULL;

	assert_true(code_split_pair(name, &left, &right));
	assert_string_equal(left, first);
	assert_string_equal(right, second);
}

TEST(a_name_of_a_pair_is_split_at_its_first_versus)
{
	assert_split("450-vs-550", "450", "550");
	assert_split("a b-vs-c", "a b", "c");
	assert_split("a-vs-b-vs-c", "a", "b-vs-c");
	assert_split("a-vs--vs-", "a", "-vs-");
}

TEST(a_name_without_two_codes_is_not_split)
{
	static const char *const bad[] = { "",        "450",       "-vs-",      "450-vs-",
					   "-vs-550", "450-vs550", "450vs-550", "450-VS-550" };

	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
		char *first = NULL;
		char *second = NULL;

		assert_false(code_split_pair(bad[i], &first, &second));
		assert_null(first);
		assert_null(second);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ordinary_codes_are_safe),
		cmocka_unit_test(codes_that_cannot_name_a_file_are_not_safe),
		cmocka_unit_test(digits_are_compared_as_numbers),
		cmocka_unit_test(numbers_may_be_longer_than_any_integer),
		cmocka_unit_test(all_else_is_compared_by_byte),
		cmocka_unit_test(leading_zeros_decide_only_between_equal_codes),
		cmocka_unit_test(a_code_equals_only_itself),
		cmocka_unit_test(the_order_of_codes_is_total),
		cmocka_unit_test(the_order_of_codes_has_no_circles),
		cmocka_unit_test(an_address_is_in_lower_case_and_needs_no_escaping),
		cmocka_unit_test(an_address_has_single_hyphens_and_none_at_its_ends),
		cmocka_unit_test(letters_beyond_ascii_become_hyphens),
		cmocka_unit_test(the_address_of_nothing_is_empty),
		cmocka_unit_test(an_address_of_an_address_is_the_same),
		cmocka_unit_test(ordinary_addresses_are_safe),
		cmocka_unit_test(addresses_that_other_pages_have_are_not_safe),
		cmocka_unit_test(addresses_that_need_escaping_or_hide_are_not_safe),
		cmocka_unit_test(addresses_that_no_code_gives_are_not_safe),
		cmocka_unit_test(two_pairs_never_share_an_address),
		cmocka_unit_test(a_name_of_a_pair_is_split_at_its_first_versus),
		cmocka_unit_test(a_name_without_two_codes_is_not_split),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
