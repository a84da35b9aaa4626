#include "command/report.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "support.h"

static void
forget_environment(void)
{
	g_unsetenv("NO_COLOR");
	g_setenv("TERM", "xterm", TRUE);
}

TEST(findings_go_to_standard_error)
{
	g_autoptr(Findings) findings = findings_new();
	g_autofree char *out = NULL;
	g_autofree char *err = NULL;
	Report *report;

	forget_environment();
	findings_add(findings, FINDING_SYNTAX, (Place) { 0 }, "m");
	capture_begin();
	report = report_new(false);
	report_findings(report, findings);
	report_free(report);
	capture_end(&out, &err);
	assert_string_equal(out, "");
	assert_string_equal(err, "viceversa: error: m [syntax]\n1 error\n");
}

TEST(without_findings_nothing_is_printed)
{
	g_autoptr(Findings) findings = findings_new();
	g_autofree char *out = NULL;
	g_autofree char *err = NULL;
	Report *report;

	capture_begin();
	report = report_new(false);
	report_findings(report, findings);
	report_free(report);
	capture_end(&out, &err);
	assert_string_equal(out, "");
	assert_string_equal(err, "");
}

TEST(a_failure_goes_to_standard_error_even_if_quiet)
{
	g_autoptr(GError) error = g_error_new(g_quark_from_string("test"), 1, "100%% broken: %s", "disk");
	g_autofree char *out = NULL;
	g_autofree char *err = NULL;
	Status status;
	Report *report;

	capture_begin();
	report = report_new(true);
	status = report_failure(report, error);
	report_free(report);
	capture_end(&out, &err);
	assert_int_equal(status, STATUS_FAILED);
	assert_string_equal(out, "");
	assert_string_equal(err, "viceversa: 100% broken: disk\n");
}

TEST(wrong_usage_points_to_the_help)
{
	g_autofree char *out = NULL;
	g_autofree char *err = NULL;
	Status status;
	Report *report;

	capture_begin();
	report = report_new(true);
	status = report_usage(report, "no '%s', %d", "x", 7);
	report_free(report);
	capture_end(&out, &err);
	assert_int_equal(status, STATUS_USAGE);
	assert_string_equal(out, "");
	assert_string_equal(err, "viceversa: no 'x', 7\nTry 'viceversa --help'.\n");
}

TEST(a_result_goes_to_standard_output)
{
	g_autofree char *out = NULL;
	g_autofree char *err = NULL;
	Report *report;

	capture_begin();
	report = report_new(false);
	report_result(report, "%d pages in '%s'", 7, "x");
	report_free(report);
	capture_end(&out, &err);
	assert_string_equal(out, "7 pages in 'x'\n");
	assert_string_equal(err, "");
}

TEST(who_is_quiet_says_no_result_and_no_progress)
{
	g_autofree char *out = NULL;
	g_autofree char *err = NULL;
	Report *report;

	capture_begin();
	report = report_new(true);
	report_progress(report, 1, 2);
	report_result(report, "7 pages");
	report_free(report);
	capture_end(&out, &err);
	assert_string_equal(out, "");
	assert_string_equal(err, "");
}

TEST(progress_is_only_for_terminals)
{
	g_autofree char *out = NULL;
	g_autofree char *err = NULL;
	Report *report;

	forget_environment();
	capture_begin();
	report = report_new(false);
	report_progress(report, 1, 2);
	report_free(report);
	capture_end(&out, &err);
	assert_string_equal(out, "");
	assert_string_equal(err, "");
}

/* What a function writes to standard error when that is a terminal.  Standard
 * output is caught, too, and left out. */
static char *
on_terminal(void (*say)(void))
{
	int terminal = posix_openpt(O_RDWR | O_NOCTTY);
	GString *out = g_string_new(NULL);
	struct termios settings;
	char block[4096];
	gssize count;
	int descriptor;

	assert_int_equal(grantpt(terminal), 0);
	assert_int_equal(unlockpt(terminal), 0);
	descriptor = open(ptsname(terminal), O_RDWR | O_NOCTTY);
	assert_true(descriptor >= 0);
	assert_int_equal(tcgetattr(descriptor, &settings), 0);
	cfmakeraw(&settings);
	tcsetattr(descriptor, TCSANOW, &settings);
	capture_begin();
	dup2(descriptor, STDERR_FILENO);
	say();
	fflush(NULL);
	capture_end(NULL, NULL);
	close(descriptor);
	/* A terminal that nobody has open any more ends with an error. */
	while ((count = read(terminal, block, sizeof(block))) > 0)
		g_string_append_len(out, block, count);
	close(terminal);
	return g_string_free(out, FALSE);
}

static void
say_finding(void)
{
	g_autoptr(Findings) findings = findings_new();
	g_autoptr(Report) report = report_new(false);

	findings_add(findings, FINDING_SYNTAX, (Place) { 0 }, "m");
	report_findings(report, findings);
}

TEST(findings_have_colours_on_a_terminal)
{
	g_autofree char *said = NULL;

	forget_environment();
	said = on_terminal(say_finding);
	assert_non_null(strstr(said, "\033[1;31merror:"));
}

TEST(findings_have_no_colours_for_who_wants_none)
{
	forget_environment();
	g_setenv("NO_COLOR", "1", TRUE);
	assert_string_free(on_terminal(say_finding), "viceversa: error: m [syntax]\n1 error\n");
	forget_environment();
	g_setenv("TERM", "dumb", TRUE);
	assert_string_free(on_terminal(say_finding), "viceversa: error: m [syntax]\n1 error\n");
}

TEST(an_empty_wish_for_no_colours_is_none)
{
	g_autofree char *said = NULL;

	forget_environment();
	g_setenv("NO_COLOR", "", TRUE);
	said = on_terminal(say_finding);
	assert_non_null(strstr(said, "\033[1;31merror:"));
	forget_environment();
}

#define ERASE "\r\033[K"

static void
say_progress(void)
{
	g_autoptr(Report) report = report_new(false);

	report_progress(report, 7, 10);
	/* So soon nobody could read it. */
	report_progress(report, 8, 10);
}

TEST(progress_is_shown_on_a_terminal_and_erased_at_the_end)
{
	forget_environment();
	assert_string_free(on_terminal(say_progress), ERASE "7 pages done, 3 left" ERASE);
}

static void
say_progress_slowly(void)
{
	g_autoptr(Report) report = report_new(false);

	report_progress(report, 7, 10);
	g_usleep(150000);
	report_progress(report, 10, 10);
}

TEST(progress_is_shown_again_after_a_while)
{
	forget_environment();
	assert_string_free(on_terminal(say_progress_slowly),
			   ERASE "7 pages done, 3 left" ERASE "10 pages done, 0 left" ERASE);
}

static void
say_everything(void)
{
	g_autoptr(GError) error = g_error_new_literal(g_quark_from_string("test"), 1, "x");
	g_autoptr(Report) report = report_new(false);

	report_progress(report, 7, 10);
	report_failure(report, error);
	report_usage(report, "y");
	report_result(report, "z");
}

TEST(progress_is_erased_before_anything_else_is_said)
{
	forget_environment();
	assert_string_free(on_terminal(say_everything),
			   ERASE "7 pages done, 3 left" ERASE "viceversa: x\nviceversa: y\nTry 'viceversa --help'.\n");
}

static void
say_result(void)
{
	g_autoptr(Report) report = report_new(false);

	report_progress(report, 7, 10);
	report_result(report, "z");
}

TEST(progress_is_erased_before_a_result)
{
	forget_environment();
	assert_string_free(on_terminal(say_result), ERASE "7 pages done, 3 left" ERASE);
}

static void
say_quietly(void)
{
	g_autoptr(Report) report = report_new(true);

	report_progress(report, 7, 10);
	report_result(report, "z");
}

TEST(who_is_quiet_shows_no_progress_on_a_terminal)
{
	forget_environment();
	assert_string_free(on_terminal(say_quietly), "");
}

TEST(an_exit_status_means_what_the_manual_says)
{
	assert_int_equal(STATUS_DONE, 0);
	assert_int_equal(STATUS_FINDINGS, 1);
	assert_int_equal(STATUS_USAGE, 2);
	assert_int_equal(STATUS_FAILED, 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(findings_go_to_standard_error),
		cmocka_unit_test(without_findings_nothing_is_printed),
		cmocka_unit_test(a_failure_goes_to_standard_error_even_if_quiet),
		cmocka_unit_test(wrong_usage_points_to_the_help),
		cmocka_unit_test(a_result_goes_to_standard_output),
		cmocka_unit_test(who_is_quiet_says_no_result_and_no_progress),
		cmocka_unit_test(progress_is_only_for_terminals),
		cmocka_unit_test(findings_have_colours_on_a_terminal),
		cmocka_unit_test(findings_have_no_colours_for_who_wants_none),
		cmocka_unit_test(an_empty_wish_for_no_colours_is_none),
		cmocka_unit_test(progress_is_shown_on_a_terminal_and_erased_at_the_end),
		cmocka_unit_test(progress_is_shown_again_after_a_while),
		cmocka_unit_test(progress_is_erased_before_anything_else_is_said),
		cmocka_unit_test(progress_is_erased_before_a_result),
		cmocka_unit_test(who_is_quiet_shows_no_progress_on_a_terminal),
		cmocka_unit_test(an_exit_status_means_what_the_manual_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
