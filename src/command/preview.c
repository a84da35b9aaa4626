#include "command/preview.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "command/site.h"
#include "page/route.h"
#include "source/fingerprint.h"

/* How many findings a page shows; the terminal shows more. */
#define SHOWN_MAX 100

/* The state of which no page was made. */
#define NO_STATE "none"

struct Preview {
	const Options *options;
	Report *report;
	guint64 seed;   /* tells the states of this run from those of others */
	Site *site;     /* the last good state; NULL before there is one */
	Routes *routes; /* of site */
	char *state;    /* its name */
	bool was_read;
	guint64 stamp; /* of the files that were read last; 0 where that failed */
	bool has_content;
	char *findings; /* as they are printed */
	char *event;
};

static void
site_free(Site *site)
{
	site_close(site);
	g_free(site);
}

Preview *
preview_new(const Options *options, Report *report)
{
	Preview *preview = g_new0(Preview, 1);

	preview->options = options;
	preview->report = report;
	preview->seed = (guint64) g_get_real_time();
	preview->state = g_strdup(NO_STATE);
	return preview;
}

void
preview_free(Preview *preview)
{
	g_clear_pointer(&preview->routes, routes_free);
	g_clear_pointer(&preview->site, site_free);
	g_free(preview->state);
	g_free(preview->findings);
	g_free(preview->event);
	g_free(preview);
}

static void
add_string(JsonBuilder *builder, const char *name, const char *value)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_string_value(builder, value);
}

static void
add_number(JsonBuilder *builder, const char *name, guint value)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_int_value(builder, value);
}

static void
add_finding(JsonBuilder *builder, const Finding *finding)
{
	g_autofree char *path = finding_path(finding);
	g_autofree char *quote = finding_quote(finding);
	bool is_error = finding_kind_severity(finding->kind) == SEVERITY_ERROR;

	json_builder_begin_object(builder);
	add_string(builder, "severity", is_error ? "error" : "warning");
	add_string(builder, "name", finding_kind_name(finding->kind));
	add_string(builder, "path", path == NULL ? "" : path);
	add_number(builder, "line", finding->place.line);
	add_number(builder, "column", finding->place.column);
	add_string(builder, "message", finding->message);
	add_string(builder, "quote", quote);
	json_builder_end_object(builder);
}

/* What the script has to know of the files as they are now. */
static char *
make_event(const Preview *preview, Findings *findings, bool stopped)
{
	g_autoptr(JsonBuilder) builder = json_builder_new();
	g_autoptr(JsonNode) root = NULL;
	const GPtrArray *list = findings_sorted(findings);

	json_builder_begin_object(builder);
	add_string(builder, "state", preview->state);
	json_builder_set_member_name(builder, "stopped");
	json_builder_add_boolean_value(builder, stopped);
	add_number(builder, "errors", findings_count(findings, SEVERITY_ERROR));
	add_number(builder, "warnings", findings_count(findings, SEVERITY_WARNING));
	json_builder_set_member_name(builder, "findings");
	json_builder_begin_array(builder);
	for (guint i = 0; i < MIN(list->len, SHOWN_MAX); i++)
		add_finding(builder, list->pdata[i]);
	json_builder_end_array(builder);
	json_builder_end_object(builder);
	root = json_builder_get_root(builder);
	return json_to_string(root, FALSE);
}

/* Shows a site from now on. */
static void
show(Preview *preview, Site *site)
{
	g_clear_pointer(&preview->routes, routes_free);
	g_clear_pointer(&preview->site, site_free);
	preview->site = site;
	preview->routes = routes_new(site->plan, &site->addresses);
	g_free(preview->state);
	preview->state = g_strdup_printf("%016" G_GINT64_MODIFIER "x", fingerprint_add(preview->seed, preview->stamp));
}

Status
preview_read(Preview *preview, bool *changed)
{
	Site *site = g_new0(Site, 1);
	Status status = site_read(site, preview->options, preview->report);
	guint64 stamp = status == STATUS_DONE ? source_fingerprint(site->source) : 0;

	*changed = !preview->was_read || stamp != preview->stamp;
	if (!*changed) {
		site_free(site);
		return status;
	}
	preview->was_read = true;
	preview->stamp = stamp;
	preview->has_content = site->source != NULL && site->source->content->files->len > 0;
	if (status == STATUS_DONE)
		status = site_make(site, preview->options, preview->report);
	report_findings(preview->report, site->findings);
	g_free(preview->findings);
	preview->findings = findings_print(site->findings, false);
	if (status == STATUS_DONE)
		show(preview, site);
	g_free(preview->event);
	preview->event = make_event(preview, site->findings, status != STATUS_DONE);
	if (status != STATUS_DONE)
		site_free(site);
	return status;
}

bool
preview_has_content(const Preview *preview)
{
	return preview->has_content;
}

char *
preview_start(const Preview *preview)
{
	static const Page choice = { .kind = PAGE_CHOICE };

	return preview->routes == NULL ? g_strdup("/") : route_path(preview->routes, &choice);
}

const char *
preview_event(const Preview *preview)
{
	return preview->event;
}

#define END_OF_PAGE "</body>"

/* The page with the script's tag before its end, wherever the templates have that. */
static GBytes *
add_script(const Preview *preview, GBytes *page)
{
	gsize length;
	const char *bytes = g_bytes_get_data(page, &length);
	const char *end = g_strrstr_len(bytes, (gssize) length, END_OF_PAGE);
	gsize before = end == NULL ? length : (gsize) (end - bytes);
	GString *out = g_string_sized_new(length + 128);

	g_string_append_len(out, bytes, (gssize) before);
	g_string_append_printf(out, "<script src=\"" PREVIEW_SCRIPT "\" data-state=\"%s\"></script>\n", preview->state);
	g_string_append_len(out, bytes + before, (gssize) (length - before));
	g_bytes_unref(page);
	return g_string_free_to_bytes(out);
}

/* A page of the preview's own, where the site has none.  The element holds the text:
 * "noscript" where the script shows it as well. */
static ServerAnswer
own_page(const Preview *preview, guint status, const char *title, const char *element, const char *text)
{
	g_autofree char *title_markup = g_markup_escape_text(title, -1);
	g_autofree char *text_markup = g_markup_escape_text(text, -1);
	char *page = g_strdup_printf("<!DOCTYPE html>\n"
				     "<html lang=\"en\">\n"
				     "<head>\n"
				     "<meta charset=\"utf-8\">\n"
				     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
				     "<meta name=\"color-scheme\" content=\"light dark\">\n"
				     "<title>%s</title>\n"
				     "</head>\n"
				     "<body>\n"
				     "<h1>%s</h1>\n"
				     "<p>This page loads again by itself when a file is saved.</p>\n"
				     "<%s><pre>%s</pre></%s>\n"
				     "</body>\n"
				     "</html>\n",
				     title_markup, title_markup, element, text_markup, element);

	return (ServerAnswer) {
		.status = status,
		.type = "text/html; charset=utf-8",
		.body = add_script(preview, g_bytes_new_take(page, strlen(page))),
	};
}

/* What a server says of files; what is not here it says nothing of. */
static const struct {
	const char *suffix;
	const char *type;
} types[] = {
	{ ".html", "text/html; charset=utf-8" },
	{ ".css", "text/css; charset=utf-8" },
	{ ".js", "text/javascript; charset=utf-8" },
	{ ".json", "application/json" },
	{ ".xml", "application/xml" },
	{ ".txt", "text/plain; charset=utf-8" },
	{ ".svg", "image/svg+xml" },
	{ ".webmanifest", "application/manifest+json" },
	{ ".png", "image/png" },
	{ ".jpg", "image/jpeg" },
	{ ".webp", "image/webp" },
	{ ".zip", "application/zip" },
	{ ".ico", "image/vnd.microsoft.icon" },
	{ ".woff2", "font/woff2" },
	{ "", "application/octet-stream" },
};

static const char *
type_of(const char *file)
{
	gsize row = 0;

	while (!g_str_has_suffix(file, types[row].suffix))
		row++;
	return types[row].type;
}

/* A file that the program carries along. */
static ServerAnswer
own_file(const char *path)
{
	return (ServerAnswer) {
		.status = 200,
		.type = type_of(path),
		.body = g_resources_lookup_data(path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL),
	};
}

static ServerAnswer
answer_page(const Preview *preview, guint status, const Page *page)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *file = address_file(&preview->site->addresses, page);
	ServerAnswer answer = { .status = status, .type = type_of(file) };

	/* One that keeps pages would show them as they were. */
	if (g_str_equal(file, ASSET_WORKER))
		return own_file("/viceversa/worker.js");
	answer.body = site_render(preview->site, page, &error);
	if (answer.body == NULL)
		return own_page(preview, 500, "A template fails on this page", "div", error->message);
	if (page->kind != PAGE_ASSET && g_str_has_suffix(file, ".html"))
		answer.body = add_script(preview, answer.body);
	return answer;
}

ServerAnswer
preview_answer(const char *path, gpointer data)
{
	const Preview *preview = data;
	Route route;

	if (g_str_equal(path, PREVIEW_SCRIPT))
		return own_file("/viceversa/preview.js");
	if (preview->site == NULL)
		return own_page(preview, 503, "This site cannot be shown yet", "noscript", preview->findings);
	route = routes_find(preview->routes, path, strlen(path));
	switch (route.kind) {
	case ROUTE_PAGE:
		return answer_page(preview, 200, &route.page);
	case ROUTE_REDIRECT:
		return (ServerAnswer) { .status = 307, .location = route_path(preview->routes, &route.page) };
	case ROUTE_NOTHING:
		return answer_page(preview, 404, &route.page);
	}
	g_assert_not_reached();
}
