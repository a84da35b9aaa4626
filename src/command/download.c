#include "command/download.h"

#include "output/archive.h"
#include "source/fingerprint.h"

/* What the pages of a download are rendered with. */
typedef struct {
	const Site *site;
	Addresses addresses;
	Plan *plan;
	Renderer *renderer;
} Download;

static Download *
download_new(const Site *site, const Locale *locale)
{
	Download *download = g_new0(Download, 1);

	download->site = site;
	download->addresses = site->addresses;
	download->addresses.packed = locale;
	download->plan = plan_new_download(site->plan, locale);
	download->renderer =
	    renderer_new(download->plan, &download->addresses, site->templates, site->source, site->assets);
	return download;
}

static void
download_free(Download *download)
{
	renderer_free(download->renderer);
	plan_free(download->plan);
	g_free(download);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Download, download_free)

/* All but what only a published site has a use for: the pictures that go with links to
 * pages, and the worker. */
static bool
is_packed(const Download *download, const Page *page)
{
	const Assets *assets = download->site->assets;
	const char *name;

	if (page->kind != PAGE_ASSET || assets->is_shown[page->number])
		return true;
	name = assets->names[page->number];
	return !assets_is_picture(name) && !g_str_equal(name, ASSET_WORKER);
}

static bool
pack(const Download *download, Archive *archive, const char *folder, GError **error)
{
	PlanWalk walk = plan_walk(download->plan, 0, plan_count(download->plan));

	while (plan_next(&walk)) {
		g_autofree char *file = address_file(&download->addresses, &walk.page);
		g_autofree char *name = g_build_filename(folder, file, NULL);
		g_autoptr(GBytes) bytes = NULL;

		if (!is_packed(download, &walk.page))
			continue;
		bytes = renderer_render(download->renderer, &walk.page, error);
		if (bytes == NULL || !archive_put(archive, name, bytes, error))
			return false;
	}
	return true;
}

GBytes *
download_render(const Site *site, const Page *page, GError **error)
{
	g_autofree char *folder = address_download_name(&site->addresses, page->locale);
	g_autoptr(Download) download = download_new(site, page->locale);
	g_autoptr(Archive) archive = archive_open_memory(site->time, error);

	if (archive == NULL || !pack(download, archive, folder, error))
		return NULL;
	return archive_finish_memory(archive, error);
}

guint64
download_inputs(const Site *site, const Inputs *inputs, const Page *page)
{
	g_autoptr(Download) download = download_new(site, page->locale);
	PlanWalk walk = plan_walk(download->plan, 0, plan_count(download->plan));
	guint64 row = fingerprint_add(0, (guint64) site->time);

	while (plan_next(&walk)) {
		guint64 own = inputs_of(inputs, &walk.page);
		g_autoptr(GBytes) bytes = NULL;

		if (!is_packed(download, &walk.page))
			continue;
		/* The few pages that show something of everything are what they are made of. */
		if (own == 0) {
			bytes = renderer_render(download->renderer, &walk.page, NULL);
			if (bytes == NULL)
				return 0;
			own = fingerprint_bytes(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
		}
		row = fingerprint_add(row, own);
	}
	return row;
}

Status
download_find_time(gint64 *time, Report *report)
{
	const char *text = g_getenv("SOURCE_DATE_EPOCH");
	guint64 seconds;

	*time = ARCHIVE_TIME;
	if (text == NULL || *text == '\0')
		return STATUS_DONE;
	/* A tar has eleven octal digits for it. */
	if (!g_ascii_string_to_unsigned(text, 10, 0, (G_GUINT64_CONSTANT(1) << 33) - 1, &seconds, NULL))
		return report_usage(report, "SOURCE_DATE_EPOCH is a number of seconds since 1970, not '%s'", text);
	*time = (gint64) seconds;
	return STATUS_DONE;
}
