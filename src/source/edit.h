/* Changes texts in a YAML file and leaves every other byte as it is: comments,
 * quotation marks, the order of keys. */
#pragma once

#include "source/findings.h"
#include "source/node.h"

typedef struct Edit Edit;

/* Begins to change a file, whose text may be empty.
 * Returns: (transfer full): free with edit_free(). */
Edit *edit_new(const char *path, const char *text);

void edit_free(Edit *edit);

/* Gives the scalar below keys (ends with NULL) a new text.  Mappings that are
 * missing are made, and a new key goes where model, the mapping of the same keys
 * in another file, has it; model may be NULL: then a new key comes last.  Items
 * of lists are named by their number from 1; a list that is missing is made
 * item by item.
 * Returns: false where the file cannot take it, and stays as it is: it is not valid
 * YAML, something else stands at the place, or the file would not read back with the
 * new text there and all others as they are. */
bool edit_set(Edit *edit, const char *const *keys, const char *text, const Node *model);

/* Removes the field below keys.  Returns: whether there was one. */
bool edit_remove(Edit *edit, const char *const *keys);

/* The text of the file as it is now. */
const char *edit_text(const Edit *edit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Edit, edit_free)
