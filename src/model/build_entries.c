#include <string.h>

#include "model/build.h"
#include "model/code.h"
#include "source/suggest.h"

/* How far a list is looked into; one that is longer has a finding already. */
#define LIST_MAX 100

/* A code's file, before the entries are sorted. */
typedef struct {
	const SourceFile *file;
	const Node *code;
} Draft;

static void
check_code(Build *build, const SourceFile *file, const Node *code)
{
	if (!code_is_safe(code->text))
		findings_add(
		    build->findings, FINDING_BAD_CODE, code->where,
		    "the code '%s' cannot name a file; a code has no slash, no dot in front, no space around it and no "
		    "'" CODE_VERSUS "'",
		    code->text);
	else if (!g_str_equal(code->text, file->stem))
		findings_add(build->findings, FINDING_CODE_FILE, code->where,
			     "the code is '%s' here and '%s' in the file's name; make them the same", code->text,
			     file->stem);
}

static int
compare_drafts(gconstpointer a, gconstpointer b)
{
	const Draft *first = a;
	const Draft *second = b;

	return code_compare(first->code->text, second->code->text);
}

/* The files of a collection's entries that have a code, in order, each code
 * once. */
static GArray *
collect_drafts(Build *build, const Collection *collection)
{
	const GPtrArray *files = build->source->content->files;
	g_autoptr(GArray) sorted = g_array_new(FALSE, FALSE, sizeof(Draft));
	GArray *drafts = g_array_new(FALSE, FALSE, sizeof(Draft));

	for (guint i = 0; i < files->len; i++) {
		const SourceFile *file = files->pdata[i];
		Draft draft = { .file = file, .code = node_get(file->root, "code") };
		bool is_entry = file->kind == SOURCE_ENTRY && g_str_equal(file->folder, collection->folder);

		if (!is_entry || draft.code == NULL || draft.code->kind != NODE_SCALAR)
			continue;
		check_code(build, file, draft.code);
		g_array_append_val(sorted, draft);
	}
	g_array_sort(sorted, compare_drafts);
	for (guint i = 0; i < sorted->len; i++) {
		const Draft *draft = &g_array_index(sorted, Draft, i);
		const Draft *before = drafts->len == 0 ? NULL : &g_array_index(drafts, Draft, drafts->len - 1);

		if (before != NULL && g_str_equal(before->code->text, draft->code->text))
			findings_add(build->findings, FINDING_SAME_CODE, draft->code->where,
				     "the code '%s' has the file %s already; remove one of the two", draft->code->text,
				     before->file->file->path);
		else
			g_array_append_val(drafts, *draft);
	}
	return drafts;
}

/* The ids of an array of structs that begin with their id, for suggestions. */
static const char **
ids_of(gconstpointer items, gsize size, guint count)
{
	const char **ids = g_new0(const char *, count + 1);

	for (guint i = 0; i < count; i++)
		ids[i] = *(const char *const *) ((const char *) items + size * i);
	return ids;
}

/* The index of an id among the items of a collection, or -1 with a finding that
 * begins with complaint. */
static int
find_id(Build *build, FindingKind kind, const char *complaint, const char *id, Place place, const char *const *ids)
{
	for (int i = 0; ids[i] != NULL; i++)
		if (g_str_equal(ids[i], id))
			return i;

	g_autofree char *phrase = suggest_phrase(id, ids);

	findings_add(build->findings, kind, place, "%s '%s'%s", complaint, id, phrase);
	return -1;
}

static const Class *
build_entry_class(Build *build, const Collection *collection, const Node *root)
{
	const Node *node = node_get(root, "class");
	g_autofree const char **ids = ids_of(collection->classes, sizeof(Class), collection->class_count);
	int index;

	if (node == NULL || node->kind != NODE_SCALAR)
		return NULL;
	index = find_id(build, FINDING_UNKNOWN_CLASS, "unknown class", node->text, node->where, ids);
	return index < 0 ? NULL : &collection->classes[index];
}

static const Value *
build_entry_value(Build *build, const Attribute *attribute, const Node *node)
{
	g_autofree const char **ids = ids_of(attribute->values, sizeof(Value), attribute->value_count);
	g_autofree char *complaint = g_strdup_printf("'%s' has no value", attribute->id);
	int index;

	if (node->kind != NODE_SCALAR)
		return NULL;
	index = find_id(build, FINDING_UNKNOWN_VALUE, complaint, node->text, node->where, ids);
	return index < 0 ? NULL : &attribute->values[index];
}

static const Value *const *
build_entry_values(Build *build, const Collection *collection, const SourceFile *file)
{
	const Node *mapping = node_get(file->root, "attributes");
	const Value **values = pool_array(build->pool, const Value *, collection->attribute_count);
	g_autofree const char **ids = ids_of(collection->attributes, sizeof(Attribute), collection->attribute_count);

	for (guint i = 0; i < node_length(mapping); i++) {
		const NodeField *field = node_field(mapping, i);
		int index =
		    find_id(build, FINDING_UNKNOWN_ATTRIBUTE, "unknown attribute", field->key, field->where, ids);

		if (index >= 0)
			values[index] = build_entry_value(build, &collection->attributes[index], field->value);
	}
	for (guint i = 0; i < collection->attribute_count; i++) {
		const Attribute *attribute = &collection->attributes[i];

		if (node_get(mapping, attribute->id) == NULL)
			findings_add(build->findings, FINDING_MISSING_ATTRIBUTE,
				     mapping == NULL ? file_place(file->file) : mapping->where,
				     "the attribute '%s' is missing; give it one of the values of collection.yaml",
				     attribute->id);
	}
	return values;
}

static const char *const *const *
build_entry_facts(Build *build, const Collection *collection, const Node *root)
{
	const Node *mapping = node_get(root, "facts");
	const char *const **facts = pool_array(build->pool, const char *const *, collection->fact_count);
	g_autofree const char **ids = ids_of(collection->facts, sizeof(Fact), collection->fact_count);

	for (guint i = 0; i < node_length(mapping); i++) {
		const NodeField *field = node_field(mapping, i);
		int index = find_id(build, FINDING_UNKNOWN_FACT, "unknown fact", field->key, field->where, ids);
		guint count = node_length(field->value);
		const char **words;

		if (index < 0 || field->value->kind != NODE_SEQUENCE || count == 0)
			continue;
		words = pool_array(build->pool, const char *, count + 1);
		for (guint k = 0; k < count; k++)
			words[k] = pool_strdup(build->pool, node_item(field->value, k)->text);
		facts[index] = words;
	}
	return facts;
}

static bool
is_listed_twice(Build *build, const Node *list, guint index)
{
	const Node *node = node_item(list, index);

	for (guint i = 0; i < index; i++) {
		if (g_strcmp0(node_item(list, i)->text, node->text) == 0) {
			findings_add(build->findings, FINDING_LISTED_TWICE, node->where,
				     "'%s' is listed twice; remove one", node->text);
			return true;
		}
	}
	return false;
}

static guint64
build_entry_stages(Build *build, const Collection *collection, const Node *root)
{
	const Node *list = node_get(root, "stages");
	g_autofree const char **ids = ids_of(collection->stages, sizeof(Stage), collection->stage_count);
	guint64 stages = 0;

	if (list == NULL || list->kind != NODE_SEQUENCE)
		return 0;
	for (guint i = 0; i < MIN(node_length(list), LIST_MAX); i++) {
		const Node *node = node_item(list, i);
		int index;

		if (node->kind != NODE_SCALAR || is_listed_twice(build, list, i))
			continue;
		index = find_id(build, FINDING_UNKNOWN_STAGE, "unknown stage", node->text, node->where, ids);
		if (index >= 0)
			stages |= (guint64) 1 << index;
	}
	return stages;
}

/* Tells one address from all before it, in lower case as file systems may. */
static const char *
build_entry_address(Build *build, const Draft *draft, GHashTable *addresses)
{
	const Node *own = node_get(draft->file->root, "address");
	const Node *node = own == NULL || own->kind != NODE_SCALAR ? draft->code : own;
	char *address = node == own ? g_strdup(own->text) : code_address(draft->code->text);
	const char *owner = g_hash_table_lookup(addresses, address);

	pool_own(build->pool, address, g_free);
	if (g_str_equal(address, CODE_INDEX))
		findings_add(build->findings, FINDING_BAD_CODE, node->where,
			     "'%s' is the address of the collection's own page; write another under the key 'address'",
			     node->text);
	else if (!code_address_is_safe(address) && code_is_safe(draft->code->text))
		findings_add(
		    build->findings, FINDING_BAD_CODE, node->where,
		    "'%s' gives no address; write one of lower-case letters, digits, '.', '_' and '-' under the key "
		    "'address'",
		    node->text);
	else if (owner != NULL)
		findings_add(build->findings, FINDING_SAME_ADDRESS, node->where,
			     "'%s' has the same address '%s' as '%s'; give one of them another under the key 'address'",
			     draft->code->text, address, owner);
	else
		g_hash_table_insert(addresses, address, draft->code->text);
	return address;
}

/* The days of an entry's addition and of its last change, which was not before. */
static void
build_days(Build *build, const Node *root, Entry *entry)
{
	const Node *changed = node_get(root, "changed");

	entry->added = build_string(build, root, "added");
	entry->changed = build_string(build, root, "changed");
	/* Days in this form have the order of their texts. */
	if (entry->added != NULL && entry->changed != NULL && strcmp(entry->changed, entry->added) < 0)
		findings_add(build->findings, FINDING_BAD_DATE, changed->where,
			     "'%s' was changed before it was added, on '%s'; correct one of the two", entry->code,
			     entry->added);
}

/* The addresses that an entry had before: none may be one that an entry has now, or
 * had.  owners has the codes by their addresses. */
static void
build_former(Build *build, const Node *root, Entry *entry, GHashTable *owners)
{
	const Node *list = node_get(root, "former");
	guint length = list == NULL || list->kind != NODE_SEQUENCE ? 0 : MIN(node_length(list), LIST_MAX);
	const char **former = pool_array(build->pool, const char *, length + 1);
	guint count = 0;

	entry->former = former;
	for (guint i = 0; i < length; i++) {
		const Node *node = node_item(list, i);
		const char *owner = node->kind != NODE_SCALAR ? NULL : g_hash_table_lookup(owners, node->text);

		if (node->kind != NODE_SCALAR)
			continue;
		if (!code_address_is_safe(node->text)) {
			findings_add(build->findings, FINDING_BAD_CODE, node->where,
				     "'%s' was no address; write the last part of one, without '.html'", node->text);
		} else if (owner != NULL) {
			findings_add(build->findings, FINDING_SAME_ADDRESS, node->where,
				     "'%s' is or was the address of '%s'; an address leads to one entry, so remove it "
				     "from one of them",
				     node->text, owner);
		} else {
			former[count] = pool_strdup(build->pool, node->text);
			g_hash_table_insert(owners, (gpointer) former[count++], (gpointer) entry->code);
		}
	}
}

static void
build_entry(Build *build, const Collection *collection, const Draft *draft, Entry *entry)
{
	Parallel root = parallel_load(build, draft->file->path);

	entry->collection = collection;
	entry->fingerprints = build_fingerprints(build, draft->file->path);
	entry->lines = build_lines(build, SOURCE_ENTRY, root);
	entry->code = pool_strdup(build->pool, draft->code->text);
	entry->name = build_string(build, root.source, "name");
	entry->class = build_entry_class(build, collection, root.source);
	entry->references = build_references(build, root.source, &entry->reference_count);
	entry->values = build_entry_values(build, collection, draft->file);
	entry->facts = build_entry_facts(build, collection, root.source);
	entry->stages = build_entry_stages(build, collection, root.source);
	entry->summary = build_text(build, root, "summary");
	entry->description = build_text(build, root, "description");
	entry->when_seen = build_text(build, root, "when_seen");
	entry->fix = build_text(build, root, "fix");
	entry->example = build_text(build, root, "example");
	build_days(build, root.source, entry);
}

const Entry *
build_find_entry(const Collection *collection, const char *code)
{
	for (guint from = 0, to = collection->entry_count; from < to;) {
		guint middle = from + (to - from) / 2;
		int order = code_compare(code, collection->entries[middle].code);

		if (order == 0)
			return &collection->entries[middle];
		if (order < 0)
			to = middle;
		else
			from = middle + 1;
	}
	return NULL;
}

bool
build_entry_is_broken(const Build *build, const Collection *collection, const char *code)
{
	const SourceTree *content = build->source->content;
	g_autofree char *path = g_strdup_printf("%s/%s.yaml", collection->folder, code);
	const SourceFile *file = source_tree_find(content, path);

	/* One that lacks its code is a code that is not known by name. */
	return source_tree_is_broken(content, path) ||
	       (file != NULL && file->kind == SOURCE_ENTRY && node_get_text(file->root, "code") == NULL);
}

char *
build_code_phrase(Build *build, const Collection *collection, const char *code)
{
	g_autofree const char **codes = NULL;

	if (!build_may_suggest(build))
		return g_strdup("");
	codes = g_new0(const char *, collection->entry_count + 1);
	for (guint i = 0; i < collection->entry_count; i++)
		codes[i] = collection->entries[i].code;
	return suggest_phrase(code, codes);
}

static void
build_related(Build *build, const Collection *collection, const Node *root, Entry *entry)
{
	const Node *list = node_get(root, "related");
	bool is_list = list != NULL && list->kind == NODE_SEQUENCE;
	const Entry **related = pool_array(build->pool, const Entry *, is_list ? node_length(list) : 0);

	entry->related = related;
	for (guint i = 0; is_list && i < MIN(node_length(list), LIST_MAX); i++) {
		const Node *node = node_item(list, i);
		const Entry *other;

		if (node->kind != NODE_SCALAR || is_listed_twice(build, list, i))
			continue;
		other = build_find_entry(collection, node->text);
		if (other == NULL && build_entry_is_broken(build, collection, node->text))
			continue;
		if (other == NULL) {
			g_autofree char *phrase = build_code_phrase(build, collection, node->text);

			findings_add(build->findings, FINDING_UNKNOWN_CODE, node->where,
				     "there is no code '%s' in '%s'%s", node->text, collection->folder, phrase);
		} else if (other == entry) {
			findings_add(build->findings, FINDING_RELATED_SELF, node->where,
				     "'%s' is related to itself; remove it", node->text);
		} else {
			related[entry->related_count++] = other;
		}
	}
}

void
build_entries(Build *build, Collection *collection)
{
	g_autoptr(GArray) drafts = collect_drafts(build, collection);
	g_autoptr(GHashTable) addresses = g_hash_table_new(g_str_hash, g_str_equal);
	Entry *entries = pool_array(build->pool, Entry, drafts->len);

	for (guint i = 0; i < drafts->len; i++) {
		const Draft *draft = &g_array_index(drafts, Draft, i);

		entries[i].index = i;
		build_entry(build, collection, draft, &entries[i]);
		entries[i].address = build_entry_address(build, draft, addresses);
	}
	collection->entry_count = drafts->len;
	collection->entries = entries;
	for (guint i = 0; i < drafts->len; i++) {
		const Node *root = g_array_index(drafts, Draft, i).file->root;

		build_related(build, collection, root, &entries[i]);
		build_former(build, root, &entries[i], addresses);
	}
}
