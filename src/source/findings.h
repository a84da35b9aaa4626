/* Findings: what is wrong in what an author wrote, each with a place, a
 * message and a name that the manual explains. */
#pragma once

#include <stdbool.h>

#include "source/file.h"

typedef enum {
	SEVERITY_WARNING,
	SEVERITY_ERROR,
} Severity;

/* Every kind of finding: its identifier, its name, its severity. */
#define FINDING_KINDS(X)                                                            \
	X(FINDING_UNREADABLE, "unreadable", SEVERITY_ERROR)                         \
	X(FINDING_MISSING_FILE, "missing-file", SEVERITY_ERROR)                     \
	X(FINDING_UNKNOWN_FILE, "unknown-file", SEVERITY_WARNING)                   \
	X(FINDING_UNSAFE_NAME, "unsafe-name", SEVERITY_ERROR)                       \
	X(FINDING_TOO_LARGE, "too-large", SEVERITY_ERROR)                           \
	X(FINDING_NOT_UTF8, "not-utf8", SEVERITY_ERROR)                             \
	X(FINDING_CONTROL, "control-character", SEVERITY_ERROR)                     \
	X(FINDING_BIDI, "bidi-control", SEVERITY_ERROR)                             \
	X(FINDING_TAB, "tab", SEVERITY_ERROR)                                       \
	X(FINDING_SYNTAX, "syntax", SEVERITY_ERROR)                                 \
	X(FINDING_EMPTY_FILE, "empty-file", SEVERITY_ERROR)                         \
	X(FINDING_DOCUMENTS, "several-documents", SEVERITY_ERROR)                   \
	X(FINDING_ALIAS, "alias", SEVERITY_ERROR)                                   \
	X(FINDING_TAG, "yaml-tag", SEVERITY_ERROR)                                  \
	X(FINDING_TOO_DEEP, "too-deep", SEVERITY_ERROR)                             \
	X(FINDING_DUPLICATE_KEY, "duplicate-key", SEVERITY_ERROR)                   \
	X(FINDING_UNKNOWN_KEY, "unknown-key", SEVERITY_ERROR)                       \
	X(FINDING_MISSING_KEY, "missing-key", SEVERITY_ERROR)                       \
	X(FINDING_WRONG_KIND, "wrong-kind", SEVERITY_ERROR)                         \
	X(FINDING_EMPTY_TEXT, "empty-text", SEVERITY_ERROR)                         \
	X(FINDING_TOO_LONG, "too-long", SEVERITY_ERROR)                             \
	X(FINDING_NOT_TRANSLATED, "not-translatable", SEVERITY_ERROR)               \
	X(FINDING_RAW_HTML, "raw-html", SEVERITY_ERROR)                             \
	X(FINDING_UNSAFE_LINK, "unsafe-link", SEVERITY_ERROR)                       \
	X(FINDING_EMPTY_LINK, "empty-link", SEVERITY_ERROR)                         \
	X(FINDING_IMAGE, "image", SEVERITY_ERROR)                                   \
	X(FINDING_HEADING, "heading", SEVERITY_ERROR)                               \
	X(FINDING_ONE_PARAGRAPH, "one-paragraph", SEVERITY_ERROR)                   \
	X(FINDING_BAD_URL, "bad-url", SEVERITY_ERROR)                               \
	X(FINDING_BAD_DATE, "bad-date", SEVERITY_ERROR)                             \
	X(FINDING_BAD_NAME, "bad-name", SEVERITY_ERROR)                             \
	X(FINDING_BAD_CODE, "bad-code", SEVERITY_ERROR)                             \
	X(FINDING_CODE_FILE, "code-and-file", SEVERITY_ERROR)                       \
	X(FINDING_SAME_CODE, "same-code", SEVERITY_ERROR)                           \
	X(FINDING_SAME_ADDRESS, "same-address", SEVERITY_ERROR)                     \
	X(FINDING_UNKNOWN_CLASS, "unknown-class", SEVERITY_ERROR)                   \
	X(FINDING_UNKNOWN_ATTRIBUTE, "unknown-attribute", SEVERITY_ERROR)           \
	X(FINDING_MISSING_ATTRIBUTE, "missing-attribute", SEVERITY_ERROR)           \
	X(FINDING_UNKNOWN_VALUE, "unknown-value", SEVERITY_ERROR)                   \
	X(FINDING_UNKNOWN_FACT, "unknown-fact", SEVERITY_ERROR)                     \
	X(FINDING_UNKNOWN_STAGE, "unknown-stage", SEVERITY_ERROR)                   \
	X(FINDING_UNKNOWN_DOCUMENT, "unknown-document", SEVERITY_ERROR)             \
	X(FINDING_UNKNOWN_CODE, "unknown-code", SEVERITY_ERROR)                     \
	X(FINDING_RELATED_SELF, "related-to-itself", SEVERITY_ERROR)                \
	X(FINDING_LISTED_TWICE, "listed-twice", SEVERITY_ERROR)                     \
	X(FINDING_PAIR_NAME, "pair-name", SEVERITY_ERROR)                           \
	X(FINDING_PAIR_ORDER, "pair-order", SEVERITY_ERROR)                         \
	X(FINDING_PAIR_SELF, "pair-of-itself", SEVERITY_ERROR)                      \
	X(FINDING_BAD_TAG, "bad-language-tag", SEVERITY_ERROR)                      \
	X(FINDING_SAME_TAG, "same-language-tag", SEVERITY_ERROR)                    \
	X(FINDING_SOURCE_LOCALE, "source-locale", SEVERITY_ERROR)                   \
	X(FINDING_BAD_PATTERN, "bad-pattern", SEVERITY_ERROR)                       \
	X(FINDING_UNKNOWN_ARGUMENT, "unknown-argument", SEVERITY_ERROR)             \
	X(FINDING_MISSING_ARGUMENT, "missing-argument", SEVERITY_ERROR)             \
	X(FINDING_UNKNOWN_MESSAGE, "unknown-message", SEVERITY_ERROR)               \
	X(FINDING_MISSING_MESSAGE, "missing-message", SEVERITY_WARNING)             \
	X(FINDING_MISSING_SOURCE_MESSAGE, "missing-source-message", SEVERITY_ERROR) \
	X(FINDING_LIST_LENGTH, "list-length", SEVERITY_ERROR)                       \
	X(FINDING_ORPHAN, "nothing-to-translate", SEVERITY_ERROR)                   \
	X(FINDING_OUT_OF_DATE, "out-of-date", SEVERITY_WARNING)                     \
	X(FINDING_UNCONFIRMED, "unconfirmed", SEVERITY_WARNING)                     \
	X(FINDING_FALLBACK, "fallback", SEVERITY_ERROR)                             \
	X(FINDING_PLURAL, "plural-category", SEVERITY_WARNING)                      \
	X(FINDING_BAD_PO, "po-file", SEVERITY_ERROR)                                \
	X(FINDING_PO_CONTEXT, "po-context", SEVERITY_ERROR)                         \
	X(FINDING_SAME_ASSET, "same-asset", SEVERITY_ERROR)                         \
	X(FINDING_TEMPLATE_SYNTAX, "template-syntax", SEVERITY_ERROR)               \
	X(FINDING_TEMPLATE_NAME, "template-name", SEVERITY_ERROR)                   \
	X(FINDING_TEMPLATE_FAILED, "template-failed", SEVERITY_ERROR)               \
	X(FINDING_OUTPUT_FOLDER, "output-folder", SEVERITY_ERROR)                   \
	X(FINDING_FOREIGN_FILE, "foreign-file", SEVERITY_ERROR)

typedef enum {
#define FINDING_ENUM(id, name, severity) id,
	FINDING_KINDS(FINDING_ENUM)
#undef FINDING_ENUM
	    FINDING_COUNT,
} FindingKind;

/* The name that stands in brackets behind a message and in the manual. */
const char *finding_kind_name(FindingKind kind);

Severity finding_kind_severity(FindingKind kind);

typedef struct Findings Findings;

/* One of them. */
typedef struct {
	FindingKind kind;
	Place place;
	char *message; /* on one line, without hidden characters */
	guint order;   /* in which it was found: decides between equal places */
} Finding;

/* Returns: (transfer full): free with findings_free(). */
Findings *findings_new(void);

void findings_free(Findings *findings);

/* Adds a finding.  The message is lower case, quotes its subject, names a
 * remedy and has no full stop.  Places keep pointing into their files, which
 * must outlive findings_print(). */
void findings_add(Findings *findings, FindingKind kind, Place place, const char *format, ...) G_GNUC_PRINTF(4, 5);

/* Moves all findings of another list to the end of this one. */
void findings_take(Findings *findings, Findings *from);

/* How many findings of this severity there are so far. */
guint findings_count(const Findings *findings, Severity severity);

/* Whether the author has to mend something before pages can be written:
 * errors, and with strict warnings as well. */
bool findings_stop(const Findings *findings, bool strict);

/* All findings, sorted by place.
 * Returns: (transfer none): of Finding, until the next is added. */
const GPtrArray *findings_sorted(Findings *findings);

/* The path of a finding's file without hidden characters; NULL where it is about the
 * site as a whole.
 * Returns: (nullable) (transfer full). */
char *finding_path(const Finding *finding);

/* The line of a finding's place and a caret below it, as findings_print() shows them;
 * empty where it has no line.
 * Returns: (transfer full). */
char *finding_quote(const Finding *finding);

/* All findings, sorted by place, each with its line and a caret, and a line
 * that counts them; nothing at all where there are none.
 * Returns: (transfer full): text for a terminal, with colours on request. */
char *findings_print(Findings *findings, bool colour);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Findings, findings_free)
