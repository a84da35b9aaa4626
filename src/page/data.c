/* A collection in a locale as JSON, for programs: what its pages show, in the form
 * that schema/published-collection.json describes. */
#include <json-glib/json-glib.h>

#include "page/render.h"

/* An object in the making, and which of its texts are in another language. */
typedef struct {
	const Renderer *renderer;
	const Locale *locale;
	JsonBuilder *builder;
	JsonObject *fallbacks; /* from the member's name to the language's tag; NULL while there is none */
} Data;

/* The form of the file: another one has another number. */
#define DATA_FORMAT 1

static void
add_string(const Data *data, const char *name, const char *value)
{
	if (value == NULL)
		return;
	json_builder_set_member_name(data->builder, name);
	json_builder_add_string_value(data->builder, value);
}

static void
add_text(Data *data, const char *name, const Text *text)
{
	const Locale *from;
	const char *string;

	if (text == NULL)
		return;
	string = text_in(text, data->locale, &from);
	add_string(data, name, string);
	if (from == data->locale)
		return;
	if (data->fallbacks == NULL)
		data->fallbacks = json_object_new();
	json_object_set_string_member(data->fallbacks, name, from->tag);
}

/* Ends an object; says of each of its texts in another language in which. */
static void
end_object(Data *data)
{
	if (data->fallbacks != NULL) {
		JsonNode *node = json_node_alloc();

		json_node_init_object(node, data->fallbacks);
		json_builder_set_member_name(data->builder, "fallbacks");
		json_builder_add_value(data->builder, node);
		g_clear_pointer(&data->fallbacks, json_object_unref);
	}
	json_builder_end_object(data->builder);
}

static void
begin_list(const Data *data, const char *name)
{
	json_builder_set_member_name(data->builder, name);
	json_builder_begin_array(data->builder);
}

static void
add_address(const Data *data, Page page)
{
	g_autofree char *address = address_absolute(data->renderer->addresses, &page);

	add_string(data, "url", address);
}

static void
add_licence(const Data *data)
{
	const Model *model = data->renderer->model;

	if (model->licence_name == NULL)
		return;
	json_builder_set_member_name(data->builder, "licence");
	json_builder_begin_object(data->builder);
	add_string(data, "name", model->licence_name);
	add_string(data, "url", model->licence_url);
	json_builder_end_object(data->builder);
}

static void
add_references(const Data *data, const Reference *references, guint count)
{
	begin_list(data, "references");
	for (guint i = 0; i < count; i++) {
		json_builder_begin_object(data->builder);
		add_string(data, "document", references[i].document->name);
		add_string(data, "section", references[i].section);
		add_string(data, "url", references[i].url);
		json_builder_end_object(data->builder);
	}
	json_builder_end_array(data->builder);
}

static void
add_classes(Data *data, const Collection *collection)
{
	begin_list(data, "classes");
	for (guint i = 0; i < collection->class_count; i++) {
		const Class *class = &collection->classes[i];

		json_builder_begin_object(data->builder);
		add_string(data, "id", class->id);
		add_string(data, "range", class->range);
		add_string(data, "tone", tone_name(class->tone));
		add_text(data, "label", class->label);
		end_object(data);
	}
	json_builder_end_array(data->builder);
}

static void
add_label(Data *data, const char *id, const Text *label)
{
	json_builder_begin_object(data->builder);
	add_string(data, "id", id);
	add_text(data, "label", label);
	end_object(data);
}

/* The object of an attribute is open while those of its values come and go. */
static void
add_attributes(Data *data, const Collection *collection)
{
	begin_list(data, "attributes");
	for (guint i = 0; i < collection->attribute_count; i++) {
		const Attribute *attribute = &collection->attributes[i];
		Data outer = *data;

		json_builder_begin_object(data->builder);
		add_string(data, "id", attribute->id);
		add_text(&outer, "label", attribute->label);
		begin_list(data, "values");
		for (guint k = 0; k < attribute->value_count; k++)
			add_label(data, attribute->values[k].id, attribute->values[k].label);
		json_builder_end_array(data->builder);
		end_object(&outer);
	}
	json_builder_end_array(data->builder);
}

static void
add_facts_and_stages(Data *data, const Collection *collection)
{
	begin_list(data, "facts");
	for (guint i = 0; i < collection->fact_count; i++)
		add_label(data, collection->facts[i].id, collection->facts[i].label);
	json_builder_end_array(data->builder);
	begin_list(data, "stages");
	for (guint i = 0; i < collection->stage_count; i++)
		add_label(data, collection->stages[i].id, collection->stages[i].label);
	json_builder_end_array(data->builder);
}

/* What an entry is in the words of its collection. */
static void
add_properties(const Data *data, const Entry *entry)
{
	const Collection *collection = entry->collection;

	json_builder_set_member_name(data->builder, "attributes");
	json_builder_begin_object(data->builder);
	for (guint i = 0; i < collection->attribute_count; i++)
		add_string(data, collection->attributes[i].id, entry->values[i]->id);
	json_builder_end_object(data->builder);
	json_builder_set_member_name(data->builder, "facts");
	json_builder_begin_object(data->builder);
	for (guint i = 0; i < collection->fact_count; i++) {
		if (entry->facts[i] == NULL)
			continue;
		begin_list(data, collection->facts[i].id);
		for (guint k = 0; entry->facts[i][k] != NULL; k++)
			json_builder_add_string_value(data->builder, entry->facts[i][k]);
		json_builder_end_array(data->builder);
	}
	json_builder_end_object(data->builder);
	begin_list(data, "stages");
	for (guint i = 0; i < collection->stage_count; i++)
		if ((entry->stages & ((guint64) 1 << i)) != 0)
			json_builder_add_string_value(data->builder, collection->stages[i].id);
	json_builder_end_array(data->builder);
}

static void
add_entry(Data *data, const Entry *entry)
{
	json_builder_begin_object(data->builder);
	add_string(data, "code", entry->code);
	add_string(data, "name", entry->name);
	add_string(data, "address", entry->address);
	add_address(
	    data,
	    (Page) { .kind = PAGE_ENTRY, .locale = data->locale, .collection = entry->collection, .first = entry });
	add_string(data, "class", entry->class->id);
	add_properties(data, entry);
	add_text(data, "summary", entry->summary);
	add_text(data, "description", entry->description);
	add_text(data, "when_seen", entry->when_seen);
	add_text(data, "fix", entry->fix);
	if (entry->example != NULL) {
		const Locale *from;

		/* A transcript without a translation is no gap. */
		add_string(data, "example", text_in(entry->example, data->locale, &from));
	}
	add_references(data, entry->references, entry->reference_count);
	begin_list(data, "related");
	for (guint i = 0; i < entry->related_count; i++)
		json_builder_add_string_value(data->builder, entry->related[i]->code);
	json_builder_end_array(data->builder);
	add_string(data, "added", entry->added);
	add_string(data, "changed", entry->changed);
	end_object(data);
}

/* A pair with words of its own.  Each difference is an object, because each may be in
 * another language. */
static void
add_pair(Data *data, const PairWords *words)
{
	json_builder_begin_object(data->builder);
	add_string(data, "first", words->first->code);
	add_string(data, "second", words->second->code);
	add_address(data, (Page) { .kind = PAGE_PAIR,
				   .locale = data->locale,
				   .collection = words->first->collection,
				   .first = words->first,
				   .second = words->second });
	begin_list(data, "differences");
	for (guint i = 0; i < words->difference_count; i++) {
		json_builder_begin_object(data->builder);
		add_text(data, "text", words->differences[i]);
		end_object(data);
	}
	json_builder_end_array(data->builder);
	add_text(data, "verdict", words->verdict);
	end_object(data);
}

static void
add_collection(Data *data, const Page *page)
{
	const Collection *collection = page->collection;
	Data outer = *data;

	json_builder_set_member_name(data->builder, "format");
	json_builder_add_int_value(data->builder, DATA_FORMAT);
	add_string(data, "language", page->locale->tag);
	add_string(data, "id", collection->folder);
	add_string(data, "name", collection->name);
	add_text(&outer, "title", collection->title);
	add_text(&outer, "summary", collection->summary);
	add_text(&outer, "description", collection->description);
	add_address(data, (Page) { .kind = PAGE_COLLECTION, .locale = page->locale, .collection = collection });
	add_licence(data);
	add_references(data, collection->references, collection->reference_count);
	add_classes(data, collection);
	add_attributes(data, collection);
	add_facts_and_stages(data, collection);
	begin_list(data, "entries");
	for (guint i = 0; i < collection->entry_count; i++)
		add_entry(data, &collection->entries[i]);
	json_builder_end_array(data->builder);
	begin_list(data, "pairs");
	for (guint i = 0; i < collection->words_count; i++)
		add_pair(data, &collection->words[i]);
	json_builder_end_array(data->builder);
	end_object(&outer);
}

void
render_data(const Renderer *renderer, const Page *page, Markup *out)
{
	g_autoptr(JsonBuilder) builder = json_builder_new();
	Data data = { .renderer = renderer, .locale = page->locale, .builder = builder };
	g_autoptr(JsonNode) root = NULL;
	g_autofree char *text = NULL;

	json_builder_begin_object(builder);
	add_collection(&data, page);
	root = json_builder_get_root(builder);
	text = json_to_string(root, FALSE);
	markup_json(out, text);
	markup_literal(out, "\n");
}
