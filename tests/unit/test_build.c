#include "command/build.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/check.h"
#include "command/site.h"
#include "support.h"

/* What a command answered and said. */
typedef struct {
	Status status;
	char *out;
	char *err;
} Answer;

static void
answer_free(Answer *answer)
{
	g_free(answer->out);
	g_free(answer->err);
	g_free(answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Answer, answer_free)

typedef Status (*Command)(const Options *options, Report *report);

/* Runs a command on the site of a folder; options->root is set here. */
static Answer *
run(Command command, const Folder *folder, Options options)
{
	Answer *answer = g_new0(Answer, 1);
	Report *report;

	options.root = folder->path;
	if (options.jobs == 0)
		options.jobs = 2;
	capture_begin();
	report = report_new(options.quiet);
	answer->status = command(&options, report);
	report_free(report);
	capture_end(&answer->out, &answer->err);
	return answer;
}

static Answer *
build(const Folder *folder)
{
	return run(command_build, folder, (Options) { 0 });
}

static Answer *
check(const Folder *folder)
{
	return run(command_check, folder, (Options) { 0 });
}

/* The site has been found bad for one reason, and nothing was written. */
static void
assert_found(Answer *answer, const Folder *folder, const char *name)
{
	g_autofree char *shown = g_strdup_printf("[%s]\n", name);

	assert_int_equal(answer->status, STATUS_FINDINGS);
	assert_string_equal(answer->out, "");
	assert_contains(answer->err, shown);
	assert_false(folder_has(folder, "site"));
	assert_false(folder_has(folder, "site.manifest"));
}

#define FILES_OF(tag)                                                                                      \
	tag "/404.html\n" tag "/alpha.json\n" tag "/alpha/1-vs-10.html\n" tag "/alpha/1-vs-2.html\n" tag   \
	    "/alpha/1.html\n" tag "/alpha/10.html\n" tag "/alpha/2-vs-10.html\n" tag "/alpha/2.html\n" tag \
	    "/alpha/index.html\n" tag "/beta.json\n" tag "/beta/a.html\n" tag "/beta/index.html\n" tag     \
	    "/index.html\n" tag "/offline.html\n" tag "/search.json\n" tag "/translations.html\n"

TEST(a_build_writes_every_page_below_the_root)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) answer = build(folder);

	assert_int_equal(answer->status, STATUS_DONE);
	assert_string_equal(answer->err, "");
	assert_true(g_str_has_prefix(answer->out, "56 pages in 3 locales in "));
	assert_true(g_str_has_suffix(answer->out, " s: 56 written, 0 unchanged, 0 removed\n"));
	assert_string_free(folder_list(folder, "site"),
			   "404.html\n_redirects\n" FILES_OF("ar") "assets/style.500323be.css\n" FILES_OF("de")
			       FILES_OF("en") "index.html\nllms.txt\nredirects.nginx.conf\nrobots.txt\nsitemap.xml\n");
	assert_string_free(folder_read(folder, "site/assets/style.500323be.css"), "a { }\n");
}

TEST(a_second_build_writes_only_what_changed)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) first = build(folder);
	g_autoptr(Answer) second = build(folder);
	g_autoptr(Answer) third = NULL;

	assert_int_equal(first->status, STATUS_DONE);
	assert_true(g_str_has_suffix(second->out, " s: 0 written, 56 unchanged, 0 removed\n"));
	folder_write(folder, "templates/not-found.html", "other");
	third = build(folder);
	assert_true(g_str_has_suffix(third->out, " s: 4 written, 52 unchanged, 0 removed\n"));
}

TEST(a_build_removes_the_pages_of_an_entry_that_is_gone)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) first = build(folder);
	g_autoptr(Answer) second = NULL;

	assert_int_equal(first->status, STATUS_DONE);
	folder_replace(folder, "content/alpha/10.yaml", "related: [\"1\", \"2\"]", "related: [\"1\"]");
	folder_remove(folder, "content/alpha/2.yaml");
	folder_remove(folder, "content/beta");
	folder_remove(folder, "locales/de/beta");
	second = build(folder);
	assert_int_equal(second->status, STATUS_DONE);
	assert_true(g_str_has_suffix(second->out, ", 18 removed\n"));
	assert_false(folder_has(folder, "site/en/beta"));
	assert_false(folder_has(folder, "site/en/alpha/2.html"));
	assert_true(folder_has(folder, "site/en/alpha/1-vs-10.html"));
}

TEST(the_number_of_threads_changes_no_byte)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *one = folder_path(folder, "one");
	g_autofree char *many = folder_path(folder, "many");
	g_autoptr(Answer) first = run(command_build, folder, (Options) { .output = one, .jobs = 1 });
	g_autoptr(Answer) second = run(command_build, folder, (Options) { .output = many, .jobs = 16 });
	g_autofree char *files = folder_list(folder, "one");
	g_auto(GStrv) names = g_strsplit(files, "\n", -1);

	assert_int_equal(first->status, STATUS_DONE);
	assert_int_equal(second->status, STATUS_DONE);
	assert_string_free(folder_list(folder, "many"), files);
	for (guint i = 0; *names[i] != '\0'; i++) {
		g_autofree char *left = g_build_filename("one", names[i], NULL);
		g_autofree char *right = g_build_filename("many", names[i], NULL);
		g_autofree char *text = folder_read(folder, left);

		assert_string_free(folder_read(folder, right), text);
	}
}

TEST(one_locale_can_be_built_by_its_tag_or_its_folder)
{
	g_autoptr(Folder) folder = site_new();
	char *tags[] = { (char *) "pt-BR", NULL };
	char *folders[] = { (char *) "de", (char *) "de", NULL };
	g_autoptr(Answer) by_tag = NULL;
	g_autoptr(Answer) by_folder = NULL;

	folder_replace(folder, "locales/de/locale.yaml", "tag: de", "tag: pt-BR");
	by_tag = run(command_build, folder, (Options) { .locales = tags });
	assert_int_equal(by_tag->status, STATUS_DONE);
	assert_true(g_str_has_prefix(by_tag->out, "24 pages in 1 locale in "));
	assert_true(folder_has(folder, "site/de/index.html"));
	assert_false(folder_has(folder, "site/en"));
	by_folder = run(command_build, folder, (Options) { .locales = folders });
	assert_true(g_str_has_suffix(by_folder->out, " s: 0 written, 24 unchanged, 0 removed\n"));
}

TEST(several_locales_can_be_built)
{
	g_autoptr(Folder) folder = site_new();
	char *tags[] = { (char *) "en", (char *) "ar", NULL };
	g_autoptr(Answer) answer = run(command_build, folder, (Options) { .locales = tags });

	assert_true(g_str_has_prefix(answer->out, "40 pages in 2 locales in "));
	assert_false(folder_has(folder, "site/de"));
}

TEST(a_locale_that_the_site_lacks_is_wrong_usage)
{
	g_autoptr(Folder) folder = site_new();
	char *tags[] = { (char *) "en", (char *) "fr", NULL };
	g_autoptr(Answer) answer = run(command_build, folder, (Options) { .locales = tags });

	assert_int_equal(answer->status, STATUS_USAGE);
	assert_contains(answer->err, "the site has no locale 'fr'; it has ar, de, en\n");
	assert_false(folder_has(folder, "site"));
}

TEST(a_base_address_on_the_command_line_replaces_the_sites)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) answer =
	    run(command_build, folder, (Options) { .base_url = (char *) "http://localhost:8080" });
	g_autofree char *robots = NULL;

	assert_int_equal(answer->status, STATUS_DONE);
	robots = folder_read(folder, "site/robots.txt");
	assert_contains(robots, "Sitemap: http://localhost:8080/sitemap.xml\n");
	assert_lacks(robots, "example.org");
}

TEST(a_build_may_be_quiet)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) answer = run(command_build, folder, (Options) { .quiet = TRUE });

	assert_int_equal(answer->status, STATUS_DONE);
	assert_string_equal(answer->out, "");
	assert_string_equal(answer->err, "");
	assert_true(folder_has(folder, "site/index.html"));
}

TEST(a_site_with_an_error_is_not_written)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) answer = NULL;

	folder_replace(folder, "content/alpha/1.yaml", "class: good", "class: x");
	answer = build(folder);
	assert_found(answer, folder, "unknown-class");
	assert_contains(answer->err, "\n1 error\n");
}

TEST(errors_of_files_and_of_templates_are_reported_together)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) answer = NULL;

	folder_replace(folder, "content/alpha/1.yaml", "class: good", "class: x");
	folder_write(folder, "templates/home.html", "{x}");
	answer = build(folder);
	assert_found(answer, folder, "unknown-class");
	assert_found(answer, folder, "template-name");
}

TEST(a_folder_without_content_is_reported_once)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Answer) answer = build(folder);

	assert_found(answer, folder, "missing-file");
	assert_contains(answer->err, "\n1 error\n");
}

TEST(a_warning_stops_only_who_is_strict)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) strict = NULL;
	g_autoptr(Answer) lenient = NULL;
	g_autoptr(Answer) checked = NULL;

	folder_write(folder, "content/README", "x");
	strict = run(command_build, folder, (Options) { .strict = TRUE });
	assert_found(strict, folder, "unknown-file");
	checked = run(command_check, folder, (Options) { .strict = TRUE });
	assert_found(checked, folder, "unknown-file");
	lenient = build(folder);
	assert_int_equal(lenient->status, STATUS_DONE);
	assert_contains(lenient->err, "[unknown-file]\n1 warning\n");
	assert_true(folder_has(folder, "site/index.html"));
}

/* Builds into an output folder that has to be refused. */
static void
assert_output_refused(const Folder *folder, const char *output)
{
	g_autofree char *before = folder_list(folder, "");
	g_autoptr(Answer) answer = run(command_build, folder, (Options) { .output = (char *) output });

	assert_found(answer, folder, "output-folder");
	assert_string_free(folder_list(folder, ""), before);
}

TEST(a_site_is_not_written_over_what_it_is_made_from)
{
	static const char *const names[] = { "",
					     "content",
					     "content/new",
					     "locales/de",
					     "templates",
					     "templates/assets/deep/er",
					     ".",
					     "content/../locales",
					     "site/../content" };
	g_autoptr(Folder) folder = site_new();
	g_autofree char *above = g_path_get_dirname(folder->path);

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *output = folder_path(folder, names[i]);

		assert_output_refused(folder, output);
	}
	assert_output_refused(folder, above);
	assert_output_refused(folder, "/");
}

TEST(a_link_to_the_source_is_the_source)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *path = folder_path(folder, "link");
	g_autofree char *below = folder_path(folder, "link/new/site");

	assert_int_equal(symlink("content", path), 0);
	assert_output_refused(folder, path);
	assert_output_refused(folder, below);
}

TEST(a_folder_beside_the_source_may_begin_with_its_name)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *output = folder_path(folder, "content-site");
	g_autoptr(Answer) answer = run(command_build, folder, (Options) { .output = output });

	assert_int_equal(answer->status, STATUS_DONE);
	assert_true(folder_has(folder, "content-site/index.html"));
	assert_true(folder_has(folder, "content-site.manifest"));
}

TEST(a_foreign_file_in_the_way_stops_the_build)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *path = folder_path(folder, "site/index.html");
	g_autoptr(Answer) one = NULL;
	g_autoptr(Answer) more = NULL;

	folder_write(folder, "site/index.html", "mine");
	one = build(folder);
	assert_int_equal(one->status, STATUS_FINDINGS);
	assert_contains(one->err, path);
	assert_contains(one->err, "' is in the way, and viceversa did not write it");
	folder_write(folder, "site/robots.txt", "mine");
	folder_write(folder, "site/sitemap.xml", "mine");
	more = build(folder);
	assert_int_equal(more->status, STATUS_FINDINGS);
	assert_contains(more->err, path);
	assert_contains(more->err, "' and 2 more files are in the way");
	assert_string_free(folder_list(folder, "site"), "index.html\nrobots.txt\nsitemap.xml\n");
	assert_string_free(folder_read(folder, "site/index.html"), "mine");
}

TEST(other_foreign_files_stay)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) answer = NULL;

	folder_write(folder, "site/CNAME", "mine");
	folder_write(folder, "site/en/alpha/notes.txt", "mine");
	answer = build(folder);
	assert_int_equal(answer->status, STATUS_DONE);
	assert_string_free(folder_read(folder, "site/CNAME"), "mine");
	assert_string_free(folder_read(folder, "site/en/alpha/notes.txt"), "mine");
}

TEST(the_name_of_an_asset_costs_no_foreign_file)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) first = NULL;
	g_autoptr(Answer) second = NULL;

	folder_write(folder, "site/foreign.txt", "mine");
	folder_write(folder, "templates/assets/a\nforeign.txt", "x");
	first = build(folder);
	folder_remove(folder, "templates/assets/a\nforeign.txt");
	second = build(folder);
	assert_int_equal(second->status, STATUS_DONE);
	assert_string_free(folder_read(folder, "site/foreign.txt"), "mine");
}

TEST(a_folder_that_cannot_be_made_is_a_failure)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *output = folder_path(folder, "file/site");
	g_autoptr(Answer) answer = NULL;

	folder_write(folder, "file", "x");
	answer = run(command_build, folder, (Options) { .output = output });
	assert_int_equal(answer->status, STATUS_FAILED);
	assert_true(g_str_has_prefix(answer->err, "viceversa: "));
	assert_contains(answer->err, output);
}

TEST(a_manifest_that_cannot_be_read_is_a_failure)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) answer = NULL;

	folder_write(folder, "site.manifest/x", "");
	answer = build(folder);
	assert_int_equal(answer->status, STATUS_FAILED);
	assert_contains(answer->err, "site.manifest");
	assert_false(folder_has(folder, "site"));
}

TEST(a_page_that_cannot_be_written_is_a_failure)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) first = build(folder);
	g_autoptr(Answer) second = NULL;

	assert_int_equal(first->status, STATUS_DONE);
	folder_remove(folder, "site/en/index.html");
	folder_write(folder, "site/en/index.html/inner", "mine");
	folder_remove(folder, "site/de/index.html");
	folder_write(folder, "site/de/index.html/inner", "mine");
	second = build(folder);
	assert_int_equal(second->status, STATUS_FAILED);
	assert_true(g_str_has_prefix(second->err, "viceversa: cannot replace "));
	assert_string_equal(second->out, "");
	assert_string_free(folder_read(folder, "site/en/index.html/inner"), "mine");
}

TEST(a_source_that_cannot_be_read_is_a_failure)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *path = folder_path(folder, "content/alpha/2.yaml");
	g_autoptr(Answer) built = NULL;
	g_autoptr(Answer) checked = NULL;

	folder_remove(folder, "content/alpha/2.yaml");
	assert_int_equal(symlink("/proc/self/mem", path), 0);
	built = build(folder);
	checked = check(folder);
	assert_int_equal(built->status, STATUS_FAILED);
	assert_int_equal(checked->status, STATUS_FAILED);
	assert_true(g_str_has_prefix(built->err, "viceversa: cannot read "));
	assert_false(folder_has(folder, "site"));
}

TEST(a_template_that_fails_is_found_before_anything_is_written)
{
	static const char *const names[] = { "page.html", "choice.html", "pair.html", "sections.html" };

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autoptr(Folder) folder = site_new();
		g_autofree char *path = g_strdup_printf("templates/%s", names[i]);
		g_autoptr(Answer) answer = NULL;

		folder_write(folder, path, "{message_fix[7][7]}");
		answer = build(folder);
		assert_found(answer, folder, "template-failed");
		assert_contains(answer->err, names[i]);
	}
}

TEST(a_template_that_fails_on_one_page_is_found)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) answer = NULL;

	/* The first pair, on which templates are tried, is that of 1 and 2. */
	folder_write(folder, "templates/pair.html", "{if first_code == \"2\"}{message_fix[7][7]}{end}");
	answer = build(folder);
	assert_int_equal(answer->status, STATUS_FINDINGS);
	assert_contains(answer->err, "pair.html");
	assert_contains(answer->err, "[template-failed]\n1 error\n");
	assert_string_equal(answer->out, "");
}

TEST(a_check_writes_nothing)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *before = folder_list(folder, "");
	g_autoptr(Answer) answer = check(folder);

	assert_int_equal(answer->status, STATUS_DONE);
	assert_string_equal(answer->out, "56 pages in 3 locales, nothing to mend\n");
	assert_string_equal(answer->err, "");
	assert_string_free(folder_list(folder, ""), before);
}

TEST(a_check_of_one_locale_says_so)
{
	g_autoptr(Folder) folder = site_new();
	char *tags[] = { (char *) "en", NULL };
	g_autoptr(Answer) answer = run(command_check, folder, (Options) { .locales = tags });

	assert_string_equal(answer->out, "24 pages in 1 locale, nothing to mend\n");
}

TEST(a_check_finds_what_a_build_finds)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) answer = NULL;

	folder_write(folder, "templates/home.html", "{message_fix[7][7]}");
	answer = check(folder);
	assert_found(answer, folder, "template-failed");
}

TEST(a_site_can_be_closed_wherever_its_opening_stopped)
{
	static const char *const names[] = { "content", "content/site.yaml", "templates/page.html", "locales/en" };

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autoptr(Folder) folder = site_new();
		Options options = { .root = folder->path, .jobs = 1 };
		g_autoptr(Report) report = report_new(true);
		Site site;

		folder_remove(folder, names[i]);
		assert_int_equal(site_open(&site, &options, report), STATUS_FINDINGS);
		assert_true(findings_count(site.findings, SEVERITY_ERROR) > 0);
		site_close(&site);
		assert_null(site.findings);
		assert_null(site.source);
	}
}

TEST(a_base_address_that_is_none_is_wrong_usage)
{
	static char *const bad[] = { "",        "http", "example.org", "ftp://example.org/", "https://example.org/?a",
				     "https://" };

	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(Folder) folder = site_new();
		g_autoptr(Answer) answer = run(command_build, folder, (Options) { .base_url = bad[i] });

		assert_int_equal(answer->status, STATUS_USAGE);
		assert_false(folder_has(folder, "site"));
	}
}

TEST(a_folder_that_holds_linked_content_is_the_source)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Folder) elsewhere = folder_new();
	g_autofree char *path = folder_path(folder, "content");
	g_autofree char *target = folder_path(elsewhere, "source/content");
	g_autofree char *above = folder_path(elsewhere, "source");

	folder_write(elsewhere, "source/x", "");
	assert_int_equal(rename(path, target), 0);
	assert_int_equal(symlink(target, path), 0);
	assert_output_refused(folder, above);
	assert_output_refused(folder, elsewhere->path);
	assert_output_refused(folder, target);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_build_writes_every_page_below_the_root),
		cmocka_unit_test(a_second_build_writes_only_what_changed),
		cmocka_unit_test(a_build_removes_the_pages_of_an_entry_that_is_gone),
		cmocka_unit_test(the_number_of_threads_changes_no_byte),
		cmocka_unit_test(one_locale_can_be_built_by_its_tag_or_its_folder),
		cmocka_unit_test(several_locales_can_be_built),
		cmocka_unit_test(a_locale_that_the_site_lacks_is_wrong_usage),
		cmocka_unit_test(a_base_address_on_the_command_line_replaces_the_sites),
		cmocka_unit_test(a_build_may_be_quiet),
		cmocka_unit_test(a_site_with_an_error_is_not_written),
		cmocka_unit_test(errors_of_files_and_of_templates_are_reported_together),
		cmocka_unit_test(a_folder_without_content_is_reported_once),
		cmocka_unit_test(a_warning_stops_only_who_is_strict),
		cmocka_unit_test(a_site_is_not_written_over_what_it_is_made_from),
		cmocka_unit_test(a_link_to_the_source_is_the_source),
		cmocka_unit_test(a_folder_beside_the_source_may_begin_with_its_name),
		cmocka_unit_test(a_foreign_file_in_the_way_stops_the_build),
		cmocka_unit_test(other_foreign_files_stay),
		cmocka_unit_test(the_name_of_an_asset_costs_no_foreign_file),
		cmocka_unit_test(a_folder_that_cannot_be_made_is_a_failure),
		cmocka_unit_test(a_manifest_that_cannot_be_read_is_a_failure),
		cmocka_unit_test(a_page_that_cannot_be_written_is_a_failure),
		cmocka_unit_test(a_source_that_cannot_be_read_is_a_failure),
		cmocka_unit_test(a_template_that_fails_is_found_before_anything_is_written),
		cmocka_unit_test(a_template_that_fails_on_one_page_is_found),
		cmocka_unit_test(a_check_writes_nothing),
		cmocka_unit_test(a_check_of_one_locale_says_so),
		cmocka_unit_test(a_check_finds_what_a_build_finds),
		cmocka_unit_test(a_site_can_be_closed_wherever_its_opening_stopped),
		cmocka_unit_test(a_base_address_that_is_none_is_wrong_usage),
		cmocka_unit_test(a_folder_that_holds_linked_content_is_the_source),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
