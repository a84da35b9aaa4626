#include "source/source.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "support.h"

/* What source_load() makes of a folder. */
typedef struct {
	Findings *findings;
	Source *source;
	GError *error;
} Read;

static Read *
read_root(const char *root)
{
	Read *read = g_new0(Read, 1);

	read->findings = findings_new();
	read->source = source_load(root, read->findings, &read->error);
	return read;
}

static Read *
read_folder(const Folder *folder)
{
	return read_root(folder->path);
}

static void
read_free(Read *read)
{
	findings_free(read->findings);
	g_clear_pointer(&read->source, source_free);
	g_clear_error(&read->error);
	g_free(read);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Read, read_free)

static void
assert_read(const Folder *folder, const char *findings)
{
	g_autoptr(Read) result = read_folder(folder);

	assert_non_null(result->source);
	assert_null(result->error);
	assert_findings(result->findings, findings);
}

/* The paths of a tree's files, each with its kind, folder and stem. */
static char *
describe(const SourceTree *tree)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < tree->files->len; i++) {
		const SourceFile *file = tree->files->pdata[i];

		g_string_append_printf(out, "%s %d %s %s\n", file->path, file->kind,
				       file->folder == NULL ? "-" : file->folder, file->stem);
	}
	return g_string_free(out, FALSE);
}

TEST(a_site_is_read_in_the_order_of_its_paths)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Read) result = read_folder(folder);
	g_autofree char *expected =
	    g_strdup_printf("alpha/1.yaml %d alpha 1\n"
			    "alpha/10.yaml %d alpha 10\n"
			    "alpha/2.yaml %d alpha 2\n"
			    "alpha/collection.yaml %d alpha collection\n"
			    "alpha/pairs/1-vs-10.yaml %d alpha 1-vs-10\n"
			    "beta/A.yaml %d beta A\n"
			    "beta/collection.yaml %d beta collection\n"
			    "documents.yaml %d - documents\n"
			    "site.yaml %d - site\n",
			    SOURCE_ENTRY, SOURCE_ENTRY, SOURCE_ENTRY, SOURCE_COLLECTION, SOURCE_PAIR, SOURCE_ENTRY,
			    SOURCE_COLLECTION, SOURCE_DOCUMENTS, SOURCE_SITE);

	assert_findings(result->findings, "");
	assert_string_equal(result->source->root, folder->path);
	assert_string_equal(result->source->content->name, "content");
	assert_string_free(describe(result->source->content), expected);
}

TEST(folders_locales_templates_and_assets_are_sorted)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Read) result = NULL;
	const Source *source;

	folder_write(folder, "templates/assets/a.js", "x");
	result = read_folder(folder);
	source = result->source;
	assert_int_equal(source->content->folders->len, 2);
	assert_string_equal(source->content->folders->pdata[0], "alpha");
	assert_string_equal(source->content->folders->pdata[1], "beta");
	assert_int_equal(source->locales->len, 3);
	assert_string_equal(((const SourceTree *) source->locales->pdata[0])->name, "ar");
	assert_string_equal(((const SourceTree *) source->locales->pdata[1])->name, "de");
	assert_string_equal(((const SourceTree *) source->locales->pdata[2])->name, "en");
	assert_int_equal(source->templates->len, TEMPLATE_COUNT);
	assert_string_equal(((const SourceBlob *) source->templates->pdata[0])->name, "choice.html");
	assert_int_equal(source->assets->len, 2);
	assert_string_equal(((const SourceBlob *) source->assets->pdata[0])->name, "a.js");
	assert_string_equal(((const SourceBlob *) source->assets->pdata[1])->name, "style.css");
}

TEST(an_asset_may_hold_any_bytes)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Read) result = NULL;
	const SourceBlob *asset;

	folder_write_bytes(folder, "templates/assets/a.bin", "\0\xff\n", 3);
	folder_write_bytes(folder, "templates/assets/b.bin", "", 0);
	result = read_folder(folder);
	assert_findings(result->findings, "");
	asset = result->source->assets->pdata[0];
	assert_int_equal(asset->file->length, 3);
	assert_memory_equal(asset->file->text, "\0\xff\n", 4);
	asset = result->source->assets->pdata[1];
	assert_int_equal(asset->file->length, 0);
}

TEST(a_path_is_shown_as_it_was_typed)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *before = g_get_current_dir();
	g_autofree char *printed = NULL;

	folder_replace(folder, "content/alpha/1.yaml", "code:", "cod:");
	assert_int_equal(chdir(folder->path), 0);

	g_autoptr(Read) result = read_root(".");

	assert_int_equal(chdir(before), 0);
	printed = findings_print(result->findings, false);
	assert_true(g_str_has_prefix(printed, "content/alpha/1.yaml: error: the key 'code' is missing"));
}

TEST(a_folder_that_is_no_site_is_reported_once)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *missing = folder_path(folder, "missing");
	g_autoptr(Read) result = read_root(missing);

	assert_read(folder, "content missing-file\n");
	assert_findings(result->findings, "missing/content missing-file\n");
	assert_says(result->findings, "name that folder with --root");
	assert_int_equal(result->source->content->files->len, 0);
}

TEST(content_has_to_be_a_folder)
{
	g_autoptr(Folder) folder = folder_new();

	folder_write(folder, "content", "x");
	assert_read(folder, "content missing-file\n");
}

TEST(locales_and_templates_have_to_exist)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Read) result = NULL;
	g_autofree char *found = NULL;

	folder_remove(folder, "locales");
	folder_remove(folder, "templates");
	result = read_folder(folder);
	found = support_findings(result->findings);
	assert_contains(found, "locales ");
	assert_contains(found, "templates ");
	assert_int_equal(findings_count(result->findings, SEVERITY_ERROR), 2);
}

TEST(assets_need_not_exist)
{
	g_autoptr(Folder) folder = site_new();

	folder_remove(folder, "templates/assets");
	assert_read(folder, "");
}

TEST(the_files_that_every_tree_has_are_required)
{
	g_autoptr(Folder) folder = site_new();

	folder_remove(folder, "content/site.yaml");
	folder_remove(folder, "content/alpha/collection.yaml");
	folder_remove(folder, "locales/de/locale.yaml");
	assert_read(folder, "content/alpha/collection.yaml missing-file\n"
			    "content/site.yaml missing-file\n"
			    "locales/de/locale.yaml missing-file\n");
}

TEST(an_empty_collection_folder_lacks_its_file)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *gamma = folder_path(folder, "content/gamma");

	assert_int_equal(mkdir(gamma, 0777), 0);
	assert_read(folder, "content/gamma/collection.yaml missing-file\n");
}

TEST(documents_and_glossaries_need_not_exist)
{
	g_autoptr(Folder) folder = site_new();

	folder_remove(folder, "content/documents.yaml");
	folder_write(folder, "locales/de/glossary.yaml", "word: Wort\n");
	assert_read(folder, "");
}

TEST(a_file_in_the_wrong_place_is_unknown)
{
	g_autoptr(Folder) folder = site_new();
	static const char *const names[] = {
		"content/README",
		"content/alpha/notes.txt",
		"content/alpha/pairs/x.md",
		"content/alpha/pairs/sub/x.yaml",
		"content/alpha/sub/x.yaml",
		"content/glossary.yaml",
		"content/locale.yaml",
		"locales/README",
		"locales/de/documents.yaml",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		folder_write(folder, names[i], "x: y\n");
	assert_read(folder, "content/README unknown-file\n"
			    "content/alpha/notes.txt unknown-file\n"
			    "content/alpha/pairs/sub unknown-file\n"
			    "content/alpha/pairs/x.md unknown-file\n"
			    "content/alpha/sub unknown-file\n"
			    "content/glossary.yaml unknown-file\n"
			    "content/locale.yaml unknown-file\n"
			    "locales/README unknown-file\n"
			    "locales/de/documents.yaml unknown-file\n");
}

TEST(hidden_files_and_backups_are_passed_over)
{
	g_autoptr(Folder) folder = site_new();
	static const char *const names[] = {
		"content/.git/config",   "content/site.yaml~",  "content/alpha/.1.yaml.swp",
		"content/alpha/1.yaml~", "locales/.x",          "templates/.page.html",
		"templates/page.html~",  "templates/assets/.y", "templates/assets/a.js~",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		folder_write(folder, names[i], "\xff");
	assert_read(folder, "");
}

TEST(a_collection_needs_a_name_that_is_safe_in_addresses)
{
	g_autoptr(Folder) folder = site_new();

	folder_write(folder, "content/a b/collection.yaml", "x: y\n");
	folder_write(folder, "content/-a/collection.yaml", "x: y\n");
	folder_write(folder, "content/a.b/collection.yaml", "x: y\n");
	folder_write(folder, "content/\xc3\xa4/collection.yaml", "x: y\n");
	assert_read(folder, "content/-a unsafe-name\n"
			    "content/a b unsafe-name\n"
			    "content/a.b unsafe-name\n"
			    "content/\xc3\xa4 unsafe-name\n");
}

TEST(a_translation_is_checked_as_one)
{
	g_autoptr(Folder) folder = site_new();

	folder_write(folder, "locales/de/alpha/2.yaml", "code: \"2\"\nsummary: Zwei.\n");
	folder_write(folder, "locales/de/site.yaml", "source_locale: de\n");
	assert_read(folder, "locales/de/alpha/2.yaml:1:1 not-translatable\n"
			    "locales/de/site.yaml:1:1 not-translatable\n");
}

TEST(a_locales_own_files_are_no_translations)
{
	g_autoptr(Folder) folder = site_new();

	folder_write(folder, "locales/de/locale.yaml", "messages: {}\n");
	folder_write(folder, "locales/de/glossary.yaml", "[x]\n");
	assert_read(folder, "locales/de/glossary.yaml:1:1 wrong-kind\nlocales/de/locale.yaml missing-key\n");
}

TEST(a_file_that_is_no_yaml_is_kept_without_a_tree)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Read) result = NULL;

	folder_write(folder, "content/alpha/2.yaml", "a: b: c\n");
	result = read_folder(folder);
	assert_findings(result->findings, "content/alpha/2.yaml:1:5 syntax\n");
	assert_int_equal(result->source->content->files->len, 9);
	assert_null(source_tree_find(result->source->content, "alpha/2.yaml"));
	assert_true(source_tree_is_broken(result->source->content, "alpha/2.yaml"));
	assert_false(source_tree_is_broken(result->source->content, "alpha/1.yaml"));
	assert_false(source_tree_is_broken(result->source->content, "alpha/3.yaml"));
}

TEST(every_file_of_a_tree_is_found_by_its_path)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Read) result = read_folder(folder);
	const SourceTree *content = result->source->content;

	for (guint i = 0; i < content->files->len; i++) {
		const SourceFile *file = content->files->pdata[i];

		assert_ptr_equal(source_tree_find(content, file->path), file);
	}
	assert_null(source_tree_find(content, ""));
	assert_null(source_tree_find(content, "alpha"));
	assert_null(source_tree_find(content, "alpha/3.yaml"));
	assert_null(source_tree_find(content, "zeta/1.yaml"));
}

TEST(nothing_is_found_in_an_empty_tree)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Read) result = read_folder(folder);

	assert_null(source_tree_find(result->source->content, "site.yaml"));
}

static void
write_comment(const Folder *folder, const char *name, gsize length)
{
	g_autofree char *text = g_strnfill(length, '#');

	memcpy(text, "x: y\n", 5);
	folder_write(folder, name, text);
}

TEST(a_file_may_be_as_large_as_the_limit)
{
	g_autoptr(Folder) folder = site_new();

	write_comment(folder, "locales/de/glossary.yaml", FILE_MAX_BYTES);
	assert_read(folder, "");
}

TEST(a_file_that_is_a_byte_larger_than_the_limit_is_refused)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Read) result = NULL;

	write_comment(folder, "locales/de/glossary.yaml", FILE_MAX_BYTES + 1);
	write_comment(folder, "templates/assets/a.js", 3 * FILE_MAX_BYTES);
	result = read_folder(folder);
	assert_findings(result->findings, "locales/de/glossary.yaml too-large\ntemplates/assets/a.js too-large\n");
	assert_says(result->findings, "is larger than 1024 KiB; make it smaller");
	assert_int_equal(result->source->assets->len, 2);
	assert_null(((const SourceBlob *) result->source->assets->pdata[0])->file);
}

static void
make_link(const Folder *folder, const char *name, const char *target)
{
	g_autofree char *path = folder_path(folder, name);

	assert_int_equal(symlink(target, path), 0);
}

TEST(links_to_files_and_folders_are_followed)
{
	g_autoptr(Folder) folder = site_new();

	make_link(folder, "templates/assets/b.css", "style.css");
	folder_remove(folder, "content/beta");
	make_link(folder, "content/beta", "alpha");
	assert_read(folder, "");
}

TEST(a_link_that_leads_nowhere_is_reported)
{
	g_autoptr(Folder) folder = site_new();

	make_link(folder, "content/alpha/3.yaml", "nowhere");
	make_link(folder, "content/alpha/4.yaml", "4.yaml");
	make_link(folder, "templates/assets/a.js", "nowhere");
	assert_read(folder, "content/alpha/3.yaml unreadable\n"
			    "content/alpha/4.yaml unreadable\n"
			    "templates/assets/a.js unreadable\n");
}

TEST(links_that_go_round_in_circles_come_to_an_end)
{
	g_autoptr(Folder) folder = site_new();

	make_link(folder, "content/alpha/loop", "..");
	make_link(folder, "content/alpha/pairs/loop", ".");
	assert_read(folder, "content/alpha/loop unknown-file\ncontent/alpha/pairs/loop unknown-file\n");
}

TEST(a_pipe_and_a_device_are_reported_without_waiting)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *pipe = folder_path(folder, "content/alpha/3.yaml");

	assert_int_equal(mkfifo(pipe, 0666), 0);
	make_link(folder, "content/alpha/4.yaml", "/dev/zero");
	assert_read(folder, "content/alpha/3.yaml unreadable\ncontent/alpha/4.yaml unreadable\n");
}

TEST(a_socket_is_reported)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *path = folder_path(folder, "templates/assets/socket");
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);

	g_strlcpy(address.sun_path, path, sizeof(address.sun_path));
	assert_int_equal(bind(descriptor, (struct sockaddr *) &address, sizeof(address)), 0);
	assert_read(folder, "templates/assets/socket unreadable\n");
	close(descriptor);
}

TEST(a_folder_among_the_templates_is_reported)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Read) result = NULL;
	g_autofree char *found = NULL;

	folder_write(folder, "templates/parts/x.html", "x");
	result = read_folder(folder);
	found = support_findings(result->findings);
	assert_true(g_str_has_prefix(found, "templates/parts "));
}

TEST(what_may_not_be_read_is_reported)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *entry = folder_path(folder, "content/alpha/2.yaml");
	g_autofree char *assets = folder_path(folder, "templates/assets");

	chmod(folder->path, 0755);
	chmod(entry, 0);
	chmod(assets, 0);
	if (!support_be_nobody())
		skip();

	g_autoptr(Read) result = read_folder(folder);

	support_be_root_again();
	chmod(assets, 0755);
	assert_non_null(result->source);
	assert_findings(result->findings, "content/alpha/2.yaml unreadable\n"
					  "templates/assets unreadable\n");
	assert_says(result->findings, "cannot be read: Permission denied; check the name");
}

TEST(a_failing_disk_stops_the_reading)
{
	static const char *const names[] = { "content/alpha/2.yaml", "locales/de/glossary.yaml", "templates/page.html",
					     "templates/assets/style.css" };

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autoptr(Folder) folder = site_new();
		g_autoptr(Read) result = NULL;

		folder_remove(folder, names[i]);
		/* Its first byte cannot be read. */
		make_link(folder, names[i], "/proc/self/mem");
		result = read_folder(folder);
		assert_null(result->source);
		assert_non_null(result->error);
		assert_true(g_str_has_prefix(result->error->message, "cannot read "));
		assert_contains(result->error->message, names[i]);
		assert_contains(result->error->message, g_strerror(EIO));
		assert_findings(result->findings, "");
	}
}

TEST(a_machine_without_free_descriptors_stops_the_reading)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Read) result = NULL;
	struct rlimit before;
	struct rlimit none;

	getrlimit(RLIMIT_NOFILE, &before);
	none = before;
	none.rlim_cur = 0;
	setrlimit(RLIMIT_NOFILE, &none);
	result = read_folder(folder);
	setrlimit(RLIMIT_NOFILE, &before);
	assert_null(result->source);
	assert_non_null(result->error);
	assert_contains(result->error->message, g_strerror(EMFILE));
}

TEST(a_name_that_is_not_utf8_can_be_printed)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Read) result = NULL;
	g_autofree char *printed = NULL;

	folder_write(folder, "content/alpha/\xff.txt", "x");
	folder_write(folder, "content/alpha/\xfe.yaml", "a: b: c\n");
	result = read_folder(folder);
	printed = findings_print(result->findings, false);
	assert_contains(printed, "[unknown-file]");
	assert_contains(printed, "[syntax]");
	assert_true(g_utf8_validate(printed, -1, NULL));
}

TEST(the_source_locale_is_the_folder_with_its_tag)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Read) result = read_folder(folder);
	g_autoptr(Read) other = NULL;
	g_autoptr(Read) none = NULL;

	assert_string_equal(source_locale_folder(result->source), "en");
	folder_replace(folder, "content/site.yaml", "source_locale: en", "source_locale: de-AT");
	none = read_folder(folder);
	assert_null(source_locale_folder(none->source));
	folder_replace(folder, "locales/de/locale.yaml", "tag: de", "tag: de-AT");
	other = read_folder(folder);
	assert_string_equal(source_locale_folder(other->source), "de");
}

TEST(without_a_site_there_is_no_source_locale)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Read) result = NULL;

	folder_remove(folder, "content/site.yaml");
	folder_write(folder, "locales/en/locale.yaml", "a: b: c\n");
	result = read_folder(folder);
	assert_null(source_locale_folder(result->source));
}

TEST(a_tree_is_found_by_its_folder)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Read) result = read_folder(folder);

	assert_string_equal(source_tree_of_locale(result->source, "de")->name, "de");
	assert_null(source_tree_of_locale(result->source, "fr"));
	assert_null(source_tree_of_locale(result->source, ""));
}

TEST(a_tree_that_no_folder_holds_can_be_added)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Read) result = read_folder(folder);

	source_add_locale(result->source, source_tree_new("b", "locales/b"));
	assert_int_equal(result->source->locales->len, 4);
	assert_string_equal(((const SourceTree *) result->source->locales->pdata[1])->name, "b");
	assert_string_equal(((const SourceTree *) result->source->locales->pdata[2])->name, "de");
}

TEST(a_file_says_where_its_schema_is)
{
	static const char intro[] = "# yaml-language-server: $schema=";
	static const struct {
		SourceKind kind;
		const char *path;
		bool in_locale;
		const char *schema;
	} cases[] = {
		{ SOURCE_SITE, "site.yaml", false, "../schema/site.json\n" },
		{ SOURCE_ENTRY, "smtp/250.yaml", false, "../../schema/entry.json\n" },
		{ SOURCE_PAIR, "smtp/pairs/a-vs-b.yaml", false, "../../../schema/pair.json\n" },
		{ SOURCE_LOCALE, "locale.yaml", true, "../../schema/locale.json\n" },
		{ SOURCE_ENTRY, "smtp/250.yaml", true, "../../../schema/entry-translation.json\n" },
		{ SOURCE_PAIR, "smtp/pairs/a-vs-b.yaml", true, "../../../../schema/pair-translation.json\n" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *expected = g_strconcat(intro, cases[i].schema, NULL);

		assert_string_free(source_schema_comment(cases[i].kind, cases[i].path, cases[i].in_locale), expected);
	}
}

TEST(every_kind_of_file_has_a_schema)
{
	assert_ptr_equal(source_schema(SOURCE_SITE), &schema_site);
	assert_ptr_equal(source_schema(SOURCE_DOCUMENTS), &schema_documents);
	assert_ptr_equal(source_schema(SOURCE_LOCALE), &schema_locale);
	assert_ptr_equal(source_schema(SOURCE_GLOSSARY), &schema_glossary);
	assert_ptr_equal(source_schema(SOURCE_COLLECTION), &schema_collection);
	assert_ptr_equal(source_schema(SOURCE_ENTRY), &schema_entry);
	assert_ptr_equal(source_schema(SOURCE_PAIR), &schema_pair);
	assert_true(source_kind_translates(SOURCE_ENTRY));
	assert_false(source_kind_translates(SOURCE_LOCALE));
	assert_false(source_kind_translates(SOURCE_DOCUMENTS));
}

/* What is found in a text that is to become a file. */
static char *
check_text(SourceKind kind, bool in_locale, const char *text, bool is_yaml)
{
	g_autoptr(Findings) findings = findings_new();
	g_autoptr(File) file = file_new("f.yaml", g_strdup(text), strlen(text));

	assert_int_equal(source_check_text(kind, in_locale, file, findings), is_yaml);
	return support_findings(findings);
}

TEST(a_text_is_checked_before_it_becomes_a_file)
{
	assert_string_free(check_text(SOURCE_ENTRY, true, "fix: x\n", true), "");
	assert_string_free(check_text(SOURCE_ENTRY, true, "code: x\n", true), "f.yaml:1:1 not-translatable\n");
	assert_string_free(check_text(SOURCE_ENTRY, true, "a: b: c\n", false), "f.yaml:1:5 syntax\n");
	assert_string_free(check_text(SOURCE_LOCALE, true, "tag: x\nmessages: {}\n", true), "");
	assert_string_free(check_text(SOURCE_PAIR, false, "verdict: x\n", true), "");
}

TEST(a_locale_needs_a_name_that_is_safe_in_addresses)
{
	g_autoptr(Folder) folder = site_new();

	folder_write(folder, "locales/a b/locale.yaml", "x: y\n");
	folder_write(folder, "locales/x_y/locale.yaml", "x: y\n");
	assert_read(folder, "locales/a b unsafe-name\nlocales/x_y unsafe-name\n");
}

TEST(an_asset_needs_a_name_that_is_safe_in_addresses)
{
	g_autoptr(Folder) folder = site_new();

	folder_write(folder, "templates/assets/a b.css", "");
	folder_write(folder, "templates/assets/A-b_c.1.css", "");
	assert_read(folder, "templates/assets/a b.css unsafe-name\n");
}

/* The fingerprint of what is in a folder. */
static guint64
fingerprint_of(const Folder *folder)
{
	g_autoptr(Findings) findings = findings_new();
	g_autoptr(Source) source = source_read(folder->path, findings, NULL);

	assert_non_null(source);
	return source_fingerprint(source);
}

TEST(every_change_of_a_file_changes_the_fingerprint_of_all)
{
	static const char *const names[] = { "content/site.yaml", "content/alpha/2.yaml", "locales/de/locale.yaml",
					     "templates/pair.html", "templates/assets/new.css" };
	g_autoptr(Folder) folder = site_new();
	guint64 last = fingerprint_of(folder);

	assert_true(fingerprint_of(folder) == last);
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		guint64 now;

		folder_write(folder, names[i], "x");
		now = fingerprint_of(folder);
		assert_true(now != last);
		last = now;
	}
	folder_remove(folder, "templates/assets/new.css");
	assert_true(fingerprint_of(folder) != last);
}

TEST(a_folder_without_files_changes_the_fingerprint_as_well)
{
	static const char *const names[] = { "locales/fr", "content/gamma", "locales/de/gamma" };
	g_autoptr(Folder) folder = site_new();
	guint64 last = fingerprint_of(folder);

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *path = folder_path(folder, names[i]);
		guint64 now;

		g_mkdir(path, 0777);
		now = fingerprint_of(folder);
		assert_true(now != last);
		last = now;
	}
}

TEST(reading_makes_nothing_of_a_file_and_parsing_does)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Findings) findings = findings_new();
	g_autoptr(Source) source = NULL;
	const SourceFile *file;

	folder_write(folder, "content/alpha/2.yaml", "code: [");
	source = source_read(folder->path, findings, NULL);
	assert_non_null(source);
	assert_findings(findings, "");
	for (guint i = 0; i < source->content->files->len; i++) {
		file = source->content->files->pdata[i];
		assert_null(file->root);
	}
	source_parse(source, findings);
	assert_true(findings_stop(findings, false));
	file = source_tree_find(source->content, "site.yaml");
	assert_non_null(file->root);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_site_is_read_in_the_order_of_its_paths),
		cmocka_unit_test(folders_locales_templates_and_assets_are_sorted),
		cmocka_unit_test(an_asset_may_hold_any_bytes),
		cmocka_unit_test(a_path_is_shown_as_it_was_typed),
		cmocka_unit_test(a_folder_that_is_no_site_is_reported_once),
		cmocka_unit_test(content_has_to_be_a_folder),
		cmocka_unit_test(locales_and_templates_have_to_exist),
		cmocka_unit_test(assets_need_not_exist),
		cmocka_unit_test(the_files_that_every_tree_has_are_required),
		cmocka_unit_test(an_empty_collection_folder_lacks_its_file),
		cmocka_unit_test(documents_and_glossaries_need_not_exist),
		cmocka_unit_test(a_file_in_the_wrong_place_is_unknown),
		cmocka_unit_test(hidden_files_and_backups_are_passed_over),
		cmocka_unit_test(a_collection_needs_a_name_that_is_safe_in_addresses),
		cmocka_unit_test(a_translation_is_checked_as_one),
		cmocka_unit_test(a_locales_own_files_are_no_translations),
		cmocka_unit_test(a_file_that_is_no_yaml_is_kept_without_a_tree),
		cmocka_unit_test(every_file_of_a_tree_is_found_by_its_path),
		cmocka_unit_test(nothing_is_found_in_an_empty_tree),
		cmocka_unit_test(a_file_may_be_as_large_as_the_limit),
		cmocka_unit_test(a_file_that_is_a_byte_larger_than_the_limit_is_refused),
		cmocka_unit_test(links_to_files_and_folders_are_followed),
		cmocka_unit_test(a_link_that_leads_nowhere_is_reported),
		cmocka_unit_test(links_that_go_round_in_circles_come_to_an_end),
		cmocka_unit_test(a_pipe_and_a_device_are_reported_without_waiting),
		cmocka_unit_test(a_socket_is_reported),
		cmocka_unit_test(a_folder_among_the_templates_is_reported),
		cmocka_unit_test(what_may_not_be_read_is_reported),
		cmocka_unit_test(a_failing_disk_stops_the_reading),
		cmocka_unit_test(a_machine_without_free_descriptors_stops_the_reading),
		cmocka_unit_test(a_name_that_is_not_utf8_can_be_printed),
		cmocka_unit_test(the_source_locale_is_the_folder_with_its_tag),
		cmocka_unit_test(without_a_site_there_is_no_source_locale),
		cmocka_unit_test(a_tree_is_found_by_its_folder),
		cmocka_unit_test(a_tree_that_no_folder_holds_can_be_added),
		cmocka_unit_test(a_file_says_where_its_schema_is),
		cmocka_unit_test(every_kind_of_file_has_a_schema),
		cmocka_unit_test(a_text_is_checked_before_it_becomes_a_file),
		cmocka_unit_test(a_locale_needs_a_name_that_is_safe_in_addresses),
		cmocka_unit_test(an_asset_needs_a_name_that_is_safe_in_addresses),
		cmocka_unit_test(every_change_of_a_file_changes_the_fingerprint_of_all),
		cmocka_unit_test(a_folder_without_files_changes_the_fingerprint_as_well),
		cmocka_unit_test(reading_makes_nothing_of_a_file_and_parsing_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
