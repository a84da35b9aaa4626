#include "page/plan.h"

#include <string.h>

#include "page/address.h"
#include "support.h"

static const char *const asset_names[] = { "a.css", "b.js", NULL };
static const Addresses addresses = { .base_url = "https://example.org/", .asset_names = asset_names };

/* A plan of all locales of a site. */
static Plan *
plan_of(const Loaded *site, guint asset_count)
{
	assert_non_null(site->model);
	return plan_new(site->model, site->model->locales, site->model->locale_count, asset_count);
}

/* The files of a plan, in its order. */
static char *
files_of(const Plan *plan)
{
	GString *out = g_string_new(NULL);

	for (guint64 i = 0; i < plan_count(plan); i++) {
		Page page = plan_page(plan, i);
		g_autofree char *file = address_file(&addresses, &page);

		g_string_append_printf(out, "%s\n", file);
	}
	return g_string_free(out, FALSE);
}

TEST(every_page_of_a_site_is_planned_once)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	const Locale *english = loaded_locale(site, "en");
	g_autoptr(Plan) plan = plan_new(site->model, &english, 1, 2);

	assert_string_free(files_of(plan), "en/index.html\n"
					   "en/translations.html\n"
					   "en/search.json\n"
					   "en/offline.html\n"
					   "en/404.html\n"
					   "en/alpha/index.html\n"
					   "en/alpha.json\n"
					   "en/alpha/1.html\n"
					   "en/alpha/2.html\n"
					   "en/alpha/10.html\n"
					   "en/alpha/1-vs-2.html\n"
					   "en/alpha/1-vs-10.html\n"
					   "en/alpha/2-vs-10.html\n"
					   "en/beta/index.html\n"
					   "en/beta.json\n"
					   "en/beta/a.html\n"
					   "index.html\n"
					   "404.html\n"
					   "robots.txt\n"
					   "sitemap.xml\n"
					   "llms.txt\n"
					   "_redirects\n"
					   "redirects.nginx.conf\n"
					   "assets/a.css\n"
					   "assets/b.js\n");
	assert_ptr_equal(plan_model(plan), site->model);
}

TEST(every_locale_has_the_same_pages)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Plan) plan = plan_of(site, 1);

	assert_true(plan_count(plan) == 3 * 16 + 7 + 1);
}

TEST(no_two_pages_have_the_same_file)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Plan) plan = plan_of(site, 2);
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint64 i = 0; i < plan_count(plan); i++) {
		Page page = plan_page(plan, i);

		assert_true(g_hash_table_add(seen, address_file(&addresses, &page)));
	}
}

TEST(pages_know_what_they_show)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	const Locale *german = loaded_locale(site, "de");
	g_autoptr(Plan) plan = plan_new(site->model, &german, 1, 2);
	Page pair = plan_page(plan, 11);
	Page home = plan_page(plan, 0);
	Page choice = plan_page(plan, 16);
	Page asset = plan_page(plan, 24);

	assert_int_equal(pair.kind, PAGE_PAIR);
	assert_ptr_equal(pair.locale, german);
	assert_ptr_equal(pair.collection, &site->model->collections[0]);
	assert_ptr_equal(pair.first, loaded_entry(site, "alpha", "1"));
	assert_ptr_equal(pair.second, loaded_entry(site, "alpha", "10"));
	assert_int_equal(home.kind, PAGE_HOME);
	assert_null(home.collection);
	assert_int_equal(choice.kind, PAGE_CHOICE);
	assert_null(choice.locale);
	assert_int_equal(asset.kind, PAGE_ASSET);
	assert_int_equal(asset.number, 1);
}

TEST(locales_are_offered_in_the_order_of_their_names)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Plan) plan = plan_of(site, 0);
	guint count = 0;
	const Locale *const *locales = plan_locales(plan, &count);

	assert_int_equal(count, 3);
	assert_string_equal(locales[0]->tag, "de");
	assert_string_equal(locales[1]->tag, "en");
	assert_string_equal(locales[2]->tag, "ar");
}

TEST(a_plan_without_locales_has_the_pages_of_the_whole_site)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Plan) plan = plan_new(site->model, NULL, 0, 0);

	assert_string_free(
	    files_of(plan),
	    "index.html\n404.html\nrobots.txt\nsitemap.xml\nllms.txt\n_redirects\nredirects.nginx.conf\n");
	assert_true(plan_listed_count(plan) == 0);
	assert_int_equal(plan_sitemap_parts(plan), 0);
}

/* The files of the pages that a plan lists in a part of the sitemap. */
static char *
listed_in(const Plan *plan, guint part)
{
	g_autoptr(GArray) indexes = plan_listed(plan, part);
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < indexes->len; i++) {
		Page page = plan_page(plan, g_array_index(indexes, guint64, i));
		g_autofree char *file = address_file(&addresses, &page);

		g_string_append_printf(out, "%s\n", file);
	}
	return g_string_free(out, FALSE);
}

TEST(only_translated_pages_are_listed)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Plan) plan = plan_of(site, 1);

	assert_true(plan_listed_count(plan) == 15);
	assert_int_equal(plan_sitemap_parts(plan), 1);
	assert_string_free(listed_in(plan, 0), "ar/translations.html\n"
					       "de/index.html\n"
					       "de/translations.html\n"
					       "de/alpha/1.html\n"
					       "en/index.html\n"
					       "en/translations.html\n"
					       "en/alpha/index.html\n"
					       "en/alpha/1.html\n"
					       "en/alpha/2.html\n"
					       "en/alpha/10.html\n"
					       "en/alpha/1-vs-2.html\n"
					       "en/alpha/1-vs-10.html\n"
					       "en/alpha/2-vs-10.html\n"
					       "en/beta/index.html\n"
					       "en/beta/a.html\n");
	assert_string_free(listed_in(plan, 1), "");
}

/* Whether the German form of the pair of 1 and 10 is listed. */
static bool
pair_is_listed(const Folder *folder)
{
	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Plan) plan = plan_of(site, 0);
	g_autofree char *listed = listed_in(plan, 0);

	return strstr(listed, "de/alpha/1-vs-10.html\n") != NULL;
}

TEST(a_pair_is_translated_when_all_its_prose_is)
{
	g_autoptr(Folder) folder = site_new();

	assert_false(pair_is_listed(folder));
	folder_write(folder, "locales/de/alpha/10.yaml", "summary: a\ndescription: b\nwhen_seen: c\nfix: d\n");
	assert_true(pair_is_listed(folder));
	folder_replace(folder, "locales/de/alpha/pairs/1-vs-10.yaml", "verdict: Nimm `1`.\n", "");
	assert_false(pair_is_listed(folder));
	folder_write(folder, "locales/de/alpha/pairs/1-vs-10.yaml", "verdict: Nimm `1`.\n");
	assert_false(pair_is_listed(folder));
	folder_write(folder, "content/alpha/pairs/1-vs-10.yaml", "verdict: Take 1.\n");
	assert_true(pair_is_listed(folder));
	folder_remove(folder, "content/alpha/pairs");
	folder_remove(folder, "locales/de/alpha/pairs");
	assert_true(pair_is_listed(folder));
	folder_remove(folder, "locales/de/alpha/1.yaml");
	assert_false(pair_is_listed(folder));
}

TEST(an_entry_is_translated_when_all_its_prose_is)
{
	static const char *const keys[] = { "summary", "description", "when_seen", "fix" };
	g_autoptr(Folder) folder = site_new();

	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autoptr(Loaded) site = NULL;
		g_autoptr(Plan) plan = NULL;

		for (gsize k = 0; k < G_N_ELEMENTS(keys); k++)
			if (i != k)
				g_string_append_printf(text, "%s: x\n", keys[k]);
		folder_write(folder, "locales/de/alpha/1.yaml", text->str);
		site = loaded_new(folder);
		plan = plan_of(site, 0);

		Page page = { .kind = PAGE_ENTRY,
			      .locale = loaded_locale(site, "de"),
			      .collection = &site->model->collections[0],
			      .first = loaded_entry(site, "alpha", "1") };
		Page english = plan_in_locale(&page, loaded_locale(site, "en"));

		assert_false(plan_is_translated(plan, &page));
		assert_true(plan_is_translated(plan, &english));
	}
}

TEST(a_home_page_is_translated_with_title_and_tagline)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;
	g_autoptr(Plan) plan = NULL;

	folder_replace(folder, "locales/de/site.yaml", "tagline: Alle Nummern.\n", "");
	site = loaded_new(folder);
	plan = plan_of(site, 0);

	Page german = { .kind = PAGE_HOME, .locale = loaded_locale(site, "de") };
	Page arabic = { .kind = PAGE_HOME, .locale = loaded_locale(site, "ar") };
	Page english = { .kind = PAGE_HOME, .locale = loaded_locale(site, "en") };

	assert_false(plan_is_translated(plan, &german));
	assert_false(plan_is_translated(plan, &arabic));
	assert_true(plan_is_translated(plan, &english));
}

TEST(a_collection_is_translated_with_all_that_its_page_shows)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "locales/de/alpha/collection.yaml", "description: Etwas *Prosa*.\n", "");
	folder_write(folder, "locales/de/beta/A.yaml", "summary: A ist ein Buchstabe.\n");

	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Plan) plan = plan_of(site, 0);
	Page alpha = { .kind = PAGE_COLLECTION,
		       .locale = loaded_locale(site, "de"),
		       .collection = &site->model->collections[0] };
	Page beta = alpha;

	beta.collection = &site->model->collections[1];
	assert_false(plan_is_translated(plan, &alpha));
	assert_true(plan_is_translated(plan, &beta));
}

TEST(pages_of_the_whole_site_are_translated_and_not_listed)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Plan) plan = plan_of(site, 2);
	static const PageKind kinds[] = { PAGE_CHOICE,  PAGE_NOT_FOUND,    PAGE_ROBOTS,
					  PAGE_SITEMAP, PAGE_SITEMAP_PART, PAGE_ASSET };

	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		Page page = { .kind = kinds[i] };

		assert_true(plan_is_translated(plan, &page));
	}
}

TEST(a_page_for_wrong_addresses_is_never_listed)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Plan) plan = plan_of(site, 2);
	g_autofree char *listed = listed_in(plan, 0);
	Page page = { .kind = PAGE_NOT_FOUND, .locale = loaded_locale(site, "en") };

	assert_true(plan_is_translated(plan, &page));
	assert_contains(listed, "en/translations.html\n");
	assert_lacks(listed, "404.html");
}

TEST(a_page_in_another_locale_is_the_same_page)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Plan) plan = plan_of(site, 0);
	Page page = plan_page(plan, 11);
	Page other = plan_in_locale(&page, loaded_locale(site, "en"));

	assert_ptr_equal(other.locale, loaded_locale(site, "en"));
	assert_int_equal(other.kind, page.kind);
	assert_ptr_equal(other.first, page.first);
	assert_ptr_equal(other.second, page.second);
	assert_ptr_equal(page.locale, loaded_locale(site, "ar"));
}

/* A model of three collections, whose entries are alike, for plans that no
 * files are worth. */
typedef struct {
	Locale locale;
	const Locale *locales[1];
	Text text;
	Collection collections[3];
	Model model;
} Synthetic;

static Synthetic *
synthetic_new(guint first, guint second, guint third)
{
	const guint counts[] = { first, second, third };
	Synthetic *made = g_new0(Synthetic, 1);

	made->locale.folder = (char *) "en";
	made->locale.name = (char *) "English";
	made->locale.tag = (char *) "en";
	made->locales[0] = &made->locale;
	made->text.strings[0] = "text";
	for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
		Collection *collection = &made->collections[i];
		Entry *entries = g_new0(Entry, counts[i]);

		for (guint k = 0; k < counts[i]; k++)
			entries[k] = (Entry) { .index = k,
					       .collection = collection,
					       .summary = &made->text,
					       .description = &made->text,
					       .when_seen = &made->text,
					       .fix = &made->text };
		*collection = (Collection) { .index = i,
					     .title = &made->text,
					     .summary = &made->text,
					     .entry_count = counts[i],
					     .entries = entries };
	}
	made->model = (Model) { .title = &made->text,
				.tagline = &made->text,
				.locale_count = 1,
				.locales = made->locales,
				.source_locale = &made->locale,
				.collection_count = G_N_ELEMENTS(counts),
				.collections = made->collections };
	return made;
}

static void
synthetic_free(Synthetic *made)
{
	for (guint i = 0; i < G_N_ELEMENTS(made->collections); i++)
		g_free((gpointer) made->collections[i].entries);
	g_free(made);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Synthetic, synthetic_free)

TEST(a_sitemap_of_fifty_thousand_addresses_has_one_part)
{
	g_autoptr(Synthetic) made = synthetic_new(315, 19, 8);
	g_autoptr(Plan) plan = plan_new(&made->model, made->locales, 1, 0);
	g_autoptr(GArray) listed = plan_listed(plan, 0);

	assert_true(plan_listed_count(plan) == SITEMAP_MAX_ADDRESSES);
	assert_int_equal(plan_sitemap_parts(plan), 1);
	assert_int_equal(listed->len, SITEMAP_MAX_ADDRESSES);
	assert_true(plan_count(plan) == SITEMAP_MAX_ADDRESSES + 3 + 3 + 7);
}

TEST(a_sitemap_of_one_address_more_has_two_parts)
{
	g_autoptr(Synthetic) made = synthetic_new(315, 16, 13);
	g_autoptr(Plan) plan = plan_new(&made->model, made->locales, 1, 0);
	g_autoptr(GArray) first = plan_listed(plan, 0);
	g_autoptr(GArray) second = plan_listed(plan, 1);
	Page part = plan_page(plan, plan_count(plan) - 4);

	assert_true(plan_listed_count(plan) == SITEMAP_MAX_ADDRESSES + 1);
	assert_int_equal(plan_sitemap_parts(plan), 2);
	assert_int_equal(first->len, SITEMAP_MAX_ADDRESSES);
	assert_int_equal(second->len, 1);
	assert_true(g_array_index(second, guint64, 0) == SITEMAP_MAX_ADDRESSES + 3 + 3);
	assert_true(plan_count(plan) == SITEMAP_MAX_ADDRESSES + 1 + 3 + 3 + 7 + 2);
	assert_int_equal(part.kind, PAGE_SITEMAP_PART);
	assert_int_equal(part.number, 1);
}

TEST(the_pages_of_a_large_collection_are_in_order)
{
	g_autoptr(Synthetic) made = synthetic_new(300, 1, 0);
	g_autoptr(Plan) plan = plan_new(&made->model, made->locales, 1, 0);
	guint64 index = 6 + 300;

	for (guint i = 0; i < 300; i++) {
		for (guint k = i + 1; k < 300; k++) {
			Page page = plan_page(plan, index++);

			assert_int_equal(page.kind, PAGE_PAIR);
			assert_int_equal(page.first->index, i);
			assert_int_equal(page.second->index, k);
		}
	}
	assert_int_equal(plan_page(plan, index).kind, PAGE_COLLECTION);
	assert_int_equal(plan_page(plan, index + 1).kind, PAGE_DATA);
	assert_int_equal(plan_page(plan, index + 2).kind, PAGE_ENTRY);
	assert_int_equal(plan_page(plan, index + 3).kind, PAGE_COLLECTION);
	assert_int_equal(plan_page(plan, index + 4).kind, PAGE_DATA);
	assert_int_equal(plan_page(plan, index + 5).kind, PAGE_CHOICE);
}

/* A site with a page at each address that is nearly that of another, and one former
 * address of the entry 2. */
static Folder *
stubs_new(void)
{
	Folder *folder = site_new();

	folder_replace(folder, "content/site.yaml", "source_locale: en\n", "source_locale: en\nredirects: stubs\n");
	folder_replace(folder, "content/alpha/2.yaml", "class: ", "former: [two]\nclass: ");
	return folder;
}

TEST(stubs_stand_at_the_other_order_and_at_former_addresses)
{
	g_autoptr(Folder) folder = stubs_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	const Locale *english = loaded_locale(site, "en");
	g_autoptr(Plan) plan = plan_new(site->model, &english, 1, 0);
	g_autofree char *files = files_of(plan);

	assert_contains(files, "en/alpha/2-vs-1.html\n"
			       "en/alpha/10-vs-1.html\n"
			       "en/alpha/10-vs-2.html\n"
			       "en/alpha/1-vs-two.html\n"
			       "en/alpha/two.html\n"
			       "en/alpha/two-vs-1.html\n"
			       "en/alpha/two-vs-10.html\n"
			       "en/alpha/10-vs-two.html\n");
	assert_lacks(files, "_redirects");
	assert_lacks(files, "nginx");
}

TEST(a_stub_knows_the_page_that_it_leads_to)
{
	g_autoptr(Folder) folder = stubs_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	const Locale *english = loaded_locale(site, "en");
	g_autoptr(Plan) plan = plan_new(site->model, &english, 1, 0);
	const Entry *one = loaded_entry(site, "alpha", "1");
	const Entry *two = loaded_entry(site, "alpha", "2");
	guint found = 0;

	for (guint64 i = 0; i < plan_count(plan); i++) {
		Page page = plan_page(plan, i);
		g_autofree char *file = address_file(&addresses, &page);

		if (g_str_equal(file, "en/alpha/two.html")) {
			assert_ptr_equal(page.first, two);
			assert_null(page.second);
			found++;
		} else if (g_str_equal(file, "en/alpha/two-vs-1.html") || g_str_equal(file, "en/alpha/2-vs-1.html")) {
			assert_ptr_equal(page.first, one);
			assert_ptr_equal(page.second, two);
			assert_false(plan_is_translated(plan, &page));
			found++;
		}
	}
	assert_int_equal(found, 3);
}

TEST(a_site_without_redirects_has_no_file_for_them)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "content/site.yaml", "source_locale: en\n", "source_locale: en\nredirects: none\n");

	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Plan) plan = plan_of(site, 0);
	g_autofree char *files = files_of(plan);

	assert_lacks(files, "redirects");
	assert_lacks(files, "2-vs-1.html");
}

TEST(there_is_a_feed_when_an_entry_has_a_day)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) without = loaded_new(folder);
	g_autoptr(Plan) none = plan_of(without, 0);

	assert_false(plan_has_feed(none));
	folder_replace(folder, "content/alpha/2.yaml", "class: ", "changed: 2026-11-24\nclass: ");

	g_autoptr(Loaded) with = loaded_new(folder);
	g_autoptr(Plan) plan = plan_of(with, 0);
	g_autofree char *files = files_of(plan);

	assert_true(plan_has_feed(plan));
	assert_contains(files, "de/feed.xml\n");
}

TEST(a_download_has_one_locale_and_what_that_needs)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "content/site.yaml", "source_locale: en\n",
		       "source_locale: en\nredirects: stubs\ndownloads: zip\n");

	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Plan) plan = plan_of(site, 2);
	g_autoptr(Plan) download = plan_new_download(plan, loaded_locale(site, "de"));
	g_autofree char *files = files_of(plan);
	guint count;

	assert_true(plan_has_downloads(plan));
	assert_contains(files, "de/download.zip\n");
	assert_contains(files, "en/download.zip\n");
	assert_false(plan_has_downloads(download));
	/* Its pages still name the others. */
	plan_locales(download, &count);
	assert_int_equal(count, site->model->locale_count);
	assert_string_free(files_of(download), "index.html\n"
					       "de/index.html\n"
					       "de/translations.html\n"
					       "de/search.json\n"
					       "de/offline.html\n"
					       "de/alpha/index.html\n"
					       "de/alpha.json\n"
					       "de/alpha/1.html\n"
					       "de/alpha/2.html\n"
					       "de/alpha/10.html\n"
					       "de/alpha/1-vs-2.html\n"
					       "de/alpha/1-vs-10.html\n"
					       "de/alpha/2-vs-10.html\n"
					       "de/beta/index.html\n"
					       "de/beta.json\n"
					       "de/beta/a.html\n"
					       "assets/a.css\n"
					       "assets/b.js\n");
	assert_int_equal(plan_download_pages(plan), 13);
}

TEST(without_the_option_there_is_nothing_to_download)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Plan) plan = plan_of(site, 0);
	g_autofree char *files = files_of(plan);

	assert_false(plan_has_downloads(plan));
	assert_lacks(files, "download.zip");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_page_of_a_site_is_planned_once),
		cmocka_unit_test(every_locale_has_the_same_pages),
		cmocka_unit_test(no_two_pages_have_the_same_file),
		cmocka_unit_test(pages_know_what_they_show),
		cmocka_unit_test(locales_are_offered_in_the_order_of_their_names),
		cmocka_unit_test(a_plan_without_locales_has_the_pages_of_the_whole_site),
		cmocka_unit_test(only_translated_pages_are_listed),
		cmocka_unit_test(a_pair_is_translated_when_all_its_prose_is),
		cmocka_unit_test(an_entry_is_translated_when_all_its_prose_is),
		cmocka_unit_test(a_home_page_is_translated_with_title_and_tagline),
		cmocka_unit_test(a_collection_is_translated_with_all_that_its_page_shows),
		cmocka_unit_test(pages_of_the_whole_site_are_translated_and_not_listed),
		cmocka_unit_test(a_page_for_wrong_addresses_is_never_listed),
		cmocka_unit_test(a_page_in_another_locale_is_the_same_page),
		cmocka_unit_test(a_sitemap_of_fifty_thousand_addresses_has_one_part),
		cmocka_unit_test(a_sitemap_of_one_address_more_has_two_parts),
		cmocka_unit_test(the_pages_of_a_large_collection_are_in_order),
		cmocka_unit_test(stubs_stand_at_the_other_order_and_at_former_addresses),
		cmocka_unit_test(a_stub_knows_the_page_that_it_leads_to),
		cmocka_unit_test(a_site_without_redirects_has_no_file_for_them),
		cmocka_unit_test(a_download_has_one_locale_and_what_that_needs),
		cmocka_unit_test(without_the_option_there_is_nothing_to_download),
		cmocka_unit_test(there_is_a_feed_when_an_entry_has_a_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
