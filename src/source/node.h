/* The tree of nodes that a YAML file becomes: every node and every key knows
 * its place in the file. */
#pragma once

#include <stdbool.h>

#include "source/file.h"

/* How many levels of sequences and mappings a file may have. */
#define NODE_MAX_DEPTH 16

typedef enum {
	NODE_SCALAR,
	NODE_SEQUENCE,
	NODE_MAPPING,
} NodeKind;

typedef struct Node Node;

/* One key of a mapping and its value. */
typedef struct {
	char *key;
	Place where;
	Node *value;
} NodeField;

struct Node {
	NodeKind kind;
	Place where;
	gsize start;      /* offset of its first byte in the file */
	gsize end;        /* offset behind its last byte; of a block, the start of a line */
	bool is_flow;     /* written in brackets or braces, or within some */
	char *text;       /* scalar: its value, valid UTF-8 without NUL, never NULL */
	bool is_block;    /* scalar: a literal block, whose lines are lines of the file */
	guint indent;     /* literal block: the columns before each of its lines */
	GPtrArray *items; /* sequence: of Node */
	GArray *fields;   /* mapping: of NodeField, in the order of the file */
};

/* Returns: (transfer full): an empty node; free with node_free(). */
Node *node_new(NodeKind kind, Place where);

void node_free(Node *node);

/* The value under key of a mapping.
 * Returns: (nullable) (transfer none): NULL where the key is missing or node is
 * NULL or not a mapping. */
const Node *node_get(const Node *node, const char *key);

/* The text of the scalar under key, or NULL. */
const char *node_get_text(const Node *node, const char *key);

/* How many items or fields the node has; 0 for NULL and for a scalar. */
guint node_length(const Node *node);

/* Frees the items or fields behind the first length ones. */
void node_truncate(Node *node, guint length);

/* Item or field number index of a sequence or of a mapping. */
const Node *node_item(const Node *node, guint index);
const NodeField *node_field(const Node *node, guint index);

/* The place of a position in the text of a scalar: line and column count from
 * 1 within the text.  Exact in literal blocks; elsewhere the scalar's own. */
Place node_place_in(const Node *node, guint line, guint column);

/* "a text", "a list" or "a mapping", for messages. */
const char *node_kind_name(NodeKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Node, node_free)
