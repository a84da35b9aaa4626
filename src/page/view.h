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

/* The address of every asset has a name in every template: "asset_style_css". */
bool view_wants_asset(const View *view, guint number);
void view_set_asset(View *view, guint number, const char *address);

/* Every message that takes no arguments has a name in every template:
 * "message_fix" for where markup may stand, "plain_fix" for attributes.  The
 * markup is lent. */
void view_set_message(View *view, MessageId id, Slice message);
void view_set_plain_message(View *view, MessageId id, Slice message);

/* Renders the template with the view's values.
 * Returns: (nullable) (transfer full): NULL with error set. */
Markup *view_render(const View *view, GError **error);

/* Whether rendering the view cannot fail, and appending what it gives then. */
bool view_is_safe(const View *view);
void view_append(const View *view, Markup *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(View, view_free)

/* The rest is for program.c, which asks a view some hundred times a page. */

/* Bytes that are lent, or a part of the view's own: an offset, because these move as
 * they grow. */
typedef struct {
	const char *lent; /* NULL for the view's own */
	gsize start;
	gsize length;
} ViewSpan;

typedef struct {
	ViewSpan span; /* markup, or a number in digits */
	bool is_zero;  /* a number that counts as false */
	guint first_row;
	guint last_row;
} ViewValue;

#define VIEW_NO_ROW 0

typedef struct {
	guint first_column;
	guint column_count;
	guint next; /* row of the same name, or VIEW_NO_ROW */
} ViewRow;

struct View {
	const Template *template;
	GString *bytes;
	ViewRow *rows; /* of all names, in the order in which they were begun */
	guint row_count;
	guint row_room;
	ViewSpan *columns; /* row after row */
	guint column_count;
	guint column_room;
	ViewValue values[NAME_COUNT];
	GArray *assets; /* of ViewSpan, by number */
	Slice messages[MESSAGE_COUNT];
	Slice plain_messages[MESSAGE_COUNT];
};

static inline Slice
view_slice(const View *view, ViewSpan span)
{
	const char *bytes = span.lent == NULL ? view->bytes->str + span.start : span.lent;

	return (Slice) { .bytes = bytes, .length = span.length };
}

/* What shows of a name that has no rows, and of a message, until the view's next
 * change; nothing where it has no value, and "0" of a number. */
static inline Slice
view_value(const View *view, NameId name)
{
	return view_slice(view, view->values[name].span);
}

static inline Slice
view_number(const View *view, NameId name)
{
	Slice number = view_value(view, name);

	return number.length == 0 ? (Slice) { .bytes = "0", .length = 1 } : number;
}

static inline Slice
view_asset(const View *view, guint number)
{
	return view_slice(view, g_array_index(view->assets, ViewSpan, number));
}

static inline Slice
view_message(const View *view, MessageId id)
{
	return view->messages[id];
}

static inline Slice
view_plain_message(const View *view, MessageId id)
{
	return view->plain_messages[id];
}

/* Whether a name counts as true: a text or a list that is not empty, a number that
 * is not 0. */
static inline bool
view_is_true(const View *view, NameId name)
{
	const ViewValue *value = &view->values[name];

	return (value->span.length > 0 && !value->is_zero) || value->first_row != VIEW_NO_ROW;
}

/* The rows of a name by their numbers from 1, or VIEW_NO_ROW where there are no
 * more. */
static inline guint
view_first_row(const View *view, NameId name)
{
	return view->values[name].first_row;
}

static inline guint
view_next_row(const View *view, guint row)
{
	return view->rows[row - 1].next;
}

/* What shows of a column; nothing where the row has none of that number. */
static inline Slice
view_column(const View *view, guint row, guint column)
{
	const ViewRow *cells = &view->rows[row - 1];

	if (column >= cells->column_count)
		return (Slice) { .bytes = "" };
	return view_slice(view, view->columns[cells->first_column + column]);
}
