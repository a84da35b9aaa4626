#include "page/program.h"

#include "page/view.h"
#include "support.h"

/* What a template of the home page makes of some values. */
static char *
render(const char *text, bool *has_program)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;
	g_autoptr(View) view = NULL;
	g_autoptr(Markup) home = markup_new();
	g_autoptr(Markup) rendered = NULL;
	g_autoptr(GError) error = NULL;

	folder_write(folder, "templates/home.html", text);
	site = loaded_new(folder);
	assert_findings(site->findings, "");
	*has_program = template_program(templates_get(site->templates, TEMPLATE_HOME)) != NULL;
	view = view_new(templates_get(site->templates, TEMPLATE_HOME));
	view_set_text(view, NAME_HEADING, "H<&>");
	markup_text(home, "Home");
	view_set_message(view, MESSAGE_HOME, markup_slice(home));
	view_set_plain_message(view, MESSAGE_HOME, markup_slice(home));
	view_set_asset(view, 0, "style?a&b");
	for (guint i = 0; i < 3; i++) {
		view_add_row(view, NAME_COLLECTIONS);
		view_add_text(view, i == 1 ? "one" : "other");
		view_add_flag(view, i == 1);
		view_add_flag(view, i != 0);
		view_add_text(view, "");
		view_add_text(view, "{x}");
		view_add_text(view, "y");
	}
	rendered = view_render(view, &error);
	assert_null(error);
	return g_strdup(markup_string(rendered));
}

/* A computation makes ctpl render the same template. */
static void
assert_same(const char *text)
{
	g_autofree char *computing = g_strconcat("{if 1 == 2}{end}", text, NULL);
	bool has_program;
	g_autofree char *by_program = render(text, &has_program);
	g_autofree char *by_ctpl = NULL;

	if (!has_program)
		fail_msg("'%s' has no program", text);
	by_ctpl = render(computing, &has_program);
	assert_false(has_program);
	assert_string_equal(by_program, by_ctpl);
}

TEST(a_program_makes_what_ctpl_makes)
{
	static const char *const texts[] = {
		"",
		"plain",
		"\\{ \\} \\\\ \\n\n",
		"{heading}{ heading }{\theading\n}",
		"[{tagline}]",
		"{message_home} {plain_home} {message_fix}",
		"{asset_style_css} {if asset_style_css}a{end}",
		"{if heading}a{end}{if tagline}b{end}{if collections}c{end}",
		"{if heading}a{else}b{end}{if tagline}c{else}d{end}",
		"{if heading}{if tagline}a{else}b{end}c{else}d{end}",
		"{if tagline && heading || heading}a{else}b{end}",
		"{if heading || tagline && tagline}a{else}b{end}",
		"{if message_home && plain_fix}a{else}b{end}",
		"{for c in collections}{c[0]}{end}",
		"{for c in collections}<{c[0]}|{ c[ 5 ] }|{c[4]}>{heading}{end}{heading}",
		"{for c in collections}{if c[1]}x{else}y{end}{if c[1] || c[2]}z{end}{if c[3]}w{end}{end}",
		"{for c in collections}{if heading && c[2]}{c[0]}{end}{end}",
		"{if heading}{for c in collections}{c[0]}{end}{else}{for d in collections}{d[0]}{end}{end}",
		"{for c in collections}a{end}{for c in collections}{c[0]}{end}",
		"{for c in collections}{end}",
		"{for heading in collections}{heading[0]}{end}{heading}",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
		assert_same(texts[i]);
}

TEST(what_computes_is_left_to_ctpl)
{
	static const char *const texts[] = {
		"{1}",
		"{\"text\"}",
		"{heading + 1}",
		"{if heading == \"x\"}a{end}",
		"{if (heading)}a{end}",
		"{collections}",
		"{collections[0][1]}",
		"{for c in collections}{c}{end}",
		"{for c in collections}{if c}x{end}{end}",
		"{for c in collections}{for d in c}{d}{end}{end}",
		"{for c in collections}{for d in collections}{d[0]}{end}{end}",
		"{for c in collections}{c[0 + 1]}{end}",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		bool has_program = true;
		g_autofree char *rendered = render(texts[i], &has_program);

		if (has_program)
			fail_msg("'%s' has a program", texts[i]);
	}
}

/* ctpl says so when it comes to it. */
TEST(a_column_that_there_is_not_has_no_program)
{
	char *none[] = { NULL };
	Assets assets = { .names = none, .template_names = none };
	g_autoptr(Program) program = program_new(TEMPLATE_HOME, &assets, "{for c in collections}{c[6]}{end}");

	assert_null(program);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_program_makes_what_ctpl_makes),
		cmocka_unit_test(what_computes_is_left_to_ctpl),
		cmocka_unit_test(a_column_that_there_is_not_has_no_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
