/* Checks prose: CommonMark 0.30 without what would escape from its place on a
 * page. */
#pragma once

#include "source/findings.h"
#include "source/node.h"

/* Adds a finding for raw HTML, a link that is not to the web or to an address
 * of mail, an empty link, an image, and a heading; and, with one_paragraph, for
 * anything that is not a single paragraph. */
void prose_check(const Node *node, bool one_paragraph, Findings *findings);
