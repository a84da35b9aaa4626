/* The values that a template shows: the only way from the model into a
 * template.  Values are escaped on the way. */
#pragma once

#include "page/template.h"

typedef struct View View;

/* Returns: (transfer full): all names of the template, with nothing behind them
 * yet; free with view_free(). */
View *view_new(const Template *template);

void view_free(View *view);

/* Whether the template shows the name, so that its value is worth making. */
bool view_wants(const View *view, const char *name);

/* Give a name its value, which is copied.  The template has to have the name. */
void view_set_text(View *view, const char *name, const char *text);
void view_set_markup(View *view, const char *name, const Markup *markup);
void view_set_number(View *view, const char *name, glong number);

/* Begins a new row of a list. */
void view_add_row(View *view, const char *name);

/* Add a column to the row that was begun last. */
void view_add_text(View *view, const char *text);
void view_add_markup(View *view, const Markup *markup);
void view_add_flag(View *view, bool flag); /* "1" or "" */

/* Every message that takes no arguments has a name in every template:
 * "message_fix" for where markup may stand, "plain_fix" for attributes. */
bool view_wants_message(const View *view, MessageId id);
bool view_wants_plain_message(const View *view, MessageId id);
void view_set_message(View *view, MessageId id, const Markup *message);
void view_set_plain_message(View *view, MessageId id, const char *message);

/* Renders the template with the view's values.
 * Returns: (nullable) (transfer full): NULL with error set. */
Markup *view_render(View *view, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(View, view_free)
