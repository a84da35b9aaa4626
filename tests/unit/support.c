#include "support.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/locale.h"
#include "source/yaml.h"

void
support_assert_contains(const char *text, const char *part, bool wanted, const char *file, int line)
{
	if ((strstr(text, part) != NULL) == wanted)
		return;
	print_error("'%s' %s in:\n%s\n", part, wanted ? "is not" : "is", text);
	_fail(file, line);
}

/* The temporary folders that were made. */
static GPtrArray *folders;

static void
remove_tree(const char *path)
{
	g_autoptr(GDir) folder = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
	const char *name;

	while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
		g_autofree char *below = g_build_filename(path, name, NULL);

		remove_tree(below);
	}
	remove(path);
}

static void
remove_folders(void)
{
	for (guint i = 0; i < folders->len; i++)
		remove_tree(folders->pdata[i]);
	g_ptr_array_unref(folders);
}

Folder *
folder_new(void)
{
	Folder *folder = g_new(Folder, 1);

	if (folders == NULL) {
		folders = g_ptr_array_new_with_free_func(g_free);
		atexit(remove_folders);
	}
	folder->path = g_dir_make_tmp("viceversa-test-XXXXXX", NULL);
	assert_non_null(folder->path);
	g_ptr_array_add(folders, g_strdup(folder->path));
	return folder;
}

void
folder_free(Folder *folder)
{
	remove_tree(folder->path);
	g_free(folder->path);
	g_free(folder);
}

char *
folder_path(const Folder *folder, const char *name)
{
	return g_build_filename(folder->path, name, NULL);
}

void
folder_write_bytes(const Folder *folder, const char *name, const void *bytes, gsize length)
{
	g_autofree char *path = folder_path(folder, name);
	g_autofree char *above = g_path_get_dirname(path);

	assert_int_equal(g_mkdir_with_parents(above, 0777), 0);
	assert_true(g_file_set_contents(path, bytes, (gssize) length, NULL));
}

void
folder_write(const Folder *folder, const char *name, const char *text)
{
	folder_write_bytes(folder, name, text, strlen(text));
}

void
folder_replace(const Folder *folder, const char *name, const char *from, const char *to)
{
	g_autofree char *old = folder_read(folder, name);
	g_autoptr(GString) text = g_string_new(old);

	assert_non_null(old);
	if (g_string_replace(text, from, to, 1) != 1)
		fail_msg("%s does not hold '%s'", name, from);
	folder_write(folder, name, text->str);
}

char *
folder_read(const Folder *folder, const char *name)
{
	g_autofree char *path = folder_path(folder, name);
	char *text = NULL;

	g_file_get_contents(path, &text, NULL, NULL);
	return text;
}

bool
folder_has(const Folder *folder, const char *name)
{
	g_autofree char *path = folder_path(folder, name);
	struct stat status;

	return lstat(path, &status) == 0;
}

void
folder_remove(const Folder *folder, const char *name)
{
	g_autofree char *path = folder_path(folder, name);

	remove_tree(path);
}

static void
list_below(const char *path, const char *shown, GPtrArray *lines)
{
	g_autoptr(GDir) folder = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
	const char *name;
	bool empty = true;

	while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
		g_autofree char *below = g_build_filename(path, name, NULL);
		g_autofree char *shown_below = *shown == '\0' ? g_strdup(name) : g_build_filename(shown, name, NULL);

		empty = false;
		list_below(below, shown_below, lines);
	}
	if (empty && *shown != '\0')
		g_ptr_array_add(lines, g_strdup_printf("%s%s\n", shown, folder == NULL ? "" : "/"));
}

static int
compare_lines(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *) a, *(const char *const *) b);
}

char *
folder_list(const Folder *folder, const char *name)
{
	g_autofree char *path = folder_path(folder, name);
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
	GString *out = g_string_new(NULL);

	list_below(path, "", lines);
	g_ptr_array_sort(lines, compare_lines);
	for (guint i = 0; i < lines->len; i++)
		g_string_append(out, lines->pdata[i]);
	return g_string_free(out, FALSE);
}

/* A line of findings_print() that is a finding, "place: error: message [name]",
 * as "place name". */
static void
append_short(GString *out, const char *line)
{
	const char *severity = strstr(line, ": error: ");
	const char *name = strrchr(line, '[');

	if (severity == NULL)
		severity = strstr(line, ": warning: ");
	if (severity == NULL || name == NULL || *line == ' ')
		return;
	for (guint i = 0; folders != NULL && i < folders->len; i++) {
		const char *path = folders->pdata[i];

		if (g_str_has_prefix(line, path) && line[strlen(path)] == '/')
			line += strlen(path) + 1;
	}
	g_string_append_len(out, line, severity - line);
	g_string_append_printf(out, " %.*s\n", (int) strcspn(name + 1, "]"), name + 1);
}

char *
support_findings(Findings *findings)
{
	g_autofree char *printed = findings_print(findings, false);
	g_auto(GStrv) lines = g_strsplit(printed, "\n", -1);
	GString *out = g_string_new(NULL);

	for (guint i = 0; lines[i] != NULL; i++)
		append_short(out, lines[i]);
	return g_string_free(out, FALSE);
}

Parsed *
parsed_new_bytes(const void *bytes, gsize length)
{
	Parsed *parsed = g_new(Parsed, 1);
	char *text = g_malloc(length + 1);

	memcpy(text, bytes, length);
	text[length] = '\0';
	parsed->file = file_new("f.yaml", text, length);
	parsed->findings = findings_new();
	parsed->root = yaml_read(parsed->file, parsed->findings);
	return parsed;
}

Parsed *
parsed_new(const char *text)
{
	return parsed_new_bytes(text, strlen(text));
}

void
parsed_free(Parsed *parsed)
{
	if (parsed->root != NULL)
		node_free(parsed->root);
	findings_free(parsed->findings);
	file_free(parsed->file);
	g_free(parsed);
}

static const struct {
	const char *name;
	const char *text;
} site_files[] = {
	{ "content/site.yaml", "title: Codes\n"
			       "tagline: All of the codes.\n"
			       "base_url: https://example.org/docs/\n"
			       "source_locale: en\n"
			       "licence:\n"
			       "  name: CC0\n"
			       "  url: https://example.org/cc0\n" },
	{ "content/documents.yaml", "RFC 1:\n"
				    "  title: Host Software\n"
				    "  url: https://example.org/rfc1\n"
				    "  section_url: https://example.org/rfc1#s{section}\n"
				    "Paper:\n"
				    "  title: A Paper\n"
				    "  url: https://example.org/paper\n" },
	{ "content/alpha/collection.yaml", "name: ALPHA\n"
					   "title: Alpha Codes\n"
					   "summary: What alpha answers.\n"
					   "description: Some *prose*.\n"
					   "references:\n"
					   "  - { document: RFC 1, section: \"4\" }\n"
					   "classes:\n"
					   "  good:\n"
					   "    range: 1yz\n"
					   "    tone: success\n"
					   "    label: Good\n"
					   "    sentence: \"{code} is good.\"\n"
					   "  bad:\n"
					   "    tone: permanent\n"
					   "    label: Bad\n"
					   "    sentence: \"{code} is bad.\"\n"
					   "attributes:\n"
					   "  sender:\n"
					   "    label: Sender\n"
					   "    values:\n"
					   "      server:\n"
					   "        label: Server\n"
					   "        sentence: \"{code} comes from the server.\"\n"
					   "      client:\n"
					   "        label: Client\n"
					   "        sentence: \"{code} comes from the client.\"\n"
					   "  kind:\n"
					   "    label: Kind\n"
					   "    values:\n"
					   "      plain:\n"
					   "        label: Plain\n"
					   "        sentence: \"{code} is plain.\"\n"
					   "  retry:\n"
					   "    label: Retry\n"
					   "    decides: true\n"
					   "    values:\n"
					   "      never:\n"
					   "        label: Never\n"
					   "        sentence: \"{code} is final.\"\n"
					   "        verdict: \"Take {code} to end.\"\n"
					   "      later:\n"
					   "        label: Later\n"
					   "        sentence: \"{code} may pass.\"\n"
					   "        verdict: \"Take {code} to wait.\"\n"
					   "facts:\n"
					   "  commands:\n"
					   "    label: Commands\n"
					   "  also:\n"
					   "    label: Also\n"
					   "stages:\n"
					   "  open:\n"
					   "    label: Opening\n"
					   "  close:\n"
					   "    label: Closing\n" },
	{ "content/alpha/1.yaml", "code: \"1\"\n"
				  "name: One & Only\n"
				  "class: good\n"
				  "references:\n"
				  "  - { document: RFC 1, section: \"4\" }\n"
				  "  - { document: Paper, section: \"9\" }\n"
				  "attributes:\n"
				  "  retry: never\n"
				  "  sender: server\n"
				  "  kind: plain\n"
				  "facts:\n"
				  "  commands: [AUTH, A&B]\n"
				  "stages: [close, open]\n"
				  "summary: 1 is the first.\n"
				  "description: Describes `1`.\n"
				  "when_seen: When 1 is seen.\n"
				  "fix: How to fix 1.\n"
				  "example: |\n"
				  "  C: <1>\n"
				  "related: [\"10\"]\n" },
	{ "content/alpha/10.yaml", "code: \"10\"\n"
				   "name: Ten\n"
				   "class: bad\n"
				   "references:\n"
				   "  - { document: RFC 1, section: \"4\" }\n"
				   "  - { document: RFC 1 }\n"
				   "attributes:\n"
				   "  retry: later\n"
				   "  sender: client\n"
				   "  kind: plain\n"
				   "facts:\n"
				   "  commands: [AUTH]\n"
				   "  also: [x]\n"
				   "stages: [close]\n"
				   "summary: 10 is the last.\n"
				   "description: Describes 10.\n"
				   "when_seen: When 10 is seen.\n"
				   "fix: How to fix 10.\n"
				   "related: [\"1\", \"2\"]\n" },
	{ "content/alpha/pairs/1-vs-10.yaml", "differences:\n"
					      "  - The *first* difference.\n"
					      "  - The second difference.\n"
					      "verdict: Take `1`.\n" },
	{ "content/beta/collection.yaml", "name: BETA\n"
					  "title: Beta Codes\n"
					  "summary: What beta answers.\n"
					  "classes:\n"
					  "  only:\n"
					  "    label: Only\n"
					  "    sentence: \"{code} is alone.\"\n" },
	{ "content/beta/A.yaml", "code: A\n"
				 "name: Letter\n"
				 "class: only\n"
				 "summary: A is a letter.\n"
				 "description: Describes A.\n"
				 "when_seen: When A is seen.\n"
				 "fix: How to fix A.\n" },
	{ "locales/de/site.yaml", "title: Nummern\n"
				  "tagline: Alle Nummern.\n" },
	{ "locales/de/alpha/collection.yaml", "title: Alpha-Nummern\n"
					      "summary: Was Alpha antwortet.\n"
					      "description: Etwas *Prosa*.\n"
					      "classes:\n"
					      "  good:\n"
					      "    label: Gut\n"
					      "    sentence: \"{code} ist gut.\"\n" },
	{ "locales/de/alpha/1.yaml", "summary: 1 ist die erste.\n"
				     "description: Beschreibt `1`.\n"
				     "when_seen: Wann 1 erscheint.\n"
				     "fix: Was bei 1 hilft.\n" },
	{ "locales/de/beta/collection.yaml", "title: Beta-Nummern\n"
					     "summary: Was Beta antwortet.\n" },
	{ "locales/de/alpha/10.yaml", "summary: 10 ist die letzte.\n" },
	{ "locales/de/alpha/pairs/1-vs-10.yaml", "differences:\n"
						 "  - Der *erste* Unterschied.\n"
						 "  - Der zweite Unterschied.\n"
						 "verdict: Nimm `1`.\n" },
	{ "templates/assets/style.css", "a { }\n" },
};

char *
site_entry(const char *code)
{
	return g_strdup_printf("code: \"%s\"\n"
			       "name: Name of %s\n"
			       "class: good\n"
			       "attributes:\n"
			       "  retry: never\n"
			       "  sender: server\n"
			       "  kind: plain\n"
			       "summary: %s is short.\n"
			       "description: Describes %s.\n"
			       "when_seen: When %s is seen.\n"
			       "fix: How to fix %s.\n",
			       code, code, code, code, code, code);
}

static void
write_locale(const Folder *folder, const char *tag)
{
	g_autofree char *name = g_strdup_printf("locales/%s/locale.yaml", tag);
	g_autoptr(GString) text = g_string_new(NULL);

	g_string_append_printf(text, "tag: %s\nmessages:\n", tag);
	for (guint i = 0; i < MESSAGE_COUNT; i++) {
		g_string_append_printf(text, "  %s: \"%s:%s", message_key(i), tag, message_key(i));
		for (const char *const *argument = message_arguments(i); *argument != NULL; argument++)
			g_string_append_printf(text, " {%s}", *argument);
		g_string_append(text, "\"\n");
	}
	folder_write(folder, name, text->str);
}

/* The columns of rows are what their meaning lists between semicolons. */
static void
append_rows(GString *text, const TemplateName *name)
{
	guint column = 1;

	g_string_append_printf(text, "{for row in %s}%s: {row[0]}", name->name, name->name);
	for (const char *c = name->meaning; *c != '\0'; c++)
		if (*c == ';')
			g_string_append_printf(text, " | {row[%u]}", column++);
	g_string_append(text, "\n{end}");
}

static void
write_template(const Folder *folder, TemplateId id)
{
	g_autofree char *path = g_strdup_printf("templates/%s", template_file_name(id));
	g_autoptr(GString) text = g_string_new(NULL);

	for (const TemplateName *name = template_names; name->name != NULL; name++) {
		if ((name->templates & (1u << id)) == 0)
			continue;
		if (name->kind == VALUE_ROWS)
			append_rows(text, name);
		else
			g_string_append_printf(text, "%s={%s}\n", name->name, name->name);
	}
	for (guint i = 0; i < MESSAGE_COUNT; i++)
		if (message_arguments(i)[0] == NULL)
			g_string_append_printf(text, "%s={%s}\n%s={%s}\n", template_message_name(i),
					       template_message_name(i), template_plain_message_name(i),
					       template_plain_message_name(i));
	if (id == TEMPLATE_PAGE)
		g_string_append(text, "asset_style_css={asset_style_css}\n");
	folder_write(folder, path, text->str);
}

/* Lets the translations of a locale carry the fingerprints of their sources. */
static void
confirm(const Folder *folder, const char *tag)
{
	char *arguments[] = { (char *) tag, NULL, NULL, NULL };
	Options options = { .root = folder->path, .arguments = arguments };
	g_autoptr(Report) report = report_new(true);

	assert_int_equal(command_locale_accept(&options, report), STATUS_DONE);
}

Folder *
site_new(void)
{
	Folder *folder = folder_new();
	g_autofree char *second = site_entry("2");

	for (gsize i = 0; i < G_N_ELEMENTS(site_files); i++)
		folder_write(folder, site_files[i].name, site_files[i].text);
	folder_write(folder, "content/alpha/2.yaml", second);
	write_locale(folder, "en");
	write_locale(folder, "de");
	write_locale(folder, "ar");
	for (guint i = 0; i < TEMPLATE_COUNT; i++)
		write_template(folder, i);
	confirm(folder, "de");
	confirm(folder, "ar");
	return folder;
}

Loaded *
loaded_new(const Folder *folder)
{
	Loaded *loaded = g_new0(Loaded, 1);

	loaded->findings = findings_new();
	loaded->source = source_load(folder->path, loaded->findings, NULL);
	assert_non_null(loaded->source);
	loaded->assets = assets_new(loaded->source, loaded->findings);
	loaded->templates = templates_load(loaded->source, loaded->assets, loaded->findings);
	loaded->model = model_build(loaded->source, loaded->findings);
	return loaded;
}

void
loaded_free(Loaded *loaded)
{
	g_clear_pointer(&loaded->model, model_free);
	g_clear_pointer(&loaded->templates, templates_free);
	assets_free(loaded->assets);
	source_free(loaded->source);
	findings_free(loaded->findings);
	g_free(loaded);
}

const Locale *
loaded_locale(const Loaded *loaded, const char *tag)
{
	assert_non_null(loaded->model);
	for (guint i = 0; i < loaded->model->locale_count; i++)
		if (g_str_equal(loaded->model->locales[i]->tag, tag))
			return loaded->model->locales[i];
	fail_msg("there is no locale '%s'", tag);
	return NULL;
}

const Entry *
loaded_entry(const Loaded *loaded, const char *collection, const char *code)
{
	assert_non_null(loaded->model);
	for (guint i = 0; i < loaded->model->collection_count; i++) {
		const Collection *candidate = &loaded->model->collections[i];

		for (guint k = 0; k < candidate->entry_count; k++)
			if (g_str_equal(candidate->folder, collection) && g_str_equal(candidate->entries[k].code, code))
				return &candidate->entries[k];
	}
	fail_msg("there is no code '%s' in '%s'", code, collection);
	return NULL;
}

/* Where standard output and standard error led, and where they lead now. */
static struct {
	int descriptor;
	int saved;
	FILE *file;
} streams[] = { { .descriptor = STDOUT_FILENO }, { .descriptor = STDERR_FILENO } };

void
capture_begin(void)
{
	fflush(NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(streams); i++) {
		streams[i].file = tmpfile();
		assert_non_null(streams[i].file);
		streams[i].saved = dup(streams[i].descriptor);
		dup2(fileno(streams[i].file), streams[i].descriptor);
	}
}

void
capture_end(char **out, char **err)
{
	char **results[] = { out, err };

	fflush(NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(streams); i++) {
		off_t length = lseek(streams[i].descriptor, 0, SEEK_END);
		g_autofree char *text = g_malloc0((gsize) length + 1);
		gssize count = pread(streams[i].descriptor, text, (gsize) length, 0);

		dup2(streams[i].saved, streams[i].descriptor);
		close(streams[i].saved);
		fclose(streams[i].file);
		assert_int_equal(count, length);
		if (results[i] != NULL)
			*results[i] = g_steal_pointer(&text);
	}
}

/* The user "nobody" of every Linux system. */
#define NOBODY 65534

/* Whether root plays that user. */
static bool plays_nobody;

bool
support_be_nobody(void)
{
	if (getuid() != 0)
		return true;
	plays_nobody = setresuid(NOBODY, NOBODY, 0) == 0;
	return plays_nobody;
}

void
support_be_root_again(void)
{
	if (plays_nobody)
		assert_int_equal(setresuid(0, 0, 0), 0);
	plays_nobody = false;
}

Rendered *
rendered_in(const Folder *folder, const char *tag)
{
	Rendered *rendered = g_new0(Rendered, 1);
	const Locale *only;

	rendered->site = loaded_new(folder);
	assert_int_equal(findings_count(rendered->site->findings, SEVERITY_ERROR), 0);
	rendered->addresses = (Addresses) { .base_url = rendered->site->model->base_url,
					    .clean_urls = rendered->site->model->clean_urls,
					    .asset_names = (const char *const *) rendered->site->assets->names };
	only = tag == NULL ? NULL : loaded_locale(rendered->site, tag);
	rendered->plan = plan_new(rendered->site->model, tag == NULL ? rendered->site->model->locales : &only,
				  tag == NULL ? rendered->site->model->locale_count : 1, rendered->site->assets->count);
	rendered->renderer = renderer_new(rendered->plan, &rendered->addresses, rendered->site->templates,
					  rendered->site->source, rendered->site->assets);
	return rendered;
}

Rendered *
rendered_new(const Folder *folder)
{
	return rendered_in(folder, NULL);
}

void
rendered_free(Rendered *rendered)
{
	g_clear_pointer(&rendered->renderer, renderer_free);
	plan_free(rendered->plan);
	loaded_free(rendered->site);
	g_free(rendered);
}
