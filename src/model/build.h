/* What the builders of the model share.  For the files of model/ alone. */
#pragma once

#include "model/model.h"
#include "model/pool.h"
#include "source/findings.h"
#include "source/source.h"

typedef struct {
	const Source *source;
	Findings *findings;
	Model *model;
	Pool *pool;
	const SourceTree **trees; /* of each locale; content for the source locale */
	GHashTable *documents;    /* from name to Document */
	guint suggested;          /* for how many wrong names a near one was looked for */
} Build;

/* The same place in a source file and in its translations: one node for each
 * locale, NULL where that has none.  Never NULL at the source locale. */
typedef struct {
	const Node *const *nodes;
	const Node *source;
	const Node *const *roots; /* of the files, one for each locale */
	const char *path;         /* within the file, as translations record it */
} Parallel;

/* Whether a near name is to be looked for once more: up to SUGGEST_MOST times. */
bool build_may_suggest(Build *build);

/* The file at path and its translations.  Adds a finding for each text that
 * translates nothing.  The file has to exist. */
Parallel parallel_load(Build *build, const char *path);

/* The fingerprints of the file at path in every locale; 0 where a locale has none. */
const guint64 *build_fingerprints(Build *build, const char *path);

/* In each locale, the line of the first text that its file has of one kind; 0 where
 * it has no file. */
const guint *build_lines(Build *build, SourceKind kind, Parallel root);

/* The values under key; false where the source has none. */
bool parallel_get(Build *build, Parallel parent, const char *key, Parallel *out);

/* Item number index of a list. */
Parallel parallel_item(Build *build, Parallel list, guint index);

/* Value number index of the source's mapping, and its key. */
Parallel parallel_field(Build *build, Parallel mapping, guint index, const NodeField **field);

/* The text under key; NULL where the source has none. */
const Text *build_text(Build *build, Parallel parent, const char *key);

/* The text itself. */
const Text *build_text_of(Build *build, Parallel text);

/* The sentence under key, whose one argument is the code; NULL where the source
 * has none. */
const Sentence *build_sentence(Build *build, Parallel parent, const char *key);

/* Compiles a pattern for a locale; with all_required every argument has to be
 * used.  noun says in messages what the pattern is of.  Returns: (nullable) (transfer none): NULL with a finding added.
 */
const Message *build_pattern(Build *build, const Node *node, const char *noun, const char *tag,
			     const char *const *arguments, bool all_required);

/* A scalar's text under key as the model's own; NULL where there is none. */
const char *build_string(Build *build, const Node *parent, const char *key);

/* Which of names, which end with NULL, the text under key is; 0 where there is none,
 * or with a finding where it is none of them.  noun says in messages what they are. */
guint build_choice(Build *build, const Node *parent, const char *key, const char *noun, const char *const *names);

/* Whether the text under key is "true". */
bool build_flag(const Node *parent, const char *key);

/* The list under the key "references". */
const Reference *build_references(Build *build, const Node *parent, guint *count);

/* The locales, and build->trees.  Returns: false where there is none to build
 * in. */
bool build_locales(Build *build, const Node *site);

/* Says of each locale whose texts stand in for its missing ones.  list holds the
 * model's locales, as Locale. */
void build_fallbacks(Build *build, const GPtrArray *list);

/* What is translated, in all locales. */
typedef struct Translations Translations;

/* Begins to list what is translated, beside all that is built after the locales.
 * Returns: (transfer full): build_progress() ends it. */
Translations *build_list_translations(const Build *build);

/* Counts what is translated, and warns of translations that do not say of which
 * source they are.  Takes the translations. */
void build_progress(Build *build, Translations *translations);

/* Checks that a file of a locale translates one of content. */
void build_check_orphans(Build *build);

void build_collections(Build *build);

/* The entries of a collection whose classes, attributes, facts and stages are
 * built. */
void build_entries(Build *build, Collection *collection);

/* The words of a collection's pairs, whose entries are built. */
void build_pair_words(Build *build, Collection *collection);

/* The entry with this code, or NULL. */
const Entry *build_find_entry(const Collection *collection, const char *code);

/* Whether an entry for this code exists and is not in the model because there is
 * a finding in its file. */
bool build_entry_is_broken(const Build *build, const Collection *collection, const char *code);

/* The end of a message about a code that the collection does not have.
 * Returns: (transfer full). */
char *build_code_phrase(Build *build, const Collection *collection, const char *code);
