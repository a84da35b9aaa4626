/* The templates of a site, and the names that each of them may use. */
#pragma once

#include "model/message.h"

typedef enum {
	TEMPLATE_PAGE,         /* page.html: the frame around every page */
	TEMPLATE_CHOICE,       /* choice.html: the choice of language */
	TEMPLATE_HOME,         /* home.html */
	TEMPLATE_COLLECTION,   /* collection.html */
	TEMPLATE_ENTRY,        /* entry.html */
	TEMPLATE_PAIR,         /* pair.html */
	TEMPLATE_SECTIONS,     /* sections.html: the texts of an entry, in its page and in its pairs */
	TEMPLATE_NOT_FOUND,    /* not-found.html */
	TEMPLATE_TRANSLATIONS, /* translations.html: how far each language is */
	TEMPLATE_OFFLINE,      /* offline.html: what is shown where a page cannot be had */
	TEMPLATE_COUNT,
} TemplateId;

/* The file of a template: "pair.html". */
const char *template_file_name(TemplateId id);

/* What stands behind a name. */
typedef enum {
	VALUE_MARKUP, /* text, escaped already; empty where there is nothing */
	VALUE_NUMBER, /* a number; 0 for no */
	VALUE_ROWS,   /* a list of rows, each a list of markup: row[0], row[1], ... */
} ValueKind;

/* Every name but those of messages. */
typedef enum {
	NAME_LANG,
	NAME_DIR,
	NAME_KIND,
	NAME_TITLE,
	NAME_DESCRIPTION,
	NAME_ROBOTS,
	NAME_CANONICAL,
	NAME_ALTERNATES,
	NAME_ASSETS,
	NAME_ROOT,
	NAME_SEARCH_HREF,
	NAME_OFFLINE_HREF,
	NAME_HOME,
	NAME_TRANSLATIONS_HREF,
	NAME_SITE_TITLE,
	NAME_SITE_NAME,
	NAME_PAGE_TITLE,
	NAME_IMAGE,
	NAME_IMAGE_ALT,
	NAME_STRUCTURED_DATA,
	NAME_IMPROVE,
	NAME_FEED_HREF,
	NAME_OPENSEARCH_HREF,
	NAME_DATA_HREF,
	NAME_CRUMBS,
	NAME_LANGUAGES,
	NAME_NOTICE,
	NAME_OUTDATED,
	NAME_ORIGINAL,
	NAME_ORIGINAL_HREF,
	NAME_ORIGINAL_LANG,
	NAME_CONTENT,
	NAME_LICENCE,
	NAME_LICENCE_HREF,
	NAME_HEADING,
	NAME_TAGLINE,
	NAME_CHOICES,
	NAME_COLLECTIONS,
	NAME_DOWNLOAD,
	NAME_DOWNLOAD_HREF,
	NAME_DOWNLOAD_NAME,
	NAME_SUMMARY,
	NAME_COUNTS,
	NAME_CLASSES,
	NAME_CONFUSED,
	NAME_COLLECTION_NAME,
	NAME_COLLECTION_HREF,
	NAME_TONE,
	NAME_CLASS,
	NAME_ATTRIBUTES,
	NAME_FACTS,
	NAME_STAGES,
	NAME_STAGES_TEXT,
	NAME_PICTURE,
	NAME_SECTIONS,
	NAME_PAIRS,
	NAME_COMPARE_WITH,
	NAME_INTRODUCTION,
	NAME_FIRST_CODE,
	NAME_SECOND_CODE,
	NAME_FIRST_NAME,
	NAME_SECOND_NAME,
	NAME_FIRST_HEADING,
	NAME_SECOND_HEADING,
	NAME_FIRST_HREF,
	NAME_SECOND_HREF,
	NAME_FIRST_ID,
	NAME_SECOND_ID,
	NAME_FIRST_TONE,
	NAME_SECOND_TONE,
	NAME_FIRST_CLASS,
	NAME_SECOND_CLASS,
	NAME_ANSWER,
	NAME_FIRST_ANSWER,
	NAME_SECOND_ANSWER,
	NAME_FIRST_OTHERS,
	NAME_SECOND_OTHERS,
	NAME_PREVIOUS_PAIR,
	NAME_NEXT_PAIR,
	NAME_FIRST_SUMMARY,
	NAME_SECOND_SUMMARY,
	NAME_ROWS,
	NAME_FIRST_SECTIONS,
	NAME_SECOND_SECTIONS,
	NAME_DIFFERENCES,
	NAME_VERDICT,
	NAME_NEXT,
	NAME_REFERENCES,
	NAME_LEVEL,
	NAME_TEXT_DESCRIPTION,
	NAME_TEXT_WHEN_SEEN,
	NAME_TEXT_FIX,
	NAME_TEXT_EXAMPLE,
	NAME_TRANSCRIPT,
	NAME_EXAMPLE_LANG,
	NAME_COUNT,
} NameId;

/* A name as some templates have it. */
typedef struct {
	unsigned templates; /* a bit for each TemplateId that has the name */
	NameId id;
	const char *name;
	ValueKind kind;
	const char *meaning; /* for the manual; of rows, the columns in order, with semicolons between */
} TemplateName;

/* Every name of every template; the last one's name is NULL. */
extern const TemplateName template_names[];

/* The name of a template by its identifier, or by how it is spelt.
 * Returns: (nullable): NULL where the template has no such name. */
const TemplateName *template_name(TemplateId template, NameId id);
const TemplateName *template_name_find(TemplateId template, const char *name);

/* How many columns the rows of a name have. */
guint template_name_columns(const TemplateName *name);

/* The names of a message that takes no arguments: "message_fix" for where markup
 * may stand, "plain_fix" for attributes. */
const char *template_message_name(MessageId id);
const char *template_plain_message_name(MessageId id);
