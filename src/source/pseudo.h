/* Locales made by the machine out of the source's texts, for testing: whoever
 * sees a text on a page that is not accented and bracketed has found one that
 * cannot be translated. */
#pragma once

#include "source/source.h"

/* English with accents, a third longer, each text in brackets. */
#define PSEUDO_ACCENTED "en-XA"

/* Arabic letters in place of Latin ones, from right to left. */
#define PSEUDO_MIRRORED "ar-XB"

/* Adds both locales to a site's files, unless it has them.  source_folder names
 * the source locale's folder. */
void pseudo_add(Source *source, const char *source_folder);

/* Whether a language tag is one of the two. */
bool pseudo_is_tag(const char *tag);

/* A text in a pseudo-locale.  Arguments in braces, literal text in backticks,
 * and the targets of links stay as they are.
 * Returns: (transfer full). */
char *pseudo_text(const char *text, const char *tag);
