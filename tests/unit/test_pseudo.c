#include "source/pseudo.h"

#include <string.h>

#include "source/translation.h"
#include "support.h"

static char *
accented(const char *text)
{
	return pseudo_text(text, PSEUDO_ACCENTED);
}

static char *
mirrored(const char *text)
{
	return pseudo_text(text, PSEUDO_MIRRORED);
}

TEST(letters_get_accents_and_texts_brackets)
{
	assert_string_free(accented("Fix"), "\xe2\x9f\xa6\xc6\x91\xc3\xad\xe1\xba\x8b \xc2\xb7\xe2\x9f\xa7");
	assert_string_free(accented("a1!"), "\xe2\x9f\xa6\xc3\xa1"
					    "1!\xe2\x9f\xa7");
}

TEST(no_latin_letter_stays)
{
	static const char letters[] = "The quick brown fox jumps over the lazy dog. "
				      "THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG.";
	g_autofree char *first = accented(letters);
	g_autofree char *second = mirrored(letters);

	assert_true(g_utf8_validate(first, -1, NULL));
	assert_true(g_utf8_validate(second, -1, NULL));
	assert_null(strpbrk(first, G_CSET_a_2_z G_CSET_A_2_Z));
	assert_null(strpbrk(second, G_CSET_a_2_z G_CSET_A_2_Z));
}

TEST(a_text_becomes_a_third_longer)
{
	g_autofree char *text = accented("abcdefghijklmnopqrstuvwxyz");

	/* Two brackets, a space and a letter of filler for every three. */
	assert_int_equal(g_utf8_strlen(text, -1), 26 + 2 + 1 + 8);
}

TEST(arguments_code_and_targets_stay)
{
	static const char *const parts[] = { "{code}", "`EHLO x`", "](https://example.org/)",
					     "{n, plural, one {a} other {b}}" };

	for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
		g_autofree char *text = g_strdup_printf("[x %s y", parts[i]);
		g_autofree char *first = accented(text);
		g_autofree char *second = mirrored(text);

		assert_contains(first, parts[i]);
		assert_contains(second, parts[i]);
	}
}

TEST(what_is_never_closed_is_text)
{
	static const char *const texts[] = { "`a", "](a", "{a", "a `", "a {" };

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *text = accented(texts[i]);

		assert_null(strpbrk(text, G_CSET_a_2_z));
	}
}

TEST(lines_lists_and_blank_lines_keep_their_shape)
{
	g_autofree char *text = accented("One.\n\n- two\n- three\n");
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	assert_int_equal(g_strv_length(lines), 5);
	assert_true(g_str_has_prefix(lines[0], "\xe2\x9f\xa6"));
	assert_string_equal(lines[1], "");
	assert_true(g_str_has_prefix(lines[2], "- \xe2\x9f\xa6"));
	assert_true(g_str_has_suffix(lines[2], "\xe2\x9f\xa7"));
	assert_true(g_str_has_prefix(lines[3], "- \xe2\x9f\xa6"));
	assert_string_equal(lines[4], "");
}

TEST(an_empty_text_stays_empty)
{
	assert_string_free(accented(""), "");
	assert_string_free(accented("\n"), "\n");
}

TEST(other_scripts_stay_in_their_brackets)
{
	assert_string_free(mirrored("\xe6\x97\xa5"), "\xe2\x9f\xa6\xe6\x97\xa5\xe2\x9f\xa7");
}

TEST(only_two_tags_are_of_pseudo_locales)
{
	assert_true(pseudo_is_tag("en-XA"));
	assert_true(pseudo_is_tag("ar-XB"));
	assert_false(pseudo_is_tag("en"));
	assert_false(pseudo_is_tag("en-xa"));
	assert_false(pseudo_is_tag(""));
}

TEST(a_site_gets_two_complete_locales)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Findings) findings = findings_new();
	g_autoptr(Source) source = source_load(folder->path, findings, NULL);
	g_autoptr(Model) model = NULL;
	static const char *const tags[] = { PSEUDO_ACCENTED, PSEUDO_MIRRORED };

	pseudo_add(source, "en");
	assert_int_equal(source->locales->len, 5);
	model = model_build(source, findings);
	assert_findings(findings, "");
	assert_non_null(model);
	for (gsize i = 0; i < G_N_ELEMENTS(tags); i++) {
		const SourceTree *tree = source_tree_of_locale(source, tags[i]);
		g_autoptr(GPtrArray) list = translation_list(source, tree, "en");
		Progress progress = translation_progress(list);

		assert_int_equal(progress.missing, 0);
		assert_int_equal(progress.outdated, 0);
		assert_int_equal(progress.unconfirmed, 0);
	}
}

TEST(a_mirrored_site_is_written_from_right_to_left)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Findings) findings = findings_new();
	g_autoptr(Source) source = source_load(folder->path, findings, NULL);
	g_autoptr(Model) model = NULL;

	pseudo_add(source, "en");
	model = model_build(source, findings);
	for (guint i = 0; i < model->locale_count; i++) {
		const Locale *locale = model->locales[i];

		if (pseudo_is_tag(locale->tag))
			assert_int_equal(locale->is_right_to_left, g_str_equal(locale->tag, PSEUDO_MIRRORED));
	}
}

TEST(pseudo_locales_are_not_added_twice)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Findings) findings = findings_new();
	g_autoptr(Source) source = source_load(folder->path, findings, NULL);

	pseudo_add(source, "en");
	pseudo_add(source, "en");
	assert_int_equal(source->locales->len, 5);
}

TEST(without_a_source_locale_none_are_added)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Findings) findings = findings_new();
	g_autoptr(Source) source = source_load(folder->path, findings, NULL);

	pseudo_add(source, "fr");
	assert_int_equal(source->locales->len, 3);
	folder_write(folder, "locales/en/locale.yaml", "a: b: c\n");

	g_autoptr(Source) broken = source_load(folder->path, findings, NULL);

	pseudo_add(broken, "en");
	assert_int_equal(broken->locales->len, 3);
}

TEST(a_site_with_mistakes_gets_its_locales_too)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Findings) findings = findings_new();
	g_autoptr(Source) source = NULL;

	folder_write(folder, "content/site.yaml", "- a\n");
	folder_write(folder, "content/alpha/1.yaml", "a: b: c\n");
	folder_write(folder, "content/alpha/10.yaml", "summary: [x]\nfix: { a: b }\nother: c\n");
	source = source_load(folder->path, findings, NULL);
	pseudo_add(source, "en");
	assert_int_equal(source->locales->len, 5);
	assert_null(model_build(source, findings));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_get_accents_and_texts_brackets),
		cmocka_unit_test(no_latin_letter_stays),
		cmocka_unit_test(a_text_becomes_a_third_longer),
		cmocka_unit_test(arguments_code_and_targets_stay),
		cmocka_unit_test(what_is_never_closed_is_text),
		cmocka_unit_test(lines_lists_and_blank_lines_keep_their_shape),
		cmocka_unit_test(an_empty_text_stays_empty),
		cmocka_unit_test(other_scripts_stay_in_their_brackets),
		cmocka_unit_test(only_two_tags_are_of_pseudo_locales),
		cmocka_unit_test(a_site_gets_two_complete_locales),
		cmocka_unit_test(a_mirrored_site_is_written_from_right_to_left),
		cmocka_unit_test(pseudo_locales_are_not_added_twice),
		cmocka_unit_test(without_a_source_locale_none_are_added),
		cmocka_unit_test(a_site_with_mistakes_gets_its_locales_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
