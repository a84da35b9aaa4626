#include "page/inputs.h"

#include <glib/gstdio.h>
#include <string.h>

#include "support.h"

/* What the pages of a site are made of, by their files. */
static GHashTable *
inputs_by_file(const Folder *folder, guint64 program, const char *base_url)
{
	g_autoptr(Loaded) loaded = loaded_new(folder);
	g_autoptr(Plan) plan = NULL;
	g_autoptr(Inputs) inputs = NULL;
	Addresses addresses = { .base_url = base_url };
	GHashTable *found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

	assert_non_null(loaded->model);
	plan = plan_new(loaded->model, loaded->model->locales, loaded->model->locale_count, 0);
	addresses.asset_names = (const char *const *) loaded->assets->names;
	inputs = inputs_new(plan, &addresses, loaded->source, loaded->templates, program);
	for (guint64 i = 0; i < plan_count(plan); i++) {
		Page page = plan_page(plan, i);
		guint64 of_page = inputs_of(inputs, &page);

		g_hash_table_insert(found, address_file(&addresses, &page), g_memdup2(&of_page, sizeof(of_page)));
	}
	return found;
}

static GHashTable *
inputs_now(const Folder *folder)
{
	return inputs_by_file(folder, 1, "https://example.org/");
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* The files that are made of something else now, in a row. */
static char *
changed(GHashTable *before, GHashTable *after)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	GHashTableIter iter;
	gpointer name;
	gpointer now;

	g_hash_table_iter_init(&iter, after);
	while (g_hash_table_iter_next(&iter, &name, &now)) {
		const guint64 *then = g_hash_table_lookup(before, name);

		if (then == NULL || *then != *(const guint64 *) now)
			g_ptr_array_add(names, name);
	}
	g_ptr_array_sort(names, compare_names);
	g_ptr_array_add(names, NULL);
	return g_strjoinv(" ", (char **) names->pdata);
}

/* The files that are made of something else once one text stands in another's
 * place. */
static char *
changed_by(const char *file, const char *from, const char *to)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(GHashTable) before = inputs_now(folder);
	g_autoptr(GHashTable) after = NULL;

	folder_replace(folder, file, from, to);
	after = inputs_now(folder);
	return changed(before, after);
}

TEST(the_same_files_give_the_same_inputs)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(GHashTable) first = inputs_now(folder);
	g_autoptr(GHashTable) second = inputs_now(folder);

	assert_string_free(changed(first, second), "");
	assert_true(g_hash_table_size(first) > 10);
}

TEST(pages_that_show_something_of_everything_have_no_inputs)
{
	static const char *const names[] = {
		"index.html",           "404.html",        "robots.txt",  "en/index.html",
		"en/translations.html", "de/offline.html", "de/404.html",
	};
	g_autoptr(Folder) folder = site_new();
	g_autoptr(GHashTable) inputs = inputs_now(folder);

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		const guint64 *of_page = g_hash_table_lookup(inputs, names[i]);

		assert_non_null(of_page);
		assert_true(*of_page == 0);
	}
}

TEST(an_asset_changes_the_pages_that_link_it)
{
	g_autofree char *all = changed_by("templates/assets/style.css", "a", "b");

	assert_contains(all, "en/alpha/1-vs-2.html");
	assert_contains(all, "de/beta/a.html");
	assert_lacks(all, "sitemap");
}

/* Pages kept the address of a picture that was there no more. */
TEST(a_picture_that_has_another_name_changes_the_pages_that_name_it)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *home = folder_read(folder, "templates/home.html");
	g_autofree char *showing = g_strconcat(home, "{asset_social_png}", NULL);
	g_autoptr(GHashTable) before = NULL;
	g_autoptr(GHashTable) after = NULL;
	g_autofree char *names = NULL;

	folder_write(folder, "templates/home.html", showing);
	folder_write(folder, "templates/assets/social.png", "old");
	before = inputs_now(folder);
	folder_write(folder, "templates/assets/social.png", "new");
	after = inputs_now(folder);
	names = changed(before, after);
	assert_contains(names, "en/alpha/1-vs-2.html");
	assert_contains(names, "de/beta/a.html");
}

TEST(another_program_or_address_changes_all_that_is_known)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(GHashTable) before = inputs_now(folder);
	g_autoptr(GHashTable) program = inputs_by_file(folder, 2, "https://example.org/");
	g_autoptr(GHashTable) address = inputs_by_file(folder, 1, "https://example.com/");
	g_autofree char *by_program = changed(before, program);

	assert_contains(by_program, "en/alpha/1-vs-2.html");
	assert_contains(by_program, "de/beta/a.html");
	assert_contains(by_program, "sitemap.xml");
	assert_string_free(changed(before, address), by_program);
}

TEST(a_text_changes_the_pages_of_its_entry_in_every_language)
{
	g_autofree char *all = changed_by("content/alpha/2.yaml", "summary: ", "summary: New ");

	assert_contains(all, "en/alpha/2.html");
	assert_contains(all, "de/alpha/1-vs-2.html");
	assert_contains(all, "ar/alpha/2-vs-10.html");
	assert_contains(all, "de/alpha/index.html");
	assert_contains(all, "de/search.json");
	assert_lacks(all, "alpha/1.html");
	assert_lacks(all, "1-vs-10");
	assert_lacks(all, "beta");
	assert_lacks(all, "sitemap");
}

TEST(a_translation_changes_the_pages_of_its_language)
{
	g_autofree char *all = changed_by("locales/de/alpha/1.yaml", "summary: ", "summary: Neu ");

	assert_contains(all, "de/alpha/1.html");
	assert_contains(all, "de/alpha/1-vs-2.html");
	assert_contains(all, "de/alpha/index.html");
	assert_contains(all, "de/search.json");
	assert_lacks(all, "de/alpha/2.html");
	assert_lacks(all, "en/");
	assert_lacks(all, "ar/");
}

/* The data and the page of the collection named the pair that had the words before. */
TEST(words_of_another_pair_change_all_that_names_the_pair)
{
	g_autoptr(Folder) folder = site_new();
	static const char *const trees[] = { "content", "locales/de" };
	g_autoptr(GHashTable) before = inputs_now(folder);
	g_autoptr(GHashTable) after = NULL;
	g_autofree char *names = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(trees); i++) {
		g_autofree char *tree = folder_path(folder, trees[i]);
		g_autofree char *old = g_build_filename(tree, "alpha/pairs/1-vs-10.yaml", NULL);
		g_autofree char *new = g_build_filename(tree, "alpha/pairs/1-vs-2.yaml", NULL);

		assert_int_equal(g_rename(old, new), 0);
	}
	after = inputs_now(folder);
	names = changed(before, after);
	assert_contains(names, "de/alpha.json");
	assert_contains(names, "de/alpha/index.html");
	assert_contains(names, "de/alpha/1-vs-2.html");
	assert_contains(names, "de/alpha/1-vs-10.html");
}

TEST(a_message_changes_the_pages_of_its_language)
{
	g_autofree char *all = changed_by("locales/de/locale.yaml", "learn_more: ", "learn_more: Neu ");

	assert_contains(all, "de/alpha/1.html");
	assert_contains(all, "de/beta/a.html");
	assert_lacks(all, "en/");
	assert_lacks(all, "ar/");
}

TEST(words_of_a_pair_change_its_page)
{
	g_autofree char *all = changed_by("content/alpha/pairs/1-vs-10.yaml", "verdict: ", "verdict: New ");

	assert_string_equal(all,
			    "ar/alpha.json ar/alpha/1-vs-10.html de/alpha.json de/alpha/1-vs-10.html en/alpha.json "
			    "en/alpha/1-vs-10.html");
}

TEST(a_template_changes_the_pages_that_are_made_of_it)
{
	static const struct {
		const char *name;
		bool entries;
		bool pairs;
	} templates[] = { { "templates/pair.html", false, true },
			  { "templates/entry.html", true, false },
			  { "templates/sections.html", true, true },
			  { "templates/page.html", true, true },
			  { "templates/home.html", false, false } };

	for (gsize i = 0; i < G_N_ELEMENTS(templates); i++) {
		g_autoptr(Folder) folder = site_new();
		g_autoptr(GHashTable) before = inputs_now(folder);
		g_autoptr(GHashTable) after = NULL;
		g_autofree char *text = folder_read(folder, templates[i].name);
		g_autofree char *longer = g_strconcat(text, "<!-- new -->\n", NULL);
		g_autofree char *all = NULL;

		folder_write(folder, templates[i].name, longer);
		after = inputs_now(folder);
		all = changed(before, after);
		support_assert_contains(all, "en/alpha/1.html", templates[i].entries, __FILE__, __LINE__);
		support_assert_contains(all, "en/alpha/1-vs-2.html", templates[i].pairs, __FILE__, __LINE__);
		assert_lacks(all, "sitemap");
	}
}

TEST(a_name_changes_the_pages_with_a_link_to_it)
{
	g_autofree char *all = changed_by("content/alpha/2.yaml", "name: ", "name: New ");

	assert_contains(all, "en/alpha/1.html");
	assert_contains(all, "en/alpha/2.html");
	assert_contains(all, "en/alpha/1-vs-2.html");
	assert_lacks(all, "beta");
}

TEST(a_new_entry_changes_its_collection_and_the_sitemap)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(GHashTable) before = inputs_now(folder);
	g_autoptr(GHashTable) after = NULL;
	g_autofree char *entry = site_entry("95");
	g_autofree char *all = NULL;

	folder_write(folder, "content/alpha/95.yaml", entry);
	after = inputs_now(folder);
	all = changed(before, after);
	assert_contains(all, "en/alpha/1-vs-95.html");
	assert_contains(all, "en/alpha/1.html");
	assert_contains(all, "sitemap.xml");
	/* Which leads to the pair behind it. */
	assert_contains(all, "en/alpha/1-vs-10.html");
	assert_lacks(all, "1-vs-2.html");
	assert_lacks(all, "beta");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_files_give_the_same_inputs),
		cmocka_unit_test(pages_that_show_something_of_everything_have_no_inputs),
		cmocka_unit_test(an_asset_changes_the_pages_that_link_it),
		cmocka_unit_test(a_picture_that_has_another_name_changes_the_pages_that_name_it),
		cmocka_unit_test(another_program_or_address_changes_all_that_is_known),
		cmocka_unit_test(a_text_changes_the_pages_of_its_entry_in_every_language),
		cmocka_unit_test(a_translation_changes_the_pages_of_its_language),
		cmocka_unit_test(a_message_changes_the_pages_of_its_language),
		cmocka_unit_test(words_of_a_pair_change_its_page),
		cmocka_unit_test(words_of_another_pair_change_all_that_names_the_pair),
		cmocka_unit_test(a_template_changes_the_pages_that_are_made_of_it),
		cmocka_unit_test(a_name_changes_the_pages_with_a_link_to_it),
		cmocka_unit_test(a_new_entry_changes_its_collection_and_the_sitemap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
