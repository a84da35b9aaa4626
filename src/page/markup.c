#include "page/markup.h"

#include <stdarg.h>
#include <string.h>

#include <cmark.h>

struct Markup {
	GString *html;
};

static void
destroy(gpointer data)
{
	Markup *markup = data;

	g_string_free(markup->html, TRUE);
	g_free(markup);
}

static void
free_spare(gpointer data)
{
	g_ptr_array_unref(data);
}

/* Markup of each thread that was freed and will be wanted again: a page takes a
 * dozen, and their memory has grown to the size that pages have. */
static GPrivate spare_markup = G_PRIVATE_INIT(free_spare);

#define SPARE_MAX 16
#define SPARE_MAX_BYTES (1024 * 1024)

Markup *
markup_new(void)
{
	GPtrArray *spare = g_private_get(&spare_markup);
	Markup *markup;

	if (spare != NULL && spare->len > 0) {
		markup = g_ptr_array_steal_index_fast(spare, spare->len - 1);
		g_string_truncate(markup->html, 0);
		return markup;
	}
	markup = g_new(Markup, 1);
	markup->html = g_string_new(NULL);
	return markup;
}

void
markup_free(Markup *markup)
{
	GPtrArray *spare = g_private_get(&spare_markup);

	if (spare == NULL) {
		spare = g_ptr_array_new_with_free_func(destroy);
		g_private_set(&spare_markup, spare);
	}
	if (spare->len < SPARE_MAX && markup->html->allocated_len <= SPARE_MAX_BYTES)
		g_ptr_array_add(spare, markup);
	else
		destroy(markup);
}

const char *
markup_string(const Markup *markup)
{
	return markup->html->str;
}

gsize
markup_length(const Markup *markup)
{
	return markup->html->len;
}

bool
markup_equal(const Markup *a, const Markup *b)
{
	return a->html->len == b->html->len && memcmp(a->html->str, b->html->str, a->html->len) == 0;
}

Slice
markup_slice(const Markup *markup)
{
	return (Slice) { .bytes = markup->html->str, .length = markup->html->len };
}

GBytes *
markup_steal_bytes(Markup *markup)
{
	return g_bytes_new_with_free_func(markup->html->str, markup->html->len, (GDestroyNotify) markup_free, markup);
}

/* What g_string_append_len() does, without its questions: a page has hundreds of
 * pieces. */
static void
append(GString *out, const char *bytes, gsize length)
{
	if (length >= out->allocated_len - out->len) {
		g_string_append_len(out, bytes, (gssize) length);
		return;
	}
	memcpy(out->str + out->len, bytes, length);
	out->len += length;
	out->str[out->len] = '\0';
}

void
markup_append_bytes(Markup *markup, const char *trusted, gsize length)
{
	append(markup->html, trusted, length);
}

void
markup_append_trusted(Markup *markup, const char *trusted)
{
	append(markup->html, trusted, strlen(trusted));
}

void
markup_format(Markup *markup, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_string_append_vprintf(markup->html, format, arguments);
	va_end(arguments);
}

void
markup_number(Markup *markup, int number)
{
	char digits[16];
	char *start = digits + sizeof(digits);
	unsigned rest = number < 0 ? 0U - (unsigned) number : (unsigned) number;

	do {
		*--start = (char) ('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (number < 0)
		*--start = '-';
	append(markup->html, start, (gsize) (digits + sizeof(digits) - start));
}

char *
markup_room(Markup *markup, gsize length)
{
	gsize old = markup->html->len;

	g_string_set_size(markup->html, old + length);
	markup->html->len = old;
	return markup->html->str + old;
}

void
markup_end(Markup *markup, char *end)
{
	*end = '\0';
	markup->html->len = (gsize) (end - markup->html->str);
}

void
markup_escape(GString *out, const char *text)
{
	static const char *const entities[] = {
		['<'] = "&lt;", ['>'] = "&gt;", ['&'] = "&amp;", ['"'] = "&quot;", ['\''] = "&#39;",
	};

	for (;;) {
		gsize plain = strcspn(text, "<>&\"'");

		append(out, text, plain);
		text += plain;
		if (*text == '\0')
			return;
		append(out, entities[(guchar) *text], strlen(entities[(guchar) *text]));
		text++;
	}
}

void
markup_text(Markup *markup, const char *text)
{
	markup_escape(markup->html, text);
}

void
markup_append(Markup *markup, const Markup *other)
{
	append(markup->html, other->html->str, other->html->len);
}

void
markup_element(Markup *markup, const char *name, const char *text)
{
	g_string_append_printf(markup->html, "<%s>", name);
	markup_text(markup, text);
	g_string_append_printf(markup->html, "</%s>\n", name);
}

/* Appends a text in which a character of special is escaped as \\u00XX. */
static void
append_unicode(GString *out, const char *text, const char *special)
{
	for (;;) {
		gsize plain = strcspn(text, special);

		g_string_append_len(out, text, (gssize) plain);
		text += plain;
		if (*text == '\0')
			return;
		g_string_append_printf(out, "\\u%04x", (guint) (guchar) *text++);
	}
}

/* In JSON these stand nowhere but in strings. */
#define JSON_SPECIAL "<>&"
/* None of the control characters but these is in a text. */
#define JSON_STRING_SPECIAL "\"\\\t\n\r" JSON_SPECIAL

void
markup_json(Markup *markup, const char *json)
{
	append_unicode(markup->html, json, JSON_SPECIAL);
}

void
markup_json_string(Markup *markup, const char *text)
{
	g_string_append_c(markup->html, '"');
	append_unicode(markup->html, text, JSON_STRING_SPECIAL);
	g_string_append_c(markup->html, '"');
}

void
markup_append_slice(Markup *markup, Slice slice)
{
	append(markup->html, slice.bytes, slice.length);
}

/* Whether a space beside this character would be a mistake: the wide characters
 * but for Hangul, whose words have spaces between them (CSS Text 3, 4.1.3). */
static gboolean
abhors_space(gunichar c)
{
	return g_unichar_iswide(c) && g_unichar_get_script(c) != G_UNICODE_SCRIPT_HANGUL;
}

/* The character at an end of what a node shows.  Emphasis and links show what
 * is in them. */
static gunichar
last_character(cmark_node *node)
{
	const char *text;

	while (node != NULL && cmark_node_last_child(node) != NULL)
		node = cmark_node_last_child(node);
	text = node == NULL ? NULL : cmark_node_get_literal(node);
	if (text == NULL || *text == '\0')
		return 0;
	return g_utf8_get_char(g_utf8_prev_char(text + strlen(text)));
}

static gunichar
first_character(cmark_node *node)
{
	const char *text;

	while (node != NULL && cmark_node_first_child(node) != NULL)
		node = cmark_node_first_child(node);
	text = node == NULL ? NULL : cmark_node_get_literal(node);
	return text == NULL ? 0 : g_utf8_get_char(text);
}

/* Removes the line breaks that would show as a space between two characters
 * that abhor it. */
static void
join_wide_lines(cmark_node *root)
{
	cmark_iter *walk = cmark_iter_new(root);
	g_autoptr(GPtrArray) breaks = g_ptr_array_new();

	while (cmark_iter_next(walk) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(walk);

		if (cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK &&
		    abhors_space(last_character(cmark_node_previous(node))) &&
		    abhors_space(first_character(cmark_node_next(node))))
			g_ptr_array_add(breaks, node);
	}
	cmark_iter_free(walk);
	for (guint i = 0; i < breaks->len; i++) {
		cmark_node_unlink(breaks->pdata[i]);
		cmark_node_free(breaks->pdata[i]);
	}
}

static char *
render_prose(const char *prose)
{
	cmark_node *root = cmark_parse_document(prose, strlen(prose), CMARK_OPT_DEFAULT);
	char *html;

	join_wide_lines(root);
	/* Safe mode, cmark's default, is a second lock behind prose_check(). */
	html = cmark_render_html(root, CMARK_OPT_DEFAULT);
	cmark_node_free(root);
	return html;
}

void
markup_prose(Markup *markup, const char *prose)
{
	char *html = render_prose(prose);

	g_string_append(markup->html, html);
	free(html);
}

void
markup_inline(Markup *markup, const char *prose)
{
	static const char open[] = "<p>";
	static const char close[] = "</p>\n";
	char *html = render_prose(prose);

	g_assert(g_str_has_prefix(html, open) && g_str_has_suffix(html, close));
	g_string_append_len(markup->html, html + strlen(open), (gssize) (strlen(html) - strlen(open) - strlen(close)));
	free(html);
}

GPtrArray *
markup_code_spans(const char *prose)
{
	GPtrArray *spans = g_ptr_array_new_with_free_func(g_free);
	cmark_node *root = cmark_parse_document(prose, strlen(prose), CMARK_OPT_DEFAULT);
	cmark_iter *walk = cmark_iter_new(root);

	while (cmark_iter_next(walk) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(walk);

		if (cmark_node_get_type(node) == CMARK_NODE_CODE)
			g_ptr_array_add(spans, g_strdup(cmark_node_get_literal(node)));
	}
	cmark_iter_free(walk);
	cmark_node_free(root);
	return spans;
}

typedef struct {
	Markup *markup;
	const char *const *languages;
} MessageContext;

static void
append_part(const char *text, int argument, gpointer data)
{
	const MessageContext *context = data;
	const char *language = argument < 0 || context->languages == NULL ? NULL : context->languages[argument];

	if (argument < 0) {
		markup_text(context->markup, text);
		return;
	}
	markup_literal(context->markup, "<bdi");
	if (language != NULL) {
		markup_literal(context->markup, " lang=\"");
		markup_text(context->markup, language);
		markup_literal(context->markup, "\"");
	}
	markup_literal(context->markup, ">");
	markup_text(context->markup, text);
	markup_literal(context->markup, "</bdi>");
}

void
markup_message(Markup *markup, const Message *message, const MessageValue *values, const char *const *languages)
{
	MessageContext context = { .markup = markup, .languages = languages };

	message_format_parts(message, values, append_part, &context);
}
