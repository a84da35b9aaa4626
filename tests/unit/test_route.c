#include "page/route.h"

#include <string.h>

#include "support.h"

static const char *const asset_names[] = { "a.css", "404.html", NULL };

/* A site as far as it takes to find its pages. */
typedef struct {
	Folder *folder;
	Loaded *site;
	Addresses addresses;
	Plan *plan;
	Routes *routes;
} Routed;

static Routed *
routed_new(const char *base_url, bool clean_urls)
{
	Routed *routed = g_new0(Routed, 1);

	routed->folder = site_new();
	routed->site = loaded_new(routed->folder);
	assert_non_null(routed->site->model);
	routed->addresses = (Addresses) { .base_url = base_url, .clean_urls = clean_urls, .asset_names = asset_names };
	routed->plan = plan_new(routed->site->model, routed->site->model->locales, routed->site->model->locale_count,
				G_N_ELEMENTS(asset_names) - 1);
	routed->routes = routes_new(routed->plan, &routed->addresses);
	return routed;
}

static void
routed_free(Routed *routed)
{
	routes_free(routed->routes);
	plan_free(routed->plan);
	loaded_free(routed->site);
	folder_free(routed->folder);
	g_free(routed);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Routed, routed_free)

/* What becomes of a path: "page FILE", "redirect PATH" or "nothing". */
static char *
answer_bytes(const Routed *routed, const char *path, gsize length)
{
	Route route = routes_find(routed->routes, path, length);
	g_autofree char *file = NULL;
	g_autofree char *own = NULL;

	if (route.kind == ROUTE_NOTHING)
		return g_strdup("nothing");
	file = address_file(&routed->addresses, &route.page);
	own = route_path(routed->routes, &route.page);
	return g_strconcat(route.kind == ROUTE_PAGE ? "page " : "redirect ", route.kind == ROUTE_PAGE ? file : own,
			   NULL);
}

static char *
answer(const Routed *routed, const char *path)
{
	return answer_bytes(routed, path, strlen(path));
}

#define assert_answer(routed, path, expected) assert_string_free(answer((routed), (path)), (expected))

static void
assert_every_page_is_found(const Routed *routed)
{
	for (guint64 i = 0; i < plan_count(routed->plan); i++) {
		Page page = plan_page(routed->plan, i);
		g_autofree char *path = address_from_root(&routed->addresses, &page);
		g_autofree char *file = address_file(&routed->addresses, &page);
		g_autofree char *expected = g_strconcat("page ", file, NULL);

		assert_answer(routed, path, expected);
	}
}

TEST(every_page_of_the_plan_is_found_by_its_address)
{
	g_autoptr(Routed) plain = routed_new("https://example.org/", false);
	g_autoptr(Routed) clean = routed_new("https://example.org/", true);
	g_autoptr(Routed) below = routed_new("https://example.org/docs/codes/", true);

	assert_every_page_is_found(plain);
	assert_every_page_is_found(clean);
	assert_every_page_is_found(below);
}

TEST(other_forms_of_an_address_lead_to_the_page)
{
	g_autoptr(Routed) plain = routed_new("https://example.org/", false);

	assert_answer(plain, "/", "redirect /index.html");
	assert_answer(plain, "/de", "redirect /de/index.html");
	assert_answer(plain, "/de/", "redirect /de/index.html");
	assert_answer(plain, "/de/index", "redirect /de/index.html");
	assert_answer(plain, "/de/alpha", "redirect /de/alpha/index.html");
	assert_answer(plain, "/de/alpha/1", "redirect /de/alpha/1.html");
	assert_answer(plain, "/de/alpha/1-vs-2", "redirect /de/alpha/1-vs-2.html");
	assert_answer(plain, "/404", "redirect /404.html");
}

TEST(other_forms_of_a_clean_address_lead_to_the_page)
{
	g_autoptr(Routed) clean = routed_new("https://example.org/", true);

	assert_answer(clean, "/index.html", "redirect /");
	assert_answer(clean, "/de", "redirect /de/");
	assert_answer(clean, "/de/index.html", "redirect /de/");
	assert_answer(clean, "/de/alpha", "redirect /de/alpha/");
	assert_answer(clean, "/de/alpha/1.html", "redirect /de/alpha/1");
	assert_answer(clean, "/de/alpha/1-vs-2.html", "redirect /de/alpha/1-vs-2");
	assert_answer(clean, "/404.html", "redirect /404");
}

/* The file of the page that says that a path leads nowhere. */
static char *
sign_at(const Routed *routed, const char *path)
{
	Route route = routes_find(routed->routes, path, strlen(path));

	assert_int_equal(route.kind, ROUTE_NOTHING);
	return address_file(&routed->addresses, &route.page);
}

TEST(a_wrong_address_gets_the_page_in_its_own_language)
{
	g_autoptr(Routed) plain = routed_new("https://example.org/", false);
	g_autoptr(Routed) below = routed_new("https://example.org/docs/codes/", true);

	assert_string_free(sign_at(plain, "/de/alpha/99"), "de/404.html");
	assert_string_free(sign_at(plain, "/%64e/x/y/z"), "de/404.html");
	assert_string_free(sign_at(plain, "/ar/nothing.html"), "ar/404.html");
	assert_string_free(sign_at(plain, "/nothing"), "404.html");
	assert_string_free(sign_at(plain, "/dex/nothing"), "404.html");
	assert_string_free(sign_at(plain, "/xx/alpha/1"), "404.html");
	assert_string_free(sign_at(plain, ""), "404.html");
	assert_string_free(sign_at(plain, "/de/%zz"), "404.html");
	assert_string_free(sign_at(below, "/docs/codes/de/alpha/99"), "de/404.html");
	assert_string_free(sign_at(below, "/de/alpha/99"), "404.html");
}

TEST(the_other_order_of_a_pair_leads_to_the_pair)
{
	g_autoptr(Routed) plain = routed_new("https://example.org/", false);
	g_autoptr(Routed) clean = routed_new("https://example.org/", true);

	assert_answer(plain, "/de/alpha/10-vs-2.html", "redirect /de/alpha/2-vs-10.html");
	assert_answer(plain, "/de/alpha/10-vs-2", "redirect /de/alpha/2-vs-10.html");
	assert_answer(clean, "/de/alpha/10-vs-2.html", "redirect /de/alpha/2-vs-10");
	assert_answer(clean, "/de/alpha/10-vs-2", "redirect /de/alpha/2-vs-10");
}

TEST(a_site_below_the_root_of_its_host_is_found_there_only)
{
	g_autoptr(Routed) below = routed_new("https://example.org/docs/codes/", false);

	assert_answer(below, "/", "redirect /docs/codes/index.html");
	assert_answer(below, "/docs/codes", "redirect /docs/codes/index.html");
	assert_answer(below, "/docs/codes/", "redirect /docs/codes/index.html");
	assert_answer(below, "/docs/codes/de/alpha/1", "redirect /docs/codes/de/alpha/1.html");
	assert_answer(below, "/docs/codes/de/alpha/1.html", "page de/alpha/1.html");
	assert_answer(below, "/docs", "nothing");
	assert_answer(below, "/docs/", "nothing");
	assert_answer(below, "/docs/codesde/index.html", "nothing");
	assert_answer(below, "/de/index.html", "nothing");
}

TEST(a_base_address_that_needs_encoding_is_found_however_it_is_encoded)
{
	g_autoptr(Routed) below = routed_new("https://example.org/b\xc3\xbc"
					     "cher/a%20b/",
					     true);

	assert_answer(below, "/b%C3%BCcher/a%20b/de/alpha/1", "page de/alpha/1.html");
	assert_answer(below,
		      "/b\xc3\xbc"
		      "cher/a b/de/alpha/1",
		      "page de/alpha/1.html");
	assert_answer(below, "/b%c3%bccher/a%20b/de", "redirect /b%C3%BCcher/a%20b/de/");
}

TEST(percent_encoding_means_what_it_stands_for)
{
	g_autoptr(Routed) clean = routed_new("https://example.org/", true);

	assert_answer(clean, "/%64e/alpha/1", "page de/alpha/1.html");
	assert_answer(clean, "/de/alpha/1%2Dvs%2d2", "page de/alpha/1-vs-2.html");
	/* Once, and not twice. */
	assert_answer(clean, "/%2564e/alpha/1", "nothing");
}

TEST(no_way_leads_out_of_the_site)
{
	g_autoptr(Routed) clean = routed_new("https://example.org/", true);
	static const char *const paths[] = {
		"",
		"de/alpha/1",
		"//",
		"//de/",
		"/de//alpha/1",
		"/.",
		"/..",
		"/../",
		"/de/..",
		"/de/../de/",
		"/de/alpha/./1",
		"/de/alpha/../alpha/1",
		"/assets/../../content/site.yaml",
		"/assets/..%2fsite.yaml",
		"/%2e%2e/etc/passwd",
		"/..%2f..%2fetc%2fpasswd",
		"/de%2Falpha/1",
		"/de\\alpha\\1",
		"/de%5Calpha/1",
		"/de/alpha/1%00",
		"/de/alpha/1%00.html",
		"/de/alpha/1%",
		"/de/alpha/1%2",
		"/de/alpha/1%zz",
		"/etc/passwd",
		"/content/site.yaml",
		"/templates/page.html",
		"/assets",
		"/assets/",
		"/assets/none.css",
		"/DE/alpha/1",
		"/de/alpha/1 ",
		"/de/alpha/1/",
		"/de/alpha/1.html/",
		"/de/alpha/1.html.html",
		"/de/alpha/-vs-",
		"/de/alpha/1-vs-",
		"/de/alpha/-vs-1",
		"/de/alpha/1-vs-1",
		"/de/alpha/1-vs-9",
		"/de/alpha/9-vs-1",
		"/de/alpha/1-vs-2-vs-10",
		"/de/alpha/1-vs-a",
		"/de/beta/1",
		"/en/beta/1-vs-2",
		"/xx/",
		"/de/gamma/",
		"/de/alpha/index/",
		"/.html",
		"/de/alpha/.html",
		"/robots.txt/",
		"/robots",
		"/sitemap",
		"/*",
		"*",
		"http://example.org/de/",
		"/de/?q=1",
		"/de/#a",
		"/\xff\xfe",
		"/de/\n",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
		g_autofree char *got = answer(clean, paths[i]);

		if (!g_str_equal(got, "nothing"))
			fail_msg("'%s' is answered with '%s'", paths[i], got);
	}
}

TEST(a_path_may_hold_any_bytes_and_be_of_any_length)
{
	g_autoptr(Routed) clean = routed_new("https://example.org/", true);
	g_autofree char *slashes = g_strnfill(100000, '/');
	g_autofree char *escapes = g_strnfill(100000, '%');
	char with_nul[] = "/de/\0alpha/1";

	assert_string_free(answer_bytes(clean, with_nul, sizeof(with_nul) - 1), "nothing");
	assert_string_free(answer_bytes(clean, "/de/alpha/1 and more", 11), "page de/alpha/1.html");
	assert_string_free(answer_bytes(clean, slashes, 100000), "nothing");
	assert_string_free(answer_bytes(clean, escapes, 100000), "nothing");
	assert_string_free(answer_bytes(clean, slashes, ROUTE_MAX_BYTES), "nothing");
	for (guint byte = 0; byte < 256; byte++) {
		char path[] = { '/', (char) byte };

		if (byte != '/')
			assert_string_free(answer_bytes(clean, path, 2), "nothing");
	}
}

TEST(only_the_locales_of_the_plan_are_found)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	const Locale *german = loaded_locale(site, "de");
	Addresses addresses = { .base_url = "https://example.org/", .asset_names = asset_names };
	g_autoptr(Plan) plan = plan_new(site->model, &german, 1, 0);
	g_autoptr(Routes) routes = routes_new(plan, &addresses);

	assert_int_equal(routes_find(routes, "/de/alpha/1.html", 16).kind, ROUTE_PAGE);
	assert_int_equal(routes_find(routes, "/en/alpha/1.html", 16).kind, ROUTE_NOTHING);
	assert_int_equal(routes_find(routes, "/assets/a.css", 13).kind, ROUTE_NOTHING);
}

TEST(a_former_address_leads_to_the_page)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "content/alpha/2.yaml", "class: ", "former: [two]\nclass: ");

	g_autoptr(Loaded) site = loaded_new(folder);
	const Locale *german = loaded_locale(site, "de");
	g_autoptr(Plan) plan = plan_new(site->model, &german, 1, 0);
	Addresses addresses = { .base_url = "https://example.org/" };
	g_autoptr(Routes) routes = routes_new(plan, &addresses);
	Route entry = routes_find(routes, "/de/alpha/two.html", strlen("/de/alpha/two.html"));
	Route pair = routes_find(routes, "/de/alpha/two-vs-1", strlen("/de/alpha/two-vs-1"));

	assert_int_equal(entry.kind, ROUTE_REDIRECT);
	assert_ptr_equal(entry.page.first, loaded_entry(site, "alpha", "2"));
	assert_int_equal(pair.kind, ROUTE_REDIRECT);
	assert_ptr_equal(pair.page.first, loaded_entry(site, "alpha", "1"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_page_of_the_plan_is_found_by_its_address),
		cmocka_unit_test(other_forms_of_an_address_lead_to_the_page),
		cmocka_unit_test(other_forms_of_a_clean_address_lead_to_the_page),
		cmocka_unit_test(a_wrong_address_gets_the_page_in_its_own_language),
		cmocka_unit_test(the_other_order_of_a_pair_leads_to_the_pair),
		cmocka_unit_test(a_site_below_the_root_of_its_host_is_found_there_only),
		cmocka_unit_test(a_base_address_that_needs_encoding_is_found_however_it_is_encoded),
		cmocka_unit_test(percent_encoding_means_what_it_stands_for),
		cmocka_unit_test(no_way_leads_out_of_the_site),
		cmocka_unit_test(a_path_may_hold_any_bytes_and_be_of_any_length),
		cmocka_unit_test(only_the_locales_of_the_plan_are_found),
		cmocka_unit_test(a_former_address_leads_to_the_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
