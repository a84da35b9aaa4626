/* YAML files of every kind: the first byte says which, and whether it is a translation. */
#include "fuzz.h"

#include "source/source.h"
#include "source/yaml.h"

/* Whether every place of a tree is one in its file. */
static void
check_tree(const Node *node, const File *file, guint depth)
{
	fuzz_check(depth <= NODE_MAX_DEPTH);
	fuzz_check(node->where.file == file && node->where.line >= 1 && node->where.column >= 1);
	fuzz_check(node->start <= node->end && node->end <= file->length);
	if (node->kind == NODE_SCALAR)
		fuzz_check(node->text != NULL && g_utf8_validate(node->text, -1, NULL));
	for (guint i = 0; i < node_length(node); i++)
		check_tree(node->kind == NODE_SEQUENCE ? node_item(node, i) : node_field(node, i)->value, file,
			   depth + 1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(File) file = NULL;
	g_autoptr(Findings) findings = findings_new();
	g_autoptr(Findings) checks = findings_new();
	g_autoptr(Node) root = NULL;
	guint kind;

	if (size == 0)
		return 0;
	kind = data[0] % (2 * (SOURCE_PAIR + 1));
	file = fuzz_file("f.yaml", data + 1, size - 1);
	root = yaml_read(file, findings);
	fuzz_check(root != NULL || findings_count(findings, SEVERITY_ERROR) > 0);
	if (root != NULL)
		check_tree(root, file, 0);
	fuzz_check(source_check_text(kind / 2, kind % 2 == 1, file, checks) == (root != NULL));
	fuzz_print(findings);
	fuzz_print(checks);
	return 0;
}
