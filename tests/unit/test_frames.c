#include "page/frames.h"

#include "page/render.h"
#include "support.h"

/* Renders a pair's page with a frame that is made for it alone. */
static GBytes *
render_alone(const Rendered *rendered, const Page *page)
{
	g_autofree char *file = address_file(&rendered->addresses, page);
	Context context = { .renderer = rendered->renderer, .page = page, .file = file, .locale = page->locale };
	g_autoptr(View) view = render_pair(&context, NULL);
	g_autoptr(Markup) content = view_render(view, NULL);
	g_autoptr(View) frame = render_frame(&context, content);

	return markup_steal_bytes(view_render(frame, NULL));
}

/* Whether the page is put into a frame that others have too. */
static bool
is_framed(const Rendered *rendered, const Page *page)
{
	g_autofree char *file = address_file(&rendered->addresses, page);
	Context context = { .renderer = rendered->renderer, .page = page, .file = file, .locale = page->locale };
	g_autoptr(View) view = render_pair(&context, NULL);

	return frames_find(&context) != NULL;
}

/* Compares both ways of rendering all pairs.  Returns: how many have a frame that
 * others have too. */
static guint
compare_all(const Folder *folder)
{
	g_autoptr(Rendered) rendered = rendered_new(folder);
	guint framed = 0;

	for (guint64 i = 0; i < plan_count(rendered->plan); i++) {
		Page page = plan_page(rendered->plan, i);
		g_autoptr(GBytes) bytes = NULL;
		g_autoptr(GBytes) alone = NULL;

		if (page.kind != PAGE_PAIR)
			continue;
		bytes = renderer_render(rendered->renderer, &page, NULL);
		alone = render_alone(rendered, &page);
		assert_string_equal(g_bytes_get_data(bytes, NULL), g_bytes_get_data(alone, NULL));
		assert_true(g_bytes_equal(bytes, alone));
		framed += is_framed(rendered, &page);
	}
	return framed;
}

/* Puts another line in the place of the one that begins so. */
static void
replace_line(const Folder *folder, const char *name, const char *begin, const char *line)
{
	g_autofree char *old = folder_read(folder, name);
	g_auto(GStrv) lines = g_strsplit(old, "\n", -1);
	g_autofree char *new = NULL;

	for (guint i = 0; lines[i] != NULL; i++) {
		if (g_str_has_prefix(lines[i], begin)) {
			g_free(lines[i]);
			lines[i] = g_strdup(line);
		}
	}
	new = g_strjoinv("\n", lines);
	folder_write(folder, name, new);
}

/* A site of three pairs in three languages, in which any name goes into a hole. */
static Folder *
plain_site(void)
{
	Folder *folder = site_new();

	replace_line(folder, "content/alpha/1.yaml", "name: ", "name: One");
	return folder;
}

TEST(a_page_in_a_shared_frame_is_as_one_in_its_own)
{
	g_autoptr(Folder) folder = plain_site();

	assert_int_equal(compare_all(folder), 9);
}

TEST(every_pair_of_the_project_is_as_in_a_frame_of_its_own)
{
	/* Where the tests are run; not freed, for that would remove it. */
	const Folder project = { .path = "." };

	assert_true(compare_all(&project) > 0);
}

TEST(a_name_that_means_something_in_html_has_a_frame_of_its_own)
{
	static const char *const lines[] = { "name: R&D", "name: 'The \"One\"'", "name: Don't", "name: <One>" };

	for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
		g_autoptr(Folder) folder = plain_site();

		replace_line(folder, "content/alpha/1.yaml", "name: ", lines[i]);
		/* Of three pairs in three languages those without the entry 1. */
		assert_int_equal(compare_all(folder), 3);
	}
}

TEST(a_title_that_selects_by_a_code_has_a_frame_of_its_own)
{
	g_autoptr(Folder) folder = plain_site();

	replace_line(folder, "locales/de/locale.yaml", "  pair_title: ",
		     "  pair_title: \"{collection} {first, select, x {zehn} other {{first}}} {first_name} {second} "
		     "{second_name}\"");
	assert_int_equal(compare_all(folder), 6);
}

TEST(a_template_that_computes_has_a_frame_for_each_page)
{
	static const char *const templates[] = { "templates/page.html", "templates/pair.html" };

	for (gsize i = 0; i < G_N_ELEMENTS(templates); i++) {
		g_autoptr(Folder) folder = plain_site();
		g_autofree char *old = folder_read(folder, templates[i]);
		g_autofree char *new = g_strconcat(old, "{1 + 1}", NULL);

		folder_write(folder, templates[i], new);
		assert_int_equal(compare_all(folder), 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_in_a_shared_frame_is_as_one_in_its_own),
		cmocka_unit_test(every_pair_of_the_project_is_as_in_a_frame_of_its_own),
		cmocka_unit_test(a_name_that_means_something_in_html_has_a_frame_of_its_own),
		cmocka_unit_test(a_template_that_computes_has_a_frame_for_each_page),
		cmocka_unit_test(a_title_that_selects_by_a_code_has_a_frame_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
