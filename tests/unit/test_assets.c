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
		cmocka_unit_test(a_shown_script_that_registers_the_worker_leaves_it_at_the_root),
		cmocka_unit_test(what_leads_to_no_asset_stays_as_it_is),
		cmocka_unit_test(a_name_changes_with_what_the_asset_leads_to),
		cmocka_unit_test(two_that_lead_to_one_another_have_names_as_well),
		cmocka_unit_test(an_asset_that_is_too_large_is_reported_and_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
