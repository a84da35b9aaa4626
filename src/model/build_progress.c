#include "model/build.h"

/* One warning for a file, however many of its texts it is about. */
static void
warn_unconfirmed(Build *build, const Locale *locale, const GPtrArray *list)
{
	const SourceFile *last = NULL;

	for (guint i = 0; i < list->len; i++) {
		const Translation *translation = list->pdata[i];
		g_autofree char *name = NULL;

		if (translation->state != TRANSLATION_UNCONFIRMED || translation->translation == last)
			continue;
		last = translation->translation;
		name = translation_file_name(last->path);
		findings_add(build->findings, FINDING_UNCONFIRMED, translation->node->where,
			     "nothing says of which source '%s' is the translation; when it is right, say 'viceversa "
			     "locale accept %s %s'",
			     translation->path, locale->tag, name);
	}
}

void
build_progress(Build *build)
{
	const Model *model = build->model;
	Progress *progress = pool_array(build->pool, Progress, model->locale_count);

	for (guint i = 0; i < model->locale_count; i++) {
		const Locale *locale = model->locales[i];
		const SourceTree *tree = source_tree_of_locale(build->source, locale->folder);
		g_autoptr(GPtrArray) list = NULL;

		if (locale == model->source_locale)
			continue;
		list = translation_list(build->source, tree, model->source_locale->folder);
		progress[i] = translation_progress(list);
		warn_unconfirmed(build, locale, list);
	}
	build->model->progress = progress;
}
