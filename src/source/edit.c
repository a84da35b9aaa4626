#include "source/edit.h"

#include <string.h>

#include "source/yaml.h"

/* How far what is below a key is moved in, in columns. */
#define INDENT 2

struct Edit {
	char *path;
	GString *text;
	File *file;     /* the text as it was read last; NULL where it is empty */
	Node *root;     /* NULL where the file is empty or not valid */
	File *old_file; /* the same before the last change */
	Node *old_root;
};

static void
forget(Edit *edit)
{
	g_clear_pointer(&edit->old_root, node_free);
	g_clear_pointer(&edit->old_file, file_free);
}

/* Reads the text anew after each change, so that every offset is true. */
static void
read_again(Edit *edit)
{
	g_autoptr(Findings) findings = findings_new();

	forget(edit);
	edit->old_file = edit->file;
	edit->old_root = edit->root;
	edit->file = file_new(edit->path, g_strdup(edit->text->str), edit->text->len);
	edit->root = yaml_read(edit->file, findings);
}

Edit *
edit_new(const char *path, const char *text)
{
	Edit *edit = g_new0(Edit, 1);

	edit->path = g_strdup(path);
	edit->text = g_string_new(text);
	read_again(edit);
	return edit;
}

void
edit_free(Edit *edit)
{
	forget(edit);
	g_clear_pointer(&edit->root, node_free);
	g_clear_pointer(&edit->file, file_free);
	g_free(edit->path);
	g_string_free(edit->text, TRUE);
	g_free(edit);
}

const char *
edit_text(const Edit *edit)
{
	return edit->text->str;
}

/* Whether a text reads back as itself without quotation marks, also with a
 * reader that knows numbers and truth values. */
static bool
is_plain(const char *text)
{
	static const char *const reserved[] = { "true", "false", "yes", "no", "on", "off", "null", "~", NULL };
	g_autofree char *lower = g_utf8_strdown(text, -1);
	gunichar first = g_utf8_get_char(text);
	gsize length = strlen(text);

	/* A digit in front may begin a number, unless there are words behind it. */
	if (first > 0x7f ? !g_unichar_isgraph(first) : !g_ascii_isalpha((char) first))
		if (!g_ascii_isdigit((char) first) || strchr(text, ' ') == NULL)
			return false;
	return strstr(text, ": ") == NULL && strstr(text, " #") == NULL && strpbrk(text, "{}[]\"\n\t,") == NULL &&
	       text[length - 1] != ' ' && text[length - 1] != ':' && !g_strv_contains(reserved, lower);
}

/* In double quotation marks (YAML 1.2, section 7.3.1). */
static void
append_quoted(GString *out, const char *text)
{
	g_string_append_c(out, '"');
	for (const char *c = text; *c != '\0'; c++) {
		if (*c == '\n')
			g_string_append(out, "\\n");
		else if (*c == '"' || *c == '\\')
			g_string_append_printf(out, "\\%c", *c);
		else
			g_string_append_c(out, *c);
	}
	g_string_append_c(out, '"');
}

/* A literal block whose lines stand at a column. */
static void
append_block(GString *out, const char *text, guint indent)
{
	bool ends_with_feed = g_str_has_suffix(text, "\n");
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	guint count = g_strv_length(lines) - (ends_with_feed ? 1 : 0);

	g_string_append(out, ends_with_feed ? "|" : "|-");
	for (guint i = 0; i < count; i++) {
		g_string_append_c(out, '\n');
		if (*lines[i] != '\0')
			g_string_append_printf(out, "%*s%s", (int) indent, "", lines[i]);
	}
}

/* Whether a block would keep the text: not with white space that YAML takes for
 * indentation, nor with more than one line feed at its end. */
static bool
is_block(const char *text)
{
	return strchr(text, '\n') != NULL && *text != ' ' && *text != '\t' && *text != '\n' &&
	       !g_str_has_suffix(text, "\n\n");
}

/* Appends a scalar, without a line feed behind it. */
static void
append_scalar(GString *out, const char *text, guint indent, bool is_flow)
{
	if (!is_flow && is_block(text))
		append_block(out, text, indent);
	else if (*text != '\0' && is_plain(text))
		g_string_append(out, text);
	else
		append_quoted(out, text);
}

static void
append_key(GString *out, const char *key)
{
	if (is_plain(key) && strchr(key, ':') == NULL)
		g_string_append(out, key);
	else
		append_quoted(out, key);
	g_string_append_c(out, ':');
}

/* Whether a key is the number of a list's item: it looks like one, and model,
 * where there is one, has no mapping there. */
static bool
is_item(const char *key, const Node *model)
{
	return *key != '\0' && key[strspn(key, G_CSET_DIGITS)] == '\0' &&
	       (model == NULL || model->kind != NODE_MAPPING);
}

/* What stands under a key of model; NULL where nothing does. */
static const Node *
below(const Node *model, const char *key)
{
	guint64 number = g_ascii_strtoull(key, NULL, 10);

	if (model != NULL && model->kind == NODE_SEQUENCE)
		return number >= 1 && number <= node_length(model) ? node_item(model, (guint) number - 1) : NULL;
	return node_get(model, key);
}

/* The keys from the first missing one on, as lines that begin at a column and
 * end with a line feed. */
static void
append_branch(GString *out, const char *const *keys, const char *text, guint column, const Node *model)
{
	for (; *keys != NULL; keys++, column += INDENT) {
		g_string_append_printf(out, "%*s", (int) column, "");
		if (is_item(*keys, model))
			g_string_append_c(out, '-');
		else
			append_key(out, *keys);
		if (keys[1] != NULL)
			g_string_append_c(out, '\n');
		model = below(model, *keys);
	}
	g_string_append_c(out, ' ');
	append_scalar(out, text, column, false);
	g_string_append_c(out, '\n');
}

/* The end of a node as the start of a line: behind its own last line, before
 * the blank lines and comments that follow it. */
static gsize
end_of_lines(const Edit *edit, const Node *node)
{
	const char *text = edit->text->str;
	gsize end = node->end;

	/* The end of a block collection or a literal block is the start of what
	 * comes next; go back to where its last line ended. */
	while (end > node->start && (text[end - 1] == ' ' || text[end - 1] == '\n' || text[end - 1] == '\t'))
		end--;
	while (text[end] != '\0' && text[end] != '\n')
		end++;
	return text[end] == '\n' ? end + 1 : end;
}

/* The end of the last scalar below a node, since libyaml puts the end of a block
 * collection behind the comments that follow it. */
static gsize
end_of_content(const Edit *edit, const Node *node)
{
	if (!node->is_flow && node->kind == NODE_MAPPING && node_length(node) > 0)
		return end_of_content(edit, node_field(node, node_length(node) - 1)->value);
	if (!node->is_flow && node->kind == NODE_SEQUENCE && node_length(node) > 0)
		return end_of_content(edit, node_item(node, node_length(node) - 1));
	return end_of_lines(edit, node);
}

static void
insert(Edit *edit, gsize offset, const char *text)
{
	/* A file whose last line has no line feed gets one first. */
	if (offset > 0 && offset == edit->text->len && edit->text->str[offset - 1] != '\n') {
		g_string_append_c(edit->text, '\n');
		offset++;
	}
	g_string_insert(edit->text, (gssize) offset, text);
	read_again(edit);
}

/* Where a new key of a mapping goes: behind the nearest key before it in model
 * that the mapping has. */
static gsize
place_for_key(const Edit *edit, const Node *mapping, const char *key, const Node *model)
{
	gsize place = 0;
	bool found = false;

	for (guint i = 0; model != NULL && i < node_length(model); i++) {
		const NodeField *field = node_field(model, i);
		const Node *before = node_get(mapping, field->key);

		if (g_str_equal(field->key, key))
			break;
		if (before != NULL) {
			place = end_of_content(edit, before);
			found = true;
		}
	}
	if (found)
		return place;
	if (model != NULL && node_get(model, key) != NULL && node_length(mapping) > 0) {
		const NodeField *first = node_field(mapping, 0);

		return file_offset(edit->file, first->where.line, 1);
	}
	return end_of_content(edit, mapping);
}

/* Adds a branch to a mapping or a list in braces or brackets. */
static bool
insert_flow(Edit *edit, const Node *parent, const char *const *keys, const char *text, const Node *model)
{
	g_autoptr(GString) added = g_string_new(node_length(parent) > 0 ? ", " : "");
	guint open = 0;

	for (; *keys != NULL; keys++) {
		if (!is_item(*keys, model)) {
			append_key(added, *keys);
			g_string_append_c(added, ' ');
		}
		if (keys[1] != NULL) {
			g_string_append(added, "{ ");
			open++;
		}
		model = below(model, *keys);
	}
	append_scalar(added, text, 0, true);
	for (; open > 0; open--)
		g_string_append(added, " }");

	gsize place = parent->end - 1;

	while (edit->text->str[place - 1] == ' ')
		place--;
	insert(edit, place, added->str);
	return true;
}

/* The line that holds a key as a comment at a column ("  # fix: How to Fix"), as
 * 'locale add' writes them; 0 where there is none. */
static guint
find_commented(const Edit *edit, const char *key, guint column)
{
	g_autofree char *wanted = g_strdup_printf("%*s# %s:", (int) column, "", key);

	for (guint line = 1; line <= edit->file->lines->len; line++) {
		g_autofree char *text = file_line(edit->file, line);

		if (g_str_has_prefix(text, wanted))
			return line;
	}
	return 0;
}

/* Puts a branch in the place of a comment that was waiting for it. */
static bool
replace_comment(Edit *edit, guint line, const char *branch)
{
	gsize start = file_offset(edit->file, line, 1);
	gsize end = file_offset(edit->file, line + 1, 1);

	g_string_erase(edit->text, (gssize) start, (gssize) (end - start));
	g_string_insert(edit->text, (gssize) start, branch);
	read_again(edit);
	return edit->root != NULL;
}

/* Adds what is missing below a node that exists. */
static bool
insert_branch(Edit *edit, const Node *parent, const char *const *keys, const char *text, const Node *model)
{
	g_autoptr(GString) branch = g_string_new(NULL);

	if (parent->kind == NODE_SCALAR)
		return false;
	if (parent->is_flow)
		return insert_flow(edit, parent, keys, text, model);
	append_branch(branch, keys, text, parent->where.column - 1, model);
	if (keys[1] == NULL && find_commented(edit, *keys, parent->where.column - 1) > 0)
		return replace_comment(edit, find_commented(edit, *keys, parent->where.column - 1), branch->str);
	insert(edit,
	       parent->kind == NODE_SEQUENCE ? end_of_content(edit, parent) : place_for_key(edit, parent, *keys, model),
	       branch->str);
	return true;
}

/* A key whose value is empty ("messages:" with comments below) becomes a
 * mapping. */
static bool
fill_empty(Edit *edit, const NodeField *field, const char *const *keys, const char *text, const Node *model)
{
	g_autoptr(GString) branch = g_string_new(NULL);
	const char *line_end = strchr(edit->text->str + field->value->end, '\n');
	gsize place = line_end == NULL ? edit->text->len : (gsize) (line_end - edit->text->str) + 1;

	append_branch(branch, keys, text, field->where.column - 1 + INDENT, model);
	if (keys[1] == NULL && find_commented(edit, *keys, field->where.column - 1 + INDENT) > 0)
		return replace_comment(edit, find_commented(edit, *keys, field->where.column - 1 + INDENT),
				       branch->str);
	insert(edit, place, branch->str);
	return true;
}

/* Whether a scalar is a block, literal or folded: its end is the start of a line. */
static bool
ends_lines(const Edit *edit, const Node *node)
{
	return node->end > node->start && edit->text->str[node->end - 1] == '\n';
}

/* The comment behind a scalar, or behind the bar of a block, with the space in
 * front of it.
 * Returns: (transfer full): may be empty. */
static char *
comment_of(const Edit *edit, const Node *node)
{
	bool is_block = ends_lines(edit, node);
	const char *start = edit->text->str + (is_block ? node->start : node->end);
	g_autofree char *line = g_strndup(start, strcspn(start, "\n"));
	const char *mark = is_block ? strstr(line, " #") : line;

	return g_strdup(mark == NULL ? "" : mark);
}

static bool
replace(Edit *edit, const Node *node, guint indent, bool is_flow, const char *text)
{
	g_autoptr(GString) added = g_string_new(NULL);
	g_autofree char *comment = comment_of(edit, node);
	bool is_block = ends_lines(edit, node);
	gsize end = is_block ? end_of_lines(edit, node) : node->end;
	const char *feed;

	if (g_str_equal(node->text, text))
		return true;
	/* A key without a value has no space behind it either. */
	if (node->start == node->end)
		g_string_append_c(added, ' ');
	append_scalar(added, text, indent, is_flow);
	/* The comment of a block stands on its first line. */
	feed = strchr(added->str, '\n');
	if (feed != NULL || is_block) {
		g_string_insert(added, feed == NULL ? (gssize) added->len : feed - added->str, comment);
		end += is_block ? 0 : strlen(comment);
	}
	if (is_block)
		g_string_append_c(added, '\n');
	g_string_erase(edit->text, (gssize) node->start, (gssize) (end - node->start));
	g_string_insert(edit->text, (gssize) node->start, added->str);
	/* The last line of a block needs its line feed. */
	if (feed != NULL && edit->text->str[edit->text->len - 1] != '\n')
		g_string_append_c(edit->text, '\n');
	read_again(edit);
	return true;
}

/* Adds a branch to a file that has nothing in it but comments. */
static bool
begin(Edit *edit, const char *const *keys, const char *text, const Node *model)
{
	g_autoptr(GString) branch = g_string_new(NULL);

	append_branch(branch, keys, text, 0, model);
	insert(edit, edit->text->len, branch->str);
	return edit->root != NULL;
}

/* The field of a mapping with this key.
 * Returns: (nullable): NULL where the key is missing or node is no mapping. */
static const NodeField *
find_field(const Node *node, const char *key)
{
	for (guint i = 0; node->kind == NODE_MAPPING && i < node_length(node); i++) {
		if (g_str_equal(node_field(node, i)->key, key))
			return node_field(node, i);
	}
	return NULL;
}

static bool
set(Edit *edit, const char *const *keys, const char *text, const Node *model)
{
	const Node *node = edit->root;
	const NodeField *field = NULL;
	guint column = 0;
	bool is_flow = false;

	if (node == NULL)
		return begin(edit, keys, text, model);
	for (; *keys != NULL; keys++) {
		const Node *next = below(node, *keys);

		if (next == NULL && node->kind == NODE_SCALAR && *node->text == '\0' && field != NULL)
			return fill_empty(edit, field, keys, text, model);
		if (next == NULL)
			return insert_branch(edit, node, keys, text, model) && edit->root != NULL;
		if (node->kind == NODE_MAPPING)
			field = find_field(node, *keys);
		column = (node->kind == NODE_MAPPING ? field->where : node->where).column - 1;
		is_flow = is_flow || node->is_flow;
		node = next;
		model = below(model, *keys);
	}
	return node->kind == NODE_SCALAR && replace(edit, node, column + INDENT, is_flow, text) && edit->root != NULL;
}

/* Whether two trees hold the same. */
static bool
are_equal(const Node *one, const Node *other)
{
	if (one->kind != other->kind || node_length(one) != node_length(other) ||
	    (one->kind == NODE_SCALAR && !g_str_equal(one->text, other->text)))
		return false;
	for (guint i = 0; i < node_length(one); i++) {
		if (one->kind == NODE_SEQUENCE && !are_equal(node_item(one, i), node_item(other, i)))
			return false;
		if (one->kind == NODE_MAPPING && (!g_str_equal(node_field(one, i)->key, node_field(other, i)->key) ||
						  !are_equal(node_field(one, i)->value, node_field(other, i)->value)))
			return false;
	}
	return true;
}

/* Whether all children of one tree but that below a key are in the other. */
static bool
has_others(const Node *tree, const Node *old, const char *key)
{
	for (guint i = 0; i < node_length(old); i++) {
		bool is_list = old->kind == NODE_SEQUENCE;
		const char *name = is_list ? NULL : node_field(old, i)->key;
		const Node *child = is_list ? node_item(old, i) : node_field(old, i)->value;
		const Node *now = is_list ? node_item(tree, i) : node_get(tree, name);

		if (child != below(old, key) && (now == NULL || !are_equal(child, now)))
			return false;
	}
	return true;
}

/* Whether the text is below the keys of a tree, and all else is as it was in an old
 * one; where that is NULL there was nothing. */
static bool
differs_only_at(const Node *tree, const Node *old, const char *const *keys, const char *text)
{
	const Node *old_child;

	if (*keys == NULL)
		return tree->kind == NODE_SCALAR && g_str_equal(tree->text, text);
	if (tree->kind == NODE_SCALAR || below(tree, *keys) == NULL)
		return false;
	/* A key without a value was filled. */
	if (old != NULL && old->kind == NODE_SCALAR)
		old = NULL;
	if (old == NULL)
		return node_length(tree) == 1 && differs_only_at(below(tree, *keys), NULL, keys + 1, text);
	old_child = below(old, *keys);
	return old->kind == tree->kind && node_length(tree) == node_length(old) + (old_child == NULL ? 1 : 0) &&
	       has_others(tree, old, *keys) && differs_only_at(below(tree, *keys), old_child, keys + 1, text);
}

bool
edit_set(Edit *edit, const char *const *keys, const char *text, const Node *model)
{
	g_autofree char *old = g_strdup(edit->text->str);

	if (!set(edit, keys, text, model) && g_str_equal(edit->text->str, old))
		return false;
	if (g_str_equal(edit->text->str, old) ||
	    (edit->root != NULL && differs_only_at(edit->root, edit->old_root, keys, text)))
		return true;
	/* YAML has more ways to write a text than are known here. */
	g_string_assign(edit->text, old);
	read_again(edit);
	return false;
}

bool
edit_remove(Edit *edit, const char *const *keys)
{
	const Node *node = edit->root;

	while (node != NULL && keys[1] != NULL)
		node = node_get(node, *keys++);

	const NodeField *field = node == NULL || node->is_flow ? NULL : find_field(node, *keys);

	if (field == NULL)
		return false;

	gsize start = file_offset(edit->file, field->where.line, 1);

	g_string_erase(edit->text, (gssize) start, (gssize) (end_of_content(edit, field->value) - start));
	read_again(edit);
	return true;
}
