#include "page/template.h"

#include <string.h>

#include "support.h"

/* A site in which one template has another text. */
static Loaded *
with_template(const char *name, const char *text)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *path = g_strdup_printf("templates/%s", name);

	folder_write(folder, path, text);
	return loaded_new(folder);
}

/* A text for home.html, and what is found in it. */
static void
assert_template(const char *text, const char *findings)
{
	g_autoptr(Loaded) site = with_template("home.html", text);

	assert_findings(site->findings, findings);
}

static void
assert_template_says(const char *text, const char *message)
{
	g_autoptr(Loaded) site = with_template("home.html", text);

	assert_says(site->findings, message);
}

TEST(a_good_template_has_no_findings)
{
	assert_template("", "");
	assert_template("plain", "");
	assert_template("<h1>{heading}</h1>\n{if tagline}<p>{tagline}</p>{else}-{end}\n"
			"{for c in collections}{c[0]} {if c[5]}{c[5]}{end}{end}{message_home}{plain_home}",
			"");
}

TEST(every_template_has_a_file_of_its_own)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);

	for (guint i = 0; i < TEMPLATE_COUNT; i++) {
		assert_int_equal(template_id(templates_get(site->templates, i)), i);
		for (guint k = i + 1; k < TEMPLATE_COUNT; k++)
			assert_string_not_equal(template_file_name(i), template_file_name(k));
	}
	assert_string_equal(template_file_name(TEMPLATE_PAIR), "pair.html");
}

TEST(every_name_belongs_to_a_template_and_has_a_meaning)
{
	for (const TemplateName *name = template_names; name->name != NULL; name++) {
		assert_true(name->templates != 0 && name->templates < (1u << TEMPLATE_COUNT));
		assert_true(*name->meaning != '\0');
		assert_true(name->name[strspn(name->name, G_CSET_a_2_z "_")] == '\0');
		for (const TemplateName *other = name + 1; other->name != NULL; other++)
			assert_false(g_str_equal(name->name, other->name) && (name->templates & other->templates) != 0);
	}
}

TEST(messages_have_names_for_markup_and_for_attributes)
{
	assert_string_equal(template_message_name(MESSAGE_FIX), "message_fix");
	assert_string_equal(template_plain_message_name(MESSAGE_FIX), "plain_fix");
}

TEST(a_missing_template_is_reported)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;

	folder_remove(folder, "templates/pair.html");
	folder_remove(folder, "templates/page.html");
	site = loaded_new(folder);
	assert_null(site->templates);
	assert_findings(site->findings, "viceversa missing-file\nviceversa missing-file\n");
	assert_says(site->findings, "the template templates/pair.html is missing; restore it");
}

TEST(a_template_knows_the_names_that_it_uses)
{
	g_autoptr(Loaded) site =
	    with_template("home.html", "{heading}{if tagline}x{end}{for c in collections}{c[0]}{end}"
				       "{message_home}{message_home}{plain_fix}\\{entries\\}{\"plain_home\"}");
	const Template *template = templates_get(site->templates, TEMPLATE_HOME);

	assert_findings(site->findings, "");
	assert_true(template_uses(template, NAME_HEADING));
	assert_true(template_uses(template, NAME_TAGLINE));
	assert_true(template_uses(template, NAME_COLLECTIONS));
	assert_int_equal(template_messages(template)->count, 1);
	assert_int_equal(template_messages(template)->ids[0], MESSAGE_HOME);
	assert_int_equal(template_plain_messages(template)->count, 1);
	assert_int_equal(template_plain_messages(template)->ids[0], MESSAGE_FIX);
	assert_false(template_uses(template, NAME_CLASSES));
}

TEST(an_unknown_name_is_reported_with_its_place)
{
	assert_template("<p>\n {headin}", "templates/home.html:2:3 template-name\n");
	assert_template_says("{headin}", "home.html has no name 'headin'; did you mean 'heading'?");
	assert_template("\xe6\x97\xa5{x}{y}",
			"templates/home.html:1:3 template-name\ntemplates/home.html:1:6 template-name\n");
}

TEST(a_name_of_another_template_is_unknown)
{
	assert_template("{verdict}", "templates/home.html:1:2 template-name\n");
	assert_template("{lang}", "templates/home.html:1:2 template-name\n");
}

TEST(a_message_with_arguments_has_no_name)
{
	assert_template("{message_pair_title}", "templates/home.html:1:2 template-name\n");
	assert_template("{plain_entry_count}", "templates/home.html:1:2 template-name\n");
}

TEST(an_unknown_name_is_found_in_every_statement)
{
	assert_template("{if x}a{end}", "templates/home.html:1:5 template-name\n");
	assert_template("{for a in x}b{end}", "templates/home.html:1:11 template-name\n");
	assert_template("{heading == x}", "templates/home.html:1:13 template-name\n");
	assert_template("{if 1}{x}{else}{y}{end}",
			"templates/home.html:1:8 template-name\ntemplates/home.html:1:17 template-name\n");
	assert_template("{for c in collections}{c[x]}{end}", "templates/home.html:1:26 template-name\n");
}

TEST(a_loop_variable_is_known_within_its_loop)
{
	assert_template("{for c in collections}{if c}{c[0]}{end}{end}", "");
	assert_template("{for c in collections}x{end}{c}", "templates/home.html:1:30 template-name\n");
	assert_template("{for c in collections}{for d in c}{c[0]}{d}{end}{end}", "");
	assert_template("{for c in collections}{for d in c}x{end}{d}{end}", "templates/home.html:1:42 template-name\n");
}

TEST(an_escaped_brace_begins_no_statement)
{
	assert_template("\\{x\\}", "");
	assert_template("a \\\\ b", "");
}

TEST(a_closing_brace_alone_is_reported)
{
	assert_template("}", "templates/home.html:1:1 template-syntax\n");
}

TEST(a_string_is_no_name)
{
	assert_template("{if heading == \"x\"}y{end}", "");
	assert_template("{if heading == \"x \\\" y\"}z{end}", "");
	assert_template("{if heading == \"}\"}y{end}", "");
}

TEST(numbers_and_operators_are_no_names)
{
	assert_template("{if 1 + 2.5 * 3 > 0x1f}y{end}", "");
	assert_template("{if heading && tagline || heading}y{end}", "");
}

TEST(a_statement_that_never_ends_is_reported)
{
	assert_template("x\n{heading", "templates/home.html:2:1 template-syntax\n");
	assert_template("{for c in collections", "templates/home.html:1:1 template-syntax\n");
	assert_template("{\"x}", "templates/home.html:1:1 template-syntax\n");
	assert_template("{\"x\\", "templates/home.html:1:1 template-syntax\n");
	assert_template("a{", "templates/home.html:1:2 template-syntax\n");
	assert_template_says("{heading", "this statement never ends; close it with '}'");
}

TEST(a_brace_that_was_forgotten_is_one_finding)
{
	static const char *const place = "templates/home.html:1:3 template-syntax\n";

	assert_template("a {heading</h1>\n<p class=\"b\">{tagline}", place);
	assert_template("a {for c in collections<p lang=\"{c[0]}\">{c[1]} {c[2]}</p>{end}", place);
	assert_template("a {if heading<p>{tagline}</p>{else}b{end}", place);
	assert_template("a {if heading}{tagline}{end</p>\n{for c in collections}{c}{end}",
			"templates/home.html:1:24 template-syntax\n");
	assert_template("a {if c<p title=\"{heading}>", place);
	assert_template("a {{heading}}", place);
}

TEST(behind_a_brace_that_was_forgotten_the_rest_is_read)
{
	assert_template("{heading\n{tagline\n{x}\n{for c in collections{c}{y}{end}{c}",
			"templates/home.html:1:1 template-syntax\n"
			"templates/home.html:2:1 template-syntax\n"
			"templates/home.html:3:2 template-name\n"
			"templates/home.html:4:1 template-syntax\n"
			"templates/home.html:4:26 template-name\n"
			"templates/home.html:4:34 template-name\n");
}

TEST(a_block_that_never_ends_is_reported)
{
	g_autoptr(Loaded) site = with_template("home.html", "{if heading}x");

	assert_null(site->templates);
	assert_says(site->findings, "[template-syntax]");
	assert_says(site->findings, "ctpl cannot read this: ");
}

TEST(a_block_that_never_began_is_reported)
{
	static const char *const texts[] = { "x{end}",
					     "{else}",
					     "{if heading}a{else}b{else}c{end}",
					     "{if}x{end}",
					     "{for}x{end}",
					     "{for c}x{end}",
					     "{for c in}x{end}",
					     "{heading tagline}",
					     "{}",
					     "{heading +}" };

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(Loaded) site = with_template("home.html", texts[i]);

		if (site->templates != NULL)
			fail_msg("'%s' is a template", texts[i]);
		assert_says(site->findings, "[template-syntax]");
	}
}

TEST(a_mistake_that_ctpl_finds_has_its_line)
{
	g_autoptr(Loaded) site = with_template("home.html", "one\ntwo\nthree {end}\n");
	g_autofree char *found = support_findings(site->findings);

	assert_true(g_str_has_prefix(found, "templates/home.html:3:"));
}

TEST(a_template_that_is_no_text_is_reported)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;

	folder_write_bytes(folder, "templates/home.html", "a\0b", 3);
	folder_write_bytes(folder, "templates/pair.html", "a\xff", 2);
	site = loaded_new(folder);
	assert_null(site->templates);
	assert_findings(site->findings, "templates/home.html template-syntax\ntemplates/pair.html template-syntax\n");
	assert_says(site->findings, "the template is not UTF-8 text");
}

TEST(every_mistake_of_every_template_is_reported)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;

	folder_write(folder, "templates/home.html", "{x} {y}");
	folder_write(folder, "templates/pair.html", "{z} {heading");
	site = loaded_new(folder);
	assert_findings(site->findings, "templates/home.html:1:2 template-name\n"
					"templates/home.html:1:6 template-name\n"
					"templates/pair.html:1:2 template-name\n"
					"templates/pair.html:1:5 template-syntax\n");
}

/* Renders home.html of a text with a value for "heading". */
static char *
render(const char *text, const char *heading, GError **error)
{
	g_autoptr(Loaded) site = with_template("home.html", text);
	CtplEnviron *environment = ctpl_environ_new();
	Markup *markup;
	char *out;

	assert_non_null(site->templates);
	if (heading != NULL)
		ctpl_environ_push_string(environment, "heading", heading);
	markup = template_render(templates_get(site->templates, TEMPLATE_HOME), environment, error);
	ctpl_environ_unref(environment);
	if (markup == NULL)
		return NULL;
	out = g_strdup(markup_string(markup));
	markup_free(markup);
	return out;
}

TEST(a_template_is_rendered_with_its_values)
{
	assert_string_free(render("<h1>{heading}</h1>\\{\\}", "a<b", NULL), "<h1>a<b</h1>{}");
	assert_string_free(render("{if heading}yes{else}no{end}", "", NULL), "no");
	assert_string_free(render("", "x", NULL), "");
}

TEST(a_template_that_fails_names_its_file)
{
	g_autoptr(GError) error = NULL;

	assert_null(render("{heading}", NULL, &error));
	assert_non_null(error);
	assert_contains(error->message, "templates/home.html: ");
}

TEST(a_template_of_ten_thousand_statements_is_read)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GString) expected = g_string_new(NULL);

	for (guint i = 0; i < 10000; i++) {
		g_string_append(text, "{if heading}{heading}{end}");
		g_string_append_c(expected, 'x');
	}
	assert_string_free(render(text->str, "x", NULL), expected->str);
}

typedef struct {
	const Template *template;
	guint wrong;
} Share;

static gpointer
render_share(gpointer data)
{
	Share *share = data;

	for (guint i = 0; i < 500; i++) {
		g_autofree char *value = g_strdup_printf("%u", i);
		CtplEnviron *environment = ctpl_environ_new();
		g_autoptr(Markup) markup = NULL;

		ctpl_environ_push_string(environment, "heading", value);
		markup = template_render(share->template, environment, NULL);
		ctpl_environ_unref(environment);
		share->wrong += markup == NULL || !g_str_equal(markup_string(markup), value);
	}
	return NULL;
}

TEST(two_threads_may_render_one_template)
{
	g_autoptr(Loaded) site = with_template("home.html", "{if heading}{heading}{end}");
	Share shares[2] = { { .template = templates_get(site->templates, TEMPLATE_HOME) },
			    { .template = templates_get(site->templates, TEMPLATE_HOME) } };
	GThread *first = g_thread_new("first", render_share, &shares[0]);
	GThread *second = g_thread_new("second", render_share, &shares[1]);

	g_thread_join(first);
	g_thread_join(second);
	assert_int_equal(shares[0].wrong + shares[1].wrong, 0);
}

TEST(a_statement_that_is_too_long_is_reported)
{
	g_autofree char *spaces = g_strnfill(5000, ' ');
	g_autofree char *text = g_strdup_printf("x{heading%s}", spaces);

	assert_template(text, "templates/home.html:1:2 template-syntax\n");
}

TEST(blocks_that_are_nested_too_deep_are_reported)
{
	g_autoptr(GString) deep = g_string_new(NULL);
	g_autoptr(GString) good = g_string_new(NULL);
	g_autoptr(Loaded) site = NULL;

	for (guint i = 0; i < 1000; i++)
		g_string_append(deep, "{if heading}");
	for (guint i = 0; i < 1000; i++)
		g_string_append(deep, "{end}");
	for (guint i = 0; i < 20; i++)
		g_string_append(good, "{if heading}");
	for (guint i = 0; i < 20; i++)
		g_string_append(good, "{end}");
	assert_template(good->str, "");
	site = with_template("home.html", deep->str);
	assert_null(site->templates);
	assert_int_equal(findings_count(site->findings, SEVERITY_ERROR), 1);
	assert_says(site->findings, "[template-syntax]");
}

TEST(a_hundred_findings_are_enough)
{
	static const char *const mistakes[] = { "{x}\n", "{" };

	for (gsize i = 0; i < G_N_ELEMENTS(mistakes); i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autoptr(Loaded) site = NULL;

		for (guint k = 0; k < 5000; k++)
			g_string_append(text, mistakes[i]);
		site = with_template("home.html", text->str);
		assert_int_equal(findings_count(site->findings, SEVERITY_ERROR), 100);
	}
}

TEST(a_template_that_no_page_is_made_with_is_a_warning)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;

	folder_write(folder, "templates/other.html", "{");
	site = loaded_new(folder);
	assert_non_null(site->templates);
	assert_findings(site->findings, "templates/other.html unknown-file\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_good_template_has_no_findings),
		cmocka_unit_test(every_template_has_a_file_of_its_own),
		cmocka_unit_test(every_name_belongs_to_a_template_and_has_a_meaning),
		cmocka_unit_test(messages_have_names_for_markup_and_for_attributes),
		cmocka_unit_test(a_missing_template_is_reported),
		cmocka_unit_test(a_template_knows_the_names_that_it_uses),
		cmocka_unit_test(an_unknown_name_is_reported_with_its_place),
		cmocka_unit_test(a_name_of_another_template_is_unknown),
		cmocka_unit_test(a_message_with_arguments_has_no_name),
		cmocka_unit_test(an_unknown_name_is_found_in_every_statement),
		cmocka_unit_test(a_loop_variable_is_known_within_its_loop),
		cmocka_unit_test(an_escaped_brace_begins_no_statement),
		cmocka_unit_test(a_closing_brace_alone_is_reported),
		cmocka_unit_test(a_string_is_no_name),
		cmocka_unit_test(numbers_and_operators_are_no_names),
		cmocka_unit_test(a_statement_that_never_ends_is_reported),
		cmocka_unit_test(a_brace_that_was_forgotten_is_one_finding),
		cmocka_unit_test(behind_a_brace_that_was_forgotten_the_rest_is_read),
		cmocka_unit_test(a_block_that_never_ends_is_reported),
		cmocka_unit_test(a_block_that_never_began_is_reported),
		cmocka_unit_test(a_mistake_that_ctpl_finds_has_its_line),
		cmocka_unit_test(a_template_that_is_no_text_is_reported),
		cmocka_unit_test(every_mistake_of_every_template_is_reported),
		cmocka_unit_test(a_template_is_rendered_with_its_values),
		cmocka_unit_test(a_template_that_fails_names_its_file),
		cmocka_unit_test(a_template_of_ten_thousand_statements_is_read),
		cmocka_unit_test(two_threads_may_render_one_template),
		cmocka_unit_test(a_statement_that_is_too_long_is_reported),
		cmocka_unit_test(blocks_that_are_nested_too_deep_are_reported),
		cmocka_unit_test(a_hundred_findings_are_enough),
		cmocka_unit_test(a_template_that_no_page_is_made_with_is_a_warning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
