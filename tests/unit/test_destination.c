#include "output/destination.h"

#include "support.h"

/* "user host path rsync's host", or what is wrong.
 * Returns: (transfer full). */
static char *
read_destination(const char *text)
{
	const char *problem = NULL;
	g_autoptr(Destination) destination = destination_new(text, &problem);
	g_autofree char *host = NULL;

	if (destination == NULL)
		return g_strdup(problem);
	assert_null(problem);
	assert_string_equal(destination->text, text);
	host = destination_rsync_host(destination);
	return g_strdup_printf("%s %s %s %s", destination->user == NULL ? "-" : destination->user,
			       destination->host == NULL ? "-" : destination->host, destination->path,
			       host == NULL ? "-" : host);
}

TEST(a_path_is_a_folder_of_this_machine)
{
	g_autofree char *here = g_get_current_dir();
	g_autofree char *www = g_strdup_printf("- - %s/www -", here);
	g_autofree char *odd = g_strdup_printf("- - %s/a:b -", here);

	assert_string_free(read_destination("/srv/www"), "- - /srv/www -");
	assert_string_free(read_destination("/srv/../www//x/"), "- - /www/x -");
	assert_string_free(read_destination("www"), www);
	assert_string_free(read_destination("./a:b"), odd);
	assert_string_free(read_destination("/a b'c\"$d:/e"), "- - /a b'c\"$d:/e -");
}

TEST(what_stands_before_a_colon_is_a_host)
{
	assert_string_free(read_destination("web:/srv/www"), "- web /srv/www web");
	assert_string_free(read_destination("web.example.org:/"), "- web.example.org / web.example.org");
	assert_string_free(read_destination("me@web:/a b'c:d"), "me web /a b'c:d me@web");
	assert_string_free(read_destination("me@example.org@web:/x"), "me@example.org web /x me@example.org@web");
	assert_string_free(read_destination("[::1]:/x"), "- ::1 /x [::1]");
	assert_string_free(read_destination("me@[fe80::1%eth0]:/x"), "me fe80::1%eth0 /x me@[fe80::1%eth0]");
}

TEST(what_could_be_an_option_or_a_command_is_no_host)
{
	static const char host[] = "has a name of a host with other characters than letters, digits, '.', '_' and '-'";
	static const char user[] =
	    "has a name of a user with other characters than letters, digits, '.', '_', '+', '@' and '-'";

	assert_string_free(read_destination("-oProxyCommand=x:/y"), host);
	assert_string_free(read_destination("-v:/y"), host);
	assert_string_free(read_destination("me@-v:/y"), host);
	assert_string_free(read_destination("a b:/y"), host);
	assert_string_free(read_destination("a;b:/y"), host);
	assert_string_free(read_destination("$(id):/y"), host);
	assert_string_free(read_destination("w\xC3\xA9"
					    "b:/y"),
			   host);
	assert_string_free(read_destination(":/y"), host);
	assert_string_free(read_destination("me@:/y"), host);
	assert_string_free(read_destination("[-v]:/y"), host);
	assert_string_free(read_destination("[a b]:/y"), host);
	assert_string_free(read_destination("[]:/y"), host);
	assert_string_free(read_destination("-l@web:/y"), user);
	assert_string_free(read_destination("a b@web:/y"), user);
	assert_string_free(read_destination("@web:/y"), user);
}

TEST(a_path_on_another_machine_is_whole)
{
	static const char relative[] = "names a folder of another machine that does not begin with '/'";

	assert_string_free(read_destination("web:www"), relative);
	assert_string_free(read_destination("web:~/www"), relative);
	assert_string_free(read_destination("web:"), relative);
	assert_string_free(read_destination("web::module"), relative);
}

TEST(what_cannot_be_passed_on_by_the_line_is_no_destination)
{
	assert_string_free(read_destination(""), "names no folder");
	assert_string_free(read_destination("/a\nb"), "has control characters in it");
	assert_string_free(read_destination("web:/a\nb"), "has control characters in it");
	assert_string_free(read_destination("web:/a\x7F"), "has control characters in it");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_path_is_a_folder_of_this_machine),
		cmocka_unit_test(what_stands_before_a_colon_is_a_host),
		cmocka_unit_test(what_could_be_an_option_or_a_command_is_no_host),
		cmocka_unit_test(a_path_on_another_machine_is_whole),
		cmocka_unit_test(what_cannot_be_passed_on_by_the_line_is_no_destination),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
