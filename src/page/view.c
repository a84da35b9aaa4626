#include "page/view.h"

#include <string.h>

/* How many bytes the values of most pages have. */
#define USUAL_BYTES 16384

/* Bytes that are lent, or a part of the view's own: an offset, because these move as
 * they grow. */
typedef struct {
	const char *lent; /* NULL for the view's own */
	gsize start;
	gsize length;
} Span;

typedef struct {
	Span span;    /* markup, or a number in digits */
	bool is_zero; /* a number that counts as false */
	guint first_row;
	guint last_row;
} Value;

typedef struct {
	guint first_column;
	guint column_count;
	guint next; /* row of the same name, or VIEW_NO_ROW */
} Row;

struct View {
	const Template *template;
	GString *bytes;
	GArray *rows;    /* of Row, of all names in the order they were begun */
	GArray *columns; /* of Span, row after row */
	Value values[NAME_COUNT];
	Slice messages[MESSAGE_COUNT];
	Slice plain_messages[MESSAGE_COUNT];
};

static void
destroy(gpointer data)
{
	View *view = data;

	g_string_free(view->bytes, TRUE);
	g_array_unref(view->rows);
	g_array_unref(view->columns);
	g_free(view);
}

static void
free_spare(gpointer data)
{
	g_ptr_array_unref(data);
}

/* Views of each thread that were freed and will be wanted again for the next page. */
static GPrivate spare_views = G_PRIVATE_INIT(free_spare);

#define SPARE_MAX 4

static View *
make(void)
{
	View *view = g_new(View, 1);

	view->bytes = g_string_sized_new(USUAL_BYTES);
	view->rows = g_array_sized_new(FALSE, FALSE, sizeof(Row), 64);
	view->columns = g_array_sized_new(FALSE, FALSE, sizeof(Span), 256);
	return view;
}

View *
view_new(const Template *template)
{
	GPtrArray *spare = g_private_get(&spare_views);
	View *view = spare == NULL || spare->len == 0 ? make() : g_ptr_array_steal_index_fast(spare, spare->len - 1);

	view->template = template;
	g_string_truncate(view->bytes, 0);
	g_array_set_size(view->rows, 0);
	g_array_set_size(view->columns, 0);
	memset(view->values, 0, sizeof(view->values));
	memset(view->messages, 0, sizeof(view->messages));
	memset(view->plain_messages, 0, sizeof(view->plain_messages));
	return view;
}

void
view_free(View *view)
{
	GPtrArray *spare = g_private_get(&spare_views);

	if (spare == NULL) {
		spare = g_ptr_array_new_with_free_func(destroy);
		g_private_set(&spare_views, spare);
	}
	if (spare->len < SPARE_MAX)
		g_ptr_array_add(spare, view);
	else
		destroy(view);
}

bool
view_wants(const View *view, NameId name)
{
	return template_uses(view->template, name);
}

/* The value of a name.  What is known of it by the table is what the manual says
 * of it, and the program keeps to that. */
static Value *
begin_value(View *view, NameId name, ValueKind kind)
{
	g_assert(template_has(view->template, name, kind));
	return &view->values[name];
}

static Span
keep(View *view, const Markup *markup)
{
	Span span = { .start = view->bytes->len, .length = markup_length(markup) };

	g_string_append_len(view->bytes, markup_string(markup), (gssize) span.length);
	return span;
}

static Span
lend(Slice markup)
{
	return (Span) { .lent = markup.bytes, .length = markup.length };
}

static Span
keep_text(View *view, const char *text)
{
	Span span = { .start = view->bytes->len };

	markup_escape(view->bytes, text);
	span.length = view->bytes->len - span.start;
	return span;
}

void
view_set_markup(View *view, NameId name, const Markup *markup)
{
	Value *value = begin_value(view, name, VALUE_MARKUP);

	if (view_wants(view, name))
		value->span = keep(view, markup);
}

void
view_lend_markup(View *view, NameId name, Slice markup)
{
	begin_value(view, name, VALUE_MARKUP)->span = lend(markup);
}

void
view_set_text(View *view, NameId name, const char *text)
{
	Value *value = begin_value(view, name, VALUE_MARKUP);

	if (view_wants(view, name))
		value->span = keep_text(view, text);
}

void
view_set_number(View *view, NameId name, glong number)
{
	Value *value = begin_value(view, name, VALUE_NUMBER);

	value->span = (Span) { .start = view->bytes->len };
	g_string_append_printf(view->bytes, "%ld", number);
	value->span.length = view->bytes->len - value->span.start;
	value->is_zero = number == 0;
}

static Row *
row_at(const View *view, guint row)
{
	return &g_array_index(view->rows, Row, row - 1);
}

void
view_add_row(View *view, NameId name)
{
	Value *value = begin_value(view, name, VALUE_ROWS);
	Row row = { .first_column = view->columns->len, .next = VIEW_NO_ROW };

	g_array_append_val(view->rows, row);
	if (value->first_row == VIEW_NO_ROW)
		value->first_row = view->rows->len;
	else
		row_at(view, value->last_row)->next = view->rows->len;
	value->last_row = view->rows->len;
}

static void
add_column(View *view, Span span)
{
	g_array_append_val(view->columns, span);
	row_at(view, view->rows->len)->column_count++;
}

void
view_add_markup(View *view, const Markup *markup)
{
	add_column(view, keep(view, markup));
}

void
view_add_lent_markup(View *view, Slice markup)
{
	add_column(view, lend(markup));
}

void
view_add_text(View *view, const char *text)
{
	add_column(view, keep_text(view, text));
}

void
view_add_flag(View *view, bool flag)
{
	add_column(view, (Span) { .lent = "1", .length = flag ? 1 : 0 });
}

bool
view_wants_message(const View *view, MessageId id)
{
	return template_uses_message(view->template, id);
}

bool
view_wants_plain_message(const View *view, MessageId id)
{
	return template_uses_plain_message(view->template, id);
}

void
view_set_message(View *view, MessageId id, Slice message)
{
	view->messages[id] = message;
}

void
view_set_plain_message(View *view, MessageId id, Slice message)
{
	view->plain_messages[id] = message;
}

static Slice
slice(const View *view, Span span)
{
	const char *bytes = span.lent == NULL ? view->bytes->str + span.start : span.lent;

	return (Slice) { .bytes = bytes, .length = span.length };
}

Slice
view_value(const View *view, NameId name)
{
	return slice(view, view->values[name].span);
}

Slice
view_number(const View *view, NameId name)
{
	Slice number = view_value(view, name);

	return number.length == 0 ? (Slice) { .bytes = "0", .length = 1 } : number;
}

Slice
view_message(const View *view, MessageId id)
{
	return view->messages[id];
}

Slice
view_plain_message(const View *view, MessageId id)
{
	return view->plain_messages[id];
}

bool
view_is_true(const View *view, NameId name)
{
	const Value *value = &view->values[name];

	return (value->span.length > 0 && !value->is_zero) || value->first_row != VIEW_NO_ROW;
}

guint
view_first_row(const View *view, NameId name)
{
	return view->values[name].first_row;
}

guint
view_next_row(const View *view, guint row)
{
	return row_at(view, row)->next;
}

Slice
view_column(const View *view, guint row, guint column)
{
	const Row *cells = row_at(view, row);

	if (column >= cells->column_count)
		return (Slice) { .bytes = "" };
	return slice(view, g_array_index(view->columns, Span, cells->first_column + column));
}

static void
push_string(CtplEnviron *environment, const char *name, Slice text)
{
	g_autofree char *string = g_strndup(text.bytes, text.length);

	ctpl_environ_push_string(environment, name, string);
}

/* Arrays of ctpl's, built from their ends because appending to one walks it. */
static CtplValue *
make_row(const View *view, guint row)
{
	CtplValue *value = ctpl_value_new();

	ctpl_value_set_array(value, CTPL_VTYPE_STRING, 0, NULL);
	for (guint i = row_at(view, row)->column_count; i > 0; i--) {
		Slice column = view_column(view, row, i - 1);
		g_autofree char *string = g_strndup(column.bytes, column.length);

		ctpl_value_array_prepend_string(value, string);
	}
	return value;
}

static void
push_rows(CtplEnviron *environment, const View *view, const TemplateName *name)
{
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(guint));
	CtplValue *list = ctpl_value_new();

	for (guint row = view_first_row(view, name->id); row != VIEW_NO_ROW; row = view_next_row(view, row))
		g_array_append_val(rows, row);
	ctpl_value_set_array(list, CTPL_VTYPE_STRING, 0, NULL);
	for (guint i = rows->len; i > 0; i--) {
		CtplValue *row = make_row(view, g_array_index(rows, guint, i - 1));

		ctpl_value_array_prepend(list, row);
		ctpl_value_free(row);
	}
	ctpl_environ_push(environment, name->name, list);
	ctpl_value_free(list);
}

/* ctpl fails on a name that it does not have, so those without a value get an
 * empty one. */
static CtplEnviron *
make_environment(const View *view)
{
	CtplEnviron *environment = ctpl_environ_new();

	for (const TemplateName *name = template_names; name->name != NULL; name++) {
		if (!template_has(view->template, name->id, name->kind) || !view_wants(view, name->id))
			continue;
		if (name->kind == VALUE_MARKUP)
			push_string(environment, name->name, view_value(view, name->id));
		else if (name->kind == VALUE_NUMBER)
			ctpl_environ_push_int(environment, name->name,
					      g_ascii_strtoll(view_value(view, name->id).bytes, NULL, 10));
		else
			push_rows(environment, view, name);
	}
	for (guint i = 0; i < MESSAGE_COUNT; i++) {
		if (view_wants_message(view, i))
			push_string(environment, template_message_name(i), view_message(view, i));
		if (view_wants_plain_message(view, i))
			push_string(environment, template_plain_message_name(i), view_plain_message(view, i));
	}
	return environment;
}

bool
view_is_safe(const View *view)
{
	return template_program(view->template) != NULL;
}

void
view_append(const View *view, Markup *out)
{
	program_run(template_program(view->template), view, out);
}

Markup *
view_render(const View *view, GError **error)
{
	CtplEnviron *environment;
	Markup *markup;

	if (view_is_safe(view)) {
		markup = markup_new();
		view_append(view, markup);
		return markup;
	}
	environment = make_environment(view);
	markup = template_render(view->template, environment, error);
	ctpl_environ_unref(environment);
	return markup;
}
