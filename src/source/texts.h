/* The translatable texts of a file: the leaves of its tree that the schema says
 * a translation may have. */
#pragma once

#include "source/schema.h"

typedef struct {
	char *path;       /* keys and item numbers from 1: "attributes.retry.label", "differences.2" */
	const Node *node; /* the source's */
	const Schema *schema;
	bool is_optional; /* a translation without it lacks nothing */
} TextPlace;

/* The texts of a source file's tree, in the order of the file.
 * Returns: (transfer full): of TextPlace. */
GPtrArray *texts_of(const Schema *schema, const Node *root);

/* The scalar at a path of a tree.
 * Returns: (nullable) (transfer none). */
const Node *texts_find(const Node *root, const char *path);

/* How many words a text has, by the word boundaries of Unicode TR 29. */
guint texts_count_words(const char *text);
