/* What many pair pages share, rendered once: by locale, by collection and by
 * entry.  For the files of page/ alone. */
#pragma once

#include "page/picture.h"
#include "page/plan.h"

typedef struct Renderer Renderer;

/* A set of a locale's fallbacks: a bit for each, the nearest first. */
typedef guint32 Languages;

#define LANGUAGES_MAX 32

/* A piece of a page; all zero where there is nothing. */
typedef struct {
	Slice markup;
	Languages fell_back; /* the other languages in it */
	bool is_outdated;    /* whether some of it is older than its source */
} Fragment;

/* The messages without arguments; nothing for the others. */
typedef struct {
	Fragment markup[MESSAGE_COUNT];
	Slice plain[MESSAGE_COUNT];
	bool copies_texts; /* whether all messages copy the texts that they are given */
} Words;

/* The labels of a collection. */
typedef struct {
	Slice name;
	Slice link; /* to its page, from those of its pairs */
	Fragment *classes;
	Fragment *attributes;
	Fragment *facts;
	Fragment *stages;
	Slice picture;             /* the beginning of the picture of the stages */
	Fragment *stage_labels[2]; /* by stage, in the picture: where no code occurs, and where one does */
	Fragment answer;           /* the first attribute that decides, or nothing */
	Slice article;             /* structured data: what the articles of the collection share */
	Slice crumbs;              /* structured data: the pages above them */
	struct Phrases *phrases;
} Labels;

typedef struct {
	Slice url;
	Fragment label; /* document and section */
	Fragment title;
} ReferenceFragments;

/* A link to the pair of an entry and one that is related to it. */
typedef struct {
	const Entry *first;
	const Entry *second;
	Slice link;
	Fragment title;
} Proposal;

/* An entry as its pair pages show it. */
typedef struct {
	Slice code;
	Slice tone;
	Slice link;   /* to its page */
	Slice anchor; /* of its section */
	Fragment heading;
	Fragment name;
	Fragment summary;
	Fragment sections;
	Fragment class_sentence;
	Fragment stages_sentence;
	Fragment others;            /* that another code can stand in its place */
	Slice lines[PICTURE_SIDES]; /* in the picture of the stages */
	Fragment *values;           /* by attribute: the label of the entry's value */
	Fragment *sentences;        /* by attribute: what the value means */
	Fragment *verdicts;         /* by attribute: when to use the entry */
	Fragment *facts;            /* by fact: its words, or that there are none */
	ReferenceFragments *references;
	Proposal *proposals; /* by related entry */
	Slice term;          /* structured data: what it is */
	Fragment improve;    /* the text of a link to its file */
	Slice improve_link;  /* nothing where the site names no repository */
} EntryFragments;

typedef struct Fragments Fragments;

/* Returns: (transfer full): nothing yet but room for all of the model; free with
 * fragments_free(). */
Fragments *fragments_new(const Model *model);

void fragments_free(Fragments *fragments);

/* Find what is asked for, and render it when it is asked for first.  Safe to call
 * from several threads. */
const Words *fragments_words(const Renderer *renderer, const Locale *locale);
const Labels *fragments_labels(const Renderer *renderer, const Locale *locale, const Collection *collection);

/* A message that names other languages: MESSAGE_UNTRANSLATED, MESSAGE_OUTDATED or
 * MESSAGE_READ_ORIGINAL. */
const Fragment *fragments_remark(const Renderer *renderer, const Locale *locale, MessageId id, Languages of);

/* Returns: (nullable): NULL with error set where a template fails. */
const EntryFragments *fragments_entry(const Renderer *renderer, const Locale *locale, const Entry *entry,
				      GError **error);
