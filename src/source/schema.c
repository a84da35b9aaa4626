#include "source/schema.h"

#include <string.h>

#include "source/prose.h"
#include "source/suggest.h"
#include "source/url.h"

/* The most keys that a record has. */
#define RECORD_MAX_FIELDS 24

static const Schema word = { .kind = SCHEMA_WORD, .max = 60 };
static const Schema line = { .kind = SCHEMA_LINE, .max = 200 };
static const Schema sentence = { .kind = SCHEMA_LINE, .max = 400 };
static const Schema pattern = { .kind = SCHEMA_PATTERN, .max = 1000 };
static const Schema prose = { .kind = SCHEMA_PROSE, .max = 100000 };
static const Schema inline_prose = { .kind = SCHEMA_INLINE, .max = 2000 };
static const Schema literal = { .kind = SCHEMA_LITERAL, .max = 20000 };
static const Schema url = { .kind = SCHEMA_URL, .max = 1000 };
static const Schema base_url = { .kind = SCHEMA_BASE_URL, .max = 1000 };
static const Schema boolean = { .kind = SCHEMA_BOOLEAN };
static const Schema date = { .kind = SCHEMA_DATE, .max = 10 };
static const Schema short_line = { .kind = SCHEMA_LINE, .max = 16 };
static const Schema words = { .kind = SCHEMA_LIST, .max = 100, .item = &word };
static const Schema lines = { .kind = SCHEMA_LIST, .max = 100, .item = &line };

static const SchemaField licence_fields[] = {
	{ "name", &line, FIELD_REQUIRED, "The name of the licence" },
	{ "url", &url, FIELD_REQUIRED, "Its address" },
	{ NULL, NULL, 0, NULL },
};
static const Schema licence = { .kind = SCHEMA_RECORD, .fields = licence_fields };

static const SchemaField site_fields[] = {
	{ "title", &line, FIELD_REQUIRED | FIELD_TRANSLATED, "The title of the site" },
	{ "short_title", &short_line, FIELD_TRANSLATED,
	  "The title where there is little room, as in a browser's list of searches" },
	{ "tagline", &sentence, FIELD_REQUIRED | FIELD_TRANSLATED, "One sentence that says what the site is" },
	{ "base_url", &base_url, FIELD_REQUIRED, "The address at which it is published" },
	{ "source_locale", &word, FIELD_REQUIRED, "The language tag of content/" },
	{ "licence", &licence, 0, "Under which the texts may be used" },
	{ "clean_urls", &boolean, 0, "Whether addresses go without .html, for hosts that resolve it" },
	{ "redirects", &word, 0, "How other addresses lead to pages: rules, stubs or none" },
	{ "downloads", &word, 0, "What readers can download of each language: zip or none" },
	{ "repository", &pattern, 0, "The address at which a file can be edited, with {path} and perhaps {line}" },
	{ NULL, NULL, 0, NULL },
};
const Schema schema_site = { .kind = SCHEMA_RECORD, .fields = site_fields };

static const SchemaField document_fields[] = {
	{ "title", &line, FIELD_REQUIRED, "The title of the document" },
	{ "url", &url, FIELD_REQUIRED, "The address of the whole" },
	{ "section_url", &pattern, 0, "The address of a section, with {section} where its number belongs" },
	{ NULL, NULL, 0, NULL },
};
static const Schema document = { .kind = SCHEMA_RECORD, .fields = document_fields };
const Schema schema_documents = { .kind = SCHEMA_MAP, .max = 5000, .item = &document };

static const SchemaField reference_fields[] = {
	{ "document", &word, FIELD_REQUIRED, "Its name in documents.yaml" },
	{ "section", &word, 0, "The section that is meant" },
	{ NULL, NULL, 0, NULL },
};
static const Schema reference = { .kind = SCHEMA_RECORD, .fields = reference_fields };
static const Schema references = { .kind = SCHEMA_LIST, .max = 20, .item = &reference };

static const SchemaField class_fields[] = {
	{ "range", &word, 0, "Its codes as the standard writes them, such as 2yz" },
	{ "tone", &word, 0, "The meaning of its colour: neutral, success, continue, temporary or permanent" },
	{ "label", &line, FIELD_REQUIRED | FIELD_TRANSLATED, "Its name" },
	{ "sentence", &pattern, FIELD_REQUIRED | FIELD_TRANSLATED,
	  "One whole sentence on {code} that says what the class means" },
	{ NULL, NULL, 0, NULL },
};
static const Schema class = { .kind = SCHEMA_RECORD, .fields = class_fields };
static const Schema classes = { .kind = SCHEMA_MAP, .has_ids = true, .max = 50, .item = &class };

static const SchemaField value_fields[] = {
	{ "label", &line, FIELD_REQUIRED | FIELD_TRANSLATED, "Its short name" },
	{ "sentence", &pattern, FIELD_REQUIRED | FIELD_TRANSLATED,
	  "One whole sentence on {code} that says what the value means" },
	{ "verdict", &pattern, FIELD_TRANSLATED,
	  "One whole sentence on {code} that says when to use it; for attributes that decide" },
	{ NULL, NULL, 0, NULL },
};
static const Schema value = { .kind = SCHEMA_RECORD, .fields = value_fields };
static const Schema values = { .kind = SCHEMA_MAP, .has_ids = true, .max = 50, .item = &value };

static const SchemaField attribute_fields[] = {
	{ "label", &line, FIELD_REQUIRED | FIELD_TRANSLATED, "Its short name" },
	{ "decides", &boolean, 0, "Whether its verdicts say which entry to use when" },
	{ "values", &values, FIELD_REQUIRED | FIELD_TRANSLATED, "Its closed set of values" },
	{ NULL, NULL, 0, NULL },
};
static const Schema attribute = { .kind = SCHEMA_RECORD, .fields = attribute_fields };
static const Schema attributes = { .kind = SCHEMA_MAP, .has_ids = true, .max = 50, .item = &attribute };

static const SchemaField label_fields[] = {
	{ "label", &line, FIELD_REQUIRED | FIELD_TRANSLATED, "Its name" },
	{ NULL, NULL, 0, NULL },
};
static const Schema label = { .kind = SCHEMA_RECORD, .fields = label_fields };
static const Schema labels = { .kind = SCHEMA_MAP, .has_ids = true, .max = 50, .item = &label };

static const SchemaField speaker_fields[] = {
	{ "prefix", &word, FIELD_REQUIRED, "What its lines begin with in an example, such as C:" },
	{ "label", &line, FIELD_REQUIRED | FIELD_TRANSLATED, "Its name" },
	{ NULL, NULL, 0, NULL },
};
static const Schema speaker = { .kind = SCHEMA_RECORD, .fields = speaker_fields };
static const Schema speakers = { .kind = SCHEMA_MAP, .has_ids = true, .max = 50, .item = &speaker };

static const SchemaField collection_fields[] = {
	{ "name", &word, FIELD_REQUIRED, "Its short name, the same in every language" },
	{ "title", &line, FIELD_REQUIRED | FIELD_TRANSLATED, "Its title" },
	{ "summary", &sentence, FIELD_REQUIRED | FIELD_TRANSLATED, "One sentence that says what it is" },
	{ "description", &prose, FIELD_TRANSLATED, "What it is, in CommonMark" },
	{ "references", &references, 0, "The documents that define it" },
	{ "classes", &classes, FIELD_REQUIRED | FIELD_TRANSLATED, "The standard's own grouping" },
	{ "attributes", &attributes, FIELD_TRANSLATED, "The facts that its entries share and that can differ" },
	{ "facts", &labels, FIELD_TRANSLATED, "Lists of literal words that an entry may have" },
	{ "stages", &labels, FIELD_TRANSLATED, "The steps at which an entry can occur, in order" },
	{ "speakers", &speakers, FIELD_TRANSLATED, "Who speaks in the examples" },
	{ NULL, NULL, 0, NULL },
};
const Schema schema_collection = { .kind = SCHEMA_RECORD, .fields = collection_fields };

static const Schema entry_attributes = { .kind = SCHEMA_MAP, .max = 50, .item = &word };
static const Schema entry_facts = { .kind = SCHEMA_MAP, .max = 50, .item = &lines };

static const SchemaField entry_fields[] = {
	{ "code", &word, FIELD_REQUIRED, "The code, the same as the name of the file" },
	{ "name", &line, FIELD_REQUIRED, "Its name as the standard has it, the same in every language" },
	{ "address", &word, 0, "The last part of its address, where the code gives none" },
	{ "former", &words, 0, "The last parts of addresses that it had before" },
	{ "added", &date, 0, "The day on which it was added" },
	{ "changed", &date, 0, "The day on which what it says was last changed" },
	{ "class", &word, FIELD_REQUIRED, "Its class" },
	{ "references", &references, 0, "The documents that define it" },
	{ "attributes", &entry_attributes, 0, "A value for each attribute of the collection" },
	{ "facts", &entry_facts, 0, "Literal words" },
	{ "stages", &words, 0, "The stages at which it occurs" },
	{ "summary", &sentence, FIELD_REQUIRED | FIELD_TRANSLATED, "One sentence that starts with its own subject" },
	{ "description", &prose, FIELD_REQUIRED | FIELD_TRANSLATED, "What it means, in CommonMark" },
	{ "when_seen", &prose, FIELD_REQUIRED | FIELD_TRANSLATED, "When people meet it, in CommonMark" },
	{ "fix", &prose, FIELD_REQUIRED | FIELD_TRANSLATED, "What to do, addressed to the reader, in CommonMark" },
	{ "example", &literal, FIELD_TRANSLATED | FIELD_SAME, "A transcript" },
	{ "related", &words, 0, "Codes that are worth comparing with" },
	{ NULL, NULL, 0, NULL },
};
const Schema schema_entry = { .kind = SCHEMA_RECORD, .fields = entry_fields };

static const Schema differences = { .kind = SCHEMA_LIST, .max = 20, .item = &inline_prose };

static const SchemaField pair_fields[] = {
	{ "differences", &differences, FIELD_TRANSLATED, "What tells the two apart, each item one paragraph" },
	{ "verdict", &prose, FIELD_TRANSLATED, "Which to use when, in CommonMark" },
	{ NULL, NULL, 0, NULL },
};
const Schema schema_pair = { .kind = SCHEMA_RECORD, .fields = pair_fields };

const Schema schema_messages = { .kind = SCHEMA_MAP, .max = 500, .item = &pattern };

/* In a translation: of each text, by its path, the fingerprint of its source. */
static const Schema fingerprints = { .kind = SCHEMA_MAP, .max = 5000, .item = &word };

const SchemaField schema_fingerprints_field = { "fingerprints", &fingerprints, 0,
						"Of each text, the fingerprint of the source that it translates" };

static const SchemaField locale_fields[] = {
	{ "tag", &word, FIELD_REQUIRED, "The BCP 47 tag of the language" },
	{ "name", &line, 0, "The name of the language in itself; else as in CLDR" },
	{ "direction", &word, 0, "ltr or rtl; else as in CLDR" },
	{ "fallback", &word, 0, "The tag of the locale whose texts stand in for missing ones; else as the tags say" },
	{ "messages", &schema_messages, FIELD_REQUIRED | FIELD_TRANSLATED,
	  "The strings and sentence patterns of the site" },
	{ "fingerprints", &fingerprints, 0, "Of each message, the fingerprint of the source that it translates" },
	{ NULL, NULL, 0, NULL },
};
const Schema schema_locale = { .kind = SCHEMA_RECORD, .fields = locale_fields };

const Schema schema_glossary = { .kind = SCHEMA_MAP, .max = 5000, .item = &line };

/* What a node of this kind should have been, for messages. */
static const char *
expected_name(SchemaKind kind)
{
	switch (kind) {
	case SCHEMA_WORD:
	case SCHEMA_LINE:
	case SCHEMA_PATTERN:
	case SCHEMA_PROSE:
	case SCHEMA_INLINE:
	case SCHEMA_LITERAL:
		return "a text";
	case SCHEMA_URL:
	case SCHEMA_BASE_URL:
		return "an address";
	case SCHEMA_BOOLEAN:
		return "true or false";
	case SCHEMA_DATE:
		return "a date";
	case SCHEMA_LIST:
		return "a list";
	case SCHEMA_MAP:
	case SCHEMA_RECORD:
		return "a mapping";
	}
	g_assert_not_reached();
}

static NodeKind
node_kind_for(SchemaKind kind)
{
	switch (kind) {
	case SCHEMA_LIST:
		return NODE_SEQUENCE;
	case SCHEMA_MAP:
	case SCHEMA_RECORD:
		return NODE_MAPPING;
	case SCHEMA_WORD:
	case SCHEMA_LINE:
	case SCHEMA_PATTERN:
	case SCHEMA_PROSE:
	case SCHEMA_INLINE:
	case SCHEMA_LITERAL:
	case SCHEMA_URL:
	case SCHEMA_BASE_URL:
	case SCHEMA_BOOLEAN:
	case SCHEMA_DATE:
		break;
	}
	return NODE_SCALAR;
}

/* Whether a text of this kind is one line. */
static bool
is_one_line(SchemaKind kind)
{
	switch (kind) {
	case SCHEMA_WORD:
	case SCHEMA_LINE:
	case SCHEMA_PATTERN:
	case SCHEMA_URL:
	case SCHEMA_BASE_URL:
	case SCHEMA_BOOLEAN:
	case SCHEMA_DATE:
		return true;
	case SCHEMA_PROSE:
	case SCHEMA_INLINE:
	case SCHEMA_LITERAL:
	case SCHEMA_LIST:
	case SCHEMA_MAP:
	case SCHEMA_RECORD:
		break;
	}
	return false;
}

void
schema_trim(const Schema *schema, Node *node)
{
	switch (node->kind) {
	case NODE_SCALAR:
		for (gsize end = strlen(node->text);
		     is_one_line(schema->kind) && end > 0 && node->text[end - 1] == '\n'; end--)
			node->text[end - 1] = '\0';
		break;
	case NODE_SEQUENCE:
		for (guint i = 0; schema->kind == SCHEMA_LIST && i < node->items->len; i++)
			schema_trim(schema->item, node->items->pdata[i]);
		break;
	case NODE_MAPPING:
		for (guint i = 0; i < node->fields->len; i++) {
			const NodeField *field = node_field(node, i);
			const SchemaField *known =
			    schema->kind == SCHEMA_RECORD ? schema_field(schema, field->key) : NULL;
			const Schema *below = schema->kind == SCHEMA_MAP ? schema->item : NULL;

			if (known != NULL)
				below = known->schema;
			if (below != NULL)
				schema_trim(below, field->value);
		}
		break;
	}
}

/* Everything below walks with the same three things in hand. */
typedef struct {
	Findings *findings;
	bool is_translation;
} Check;

static void check_node(const Check *check, const Schema *schema, Node *node, const char *key);

static void
check_url(const Check *check, const Node *node, bool is_base)
{
	if (!url_is_web(node->text))
		findings_add(check->findings, FINDING_BAD_URL, node->where,
			     "'%s' is not an absolute web address; write it as 'https://example.org/path'", node->text);
	else if (is_base && !url_is_base(node->text))
		findings_add(check->findings, FINDING_BAD_URL, node->where,
			     "the pages' addresses are put behind '%s', so it can have no '?' and no '#'; write it "
			     "without",
			     node->text);
}

/* Whether a text is a day of the calendar, such as 2026-11-24. */
static bool
is_date(const char *text)
{
	static const char form[] = "0000-00-00";
	unsigned year;
	unsigned month;
	unsigned day;

	for (gsize i = 0; i < sizeof(form); i++)
		if (form[i] == '0' ? !g_ascii_isdigit(text[i]) : text[i] != form[i])
			return false;
	year = (unsigned) g_ascii_strtoull(text, NULL, 10);
	month = (unsigned) g_ascii_strtoull(text + 5, NULL, 10);
	day = (unsigned) g_ascii_strtoull(text + 8, NULL, 10);
	return month <= G_DATE_DECEMBER && g_date_valid_dmy((GDateDay) day, month, (GDateYear) year);
}

/* Whether a text has more code points than it may have. */
static bool
is_too_long(const char *text, guint max)
{
	/* None has less than a byte. */
	return strlen(text) > max && g_utf8_strlen(text, -1) > (glong) max;
}

static void
check_text(const Check *check, const Schema *schema, const Node *node, const char *key)
{
	if (schema->kind == SCHEMA_BOOLEAN) {
		if (!g_str_equal(node->text, "true") && !g_str_equal(node->text, "false"))
			findings_add(check->findings, FINDING_WRONG_KIND, node->where,
				     "'%s' is '%s' here; write true or false", key, node->text);
		return;
	}
	if (node->text[strspn(node->text, " \t\r\n")] == '\0')
		findings_add(check->findings, FINDING_EMPTY_TEXT, node->where,
			     "'%s' is empty; write its text or remove the key", key);
	else if (schema->kind == SCHEMA_DATE && !is_date(node->text))
		findings_add(check->findings, FINDING_BAD_DATE, node->where,
			     "'%s' is no day of the calendar; write it as '2026-11-24'", node->text);
	else if (is_too_long(node->text, schema->max))
		findings_add(check->findings, FINDING_TOO_LONG, node->where,
			     "'%s' is %ld characters long, and may have %u; shorten it", key,
			     g_utf8_strlen(node->text, -1), schema->max);
	else if (is_one_line(schema->kind) && strchr(node->text, '\n') != NULL)
		findings_add(check->findings, FINDING_WRONG_KIND, node->where,
			     "'%s' is one line of text; write it without '|'", key);
	else if (schema->kind == SCHEMA_URL || schema->kind == SCHEMA_BASE_URL)
		check_url(check, node, schema->kind == SCHEMA_BASE_URL);
	else if (schema->kind == SCHEMA_PROSE || schema->kind == SCHEMA_INLINE)
		prose_check(node, schema->kind == SCHEMA_INLINE, check->findings);
}

static void
check_items(const Check *check, const Schema *schema, Node *node, const char *key)
{
	if (node_length(node) > schema->max) {
		findings_add(check->findings, FINDING_TOO_LONG, node->where,
			     "'%s' has %u items, and may have %u; remove some", key, node_length(node), schema->max);
		/* Nobody walks through 60,000 attributes to say more about them. */
		node_truncate(node, schema->max);
	}
	for (guint i = 0; i < node_length(node); i++) {
		if (node->kind == NODE_MAPPING && *node_field(node, i)->key == '\0')
			findings_add(check->findings, FINDING_BAD_NAME, node_field(node, i)->where,
				     "an empty text names nothing; write a name");
		if (schema->has_ids && strchr(node_field(node, i)->key, '.') != NULL)
			findings_add(
			    check->findings, FINDING_BAD_NAME, node_field(node, i)->where,
			    "the name '%s' has a dot, which parts the names in the path of a text; write a hyphen",
			    node_field(node, i)->key);
		if (node->kind == NODE_SEQUENCE)
			check_node(check, schema->item, node->items->pdata[i], key);
		else
			check_node(check, schema->item, node_field(node, i)->value, node_field(node, i)->key);
	}
}

const SchemaField *
schema_field(const Schema *schema, const char *key)
{
	for (const SchemaField *field = schema->fields; field->key != NULL; field++)
		if (g_str_equal(field->key, key))
			return field;
	return NULL;
}

static void
add_unknown_key(const Check *check, const Schema *schema, const NodeField *field)
{
	const char *keys[RECORD_MAX_FIELDS + 1] = { NULL };
	guint length = 0;

	for (const SchemaField *known = schema->fields; known->key != NULL; known++) {
		g_assert(length < RECORD_MAX_FIELDS);
		if (!check->is_translation || (known->flags & FIELD_TRANSLATED) != 0)
			keys[length++] = known->key;
	}

	g_autofree char *phrase = suggest_phrase(field->key, keys);

	findings_add(check->findings, FINDING_UNKNOWN_KEY, field->where, "unknown key '%s'%s", field->key, phrase);
}

static void
check_record(const Check *check, const Schema *schema, Node *node, const char *key)
{
	for (guint i = 0; i < node_length(node); i++) {
		const NodeField *field = node_field(node, i);
		const SchemaField *known = schema_field(schema, field->key);

		if (key == NULL && check->is_translation && g_str_equal(field->key, schema_fingerprints_field.key))
			check_node(check, &fingerprints, field->value, field->key);
		else if (known == NULL)
			add_unknown_key(check, schema, field);
		else if (check->is_translation && (known->flags & FIELD_TRANSLATED) == 0)
			findings_add(check->findings, FINDING_NOT_TRANSLATED, field->where,
				     "'%s' is the same in every language; remove it here", field->key);
		else
			check_node(check, known->schema, field->value, field->key);
	}
	if (check->is_translation)
		return;
	for (const SchemaField *field = schema->fields; field->key != NULL; field++) {
		if ((field->flags & FIELD_REQUIRED) == 0 || node_get(node, field->key) != NULL)
			continue;
		if (key == NULL)
			findings_add(check->findings, FINDING_MISSING_KEY, file_place(node->where.file),
				     "the key '%s' is missing; add it", field->key);
		else
			findings_add(check->findings, FINDING_MISSING_KEY, node->where,
				     "'%s' lacks the key '%s'; add it", key, field->key);
	}
}

/* Says what a node is and what it has to be.  A text that begins with a brace or
 * a bracket is neither for YAML. */
static void
add_wrong_kind(const Check *check, const Schema *schema, const Node *node, const char *key)
{
	bool is_nothing = node->kind == NODE_SCALAR && *node->text == '\0';
	g_autofree char *subject = key == NULL ? g_strdup("the file") : g_strdup_printf("'%s'", key);
	const char *remedy = "";

	if (is_nothing)
		remedy = "; write it or remove the key";
	else if (node->is_flow && node_kind_for(schema->kind) == NODE_SCALAR)
		remedy = node->kind == NODE_MAPPING ? "; put a text that begins with '{' in quotation marks"
						    : "; put a text that begins with '[' in quotation marks";
	findings_add(check->findings, FINDING_WRONG_KIND, node->where, "%s is %s here, and has to be %s%s", subject,
		     is_nothing ? "empty" : node_kind_name(node->kind), expected_name(schema->kind), remedy);
}

/* key names the node in messages; NULL for the root of a file. */
static void
check_node(const Check *check, const Schema *schema, Node *node, const char *key)
{
	/* "messages:" with nothing below it, all commented out, is an empty map. */
	if (schema->kind == SCHEMA_MAP && node->kind == NODE_SCALAR && *node->text == '\0' && key != NULL)
		return;
	if (node->kind != node_kind_for(schema->kind)) {
		add_wrong_kind(check, schema, node, key);
		return;
	}
	switch (schema->kind) {
	case SCHEMA_WORD:
	case SCHEMA_LINE:
	case SCHEMA_PATTERN:
	case SCHEMA_PROSE:
	case SCHEMA_INLINE:
	case SCHEMA_LITERAL:
	case SCHEMA_URL:
	case SCHEMA_BASE_URL:
	case SCHEMA_BOOLEAN:
	case SCHEMA_DATE:
		check_text(check, schema, node, key);
		break;
	case SCHEMA_LIST:
	case SCHEMA_MAP:
		check_items(check, schema, node, key == NULL ? "the file" : key);
		break;
	case SCHEMA_RECORD:
		check_record(check, schema, node, key);
		break;
	}
}

void
schema_check(const Schema *schema, Node *node, bool is_translation, Findings *findings)
{
	Check check = { .findings = findings, .is_translation = is_translation };

	check_node(&check, schema, node, NULL);
}
