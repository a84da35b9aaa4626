/* The templates of a site, and the names that each of them may use. */
#pragma once

#include "page/markup.h"
#include "source/source.h"

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
	TEMPLATE_COUNT,
} TemplateId;

/* What stands behind a name. */
typedef enum {
	NAME_MARKUP, /* text, escaped already; empty where there is nothing */
	NAME_NUMBER, /* a number; 0 for no */
	NAME_ROWS,   /* a list of rows, each a list of markup: row[0], row[1], ... */
} NameKind;

typedef struct {
	unsigned templates; /* a bit for each TemplateId that has the name */
	const char *name;
	NameKind kind;
	const char *meaning; /* for the manual; of rows, the columns in order */
} TemplateName;

/* Every name; the last one is NULL. */
extern const TemplateName template_names[];

/* The names of a message that takes no arguments: "message_fix" for where markup
 * may stand, "plain_fix" for attributes. */
const char *template_message_name(MessageId id);
const char *template_plain_message_name(MessageId id);

/* The file of a template: "pair.html". */
const char *template_file_name(TemplateId id);

typedef struct Templates Templates;
typedef struct Template Template;

/* Reads the templates of a site.  What is missing, broken, or uses a name that
 * it does not have is added to findings.
 * Returns: (nullable) (transfer full): NULL where a template cannot be used;
 * free with templates_free(), before source is freed. */
Templates *templates_load(const Source *source, Findings *findings);

void templates_free(Templates *templates);

const Template *templates_get(const Templates *templates, TemplateId id);

TemplateId template_id(const Template *template);

/* Whether the template uses a name, so that its value is worth making. */
bool template_uses(const Template *template, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Templates, templates_free)

/* The rest is for view.c. */

#include <ctpl/ctpl.h>

/* Renders a template.  Safe to call from several threads, each with its own
 * environment.
 * Returns: (nullable) (transfer full): NULL with error set, whose message begins
 * with the template's file. */
Markup *template_render(const Template *template, CtplEnviron *environment, GError **error);
