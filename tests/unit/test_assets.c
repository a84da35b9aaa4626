#include "page/assets.h"

#include <string.h>

#include "support.h"

/* The assets of a site that has, besides its style sheet, one file more or two. */
static Loaded *
assets_of(const char *first, const char *first_text, const char *second, const char *second_text)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *first_path = g_strconcat("templates/assets/", first, NULL);
	g_autofree char *second_path = g_strconcat("templates/assets/", second, NULL);
	g_autofree char *page = folder_read(folder, "templates/page.html");
	g_autofree char *showing =
	    g_strdup_printf("%s{asset_%s}{asset_%s}", page, first, second == NULL ? first : second);

	for (char *c = showing + strlen(page); *c != '\0'; c++)
		if (*c == '.' || *c == '-')
			*c = '_';
	folder_write(folder, "templates/page.html", showing);
	folder_write(folder, first_path, first_text);
	if (second != NULL)
		folder_write(folder, second_path, second_text);
	return loaded_new(folder);
}

/* The bytes of an asset as text. */
static char *
text_of(const Assets *assets, guint number)
{
	gsize length;
	const char *bytes = g_bytes_get_data(assets->bytes[number], &length);

	return g_strndup(bytes, length);
}

TEST(a_name_changes_with_the_bytes_and_with_nothing_else)
{
	g_autoptr(Loaded) before = assets_of("a.js", "1", "b.js", "1");
	g_autoptr(Loaded) same = assets_of("a.js", "1", "b.js", "2");
	g_autoptr(Loaded) other = assets_of("a.js", "2", "b.js", "1");

	assert_string_equal(before->assets->names[0], same->assets->names[0]);
	assert_string_not_equal(before->assets->names[0], other->assets->names[0]);
	assert_string_equal(before->assets->names[1], other->assets->names[1]);
	assert_string_equal(before->assets->names[2], "style.500323be.css");
	assert_null(before->assets->names[3]);
}

TEST(the_fingerprint_stands_before_the_last_ending)
{
	g_autoptr(Loaded) loaded = assets_of("a.min.js", "1", "LICENCE", "1");

	assert_true(g_str_has_prefix(loaded->assets->names[0], "LICENCE."));
	assert_int_equal(strlen(loaded->assets->names[0]), strlen("LICENCE.12345678"));
	assert_true(g_str_has_prefix(loaded->assets->names[1], "a.min."));
	assert_true(g_str_has_suffix(loaded->assets->names[1], ".js"));
	assert_int_equal(strlen(loaded->assets->names[1]), strlen("a.min.12345678.js"));
}

TEST(templates_know_an_asset_by_its_letters_and_digits)
{
	g_autoptr(Loaded) loaded = assets_of("Big-picture.2x.png", "1", NULL, NULL);

	assert_string_equal(loaded->assets->template_names[0], "asset_Big_picture_2x_png");
	assert_string_equal(loaded->assets->template_names[1], "asset_style_css");
}

TEST(what_no_template_shows_keeps_its_name)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) loaded = NULL;

	folder_write(folder, "templates/assets/social.png", "x");
	loaded = loaded_new(folder);
	assert_string_equal(loaded->assets->names[0], "social.png");
	assert_string_equal(loaded->assets->names[1], "style.500323be.css");
}

TEST(two_assets_that_templates_cannot_tell_apart_are_a_finding)
{
	g_autoptr(Loaded) loaded = assets_of("a-b.css", "1", "a_b.css", "2");

	assert_findings(loaded->findings, "templates/assets/a_b.css same-asset\n");
}

TEST(style_sheets_and_scripts_lead_to_one_another)
{
	static const char *const texts[] = {
		"import \"./style.css\";",
		"import('./style.css')",
		"`./style.css`",
		"url(./style.css#a)",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(Loaded) loaded = assets_of("a.js", texts[i], NULL, NULL);
		g_autoptr(Loaded) sheet = assets_of("a.css", texts[i], NULL, NULL);
		g_autofree char *text = text_of(loaded->assets, 0);
		g_autofree char *of_sheet = text_of(sheet->assets, 0);

		assert_contains(text, "./style.500323be.css");
		assert_lacks(text, "style.css");
		assert_int_equal(strlen(text), strlen(texts[i]) + strlen(".500323be"));
		assert_string_equal(of_sheet, text);
	}
}

TEST(a_style_sheet_names_files_without_a_dot_and_a_slash)
{
	static const char *const texts[] = {
		"a { background: url(style.css) }",
		"a { background: URL( style.css ) }",
		"a { background: url(\"style.css\") }",
		"a { background: url( 'style.css#a' ) }",
		"@import \"style.css\";",
		"@IMPORT\n'style.css' print;",
		"@import url(style.css);",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(Loaded) loaded = assets_of("a.css", texts[i], NULL, NULL);
		g_autofree char *text = text_of(loaded->assets, 0);

		assert_contains(text, "style.500323be.css");
		assert_lacks(text, "style.css");
		assert_int_equal(strlen(text), strlen(texts[i]) + strlen(".500323be"));
	}
}

TEST(what_is_no_file_in_a_style_sheet_stays_as_it_is)
{
	static const char *const texts[] = {
		"a { content: \"style.css\" }",
		"a { width: calc(style.css) }",
		"url(b/style.css)",
		"url(style.css2)",
		"url(../style.css)",
		"(style.css)",
		"\"style.css\"",
		"url(data:style.css)",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(Loaded) loaded = assets_of("a.css", texts[i], NULL, NULL);

		assert_string_free(text_of(loaded->assets, 0), texts[i]);
	}
}

TEST(a_script_names_files_behind_a_dot_and_a_slash_only)
{
	g_autoptr(Loaded) loaded = assets_of("a.js", "url(style.css) @import 'style.css'", NULL, NULL);

	assert_string_free(text_of(loaded->assets, 0), "url(style.css) @import 'style.css'");
}

#define CHAIN 1000

TEST(a_chain_of_a_thousand_assets_takes_little_time)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *page = folder_read(folder, "templates/page.html");
	g_autofree char *showing = g_strconcat(page, "{asset_a0000_css}", NULL);
	gint64 start;

	folder_write(folder, "templates/page.html", showing);
	for (guint i = 0; i < CHAIN; i++) {
		g_autofree char *name = g_strdup_printf("templates/assets/a%04u.css", i);
		g_autofree char *text = g_strdup_printf("@import 'a%04u.css';", (i + 1) % CHAIN);

		folder_write(folder, name, text);
	}
	start = g_get_monotonic_time();

	g_autoptr(Loaded) loaded = loaded_new(folder);

	assert_true(g_get_monotonic_time() - start < 10 * G_USEC_PER_SEC);
	assert_non_null(loaded->assets);
	assert_int_equal(loaded->assets->count, CHAIN + 1);
	for (guint i = 0; i < CHAIN; i++)
		assert_int_equal(strlen(loaded->assets->names[i]), strlen("a0000.12345678.css"));
}

TEST(an_asset_that_would_replace_a_published_one_is_a_finding)
{
	g_autoptr(Loaded) loaded = NULL;
	g_autoptr(Folder) folder = site_new();

	folder_write(folder, "templates/assets/style.500323be.css", "b { }");
	loaded = loaded_new(folder);
	assert_findings(loaded->findings, "templates/assets/style.500323be.css same-asset\n");
}

TEST(a_shown_script_that_registers_the_worker_leaves_it_at_the_root)
{
	g_autoptr(Loaded) loaded = assets_of("app.js", "register('./sw.js')", "sw.js", "cache('./app.js')");

	assert_string_equal(loaded->assets->names[1], "style.500323be.css");
	assert_string_equal(loaded->assets->names[2], "sw.js");
	assert_string_free(text_of(loaded->assets, 0), "register('./sw.js')");
	assert_string_free(text_of(loaded->assets, 2), "cache('./app.js')");
}

TEST(what_leads_to_no_asset_stays_as_it_is)
{
	static const char *const texts[] = {
		"'./other.css'",  "'./style.csss'", "'./style.cs'", "'style.css'",
		"'../style.css'", "./style.css",    "'./",          "'./a/style.css'",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(Loaded) loaded = assets_of("a.js", texts[i], NULL, NULL);

		assert_string_free(text_of(loaded->assets, 0), texts[i]);
	}

	g_autoptr(Loaded) picture = assets_of("a.svg", "'./style.css'", NULL, NULL);

	assert_string_free(text_of(picture->assets, 0), "'./style.css'");
}

TEST(a_name_changes_with_what_the_asset_leads_to)
{
	g_autoptr(Loaded) before = assets_of("a.js", "import './b.js';", "b.js", "1");
	g_autoptr(Loaded) after = assets_of("a.js", "import './b.js';", "b.js", "2");

	assert_string_not_equal(before->assets->names[0], after->assets->names[0]);
}

TEST(two_that_lead_to_one_another_have_names_as_well)
{
	g_autoptr(Loaded) loaded = assets_of("a.js", "import './b.js';", "b.js", "import './a.js';");
	g_autofree char *first = text_of(loaded->assets, 0);
	g_autofree char *second = text_of(loaded->assets, 1);

	assert_contains(first, loaded->assets->names[1]);
	assert_contains(second, loaded->assets->names[0]);
}

TEST(an_asset_that_is_too_large_is_reported_and_no_more)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *text = g_strnfill(FILE_MAX_BYTES + 1, 'x');
	g_autoptr(Loaded) loaded = NULL;

	folder_write(folder, "templates/assets/a.js", text);
	folder_write(folder, "templates/assets/b.js", "import './a.js';");
	loaded = loaded_new(folder);
	assert_findings(loaded->findings, "templates/assets/a.js too-large\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_changes_with_the_bytes_and_with_nothing_else),
		cmocka_unit_test(the_fingerprint_stands_before_the_last_ending),
		cmocka_unit_test(templates_know_an_asset_by_its_letters_and_digits),
		cmocka_unit_test(what_no_template_shows_keeps_its_name),
		cmocka_unit_test(two_assets_that_templates_cannot_tell_apart_are_a_finding),
		cmocka_unit_test(style_sheets_and_scripts_lead_to_one_another),
		cmocka_unit_test(a_style_sheet_names_files_without_a_dot_and_a_slash),
		cmocka_unit_test(what_is_no_file_in_a_style_sheet_stays_as_it_is),
		cmocka_unit_test(a_script_names_files_behind_a_dot_and_a_slash_only),
		cmocka_unit_test(a_chain_of_a_thousand_assets_takes_little_time),
		cmocka_unit_test(an_asset_that_would_replace_a_published_one_is_a_finding),
		cmocka_unit_test(a_shown_script_that_registers_the_worker_leaves_it_at_the_root),
		cmocka_unit_test(what_leads_to_no_asset_stays_as_it_is),
		cmocka_unit_test(a_name_changes_with_what_the_asset_leads_to),
		cmocka_unit_test(two_that_lead_to_one_another_have_names_as_well),
		cmocka_unit_test(an_asset_that_is_too_large_is_reported_and_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
