#include "source/yaml.h"

#include <string.h>
#include <yaml.h>

#include "source/memory.h"

typedef struct {
	yaml_parser_t parser;
	const File *file;
	Findings *findings;
	yaml_mark_t last_mark; /* for offset_of() */
	gsize last_offset;
} Reader;

static Place
place_of(const Reader *reader, yaml_mark_t start, yaml_mark_t end)
{
	/* libyaml counts lines and columns from zero; people do not. */
	Place place = { .file = reader->file, .line = (guint) start.line + 1, .column = (guint) start.column + 1 };

	if (start.line == end.line && end.column > start.column)
		place.length = (guint) (end.column - start.column);
	return place;
}

/* The offset of a mark in bytes; libyaml's own counts characters.  Marks come in
 * the order of the file, so that the last one is a good place to count from. */
static gsize
offset_of(Reader *reader, yaml_mark_t mark)
{
	yaml_mark_t last = reader->last_mark;

	if (mark.line == last.line && mark.column >= last.column && reader->last_offset > 0) {
		const char *from = reader->file->text + reader->last_offset;

		reader->last_offset =
		    (gsize) (g_utf8_offset_to_pointer(from, (glong) (mark.column - last.column)) - reader->file->text);
	} else {
		reader->last_offset = file_offset(reader->file, (guint) mark.line + 1, (guint) mark.column + 1);
	}
	reader->last_mark = mark;
	return reader->last_offset;
}

/* Characters that show as nothing or turn text around: what a reviewer sees
 * would not be what the program reads (Unicode TR 36, "bidirectional text
 * spoofing").  The marks that Arabic and Hebrew prose needs (LRM, RLM, ALM) are
 * no such characters. */
static bool
is_bidi_control(gunichar c)
{
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static bool
is_control(gunichar c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7f && c < 0xa0) || c == 0x2028 ||
	       c == 0x2029 || c == 0xfeff || (c & 0xfffe) == 0xfffe;
}

/* Whether a byte of UTF-8 begins a character that may stand in any text, or goes on with
 * one.  It can be told of most: from U+0020 to U+007E, from U+00C0 to U+05FF, and from
 * U+3000 to U+EFFF. */
static bool
is_harmless(guchar byte)
{
	return byte == '\n' || (byte >= 0x20 && byte < 0x7f) || (byte >= 0x80 && byte < 0xc0) ||
	       (byte >= 0xc3 && byte <= 0xd7) || (byte >= 0xe3 && byte <= 0xee);
}

/* Looks for characters that no text may hold.
 * Returns: the offset of the first one in bytes, or -1. */
static gssize
find_bad_character(const char *text, gsize length, gunichar *bad)
{
	for (const char *c = text; c < text + length; c++) {
		if (is_harmless((guchar) *c))
			continue;
		*bad = g_utf8_get_char(c);
		/* Some programs end a line at a carriage return alone, and some do not. */
		if (*c == '\r' && c[1] != '\n')
			return c - text;
		if (is_control(*bad) || is_bidi_control(*bad))
			return c - text;
	}
	return -1;
}

static void
add_bad_character(Findings *findings, Place place, gunichar bad)
{
	if (is_bidi_control(bad))
		findings_add(findings, FINDING_BIDI, place,
			     "the bidirectional control character U+%04X hides how the text really reads; remove it",
			     bad);
	else
		findings_add(findings, FINDING_CONTROL, place,
			     "the control character U+%04X cannot stand in a text; remove it", bad);
}

/* libyaml gives no line for broken bytes, so they are looked for before. */
static bool
check_characters(const File *file, Findings *findings)
{
	gsize start = g_str_has_prefix(file->text, "\xef\xbb\xbf") ? 3 : 0;
	const char *end = NULL;
	gunichar bad = 0;

	/* g_utf8_validate_len() stops at a NUL byte too, which is a control
	 * character rather than a fault of the encoding. */
	if (!g_utf8_validate_len(file->text, file->length, &end) && *end != '\0') {
		findings_add(findings, FINDING_NOT_UTF8, file_place_at(file, (gsize) (end - file->text)),
			     "the byte 0x%02X is not UTF-8; save the file in UTF-8", (guchar) *end);
		return false;
	}
	if (end < file->text + file->length) {
		findings_add(findings, FINDING_CONTROL, file_place_at(file, (gsize) (end - file->text)),
			     "the control character U+0000 cannot stand in a text; remove it");
		return false;
	}

	gssize offset = find_bad_character(file->text + start, file->length - start, &bad);

	if (offset >= 0) {
		add_bad_character(findings, file_place_at(file, start + (gsize) offset), bad);
		return false;
	}
	return true;
}

/* What to do about libyaml's most frequent complaints. */
static const struct {
	const char *problem;
	const char *remedy;
} remedies[] = {
	{ "mapping values are not allowed in this context", "put a text that contains ': ' in quotation marks" },
	{ "did not find expected key", "check the indentation, and the quotation marks of the line above" },
	{ "did not find expected '-' indicator", "check the indentation of the list" },
	{ "could not find expected ':'", "write 'key: value', with a space behind the colon" },
	{ "found character that cannot start any token", "put the text in quotation marks" },
	{ "did not find expected ',' or ']'", "close the list with ']'" },
	{ "did not find expected ',' or '}'",
	  "close the mapping with '}', or put a text that begins with '{' in quotation marks" },
	{ "found unexpected end of stream", "close the quotation mark" },
	{ "found unknown escape character", "use single quotation marks, in which a backslash means itself" },
	{ "did not find expected <document start>", "remove what stands in front of it, or check the indentation" },
};

static const char *
remedy_for(const char *problem)
{
	for (gsize i = 0; i < G_N_ELEMENTS(remedies); i++)
		if (g_str_equal(problem, remedies[i].problem))
			return remedies[i].remedy;
	return "check the indentation and the quotation marks here";
}

/* The character that begins the value on a line, where YAML takes it for more
 * than a text ("title: {code} moved"); else '\0'. */
static char
find_indicator(const File *file, guint line)
{
	g_autofree char *text = file_line(file, line);
	const char *value = text == NULL ? "" : text + strspn(text, " -");
	const char *colon = strstr(value, ": ");

	if (colon != NULL)
		value = colon + 1 + strspn(colon + 1, " ");
	if (*value == '\0' || strchr("{[|>", *value) == NULL)
		return '\0';
	return *value;
}

/* Whether a tab stands in the white space that begins the line of a place, and
 * the place is within it. */
static bool
tab_indents(const File *file, const Place *place)
{
	g_autofree char *text = file_line(file, place->line);
	gsize space = text == NULL ? 0 : strspn(text, " \t");

	return text != NULL && memchr(text, '\t', space) != NULL && place->column <= space;
}

static void
add_parser_error(Reader *reader)
{
	const yaml_parser_t *parser = &reader->parser;
	const char *problem = parser->problem == NULL ? "not valid YAML" : parser->problem;
	/* What never ends is to be mended where it begins. */
	bool never_ends = g_str_equal(problem, "found unexpected end of stream") ||
			  g_str_equal(problem, "could not find expected ':'");
	yaml_mark_t mark = never_ends && parser->context != NULL ? parser->context_mark : parser->problem_mark;
	Place place = place_of(reader, mark, mark);
	char indicator = find_indicator(reader->file, place.line);
	/* What these say can have many causes. */
	bool is_vague = g_str_equal(problem, "did not find expected key") ||
			g_str_equal(problem, "did not find expected comment or line break");

	if (tab_indents(reader->file, &place)) {
		findings_add(reader->findings, FINDING_TAB, place, "a tab cannot indent YAML; use spaces");
		return;
	}
	if (is_vague && indicator != '\0')
		findings_add(reader->findings, FINDING_SYNTAX, place,
			     "%s; put a text that begins with '%c' in quotation marks", problem, indicator);
	else
		findings_add(reader->findings, FINDING_SYNTAX, place, "%s; %s", problem, remedy_for(problem));
}

static bool
next_event(Reader *reader, yaml_event_t *event)
{
	if (yaml_parser_parse(&reader->parser, event))
		return true;
	/* The one error that is not the author's. */
	if (reader->parser.error == YAML_MEMORY_ERROR)
		memory_end();
	add_parser_error(reader);
	return false;
}

static void
refuse_properties(Reader *reader, Place place, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor != NULL)
		findings_add(reader->findings, FINDING_ALIAS, place,
			     "the anchor '&%s' is of no use, because aliases are not read; remove it, or put a text "
			     "that begins with "
			     "'&' in quotation marks",
			     (const char *) anchor);
	if (tag != NULL)
		findings_add(
		    reader->findings, FINDING_TAG, place,
		    "the tag '%s' is not read; remove it, or put a text that begins with '!' in quotation marks",
		    (const char *) tag);
}

static Node *read_value(Reader *reader, yaml_event_t *event, guint depth);

/* The columns before the lines of a literal block whose bar stands on line: what
 * its first line has in front more than its value. */
static guint
block_indent(const File *file, guint line, const char *value)
{
	gsize kept = 0;

	for (const char *c = value; *c != '\0'; c += strcspn(c, "\n") + (c[strcspn(c, "\n")] == '\n')) {
		kept = strspn(c, " ");
		if (c[kept] != '\n' && c[kept] != '\0')
			break;
	}
	for (guint i = line + 1;; i++) {
		g_autofree char *text = file_line(file, i);

		if (text == NULL)
			return 0;
		if (text[strspn(text, " ")] != '\0')
			return (guint) (strspn(text, " ") - MIN(kept, strspn(text, " ")));
	}
}

/* Returns: (transfer full): the text of a key or a value. */
static char *
read_text(Reader *reader, const yaml_event_t *event, Place place)
{
	const char *value = (const char *) event->data.scalar.value;
	gsize length = event->data.scalar.length;
	gunichar bad = 0;

	refuse_properties(reader, place, event->data.scalar.anchor, event->data.scalar.tag);
	/* An escape such as "\0" brings in what the file itself does not hold. */
	if (event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE && find_bad_character(value, length, &bad) >= 0)
		add_bad_character(reader->findings, place, bad);
	return g_strndup(value, length);
}

static Node *
read_scalar(Reader *reader, const yaml_event_t *event)
{
	Place place = place_of(reader, event->start_mark, event->end_mark);
	Node *node = node_new(NODE_SCALAR, place);

	node->start = offset_of(reader, event->start_mark);
	node->end = offset_of(reader, event->end_mark);
	node->text = read_text(reader, event, place);
	node->is_block = event->data.scalar.style == YAML_LITERAL_SCALAR_STYLE;
	if (node->is_block)
		node->indent = block_indent(reader->file, place.line, node->text);
	return node;
}

static Node *
read_sequence(Reader *reader, yaml_event_t *start, guint depth)
{
	g_autoptr(Node) node = node_new(NODE_SEQUENCE, place_of(reader, start->start_mark, start->end_mark));

	node->start = offset_of(reader, start->start_mark);
	node->is_flow = start->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
	refuse_properties(reader, node->where, start->data.sequence_start.anchor, start->data.sequence_start.tag);
	for (;;) {
		yaml_event_t event;

		if (!next_event(reader, &event))
			return NULL;

		bool ended = event.type == YAML_SEQUENCE_END_EVENT;
		Node *item = ended ? NULL : read_value(reader, &event, depth + 1);

		node->end = offset_of(reader, event.end_mark);
		yaml_event_delete(&event);
		if (ended)
			return g_steal_pointer(&node);
		if (item == NULL)
			return NULL;
		g_ptr_array_add(node->items, item);
	}
}

/* Reads the key that event begins; its value follows in the stream.  seen has the lines
 * of the keys before it. */
static bool
read_key(Reader *reader, const yaml_event_t *event, GHashTable *seen, NodeField *field)
{
	Place place = place_of(reader, event->start_mark, event->end_mark);
	gpointer first;

	if (event->type != YAML_SCALAR_EVENT) {
		findings_add(reader->findings, FINDING_WRONG_KIND, place,
			     "a key has to be a text; put a text that begins with '{', '[' or '*' in quotation marks");
		return false;
	}

	field->key = read_text(reader, event, place);
	field->where = place;
	first = g_hash_table_lookup(seen, field->key);
	if (first != NULL)
		findings_add(reader->findings, FINDING_DUPLICATE_KEY, place,
			     "'%s' stands here a second time, first on line %u; keep one of them", field->key,
			     GPOINTER_TO_UINT(first));
	else
		g_hash_table_insert(seen, field->key, GUINT_TO_POINTER(place.line));
	return true;
}

static Node *
read_mapping(Reader *reader, yaml_event_t *start, guint depth)
{
	g_autoptr(Node) node = node_new(NODE_MAPPING, place_of(reader, start->start_mark, start->end_mark));
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	node->start = offset_of(reader, start->start_mark);
	node->is_flow = start->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
	refuse_properties(reader, node->where, start->data.mapping_start.anchor, start->data.mapping_start.tag);
	for (;;) {
		yaml_event_t event;
		NodeField field = { 0 };

		if (!next_event(reader, &event))
			return NULL;

		bool ended = event.type == YAML_MAPPING_END_EVENT;
		bool read = !ended && read_key(reader, &event, seen, &field);

		node->end = offset_of(reader, event.end_mark);
		yaml_event_delete(&event);
		if (ended)
			return g_steal_pointer(&node);
		if (!read)
			return NULL;
		g_array_append_val(node->fields, field);
		if (!next_event(reader, &event))
			return NULL;
		field.value = read_value(reader, &event, depth + 1);
		yaml_event_delete(&event);
		if (field.value == NULL)
			return NULL;
		g_array_index(node->fields, NodeField, node->fields->len - 1).value = field.value;
	}
}

static Node *
read_value(Reader *reader, yaml_event_t *event, guint depth)
{
	Place place = place_of(reader, event->start_mark, event->end_mark);

	bool is_collection = event->type == YAML_SEQUENCE_START_EVENT || event->type == YAML_MAPPING_START_EVENT;

	if (depth > NODE_MAX_DEPTH && is_collection) {
		findings_add(reader->findings, FINDING_TOO_DEEP, place,
			     "nested deeper than %d levels; no file of a site needs that many", NODE_MAX_DEPTH);
		return NULL;
	}
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return read_scalar(reader, event);
	case YAML_SEQUENCE_START_EVENT:
		return read_sequence(reader, event, depth);
	case YAML_MAPPING_START_EVENT:
		return read_mapping(reader, event, depth);
	case YAML_ALIAS_EVENT:
		findings_add(
		    reader->findings, FINDING_ALIAS, place,
		    "the alias '*%s' is not read; write out what it stands for, or put a text that begins with '*' in "
		    "quotation marks",
		    (const char *) event->data.alias.anchor);
		return NULL;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
	case YAML_DOCUMENT_START_EVENT:
	case YAML_DOCUMENT_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		break;
	}
	/* libyaml's grammar puts none of these where a value stands. */
	g_assert_not_reached();
}

/* Reads the stream from its start to its end, which is one document. */
static Node *
read_stream(Reader *reader)
{
	g_autoptr(Node) root = NULL;
	guint documents = 0;

	for (;;) {
		yaml_event_t event;
		yaml_event_type_t type;
		bool failed = false;

		if (!next_event(reader, &event))
			return NULL;
		type = event.type;
		if (type == YAML_DOCUMENT_START_EVENT && documents++ > 0) {
			findings_add(
			    reader->findings, FINDING_DOCUMENTS, place_of(reader, event.start_mark, event.end_mark),
			    "a second document begins here; a file holds one, so move it into a file of its own");
			failed = true;
		} else if (type != YAML_STREAM_START_EVENT && type != YAML_STREAM_END_EVENT &&
			   type != YAML_DOCUMENT_START_EVENT && type != YAML_DOCUMENT_END_EVENT) {
			/* A document mark with nothing behind it is a file with nothing in it. */
			bool is_nothing = type == YAML_SCALAR_EVENT && event.data.scalar.length == 0 &&
					  event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;

			root = is_nothing ? NULL : read_value(reader, &event, 1);
			failed = root == NULL && !is_nothing;
		}
		yaml_event_delete(&event);
		if (failed)
			return NULL;
		if (type == YAML_STREAM_END_EVENT)
			break;
	}
	return g_steal_pointer(&root);
}

Node *
yaml_read(const File *file, Findings *findings)
{
	Reader reader = { .file = file, .findings = findings };
	guint errors = findings_count(findings, SEVERITY_ERROR);
	gsize mark = g_str_has_prefix(file->text, "\xef\xbb\xbf") ? 3 : 0;

	if (!check_characters(file, findings))
		return NULL;
	if (!yaml_parser_initialize(&reader.parser))
		memory_end();
	yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
	/* Told the encoding, libyaml takes a byte-order mark for text. */
	yaml_parser_set_input_string(&reader.parser, (const guchar *) file->text + mark, file->length - mark);

	Node *root = read_stream(&reader);

	yaml_parser_delete(&reader.parser);
	if (root == NULL && findings_count(findings, SEVERITY_ERROR) == errors)
		findings_add(findings, FINDING_EMPTY_FILE, file_place(file),
			     "the file is empty; write its keys or remove it");
	return root;
}
