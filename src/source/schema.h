/* What the files of a site may hold: a table of keys, kinds and limits, which
 * check walks and from which nothing else departs. */
#pragma once

#include "source/findings.h"
#include "source/node.h"

typedef enum {
	SCHEMA_WORD,     /* the name of something: a class, a value, a document */
	SCHEMA_LINE,     /* one line of plain text */
	SCHEMA_PATTERN,  /* one line, an ICU message */
	SCHEMA_PROSE,    /* CommonMark without HTML */
	SCHEMA_INLINE,   /* CommonMark, one paragraph */
	SCHEMA_LITERAL,  /* lines that are kept as they are */
	SCHEMA_URL,      /* an absolute http or https address */
	SCHEMA_BASE_URL, /* one that other addresses are put behind */
	SCHEMA_BOOLEAN,  /* true or false */
	SCHEMA_DATE,     /* a day: 2026-11-24 */
	SCHEMA_LIST,     /* of item */
	SCHEMA_MAP,      /* from names that the author chooses to item */
	SCHEMA_RECORD,   /* of fields */
} SchemaKind;

typedef struct Schema Schema;

typedef enum {
	FIELD_REQUIRED = 1 << 0,   /* the source file has to have it */
	FIELD_TRANSLATED = 1 << 1, /* a translation may have it too */
	FIELD_SAME = 1 << 2,       /* most translations have no need of it */
} FieldFlags;

typedef struct {
	const char *key;
	const Schema *schema;
	unsigned flags;   /* of FieldFlags */
	const char *help; /* for editors */
} SchemaField;

struct Schema {
	SchemaKind kind;
	bool has_ids;              /* SCHEMA_MAP: its names are parts of the paths of texts */
	guint max;                 /* code points of a text, items of a list or a map */
	const Schema *item;        /* SCHEMA_LIST, SCHEMA_MAP */
	const SchemaField *fields; /* SCHEMA_RECORD: ends with a NULL key */
};

extern const Schema schema_site;
extern const Schema schema_documents;
extern const Schema schema_collection;
extern const Schema schema_entry;
extern const Schema schema_pair;
extern const Schema schema_locale;
extern const Schema schema_glossary;

/* The map below "messages" of a locale, whose keys message.h knows. */
extern const Schema schema_messages;

/* What every translation may have besides the translated texts. */
extern const SchemaField schema_fingerprints_field;

/* The field of a record with this key, or NULL. */
const SchemaField *schema_field(const Schema *schema, const char *key);

/* Takes the line breaks off the ends of those texts of a tree that are one line:
 * a block ("summary: >") ends with one that nobody means. */
void schema_trim(const Schema *schema, Node *node);

/* Checks a tree against a schema and adds what is wrong to findings.  In a
 * translation only the translated texts may stand, and none of them has to.  What a list or
 * a mapping has beyond its limit is cut off. */
void schema_check(const Schema *schema, Node *node, bool is_translation, Findings *findings);
