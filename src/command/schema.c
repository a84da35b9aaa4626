/* JSON Schema, draft 2020-12, as far as editors for YAML understand it. */
#include "command/schema.h"

#include <json-glib/json-glib.h>

#include "model/message.h"
#include "source/schema.h"

static const struct {
	const char *name;
	const Schema *schema;
	bool is_translation;
} schemas[] = {
	{ "site", &schema_site, false },
	{ "documents", &schema_documents, false },
	{ "collection", &schema_collection, false },
	{ "entry", &schema_entry, false },
	{ "pair", &schema_pair, false },
	{ "locale", &schema_locale, false },
	{ "glossary", &schema_glossary, false },
	{ "site-translation", &schema_site, true },
	{ "collection-translation", &schema_collection, true },
	{ "entry-translation", &schema_entry, true },
	{ "pair-translation", &schema_pair, true },
};

static void
add_string(JsonBuilder *builder, const char *name, const char *value)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_string_value(builder, value);
}

static void
add_number(JsonBuilder *builder, const char *name, gint64 value)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_int_value(builder, value);
}

static void
add_flag(JsonBuilder *builder, const char *name, bool value)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_boolean_value(builder, value);
}

static void add_schema(JsonBuilder *builder, const Schema *schema, bool is_translation, bool is_root);

/* Text that YAML may also read as a number or a truth value: code: 250. */
static void
add_text(JsonBuilder *builder, const Schema *schema)
{
	bool is_word = schema->kind == SCHEMA_WORD || schema->kind == SCHEMA_LINE;

	json_builder_set_member_name(builder, "type");
	json_builder_begin_array(builder);
	json_builder_add_string_value(builder, "string");
	if (is_word) {
		json_builder_add_string_value(builder, "number");
		json_builder_add_string_value(builder, "boolean");
	}
	json_builder_end_array(builder);
	add_number(builder, "minLength", 1);
	add_number(builder, "maxLength", schema->max);
	if (is_word || schema->kind == SCHEMA_PATTERN)
		add_string(builder, "pattern", "^[^\\n]*$");
	else if (schema->kind == SCHEMA_URL || schema->kind == SCHEMA_BASE_URL)
		add_string(builder, "pattern", "^https?://");
	else if (schema->kind == SCHEMA_DATE)
		add_string(builder, "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
}

static bool
is_allowed(const SchemaField *field, bool is_translation)
{
	return !is_translation || (field->flags & FIELD_TRANSLATED) != 0;
}

static void
add_required(JsonBuilder *builder, const Schema *schema)
{
	json_builder_set_member_name(builder, "required");
	json_builder_begin_array(builder);
	for (const SchemaField *field = schema->fields; field->key != NULL; field++)
		if ((field->flags & FIELD_REQUIRED) != 0)
			json_builder_add_string_value(builder, field->key);
	json_builder_end_array(builder);
}

static void
add_record(JsonBuilder *builder, const Schema *schema, bool is_translation, bool is_root)
{
	add_string(builder, "type", "object");
	json_builder_set_member_name(builder, "properties");
	json_builder_begin_object(builder);
	for (const SchemaField *field = schema->fields; field->key != NULL; field++) {
		if (!is_allowed(field, is_translation))
			continue;
		json_builder_set_member_name(builder, field->key);
		json_builder_begin_object(builder);
		add_string(builder, "description", field->help);
		add_schema(builder, field->schema, is_translation, false);
		json_builder_end_object(builder);
	}
	if (is_translation && is_root) {
		json_builder_set_member_name(builder, schema_fingerprints_field.key);
		json_builder_begin_object(builder);
		add_string(builder, "description", schema_fingerprints_field.help);
		add_schema(builder, schema_fingerprints_field.schema, is_translation, false);
		json_builder_end_object(builder);
	}
	json_builder_end_object(builder);
	add_flag(builder, "additionalProperties", false);
	if (!is_translation)
		add_required(builder, schema);
}

/* The messages are a map in the tables of source/, which do not know them. */
static void
add_messages(JsonBuilder *builder, const Schema *schema)
{
	json_builder_set_member_name(builder, "type");
	json_builder_begin_array(builder);
	json_builder_add_string_value(builder, "object");
	json_builder_add_string_value(builder, "null");
	json_builder_end_array(builder);
	json_builder_set_member_name(builder, "properties");
	json_builder_begin_object(builder);
	for (const char *const *key = message_keys(); *key != NULL; key++) {
		json_builder_set_member_name(builder, *key);
		json_builder_begin_object(builder);
		add_schema(builder, schema->item, false, false);
		json_builder_end_object(builder);
	}
	json_builder_end_object(builder);
	add_flag(builder, "additionalProperties", false);
}

static void
add_schema(JsonBuilder *builder, const Schema *schema, bool is_translation, bool is_root)
{
	switch (schema->kind) {
	case SCHEMA_WORD:
	case SCHEMA_LINE:
	case SCHEMA_PATTERN:
	case SCHEMA_PROSE:
	case SCHEMA_INLINE:
	case SCHEMA_LITERAL:
	case SCHEMA_URL:
	case SCHEMA_BASE_URL:
	case SCHEMA_DATE:
		add_text(builder, schema);
		break;
	case SCHEMA_BOOLEAN:
		add_string(builder, "type", "boolean");
		break;
	case SCHEMA_LIST:
		add_string(builder, "type", "array");
		add_number(builder, "maxItems", schema->max);
		json_builder_set_member_name(builder, "items");
		json_builder_begin_object(builder);
		add_schema(builder, schema->item, is_translation, false);
		json_builder_end_object(builder);
		break;
	case SCHEMA_MAP:
		if (schema == &schema_messages) {
			add_messages(builder, schema);
			break;
		}
		add_string(builder, "type", "object");
		add_number(builder, "maxProperties", schema->max);
		json_builder_set_member_name(builder, "additionalProperties");
		json_builder_begin_object(builder);
		add_schema(builder, schema->item, is_translation, false);
		json_builder_end_object(builder);
		break;
	case SCHEMA_RECORD:
		add_record(builder, schema, is_translation, is_root);
		break;
	}
}

static void
print_schema(Report *report, const char *name, const Schema *schema, bool is_translation)
{
	g_autoptr(JsonBuilder) builder = json_builder_new();
	g_autoptr(JsonNode) root = NULL;
	g_autofree char *text = NULL;

	json_builder_begin_object(builder);
	add_string(builder, "$schema", "https://json-schema.org/draft/2020-12/schema");
	add_string(builder, "title", name);
	add_schema(builder, schema, is_translation, true);
	json_builder_end_object(builder);
	root = json_builder_get_root(builder);
	text = json_to_string(root, TRUE);
	report_result(report, "%s", text);
}

Status
command_schema(const Options *options, Report *report)
{
	const char *name = options->arguments[0];
	g_autoptr(GString) names = g_string_new(NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(schemas); i++) {
		if (g_str_equal(schemas[i].name, name)) {
			print_schema(report, name, schemas[i].schema, schemas[i].is_translation);
			return STATUS_DONE;
		}
		g_string_append_printf(names, "%s%s", i == 0 ? "" : ", ", schemas[i].name);
	}
	return report_usage(report, "there is no schema '%s'; there are: %s", name, names->str);
}
