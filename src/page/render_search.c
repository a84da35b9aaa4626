/* What the search of a locale looks through.  Its readers are the scripts of the
 * pages, which show it as text; so nothing in it is markup. */
#include <json-glib/json-glib.h>
#include <string.h>

#include "page/render.h"

/* The messages of the search, and what stands in them for an argument. */
static const struct {
	MessageId id;
	const char *name;
	const char *argument;
} search_messages[] = {
	{ MESSAGE_SEARCH, "search", NULL },
	{ MESSAGE_SEARCH_HINT, "hint", NULL },
	{ MESSAGE_SEARCH_RESULTS, "results", "{count}" },
	{ MESSAGE_SEARCH_NOTHING, "nothing", NULL },
	{ MESSAGE_SEARCH_UNKNOWN, "unknown", "{code}" },
	{ MESSAGE_SEARCH_CLOSE, "close", NULL },
	{ MESSAGE_SINGLE_KEYS, "keys", NULL },
	{ MESSAGE_REPLACE, "replace", "{code}" },
};

/* Where the file that links lead from is, so that links are relative to it. */
typedef struct {
	const Renderer *renderer;
	const Locale *locale;
	const char *file;
	JsonBuilder *json;
} Search;

static void
add_string(const Search *search, const char *name, const char *value)
{
	json_builder_set_member_name(search->json, name);
	json_builder_add_string_value(search->json, value);
}

static void
add_text(const Search *search, const char *name, const Text *text)
{
	const Locale *from;

	add_string(search, name, text_in(text, search->locale, &from));
}

static void
add_messages(const Search *search)
{
	MessageValue pair[] = { { .text = "{first}" }, { .text = "{second}" } };
	g_autofree char *link = locale_format(search->locale, MESSAGE_PAIR_LINK, pair);

	json_builder_set_member_name(search->json, "messages");
	json_builder_begin_object(search->json);
	for (guint i = 0; i < G_N_ELEMENTS(search_messages); i++) {
		MessageValue values[] = { { .text = search_messages[i].argument } };
		g_autofree char *text = locale_format(search->locale, search_messages[i].id, values);

		add_string(search, search_messages[i].name, text);
	}
	add_string(search, "pair", link);
	json_builder_end_object(search->json);
}

/* Adds a word unless it has been seen. */
static void
add_once(const Search *search, GHashTable *seen, const char *word)
{
	if (g_hash_table_add(seen, g_strdup(word)))
		json_builder_add_string_value(search->json, word);
}

/* The words of all facts: what stands beside the code in what people paste. */
static void
add_facts(const Search *search, GHashTable *seen, const Entry *entry)
{
	json_builder_set_member_name(search->json, "facts");
	json_builder_begin_array(search->json);
	for (guint i = 0; i < entry->collection->fact_count; i++)
		for (guint k = 0; entry->facts[i] != NULL && entry->facts[i][k] != NULL; k++)
			add_once(search, seen, entry->facts[i][k]);
	json_builder_end_array(search->json);
}

/* What servers say in several words; the single ones are in the texts anyway. */
static void
add_quotes(const Search *search, GHashTable *seen, const Entry *entry)
{
	const Locale *from;
	g_autoptr(GPtrArray) spans = markup_code_spans(text_in(entry->when_seen, search->locale, &from));

	json_builder_set_member_name(search->json, "quotes");
	json_builder_begin_array(search->json);
	for (guint i = 0; i < spans->len; i++)
		if (strchr(spans->pdata[i], ' ') != NULL)
			add_once(search, seen, spans->pdata[i]);
	json_builder_end_array(search->json);
}

/* Addresses that the entry had, which lead wrong visitors right. */
static void
add_former(const Search *search, const Entry *entry)
{
	if (entry->former == NULL || entry->former[0] == NULL)
		return;
	json_builder_set_member_name(search->json, "former");
	json_builder_begin_array(search->json);
	for (guint i = 0; entry->former[i] != NULL; i++)
		json_builder_add_string_value(search->json, entry->former[i]);
	json_builder_end_array(search->json);
}

static void
add_entry(const Search *search, const Entry *entry)
{
	const Locale *from;
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	json_builder_begin_object(search->json);
	add_string(search, "code", entry->code);
	if (!g_str_equal(entry->address, entry->code))
		add_string(search, "address", entry->address);
	add_former(search, entry);
	add_string(search, "name", entry->name);
	add_string(search, "tone", tone_name(entry->class->tone));
	add_string(search, "summary", text_in(entry->summary, search->locale, &from));
	if (from != search->locale)
		add_string(search, "lang", from->tag);
	add_facts(search, seen, entry);
	add_quotes(search, seen, entry);
	json_builder_end_object(search->json);
}

static void
add_collection(const Search *search, const Collection *collection)
{
	Page page = { .kind = PAGE_COLLECTION, .locale = search->locale, .collection = collection };
	g_autofree char *link = address_link(search->renderer->addresses, search->file, &page);

	json_builder_begin_object(search->json);
	add_string(search, "folder", collection->folder);
	add_string(search, "href", link);
	add_string(search, "name", collection->name);
	add_text(search, "title", collection->title);
	json_builder_set_member_name(search->json, "entries");
	json_builder_begin_array(search->json);
	for (guint i = 0; i < collection->entry_count; i++)
		add_entry(search, &collection->entries[i]);
	json_builder_end_array(search->json);
	json_builder_end_object(search->json);
}

static GBytes *
steal_json(JsonBuilder *json)
{
	g_autoptr(JsonNode) root = json_builder_get_root(json);
	g_autoptr(JsonGenerator) generator = json_generator_new();
	g_autofree char *text = NULL;
	Markup *out;

	json_generator_set_root(generator, root);
	text = json_generator_to_data(generator, NULL);
	out = markup_new();
	markup_json(out, text);
	return markup_steal_bytes(out);
}

GBytes *
render_search(const Renderer *renderer, const Page *page)
{
	g_autoptr(JsonBuilder) json = json_builder_new();
	g_autofree char *file = address_file(renderer->addresses, page);
	Search search = { .renderer = renderer, .locale = page->locale, .file = file, .json = json };

	json_builder_begin_object(json);
	json_builder_set_member_name(json, "format");
	json_builder_add_int_value(json, SEARCH_FORMAT);
	add_string(&search, "lang", page->locale->tag);
	add_string(&search, "source", renderer->model->source_locale->tag);
	add_string(&search, "suffix", address_suffix(renderer->addresses));
	add_messages(&search);
	json_builder_set_member_name(json, "collections");
	json_builder_begin_array(json);
	for (guint i = 0; i < renderer->model->collection_count; i++)
		add_collection(&search, &renderer->model->collections[i]);
	json_builder_end_array(json);
	json_builder_end_object(json);
	return steal_json(json);
}
