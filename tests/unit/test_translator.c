/* The translator's commands: locale, po and schema. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/build.h"
#include "command/check.h"
#include "command/files.h"
#include "command/locale.h"
#include "command/po.h"
#include "command/schema.h"
#include "support.h"

FORGIVE_LIBGETTEXTPO

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

#define WORDS(...) ((char *[]) { __VA_ARGS__, NULL, NULL, NULL })

static Answer *
run_with(Command command, const Folder *folder, Options options)
{
	Answer *answer = g_new0(Answer, 1);
	Report *report;

	options.root = folder->path;
	options.jobs = 1;
	capture_begin();
	report = report_new(false);
	answer->status = command(&options, report);
	report_free(report);
	capture_end(&answer->out, &answer->err);
	return answer;
}

static Answer *
run(Command command, const Folder *folder, char **arguments)
{
	return run_with(command, folder, (Options) { .arguments = arguments });
}

static void
assert_done(const Folder *folder)
{
	g_autoptr(Answer) answer = run_with(command_check, folder, (Options) { 0 });

	assert_string_equal(answer->err, "");
	assert_int_equal(answer->status, STATUS_DONE);
}

TEST(a_new_locale_can_be_built_at_once)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) answer = run(command_locale_add, folder, WORDS("ru"));
	g_autofree char *text = folder_read(folder, "locales/ru/locale.yaml");
	g_autoptr(Answer) check = NULL;

	assert_int_equal(answer->status, STATUS_DONE);
	assert_contains(answer->out, "locales/ru/locale.yaml is ready");
	assert_true(g_str_has_prefix(text, "# The messages of the site in Russian."));
	assert_contains(text, "categories of this language are: one, few, many, other.");
	assert_contains(
	    text,
	    "\ntag: ru\nname: \xd0\xa0\xd1\x83\xd1\x81\xd1\x81\xd0\xba\xd0\xb8\xd0\xb9\ndirection: ltr\nmessages:\n");
	assert_contains(text, "\n  # fix: \"en:fix\"\n");
	check = run_with(command_check, folder, (Options) { 0 });
	assert_int_equal(check->status, STATUS_DONE);
	assert_contains(check->err, "[missing-message]");
}

TEST(a_new_locale_keeps_the_comments_of_the_source)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) answer = NULL;
	g_autofree char *text = NULL;

	folder_replace(folder, "locales/en/locale.yaml", "messages:\n", "messages:\n  # The first group.\n");
	folder_replace(folder, "locales/en/locale.yaml", "  fix:", "\n  # Of the entry.\n  fix:");
	answer = run(command_locale_add, folder, WORDS("ar-EG"));
	text = folder_read(folder, "locales/ar-EG/locale.yaml");
	assert_int_equal(answer->status, STATUS_DONE);
	assert_contains(text, "\ndirection: rtl\nmessages:\n  # The first group.\n  # description: ");
	assert_contains(text, "\n\n  # Of the entry.\n  # fix: \"en:fix\"\n");
}

TEST(a_message_of_several_lines_stays_one_in_a_new_locale)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) answer = NULL;
	g_autofree char *text = NULL;

	folder_replace(folder, "locales/en/locale.yaml", "  fix: \"en:fix\"", "# Of the entry.\n  fix: >-\n    en:fix");
	answer = run(command_locale_add, folder, WORDS("ru"));
	assert_int_equal(answer->status, STATUS_DONE);
	text = folder_read(folder, "locales/ru/locale.yaml");
	assert_contains(text, "\n  # Of the entry.\n  # fix: >-\n  #   en:fix\n");
	assert_contains(text, "\n  # percent: ");
}

/* Fingerprints that came between them would take the comments below for theirs. */
TEST(a_message_that_is_translated_after_others_were_accepted_is_still_a_message)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) add = run(command_locale_add, folder, WORDS("ru"));
	g_autoptr(Answer) accept = NULL;
	g_autoptr(Answer) again = NULL;

	folder_replace(folder, "locales/ru/locale.yaml", "  # description: ", "  description: ");
	accept = run(command_locale_accept, folder, WORDS("ru"));
	assert_string_equal(accept->out, "1 text accepted, 0 already current\n");
	folder_replace(folder, "locales/ru/locale.yaml", "  # fix: ", "  fix: ");
	again = run(command_locale_accept, folder, WORDS("ru"));
	assert_string_equal(again->out, "1 text accepted, 1 already current\n");
}

TEST(a_locale_that_exists_stays_as_it_is)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *before = folder_read(folder, "locales/de/locale.yaml");
	g_autoptr(Answer) exists = run(command_locale_add, folder, WORDS("de"));
	g_autoptr(Answer) half = NULL;

	assert_int_equal(exists->status, STATUS_USAGE);
	assert_string_free(folder_read(folder, "locales/de/locale.yaml"), before);
	folder_replace(folder, "locales/de/locale.yaml", "tag: de", "tag: de-AT");
	half = run(command_locale_add, folder, WORDS("de-AT"));
	assert_int_equal(half->status, STATUS_USAGE);
	assert_contains(half->err, "has this language already");
}

TEST(a_locale_has_a_canonical_tag)
{
	static char *const tags[] = { "xx", "", "../x", "english", "pt-br", "zh-hans" };

	for (gsize i = 0; i < G_N_ELEMENTS(tags); i++) {
		g_autoptr(Folder) folder = site_new();
		g_autofree char *before = folder_list(folder, "");
		g_autoptr(Answer) answer = run(command_locale_add, folder, WORDS(tags[i]));

		assert_int_equal(answer->status, STATUS_USAGE);
		assert_string_free(folder_list(folder, ""), before);
	}
}

TEST(a_locale_cannot_be_written_where_nobody_may_write)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *locales = folder_path(folder, "locales");
	g_autoptr(Answer) answer = NULL;

	chmod(folder->path, 0755);
	chmod(locales, 0555);
	if (!support_be_nobody())
		skip();
	answer = run(command_locale_add, folder, WORDS("ru"));
	support_be_root_again();
	chmod(locales, 0755);
	assert_int_equal(answer->status, STATUS_FAILED);
	assert_contains(answer->err, "Permission denied");
}

TEST(the_status_has_a_line_for_each_locale)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) all = run(command_locale_status, folder, WORDS(NULL));
	g_autoptr(Answer) one = run(command_locale_status, folder, WORDS("ar"));
	g_auto(GStrv) lines = g_strsplit(all->out, "\n", -1);

	assert_int_equal(all->status, STATUS_DONE);
	assert_int_equal(g_strv_length(lines), 4);
	assert_true(g_str_has_prefix(lines[0], "locale "));
	assert_true(g_str_has_prefix(lines[1], "ar             100 %       0 %       0 %"));
	assert_true(g_str_has_prefix(lines[2], "de             100 % "));
	assert_lacks(one->out, "\nde ");
	assert_contains(one->out, "\nar ");
}

TEST(the_status_lists_what_is_left_to_do)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) answer = NULL;

	folder_replace(folder, "content/alpha/1.yaml", "fix: How to fix 1.", "fix: How to mend 1.");
	folder_replace(folder, "locales/de/site.yaml", "title: Nummern", "title: Nummern\n#");
	answer = run_with(command_locale_status, folder, (Options) { .arguments = WORDS("de"), .list = TRUE });
	assert_int_equal(answer->status, STATUS_DONE);
	assert_contains(answer->out, "locales/de/alpha/1.yaml:4:6: out of date: alpha/1.fix\n");
	assert_contains(answer->out, "content/alpha/2.yaml:8:10: missing: alpha/2.summary\n");
	assert_lacks(answer->out, "example");
	assert_lacks(answer->out, "current");
}

TEST(the_status_can_be_json)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) json =
	    run_with(command_locale_status, folder, (Options) { .arguments = WORDS(NULL), .format = (char *) "json" });
	g_autoptr(Answer) table =
	    run_with(command_locale_status, folder, (Options) { .arguments = WORDS(NULL), .format = (char *) "table" });
	g_autoptr(Answer) other =
	    run_with(command_locale_status, folder, (Options) { .arguments = WORDS(NULL), .format = (char *) "xml" });

	assert_int_equal(json->status, STATUS_DONE);
	assert_true(g_str_has_prefix(json->out, "[\n  {\n    \"tag\" : \"ar\",\n"));
	assert_contains(json->out, "\"outdated\" : 0");
	assert_true(g_str_has_prefix(table->out, "locale "));
	assert_int_equal(other->status, STATUS_USAGE);
}

TEST(the_status_of_an_unknown_locale_is_wrong_usage)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) answer = run(command_locale_status, folder, WORDS("de", "fr"));

	assert_int_equal(answer->status, STATUS_USAGE);
	assert_string_equal(answer->out, "");
}

/* Changes two sources and one more, so that three German texts are out of date. */
static Folder *
outdated_site(void)
{
	Folder *folder = site_new();

	folder_replace(folder, "content/alpha/1.yaml", "fix: How to fix 1.", "fix: How to mend 1.");
	folder_replace(folder, "content/alpha/1.yaml", "summary: 1 is", "summary: 1 was");
	folder_replace(folder, "content/alpha/10.yaml", "summary: 10 is", "summary: 10 was");
	return folder;
}

static void
assert_outdated(const Folder *folder, guint count)
{
	g_autoptr(Loaded) site = loaded_new(folder);
	const Progress *progress = &site->model->progress[loaded_locale(site, "de")->index];

	assert_int_equal(progress->outdated, count);
}

TEST(translations_are_accepted_by_locale_file_or_text)
{
	static const struct {
		char *file;
		char *path;
		guint left;
	} cases[] = {
		{ NULL, NULL, 0 },       { "alpha/1", NULL, 1 },     { "alpha/1.yaml", NULL, 1 },
		{ "alpha/1", "fix", 2 }, { "alpha/1.fix", NULL, 2 }, { "alpha/10", "summary", 2 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Folder) folder = outdated_site();
		g_autoptr(Answer) answer = NULL;

		assert_outdated(folder, 3);
		answer = run(command_locale_accept, folder, WORDS("de", cases[i].file, cases[i].path));
		assert_int_equal(answer->status, STATUS_DONE);
		assert_outdated(folder, cases[i].left);
	}
}

TEST(accepting_changes_fingerprints_and_nothing_else)
{
	g_autoptr(Folder) folder = outdated_site();
	g_autoptr(Answer) answer = NULL;
	g_autofree char *before = NULL;
	g_autofree char *after = NULL;

	folder_replace(folder, "locales/de/alpha/1.yaml", "description:", "# A comment.\ndescription:  ");
	before = folder_read(folder, "locales/de/alpha/1.yaml");
	answer = run(command_locale_accept, folder, WORDS("de"));
	after = folder_read(folder, "locales/de/alpha/1.yaml");
	assert_true(g_str_has_prefix(after, "summary: 1 ist die erste.\n# A comment.\ndescription:  "));
	assert_string_not_equal(before, after);
	assert_contains(answer->out, "3 texts accepted, ");
	assert_done(folder);
}

TEST(what_is_current_is_not_written_again)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *path = folder_path(folder, "locales/de/alpha/1.yaml");
	g_autoptr(Answer) answer = NULL;
	struct stat before;
	struct stat after;

	assert_int_equal(stat(path, &before), 0);
	answer = run(command_locale_accept, folder, WORDS("de"));
	assert_int_equal(stat(path, &after), 0);
	assert_int_equal(answer->status, STATUS_DONE);
	assert_true(g_str_has_prefix(answer->out, "0 texts accepted, "));
	assert_true(before.st_ino == after.st_ino);
}

TEST(what_does_not_exist_cannot_be_accepted)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) locale = run(command_locale_accept, folder, WORDS("fr"));
	g_autoptr(Answer) file = run(command_locale_accept, folder, WORDS("de", "alpha/99"));
	g_autoptr(Answer) path = run(command_locale_accept, folder, WORDS("de", "alpha/1", "nonsense"));
	g_autoptr(Answer) missing = run(command_locale_accept, folder, WORDS("de", "alpha/2"));

	assert_int_equal(locale->status, STATUS_USAGE);
	assert_int_equal(file->status, STATUS_USAGE);
	assert_contains(file->err, "'de' has no translation 'alpha/99'");
	assert_int_equal(path->status, STATUS_USAGE);
	assert_contains(path->err, "'de' has no translation 'alpha/1 nonsense'");
	assert_int_equal(missing->status, STATUS_USAGE);
}

TEST(commands_do_not_work_on_a_site_with_errors)
{
	static const Command commands[] = { command_locale_add, command_locale_status, command_locale_accept,
					    command_po_export, command_po_import };

	for (gsize i = 0; i < G_N_ELEMENTS(commands); i++) {
		g_autoptr(Folder) folder = site_new();
		g_autofree char *before = NULL;
		g_autoptr(Answer) answer = NULL;

		folder_write(folder, "content/alpha/1.yaml", "a: b: c\n");
		before = folder_list(folder, "");
		answer = run(commands[i], folder, WORDS("de"));
		assert_int_equal(answer->status, STATUS_FINDINGS);
		assert_contains(answer->err, "[syntax]");
		assert_string_free(folder_list(folder, ""), before);
	}
}

TEST(commands_need_a_source_locale)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) answer = NULL;

	folder_replace(folder, "content/site.yaml", "source_locale: en", "source_locale: fr");
	answer = run(command_locale_status, folder, WORDS(NULL));
	assert_int_equal(answer->status, STATUS_USAGE);
	assert_contains(answer->err, "source_locale");
}

TEST(commands_fail_where_the_machine_does)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *path = folder_path(folder, "content/alpha/2.yaml");
	g_autoptr(Answer) answer = NULL;

	folder_remove(folder, "content/alpha/2.yaml");
	assert_int_equal(symlink("/proc/self/mem", path), 0);
	answer = run(command_locale_status, folder, WORDS(NULL));
	assert_int_equal(answer->status, STATUS_FAILED);
}

/* Exports the German texts of a site and changes them before they come back. */
static Answer *
bring_back(const Folder *folder, const char *from, const char *to)
{
	g_autofree char *path = folder_path(folder, "de.po");
	g_autoptr(Answer) exported =
	    run_with(command_po_export, folder, (Options) { .arguments = WORDS("de"), .output = path });

	assert_int_equal(exported->status, STATUS_DONE);
	assert_string_equal(exported->err, "");
	if (from != NULL)
		folder_replace(folder, "de.po", from, to);
	return run(command_po_import, folder, WORDS(path));
}

TEST(an_import_of_what_was_exported_changes_nothing)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *before = folder_read(folder, "locales/de/alpha/1.yaml");
	g_autoptr(Answer) answer = bring_back(folder, NULL, NULL);

	assert_int_equal(answer->status, STATUS_DONE);
	assert_true(g_str_has_prefix(answer->out, "0 texts changed in 0 files"));
	assert_string_free(folder_read(folder, "locales/de/alpha/1.yaml"), before);
	assert_done(folder);
}

TEST(an_export_has_every_text_with_its_place_and_comments)
{
	g_autoptr(Folder) folder = outdated_site();
	g_autoptr(Answer) answer = NULL;
	g_autofree char *text = NULL;

	folder_replace(folder, "content/alpha/1.yaml", "fix:", "# Not too long.\n# Really.\nfix:");
	answer = bring_back(folder, NULL, NULL);
	text = folder_read(folder, "de.po");
	assert_contains(text, "\"Project-Id-Version: Codes\\n\"\n");
	assert_contains(text, "\"Language: de\\n\"\n");
	assert_contains(text, "#. Not too long.\n#. Really.\n");
	assert_contains(text, "content/alpha/1.yaml:");
	assert_contains(text,
			"#, fuzzy\nmsgctxt \"alpha/1.fix\"\nmsgid \"How to mend 1.\"\nmsgstr \"Was bei 1 hilft.\"\n");
	assert_contains(text, "\nmsgctxt \"alpha/2.fix\"\nmsgid \"How to fix 2.\"\nmsgstr \"\"\n");
	assert_contains(text, "\nmsgctxt \"alpha/pairs/1-vs-10.differences.2\"\n");
	assert_contains(text, "\nmsgctxt \"locale.messages.fix\"\nmsgid \"en:fix\"\nmsgstr \"de:fix\"\n");
}

TEST(an_export_goes_where_it_is_told_or_into_the_folder)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *before = g_get_current_dir();
	g_autoptr(Answer) answer = NULL;
	g_autofree char *missing = folder_path(folder, "missing/de.po");
	g_autoptr(Answer) failed =
	    run_with(command_po_export, folder, (Options) { .arguments = WORDS("de"), .output = missing });

	assert_int_equal(failed->status, STATUS_FAILED);
	assert_int_equal(chdir(folder->path), 0);
	answer = run(command_po_export, folder, WORDS("de"));
	assert_int_equal(chdir(before), 0);
	assert_int_equal(answer->status, STATUS_DONE);
	assert_contains(answer->out, " texts in de.po\n");
	assert_true(folder_has(folder, "de.po"));
}

TEST(an_unknown_locale_is_not_exported)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) answer = run(command_po_export, folder, WORDS("fr"));

	assert_int_equal(answer->status, STATUS_USAGE);
}

TEST(a_changed_text_is_imported_and_confirmed)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) answer = bring_back(folder, "msgstr \"Was bei 1 hilft.\"", "msgstr \"Neu: ja # nein\"");
	g_autoptr(Parsed) after = NULL;
	g_autofree char *text = folder_read(folder, "locales/de/alpha/1.yaml");

	assert_string_equal(answer->err, "");
	assert_int_equal(answer->status, STATUS_DONE);
	assert_true(g_str_has_prefix(answer->out, "1 text changed in 1 file\n"));
	after = parsed_new(text);
	assert_string_equal(node_get_text(after->root, "fix"), "Neu: ja # nein");
	assert_done(folder);
}

TEST(a_new_text_makes_its_file_and_goes_where_the_source_has_it)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) file = bring_back(folder, "msgid \"How to fix 2.\"\nmsgstr \"\"",
					    "msgid \"How to fix 2.\"\nmsgstr \"Was bei 2 hilft.\"");
	g_autoptr(Answer) key = bring_back(folder, "msgid \"Describes 10.\"\nmsgstr \"\"",
					   "msgid \"Describes 10.\"\nmsgstr \"Beschreibt 10.\"");
	g_autofree char *made = folder_read(folder, "locales/de/alpha/2.yaml");
	g_autofree char *added = folder_read(folder, "locales/de/alpha/10.yaml");

	assert_int_equal(file->status, STATUS_DONE);
	assert_int_equal(key->status, STATUS_DONE);
	assert_true(g_str_has_prefix(made, "fix: Was bei 2 hilft.\n"));
	assert_true(g_str_has_prefix(added, "summary: 10 ist die letzte.\ndescription: Beschreibt 10.\n"));
	assert_done(folder);
}

TEST(a_new_file_names_its_schema_where_the_site_has_schemas)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) file = NULL;
	g_autofree char *made = NULL;

	folder_write(folder, "schema/entry-translation.json", "{}");
	file = bring_back(folder, "msgid \"How to fix 2.\"\nmsgstr \"\"",
			  "msgid \"How to fix 2.\"\nmsgstr \"Was bei 2 hilft.\"");
	assert_int_equal(file->status, STATUS_DONE);
	made = folder_read(folder, "locales/de/alpha/2.yaml");
	assert_true(g_str_has_prefix(made, "# yaml-language-server: $schema=../../../schema/entry-translation.json\n"));
	assert_contains(made, "\nfix: Was bei 2 hilft.\n");
	assert_done(folder);
}

TEST(a_text_of_several_lines_is_imported_as_a_block)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) answer = NULL;
	g_autofree char *text = NULL;

	folder_replace(folder, "content/alpha/1.yaml", "fix: How to fix 1.\n", "fix: |\n  How\n\n  to fix 1.\n");
	answer = bring_back(folder, "msgstr \"Was bei 1 hilft.\"", "msgstr \"Was\\n\\nhilft.\"");
	text = folder_read(folder, "locales/de/alpha/1.yaml");
	assert_int_equal(answer->status, STATUS_DONE);
	assert_contains(text, "\nfix: |\n  Was\n\n  hilft.\n");
}

TEST(a_fuzzy_text_stays_out_of_date)
{
	g_autoptr(Folder) folder = outdated_site();
	g_autoptr(Answer) answer = bring_back(folder, "msgstr \"Was bei 1 hilft.\"", "msgstr \"Vielleicht so.\"");

	assert_int_equal(answer->status, STATUS_DONE);
	assert_outdated(folder, 3);
}

TEST(a_text_that_is_no_longer_fuzzy_is_current)
{
	g_autoptr(Folder) folder = outdated_site();
	g_autoptr(Answer) answer = bring_back(folder, "#, fuzzy\nmsgctxt \"alpha/1.fix\"", "msgctxt \"alpha/1.fix\"");

	assert_int_equal(answer->status, STATUS_DONE);
	assert_outdated(folder, 2);
}

TEST(an_old_file_confirms_nothing_that_has_changed_since)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *path = folder_path(folder, "de.po");
	g_autoptr(Answer) exported =
	    run_with(command_po_export, folder, (Options) { .arguments = WORDS("de"), .output = path });
	g_autoptr(Answer) imported = NULL;

	assert_int_equal(exported->status, STATUS_DONE);
	folder_replace(folder, "content/alpha/1.yaml", "fix: How to fix 1.", "fix: How to mend 1.");
	folder_replace(folder, "de.po", "msgstr \"Was bei 1 hilft.\"", "msgstr \"Anders.\"");
	imported = run(command_po_import, folder, WORDS(path));
	assert_int_equal(imported->status, STATUS_DONE);
	assert_outdated(folder, 1);
}

/* An import that has to be refused: nothing may change. */
static void
assert_refused(const char *from, const char *to, const char *finding)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *first = folder_read(folder, "locales/de/alpha/1.yaml");
	g_autofree char *second = folder_read(folder, "locales/de/locale.yaml");
	g_autoptr(Answer) answer = bring_back(folder, from, to);

	assert_contains(answer->err, finding);
	assert_int_equal(answer->status, STATUS_FINDINGS);
	assert_string_free(folder_read(folder, "locales/de/alpha/1.yaml"), first);
	assert_string_free(folder_read(folder, "locales/de/locale.yaml"), second);
	assert_false(folder_has(folder, "locales/de/alpha/2.yaml"));
}

TEST(an_import_with_a_mistake_changes_nothing)
{
	assert_refused("msgstr \"de:entry_heading {code} {name}\"", "msgstr \"{code\"", "[bad-pattern]");
	assert_refused("msgstr \"de:entry_heading {code} {name}\"", "msgstr \"{code}\"", "[missing-argument]");
	assert_refused("msgstr \"de:entry_heading {code} {name}\"", "msgstr \"{code} {name} {x}\"",
		       "[unknown-argument]");
	assert_refused("msgstr \"Was bei 1 hilft.\"", "msgstr \"<b>\"", "[raw-html]");
	assert_refused("msgstr \"1 ist die erste.\"", "msgstr \"eins\\nzwei\"", "[wrong-kind]");
	assert_refused("msgctxt \"alpha/1.fix\"", "msgctxt \"alpha/1.fax\"", "did you mean 'alpha/1.fix'?");
	assert_refused("msgctxt \"alpha/1.fix\"", "msgctxt \"nonsense\"", "remove the message");
	assert_refused("Project-Id-Version: Codes", "Project-Id-Version: Other", "[po-file]");
	assert_refused("Language: de", "Language: ", "has no language in its header");
	assert_refused("Language: de", "Language: fr", "begin it with 'viceversa locale add fr'");
}

TEST(a_language_may_be_written_as_gettext_does)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) region = bring_back(folder, "Language: de", "Language: de_AT");
	g_autoptr(Answer) exact = NULL;

	assert_int_equal(region->status, STATUS_DONE);
	folder_replace(folder, "locales/de/locale.yaml", "tag: de", "tag: de-AT");
	exact = bring_back(folder, "Language: de-AT", "Language: de_AT");
	assert_int_equal(exact->status, STATUS_DONE);
}

TEST(a_list_with_gaps_is_left_out)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) half = NULL;
	g_autoptr(Answer) whole = NULL;
	g_autofree char *text = NULL;

	folder_remove(folder, "locales/de/alpha/pairs");
	half = bring_back(folder, "msgid \"The second difference.\"\nmsgstr \"\"",
			  "msgid \"The second difference.\"\nmsgstr \"Zwei.\"");
	assert_int_equal(half->status, STATUS_DONE);
	assert_contains(half->out, "; lists with gaps were left out\n");
	assert_false(folder_has(folder, "locales/de/alpha/pairs/1-vs-10.yaml"));
	folder_replace(folder, "de.po", "msgid \"The *first* difference.\"\nmsgstr \"\"",
		       "msgid \"The *first* difference.\"\nmsgstr \"Eins.\"");

	g_autofree char *path = folder_path(folder, "de.po");

	whole = run(command_po_import, folder, WORDS(path));
	assert_int_equal(whole->status, STATUS_DONE);
	text = folder_read(folder, "locales/de/alpha/pairs/1-vs-10.yaml");
	assert_contains(text, "differences:\n  - Eins.\n  - Zwei.\n");
	assert_done(folder);
}

TEST(a_file_that_is_no_po_file_is_reported)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *path = folder_path(folder, "x.po");
	g_autoptr(Answer) missing = run(command_po_import, folder, WORDS(path));
	g_autoptr(Answer) broken = NULL;

	assert_int_equal(missing->status, STATUS_FINDINGS);
	folder_write(folder, "x.po", "nonsense");
	broken = run(command_po_import, folder, WORDS(path));
	assert_int_equal(broken->status, STATUS_FINDINGS);
	assert_contains(broken->err, "[po-file]");
}

TEST(an_import_fails_where_nobody_may_write)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *path = folder_path(folder, "de.po");
	g_autofree char *alpha = folder_path(folder, "locales/de/alpha");
	g_autoptr(Answer) exported =
	    run_with(command_po_export, folder, (Options) { .arguments = WORDS("de"), .output = path });
	g_autoptr(Answer) imported = NULL;

	assert_int_equal(exported->status, STATUS_DONE);
	folder_replace(folder, "de.po", "msgstr \"Was bei 1 hilft.\"", "msgstr \"Neu.\"");
	chmod(folder->path, 0755);
	chmod(alpha, 0555);
	if (!support_be_nobody())
		skip();
	imported = run(command_po_import, folder, WORDS(path));
	support_be_root_again();
	chmod(alpha, 0755);
	assert_int_equal(imported->status, STATUS_FAILED);
}

TEST(pseudo_locales_are_built_on_request)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Answer) answer = run_with(command_build, folder, (Options) { .pseudo = TRUE });
	g_autofree char *home = folder_read(folder, "site/en-XA/index.html");

	assert_int_equal(answer->status, STATUS_DONE);
	assert_contains(answer->out, " pages in 5 locales ");
	assert_contains(home, "\xe2\x9f\xa6\xc3\x87\xc3\xb3\xc3\xb0\xc3\xa9\xc5\xa1");
	assert_false(folder_has(folder, "locales/en-XA"));
}

TEST(every_kind_of_file_has_a_schema)
{
	static char *const names[] = { "site",
				       "documents",
				       "collection",
				       "entry",
				       "pair",
				       "locale",
				       "glossary",
				       "site-translation",
				       "collection-translation",
				       "entry-translation",
				       "pair-translation" };
	g_autoptr(Folder) folder = folder_new();

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autoptr(Answer) answer = run(command_schema, folder, WORDS(names[i]));
		g_autofree char *title = g_strdup_printf("\"title\" : \"%s\"", names[i]);

		assert_int_equal(answer->status, STATUS_DONE);
		assert_true(g_str_has_prefix(answer->out, "{\n  \"$schema\" : "));
		assert_contains(answer->out, title);
	}
}

TEST(an_unknown_schema_is_wrong_usage)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Answer) answer = run(command_schema, folder, WORDS("x"));

	assert_int_equal(answer->status, STATUS_USAGE);
	assert_contains(answer->err, "there is no schema 'x'; there are: site, documents");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_locale_can_be_built_at_once),
		cmocka_unit_test(a_new_locale_keeps_the_comments_of_the_source),
		cmocka_unit_test(a_message_of_several_lines_stays_one_in_a_new_locale),
		cmocka_unit_test(a_message_that_is_translated_after_others_were_accepted_is_still_a_message),
		cmocka_unit_test(a_locale_that_exists_stays_as_it_is),
		cmocka_unit_test(a_locale_has_a_canonical_tag),
		cmocka_unit_test(a_locale_cannot_be_written_where_nobody_may_write),
		cmocka_unit_test(the_status_has_a_line_for_each_locale),
		cmocka_unit_test(the_status_lists_what_is_left_to_do),
		cmocka_unit_test(the_status_can_be_json),
		cmocka_unit_test(the_status_of_an_unknown_locale_is_wrong_usage),
		cmocka_unit_test(translations_are_accepted_by_locale_file_or_text),
		cmocka_unit_test(accepting_changes_fingerprints_and_nothing_else),
		cmocka_unit_test(what_is_current_is_not_written_again),
		cmocka_unit_test(what_does_not_exist_cannot_be_accepted),
		cmocka_unit_test(commands_do_not_work_on_a_site_with_errors),
		cmocka_unit_test(commands_need_a_source_locale),
		cmocka_unit_test(commands_fail_where_the_machine_does),
		cmocka_unit_test(an_import_of_what_was_exported_changes_nothing),
		cmocka_unit_test(an_export_has_every_text_with_its_place_and_comments),
		cmocka_unit_test(an_export_goes_where_it_is_told_or_into_the_folder),
		cmocka_unit_test(an_unknown_locale_is_not_exported),
		cmocka_unit_test(a_changed_text_is_imported_and_confirmed),
		cmocka_unit_test(a_new_text_makes_its_file_and_goes_where_the_source_has_it),
		cmocka_unit_test(a_new_file_names_its_schema_where_the_site_has_schemas),
		cmocka_unit_test(a_text_of_several_lines_is_imported_as_a_block),
		cmocka_unit_test(a_fuzzy_text_stays_out_of_date),
		cmocka_unit_test(a_text_that_is_no_longer_fuzzy_is_current),
		cmocka_unit_test(an_old_file_confirms_nothing_that_has_changed_since),
		cmocka_unit_test(an_import_with_a_mistake_changes_nothing),
		cmocka_unit_test(a_language_may_be_written_as_gettext_does),
		cmocka_unit_test(a_list_with_gaps_is_left_out),
		cmocka_unit_test(a_file_that_is_no_po_file_is_reported),
		cmocka_unit_test(an_import_fails_where_nobody_may_write),
		cmocka_unit_test(pseudo_locales_are_built_on_request),
		cmocka_unit_test(every_kind_of_file_has_a_schema),
		cmocka_unit_test(an_unknown_schema_is_wrong_usage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
