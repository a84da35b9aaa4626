#include "command/site.h"

#include <string.h>

#include "command/download.h"
#include "source/pseudo.h"
#include "source/url.h"

static const char *
display_tags(const Model *model, GString *out)
{
	for (guint i = 0; i < model->locale_count; i++)
		g_string_append_printf(out, "%s%s", i == 0 ? "" : ", ", model->locales[i]->tag);
	return out->str;
}

static const Locale *
find_locale(const Model *model, const char *tag)
{
	for (guint i = 0; i < model->locale_count; i++)
		if (g_str_equal(model->locales[i]->tag, tag) || g_str_equal(model->locales[i]->folder, tag))
			return model->locales[i];
	return NULL;
}

/* Makes the plan of the locales that were asked for, or of all. */
static Status
make_plan(Site *site, const Options *options, Report *report)
{
	const Model *model = site->model;
	g_autofree const Locale **chosen = g_new0(const Locale *, model->locale_count);
	g_autofree bool *is_chosen = g_new0(bool, model->locale_count);
	guint count = 0;

	for (guint i = 0; options->locales != NULL && options->locales[i] != NULL; i++) {
		const Locale *locale = find_locale(model, options->locales[i]);
		g_autoptr(GString) tags = g_string_new(NULL);

		if (locale == NULL)
			return report_usage(report, "the site has no locale '%s'; it has %s", options->locales[i],
					    display_tags(model, tags));
		is_chosen[locale->index] = true;
	}
	for (guint i = 0; i < model->locale_count; i++)
		if (options->locales == NULL || is_chosen[i])
			chosen[count++] = model->locales[i];
	site->plan = plan_new(model, chosen, count, site->assets->count);
	return STATUS_DONE;
}

static void
make_addresses(Site *site, const Options *options)
{
	const char *base = options->base_url == NULL ? site->model->base_url : options->base_url;

	site->base_url = g_strconcat(base, g_str_has_suffix(base, "/") ? "" : "/", NULL);
	site->addresses = (Addresses) {
		.base_url = site->base_url,
		.clean_urls = site->model->clean_urls,
		.asset_names = (const char *const *) site->assets->names,
	};
}

/* How much of a value is shown, in code points. */
#define VALUE_MAX 60

void
site_add_failure(Site *site, const GError *error)
{
	/* ctpl quotes the value, which may be a whole page. */
	const char *start = strchr(error->message, '\'');
	const char *end = strrchr(error->message, '\'');
	g_autofree char *message = g_strdup(error->message);

	if (start != end && g_utf8_strlen(start + 1, end - start - 1) > VALUE_MAX) {
		gsize kept = (gsize) (g_utf8_offset_to_pointer(start + 1, VALUE_MAX) - error->message);

		g_free(message);
		message = g_strdup_printf("%.*s...%s", (int) kept, error->message, end);
	}
	findings_add(site->findings, FINDING_TEMPLATE_FAILED, (Place) { 0 },
		     "%s; see the manual's chapter on templates", message);
}

static bool
is_first_of_its_kind(const Page *page, const Page *before)
{
	return page->kind != before->kind || page->locale != before->locale || page->collection != before->collection;
}

GBytes *
site_render(const Site *site, const Page *page, GError **error)
{
	return page->kind == PAGE_DOWNLOAD ? download_render(site, page, error)
					   : renderer_render(site->renderer, page, error);
}

bool
site_try(const Site *site, const Page *page, GError **error)
{
	g_autoptr(GBytes) bytes = NULL;

	if (page->kind == PAGE_DOWNLOAD)
		return true;
	bytes = renderer_render(site->renderer, page, error);
	return bytes != NULL;
}

/* Renders a page of each kind.  A failure becomes a finding. */
static void
try_templates(Site *site)
{
	g_autoptr(GError) error = NULL;
	Page before = { 0 };

	for (guint64 i = 0; error == NULL && i < plan_count(site->plan); i++) {
		Page page = plan_page(site->plan, i);

		if (i == 0 || is_first_of_its_kind(&page, &before))
			site_try(site, &page, &error);
		before = page;
	}
	if (error != NULL)
		site_add_failure(site, error);
}

Status
site_read(Site *site, const Options *options, Report *report)
{
	g_autoptr(GError) error = NULL;

	*site = (Site) { .findings = findings_new() };
	if (options->base_url != NULL && !url_is_base(options->base_url))
		return report_usage(report, "--base-url is an address such as 'https://example.org/'");
	site->source = source_read(options->root, site->findings, &error);
	return site->source == NULL ? report_failure(report, error) : STATUS_DONE;
}

Status
site_make(Site *site, const Options *options, Report *report)
{
	Status status;

	source_parse(site->source, site->findings);
	if (options->pseudo && source_locale_folder(site->source) != NULL)
		pseudo_add(site->source, source_locale_folder(site->source));
	/* Without content the templates are nobody's concern. */
	if (site->source->content->files->len > 0) {
		site->assets = assets_new(site->source, site->findings);
		site->templates = templates_load(site->source, site->assets, site->findings);
	}
	site->model = model_build(site->source, site->findings);
	if (site->model == NULL || site->templates == NULL)
		return STATUS_FINDINGS;
	status = make_plan(site, options, report);
	if (status != STATUS_DONE)
		return status;
	make_addresses(site, options);
	if (plan_has_downloads(site->plan))
		status = download_find_time(&site->time, report);
	if (status != STATUS_DONE)
		return status;
	site->renderer = renderer_new(site->plan, &site->addresses, site->templates, site->source, site->assets);
	if (templates_can_fail(site->templates))
		try_templates(site);
	return findings_stop(site->findings, options->strict) ? STATUS_FINDINGS : STATUS_DONE;
}

Status
site_open(Site *site, const Options *options, Report *report)
{
	Status status = site_read(site, options, report);

	return status == STATUS_DONE ? site_make(site, options, report) : status;
}

void
site_close(Site *site)
{
	g_clear_pointer(&site->renderer, renderer_free);
	g_clear_pointer(&site->plan, plan_free);
	g_clear_pointer(&site->model, model_free);
	g_clear_pointer(&site->templates, templates_free);
	g_clear_pointer(&site->assets, assets_free);
	g_clear_pointer(&site->source, source_free);
	g_clear_pointer(&site->findings, findings_free);
	g_clear_pointer(&site->base_url, g_free);
}
