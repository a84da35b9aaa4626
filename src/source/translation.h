/* How far a locale's translation has come, text by text. */
#pragma once

#include "source/source.h"
#include "source/texts.h"

typedef enum {
	TRANSLATION_MISSING,
	TRANSLATION_CURRENT,     /* made of the source as it is now */
	TRANSLATION_OUTDATED,    /* made of an earlier source */
	TRANSLATION_NOT_NEEDED,  /* missing, and nothing lacks */
	TRANSLATION_UNCONFIRMED, /* without a fingerprint: nobody knows of which source */
} TranslationState;

/* The key under which a translation keeps the fingerprints of its sources. */
#define TRANSLATION_FINGERPRINTS "fingerprints"

typedef struct {
	const SourceFile *source;      /* the file that is translated */
	const SourceFile *translation; /* NULL where the locale has none */
	char *path;                    /* within the file */
	char *context;                 /* within the site: "smtp/250.fix" */
	const Node *source_node;
	const Node *node; /* NULL where missing */
	const Schema *schema;
	TranslationState state;
} Translation;

/* What became of the text at path: node is the translation's, NULL where there
 * is none, and root the root of its file. */
TranslationState translation_state(const Node *source, const Node *node, const Node *root, const char *path);

/* All texts of a site in a locale, in the order of files and lines: the messages
 * first.  source_folder names the source locale's folder.
 * Returns: (transfer full): of Translation; borrows from source. */
GPtrArray *translation_list(const Source *source, const SourceTree *locale, const char *source_folder);

/* What is counted apart. */
typedef enum {
	PROGRESS_MESSAGES, /* the interface */
	PROGRESS_TEXTS,    /* site, collections and entries */
	PROGRESS_PAIRS,    /* the pairs' own words */
	PROGRESS_GROUPS,
} ProgressGroup;

typedef struct {
	guint all;
	guint translated; /* out of date or not */
} ProgressCount;

/* How far a locale is. */
typedef struct {
	ProgressCount groups[PROGRESS_GROUPS];
	guint outdated;
	guint unconfirmed;
	guint missing;
	guint words_left; /* of the source, in texts that are missing or out of date */
} Progress;

Progress translation_progress(const GPtrArray *translations);

/* How many of a hundred are translated, rounded down, so that only a complete
 * group has a hundred; an empty one is complete. */
guint progress_percent(const ProgressCount *count);

/* The name of a file in contexts: its path without ".yaml".
 * Returns: (transfer full). */
char *translation_file_name(const char *path);
