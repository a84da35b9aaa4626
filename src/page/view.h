/* The values that a template shows: the only way from the model into a
 * template.  Values are escaped on the way. */
#pragma once

#include "page/template.h"

/* Returns: (transfer full): all names of the template, with nothing behind them
 * yet; free with view_free(). */
View *view_new(const Template *template);

void view_free(View *view);

/* Whether the template shows the name, so that its value is worth making. */
bool view_wants(const View *view, NameId name);

/* Give a name its value, which is copied, or lent until the view is freed.  The
 * template has to have the name. */
void view_set_text(View *view, NameId name, const char *text);
void view_set_markup(View *view, NameId name, const Markup *markup);
void view_lend_markup(View *view, NameId name, Slice markup);
void view_set_number(View *view, NameId name, glong number);

/* Begins a new row of a list. */
void view_add_row(View *view, NameId name);

/* Add a column to the row that was begun last, copied or lent like a value. */
void view_add_text(View *view, const char *text);
void view_add_markup(View *view, const Markup *markup);
void view_add_lent_markup(View *view, Slice markup);
void view_add_flag(View *view, bool flag); /* "1" or "" */

/* Every message that takes no arguments has a name in every template:
 * "message_fix" for where markup may stand, "plain_fix" for attributes.  The
 * markup is lent. */
bool view_wants_message(const View *view, MessageId id);
bool view_wants_plain_message(const View *view, MessageId id);
void view_set_message(View *view, MessageId id, Slice message);
void view_set_plain_message(View *view, MessageId id, Slice message);

/* Renders the template with the view's values.
 * Returns: (nullable) (transfer full): NULL with error set. */
Markup *view_render(const View *view, GError **error);

/* Whether rendering the view cannot fail, and appending what it gives then. */
bool view_is_safe(const View *view);
void view_append(const View *view, Markup *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(View, view_free)

/* The rest is for program.c. */

/* What shows of a name that has no rows, and of a message, until the view's next
 * change; nothing where it has no value, and "0" of a number. */
Slice view_value(const View *view, NameId name);
Slice view_number(const View *view, NameId name);
Slice view_message(const View *view, MessageId id);
Slice view_plain_message(const View *view, MessageId id);

/* Whether a name counts as true: a text or a list that is not empty, a number that
 * is not 0. */
bool view_is_true(const View *view, NameId name);

#define VIEW_NO_ROW 0

/* The rows of a name by their numbers from 1, or VIEW_NO_ROW where there are no
 * more. */
guint view_first_row(const View *view, NameId name);
guint view_next_row(const View *view, guint row);

/* What shows of a column; nothing where the row has none of that number. */
Slice view_column(const View *view, guint row, guint column);
