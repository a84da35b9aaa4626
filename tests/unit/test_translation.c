#include "source/translation.h"

#include <string.h>

#include "source/fingerprint.h"
#include "support.h"

/* The state of a text in a translation, the whole of which is written here. */
static TranslationState
state_of(const char *source_text, const char *translation)
{
	g_autoptr(Parsed) source = parsed_new(source_text);
	g_autoptr(Parsed) made = parsed_new(translation);

	return translation_state(texts_find(source->root, "fix"), texts_find(made->root, "fix"), made->root, "fix");
}

TEST(a_text_that_is_not_there_is_missing)
{
	assert_int_equal(state_of("fix: x\n", "summary: y\n"), TRANSLATION_MISSING);
}

TEST(a_text_without_a_fingerprint_is_unconfirmed)
{
	assert_int_equal(state_of("fix: x\n", "fix: y\n"), TRANSLATION_UNCONFIRMED);
	assert_int_equal(state_of("fix: x\n", "fix: y\nfingerprints: { summary: a }\n"), TRANSLATION_UNCONFIRMED);
	assert_int_equal(state_of("fix: x\n", "fix: y\nfingerprints: []\n"), TRANSLATION_UNCONFIRMED);
}

TEST(a_text_with_the_fingerprint_of_its_source_is_current)
{
	g_autofree char *fingerprint = fingerprint_text("x");
	g_autofree char *translation = g_strdup_printf("fix: y\nfingerprints: { fix: %s }\n", fingerprint);

	assert_int_equal(state_of("fix: x\n", translation), TRANSLATION_CURRENT);
	assert_int_equal(state_of("fix: |\n  x\n", translation), TRANSLATION_CURRENT);
	assert_int_equal(state_of("fix: X\n", translation), TRANSLATION_OUTDATED);
}

TEST(a_text_with_another_fingerprint_is_out_of_date)
{
	assert_int_equal(state_of("fix: x\n", "fix: y\nfingerprints: { fix: needs-review }\n"), TRANSLATION_OUTDATED);
}

/* The texts of a locale of a site, with their states. */
static char *
describe(const Folder *folder, const char *locale, const char *prefix)
{
	static const char *const states[] = {
		[TRANSLATION_MISSING] = "missing",         [TRANSLATION_CURRENT] = "current",
		[TRANSLATION_OUTDATED] = "outdated",       [TRANSLATION_NOT_NEEDED] = "not-needed",
		[TRANSLATION_UNCONFIRMED] = "unconfirmed",
	};
	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(GPtrArray) list = translation_list(site->source, source_tree_of_locale(site->source, locale), "en");
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < list->len; i++) {
		const Translation *translation = list->pdata[i];

		if (g_str_has_prefix(translation->context, prefix))
			g_string_append_printf(out, "%s %s\n", translation->context, states[translation->state]);
	}
	return g_string_free(out, FALSE);
}

TEST(the_texts_of_a_site_are_listed_with_their_states)
{
	g_autoptr(Folder) folder = site_new();

	assert_string_free(describe(folder, "de", "alpha/1."), "alpha/1.summary current\n"
							       "alpha/1.description current\n"
							       "alpha/1.when_seen current\n"
							       "alpha/1.fix current\n"
							       "alpha/1.example not-needed\n");
	assert_string_free(describe(folder, "de", "alpha/10."), "alpha/10.summary current\n"
								"alpha/10.description missing\n"
								"alpha/10.when_seen missing\n"
								"alpha/10.fix missing\n");
	assert_string_free(describe(folder, "ar", "alpha/pairs/"), "alpha/pairs/1-vs-10.differences.1 missing\n"
								   "alpha/pairs/1-vs-10.differences.2 missing\n"
								   "alpha/pairs/1-vs-10.verdict missing\n");
}

TEST(messages_come_first)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *all = describe(folder, "de", "");
	g_autofree char *first = g_strdup_printf("locale.messages.%s current\n", message_key(0));

	assert_true(g_str_has_prefix(all, first));
}

TEST(an_edit_of_the_source_makes_exactly_that_text_out_of_date)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "content/alpha/1.yaml", "fix: How to fix 1.", "fix: How to mend 1.");
	assert_string_free(describe(folder, "de", "alpha/1."), "alpha/1.summary current\n"
							       "alpha/1.description current\n"
							       "alpha/1.when_seen current\n"
							       "alpha/1.fix outdated\n"
							       "alpha/1.example not-needed\n");
}

TEST(a_translation_of_a_name_with_a_dot_is_found_or_the_name_is_refused)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "content/beta/collection.yaml", "  only:", "  \"4.7\":");
	folder_replace(folder, "content/beta/A.yaml", "class: only", "class: \"4.7\"");
	folder_write(folder, "locales/de/beta/collection.yaml", "classes:\n  \"4.7\":\n    label: Einzige\n");

	g_autoptr(Loaded) site = loaded_new(folder);

	if (findings_count(site->findings, SEVERITY_ERROR) == 0)
		assert_string_free(describe(folder, "de", "beta/collection.classes.4.7.label"),
				   "beta/collection.classes.4.7.label unconfirmed\n");
}

TEST(a_file_that_is_no_yaml_has_no_texts)
{
	g_autoptr(Folder) folder = site_new();

	folder_write(folder, "content/alpha/1.yaml", "a: b: c\n");
	assert_string_free(describe(folder, "de", "alpha/1."), "");
	folder_write(folder, "locales/de/alpha/10.yaml", "a: b: c\n");
	assert_string_free(describe(folder, "de", "alpha/10.su"), "alpha/10.summary missing\n");
}

TEST(without_source_messages_none_are_listed)
{
	g_autoptr(Folder) folder = site_new();

	folder_remove(folder, "locales/en");
	assert_string_free(describe(folder, "de", "locale."), "");
}

TEST(progress_counts_groups_and_states)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "content/alpha/1.yaml", "fix: How to fix 1.", "fix: How to mend 1.");
	folder_replace(folder, "locales/de/site.yaml", "title: Nummern\n", "");

	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(GPtrArray) list = translation_list(site->source, source_tree_of_locale(site->source, "de"), "en");
	Progress progress = translation_progress(list);

	assert_int_equal(progress.groups[PROGRESS_MESSAGES].all, MESSAGE_COUNT);
	assert_int_equal(progress.groups[PROGRESS_MESSAGES].translated, MESSAGE_COUNT);
	assert_int_equal(progress.groups[PROGRESS_PAIRS].all, 3);
	assert_int_equal(progress.groups[PROGRESS_PAIRS].translated, 3);
	assert_int_equal(progress.outdated, 1);
	assert_int_equal(progress.unconfirmed, 0);
	assert_int_equal(progress.missing,
			 progress.groups[PROGRESS_TEXTS].all - progress.groups[PROGRESS_TEXTS].translated);
	assert_true(progress.missing > 0);
	/* "How to mend 1." and "Codes" are among them. */
	assert_true(progress.words_left > 5);
}

TEST(progress_of_nothing_is_complete)
{
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	Progress progress = translation_progress(none);

	assert_int_equal(progress.missing + progress.outdated + progress.unconfirmed + progress.words_left, 0);
	assert_int_equal(progress_percent(&progress.groups[PROGRESS_TEXTS]), 100);
}

TEST(only_what_is_complete_has_a_hundred_percent)
{
	assert_int_equal(progress_percent(&(ProgressCount) { .all = 1000, .translated = 999 }), 99);
	assert_int_equal(progress_percent(&(ProgressCount) { .all = 1000, .translated = 1000 }), 100);
	assert_int_equal(progress_percent(&(ProgressCount) { .all = 1000, .translated = 0 }), 0);
	assert_int_equal(progress_percent(&(ProgressCount) { .all = 3, .translated = 1 }), 33);
	assert_int_equal(progress_percent(&(ProgressCount) { .all = G_MAXUINT, .translated = G_MAXUINT - 1 }), 99);
}

TEST(a_file_has_a_name_without_its_suffix)
{
	assert_string_free(translation_file_name("smtp/250.yaml"), "smtp/250");
	assert_string_free(translation_file_name("smtp/250"), "smtp/250");
	assert_string_free(translation_file_name(".yaml"), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_that_is_not_there_is_missing),
		cmocka_unit_test(a_text_without_a_fingerprint_is_unconfirmed),
		cmocka_unit_test(a_text_with_the_fingerprint_of_its_source_is_current),
		cmocka_unit_test(a_text_with_another_fingerprint_is_out_of_date),
		cmocka_unit_test(the_texts_of_a_site_are_listed_with_their_states),
		cmocka_unit_test(messages_come_first),
		cmocka_unit_test(an_edit_of_the_source_makes_exactly_that_text_out_of_date),
		cmocka_unit_test(a_translation_of_a_name_with_a_dot_is_found_or_the_name_is_refused),
		cmocka_unit_test(a_file_that_is_no_yaml_has_no_texts),
		cmocka_unit_test(without_source_messages_none_are_listed),
		cmocka_unit_test(progress_counts_groups_and_states),
		cmocka_unit_test(progress_of_nothing_is_complete),
		cmocka_unit_test(only_what_is_complete_has_a_hundred_percent),
		cmocka_unit_test(a_file_has_a_name_without_its_suffix),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
