/* The templates of a site. */
#pragma once

#include "page/assets.h"
#include "page/markup.h"
#include "page/program.h"
#include "source/source.h"

typedef struct Templates Templates;
typedef struct Template Template;

/* Reads the templates of a site.  What is missing, broken, or uses a name that
 * it does not have is added to findings.  Publishes the assets.
 * Returns: (nullable) (transfer full): NULL where a template cannot be used;
 * free with templates_free(), before source and assets are freed. */
Templates *templates_load(const Source *source, Assets *assets, Findings *findings);

void templates_free(Templates *templates);

/* Whether a template computes, so that it may fail on one page and work on another
 * (a division by zero, a text where a number belongs). */
bool templates_can_fail(const Templates *templates);

const Template *templates_get(const Templates *templates, TemplateId id);

TemplateId template_id(const Template *template);

/* Whether the template has a name of this kind. */
bool template_has(const Template *template, NameId name, ValueKind kind);

/* The assets of the site, whose addresses every template can show. */
const Assets *template_assets(const Template *template);

/* The fingerprint of the template and of the names of the assets that it shows. */
guint64 template_fingerprint(const Template *template);

/* Whether the template uses a name or an asset, so that its value is worth making. */
bool template_uses(const Template *template, NameId name);
bool template_uses_asset(const Template *template, guint number);

/* Messages in no particular order, each once. */
typedef struct {
	guint count;
	MessageId ids[MESSAGE_COUNT];
} MessageList;

/* The messages that the template uses as markup, and those in attributes. */
const MessageList *template_messages(const Template *template);
const MessageList *template_plain_messages(const Template *template);

/* The template as a program.
 * Returns: (nullable): NULL where ctpl has to render it. */
const Program *template_program(const Template *template);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Templates, templates_free)

/* The rest is for view.c. */

#include <ctpl/ctpl.h>

/* Renders a template with ctpl.  Safe to call from several threads, each with its own
 * environment.
 * Returns: (nullable) (transfer full): NULL with error set, whose message begins
 * with the template's file. */
Markup *template_render(const Template *template, CtplEnviron *environment, GError **error);
