#include "command/server.h"

#include "support.h"

TEST(the_names_of_this_machine_are_its_own)
{
	static const char *const hosts[] = {
		"localhost", "localhost:8000", "LocalHost",   "127.0.0.1",  "127.0.0.1:8000",         "127.9.9.9:80",
		"[::1]",     "[::1]:8000",     "a.localhost", "localhost:", "my.site.localhost:8000",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(hosts); i++) {
		if (!server_is_own_host(hosts[i], false))
			fail_msg("'%s' is refused", hosts[i]);
		assert_true(server_is_own_host(hosts[i], true));
	}
}

TEST(a_name_that_was_made_to_lead_here_is_none_of_its_own)
{
	static const char *const hosts[] = {
		"",
		"example.org",
		"example.org:8000",
		"localhost.example.org",
		"127.0.0.1.example.org",
		"notlocalhost",
		"localhost@example.org",
		"user@localhost",
		"localhost/",
		"localhost?",
		"localhost#",
		"localhost\\example.org",
		"localhost:x",
		"localhost:99999999999",
		"127.0.0.1 example.org",
		"[::1",
		"::1]",
		"\xff",
		"%",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(hosts); i++) {
		if (server_is_own_host(hosts[i], false) || server_is_own_host(hosts[i], true))
			fail_msg("'%s' is accepted", hosts[i]);
	}
	assert_false(server_is_own_host(NULL, false));
	assert_false(server_is_own_host(NULL, true));
}

TEST(other_addresses_are_for_those_who_may_ask)
{
	assert_false(server_is_own_host("192.0.2.1:8000", false));
	assert_true(server_is_own_host("192.0.2.1:8000", true));
	assert_false(server_is_own_host("[2001:db8::1]", false));
	assert_true(server_is_own_host("[2001:db8::1]", true));
}

TEST(an_entity_tag_is_found_in_a_list)
{
	assert_true(server_etag_matches("\"a\"", "\"a\""));
	assert_true(server_etag_matches("W/\"a\"", "\"a\""));
	assert_true(server_etag_matches("\"b\" , W/\"c\",\"a\"", "\"a\""));
	assert_true(server_etag_matches("*", "\"a\""));
	assert_false(server_etag_matches("", "\"a\""));
	assert_false(server_etag_matches("a", "\"a\""));
	assert_false(server_etag_matches("\"b\", \"c\"", "\"a\""));
	assert_false(server_etag_matches("\"ab\"", "\"a\""));
	assert_false(server_etag_matches("W/W/\"a\"", "\"a\""));
	assert_false(server_etag_matches(",,, ,", "\"a\""));
}

static ServerAnswer
answer_nothing(G_GNUC_UNUSED const char *path, G_GNUC_UNUSED gpointer data)
{
	return (ServerAnswer) { .status = 404, .type = "text/plain", .body = g_bytes_new_static("", 0) };
}

TEST(a_port_that_is_taken_is_said_to_be)
{
	g_autoptr(Server) first = server_new(answer_nothing, NULL);
	g_autoptr(Server) second = server_new(answer_nothing, NULL);
	g_autoptr(GInetAddress) address = g_inet_address_new_from_string("127.0.0.1");
	g_autoptr(GError) error = NULL;
	g_autofree char *url = NULL;
	g_autoptr(GUri) uri = NULL;

	assert_true(server_listen(first, address, 0, NULL));
	url = server_url(first, "/docs/");
	uri = g_uri_parse(url, G_URI_FLAGS_NONE, NULL);
	assert_non_null(uri);
	assert_string_equal(g_uri_get_host(uri), "127.0.0.1");
	assert_string_equal(g_uri_get_path(uri), "/docs/");
	assert_false(server_listen(second, address, (guint16) g_uri_get_port(uri), &error));
	assert_true(g_error_matches(error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE));
}

TEST(an_event_may_be_sent_to_nobody)
{
	g_autoptr(Server) server = server_new(answer_nothing, NULL);

	server_send(server, "{}");
	server_send(server, "{}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_names_of_this_machine_are_its_own),
		cmocka_unit_test(a_name_that_was_made_to_lead_here_is_none_of_its_own),
		cmocka_unit_test(other_addresses_are_for_those_who_may_ask),
		cmocka_unit_test(an_entity_tag_is_found_in_a_list),
		cmocka_unit_test(a_port_that_is_taken_is_said_to_be),
		cmocka_unit_test(an_event_may_be_sent_to_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
