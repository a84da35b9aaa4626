#include <string.h>

#include "model/build.h"
#include "source/fingerprint.h"
#include "source/suggest.h"
#include "source/texts.h"

static bool
check_tag(Build *build, const Node *node)
{
	g_autofree char *canonical = locale_canonical_tag(node->text);

	if (canonical == NULL)
		findings_add(build->findings, FINDING_BAD_TAG, node->where,
			     "'%s' is the BCP 47 tag of no known language; write one such as 'ko' or 'pt-BR'",
			     node->text);
	else if (!g_str_equal(canonical, node->text))
		findings_add(build->findings, FINDING_BAD_TAG, node->where,
			     "the canonical form of the tag '%s' is '%s'; write that", node->text, canonical);
	return canonical != NULL && g_str_equal(canonical, node->text);
}

static void
build_messages(Build *build, Locale *locale, const Node *messages)
{
	for (guint i = 0; i < MESSAGE_COUNT; i++) {
		const Node *node = node_get(messages, message_key(i));

		if (node != NULL && node->kind == NODE_SCALAR)
			locale->messages[i] =
			    build_pattern(build, node, "message", locale->tag, message_arguments(i), false);
	}
	for (guint i = 0; i < node_length(messages); i++) {
		const NodeField *field = node_field(messages, i);

		if (!g_strv_contains(message_keys(), field->key)) {
			g_autofree char *phrase = suggest_phrase(field->key, message_keys());

			findings_add(build->findings, FINDING_UNKNOWN_MESSAGE, field->where,
				     "there is no message '%s'%s", field->key, phrase);
		}
	}
}

/* The direction that the file states, or else CLDR's. */
static bool
build_direction(Build *build, const Node *root, const char *tag)
{
	static const char *const directions[] = { "ltr", "rtl", NULL };
	const Node *node = node_get(root, "direction");
	g_autofree char *phrase = NULL;

	if (node == NULL || node->kind != NODE_SCALAR)
		return locale_tag_is_right_to_left(tag);
	if (!g_strv_contains(directions, node->text)) {
		phrase = suggest_phrase(node->text, directions);
		findings_add(build->findings, FINDING_UNKNOWN_VALUE, node->where, "unknown direction '%s'%s",
			     node->text, phrase);
	}
	return g_str_equal(node->text, "rtl");
}

/* Returns: (nullable): NULL where the folder's locale.yaml makes no locale. */
static Locale *
build_locale(Build *build, const SourceTree *tree)
{
	const SourceFile *file = source_tree_find(tree, "locale.yaml");
	const Node *tag = file == NULL ? NULL : node_get(file->root, "tag");
	const Node *messages = file == NULL ? NULL : node_get(file->root, "messages");
	bool has_messages = messages != NULL && (messages->kind == NODE_MAPPING || g_strcmp0(messages->text, "") == 0);

	/* "messages:" with nothing but comments below it is a beginning. */
	if (tag == NULL || tag->kind != NODE_SCALAR || !has_messages)
		return NULL;
	if (!check_tag(build, tag))
		return NULL;

	Locale *locale = pool_new0(build->pool, Locale);

	locale->folder = pool_strdup(build->pool, tree->name);
	locale->fingerprint = file->file->fingerprint;
	locale->tag = pool_strdup(build->pool, tag->text);
	locale->name = g_strdup(node_get_text(file->root, "name"));
	if (locale->name == NULL)
		locale->name = locale_own_name(tag->text);
	pool_own(build->pool, locale->name, g_free);
	locale->is_right_to_left = build_direction(build, file->root, tag->text);
	build_messages(build, locale, messages);
	return locale;
}

static const Locale *
find_by_tag(const GPtrArray *locales, const char *tag)
{
	for (guint i = 0; i < locales->len; i++) {
		const Locale *locale = locales->pdata[i];

		if (g_str_equal(locale->tag, tag))
			return locale;
	}
	return NULL;
}

/* Arguments that a message had in the source and lost in translation. */
static void
check_arguments(Build *build, const Locale *locale, MessageId id, const Node *node)
{
	const Message *source = build->model->source_locale->messages[id];
	const Message *message = locale->messages[id];

	for (guint i = 0; source != NULL && message != NULL && message_arguments(id)[i] != NULL; i++) {
		if (message_uses(source, i) && !message_uses(message, i))
			findings_add(build->findings, FINDING_MISSING_ARGUMENT, node->where,
				     "'%s' lacks {%s}, which its source has; put it where the value belongs",
				     message_key(id), message_arguments(id)[i]);
	}
}

/* Messages that are missing: an error in the source, which nothing can stand in
 * for, elsewhere one warning that names them all. */
static void
check_messages(Build *build, const Locale *locale, const SourceTree *tree)
{
	const SourceFile *file = source_tree_find(tree, "locale.yaml");
	const Node *messages = node_get(file->root, "messages");
	g_autoptr(GPtrArray) missing = g_ptr_array_new();
	g_autofree char *names = NULL;

	for (guint i = 0; i < MESSAGE_COUNT; i++) {
		const Node *node = node_get(messages, message_key(i));

		if (node != NULL)
			check_arguments(build, locale, i, node);
		else
			g_ptr_array_add(missing, (gpointer) message_key(i));
	}
	if (missing->len == 0)
		return;
	g_ptr_array_add(missing, NULL);
	names = suggest_list((const char *const *) missing->pdata);
	if (locale == build->model->source_locale)
		findings_add(build->findings, FINDING_MISSING_SOURCE_MESSAGE, messages->where,
			     "the source locale lacks messages, for which nothing can stand in: %s; add them", names);
	else
		findings_add(build->findings, FINDING_MISSING_MESSAGE, messages->where,
			     "messages are missing and shown in another language: %s; translate them", names);
}

static bool
find_source_locale(Build *build, const Node *site, const GPtrArray *locales)
{
	const GPtrArray *trees = build->source->locales;
	const Node *tag = node_get(site, "source_locale");
	g_autoptr(GPtrArray) tags = g_ptr_array_new();
	g_autofree char *phrase = NULL;

	if (tag == NULL || tag->kind != NODE_SCALAR)
		return false;
	build->model->source_locale = find_by_tag(locales, tag->text);
	if (build->model->source_locale != NULL)
		return true;
	/* A folder that made no locale has a finding, and may be the one. */
	if (locales->len < trees->len)
		return false;
	for (guint i = 0; i < locales->len; i++)
		g_ptr_array_add(tags, ((const Locale *) locales->pdata[i])->tag);
	g_ptr_array_add(tags, NULL);
	phrase = suggest_phrase(tag->text, (const char *const *) tags->pdata);
	findings_add(build->findings, FINDING_SOURCE_LOCALE, tag->where,
		     "no folder in locales/ has the language tag '%s'%s", tag->text, phrase);
	return false;
}

bool
build_locales(Build *build, const Node *site)
{
	const Source *source = build->source;
	g_autoptr(GPtrArray) locales = g_ptr_array_new();
	g_autoptr(GPtrArray) trees = g_ptr_array_new();

	for (guint i = 0; i < source->locales->len; i++) {
		const SourceTree *tree = source->locales->pdata[i];
		Locale *locale = build_locale(build, tree);
		const Locale *twin = locale == NULL ? NULL : find_by_tag(locales, locale->tag);

		if (locale == NULL)
			continue;
		if (twin != NULL) {
			const Node *tag = node_get(source_tree_find(tree, "locale.yaml")->root, "tag");

			findings_add(build->findings, FINDING_SAME_TAG, tag->where,
				     "locales/%s has the language tag '%s' already; remove one of the two folders",
				     twin->folder, locale->tag);
			continue;
		}
		locale->index = locales->len;
		g_ptr_array_add(locales, locale);
		g_ptr_array_add(trees, (gpointer) tree);
	}
	if (!find_source_locale(build, site, locales))
		return false;

	const Locale **list = pool_array(build->pool, const Locale *, locales->len);

	build->model->locale_count = locales->len;
	build->model->locales = list;
	build->trees = pool_array(build->pool, const SourceTree *, locales->len);
	for (guint i = 0; i < locales->len; i++) {
		Locale *locale = locales->pdata[i];

		list[i] = locale;
		build->trees[i] = trees->pdata[i];
		check_messages(build, locale, trees->pdata[i]);
	}
	build_fallbacks(build, locales);
	build->trees[build->model->source_locale->index] = source->content;
	return true;
}

/* A text of a kind of file, as the fingerprints of its translations name it. */
static char *
text_key(SourceKind kind, const char *path, const char *fingerprint)
{
	return g_strdup_printf("%d %s %s", (int) kind, path, fingerprint);
}

/* The texts of the files that a locale does not translate: from text_key() to
 * their SourceFile. */
static GHashTable *
untranslated_texts(const SourceTree *content, const SourceTree *tree)
{
	GHashTable *found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < content->files->len; i++) {
		SourceFile *file = content->files->pdata[i];
		g_autoptr(GPtrArray) texts = NULL;

		if (file->root == NULL || source_tree_find(tree, file->path) != NULL)
			continue;
		texts = texts_of(source_schema(file->kind), file->root);
		for (guint k = 0; k < texts->len; k++) {
			const TextPlace *text = texts->pdata[k];
			g_autofree char *fingerprint = fingerprint_text(text->node->text);

			g_hash_table_insert(found, text_key(file->kind, text->path, fingerprint), file);
		}
	}
	return found;
}

/* The file that has most of the texts of which this one is a translation: it
 * has been renamed.  NULL where none has any. */
static const SourceFile *
find_renamed(GHashTable *untranslated, const SourceFile *file)
{
	const Node *fingerprints = node_get(file->root, TRANSLATION_FINGERPRINTS);
	g_autoptr(GHashTable) counts = g_hash_table_new(NULL, NULL);
	const SourceFile *best = NULL;
	guint most = 0;

	if (fingerprints == NULL || fingerprints->kind != NODE_MAPPING)
		return NULL;
	for (guint i = 0; i < node_length(fingerprints); i++) {
		const NodeField *field = node_field(fingerprints, i);
		const char *fingerprint = field->value->kind == NODE_SCALAR ? field->value->text : "";
		g_autofree char *key = text_key(file->kind, field->key, fingerprint);
		SourceFile *source = g_hash_table_lookup(untranslated, key);
		guint count = source == NULL ? 0 : GPOINTER_TO_UINT(g_hash_table_lookup(counts, source)) + 1;

		if (source != NULL)
			g_hash_table_insert(counts, source, GUINT_TO_POINTER(count));
		if (count > most) {
			best = source;
			most = count;
		}
	}
	return best;
}

/* untranslated is made when the first orphan of a locale needs it. */
static void
check_orphan(Build *build, const SourceTree *tree, const SourceFile *file, const char *const *paths,
	     GHashTable **untranslated)
{
	const char *path = file->path;
	g_autofree char *full = g_build_filename(build->source->content->path, path, NULL);
	const SourceFile *renamed;
	const char *near;

	if (source_tree_find(build->source->content, path) != NULL)
		return;
	if (*untranslated == NULL)
		*untranslated = untranslated_texts(build->source->content, tree);
	renamed = find_renamed(*untranslated, file);
	if (renamed != NULL) {
		findings_add(build->findings, FINDING_ORPHAN, file_place(file->file),
			     "translates %s, which does not exist; %s/%s has its texts now, so rename it to %s/%s",
			     full, build->source->content->path, renamed->path, tree->path, renamed->path);
		return;
	}
	near = build_may_suggest(build) ? suggest(path, paths) : NULL;
	findings_add(build->findings, FINDING_ORPHAN, file_place(file->file),
		     "translates %s, which does not exist; %s%s%s", full, near == NULL ? "remove it" : "did you mean '",
		     near == NULL ? "" : near, near == NULL ? "" : "'?");
}

void
build_check_orphans(Build *build)
{
	const GPtrArray *content = build->source->content->files;
	g_autoptr(GPtrArray) paths = g_ptr_array_new();

	for (guint i = 0; i < content->len; i++)
		g_ptr_array_add(paths, ((const SourceFile *) content->pdata[i])->path);
	g_ptr_array_add(paths, NULL);
	for (guint i = 0; i < build->source->locales->len; i++) {
		const SourceTree *tree = build->source->locales->pdata[i];
		bool is_source = g_str_equal(tree->name, build->model->source_locale->folder);
		g_autoptr(GHashTable) untranslated = NULL;

		for (guint k = 0; k < tree->files->len; k++) {
			const SourceFile *file = tree->files->pdata[k];

			if (source_kind_translates(file->kind) && is_source)
				findings_add(build->findings, FINDING_ORPHAN, file_place(file->file),
					     "is in the source language, whose texts stand in %s; remove it",
					     build->source->content->path);
			else if (source_kind_translates(file->kind) &&
				 !source_tree_is_broken(build->source->content, file->path))
				check_orphan(build, tree, file, (const char *const *) paths->pdata, &untranslated);
		}
	}
}
