/* gettext PO files: the only code that sees libgettextpo. */
#pragma once

#include <stdbool.h>

#include "source/findings.h"

/* One message of a PO file. */
typedef struct {
	char *context; /* msgctxt: "smtp/250.fix" */
	char *id;      /* msgid: the source text */
	char *string;  /* msgstr: empty where untranslated */
	char *comment; /* for translators; NULL where there is none; not read back */
	char *place;   /* "content/smtp/250.yaml"; not read back */
	guint line;    /* of the source's text when written, of the message when read */
	bool fuzzy;
} PoMessage;

typedef struct {
	char *project;       /* Project-Id-Version */
	char *language;      /* Language: a BCP 47 tag */
	GPtrArray *messages; /* of PoMessage */
} Po;

/* Returns: (transfer full): without messages; free with po_free(). */
Po *po_new(const char *project, const char *language);

void po_free(Po *po);

/* Adds an empty message, which po owns. */
PoMessage *po_add(Po *po);

/* The text of a PO file in UTF-8, which reads back as it was.
 * Returns: (nullable) (transfer full): NULL with error set. */
char *po_print(const Po *po, GError **error);

/* Reads a PO file; *file, which findings quote, is for the caller to free after
 * they were printed, and may be NULL.
 * Returns: (nullable) (transfer full): NULL with findings added. */
Po *po_read(const char *path, File **file, Findings *findings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Po, po_free)
