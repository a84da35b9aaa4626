/* Messages: the strings and sentence patterns of a site, in ICU MessageFormat
 * with named arguments. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define MESSAGE_MAX_ARGUMENTS 5

/* Every message of the interface: its identifier, its key in locale.yaml, and
 * the arguments that its pattern may use, in the order of their values. */
#define MESSAGE_ARGUMENTS(...)    \
	{                         \
		__VA_ARGS__, NULL \
	}

#define MESSAGES(X)                                                                                              \
	X(MESSAGE_DESCRIPTION, "description", { NULL })                                                          \
	X(MESSAGE_WHEN_SEEN, "when_seen", { NULL })                                                              \
	X(MESSAGE_FIX, "fix", { NULL })                                                                          \
	X(MESSAGE_KEY_DIFFERENCES, "key_differences", { NULL })                                                  \
	X(MESSAGE_WHICH_TO_USE_WHEN, "which_to_use_when", { NULL })                                              \
	X(MESSAGE_LEARN_MORE, "learn_more", { NULL })                                                            \
	X(MESSAGE_EXAMPLE, "example", { NULL })                                                                  \
	X(MESSAGE_SIDE_BY_SIDE, "side_by_side", { NULL })                                                        \
	X(MESSAGE_AT_A_GLANCE, "at_a_glance", { NULL })                                                          \
	X(MESSAGE_PAIR_TITLE, "pair_title",                                                                      \
	  MESSAGE_ARGUMENTS("collection", "first", "first_name", "second", "second_name"))                       \
	X(MESSAGE_ENTRY_TITLE, "entry_title", MESSAGE_ARGUMENTS("collection", "code", "name"))                   \
	X(MESSAGE_ENTRY_HEADING, "entry_heading", MESSAGE_ARGUMENTS("code", "name"))                             \
	X(MESSAGE_PAIR_LINK, "pair_link", MESSAGE_ARGUMENTS("first", "second"))                                  \
	X(MESSAGE_DOCUMENT_TITLE, "document_title", MESSAGE_ARGUMENTS("page", "site"))                           \
	X(MESSAGE_PAIR_SUMMARY, "pair_summary",                                                                  \
	  MESSAGE_ARGUMENTS("collection", "first", "first_name", "second", "second_name"))                       \
	X(MESSAGE_CLASSES_SAME, "classes_same", MESSAGE_ARGUMENTS("first", "second", "class"))                   \
	X(MESSAGE_CLASSES_DIFFER, "classes_differ",                                                              \
	  MESSAGE_ARGUMENTS("first", "first_class", "second", "second_class"))                                   \
	X(MESSAGE_DIFFERENCE_CLASS_SAME, "difference_class_same", MESSAGE_ARGUMENTS("first", "second", "class")) \
	X(MESSAGE_DIFFERENCE_NONE, "difference_none", MESSAGE_ARGUMENTS("first", "second"))                      \
	X(MESSAGE_VERDICT_SAME, "verdict_same", MESSAGE_ARGUMENTS("first", "second"))                            \
	X(MESSAGE_STAGES_OF, "stages_of", MESSAGE_ARGUMENTS("code", "stages"))                                   \
	X(MESSAGE_PROPERTY, "property", { NULL })                                                                \
	X(MESSAGE_CLASS, "class", { NULL })                                                                      \
	X(MESSAGE_DIFFERS, "differs", { NULL })                                                                  \
	X(MESSAGE_NONE, "none", { NULL })                                                                        \
	X(MESSAGE_STAGES, "stages", { NULL })                                                                    \
	X(MESSAGE_REFERENCES, "references", { NULL })                                                            \
	X(MESSAGE_REFERENCE, "reference", MESSAGE_ARGUMENTS("document", "section"))                              \
	X(MESSAGE_READ_NEXT, "read_next", { NULL })                                                              \
	X(MESSAGE_COMPARE_WITH, "compare_with", MESSAGE_ARGUMENTS("code"))                                       \
	X(MESSAGE_OFTEN_CONFUSED, "often_confused", { NULL })                                                    \
	X(MESSAGE_ENTRIES, "entries", { NULL })                                                                  \
	X(MESSAGE_ENTRY_COUNT, "entry_count", MESSAGE_ARGUMENTS("count"))                                        \
	X(MESSAGE_PAIR_COUNT, "pair_count", MESSAGE_ARGUMENTS("count"))                                          \
	X(MESSAGE_HOME, "home", { NULL })                                                                        \
	X(MESSAGE_BREADCRUMB, "breadcrumb", { NULL })                                                            \
	X(MESSAGE_SKIP, "skip", { NULL })                                                                        \
	X(MESSAGE_LANGUAGES, "languages", { NULL })                                                              \
	X(MESSAGE_CHOOSE_LANGUAGE, "choose_language", { NULL })                                                  \
	X(MESSAGE_UNTRANSLATED, "untranslated", MESSAGE_ARGUMENTS("language"))                                   \
	X(MESSAGE_OUTDATED, "outdated", MESSAGE_ARGUMENTS("language"))                                           \
	X(MESSAGE_READ_ORIGINAL, "read_original", MESSAGE_ARGUMENTS("language"))                                 \
	X(MESSAGE_TRANSLATIONS_TITLE, "translations_title", { NULL })                                            \
	X(MESSAGE_TRANSLATIONS_TEXT, "translations_text", { NULL })                                              \
	X(MESSAGE_LANGUAGE, "language", { NULL })                                                                \
	X(MESSAGE_PROGRESS_MESSAGES, "progress_messages", { NULL })                                              \
	X(MESSAGE_PROGRESS_TEXTS, "progress_texts", { NULL })                                                    \
	X(MESSAGE_PROGRESS_PAIRS, "progress_pairs", { NULL })                                                    \
	X(MESSAGE_PROGRESS_OUTDATED, "progress_outdated", { NULL })                                              \
	X(MESSAGE_PROGRESS_MISSING, "progress_missing", { NULL })                                                \
	X(MESSAGE_PROGRESS_WORDS, "progress_words", { NULL })                                                    \
	X(MESSAGE_NUMBER, "number", MESSAGE_ARGUMENTS("count"))                                                  \
	X(MESSAGE_PERCENT, "percent", MESSAGE_ARGUMENTS("share"))                                                \
	X(MESSAGE_LICENCE, "licence", MESSAGE_ARGUMENTS("licence"))                                              \
	X(MESSAGE_IMPROVE, "improve", { NULL })                                                                  \
	X(MESSAGE_IMPROVE_CODE, "improve_code", MESSAGE_ARGUMENTS("code"))                                       \
	X(MESSAGE_IMPROVE_ORIGINAL, "improve_original", { NULL })                                                \
	X(MESSAGE_IMPROVE_ORIGINAL_CODE, "improve_original_code", MESSAGE_ARGUMENTS("code"))                     \
	X(MESSAGE_NOT_FOUND_TITLE, "not_found_title", { NULL })                                                  \
	X(MESSAGE_NOT_FOUND, "not_found", { NULL })                                                              \
	X(MESSAGE_SEARCH, "search", { NULL })                                                                    \
	X(MESSAGE_SEARCH_HINT, "search_hint", { NULL })                                                          \
	X(MESSAGE_SEARCH_RESULTS, "search_results", MESSAGE_ARGUMENTS("count"))                                  \
	X(MESSAGE_SEARCH_NOTHING, "search_nothing", { NULL })                                                    \
	X(MESSAGE_SEARCH_UNKNOWN, "search_unknown", MESSAGE_ARGUMENTS("code"))                                   \
	X(MESSAGE_SEARCH_FAILED, "search_failed", { NULL })                                                      \
	X(MESSAGE_SEARCH_CLOSE, "search_close", { NULL })                                                        \
	X(MESSAGE_SINGLE_KEYS, "single_keys", { NULL })                                                          \
	X(MESSAGE_SWAP, "swap", { NULL })                                                                        \
	X(MESSAGE_REPLACE, "replace", MESSAGE_ARGUMENTS("code"))                                                 \
	X(MESSAGE_CHANGE, "change", { NULL })                                                                    \
	X(MESSAGE_PREVIOUS_PAIR, "previous_pair", { NULL })                                                      \
	X(MESSAGE_NEXT_PAIR, "next_pair", { NULL })                                                              \
	X(MESSAGE_OFFLINE_TITLE, "offline_title", { NULL })                                                      \
	X(MESSAGE_OFFLINE_TEXT, "offline_text", { NULL })                                                        \
	X(MESSAGE_DOWNLOAD, "download", MESSAGE_ARGUMENTS("count"))

typedef enum {
#define MESSAGE_ENUM(id, key, ...) id,
	MESSAGES(MESSAGE_ENUM)
#undef MESSAGE_ENUM
	    MESSAGE_COUNT,
} MessageId;

/* The key of a message in locale.yaml. */
const char *message_key(MessageId id);

/* All keys, in the order of their identifiers, with NULL at the end. */
const char *const *message_keys(void);

/* The arguments of a message, with NULL at the end. */
const char *const *message_arguments(MessageId id);

/* One compiled pattern. */
typedef struct Message Message;

#define MESSAGE_ERROR (message_error_quark())

typedef enum {
	MESSAGE_ERROR_SYNTAX,           /* ICU refuses the pattern */
	MESSAGE_ERROR_UNKNOWN_ARGUMENT, /* the message says the argument's name */
} MessageError;

GQuark message_error_quark(void);

/* Compiles a pattern in the language of a BCP 47 tag.  arguments names those
 * that it may use and ends with NULL; it has to outlive the message.
 * Returns: (nullable) (transfer full): NULL with error set; free with
 * message_free(). */
Message *message_new(const char *pattern, const char *tag, const char *const *arguments, GError **error);

void message_free(Message *message);

/* Calls func with the name of each argument of a pattern, nested ones too.
 * Returns: (nullable) (transfer full): NULL, or why ICU cannot read it. */
typedef void (*MessageArgumentFunc)(const char *name, gpointer data);
char *message_each_argument(const char *pattern, MessageArgumentFunc func, gpointer data);

/* What is wrong with the plurals of a pattern for a language: cases that the
 * language lacks, or needs.  categories are the language's, separated by ", ".
 * The pattern has to be one that message_new() takes.
 * Returns: (nullable) (transfer full): the first complaint, or NULL. */
char *message_check_plurals(const char *pattern, const char *categories);

/* Whether the pattern uses argument number index. */
bool message_uses(const Message *message, guint index);

/* Whether the pattern is more than texts and arguments: it has cases, or formats a
 * number. */
bool message_is_complex(const Message *message);

/* Whether every text that the message shows stands there as it was given, whatever it
 * is: no case of a select depends on it. */
bool message_copies_texts(const Message *message);

/* The value of an argument: a text, or where that is NULL a number. */
typedef struct {
	const char *text;
	gint64 number;
} MessageValue;

/* Called for each part of a formatted message: a literal part of the pattern
 * with argument -1, or the text of argument number argument. */
typedef void (*MessagePartFunc)(const char *text, int argument, gpointer data);

/* Formats a message part by part, so that the caller can mark up the arguments.
 * A pattern with plurals, selects or formats comes as one literal part.  values
 * holds one value for each argument.  Safe to call from several threads. */
void message_format_parts(const Message *message, const MessageValue *values, MessagePartFunc func, gpointer data);

/* Formats a message as plain text.
 * Returns: (transfer full). */
char *message_format(const Message *message, const MessageValue *values);
