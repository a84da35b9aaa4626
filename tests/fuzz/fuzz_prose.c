/* Prose: what is checked without a finding holds no tag but those that CommonMark makes,
 * no link but to the web and to addresses of mail, and closes what it opens. */
#include "fuzz.h"

#include <string.h>

#include "page/markup.h"
#include "source/node.h"
#include "source/prose.h"

static const char *const elements[] = { "p", "em", "strong", "code", "pre", "a", "ul", "ol", "li", "blockquote", NULL };
static const char *const empty_elements[] = { "br", "hr", NULL };

/* Passes over the attributes of a tag up to its end. */
static const char *
check_attributes(const char *c, const char *name)
{
	while (*c == ' ') {
		const char *value = strstr(c, "=\"");
		const char *end = value == NULL ? NULL : strchr(value + 2, '"');
		g_autofree char *attribute = value == NULL ? NULL : g_strndup(c + 1, (gsize) (value - c) - 1);

		/* An empty element ends like this. */
		if (g_str_has_prefix(c, " />"))
			return c + 2;
		fuzz_check(end != NULL);
		fuzz_check(
		    (g_str_equal(name, "a") && (g_str_equal(attribute, "href") || g_str_equal(attribute, "title"))) ||
		    (g_str_equal(name, "ol") && g_str_equal(attribute, "start")) ||
		    (g_str_equal(name, "code") && g_str_equal(attribute, "class")));
		if (g_str_equal(attribute, "href"))
			fuzz_check(g_ascii_strncasecmp(value + 2, "http://", 7) == 0 ||
				   g_ascii_strncasecmp(value + 2, "https://", 8) == 0 ||
				   g_ascii_strncasecmp(value + 2, "mailto:", 7) == 0);
		fuzz_check(memchr(value + 2, '<', (gsize) (end - value) - 2) == NULL);
		c = end + 1;
	}
	return c;
}

static void
check_markup(const char *markup)
{
	g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(g_free);

	fuzz_check(g_utf8_validate(markup, -1, NULL));
	for (const char *c = markup; *c != '\0';) {
		bool closes = c[0] == '<' && c[1] == '/';
		gsize length = strspn(c + 1 + closes, "abcdefghijklmnopqrstuvwxyz");
		g_autofree char *name = NULL;

		fuzz_check(*c != '>');
		if (*c++ != '<')
			continue;
		c += closes;
		name = g_strndup(c, length);
		c = check_attributes(c + length, name);
		fuzz_check(*c++ == '>');
		if (g_strv_contains(empty_elements, name))
			continue;
		fuzz_check(g_strv_contains(elements, name));
		if (!closes) {
			g_ptr_array_add(open, g_steal_pointer(&name));
			continue;
		}
		fuzz_check(open->len > 0 && g_str_equal(open->pdata[open->len - 1], name));
		g_ptr_array_set_size(open, (gint) open->len - 1);
	}
	fuzz_check(open->len == 0);
}

static void
check_prose(Node *node, bool one_paragraph)
{
	g_autoptr(Findings) findings = findings_new();
	g_autoptr(Markup) markup = markup_new();

	prose_check(node, one_paragraph, findings);
	fuzz_print(findings);
	if (findings_count(findings, SEVERITY_ERROR) > 0)
		return;
	if (one_paragraph)
		markup_inline(markup, node->text);
	else
		markup_prose(markup, node->text);
	check_markup(markup_string(markup));
}

/* No character that means something in markup comes through. */
static void
check_text(const char *text)
{
	g_autoptr(Markup) markup = markup_new();

	markup_text(markup, text);
	fuzz_check(strpbrk(markup_string(markup), "<>\"'") == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(File) file = fuzz_file("f.yaml", data, size);
	g_autoptr(Node) node = node_new(NODE_SCALAR, file_place_at(file, 0));

	node->text = fuzz_text(data, size);
	check_prose(node, false);
	check_prose(node, true);
	check_text(node->text);
	return 0;
}
