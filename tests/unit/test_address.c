#include "page/address.h"

#include <gio/gio.h>
#include <string.h>

#include "support.h"

static const char *const asset_names[] = { "style.css", NULL };

static const Addresses plain = { .base_url = "https://example.org/docs/", .asset_names = asset_names };
static const Addresses clean = { .base_url = "https://example.org/docs/",
				 .clean_urls = true,
				 .asset_names = asset_names };

static const Locale japanese = { .folder = "ja" };
static const Locale chinese = { .folder = "zh" };
static const Collection smtp = { .folder = "smtp" };
static const Collection http = { .folder = "http" };
static const Entry ok = { .collection = &smtp, .address = "250" };
static const Entry challenge = { .collection = &smtp, .address = "334" };
static const Entry found = { .collection = &http, .address = "302" };

static const Page choice = { .kind = PAGE_CHOICE };
static const Page not_found = { .kind = PAGE_NOT_FOUND };
static const Page japanese_not_found = { .kind = PAGE_NOT_FOUND, .locale = &japanese };
static const Page robots = { .kind = PAGE_ROBOTS };
static const Page sitemap = { .kind = PAGE_SITEMAP };
static const Page part = { .kind = PAGE_SITEMAP_PART, .number = 1 };
static const Page asset = { .kind = PAGE_ASSET, .number = 0 };
static const Page home = { .kind = PAGE_HOME, .locale = &japanese };
static const Page other_home = { .kind = PAGE_HOME, .locale = &chinese };
static const Page collection = { .kind = PAGE_COLLECTION, .locale = &japanese, .collection = &smtp };
static const Page other_collection = { .kind = PAGE_COLLECTION, .locale = &japanese, .collection = &http };
static const Page entry = { .kind = PAGE_ENTRY, .locale = &japanese, .collection = &smtp, .first = &ok };
static const Page other_entry = { .kind = PAGE_ENTRY, .locale = &japanese, .collection = &http, .first = &found };
static const Page chinese_entry = { .kind = PAGE_ENTRY, .locale = &chinese, .collection = &smtp, .first = &ok };
static const Page pair = {
	.kind = PAGE_PAIR, .locale = &japanese, .collection = &smtp, .first = &ok, .second = &challenge
};

static const Page *const pages[] = { &choice, &not_found,   &robots,        &sitemap,    &part,
				     &asset,  &home,        &other_home,    &collection, &other_collection,
				     &entry,  &other_entry, &chinese_entry, &pair,       &japanese_not_found };

TEST(every_kind_of_page_has_its_file)
{
	assert_string_free(address_file(&plain, &choice), "index.html");
	assert_string_free(address_file(&plain, &not_found), "404.html");
	assert_string_free(address_file(&plain, &japanese_not_found), "ja/404.html");
	assert_string_free(address_file(&plain, &robots), "robots.txt");
	assert_string_free(address_file(&plain, &sitemap), "sitemap.xml");
	assert_string_free(address_file(&plain, &part), "sitemap-2.xml");
	assert_string_free(address_file(&plain, &asset), "assets/style.css");
	assert_string_free(address_file(&plain, &home), "ja/index.html");
	assert_string_free(address_file(&plain, &collection), "ja/smtp/index.html");
	assert_string_free(address_file(&plain, &entry), "ja/smtp/250.html");
	assert_string_free(address_file(&plain, &pair), "ja/smtp/250-vs-334.html");
}

TEST(a_file_is_the_same_whatever_its_address)
{
	for (gsize i = 0; i < G_N_ELEMENTS(pages); i++) {
		g_autofree char *file = address_file(&plain, pages[i]);

		assert_string_free(address_file(&clean, pages[i]), file);
	}
}

TEST(an_absolute_address_is_the_base_and_the_file)
{
	assert_string_free(address_absolute(&plain, &choice), "https://example.org/docs/index.html");
	assert_string_free(address_absolute(&plain, &home), "https://example.org/docs/ja/index.html");
	assert_string_free(address_absolute(&plain, &pair), "https://example.org/docs/ja/smtp/250-vs-334.html");
	assert_string_free(address_absolute(&plain, &sitemap), "https://example.org/docs/sitemap.xml");
}

TEST(a_clean_address_has_no_suffix_and_no_index)
{
	assert_string_free(address_absolute(&clean, &choice), "https://example.org/docs/");
	assert_string_free(address_absolute(&clean, &home), "https://example.org/docs/ja/");
	assert_string_free(address_absolute(&clean, &collection), "https://example.org/docs/ja/smtp/");
	assert_string_free(address_absolute(&clean, &entry), "https://example.org/docs/ja/smtp/250");
	assert_string_free(address_absolute(&clean, &pair), "https://example.org/docs/ja/smtp/250-vs-334");
	assert_string_free(address_absolute(&clean, &not_found), "https://example.org/docs/404");
}

TEST(what_is_no_page_keeps_its_suffix_in_clean_addresses)
{
	assert_string_free(address_absolute(&clean, &robots), "https://example.org/docs/robots.txt");
	assert_string_free(address_absolute(&clean, &sitemap), "https://example.org/docs/sitemap.xml");
	assert_string_free(address_absolute(&clean, &part), "https://example.org/docs/sitemap-2.xml");
	assert_string_free(address_absolute(&clean, &asset), "https://example.org/docs/assets/style.css");
}

TEST(a_code_that_ends_like_an_index_is_no_index)
{
	Entry sub = { .collection = &smtp, .address = "sub-index" };
	Page page = { .kind = PAGE_ENTRY, .locale = &japanese, .collection = &smtp, .first = &sub };

	assert_string_free(address_absolute(&clean, &page), "https://example.org/docs/ja/smtp/sub-index");
}

TEST(an_address_from_the_root_begins_behind_the_host)
{
	Addresses at_root = plain;

	at_root.base_url = "http://localhost:8080/";
	assert_string_free(address_from_root(&plain, &home), "/docs/ja/index.html");
	assert_string_free(address_from_root(&clean, &home), "/docs/ja/");
	assert_string_free(address_from_root(&clean, &choice), "/docs/");
	assert_string_free(address_from_root(&at_root, &choice), "/index.html");
	assert_string_free(address_from_root(&at_root, &entry), "/ja/smtp/250.html");
}

static char *
link_between(const Addresses *addresses, const Page *from, const Page *to)
{
	g_autofree char *here = address_file(addresses, from);

	return address_link(addresses, here, to);
}

TEST(links_are_as_short_as_they_can_be)
{
	assert_string_free(link_between(&plain, &entry, &pair), "250-vs-334.html");
	assert_string_free(link_between(&plain, &entry, &entry), "250.html");
	assert_string_free(link_between(&plain, &pair, &collection), "index.html");
	assert_string_free(link_between(&plain, &pair, &home), "../index.html");
	assert_string_free(link_between(&plain, &pair, &choice), "../../index.html");
	assert_string_free(link_between(&plain, &pair, &asset), "../../assets/style.css");
	assert_string_free(link_between(&plain, &entry, &other_entry), "../http/302.html");
	assert_string_free(link_between(&plain, &entry, &chinese_entry), "../../zh/smtp/250.html");
	assert_string_free(link_between(&plain, &choice, &home), "ja/index.html");
	assert_string_free(link_between(&plain, &choice, &choice), "index.html");
	assert_string_free(link_between(&plain, &home, &pair), "smtp/250-vs-334.html");
}

TEST(clean_links_lead_to_folders)
{
	assert_string_free(link_between(&clean, &entry, &pair), "250-vs-334");
	assert_string_free(link_between(&clean, &pair, &collection), "./");
	assert_string_free(link_between(&clean, &collection, &collection), "./");
	assert_string_free(link_between(&clean, &pair, &home), "../");
	assert_string_free(link_between(&clean, &pair, &choice), "../../");
	assert_string_free(link_between(&clean, &choice, &choice), "./");
	assert_string_free(link_between(&clean, &choice, &home), "ja/");
	assert_string_free(link_between(&clean, &home, &other_home), "../zh/");
	assert_string_free(link_between(&clean, &collection, &asset), "../../assets/style.css");
}

/* Resolves every link as a browser would (RFC 3986, section 5). */
static void
assert_links_arrive(const Addresses *addresses)
{
	for (gsize i = 0; i < G_N_ELEMENTS(pages); i++) {
		for (gsize k = 0; k < G_N_ELEMENTS(pages); k++) {
			g_autofree char *here = address_absolute(addresses, pages[i]);
			g_autofree char *there = address_absolute(addresses, pages[k]);
			g_autofree char *link = link_between(addresses, pages[i], pages[k]);

			assert_true(*link != '\0' && *link != '/');
			assert_string_free(g_uri_resolve_relative(here, link, G_URI_FLAGS_NONE, NULL), there);
		}
	}
}

TEST(links_arrive_in_all_directions)
{
	assert_links_arrive(&plain);
}

TEST(clean_links_arrive_in_all_directions)
{
	assert_links_arrive(&clean);
}

TEST(locales_that_share_the_beginning_of_their_names_are_told_apart)
{
	Locale brazilian = { .folder = "pt-BR" };
	Locale portuguese = { .folder = "pt" };
	Page from = { .kind = PAGE_HOME, .locale = &brazilian };
	Page to = { .kind = PAGE_HOME, .locale = &portuguese };

	assert_string_free(link_between(&plain, &from, &to), "../pt/index.html");
	assert_string_free(link_between(&clean, &to, &from), "../pt-BR/");
}

TEST(on_a_disk_links_name_files_and_other_locales_are_elsewhere)
{
	Addresses packed = clean;

	packed.packed = &japanese;
	assert_string_free(address_link(&packed, "ja/smtp/250-vs-334.html", &home), "../index.html");
	assert_string_free(address_link(&packed, "ja/index.html", &pair), "smtp/250-vs-334.html");
	assert_string_free(address_link(&packed, "ja/smtp/250.html", &asset), "../../assets/style.css");
	assert_string_free(address_link(&packed, "ja/smtp/250.html", &choice), "../../index.html");
	assert_string_free(address_link(&packed, "ja/smtp/250.html", &chinese_entry),
			   "https://example.org/docs/zh/smtp/250");
	assert_string_free(address_absolute(&packed, &entry), "https://example.org/docs/ja/smtp/250");
	assert_string_equal(address_suffix(&packed), ".html");
	assert_string_equal(address_suffix(&clean), "");
	assert_string_equal(address_suffix(&plain), ".html");
}

TEST(a_download_is_named_for_its_site_and_locale)
{
	static const Addresses port = { .base_url = "http://localhost:8000/" };
	static const Addresses foreign = { .base_url = "https://b\303\274cher.example/x/" };

	assert_string_free(address_download_name(&plain, &japanese), "example.org-ja");
	assert_string_free(address_download_name(&port, &chinese), "localhost-8000-zh");
	assert_string_free(address_download_name(&foreign, &chinese), "b--cher.example-zh");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(on_a_disk_links_name_files_and_other_locales_are_elsewhere),
		cmocka_unit_test(a_download_is_named_for_its_site_and_locale),
		cmocka_unit_test(every_kind_of_page_has_its_file),
		cmocka_unit_test(a_file_is_the_same_whatever_its_address),
		cmocka_unit_test(an_absolute_address_is_the_base_and_the_file),
		cmocka_unit_test(a_clean_address_has_no_suffix_and_no_index),
		cmocka_unit_test(what_is_no_page_keeps_its_suffix_in_clean_addresses),
		cmocka_unit_test(a_code_that_ends_like_an_index_is_no_index),
		cmocka_unit_test(an_address_from_the_root_begins_behind_the_host),
		cmocka_unit_test(links_are_as_short_as_they_can_be),
		cmocka_unit_test(clean_links_lead_to_folders),
		cmocka_unit_test(links_arrive_in_all_directions),
		cmocka_unit_test(clean_links_arrive_in_all_directions),
		cmocka_unit_test(locales_that_share_the_beginning_of_their_names_are_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
