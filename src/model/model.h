/* The model of a site: all that its pages show, in every language.  Made once
 * out of checked files, then never changed, so any thread may read it. */
#pragma once

#include "model/text.h"
#include "source/translation.h"

typedef struct Collection Collection;
typedef struct Entry Entry;

/* A document that references name: RFC 5321. */
typedef struct {
	const char *name;
	const char *title;
	const char *url;
	const Message *section_url; /* NULL where its sections have no addresses */
} Document;

typedef struct {
	const Document *document;
	const char *section; /* NULL for the document as a whole */
	const char *url;
} Reference;

/* The meaning that a class's colour has. */
typedef enum {
	TONE_NEUTRAL,
	TONE_SUCCESS,
	TONE_CONTINUE,
	TONE_TEMPORARY,
	TONE_PERMANENT,
	TONE_COUNT,
} Tone;

/* "success", ... as in collection.yaml. */
const char *tone_name(Tone tone);

/* The standard's own grouping: 2yz Positive Completion. */
typedef struct {
	const char *id;
	guint index;       /* within its collection */
	const char *range; /* NULL where the standard gives none */
	Tone tone;
	const Text *label;
	const Sentence *sentence; /* of the code */
} Class;

/* One value of an attribute's closed set. */
typedef struct {
	const char *id;
	const Text *label;
	const Sentence *sentence; /* of the code */
	const Sentence *verdict;  /* of the code; NULL where the value decides nothing */
} Value;

/* A typed fact that entries share and that can differ. */
typedef struct {
	const char *id;
	guint index; /* within its collection */
	const Text *label;
	bool decides; /* whether its verdicts say which entry to use when */
	guint value_count;
	const Value *values;
} Attribute;

/* A list of literal words that an entry may have: commands, other codes. */
typedef struct {
	const char *id;
	guint index; /* within its collection */
	const Text *label;
} Fact;

/* A step of the conversation. */
typedef struct {
	const char *id;
	const Text *label;
} Stage;

/* Somebody who speaks in the examples. */
typedef struct {
	const char *id;
	const char *prefix; /* what its lines begin with: "C:" */
	const Text *label;
} Speaker;

/* The most stages that a collection may have: one bit each in a word. */
#define STAGES_MAX 64

struct Entry {
	guint index; /* within its collection */
	const Collection *collection;
	const char *code;
	const char *address; /* the last part of its page's address */
	const char *name;    /* as the standard has it, in every language */
	const Class *class;
	guint reference_count;
	const Reference *references;
	const Value *const *values;      /* one for each attribute of the collection */
	const char *const *const *facts; /* one list for each fact of the collection, NULL where it has none */
	guint64 stages;                  /* a bit for each stage of the collection */
	const Text *summary;
	const Text *description;
	const Text *when_seen;
	const Text *fix;
	const Text *example; /* NULL where there is none */
	guint related_count;
	const Entry *const *related;
	const guint64 *fingerprints; /* of its file in each locale; 0 where there is none */
	const guint *lines;          /* in each locale, where the texts of its file begin; 0 where there is none */
	const char *const *former;   /* the last parts of addresses that it had before, with NULL at the end */
	const char *added;           /* a day: "2026-11-24"; NULL where it is not known */
	const char *changed;         /* the day of its last change; NULL where there was none */
};

/* Words of its own that a pair has. */
typedef struct {
	const Entry *first;
	const Entry *second;
	guint difference_count;
	const Text *const *differences;
	const Text *verdict;         /* NULL where the file has none */
	const guint64 *fingerprints; /* of its file in each locale; 0 where there is none */
	const guint *lines;          /* in each locale, where the texts of its file begin; 0 where there is none */
} PairWords;

struct Collection {
	guint index;
	const char *folder; /* in content/ and in addresses: "smtp" */
	const char *name;   /* "SMTP", in every language */
	const Text *title;
	const Text *summary;
	const Text *description; /* NULL where there is none */
	guint reference_count;
	const Reference *references;
	guint class_count;
	const Class *classes;
	guint attribute_count;
	const Attribute *attributes;
	guint fact_count;
	const Fact *facts;
	guint stage_count;
	const Stage *stages;
	guint speaker_count;
	const Speaker *speakers;
	guint entry_count;
	const Entry *entries; /* in the natural order of their codes */
	guint words_count;
	const PairWords *words;      /* sorted by first, then second */
	const guint64 *fingerprints; /* of its file in each locale; 0 where there is none */
	const guint *lines;          /* in each locale, where the texts of its file begin; 0 where there is none */
};

typedef struct Model Model;

/* How addresses that are nearly those of pages, or were once, lead to these. */
typedef enum {
	REDIRECTS_RULES, /* by rules for servers */
	REDIRECTS_STUBS, /* by a page at each such address */
	REDIRECTS_NONE,
	REDIRECTS_COUNT,
} Redirects;

/* What readers can download of each locale. */
typedef enum {
	DOWNLOADS_NONE,
	DOWNLOADS_ZIP, /* its pages as a zip */
	DOWNLOADS_COUNT,
} Downloads;

struct Model {
	const Text *title;
	const Text *short_title; /* NULL where there is none */
	const Text *tagline;
	const char *base_url;     /* ends with a slash */
	const char *licence_name; /* NULL where there is none */
	const char *licence_url;
	bool clean_urls;
	Redirects redirects;
	Downloads downloads;
	const Message *repository; /* the address at which a file can be edited, of its path and a line; or NULL */
	guint locale_count;
	const Locale *const *locales; /* sorted by folder */
	const Locale *source_locale;
	const Progress *progress; /* of each locale; nothing for the source */
	guint collection_count;
	const Collection *collections; /* sorted by folder */
	const guint64 *fingerprints;   /* of site.yaml in each locale; 0 where there is none */
	const guint *lines;            /* in each locale, where its texts begin; 0 where there is none */
	guint64 documents_fingerprint; /* of documents.yaml, or 0 */
	gpointer pool;                 /* what all of it is made of */
};

/* Builds the model of a site.  What does not fit together in the files is added
 * to findings, all of it.
 * Returns: (nullable) (transfer full): NULL when there is an error among the
 * findings, whichever stage added it; else free with model_free().  The model
 * keeps nothing of source. */
Model *model_build(const Source *source, Findings *findings);

void model_free(Model *model);

/* The attribute that answers what to do at once: the first that decides.
 * Returns: (nullable): NULL where none does. */
const Attribute *collection_answer(const Collection *collection);

/* The words of a pair, or NULL.  first comes before second. */
const PairWords *model_pair_words(const Entry *first, const Entry *second);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Model, model_free)
