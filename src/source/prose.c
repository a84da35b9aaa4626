#include "source/prose.h"

#include <string.h>

#include <cmark.h>

static bool
link_is_safe(const char *url)
{
	static const char *const schemes[] = { "https://", "http://", "mailto:" };

	for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++)
		if (g_ascii_strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return false;
}

/* The code points before byte number column, from 1, of a line of the text. */
static guint
count_code_points(const char *text, guint line, guint column)
{
	for (guint i = 1; i < line && text != NULL; i++) {
		text = strchr(text, '\n');
		text = text == NULL ? NULL : text + 1;
	}
	return text == NULL ? 0 : (guint) g_utf8_strlen(text, (gssize) MIN(column - 1, strcspn(text, "\n")));
}

/* cmark counts bytes, and knows the column of some inlines only; others say 0. */
static Place
place_of(const Node *text, cmark_node *node)
{
	cmark_node *block = node;
	guint line;
	guint column;

	while (cmark_node_get_start_line(block) == 0 && cmark_node_parent(block) != NULL)
		block = cmark_node_parent(block);
	line = (guint) cmark_node_get_start_line(block);
	column = (guint) MAX(cmark_node_get_start_column(block), 1);
	return node_place_in(text, line, count_code_points(text->text, line, column) + 1);
}

static void
check_link(const Node *text, cmark_node *node, Findings *findings)
{
	const char *target = cmark_node_get_url(node);

	if (cmark_node_first_child(node) == NULL || *target == '\0')
		findings_add(findings, FINDING_EMPTY_LINK, place_of(text, node),
			     "a link needs a text and an address; write '[text](https://example.org/)'");
	else if (!link_is_safe(target))
		findings_add(findings, FINDING_UNSAFE_LINK, place_of(text, node),
			     "a link cannot lead to '%s'; only https:, http: and mailto: addresses are safe", target);
}

static void
check_markdown_node(const Node *text, cmark_node *node, Findings *findings)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_HTML_INLINE:
		findings_add(findings, FINDING_RAW_HTML, place_of(text, node),
			     "HTML cannot stand in prose; use Markdown, or put literal text in backticks");
		break;
	case CMARK_NODE_IMAGE:
		findings_add(findings, FINDING_IMAGE, place_of(text, node),
			     "prose holds no images; describe it in words");
		break;
	case CMARK_NODE_HEADING:
		findings_add(findings, FINDING_HEADING, place_of(text, node),
			     "prose has no headings of its own, because the page sets them; begin a paragraph instead");
		break;
	case CMARK_NODE_LINK:
		check_link(text, node, findings);
		break;
	default:
		/* cmark's own types, of which a newer version may have more. */
		break;
	}
}

/* Whether a line has nothing but hyphens, which makes a heading of the line above it. */
static bool
has_underline(const char *text)
{
	for (const char *line = text; line != NULL; line = strpbrk(line, "\r\n")) {
		line += strspn(line, "\r\n \t");
		if (*line == '-' && strchr("\r\n", line[strspn(line, "- \t")]) != NULL)
			return true;
	}
	return false;
}

/* Whether a text has nothing of what check_markdown_node() complains of, as most have:
 * cmark need not be asked. */
static bool
is_harmless(const char *text)
{
	return strpbrk(text, "<>[#=") == NULL && !has_underline(text);
}

void
prose_check(const Node *node, bool one_paragraph, Findings *findings)
{
	cmark_node *root;
	cmark_iter *walk;
	cmark_node *first;

	if (!one_paragraph && is_harmless(node->text))
		return;
	root = cmark_parse_document(node->text, strlen(node->text), CMARK_OPT_DEFAULT);
	walk = cmark_iter_new(root);
	first = cmark_node_first_child(root);
	while (cmark_iter_next(walk) != CMARK_EVENT_DONE)
		if (cmark_iter_get_event_type(walk) == CMARK_EVENT_ENTER)
			check_markdown_node(node, cmark_iter_get_node(walk), findings);
	if (one_paragraph &&
	    (first == NULL || cmark_node_get_type(first) != CMARK_NODE_PARAGRAPH || cmark_node_next(first) != NULL))
		findings_add(
		    findings, FINDING_ONE_PARAGRAPH, node->where,
		    "this text has to be one paragraph, without lists and blank lines; shorten it or write two items");
	cmark_iter_free(walk);
	cmark_node_free(root);
}
