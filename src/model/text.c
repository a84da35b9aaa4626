#include "model/text.h"

const char *
text_in(const Text *text, const Locale *locale, const Locale **from)
{
	while (text->strings[locale->index] == NULL)
		locale = locale->fallback;
	*from = locale;
	return text->strings[locale->index];
}

const Message *
sentence_in(const Sentence *sentence, const Locale *locale, const Locale **from)
{
	while (sentence->messages[locale->index] == NULL)
		locale = locale->fallback;
	*from = locale;
	return sentence->messages[locale->index];
}

bool
text_is_translated(const Text *text, const Locale *locale)
{
	return text->strings[locale->index] != NULL;
}
