#include "model/build.h"
#include "source/suggest.h"

static const char *const tones[TONE_COUNT + 1] = {
	[TONE_NEUTRAL] = "neutral",     [TONE_SUCCESS] = "success",     [TONE_CONTINUE] = "continue",
	[TONE_TEMPORARY] = "temporary", [TONE_PERMANENT] = "permanent",
};

const char *
tone_name(Tone tone)
{
	return tones[tone];
}

typedef void (*BuildFunc)(Build *build, Parallel node, const NodeField *field, guint index, gpointer item);

/* Makes an array of the model with an item of size bytes for each field of the
 * mapping under key, and fills each with func, which is told its number. */
static gpointer
build_each(Build *build, Parallel parent, const char *key, gsize size, guint *count, BuildFunc func)
{
	Parallel mapping;
	char *items;

	*count = 0;
	if (!parallel_get(build, parent, key, &mapping) || mapping.source->kind != NODE_MAPPING)
		return NULL;
	*count = node_length(mapping.source);
	items = pool_alloc(build->pool, size * *count);
	for (guint i = 0; i < *count; i++) {
		const NodeField *field;
		Parallel node = parallel_field(build, mapping, i, &field);

		func(build, node, field, i, items + size * i);
	}
	return items;
}

static void
build_class(Build *build, Parallel node, const NodeField *field, guint index, gpointer item)
{
	Class *class = item;

	class->index = index;
	class->id = pool_strdup(build->pool, field->key);
	class->range = build_string(build, node.source, "range");
	class->tone = build_choice(build, node.source, "tone", "tone", tones);
	class->label = build_text(build, node, "label");
	class->sentence = build_sentence(build, node, "sentence");
}

static void
build_value(Build *build, Parallel node, const NodeField *field, G_GNUC_UNUSED guint index, gpointer item)
{
	Value *value = item;

	value->id = pool_strdup(build->pool, field->key);
	value->label = build_text(build, node, "label");
	value->sentence = build_sentence(build, node, "sentence");
	value->verdict = build_sentence(build, node, "verdict");
}

static void
build_attribute(Build *build, Parallel node, const NodeField *field, guint index, gpointer item)
{
	Attribute *attribute = item;

	attribute->index = index;
	attribute->id = pool_strdup(build->pool, field->key);
	attribute->label = build_text(build, node, "label");
	attribute->decides = build_flag(node.source, "decides");
	attribute->values = build_each(build, node, "values", sizeof(Value), &attribute->value_count, build_value);
	for (guint i = 0; attribute->decides && i < attribute->value_count; i++) {
		if (attribute->values[i].verdict == NULL)
			findings_add(build->findings, FINDING_MISSING_KEY, field->where,
				     "'%s' decides, but its value '%s' lacks the key 'verdict'; add it", attribute->id,
				     attribute->values[i].id);
	}
}

static void
build_fact(Build *build, Parallel node, const NodeField *field, guint index, gpointer item)
{
	Fact *fact = item;

	fact->index = index;
	fact->id = pool_strdup(build->pool, field->key);
	fact->label = build_text(build, node, "label");
}

static void
build_stage(Build *build, Parallel node, const NodeField *field, G_GNUC_UNUSED guint index, gpointer item)
{
	Stage *stage = item;

	stage->id = pool_strdup(build->pool, field->key);
	stage->label = build_text(build, node, "label");
}

static void
build_speaker(Build *build, Parallel node, const NodeField *field, G_GNUC_UNUSED guint index, gpointer item)
{
	Speaker *speaker = item;

	speaker->id = pool_strdup(build->pool, field->key);
	speaker->prefix = build_string(build, node.source, "prefix");
	speaker->label = build_text(build, node, "label");
}

static const char *
build_url(Build *build, const Document *document, const char *section)
{
	MessageValue values[] = { { .text = section } };
	char *url;

	if (section == NULL || document->section_url == NULL)
		return document->url;
	url = message_format(document->section_url, values);
	pool_own(build->pool, url, g_free);
	return url;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return g_strcmp0(*(const char *const *) a, *(const char *const *) b);
}

/* The names of all documents, sorted, because a hash table's order is none;
 * with NULL at the end. */
static GPtrArray *
document_names(GHashTable *documents)
{
	GPtrArray *names = g_ptr_array_new();
	GHashTableIter walk;
	gpointer name;

	g_hash_table_iter_init(&walk, documents);
	while (g_hash_table_iter_next(&walk, &name, NULL))
		g_ptr_array_add(names, name);
	g_ptr_array_sort(names, compare_names);
	g_ptr_array_add(names, NULL);
	return names;
}

/* The end of a message about an unknown document. */
static char *
document_phrase(Build *build, const char *name)
{
	g_autoptr(GPtrArray) names = NULL;

	if (!build_may_suggest(build))
		return g_strdup("");
	names = document_names(build->documents);
	return suggest_phrase(name, (const char *const *) names->pdata);
}

static bool
build_reference(Build *build, const Node *node, Reference *reference)
{
	const Node *name = node_get(node, "document");

	if (name == NULL || name->kind != NODE_SCALAR)
		return false;
	reference->document = g_hash_table_lookup(build->documents, name->text);
	if (reference->document == NULL && source_tree_is_broken(build->source->content, "documents.yaml"))
		return false;
	if (reference->document == NULL) {
		g_autofree char *phrase = document_phrase(build, name->text);

		findings_add(build->findings, FINDING_UNKNOWN_DOCUMENT, name->where,
			     "documents.yaml does not know the document '%s'%s", name->text, phrase);
		return false;
	}
	reference->section = build_string(build, node, "section");
	reference->url = build_url(build, reference->document, reference->section);
	return true;
}

const Reference *
build_references(Build *build, const Node *parent, guint *count)
{
	const Node *list = node_get(parent, "references");
	bool is_list = list != NULL && list->kind == NODE_SEQUENCE;
	Reference *references = pool_array(build->pool, Reference, is_list ? node_length(list) : 0);

	*count = 0;
	for (guint i = 0; is_list && i < node_length(list); i++)
		if (build_reference(build, node_item(list, i), &references[*count]))
			(*count)++;
	return references;
}

static void
build_collection(Build *build, const char *folder, Collection *collection)
{
	g_autofree char *path = g_strdup_printf("%s/collection.yaml", folder);
	Parallel root = parallel_load(build, path);

	collection->folder = pool_strdup(build->pool, folder);
	collection->fingerprints = build_fingerprints(build, path);
	collection->lines = build_lines(build, SOURCE_COLLECTION, root);
	collection->name = build_string(build, root.source, "name");
	collection->title = build_text(build, root, "title");
	collection->summary = build_text(build, root, "summary");
	collection->description = build_text(build, root, "description");
	collection->references = build_references(build, root.source, &collection->reference_count);
	collection->classes = build_each(build, root, "classes", sizeof(Class), &collection->class_count, build_class);
	collection->attributes =
	    build_each(build, root, "attributes", sizeof(Attribute), &collection->attribute_count, build_attribute);
	collection->facts = build_each(build, root, "facts", sizeof(Fact), &collection->fact_count, build_fact);
	collection->stages = build_each(build, root, "stages", sizeof(Stage), &collection->stage_count, build_stage);
	collection->speakers =
	    build_each(build, root, "speakers", sizeof(Speaker), &collection->speaker_count, build_speaker);
	build_entries(build, collection);
	build_pair_words(build, collection);
}

/* The collection "search" would be published where the index of the search is. */
static void
check_folder(Build *build, const char *folder, const char *path)
{
	const SourceFile *file = source_tree_find(build->source->content, path);

	if (g_str_equal(folder, "search"))
		findings_add(build->findings, FINDING_UNSAFE_NAME, file_place(file->file),
			     "'search.json' is the file of the search; give the folder 'search' another name");
}

void
build_collections(Build *build)
{
	const GPtrArray *folders = build->source->content->folders;
	Collection *collections = pool_array(build->pool, Collection, folders->len);
	guint count = 0;

	build->model->collections = collections;
	for (guint i = 0; i < folders->len; i++) {
		g_autofree char *path = g_strdup_printf("%s/collection.yaml", (const char *) folders->pdata[i]);

		if (source_tree_find(build->source->content, path) == NULL)
			continue;
		check_folder(build, folders->pdata[i], path);
		collections[count].index = count;
		build_collection(build, folders->pdata[i], &collections[count]);
		count++;
	}
	build->model->collection_count = count;
}
