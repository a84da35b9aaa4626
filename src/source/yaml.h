/* Reads YAML: the only code that sees libyaml. */
#pragma once

#include "source/findings.h"
#include "source/node.h"

/* Reads a file as one YAML document of texts, lists and mappings.  Anchors,
 * aliases and tags are refused: a reference needs none, and they are how a
 * small file becomes an endless tree.
 * Returns: (nullable) (transfer full): NULL when there was an error, with at
 * least one finding added.  Free with node_free(). */
Node *yaml_read(const File *file, Findings *findings);
