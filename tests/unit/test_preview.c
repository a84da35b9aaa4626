#include "command/preview.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "support.h"

typedef struct {
	Folder *folder;
	Options options;
	Report *report;
	Preview *preview;
} Shown;

static Shown *
shown_new(void)
{
	static char base_url[] = "https://example.org/";
	Shown *shown = g_new0(Shown, 1);

	shown->folder = site_new();
	shown->options = (Options) { .root = shown->folder->path, .base_url = base_url, .quiet = true };
	shown->report = report_new(true);
	shown->preview = preview_new(&shown->options, shown->report);
	return shown;
}

static void
shown_free(Shown *shown)
{
	preview_free(shown->preview);
	report_free(shown->report);
	folder_free(shown->folder);
	g_free(shown);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Shown, shown_free)

/* Reads the files and keeps to itself what is said. */
static Status
read_again(Shown *shown, bool *changed)
{
	Status status;

	capture_begin();
	status = preview_read(shown->preview, changed);
	capture_end(NULL, NULL);
	return status;
}

static void
assert_read(Shown *shown, Status expected)
{
	bool changed;

	assert_int_equal(read_again(shown, &changed), expected);
	assert_true(changed);
}

static void
free_answer(ServerAnswer *answer)
{
	g_free(answer->location);
	if (answer->body != NULL)
		g_bytes_unref(answer->body);
}

/* The body of an answer, or the path that it leads to. */
static char *
answer(Shown *shown, const char *path, guint status)
{
	ServerAnswer got = preview_answer(path, shown->preview);
	gsize length = 0;
	const char *bytes = got.body == NULL ? NULL : g_bytes_get_data(got.body, &length);
	char *text = got.location != NULL ? g_strdup(got.location) : g_strndup(bytes, length);

	assert_int_equal(got.status, status);
	free_answer(&got);
	return text;
}

static void
assert_shows(Shown *shown, const char *path, guint status, const char *part)
{
	g_autofree char *text = answer(shown, path, status);

	assert_contains(text, part);
}

/* A member of the event, as text. */
static char *
event_member(const Shown *shown, const char *name)
{
	g_autoptr(JsonParser) parser = json_parser_new();
	g_autoptr(JsonNode) member = NULL;

	assert_null(strchr(preview_event(shown->preview), '\n'));
	assert_true(json_parser_load_from_data(parser, preview_event(shown->preview), -1, NULL));
	member = json_node_copy(json_object_get_member(json_node_get_object(json_parser_get_root(parser)), name));
	return json_to_string(member, FALSE);
}

#define assert_event(shown, name, expected) assert_string_free(event_member((shown), (name)), (expected))

TEST(a_page_has_the_tag_of_the_script_once)
{
	g_autoptr(Shown) shown = shown_new();
	g_autofree char *shown_state = NULL;
	g_autofree char *tag = NULL;
	g_autofree char *page = NULL;

	folder_replace(shown->folder, "templates/page.html", "{content}", "{content}</body></body></html>\n");
	assert_read(shown, STATUS_DONE);
	shown_state = event_member(shown, "state");
	tag = g_strdup_printf("</body><script src=\"/.viceversa/preview.js\" data-state=%s></script>\n</body></html>",
			      shown_state);
	page = answer(shown, "/de/alpha/1.html", 200);
	assert_contains(page, tag);
	assert_null(strstr(strstr(page, "<script") + 1, "<script"));
}

TEST(a_page_without_an_end_has_the_tag_nevertheless)
{
	g_autoptr(Shown) shown = shown_new();

	assert_read(shown, STATUS_DONE);
	assert_shows(shown, "/de/alpha/1.html", 200, "\"></script>\n");
}

TEST(what_is_no_page_of_html_has_no_tag)
{
	g_autoptr(Shown) shown = shown_new();
	g_autofree char *robots = NULL;
	g_autofree char *asset = NULL;

	folder_write(shown->folder, "templates/assets/page.html", "</body>");
	assert_read(shown, STATUS_DONE);
	robots = answer(shown, "/robots.txt", 200);
	assert_lacks(robots, "script");
	asset = answer(shown, "/assets/page.html", 200);
	assert_string_equal(asset, "</body>");
}

TEST(addresses_lead_where_they_should)
{
	g_autoptr(Shown) shown = shown_new();

	assert_read(shown, STATUS_DONE);
	assert_string_free(preview_start(shown->preview), "/index.html");
	assert_string_free(answer(shown, "/", 307), "/index.html");
	assert_string_free(answer(shown, "/de/alpha/10-vs-2", 307), "/de/alpha/2-vs-10.html");
	assert_shows(shown, "/de/alpha/99.html", 404, "lang=de\n");
	assert_shows(shown, "/xx/alpha/99.html", 404, "lang=en\n");
	assert_shows(shown, "/de/alpha/99.html", 404, "<script");
	assert_shows(shown, "/.viceversa/preview.js", 200, "EventSource");
	assert_shows(shown, "/.viceversa/", 404, "<script");
}

TEST(the_same_files_are_no_change)
{
	g_autoptr(Shown) shown = shown_new();
	g_autofree char *before = NULL;
	bool changed;

	assert_read(shown, STATUS_DONE);
	before = g_strdup(preview_event(shown->preview));
	assert_int_equal(read_again(shown, &changed), STATUS_DONE);
	assert_false(changed);
	assert_string_equal(preview_event(shown->preview), before);
}

TEST(the_last_good_state_stays_until_there_is_another)
{
	g_autoptr(Shown) shown = shown_new();
	g_autofree char *shown_state = NULL;
	g_autofree char *new_state = NULL;
	g_autofree char *page = NULL;

	assert_read(shown, STATUS_DONE);
	shown_state = event_member(shown, "state");
	page = answer(shown, "/de/alpha/1.html", 200);
	assert_event(shown, "stopped", "false");

	folder_replace(shown->folder, "content/alpha/1.yaml", "code:", "kode:");
	assert_read(shown, STATUS_FINDINGS);
	assert_event(shown, "stopped", "true");
	assert_event(shown, "state", shown_state);
	assert_string_free(answer(shown, "/de/alpha/1.html", 200), page);

	folder_replace(shown->folder, "content/alpha/1.yaml", "kode:", "code:");
	assert_read(shown, STATUS_DONE);
	assert_event(shown, "stopped", "false");
	assert_event(shown, "errors", "0");
	assert_event(shown, "state", shown_state);
	assert_string_free(answer(shown, "/de/alpha/1.html", 200), page);

	folder_write(shown->folder, "templates/assets/new.css", "");
	assert_read(shown, STATUS_DONE);
	new_state = event_member(shown, "state");
	assert_string_not_equal(new_state, shown_state);
}

TEST(a_finding_has_all_that_is_known_of_it)
{
	g_autoptr(Shown) shown = shown_new();
	g_autofree char *list = NULL;

	folder_replace(shown->folder, "content/alpha/1.yaml", "code:", "\"</script>\xe2\x80\xae\": x\ncode:");
	assert_read(shown, STATUS_FINDINGS);
	list = event_member(shown, "findings");
	assert_contains(list, "\"severity\":\"error\"");
	assert_contains(list, "\"name\":\"");
	assert_contains(list, "content/alpha/1.yaml\"");
	assert_contains(list, "\"line\":1,\"column\":");
	assert_contains(list, "\"quote\":\"    1 | ");
	/* A hidden character that turns the text around is not shown as such. */
	assert_lacks(list, "\xe2\x80\xae");
}

TEST(a_site_that_was_never_good_says_what_is_wrong)
{
	g_autoptr(Shown) shown = shown_new();

	folder_replace(shown->folder, "content/alpha/1.yaml", "code:", "\"<b>\": x\ncode:");
	assert_read(shown, STATUS_FINDINGS);
	assert_true(preview_has_content(shown->preview));
	assert_event(shown, "state", "\"none\"");
	assert_string_free(preview_start(shown->preview), "/");
	assert_shows(shown, "/", 503, "&lt;b&gt;");
	assert_shows(shown, "/anything", 503, "data-state=\"none\"");
	folder_replace(shown->folder, "content/alpha/1.yaml", "\"<b>\": x\ncode:", "code:");
	assert_read(shown, STATUS_DONE);
	assert_shows(shown, "/de/alpha/1.html", 200, "<script");
}

TEST(a_folder_without_a_site_is_known_as_such)
{
	g_autoptr(Shown) shown = shown_new();

	folder_remove(shown->folder, "content");
	assert_read(shown, STATUS_FINDINGS);
	assert_false(preview_has_content(shown->preview));
}

TEST(very_many_findings_are_not_all_sent)
{
	g_autoptr(Shown) shown = shown_new();
	g_autoptr(GString) keys = g_string_new(NULL);
	g_autofree char *list = NULL;
	g_auto(GStrv) parts = NULL;

	for (guint i = 0; i < 500; i++)
		g_string_append_printf(keys, "key%u: x\n", i);
	folder_write(shown->folder, "content/alpha/1.yaml", keys->str);
	assert_read(shown, STATUS_FINDINGS);
	list = event_member(shown, "findings");
	parts = g_strsplit(list, "\"severity\"", -1);
	assert_int_equal(g_strv_length(parts), 100 + 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_has_the_tag_of_the_script_once),
		cmocka_unit_test(a_page_without_an_end_has_the_tag_nevertheless),
		cmocka_unit_test(what_is_no_page_of_html_has_no_tag),
		cmocka_unit_test(addresses_lead_where_they_should),
		cmocka_unit_test(the_same_files_are_no_change),
		cmocka_unit_test(the_last_good_state_stays_until_there_is_another),
		cmocka_unit_test(a_finding_has_all_that_is_known_of_it),
		cmocka_unit_test(a_site_that_was_never_good_says_what_is_wrong),
		cmocka_unit_test(a_folder_without_a_site_is_known_as_such),
		cmocka_unit_test(very_many_findings_are_not_all_sent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
