#include "model/build.h"
#include "source/memory.h"
#include "source/suggest.h"

/* The paths of a file's texts that are in a state. */
static char *
list_paths(const GPtrArray *list, const SourceFile *file, TranslationState state)
{
	g_autoptr(GPtrArray) paths = g_ptr_array_new();

	for (guint i = 0; i < list->len; i++) {
		const Translation *translation = list->pdata[i];

		if (translation->translation == file && translation->state == state)
			g_ptr_array_add(paths, translation->path);
	}
	g_ptr_array_add(paths, NULL);
	return suggest_list((const char *const *) paths->pdata);
}

static void
warn(Build *build, const Locale *locale, const GPtrArray *list, const Translation *translation)
{
	const SourceFile *file = translation->translation;
	g_autofree char *name = translation_file_name(file->path);
	g_autofree char *paths = list_paths(list, file, translation->state);

	if (translation->state == TRANSLATION_OUTDATED)
		findings_add(
		    build->findings, FINDING_OUT_OF_DATE, translation->node->where,
		    "the source has changed since this was translated: %s; look at it, then say 'viceversa locale "
		    "accept %s %s'",
		    paths, locale->tag, name);
	else
		findings_add(
		    build->findings, FINDING_UNCONFIRMED, translation->node->where,
		    "nothing says of which source this is the translation: %s; when it is right, say 'viceversa "
		    "locale accept %s %s'",
		    paths, locale->tag, name);
}

/* One warning of each kind for a file, however many of its texts it is about. */
static void
warn_of_state(Build *build, const Locale *locale, const GPtrArray *list, TranslationState state)
{
	const SourceFile *last = NULL;

	for (guint i = 0; i < list->len; i++) {
		const Translation *translation = list->pdata[i];

		if (translation->state != state || translation->translation == last)
			continue;
		last = translation->translation;
		warn(build, locale, list, translation);
	}
}

/* The translations of all locales, which need no more of the model than these. */
struct Translations {
	const Build *build;
	GThread *thread;   /* that lists them, or NULL */
	GPtrArray **lists; /* by locale, of Translation; NULL for the source's */
};

static gpointer
list_translations(gpointer data)
{
	Translations *translations = data;
	const Build *build = translations->build;
	const Model *model = build->model;

	for (guint i = 0; i < model->locale_count; i++) {
		const SourceTree *tree = source_tree_of_locale(build->source, model->locales[i]->folder);

		if (model->locales[i] != model->source_locale)
			translations->lists[i] = translation_list(build->source, tree, model->source_locale->folder);
	}
	return NULL;
}

Translations *
build_list_translations(const Build *build)
{
	Translations *translations = g_new0(Translations, 1);

	translations->build = build;
	translations->lists = g_new0(GPtrArray *, build->model->locale_count);
	translations->thread = memory_try_thread("translations", list_translations, translations);
	if (translations->thread == NULL)
		list_translations(translations);
	return translations;
}

void
build_progress(Build *build, Translations *translations)
{
	const Model *model = build->model;
	Progress *progress = pool_array(build->pool, Progress, model->locale_count);

	if (translations->thread != NULL)
		g_thread_join(translations->thread);
	for (guint i = 0; i < model->locale_count; i++) {
		GPtrArray *list = translations->lists[i];

		if (list == NULL)
			continue;
		progress[i] = translation_progress(list);
		/* Where there are errors, translations are the lesser trouble. */
		if (findings_count(build->findings, SEVERITY_ERROR) == 0) {
			warn_of_state(build, model->locales[i], list, TRANSLATION_OUTDATED);
			warn_of_state(build, model->locales[i], list, TRANSLATION_UNCONFIRMED);
		}
		g_ptr_array_unref(list);
	}
	g_free(translations->lists);
	g_free(translations);
	build->model->progress = progress;
}
