#include "page/view.h"

#include <string.h>

/* How much the values of most pages have. */
#define USUAL_BYTES 16384
#define USUAL_ROWS 128
#define USUAL_COLUMNS 512

static void
destroy(gpointer data)
{
	View *view = data;

	g_string_free(view->bytes, TRUE);
	g_free(view->rows);
	g_free(view->columns);
	g_array_unref(view->assets);
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
	view->row_room = USUAL_ROWS;
	view->rows = g_new(ViewRow, view->row_room);
	view->column_room = USUAL_COLUMNS;
	view->columns = g_new(ViewSpan, view->column_room);
	view->assets = g_array_new(FALSE, TRUE, sizeof(ViewSpan));
	return view;
}

View *
view_new(const Template *template)
{
	GPtrArray *spare = g_private_get(&spare_views);
	View *view = spare == NULL || spare->len == 0 ? make() : g_ptr_array_steal_index_fast(spare, spare->len - 1);

	view->template = template;
	g_string_truncate(view->bytes, 0);
	view->row_count = 0;
	view->column_count = 0;
	g_array_set_size(view->assets, 0);
	g_array_set_size(view->assets, template_assets(template)->count);
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
static ViewValue *
begin_value(View *view, NameId name, ValueKind kind)
{
	g_assert(template_has(view->template, name, kind));
	return &view->values[name];
}

static ViewSpan
keep(View *view, const Markup *markup)
{
	ViewSpan span = { .start = view->bytes->len, .length = markup_length(markup) };

	g_string_append_len(view->bytes, markup_string(markup), (gssize) span.length);
	return span;
}

static ViewSpan
lend(Slice markup)
{
	return (ViewSpan) { .lent = markup.bytes, .length = markup.length };
}

static ViewSpan
keep_text(View *view, const char *text)
{
	ViewSpan span = { .start = view->bytes->len };

	markup_escape(view->bytes, text);
	span.length = view->bytes->len - span.start;
	return span;
}

void
view_set_markup(View *view, NameId name, const Markup *markup)
{
	ViewValue *value = begin_value(view, name, VALUE_MARKUP);

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
	ViewValue *value = begin_value(view, name, VALUE_MARKUP);

	if (view_wants(view, name))
		value->span = keep_text(view, text);
}

void
view_set_number(View *view, NameId name, glong number)
{
	ViewValue *value = begin_value(view, name, VALUE_NUMBER);

	value->span = (ViewSpan) { .start = view->bytes->len };
	g_string_append_printf(view->bytes, "%ld", number);
	value->span.length = view->bytes->len - value->span.start;
	value->is_zero = number == 0;
}

void
view_add_row(View *view, NameId name)
{
	ViewValue *value = begin_value(view, name, VALUE_ROWS);

	if (view->row_count == view->row_room) {
		view->row_room *= 2;
		view->rows = g_renew(ViewRow, view->rows, view->row_room);
	}
	view->rows[view->row_count++] = (ViewRow) { .first_column = view->column_count };
	if (value->first_row == VIEW_NO_ROW)
		value->first_row = view->row_count;
	else
		view->rows[value->last_row - 1].next = view->row_count;
	value->last_row = view->row_count;
}

static void
add_column(View *view, ViewSpan span)
{
	if (view->column_count == view->column_room) {
		view->column_room *= 2;
		view->columns = g_renew(ViewSpan, view->columns, view->column_room);
	}
	view->columns[view->column_count++] = span;
	view->rows[view->row_count - 1].column_count++;
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
	add_column(view, (ViewSpan) { .lent = "1", .length = flag ? 1 : 0 });
}

bool
view_wants_asset(const View *view, guint number)
{
	return template_uses_asset(view->template, number);
}

void
view_set_asset(View *view, guint number, const char *address)
{
	g_array_index(view->assets, ViewSpan, number) = keep_text(view, address);
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

static void
push_string(CtplEnviron *environment, const char *name, Slice text)
{
	/* What there is nothing of may be nowhere. */
	g_autofree char *string = text.length == 0 ? g_strdup("") : g_strndup(text.bytes, text.length);

	ctpl_environ_push_string(environment, name, string);
}

/* Arrays of ctpl's, built from their ends because appending to one walks it. */
static CtplValue *
make_row(const View *view, guint row)
{
	CtplValue *value = ctpl_value_new();

	ctpl_value_set_array(value, CTPL_VTYPE_STRING, 0, NULL);
	for (guint i = view->rows[row - 1].column_count; i > 0; i--) {
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
	const MessageList *messages = template_messages(view->template);
	const MessageList *plain = template_plain_messages(view->template);

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
	for (guint i = 0; i < view->assets->len; i++)
		if (view_wants_asset(view, i))
			push_string(environment, template_assets(view->template)->template_names[i],
				    view_asset(view, i));
	for (guint i = 0; i < messages->count; i++)
		push_string(environment, template_message_name(messages->ids[i]), view_message(view, messages->ids[i]));
	for (guint i = 0; i < plain->count; i++)
		push_string(environment, template_plain_message_name(plain->ids[i]),
			    view_plain_message(view, plain->ids[i]));
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
