#include "page/view.h"

typedef struct {
	const char *name;
	GPtrArray *rows; /* of GPtrArray of char */
} List;

struct View {
	const Template *template;
	CtplEnviron *environment;
	GHashTable *set;  /* the names that have a value, borrowed */
	GPtrArray *lists; /* of List */
	GPtrArray *row;   /* the row that was begun last */
};

static void
free_list(gpointer data)
{
	List *list = data;

	g_ptr_array_unref(list->rows);
	g_free(list);
}

View *
view_new(const Template *template)
{
	View *view = g_new0(View, 1);

	view->template = template;
	view->environment = ctpl_environ_new();
	view->set = g_hash_table_new(g_str_hash, g_str_equal);
	view->lists = g_ptr_array_new_with_free_func(free_list);
	return view;
}

void
view_free(View *view)
{
	ctpl_environ_unref(view->environment);
	g_hash_table_unref(view->set);
	g_ptr_array_unref(view->lists);
	g_free(view);
}

bool
view_wants(const View *view, const char *name)
{
	return template_uses(view->template, name);
}

/* The entry of a name in the table, by which the program keeps to what the
 * manual says of it. */
static const TemplateName *
find_name(const View *view, const char *name)
{
	for (const TemplateName *known = template_names; known->name != NULL; known++)
		if ((known->templates & (1u << template_id(view->template))) != 0 && g_str_equal(known->name, name))
			return known;
	return NULL;
}

/* Notes that a name gets its value.  Returns: whether the template shows it. */
static bool
begin_value(View *view, const char *name, NameKind kind)
{
	const TemplateName *known = find_name(view, name);

	g_assert(known != NULL && known->kind == kind);
	g_hash_table_add(view->set, (gpointer) known->name);
	return view_wants(view, name);
}

void
view_set_markup(View *view, const char *name, const Markup *markup)
{
	if (begin_value(view, name, NAME_MARKUP))
		ctpl_environ_push_string(view->environment, name, markup_string(markup));
}

void
view_set_text(View *view, const char *name, const char *text)
{
	g_autoptr(Markup) markup = markup_new();

	markup_text(markup, text);
	view_set_markup(view, name, markup);
}

void
view_set_number(View *view, const char *name, glong number)
{
	if (begin_value(view, name, NAME_NUMBER))
		ctpl_environ_push_int(view->environment, name, number);
}

/* The rows of a name, which begin with none. */
static GPtrArray *
rows_of(View *view, const char *name)
{
	List *list;

	for (guint i = 0; i < view->lists->len; i++) {
		list = view->lists->pdata[i];
		if (g_str_equal(list->name, name))
			return list->rows;
	}
	list = g_new(List, 1);
	list->name = find_name(view, name)->name;
	list->rows = g_ptr_array_new_with_free_func((GDestroyNotify) g_ptr_array_unref);
	g_ptr_array_add(view->lists, list);
	return list->rows;
}

void
view_add_row(View *view, const char *name)
{
	begin_value(view, name, NAME_ROWS);
	view->row = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(rows_of(view, name), view->row);
}

void
view_add_markup(View *view, const Markup *markup)
{
	g_ptr_array_add(view->row, g_strdup(markup_string(markup)));
}

void
view_add_text(View *view, const char *text)
{
	g_autoptr(Markup) markup = markup_new();

	markup_text(markup, text);
	view_add_markup(view, markup);
}

void
view_add_flag(View *view, bool flag)
{
	g_ptr_array_add(view->row, g_strdup(flag ? "1" : ""));
}

bool
view_wants_message(const View *view, MessageId id)
{
	return template_uses(view->template, template_message_name(id));
}

bool
view_wants_plain_message(const View *view, MessageId id)
{
	return template_uses(view->template, template_plain_message_name(id));
}

void
view_set_message(View *view, MessageId id, const Markup *message)
{
	ctpl_environ_push_string(view->environment, template_message_name(id), markup_string(message));
}

void
view_set_plain_message(View *view, MessageId id, const char *message)
{
	g_autoptr(Markup) markup = markup_new();

	markup_text(markup, message);
	ctpl_environ_push_string(view->environment, template_plain_message_name(id), markup_string(markup));
}

/* An array of ctpl's, built from its end because appending to one walks it. */
static CtplValue *
make_row(const GPtrArray *columns)
{
	CtplValue *row = ctpl_value_new();

	ctpl_value_set_array(row, CTPL_VTYPE_STRING, 0, NULL);
	for (guint i = columns->len; i > 0; i--)
		ctpl_value_array_prepend_string(row, columns->pdata[i - 1]);
	return row;
}

static void
push_list(View *view, const char *name, const GPtrArray *rows)
{
	CtplValue *value = ctpl_value_new();

	ctpl_value_set_array(value, CTPL_VTYPE_STRING, 0, NULL);
	for (guint i = rows == NULL ? 0 : rows->len; i > 0; i--) {
		CtplValue *row = make_row(rows->pdata[i - 1]);

		ctpl_value_array_prepend(value, row);
		ctpl_value_free(row);
	}
	ctpl_environ_push(view->environment, name, value);
	ctpl_value_free(value);
}

/* ctpl fails on a name that it does not have, so those without a value get an
 * empty one. */
static void
push_empty(View *view, const TemplateName *name)
{
	switch (name->kind) {
	case NAME_MARKUP:
		ctpl_environ_push_string(view->environment, name->name, "");
		break;
	case NAME_NUMBER:
		ctpl_environ_push_int(view->environment, name->name, 0);
		break;
	case NAME_ROWS:
		push_list(view, name->name, NULL);
		break;
	}
}

Markup *
view_render(View *view, GError **error)
{
	for (guint i = 0; i < view->lists->len; i++) {
		const List *list = view->lists->pdata[i];

		if (view_wants(view, list->name))
			push_list(view, list->name, list->rows);
	}
	for (const TemplateName *name = template_names; name->name != NULL; name++) {
		bool has = (name->templates & (1u << template_id(view->template))) != 0;

		if (has && view_wants(view, name->name) && !g_hash_table_contains(view->set, name->name))
			push_empty(view, name);
	}
	return template_render(view->template, view->environment, error);
}
