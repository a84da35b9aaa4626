/* What a pair's page says with nothing of the pair but codes, names and addresses: made
 * once for a collection in a locale, with holes for these, and then filled.  For the
 * files of page/ alone. */
#pragma once

#include "page/fragments.h"

typedef struct Context Context;

typedef enum {
	PHRASE_TITLE,         /* "SMTP 250 OK vs 334 Server Challenge" */
	PHRASE_CODES,         /* "250 vs 334" */
	PHRASE_LINK,          /* to the page of the pair, from another in its folder */
	PHRASE_ARTICLE_START, /* structured data: up to what the article is about */
	PHRASE_ARTICLE_END,   /* structured data: all behind that */
	PHRASE_COUNT
} PhraseId;

typedef struct Phrases Phrases;

/* Makes the phrases of the collection whose labels these are, as the page of a pair says
 * them that context tells.
 * Returns: (transfer full): free with phrases_free(). */
Phrases *phrases_new(const Context *context, const Labels *labels);

void phrases_free(Phrases *phrases);

/* Whether two entries go into the holes of a pattern, and all messages of the locale take
 * them as they are. */
bool phrases_fit(const Renderer *renderer, const Locale *locale, const Entry *first, const Entry *second);

/* Appends a phrase about two entries to what the page of a pair says. */
void phrases_say(Context *context, Markup *out, PhraseId id, const Entry *first, const Entry *second);
