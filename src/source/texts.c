#include "source/texts.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

static void
text_place_free(gpointer data)
{
	TextPlace *place = data;

	g_free(place->path);
	g_free(place);
}

static void collect(GPtrArray *texts, const Schema *schema, const Node *node, const char *path, bool is_optional);

static void
collect_fields(GPtrArray *texts, const Schema *schema, const Node *node, const char *path)
{
	for (guint i = 0; i < node_length(node); i++) {
		const NodeField *field = node_field(node, i);
		const SchemaField *known = schema->kind == SCHEMA_RECORD ? schema_field(schema, field->key) : NULL;
		const Schema *below = schema->kind == SCHEMA_MAP ? schema->item : known == NULL ? NULL : known->schema;
		bool translated =
		    schema->kind == SCHEMA_MAP || (known != NULL && (known->flags & FIELD_TRANSLATED) != 0);
		g_autofree char *inner =
		    *path == '\0' ? g_strdup(field->key) : g_strconcat(path, ".", field->key, NULL);

		if (translated)
			collect(texts, below, field->value, inner, known != NULL && (known->flags & FIELD_SAME) != 0);
	}
}

static void
collect(GPtrArray *texts, const Schema *schema, const Node *node, const char *path, bool is_optional)
{
	TextPlace *place;

	switch (node->kind) {
	case NODE_MAPPING:
		if (schema->kind == SCHEMA_MAP || schema->kind == SCHEMA_RECORD)
			collect_fields(texts, schema, node, path);
		break;
	case NODE_SEQUENCE:
		for (guint i = 0; schema->kind == SCHEMA_LIST && i < node_length(node); i++) {
			g_autofree char *inner = g_strdup_printf("%s.%u", path, i + 1);

			collect(texts, schema->item, node_item(node, i), inner, is_optional);
		}
		break;
	case NODE_SCALAR:
		place = g_new(TextPlace, 1);
		place->path = g_strdup(path);
		place->node = node;
		place->schema = schema;
		place->is_optional = is_optional;
		g_ptr_array_add(texts, place);
		break;
	}
}

GPtrArray *
texts_of(const Schema *schema, const Node *root)
{
	GPtrArray *texts = g_ptr_array_new_with_free_func(text_place_free);

	if (root->kind == NODE_MAPPING)
		collect(texts, schema, root, "", false);
	return texts;
}

const Node *
texts_find(const Node *root, const char *path)
{
	g_auto(GStrv) parts = g_strsplit(path, ".", -1);
	const Node *node = root;

	for (guint i = 0; parts[i] != NULL && node != NULL; i++) {
		guint64 number = g_ascii_strtoull(parts[i], NULL, 10);

		if (node->kind == NODE_SEQUENCE)
			node = number >= 1 && number <= node_length(node) ? node_item(node, (guint) number - 1) : NULL;
		else
			node = node_get(node, parts[i]);
	}
	return node == NULL || node->kind != NODE_SCALAR ? NULL : node;
}

/* Opening an iterator costs more than counting a text with it. */
static UBreakIterator *words;
G_LOCK_DEFINE_STATIC(words);

guint
texts_count_words(const char *text)
{
	UErrorCode status = U_ZERO_ERROR;
	UText *utext = utext_openUTF8(NULL, text, -1, &status);
	guint count = 0;

	G_LOCK(words);
	if (words == NULL)
		words = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
	ubrk_setUText(words, utext, &status);
	while (U_SUCCESS(status) && ubrk_next(words) != UBRK_DONE)
		count += ubrk_getRuleStatus(words) >= UBRK_WORD_NUMBER;
	G_UNLOCK(words);
	utext_close(utext);
	return count;
}
