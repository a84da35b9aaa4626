#include "source/translation.h"

#include <string.h>

#include "source/fingerprint.h"

static void
translation_free(gpointer data)
{
	Translation *translation = data;

	g_free(translation->path);
	g_free(translation->context);
	g_free(translation);
}

TranslationState
translation_state(const Node *source, const Node *node, const Node *root, const char *path)
{
	const char *recorded = node_get_text(node_get(root, TRANSLATION_FINGERPRINTS), path);
	g_autofree char *now = NULL;

	if (node == NULL)
		return TRANSLATION_MISSING;
	if (recorded == NULL)
		return TRANSLATION_UNCONFIRMED;
	now = fingerprint_text(source->text);
	return g_str_equal(recorded, now) ? TRANSLATION_CURRENT : TRANSLATION_OUTDATED;
}

char *
translation_file_name(const char *path)
{
	gsize length = strlen(path);

	return g_strndup(path, g_str_has_suffix(path, ".yaml") ? length - strlen(".yaml") : length);
}

static void
add_file(GPtrArray *list, const SourceFile *source, const SourceFile *translation)
{
	g_autoptr(GPtrArray) texts = texts_of(source_schema(source->kind), source->root);
	g_autofree char *name = translation_file_name(source->path);
	const Node *root = translation == NULL ? NULL : translation->root;

	for (guint i = 0; i < texts->len; i++) {
		const TextPlace *place = texts->pdata[i];
		const Node *node = root == NULL ? NULL : texts_find(root, place->path);
		Translation *made;

		made = g_new(Translation, 1);
		made->source = source;
		made->translation = translation;
		made->path = g_strdup(place->path);
		made->context = g_strconcat(name, ".", place->path, NULL);
		made->source_node = place->node;
		made->node = node;
		made->schema = place->schema;
		made->state = translation_state(place->node, node, root, place->path);
		if (made->state == TRANSLATION_MISSING && place->is_optional)
			made->state = TRANSLATION_NOT_NEEDED;
		g_ptr_array_add(list, made);
	}
}

GPtrArray *
translation_list(const Source *source, const SourceTree *locale, const char *source_folder)
{
	GPtrArray *list = g_ptr_array_new_with_free_func(translation_free);
	const SourceTree *source_locale = source_tree_of_locale(source, source_folder);
	const SourceFile *messages = source_locale == NULL ? NULL : source_tree_find(source_locale, "locale.yaml");

	if (messages != NULL)
		add_file(list, messages, source_tree_find(locale, "locale.yaml"));
	for (guint i = 0; i < source->content->files->len; i++) {
		const SourceFile *file = source->content->files->pdata[i];

		if (file->root != NULL)
			add_file(list, file, source_tree_find(locale, file->path));
	}
	return list;
}

static ProgressGroup
group_of(SourceKind kind)
{
	switch (kind) {
	case SOURCE_LOCALE:
		return PROGRESS_MESSAGES;
	case SOURCE_PAIR:
		return PROGRESS_PAIRS;
	case SOURCE_SITE:
	case SOURCE_DOCUMENTS:
	case SOURCE_GLOSSARY:
	case SOURCE_COLLECTION:
	case SOURCE_ENTRY:
		break;
	}
	return PROGRESS_TEXTS;
}

Progress
translation_progress(const GPtrArray *translations)
{
	Progress progress = { 0 };

	for (guint i = 0; i < translations->len; i++) {
		const Translation *translation = translations->pdata[i];
		ProgressCount *count = &progress.groups[group_of(translation->source->kind)];

		if (translation->state == TRANSLATION_NOT_NEEDED)
			continue;
		count->all++;
		count->translated += translation->state != TRANSLATION_MISSING;
		progress.missing += translation->state == TRANSLATION_MISSING;
		progress.outdated += translation->state == TRANSLATION_OUTDATED;
		progress.unconfirmed += translation->state == TRANSLATION_UNCONFIRMED;
		if (translation->state == TRANSLATION_MISSING || translation->state == TRANSLATION_OUTDATED)
			progress.words_left += texts_count_words(translation->source_node->text);
	}
	return progress;
}

guint
progress_percent(const ProgressCount *count)
{
	return count->all == 0 ? 100 : (guint) ((guint64) count->translated * 100 / count->all);
}
