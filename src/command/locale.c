#include "command/locale.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "command/files.h"
#include "output/file.h"
#include "model/locale.h"
#include "source/edit.h"
#include "source/fingerprint.h"

/* A line of the source's messages in a new file; base is how far the source
 * moves its messages in.  What is moved in further belongs to the line above. */
static void
append_message_line(GString *out, const char *line, gsize base)
{
	gsize indent = strspn(line, " ");

	if (line[indent] == '\0')
		g_string_append_c(out, '\n');
	else if (indent <= base && line[indent] == '#')
		g_string_append_printf(out, "  %s\n", line + indent);
	else
		g_string_append_printf(out, "  # %s\n", line + MIN(indent, base));
}

/* Every message of the source locale's file as a comment, with its comments as
 * they are. */
static void
append_messages(GString *out, const SourceFile *source)
{
	const Node *messages = node_get(source->root, "messages");
	const Place *place = node_length(messages) == 0 ? NULL : &node_field(messages, 0)->where;
	guint number = place == NULL ? 0 : place->line;
	g_autofree char *line = NULL;

	if (place == NULL)
		return;
	/* The comments above the first message belong to it. */
	for (; number > 1; number--) {
		g_autofree char *above = file_line(source->file, number - 1);

		if (above[strspn(above, " ")] != '#')
			break;
	}
	for (; (line = file_line(source->file, number)) != NULL; number++) {
		/* What is not moved in is the next key of the file. */
		if (strchr(" #", *line) == NULL)
			break;
		append_message_line(out, line, place->column - 1);
		g_clear_pointer(&line, g_free);
	}
	/* A fingerprint's key or the end may have left a blank line. */
	while (g_str_has_suffix(out->str, "\n\n"))
		g_string_truncate(out, out->len - 1);
}

/* The whole of a new locale.yaml. */
static char *
new_locale_yaml(const Files *files, const char *tag, const SourceFile *source)
{
	g_autofree char *own = locale_own_name(tag);
	g_autofree char *english = locale_english_name(tag);
	g_autofree char *plurals = locale_plural_categories(tag);
	GString *out = g_string_new(NULL);
	g_autofree char *schema = files_schema_comment(files, SOURCE_LOCALE, "locale.yaml");

	g_string_append_printf(out,
			       "%s%s# The messages of the site in %s.  Remove the '# ' in front of a message, with\n"
			       "# its space, and write it in %s; what stays a comment is shown in another\n"
			       "# language.  A message is an ICU MessageFormat: keep what stands in braces.  The\n"
			       "# plural categories of this language are: %s.\n",
			       schema, *schema == '\0' ? "" : "#\n", english, english, plurals);
	g_string_append_printf(out, "tag: %s\nname: %s\ndirection: %s\nmessages:\n", tag, own,
			       locale_tag_is_right_to_left(tag) ? "rtl" : "ltr");
	append_messages(out, source);
	/* The key stands there from the beginning, so that the comments above stay
	 * with the messages when the first fingerprint comes. */
	g_string_append_printf(out,
			       "\n# Of which source each message is the translation.  'viceversa locale accept %s'\n"
			       "# writes this, nobody else does.\nfingerprints:\n",
			       tag);
	return g_string_free(out, FALSE);
}

static Status
write_new_locale(const Files *files, const char *tag, Report *report)
{
	const SourceTree *source_tree = source_tree_of_locale(files->source, files->source_folder);
	const SourceFile *source = source_tree_find(source_tree, "locale.yaml");
	g_autofree char *locales = source_path(files->source->root, "locales");
	g_autofree char *path = g_build_filename(locales, tag, "locale.yaml", NULL);
	g_autofree char *text = new_locale_yaml(files, tag, source);
	g_autoptr(GError) error = NULL;

	if (g_file_test(path, G_FILE_TEST_EXISTS))
		return report_refusal(report, "%s exists already and stays as it is; move it elsewhere", path);
	if (!file_write(path, text, &error))
		return report_failure(report, error);
	report_result(report, "%s is ready; translate it, then build the site", path);
	return STATUS_DONE;
}

static Status
add_locale(const Files *files, const char *tag, Report *report)
{
	g_autofree char *canonical = locale_canonical_tag(tag);
	const SourceTree *twin;

	if (canonical == NULL)
		return report_usage(report,
				    "'%s' is no language tag. A tag is a language of ISO 639, where needed with a "
				    "script and a region: 'ko', 'zh-Hant', 'pt-BR'",
				    tag);
	if (!g_str_equal(canonical, tag))
		return report_usage(report, "the canonical form of '%s' is '%s'; use that", tag, canonical);
	twin = files_find_locale(files, tag);
	if (twin != NULL)
		return report_refusal(report,
				      "%s has this language already and stays as it is; 'viceversa locale status %s' "
				      "shows what is left to translate",
				      twin->path, tag);
	return write_new_locale(files, tag, report);
}

Status
command_locale_add(const Options *options, Report *report)
{
	Files files;
	Status status = files_open(&files, options, report);

	if (status == STATUS_DONE)
		status = add_locale(&files, options->arguments[0], report);
	files_close(&files);
	return status;
}

static void
print_row(Report *report, const char *tag, const Progress *progress)
{
	report_result(report, "%-10s %7u %% %7u %% %7u %% %12u %12u %9u %11u", tag,
		      progress_percent(&progress->groups[PROGRESS_MESSAGES]),
		      progress_percent(&progress->groups[PROGRESS_TEXTS]),
		      progress_percent(&progress->groups[PROGRESS_PAIRS]), progress->outdated, progress->unconfirmed,
		      progress->missing, progress->words_left);
}

/* What a translator has to look at, at the line where it is done. */
static void
print_list(Report *report, const GPtrArray *list)
{
	static const char *const words[] = {
		[TRANSLATION_MISSING] = "missing",       [TRANSLATION_CURRENT] = "current",
		[TRANSLATION_OUTDATED] = "out of date",  [TRANSLATION_UNCONFIRMED] = "unconfirmed",
		[TRANSLATION_NOT_NEEDED] = "not needed",
	};

	for (guint i = 0; i < list->len; i++) {
		const Translation *translation = list->pdata[i];
		Place place = translation->node == NULL ? translation->source_node->where : translation->node->where;

		if (translation->state != TRANSLATION_CURRENT && translation->state != TRANSLATION_NOT_NEEDED)
			report_result(report, "%s:%u:%u: %s: %s", place.file->path, place.line, place.column,
				      words[translation->state], translation->context);
	}
}

static void
add_member(JsonBuilder *builder, const char *name, gint64 value)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_int_value(builder, value);
}

static void
add_json(JsonBuilder *builder, const char *tag, const Progress *progress)
{
	static const char *const groups[] = {
		[PROGRESS_MESSAGES] = "messages",
		[PROGRESS_TEXTS] = "texts",
		[PROGRESS_PAIRS] = "pairs",
	};

	json_builder_begin_object(builder);
	json_builder_set_member_name(builder, "tag");
	json_builder_add_string_value(builder, tag);
	for (guint i = 0; i < PROGRESS_GROUPS; i++) {
		json_builder_set_member_name(builder, groups[i]);
		json_builder_begin_object(builder);
		add_member(builder, "all", progress->groups[i].all);
		add_member(builder, "translated", progress->groups[i].translated);
		json_builder_end_object(builder);
	}
	add_member(builder, "outdated", progress->outdated);
	add_member(builder, "unconfirmed", progress->unconfirmed);
	add_member(builder, "missing", progress->missing);
	add_member(builder, "words_left", progress->words_left);
	json_builder_end_object(builder);
}

static void
print_json(Report *report, JsonBuilder *builder)
{
	g_autoptr(JsonNode) root = json_builder_get_root(builder);
	g_autofree char *text = json_to_string(root, TRUE);

	report_result(report, "%s", text);
}

static bool
is_wanted(const Options *options, const SourceTree *tree)
{
	const char *const *wanted = (const char *const *) options->arguments;

	return *wanted == NULL || g_strv_contains(wanted, tree->name) || g_strv_contains(wanted, files_tag_of(tree));
}

static void
print_status(const Files *files, const Options *options, Report *report)
{
	bool json = g_strcmp0(options->format, "json") == 0;
	g_autoptr(JsonBuilder) builder = json_builder_new();

	json_builder_begin_array(builder);
	if (!json && !options->list)
		report_result(report, "%-10s %9s %9s %9s %12s %12s %9s %11s", "locale", "messages", "texts", "pairs",
			      "out of date", "unconfirmed", "missing", "words left");
	for (guint i = 0; i < files->source->locales->len; i++) {
		const SourceTree *tree = files->source->locales->pdata[i];
		g_autoptr(GPtrArray) list = NULL;
		Progress progress;

		if (g_str_equal(tree->name, files->source_folder) || !is_wanted(options, tree))
			continue;
		list = translation_list(files->source, tree, files->source_folder);
		progress = translation_progress(list);
		if (json)
			add_json(builder, files_tag_of(tree), &progress);
		else if (options->list)
			print_list(report, list);
		else
			print_row(report, files_tag_of(tree), &progress);
	}
	json_builder_end_array(builder);
	if (json)
		print_json(report, builder);
}

Status
command_locale_status(const Options *options, Report *report)
{
	const SourceTree *tree;
	Files files;
	Status status;

	if (options->format != NULL && !g_str_equal(options->format, "json") && !g_str_equal(options->format, "table"))
		return report_usage(report, "--format is 'table' or 'json'");
	status = files_open(&files, options, report);
	for (char **name = options->arguments; status == STATUS_DONE && *name != NULL; name++)
		status = files_find_translated(&files, *name, report, &tree);
	if (status == STATUS_DONE)
		print_status(&files, options, report);
	files_close(&files);
	return status;
}

/* Whether a text is among those that the command line names: by its file
 * ("smtp/250", "locales/ko/smtp/250.yaml"), with its path behind it, or by the
 * context that 'locale status --list' shows ("smtp/250.fix"). */
static bool
is_named(const Options *options, const SourceTree *tree, const Translation *translation)
{
	const char *file = options->arguments[1];
	const char *path = file == NULL ? NULL : options->arguments[2];
	g_autofree char *name = translation_file_name(translation->source->path);
	g_autofree char *shown = g_build_filename(tree->path, translation->source->path, NULL);

	if (file == NULL)
		return true;
	if (!g_str_equal(file, name) && !g_str_equal(file, translation->source->path) && !g_str_equal(file, shown))
		return path == NULL && g_str_equal(file, translation->context);
	return path == NULL || g_str_equal(path, translation->path);
}

/* Records the fingerprints of one file's texts. */
static Status
save(Edit *edit, const SourceFile *file, Report *report)
{
	g_autoptr(GError) error = NULL;

	if (g_str_equal(edit_text(edit), file->file->text))
		return STATUS_DONE;
	return file_write(file->file->path, edit_text(edit), &error) ? STATUS_DONE : report_failure(report, error);
}

static Status
accept(const Options *options, const SourceTree *tree, const GPtrArray *list, Report *report)
{
	const SourceFile *file = NULL;
	Edit *edit = NULL;
	Status status = STATUS_DONE;
	guint found = 0;
	guint changed = 0;

	for (guint i = 0; status == STATUS_DONE && i < list->len; i++) {
		const Translation *translation = list->pdata[i];
		const char *keys[] = { TRANSLATION_FINGERPRINTS, translation->path, NULL };
		g_autofree char *now = NULL;

		if (translation->node == NULL || !is_named(options, tree, translation))
			continue;
		found++;
		if (translation->state == TRANSLATION_CURRENT)
			continue;
		/* The list goes file by file. */
		if (translation->translation != file) {
			if (edit != NULL)
				status = save(edit, file, report);
			g_clear_pointer(&edit, edit_free);
			file = translation->translation;
			edit = edit_new(file->file->path, file->file->text);
		}
		now = fingerprint_text(translation->source_node->text);
		if (!edit_set(edit, keys, now, NULL)) {
			edit_free(edit);
			return report_refusal(report,
					      "%s cannot take the fingerprint of '%s'; write 'fingerprints:' behind "
					      "its last text, on a line of its own",
					      translation->node->where.file->path, translation->path);
		}
		changed++;
	}
	if (status == STATUS_DONE && edit != NULL)
		status = save(edit, file, report);
	g_clear_pointer(&edit, edit_free);
	if (status == STATUS_DONE && found == 0 && options->arguments[1] != NULL)
		return report_usage(report,
				    "'%s' has no translation '%s%s%s'; name a file such as 'smtp/250', and a text "
				    "of it such as 'fix'",
				    options->arguments[0], options->arguments[1],
				    options->arguments[2] == NULL ? "" : " ",
				    options->arguments[2] == NULL ? "" : options->arguments[2]);
	if (status == STATUS_DONE)
		report_result(report, "%u text%s accepted, %u already current", changed, changed == 1 ? "" : "s",
			      found - changed);
	return status;
}

Status
command_locale_accept(const Options *options, Report *report)
{
	Files files;
	Status status = files_open(&files, options, report);
	const SourceTree *tree = NULL;

	if (status == STATUS_DONE)
		status = files_find_translated(&files, options->arguments[0], report, &tree);
	if (status == STATUS_DONE) {
		g_autoptr(GPtrArray) list = translation_list(files.source, tree, files.source_folder);

		status = accept(options, tree, list, report);
	}
	files_close(&files);
	return status;
}
