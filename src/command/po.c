#include "command/po.h"

#include <errno.h>
#include <string.h>

#include "command/files.h"
#include "output/file.h"
#include "model/message.h"
#include "source/edit.h"
#include "source/fingerprint.h"
#include "source/po.h"
#include "source/suggest.h"

/* What a fuzzy translation records in place of a fingerprint: no source has it. */
#define NEEDS_REVIEW "needs-review"

/* A text as it stands in a PO file: gettext wants both sides to end alike, so
 * the line feed of a block is left out. */
static char *
without_feed(const char *text)
{
	gsize length = strlen(text);

	while (length > 0 && text[length - 1] == '\n')
		length--;
	return g_strndup(text, length);
}

/* The comments right above a text in its YAML file. */
static char *
comments_above(const Translation *translation)
{
	const Place *where = &translation->source_node->where;
	GString *out = g_string_new(NULL);

	for (guint line = where->line; line > 1; line--) {
		g_autofree char *above = file_line(where->file, line - 1);
		const char *text = above + strspn(above, " ");

		if (*text != '#' || g_str_has_prefix(text, "# yaml-language-server:"))
			break;
		g_string_prepend(out, text + 1 + (text[1] == ' '));
		if (line != where->line)
			g_string_insert_c(out, (gssize) strlen(text + 1 + (text[1] == ' ')), '\n');
	}
	return g_string_free(out, FALSE);
}

static Po *
make_po(const Files *files, const SourceTree *tree, const GPtrArray *list)
{
	const SourceFile *site = source_tree_find(files->source->content, "site.yaml");
	Po *po = po_new(node_get_text(site->root, "title"), files_tag_of(tree));

	for (guint i = 0; i < list->len; i++) {
		const Translation *translation = list->pdata[i];
		PoMessage *message = po_add(po);
		g_autofree char *comments = comments_above(translation);

		message->context = g_strdup(translation->context);
		message->id = without_feed(translation->source_node->text);
		message->string = without_feed(translation->node == NULL ? "" : translation->node->text);
		message->comment = *comments == '\0' ? NULL : g_steal_pointer(&comments);
		message->place = g_strdup(translation->source->file->path);
		message->line = translation->source_node->where.line;
		message->fuzzy = translation->state == TRANSLATION_OUTDATED;
	}
	return po;
}

static Status
export_locale(const Files *files, const SourceTree *tree, const Options *options, Report *report)
{
	g_autoptr(GPtrArray) list = translation_list(files->source, tree, files->source_folder);
	g_autoptr(Po) po = make_po(files, tree, list);
	g_autofree char *path =
	    options->output == NULL ? g_strdup_printf("%s.po", files_tag_of(tree)) : g_strdup(options->output);
	g_autoptr(GError) error = NULL;
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *text = po_print(po, &error);

	/* A folder that was misspelt is not made. */
	if (text != NULL && !g_file_test(folder, G_FILE_TEST_EXISTS))
		file_fail(&error, "write", path, ENOENT);
	else if (text != NULL)
		file_write(path, text, &error);
	if (error != NULL)
		return report_failure(report, error);
	report_result(report, "%u texts in %s", po->messages->len, path);
	return STATUS_DONE;
}

Status
command_po_export(const Options *options, Report *report)
{
	Files files;
	Status status = files_open(&files, options, report);
	const SourceTree *tree = NULL;

	if (status == STATUS_DONE)
		status = files_find_translated(&files, options->arguments[0], report, &tree);
	if (status == STATUS_DONE)
		status = export_locale(&files, tree, options, report);
	files_close(&files);
	return status;
}

/* An import in the making. */
typedef struct {
	const Files *files;
	const SourceTree *tree;
	const File *file; /* the PO file */
	GPtrArray *list;  /* of Translation */
	GHashTable *by_context;
	GHashTable *edits; /* from a path within the tree to its Edit */
	guint changed;
	guint left_out;  /* fuzzy, or items of a list with gaps */
	guint suggested; /* for how many unknown texts a near one was looked for */
} Import;

static Place
place_of(const Import *import, const PoMessage *message)
{
	return message->line == 0 ? file_place(import->file)
				  : (Place) { .file = import->file, .line = message->line, .column = 1 };
}

static void
add_argument(const char *name, gpointer data)
{
	if (!g_hash_table_contains(data, name))
		g_hash_table_add(data, g_strdup(name));
}

/* Whether a pattern has the arguments of its source. */
static bool
check_pattern(const Import *import, const Translation *translation, const PoMessage *message)
{
	Findings *findings = import->files->findings;
	g_autoptr(GHashTable) wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autofree char *problem = NULL;
	g_autofree char *source_problem = message_each_argument(translation->source_node->text, add_argument, wanted);
	GHashTableIter walk;
	gpointer name;

	problem = message_each_argument(message->string, add_argument, found);
	if (problem != NULL) {
		findings_add(findings, FINDING_BAD_PATTERN, place_of(import, message), "ICU cannot read '%s': %s",
			     message->context, problem);
		return false;
	}
	g_hash_table_iter_init(&walk, found);
	while (g_hash_table_iter_next(&walk, &name, NULL)) {
		if (!g_hash_table_contains(wanted, name)) {
			findings_add(findings, FINDING_UNKNOWN_ARGUMENT, place_of(import, message),
				     "'%s' has no argument {%s}; remove it", message->context, (const char *) name);
			return false;
		}
	}
	g_hash_table_iter_init(&walk, wanted);
	while (g_hash_table_iter_next(&walk, &name, NULL)) {
		if (!g_hash_table_contains(found, name)) {
			findings_add(
			    findings, FINDING_MISSING_ARGUMENT, place_of(import, message),
			    "'%s' lacks {%s}, which its source has; put it where the value belongs, without an "
			    "apostrophe in front",
			    message->context, (const char *) name);
			return false;
		}
	}
	return true;
}

/* The file of a translation as it is to become. */
static Edit *
edit_of(Import *import, const Translation *translation)
{
	const char *path = translation->source->path;
	Edit *edit = g_hash_table_lookup(import->edits, path);
	g_autofree char *full = NULL;
	g_autofree char *head = NULL;

	if (edit != NULL)
		return edit;
	full = g_build_filename(import->tree->path, path, NULL);
	head = translation->translation == NULL ? files_schema_comment(import->files, translation->source->kind, path)
						: g_strdup(translation->translation->file->text);
	edit = edit_new(full, head);
	g_hash_table_insert(import->edits, g_strdup(path), edit);
	return edit;
}

/* Brings one message in. */
static void
import_message(Import *import, const Translation *translation, const PoMessage *message)
{
	g_autofree char *old = without_feed(translation->node == NULL ? "" : translation->node->text);
	g_autofree char *source = without_feed(translation->source_node->text);
	g_autofree char *fingerprint = message->fuzzy ? g_strdup(NEEDS_REVIEW) : fingerprint_text(message->id);
	g_auto(GStrv) keys = g_strsplit(translation->path, ".", -1);
	const char *fingerprint_keys[] = { TRANSLATION_FINGERPRINTS, translation->path, NULL };
	bool same = g_str_equal(old, message->string);
	bool is_block = g_str_has_suffix(translation->source_node->text, "\n");
	g_autofree char *text = g_strconcat(message->string, is_block ? "\n" : "", NULL);
	Edit *edit;

	if (same && (message->fuzzy || translation->state != TRANSLATION_OUTDATED))
		return;
	if (same && !g_str_equal(source, message->id))
		return;
	if (translation->schema->kind == SCHEMA_PATTERN && !check_pattern(import, translation, message))
		return;
	edit = edit_of(import, translation);
	if ((!same && !edit_set(edit, (const char *const *) keys, text, translation->source->root)) ||
	    !edit_set(edit, fingerprint_keys, fingerprint, NULL)) {
		findings_add(import->files->findings, FINDING_BAD_PO, place_of(import, message),
			     "'%s' cannot be put into its YAML file; write it there by hand", message->context);
		return;
	}
	import->changed++;
}

/* Whether every item of the list that a text belongs to is translated: YAML
 * cannot hold a list with gaps. */
static bool
list_is_complete(const Po *po, const Translation *translation)
{
	const char *dot = strrchr(translation->context, '.');
	g_autofree char *prefix = NULL;

	if (translation->node != NULL || dot == NULL || dot[1 + strspn(dot + 1, G_CSET_DIGITS)] != '\0')
		return true;
	prefix = g_strndup(translation->context, (gsize) (dot - translation->context) + 1);
	for (guint i = 0; i < po->messages->len; i++) {
		const PoMessage *message = po->messages->pdata[i];

		if (g_str_has_prefix(message->context, prefix) && *message->string == '\0')
			return false;
	}
	return true;
}

static void
import_all(Import *import, const Po *po)
{
	g_autoptr(GPtrArray) contexts = g_ptr_array_new();

	for (guint i = 0; i < import->list->len; i++) {
		Translation *translation = import->list->pdata[i];

		g_hash_table_insert(import->by_context, translation->context, translation);
		g_ptr_array_add(contexts, translation->context);
	}
	g_ptr_array_add(contexts, NULL);
	for (guint i = 0; i < po->messages->len; i++) {
		const PoMessage *message = po->messages->pdata[i];
		const Translation *translation = g_hash_table_lookup(import->by_context, message->context);

		if (translation == NULL) {
			const char *near = import->suggested++ < SUGGEST_MOST
					       ? suggest(message->context, (const char *const *) contexts->pdata)
					       : NULL;

			findings_add(import->files->findings, FINDING_PO_CONTEXT, place_of(import, message),
				     "the site has no text '%s'; %s%s%s", message->context,
				     near == NULL ? "remove the message" : "did you mean '", near == NULL ? "" : near,
				     near == NULL ? "" : "'?");
		} else if (*message->string != '\0' && list_is_complete(po, translation)) {
			import_message(import, translation, message);
		} else if (*message->string != '\0') {
			import->left_out++;
		}
	}
}

/* Checks the files as they are to become. */
static void
check_edits(const Import *import, GPtrArray *checked)
{
	GHashTableIter walk;
	gpointer path;
	gpointer edit;

	g_hash_table_iter_init(&walk, import->edits);
	while (g_hash_table_iter_next(&walk, &path, &edit)) {
		g_autofree char *full = g_build_filename(import->tree->path, path, NULL);
		File *file = file_new(full, g_strdup(edit_text(edit)), strlen(edit_text(edit)));
		const SourceFile *source = source_tree_find(import->files->source->content, path);

		g_ptr_array_add(checked, file);
		source_check_text(source == NULL ? SOURCE_LOCALE : source->kind, true, file, import->files->findings);
	}
}

static Status
save_edits(Import *import, Report *report)
{
	g_autoptr(GList) paths =
	    g_list_sort(g_hash_table_get_keys(import->edits), (GCompareFunc) (void (*)(void)) strcmp);

	for (const GList *link = paths; link != NULL; link = link->next) {
		g_autofree char *full = g_build_filename(import->tree->path, link->data, NULL);
		g_autoptr(GError) error = NULL;

		if (!file_write(full, edit_text(g_hash_table_lookup(import->edits, link->data)), &error))
			return report_failure(report, error);
	}
	report_result(report, "%u text%s changed in %u file%s%s", import->changed, import->changed == 1 ? "" : "s",
		      g_list_length(paths), g_list_length(paths) == 1 ? "" : "s",
		      import->left_out > 0 ? "; lists with gaps were left out" : "");
	return STATUS_DONE;
}

static void
free_edit(gpointer data)
{
	edit_free(data);
}

/* The locale that a PO file's language means: gettext writes "pt_BR" for pt-BR,
 * and many tools "ko_KR" for ko. */
static const SourceTree *
find_language(const Files *files, const char *language)
{
	g_autofree char *tag = g_strdelimit(g_strdup(language), "_", '-');
	const SourceTree *tree = files_find_locale(files, tag);
	char *hyphen = strrchr(tag, '-');

	if (tree != NULL || hyphen == NULL)
		return tree;
	*hyphen = '\0';
	return files_find_locale(files, tag);
}

/* Brings a whole file in.  checked takes the files that findings may quote. */
static Status
import_po(const Files *files, const Po *po, const File *file, GPtrArray *checked, Report *report)
{
	const SourceFile *site = source_tree_find(files->source->content, "site.yaml");
	const char *title = node_get_text(site->root, "title");
	g_autoptr(GHashTable) edits = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_edit);
	g_autoptr(GHashTable) by_context = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GPtrArray) list = NULL;
	Import import = { .files = files, .file = file, .edits = edits, .by_context = by_context };

	if (!g_str_equal(po->project, title)) {
		findings_add(files->findings, FINDING_BAD_PO, file_place(file),
			     "is of the project '%s' and not of '%s'; import a file that 'viceversa po export' made",
			     po->project, title);
		return STATUS_FINDINGS;
	}
	if (*po->language == '\0') {
		findings_add(files->findings, FINDING_BAD_PO, file_place(file),
			     "has no language in its header; write 'Language: TAG' there");
		return STATUS_FINDINGS;
	}
	import.tree = find_language(files, po->language);
	if (import.tree == NULL) {
		findings_add(
		    files->findings, FINDING_BAD_PO, file_place(file),
		    "is in the language '%s', which the site does not have; begin it with 'viceversa locale add "
		    "%s'",
		    po->language, po->language);
		return STATUS_FINDINGS;
	}
	if (g_str_equal(import.tree->name, files->source_folder)) {
		findings_add(files->findings, FINDING_BAD_PO, file_place(file),
			     "is in the source language '%s', which is not translated; write another one in its header",
			     po->language);
		return STATUS_FINDINGS;
	}
	list = translation_list(files->source, import.tree, files->source_folder);
	import.list = list;
	import_all(&import, po);
	if (!findings_stop(files->findings, false))
		check_edits(&import, checked);
	return findings_stop(files->findings, false) ? STATUS_FINDINGS : save_edits(&import, report);
}

Status
command_po_import(const Options *options, Report *report)
{
	g_autoptr(GPtrArray) checked = g_ptr_array_new_with_free_func((GDestroyNotify) file_free);
	Files files;
	Status status = files_open(&files, options, report);

	if (status == STATUS_DONE) {
		g_autoptr(Po) po = NULL;
		File *file = NULL;

		/* Those of the site's files have been printed. */
		findings_free(files.findings);
		files.findings = findings_new();
		po = po_read(options->arguments[0], &file, files.findings);
		if (file != NULL)
			g_ptr_array_add(checked, file);
		status = po == NULL ? STATUS_FINDINGS : import_po(&files, po, file, checked, report);
		if (status == STATUS_FINDINGS)
			report_findings(report, files.findings);
	}
	files_close(&files);
	return status;
}
