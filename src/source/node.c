#include "source/node.h"

static void
clear_field(gpointer data)
{
	NodeField *field = data;

	g_free(field->key);
	if (field->value != NULL)
		node_free(field->value);
}

Node *
node_new(NodeKind kind, Place where)
{
	Node *node = g_new0(Node, 1);

	node->kind = kind;
	node->where = where;
	switch (kind) {
	case NODE_SCALAR:
		break;
	case NODE_SEQUENCE:
		node->items = g_ptr_array_new_with_free_func((GDestroyNotify) node_free);
		break;
	case NODE_MAPPING:
		node->fields = g_array_new(FALSE, FALSE, sizeof(NodeField));
		g_array_set_clear_func(node->fields, clear_field);
		break;
	}
	return node;
}

/* Recursion ends at NODE_MAX_DEPTH, which the reader keeps. */
void
node_free(Node *node)
{
	g_free(node->text);
	if (node->items != NULL)
		g_ptr_array_unref(node->items);
	if (node->fields != NULL)
		g_array_unref(node->fields);
	g_free(node);
}

const Node *
node_get(const Node *node, const char *key)
{
	if (node == NULL || node->kind != NODE_MAPPING)
		return NULL;
	for (guint i = 0; i < node->fields->len; i++) {
		const NodeField *field = node_field(node, i);

		if (g_str_equal(field->key, key))
			return field->value;
	}
	return NULL;
}

const char *
node_get_text(const Node *node, const char *key)
{
	const Node *value = node_get(node, key);

	return value == NULL || value->kind != NODE_SCALAR ? NULL : value->text;
}

guint
node_length(const Node *node)
{
	if (node == NULL)
		return 0;
	switch (node->kind) {
	case NODE_SCALAR:
		return 0;
	case NODE_SEQUENCE:
		return node->items->len;
	case NODE_MAPPING:
		return node->fields->len;
	}
	g_assert_not_reached();
}

void
node_truncate(Node *node, guint length)
{
	if (node->kind == NODE_SEQUENCE && length < node->items->len)
		g_ptr_array_set_size(node->items, (gint) length);
	if (node->kind == NODE_MAPPING && length < node->fields->len)
		g_array_set_size(node->fields, length);
}

const Node *
node_item(const Node *node, guint index)
{
	g_assert(node->kind == NODE_SEQUENCE && index < node->items->len);
	return node->items->pdata[index];
}

const NodeField *
node_field(const Node *node, guint index)
{
	g_assert(node->kind == NODE_MAPPING && index < node->fields->len);
	return &g_array_index(node->fields, NodeField, index);
}

Place
node_place_in(const Node *node, guint line, guint column)
{
	Place place = node->where;

	if (!node->is_block || line == 0)
		return place;
	/* The text begins on the line below the one with the bar. */
	place.line += line;
	place.column = node->indent + MAX(column, 1);
	place.length = 0;
	return place;
}

const char *
node_kind_name(NodeKind kind)
{
	switch (kind) {
	case NODE_SCALAR:
		return "a text";
	case NODE_SEQUENCE:
		return "a list";
	case NODE_MAPPING:
		return "a mapping";
	}
	g_assert_not_reached();
}
