/* Changes of single texts in a YAML file: the text, a NUL byte, and the file.  Of what
 * was changed the text is that which was wanted, and all other texts are as they were. */
#include "fuzz.h"

#include <string.h>

#include "source/edit.h"
#include "source/yaml.h"

static Node *
read_text(const char *text, Findings *findings, File **file)
{
	*file = fuzz_file("f.yaml", (const uint8_t *) text, strlen(text));
	return yaml_read(*file, findings);
}

/* All texts of a tree but the one at a path, a line for each. */
static void
list_texts(const Node *node, const char *path, const char *without, GString *out)
{
	/* A key without a value becomes a mapping. */
	if (g_str_equal(path, without) ||
	    (node->kind == NODE_SCALAR && *node->text == '\0' && g_str_has_prefix(without, path)))
		return;
	if (node->kind == NODE_SCALAR)
		g_string_append_printf(out, "%s=%s\n", path, node->text);
	for (guint i = 0; i < node_length(node); i++) {
		bool is_list = node->kind == NODE_SEQUENCE;
		g_autofree char *below = is_list ? g_strdup_printf("%s/%u", path, i + 1)
						 : g_strdup_printf("%s/%s", path, node_field(node, i)->key);

		list_texts(is_list ? node_item(node, i) : node_field(node, i)->value, below, without, out);
	}
}

static void
try_edit(const char *text, const char *wanted, const char *const *keys)
{
	g_autoptr(Findings) findings = findings_new();
	g_autoptr(File) before_file = NULL;
	g_autoptr(File) after_file = NULL;
	g_autoptr(Node) before = read_text(text, findings, &before_file);
	g_autoptr(Node) after = NULL;
	g_autoptr(Edit) edit = edit_new("f.yaml", text);
	g_autofree char *path =
	    g_strdup_printf("/%s%s%s", keys[0], keys[1] == NULL ? "" : "/", keys[1] == NULL ? "" : keys[1]);
	g_autoptr(GString) old = g_string_new(NULL);
	g_autoptr(GString) new = g_string_new(NULL);
	const Node *node;

	if (!edit_set(edit, keys, wanted, NULL)) {
		fuzz_check(g_str_equal(edit_text(edit), text));
		return;
	}
	after = read_text(edit_text(edit), findings, &after_file);
	fuzz_check(after != NULL);
	node = keys[1] == NULL ? after : node_get(after, keys[0]);
	fuzz_check(g_strcmp0(node_get_text(node, keys[1] == NULL ? keys[0] : keys[1]), wanted) == 0);
	if (before == NULL)
		return;
	list_texts(before, "", path, old);
	list_texts(after, "", path, new);
	fuzz_check(g_str_equal(old->str, new->str));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = size == 0 ? NULL : memchr(data, '\0', size);
	g_autofree char *wanted = NULL;
	g_autofree char *text = NULL;

	if (end == NULL)
		return 0;
	wanted = fuzz_text(data, (size_t) (end - data));
	text = g_strndup((const char *) end + 1, size - (size_t) (end - data) - 1);
	try_edit(text, wanted, (const char *const[]) { "summary", NULL });
	try_edit(text, wanted, (const char *const[]) { "fix", NULL });
	try_edit(text, wanted, (const char *const[]) { "fingerprints", "fix", NULL });
	try_edit(text, wanted, (const char *const[]) { "messages", "fix", NULL });
	return 0;
}
