#include "model/build.h"

#include "source/pseudo.h"
#include "source/suggest.h"
#include "source/translation.h"

/* What the schema of a mapping says of a key; NULL where it refuses the key in a
 * translation, so that there is a finding already. */
static const Schema *
schema_below(const Schema *schema, const char *key)
{
	const SchemaField *field = schema->kind == SCHEMA_RECORD ? schema_field(schema, key) : NULL;

	if (schema->kind != SCHEMA_RECORD)
		return schema->item;
	return field == NULL || (field->flags & FIELD_TRANSLATED) == 0 ? NULL : field->schema;
}

/* Everything under translation has to have its counterpart under source. */
static void
check_counterparts(Build *build, const Schema *schema, const Node *source, const Node *translation)
{
	if (source->kind == NODE_SEQUENCE && node_length(source) != node_length(translation)) {
		findings_add(build->findings, FINDING_LIST_LENGTH, translation->where,
			     "this list has %u items, and %s has %u; translate each of them, in the same order",
			     node_length(translation), source->where.file->path, node_length(source));
		return;
	}
	for (guint i = 0; source->kind == NODE_MAPPING && i < node_length(translation); i++) {
		const NodeField *field = node_field(translation, i);
		const Schema *below = schema_below(schema, field->key);
		/* Of keys that nobody knows there may be as many on both sides as a file holds. */
		const Node *counterpart = below == NULL ? NULL : node_get(source, field->key);

		if (below == NULL)
			continue;
		if (counterpart == NULL) {
			g_autoptr(GPtrArray) keys = g_ptr_array_new();
			g_autofree char *phrase = NULL;

			for (guint k = 0; k < node_length(source); k++)
				g_ptr_array_add(keys, node_field(source, k)->key);
			g_ptr_array_add(keys, NULL);
			phrase = suggest_phrase(field->key, (const char *const *) keys->pdata);
			findings_add(build->findings, FINDING_ORPHAN, field->where,
				     "'%s' translates nothing that is in %s%s", field->key, source->where.file->path,
				     phrase);
		} else if (counterpart->kind == field->value->kind) {
			check_counterparts(build, below, counterpart, field->value);
		}
	}
}

bool
build_may_suggest(Build *build)
{
	return build->suggested++ < SUGGEST_MOST;
}

static const Node **
new_nodes(Build *build)
{
	return pool_array(build->pool, const Node *, build->model->locale_count);
}

/* The nodes below a place; key is NULL for the root of a file. */
static Parallel
parallel_below(Build *build, const Node **nodes, const Parallel *parent, const char *key)
{
	Parallel below = { .nodes = nodes, .source = nodes[build->model->source_locale->index] };
	g_autofree char *path = NULL;

	if (key != NULL)
		path = *parent->path == '\0' ? g_strdup(key) : g_strconcat(parent->path, ".", key, NULL);
	below.roots = parent == NULL ? nodes : parent->roots;
	below.path = path == NULL ? "" : pool_strdup(build->pool, path);
	return below;
}

Parallel
parallel_load(Build *build, const char *path)
{
	const SourceFile *source = source_tree_find(build->source->content, path);
	const Node **nodes = new_nodes(build);
	Parallel parallel;

	for (guint i = 0; i < build->model->locale_count; i++) {
		const SourceFile *file = source_tree_find(build->trees[i], path);

		nodes[i] = file == NULL ? NULL : file->root;
	}
	parallel = parallel_below(build, nodes, NULL, NULL);
	g_assert(source != NULL && parallel.source != NULL);
	for (guint i = 0; i < build->model->locale_count; i++) {
		bool is_translation = nodes[i] != NULL && nodes[i] != parallel.source;

		if (is_translation && nodes[i]->kind == parallel.source->kind)
			check_counterparts(build, source_schema(source->kind), parallel.source, nodes[i]);
	}
	return parallel;
}

const guint64 *
build_fingerprints(Build *build, const char *path)
{
	guint64 *fingerprints = pool_array(build->pool, guint64, build->model->locale_count);

	for (guint i = 0; i < build->model->locale_count; i++) {
		const SourceFile *file = source_tree_find(build->trees[i], path);

		fingerprints[i] = file == NULL ? 0 : file->file->fingerprint;
	}
	return fingerprints;
}

static guint
first_line(const Schema *schema, const Node *root)
{
	for (guint i = 0; i < node_length(root) && root->kind == NODE_MAPPING; i++) {
		const NodeField *field = node_field(root, i);
		const SchemaField *known = schema_field(schema, field->key);

		if (known != NULL && (known->flags & FIELD_TRANSLATED) != 0)
			return field->where.line;
	}
	return root == NULL ? 0 : 1;
}

const guint *
build_lines(Build *build, SourceKind kind, Parallel root)
{
	guint *lines = pool_array(build->pool, guint, build->model->locale_count);

	for (guint i = 0; i < build->model->locale_count; i++)
		lines[i] = first_line(source_schema(kind), root.nodes[i]);
	return lines;
}

bool
parallel_get(Build *build, Parallel parent, const char *key, Parallel *out)
{
	const Node **nodes;

	if (node_get(parent.source, key) == NULL)
		return false;
	nodes = new_nodes(build);
	for (guint i = 0; i < build->model->locale_count; i++)
		nodes[i] = node_get(parent.nodes[i], key);
	*out = parallel_below(build, nodes, &parent, key);
	return true;
}

Parallel
parallel_item(Build *build, Parallel list, guint index)
{
	const Node **nodes = new_nodes(build);
	g_autofree char *number = g_strdup_printf("%u", index + 1);

	for (guint i = 0; i < build->model->locale_count; i++) {
		const Node *node = list.nodes[i];
		bool has = node != NULL && node->kind == NODE_SEQUENCE && index < node_length(node);

		nodes[i] = has ? node_item(node, index) : NULL;
	}
	return parallel_below(build, nodes, &list, number);
}

Parallel
parallel_field(Build *build, Parallel mapping, guint index, const NodeField **field)
{
	Parallel out;

	*field = node_field(mapping.source, index);
	parallel_get(build, mapping, (*field)->key, &out);
	return out;
}

/* Which locales have a translation of an earlier source. */
static const bool *
find_outdated(Build *build, Parallel text)
{
	bool *outdated = pool_array(build->pool, bool, build->model->locale_count);

	for (guint i = 0; i < build->model->locale_count; i++) {
		const Node *node = text.nodes[i];

		if (node != NULL && node != text.source && text.source->kind == NODE_SCALAR)
			outdated[i] =
			    translation_state(text.source, node, text.roots[i], text.path) == TRANSLATION_OUTDATED;
	}
	return outdated;
}

const Text *
build_text_of(Build *build, Parallel text)
{
	Text *made = pool_alloc(build->pool, sizeof(Text) + sizeof(char *) * build->model->locale_count);

	made->outdated = find_outdated(build, text);
	for (guint i = 0; i < build->model->locale_count; i++) {
		const Node *node = text.nodes[i];

		if (node != NULL && node->kind == NODE_SCALAR)
			made->strings[i] = pool_strdup(build->pool, node->text);
	}
	return made;
}

const Text *
build_text(Build *build, Parallel parent, const char *key)
{
	Parallel text;

	return parallel_get(build, parent, key, &text) ? build_text_of(build, text) : NULL;
}

const Sentence *
build_sentence(Build *build, Parallel parent, const char *key)
{
	static const char *const arguments[] = { "code", NULL };
	Parallel sentence;
	Sentence *made;

	if (!parallel_get(build, parent, key, &sentence))
		return NULL;
	made = pool_alloc(build->pool, sizeof(Sentence) + sizeof(Message *) * build->model->locale_count);
	made->outdated = find_outdated(build, sentence);
	for (guint i = 0; i < build->model->locale_count; i++) {
		const Node *node = sentence.nodes[i];

		if (node != NULL && node->kind == NODE_SCALAR)
			made->messages[i] =
			    build_pattern(build, node, "sentence", build->model->locales[i]->tag, arguments, true);
	}
	return made;
}

static void
free_message(gpointer data)
{
	message_free(data);
}

/* "{code}", "{first}, {second}", for messages. */
static char *
list_arguments(const char *const *arguments)
{
	g_autofree char *joined = g_strjoinv("}, {", (char **) arguments);

	return g_strdup_printf("{%s}", joined);
}

static void
check_plurals(Build *build, const Node *node, const char *tag)
{
	g_autofree char *categories = locale_plural_categories(tag);
	g_autofree char *complaint = message_check_plurals(node->text, categories);

	/* The machine copies English plurals into its Arabic. */
	if (complaint != NULL && !pseudo_is_tag(tag))
		findings_add(build->findings, FINDING_PLURAL, node->where,
			     "the plural categories of '%s' are %s, and this plural %s", tag, categories, complaint);
}

const Message *
build_pattern(Build *build, const Node *node, const char *noun, const char *tag, const char *const *arguments,
	      bool all_required)
{
	g_autoptr(GError) error = NULL;
	Message *message = message_new(node->text, tag, arguments, &error);

	if (g_error_matches(error, MESSAGE_ERROR, MESSAGE_ERROR_UNKNOWN_ARGUMENT)) {
		g_autofree char *known = list_arguments(arguments);

		if (arguments[0] == NULL)
			findings_add(build->findings, FINDING_UNKNOWN_ARGUMENT, node->where,
				     "this %s has no argument {%s}, nor any other; write a plain text", noun,
				     error->message);
		else
			findings_add(build->findings, FINDING_UNKNOWN_ARGUMENT, node->where,
				     "this %s has no argument {%s}; it has %s", noun, error->message, known);
		return NULL;
	}
	if (message == NULL) {
		findings_add(build->findings, FINDING_BAD_PATTERN, node->where, "ICU cannot read this %s: %s", noun,
			     error->message);
		return NULL;
	}
	pool_own(build->pool, message, free_message);
	if (message_is_complex(message))
		check_plurals(build, node, tag);
	for (guint i = 0; all_required && arguments[i] != NULL; i++) {
		if (!message_uses(message, i))
			findings_add(build->findings, FINDING_MISSING_ARGUMENT, node->where,
				     "this %s lacks {%s}; put it where the value belongs", noun, arguments[i]);
	}
	return message;
}

const char *
build_string(Build *build, const Node *parent, const char *key)
{
	return pool_strdup(build->pool, node_get_text(parent, key));
}

guint
build_choice(Build *build, const Node *parent, const char *key, const char *noun, const char *const *names)
{
	const Node *node = node_get(parent, key);

	if (node == NULL || node->kind != NODE_SCALAR)
		return 0;
	for (guint i = 0; names[i] != NULL; i++)
		if (g_str_equal(node->text, names[i]))
			return i;

	g_autofree char *phrase = suggest_phrase(node->text, names);

	findings_add(build->findings, FINDING_UNKNOWN_VALUE, node->where, "unknown %s '%s'%s", noun, node->text,
		     phrase);
	return 0;
}

bool
build_flag(const Node *parent, const char *key)
{
	return g_strcmp0(node_get_text(parent, key), "true") == 0;
}
