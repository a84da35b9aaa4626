/* Paths of requests.  Whatever is asked for, it is a page of the plan or nothing, and where
 * a page has another address, that address is the page's. */
#include "fuzz.h"

#include <string.h>

#include "model/model.h"
#include "page/route.h"
#include "source/source.h"

static const char *const asset_names[] = { "style.css", NULL };

/* A site that lasts as long as the program. */
static struct {
	Findings *findings;
	Source *source;
	Model *model;
	Addresses addresses[3];
	Plan *plan;
	Routes *routes[3];
} site;

static void
begin(void)
{
	static const Addresses addresses[] = {
		{ .base_url = "https://signals.example/", .asset_names = asset_names },
		{ .base_url = "https://signals.example/docs/", .asset_names = asset_names },
		{ .base_url = "https://signals.example/a%20b/", .clean_urls = true, .asset_names = asset_names },
	};

	site.findings = findings_new();
	site.source = source_load("tests/faults/base", site.findings, NULL);
	fuzz_check(site.source != NULL && !findings_stop(site.findings, true));
	site.model = model_build(site.source, site.findings);
	fuzz_check(site.model != NULL);
	site.plan = plan_new(site.model, site.model->locales, site.model->locale_count, G_N_ELEMENTS(asset_names) - 1);
	for (guint i = 0; i < G_N_ELEMENTS(addresses); i++) {
		site.addresses[i] = addresses[i];
		site.routes[i] = routes_new(site.plan, &site.addresses[i]);
	}
}

static void
try_path(const Addresses *addresses, const Routes *routes, const char *path, gsize length)
{
	Route route = routes_find(routes, path, length);
	Route again;
	g_autofree char *file = NULL;
	g_autofree char *own = NULL;
	g_autofree char *other = NULL;

	if (route.kind == ROUTE_NOTHING)
		return;
	file = address_file(addresses, &route.page);
	fuzz_check(*file != '/' && strstr(file, "..") == NULL);
	own = route_path(routes, &route.page);
	if (strlen(own) == length && memcmp(own, path, length) == 0)
		fuzz_check(route.kind == ROUTE_PAGE);
	again = routes_find(routes, own, strlen(own));
	fuzz_check(again.kind == ROUTE_PAGE);
	other = address_file(addresses, &again.page);
	fuzz_check(g_str_equal(file, other));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (site.plan == NULL)
		begin();
	for (guint i = 0; i < G_N_ELEMENTS(site.routes); i++)
		try_path(&site.addresses[i], site.routes[i], (const char *) data, size);
	return 0;
}
