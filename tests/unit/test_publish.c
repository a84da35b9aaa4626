#include "command/publish.h"

#include "command/build.h"
#include "support.h"

/* What the last command printed, both ways. */
static char *out;
static char *err;

/* Runs a command on the site of a folder, with a destination in it. */
static Status
run(Status (*command)(const Options *options, Report *report), const Folder *folder, Options options)
{
	g_autofree char *destination = folder_path(folder, "www");
	char *arguments[] = { destination, NULL };
	Report *report;
	Status status;

	options.root = folder->path;
	options.jobs = 1;
	options.keep = OPTIONS_KEEP_DEFAULT;
	options.arguments = arguments;
	g_free(out);
	g_free(err);
	capture_begin();
	report = report_new(false);
	status = command(&options, report);
	report_free(report);
	capture_end(&out, &err);
	return status;
}

static Status
build(const Folder *folder)
{
	return run(command_build, folder, (Options) { 0 });
}

static Status
publish(const Folder *folder)
{
	return run(command_publish, folder, (Options) { 0 });
}

TEST(a_site_is_published_and_rolled_back)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *first = NULL;

	assert_int_equal(build(folder), STATUS_DONE);
	assert_int_equal(publish(folder), STATUS_DONE);
	assert_contains(out, "release 000001-");
	first = folder_read(folder, "www/current/index.html");
	assert_string_free(folder_read(folder, "site/index.html"), first);
	assert_int_equal(publish(folder), STATUS_DONE);
	assert_contains(out, "already: release 000001-");
	folder_write(folder, "templates/assets/new.txt", "new\n");
	assert_int_equal(build(folder), STATUS_DONE);
	assert_int_equal(run(command_publish, folder, (Options) { .dry_run = true }), STATUS_DONE);
	assert_contains(out, "added:   assets/new.txt\n");
	assert_false(folder_has(folder, "www/current/assets/new.txt"));
	assert_int_equal(publish(folder), STATUS_DONE);
	assert_true(folder_has(folder, "www/current/assets/new.txt"));
	assert_int_equal(run(command_rollback, folder, (Options) { .dry_run = true }), STATUS_DONE);
	assert_true(folder_has(folder, "www/current/assets/new.txt"));
	assert_int_equal(run(command_rollback, folder, (Options) { 0 }), STATUS_DONE);
	assert_false(folder_has(folder, "www/current/assets/new.txt"));
	assert_int_equal(run(command_rollback, folder, (Options) { 0 }), STATUS_USAGE);
	assert_contains(err, "there is no release before the one that is live");
}

TEST(what_is_not_the_site_of_its_sources_is_refused)
{
	g_autoptr(Folder) folder = site_new();

	assert_int_equal(publish(folder), STATUS_USAGE);
	assert_contains(err, "there is no site in");
	assert_int_equal(build(folder), STATUS_DONE);
	folder_write(folder, "templates/assets/new.txt", "new\n");
	assert_int_equal(publish(folder), STATUS_USAGE);
	assert_contains(err, "is older than its sources; build the site again");
	assert_int_equal(build(folder), STATUS_DONE);
	folder_write(folder, "site/index.html", "changed\n");
	assert_int_equal(publish(folder), STATUS_USAGE);
	assert_contains(err, "is not as it was built");
	folder_write(folder, "site.manifest", "damaged\n");
	assert_int_equal(publish(folder), STATUS_USAGE);
	assert_contains(err, "is damaged; build the site again");
	assert_false(folder_has(folder, "www"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_site_is_published_and_rolled_back),
		cmocka_unit_test(what_is_not_the_site_of_its_sources_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
