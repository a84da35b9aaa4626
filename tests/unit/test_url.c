#include "source/url.h"

#include <glib.h>

#include "support.h"

TEST(addresses_of_the_web_are_accepted)
{
	static const char *const good[] = { "https://example.org",  "http://example.org/",
					    "HTTPS://example.org/", "https://example.org:8080/a/b?c=d#e",
					    "https://127.0.0.1/",   "https://[::1]/",
					    "https://a/%41",        "https://user@example.org/" };

	for (gsize i = 0; i < G_N_ELEMENTS(good); i++)
		if (!url_is_web(good[i]))
			fail_msg("'%s' is no address", good[i]);
}

TEST(other_addresses_are_refused)
{
	static const char *const bad[] = { "",
					   "example.org",
					   "/path",
					   "//example.org/",
					   "ftp://example.org/",
					   "https://",
					   "https:///x",
					   "https:example.org",
					   "https//example.org",
					   "javascript:alert(1)",
					   "mailto:a@example.org",
					   "https://example:x/",
					   "https://a/%zz" };

	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
		if (url_is_web(bad[i]))
			fail_msg("'%s' is an address", bad[i]);
}

TEST(characters_that_have_to_be_escaped_are_refused)
{
	static const char characters[] = " \t\n<>\"\\^`{|}";

	for (const char *c = characters; *c != '\0'; c++) {
		g_autofree char *text = g_strdup_printf("https://example.org/a%cb", *c);

		assert_false(url_is_web(text));
	}
}

TEST(a_base_has_no_query_and_no_fragment)
{
	assert_true(url_is_base("https://example.org"));
	assert_true(url_is_base("https://example.org/docs/"));
	assert_false(url_is_base("https://example.org/?"));
	assert_false(url_is_base("https://example.org/?a=b"));
	assert_false(url_is_base("https://example.org/#a"));
	assert_false(url_is_base("example.org"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_of_the_web_are_accepted),
		cmocka_unit_test(other_addresses_are_refused),
		cmocka_unit_test(characters_that_have_to_be_escaped_are_refused),
		cmocka_unit_test(a_base_has_no_query_and_no_fragment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
