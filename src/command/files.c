#include "command/files.h"

void
files_close(Files *files)
{
	g_clear_pointer(&files->source, source_free);
	g_clear_pointer(&files->findings, findings_free);
}

Status
files_open(Files *files, const Options *options, Report *report)
{
	g_autoptr(GError) error = NULL;

	*files = (Files) { .findings = findings_new() };
	files->source = source_load(options->root, files->findings, &error);
	if (files->source == NULL)
		return report_failure(report, error);
	report_findings(report, files->findings);
	if (findings_stop(files->findings, options->strict))
		return STATUS_FINDINGS;
	files->source_folder = source_locale_folder(files->source);
	if (files->source_folder == NULL)
		return report_usage(report,
				    "no folder in locales/ has the language tag that content/site.yaml names as "
				    "source_locale");
	return STATUS_DONE;
}

const SourceTree *
files_find_locale(const Files *files, const char *name)
{
	for (guint i = 0; i < files->source->locales->len; i++) {
		const SourceTree *tree = files->source->locales->pdata[i];
		const SourceFile *file = source_tree_find(tree, "locale.yaml");

		if (g_str_equal(tree->name, name) ||
		    (file != NULL && g_strcmp0(node_get_text(file->root, "tag"), name) == 0))
			return tree;
	}
	return NULL;
}

char *
files_schema_comment(const Files *files, SourceKind kind, const char *path)
{
	g_autofree char *folder = source_path(files->source->root, "schema");

	return g_file_test(folder, G_FILE_TEST_IS_DIR) ? source_schema_comment(kind, path, true) : g_strdup("");
}

Status
files_find_translated(const Files *files, const char *name, Report *report, const SourceTree **tree)
{
	*tree = files_find_locale(files, name);
	if (*tree == NULL)
		return report_usage(report, "the site has no locale '%s'", name);
	if (g_str_equal((*tree)->name, files->source_folder))
		return report_usage(
		    report, "'%s' is the source language, which is not translated; name one of the others", name);
	return STATUS_DONE;
}

const char *
files_tag_of(const SourceTree *tree)
{
	const SourceFile *file = source_tree_find(tree, "locale.yaml");
	const char *tag = file == NULL ? NULL : node_get_text(file->root, "tag");

	return tag == NULL ? tree->name : tag;
}
