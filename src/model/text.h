/* Texts and sentences in all languages of a site. */
#pragma once

#include "model/locale.h"

/* A translatable text: one string for each locale, NULL where untranslated.
 * The source locale's is never NULL. */
typedef struct {
	const bool *outdated;   /* for each locale: whether the source has changed since */
	const char *strings[1]; /* as many as the site has locales */
} Text;

/* A translatable sentence with arguments. */
typedef struct {
	const bool *outdated;       /* for each locale: whether the source has changed since */
	const Message *messages[1]; /* as many as the site has locales */
} Sentence;

/* The text in the locale or in the first of its fallbacks that has it, whose
 * locale is stored in *from. */
const char *text_in(const Text *text, const Locale *locale, const Locale **from);

const Message *sentence_in(const Sentence *sentence, const Locale *locale, const Locale **from);

/* Whether the locale itself has the text, without falling back. */
bool text_is_translated(const Text *text, const Locale *locale);
