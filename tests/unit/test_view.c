#include "page/view.h"

#include <string.h>

#include "support.h"

/* A site whose home.html has a text, and a view of that template. */
typedef struct {
	Loaded *site;
	View *view;
} Shown;

static Shown *
shown_new(const char *text)
{
	g_autoptr(Folder) folder = site_new();
	Shown *shown = g_new(Shown, 1);

	folder_write(folder, "templates/home.html", text);
	shown->site = loaded_new(folder);
	assert_findings(shown->site->findings, "");
	shown->view = view_new(templates_get(shown->site->templates, TEMPLATE_HOME));
	return shown;
}

static void
shown_free(Shown *shown)
{
	view_free(shown->view);
	loaded_free(shown->site);
	g_free(shown);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Shown, shown_free)

static void
assert_shown(Shown *shown, const char *expected)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Markup) markup = view_render(shown->view, &error);

	assert_null(error);
	assert_non_null(markup);
	assert_string_equal(markup_string(markup), expected);
}

TEST(names_without_a_value_are_empty)
{
	g_autoptr(Shown) shown = shown_new("[{heading}{tagline}{for c in collections}x{end}{if heading}y{end}]");

	assert_shown(shown, "[]");
}

TEST(a_number_without_a_value_is_zero)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;
	g_autoptr(View) view = NULL;
	g_autoptr(Markup) markup = NULL;

	folder_write(folder, "templates/sections.html", "{level}{if level}x{end}");
	site = loaded_new(folder);
	view = view_new(templates_get(site->templates, TEMPLATE_SECTIONS));
	markup = view_render(view, NULL);
	assert_string_equal(markup_string(markup), "0");
}

TEST(a_number_is_shown_in_digits)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;
	g_autoptr(View) view = NULL;
	g_autoptr(Markup) markup = NULL;

	folder_write(folder, "templates/sections.html", "<h{level}>");
	site = loaded_new(folder);
	view = view_new(templates_get(site->templates, TEMPLATE_SECTIONS));
	view_set_number(view, NAME_LEVEL, 3);
	markup = view_render(view, NULL);
	assert_string_equal(markup_string(markup), "<h3>");
}

TEST(a_text_is_escaped_and_markup_is_not)
{
	g_autoptr(Shown) shown = shown_new("{heading}|{tagline}");
	g_autoptr(Markup) markup = markup_new();

	markup_literal(markup, "<b>x</b>");
	view_set_text(shown->view, NAME_HEADING, "<b>'\"&");
	view_set_markup(shown->view, NAME_TAGLINE, markup);
	assert_shown(shown, "&lt;b&gt;&#39;&quot;&amp;|<b>x</b>");
}

TEST(a_value_is_copied)
{
	g_autoptr(Shown) shown = shown_new("{heading}{tagline}");
	g_autoptr(Markup) markup = markup_new();
	char text[] = "one";

	markup_text(markup, "two");
	view_set_text(shown->view, NAME_HEADING, text);
	view_set_markup(shown->view, NAME_TAGLINE, markup);
	text[0] = 'x';
	markup_text(markup, "three");
	assert_shown(shown, "onetwo");
}

TEST(a_value_is_not_taken_for_a_template)
{
	g_autoptr(Shown) shown = shown_new("{heading}");

	view_set_text(shown->view, NAME_HEADING, "{tagline} \\{x\\} {");
	assert_shown(shown, "{tagline} \\{x\\} {");
}

TEST(an_empty_text_counts_as_none)
{
	g_autoptr(Shown) shown = shown_new("{if heading}yes{else}no{end}");

	view_set_text(shown->view, NAME_HEADING, "");
	assert_shown(shown, "no");
}

TEST(rows_have_columns_in_their_order)
{
	g_autoptr(Shown) shown =
	    shown_new("{for c in collections}{c[0]},{c[1]},{c[2]}{if c[3]},yes{end}{if c[4]},no{end};{end}");
	g_autoptr(Markup) markup = markup_new();

	markup_literal(markup, "<i>");
	for (guint i = 0; i < 2; i++) {
		view_add_row(shown->view, NAME_COLLECTIONS);
		view_add_text(shown->view, i == 0 ? "<a>" : "b");
		view_add_markup(shown->view, markup);
		view_add_text(shown->view, "");
		view_add_flag(shown->view, true);
		view_add_flag(shown->view, false);
	}
	assert_shown(shown, "&lt;a&gt;,<i>,,yes;b,<i>,,yes;");
}

TEST(rows_may_be_many)
{
	g_autoptr(Shown) shown = shown_new("{for c in collections}{c[0]}{end}");
	g_autoptr(GString) expected = g_string_new(NULL);

	for (guint i = 0; i < 5000; i++) {
		g_autofree char *text = g_strdup_printf("%u.", i);

		view_add_row(shown->view, NAME_COLLECTIONS);
		view_add_text(shown->view, text);
		g_string_append(expected, text);
	}
	assert_shown(shown, expected->str);
}

TEST(rows_of_two_lists_may_alternate)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;
	g_autoptr(View) view = NULL;
	g_autoptr(Markup) markup = NULL;

	folder_write(folder, "templates/pair.html", "{for r in rows}{r[0]}{end}|{for s in stages}{s[0]}{end}");
	site = loaded_new(folder);
	view = view_new(templates_get(site->templates, TEMPLATE_PAIR));
	for (guint i = 0; i < 3; i++) {
		view_add_row(view, NAME_ROWS);
		view_add_text(view, "r");
		view_add_row(view, NAME_STAGES);
		view_add_text(view, "s");
	}
	markup = view_render(view, NULL);
	assert_string_equal(markup_string(markup), "rrr|sss");
}

TEST(a_view_wants_what_its_template_shows)
{
	g_autoptr(Shown) shown = shown_new("{heading}");

	assert_true(view_wants(shown->view, NAME_HEADING));
	assert_false(view_wants(shown->view, NAME_TAGLINE));
}

TEST(a_value_that_nobody_wants_harms_nothing)
{
	g_autoptr(Shown) shown = shown_new("x");

	view_set_text(shown->view, NAME_HEADING, "y");
	view_add_row(shown->view, NAME_COLLECTIONS);
	view_add_text(shown->view, "z");
	assert_shown(shown, "x");
}

TEST(messages_are_shown_as_markup_and_as_plain_text)
{
	g_autoptr(Shown) shown = shown_new("{message_home}|{plain_home}");
	g_autoptr(Markup) markup = markup_new();
	g_autoptr(Markup) plain = markup_new();

	markup_literal(markup, "<span>Home</span>");
	markup_text(plain, "Home & \"garden\"");
	view_set_message(shown->view, MESSAGE_HOME, markup_slice(markup));
	view_set_plain_message(shown->view, MESSAGE_HOME, markup_slice(plain));
	assert_shown(shown, "<span>Home</span>|Home &amp; &quot;garden&quot;");
}

TEST(a_template_that_fails_is_an_error)
{
	g_autoptr(Shown) shown = shown_new("{for c in collections}{c[7]}{end}");
	g_autoptr(GError) error = NULL;

	view_add_row(shown->view, NAME_COLLECTIONS);
	view_add_text(shown->view, "x");
	assert_null(view_render(shown->view, &error));
	assert_non_null(error);
	assert_contains(error->message, "templates/home.html: ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_without_a_value_are_empty),
		cmocka_unit_test(a_number_without_a_value_is_zero),
		cmocka_unit_test(a_number_is_shown_in_digits),
		cmocka_unit_test(a_text_is_escaped_and_markup_is_not),
		cmocka_unit_test(a_value_is_copied),
		cmocka_unit_test(a_value_is_not_taken_for_a_template),
		cmocka_unit_test(an_empty_text_counts_as_none),
		cmocka_unit_test(rows_have_columns_in_their_order),
		cmocka_unit_test(rows_may_be_many),
		cmocka_unit_test(rows_of_two_lists_may_alternate),
		cmocka_unit_test(a_view_wants_what_its_template_shows),
		cmocka_unit_test(a_value_that_nobody_wants_harms_nothing),
		cmocka_unit_test(messages_are_shown_as_markup_and_as_plain_text),
		cmocka_unit_test(a_template_that_fails_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
