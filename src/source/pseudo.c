#include "source/pseudo.h"

#include <string.h>

#include "source/fingerprint.h"
#include "source/translation.h"

#define OPEN "\u27e6"
#define CLOSE "\u27e7"
#define FILLER "\u00b7"

/* How many letters one of filler is added for. */
#define LETTERS_PER_FILLER 3

static const char *const accented[26] = {
	"á", "ƀ", "ç", "ð", "é", "ƒ", "ĝ", "ĥ", "í", "ĵ", "ķ", "ļ", "ɱ",
	"ñ", "ó", "þ", "ǫ", "ŕ", "š", "ţ", "ú", "ṽ", "ŵ", "ẋ", "ý", "ž",
};
static const char *const accented_capitals[26] = {
	"Á", "Ɓ", "Ç", "Ð", "É", "Ƒ", "Ĝ", "Ĥ", "Í", "Ĵ", "Ķ", "Ļ", "Ḿ",
	"Ñ", "Ó", "Þ", "Ǫ", "Ŕ", "Š", "Ţ", "Ú", "Ṽ", "Ŵ", "Ẋ", "Ý", "Ž",
};
static const char *const mirrored[26] = {
	"ا", "ب", "ص", "د", "ع", "ف", "غ", "ه", "ي", "ج", "ك", "ل", "م",
	"ن", "و", "پ", "ق", "ر", "س", "ت", "ُو", "ڤ", "ؤ", "خ", "ى", "ز",
};

bool
pseudo_is_tag(const char *tag)
{
	return g_str_equal(tag, PSEUDO_ACCENTED) || g_str_equal(tag, PSEUDO_MIRRORED);
}

static void
append_letter(GString *out, char letter, bool is_mirrored)
{
	int index = g_ascii_tolower(letter) - 'a';

	if (is_mirrored)
		g_string_append(out, mirrored[index]);
	else
		g_string_append(out, g_ascii_isupper(letter) ? accented_capitals[index] : accented[index]);
}

/* The length of a part that stays as it is: an argument, literal text, the
 * target of a link, a character reference.  0 where there is none. */
static gsize
fixed_length(const char *text)
{
	guint depth = 0;

	if (*text == '`') {
		const char *end = strchr(text + 1, '`');

		return end == NULL ? 0 : (gsize) (end - text) + 1;
	}
	if (g_str_has_prefix(text, "](")) {
		const char *end = strchr(text, ')');

		return end == NULL ? 0 : (gsize) (end - text) + 1;
	}
	for (gsize i = 0; *text == '{' && text[i] != '\0'; i++) {
		depth += text[i] == '{';
		depth -= text[i] == '}';
		if (depth == 0)
			return i + 1;
	}
	return 0;
}

static void
append_filler(GString *out, guint letters)
{
	if (letters >= LETTERS_PER_FILLER)
		g_string_append_c(out, ' ');
	for (guint i = 0; i < letters / LETTERS_PER_FILLER; i++)
		g_string_append(out, FILLER);
}

/* One paragraph, list item or line, without its line feed. */
static void
append_paragraph(GString *out, const char *text, bool is_mirrored)
{
	guint letters = 0;
	gsize marker = 0;

	/* A list's marker has to stay in front. */
	if (g_str_has_prefix(text, "- "))
		marker = 2;
	g_string_append_len(out, text, (gssize) marker);
	g_string_append(out, OPEN);
	for (const char *c = text + marker; *c != '\0';) {
		gsize fixed = fixed_length(c);

		if (fixed > 0) {
			g_string_append_len(out, c, (gssize) fixed);
			c += fixed;
		} else if (g_ascii_isalpha(*c)) {
			append_letter(out, *c++, is_mirrored);
			letters++;
		} else {
			g_string_append_c(out, *c++);
		}
	}
	append_filler(out, letters);
	g_string_append(out, CLOSE);
}

char *
pseudo_text(const char *text, const char *tag)
{
	bool is_mirrored = g_str_equal(tag, PSEUDO_MIRRORED);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	GString *out = g_string_new(NULL);

	for (guint i = 0; lines[i] != NULL; i++) {
		if (i > 0)
			g_string_append_c(out, '\n');
		if (*lines[i] != '\0')
			append_paragraph(out, lines[i], is_mirrored);
	}
	return g_string_free(out, FALSE);
}

static void
add_field(Node *mapping, const char *key, Place where, Node *value)
{
	NodeField field = { .key = g_strdup(key), .where = where, .value = value };

	g_array_append_val(mapping->fields, field);
}

static Node *
scalar_node(Place where, char *text)
{
	Node *node = node_new(NODE_SCALAR, where);

	node->text = text;
	return node;
}

static Node *translate(const Schema *schema, const Node *node, const char *tag);

static Node *
translate_mapping(const Schema *schema, const Node *node, const char *tag)
{
	Node *made = node_new(NODE_MAPPING, node->where);

	for (guint i = 0; i < node_length(node); i++) {
		const NodeField *field = node_field(node, i);
		const SchemaField *known = schema->kind == SCHEMA_RECORD ? schema_field(schema, field->key) : NULL;

		if (schema->kind == SCHEMA_MAP)
			add_field(made, field->key, field->where, translate(schema->item, field->value, tag));
		else if (known != NULL && (known->flags & (FIELD_TRANSLATED | FIELD_SAME)) == FIELD_TRANSLATED)
			add_field(made, field->key, field->where, translate(known->schema, field->value, tag));
	}
	return made;
}

/* A translation of a tree that fits the schema; what does not is left out. */
static Node *
translate(const Schema *schema, const Node *node, const char *tag)
{
	Node *made;

	switch (node->kind) {
	case NODE_SCALAR:
		return scalar_node(node->where, pseudo_text(node->text, tag));
	case NODE_SEQUENCE:
		made = node_new(NODE_SEQUENCE, node->where);
		for (guint i = 0; schema->kind == SCHEMA_LIST && i < node_length(node); i++)
			g_ptr_array_add(made->items, translate(schema->item, node_item(node, i), tag));
		return made;
	case NODE_MAPPING:
		return translate_mapping(schema, node, tag);
	}
	g_assert_not_reached();
}

/* The fingerprints of all that was translated. */
static Node *
make_fingerprints(const Schema *schema, const Node *root)
{
	g_autoptr(GPtrArray) texts = texts_of(schema, root);
	Node *made = node_new(NODE_MAPPING, root->where);

	for (guint i = 0; i < texts->len; i++) {
		const TextPlace *place = texts->pdata[i];

		if (!place->is_optional)
			add_field(made, place->path, place->node->where,
				  scalar_node(place->node->where, fingerprint_text(place->node->text)));
	}
	return made;
}

static void
add_file(SourceTree *tree, const SourceFile *source, const char *tag)
{
	const Schema *schema = source_schema(source->kind);
	SourceFile *file = g_new0(SourceFile, 1);

	file->kind = source->kind;
	file->path = g_strdup(source->path);
	file->folder = g_strdup(source->folder);
	file->stem = g_strdup(source->stem);
	file->file = source->file;
	file->root = translate(schema, source->root, tag);
	if (file->root->kind == NODE_MAPPING) {
		if (source->kind == SOURCE_LOCALE)
			add_field(file->root, "tag", source->root->where,
				  scalar_node(source->root->where, g_strdup(tag)));
		add_field(file->root, TRANSLATION_FINGERPRINTS, source->root->where,
			  make_fingerprints(schema, source->root));
	}
	g_ptr_array_add(tree->files, file);
}

static void
add_locale(Source *source, const SourceTree *source_locale, const char *tag)
{
	const SourceFile *messages = source_tree_find(source_locale, "locale.yaml");
	SourceTree *tree;

	if (messages == NULL || source_tree_of_locale(source, tag) != NULL)
		return;
	tree = source_tree_new(tag, source_locale->path);
	for (guint i = 0; i < source->content->files->len; i++) {
		const SourceFile *file = source->content->files->pdata[i];

		if (file->root != NULL && source_kind_translates(file->kind))
			add_file(tree, file, tag);
	}
	add_file(tree, messages, tag);
	source_add_locale(source, tree);
}

void
pseudo_add(Source *source, const char *source_folder)
{
	const SourceTree *source_locale = source_tree_of_locale(source, source_folder);

	if (source_locale == NULL)
		return;
	/* Adding one may move the others, but not the trees themselves. */
	add_locale(source, source_locale, PSEUDO_ACCENTED);
	add_locale(source, source_locale, PSEUDO_MIRRORED);
}
