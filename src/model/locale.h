/* A language of the site. */
#pragma once

#include <stdbool.h>

#include "model/message.h"

typedef struct Locale Locale;

struct Locale {
	guint index;  /* among the site's locales */
	char *folder; /* its name in locales/ and in addresses: "zh" */
	char *tag;    /* its BCP 47 tag: "zh-Hans" */
	char *name;   /* in its own language, from CLDR */
	bool is_right_to_left;
	guint64 fingerprint;                    /* of its locale.yaml */
	const Locale *fallback;                 /* whose texts stand in for missing ones; NULL for the source */
	const Message *messages[MESSAGE_COUNT]; /* NULL where missing */
};

/* "rtl" or "ltr", for HTML's dir. */
const char *locale_direction(const Locale *locale);

/* A message in the locale, or in the first of its fallbacks that has it. */
const Message *locale_message(const Locale *locale, MessageId id);

/* Whose message that is. */
const Locale *locale_of_message(const Locale *locale, MessageId id);

/* Formats a message of the locale as plain text.  values holds a value for each
 * argument and may be NULL where there is none.
 * Returns: (transfer full). */
char *locale_format(const Locale *locale, MessageId id, const MessageValue *values);

/* What a language is called in the locale within a sentence, from CLDR.
 * Returns: (transfer full). */
char *locale_display_name(const Locale *locale, const Locale *of);

/* Joins items as the locale's language does, from CLDR: "a, b and c".
 * Returns: (transfer full). */
char *locale_join(const Locale *locale, const char *const *items, guint length);

/* The canonical form of a BCP 47 tag (RFC 5646, section 4.5).
 * Returns: (nullable) (transfer full): NULL for what is no tag, or the tag of
 * no language that ICU knows. */
char *locale_canonical_tag(const char *tag);

/* What CLDR calls a language in the language itself, as in a list.
 * Returns: (transfer full). */
char *locale_own_name(const char *tag);

/* What CLDR calls a language in English.
 * Returns: (transfer full). */
char *locale_english_name(const char *tag);

/* The plural categories of a language in CLDR's order: "one, few, many, other".
 * Returns: (transfer full). */
char *locale_plural_categories(const char *tag);

/* Whether the language of a tag is written from right to left. */
bool locale_tag_is_right_to_left(const char *tag);

/* The script in which a language is written as a rule, by CLDR's likely subtags:
 * "Hant" for "zh-TW".
 * Returns: (transfer full). */
char *locale_script(const char *tag);

/* The version of ICU, and so of CLDR's data, that all of these come from. */
guint32 locale_data_version(void);

/* Orders two locales by their own names, by the root collation of CLDR.
 * Returns: less than, equal to or greater than zero. */
int locale_compare_names(const Locale *a, const Locale *b);
