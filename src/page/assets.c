#include "page/assets.h"

#include <string.h>

#include "page/address.h"
#include "source/fingerprint.h"

#define NAME_CHARACTERS G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "._-"

static const SourceBlob *
asset_at(const Source *source, guint number)
{
	return source->assets->pdata[number];
}

/* The worker is published at the root, under the name that browsers know it by. */
static bool
is_worker(const SourceBlob *asset)
{
	return g_str_equal(asset->name, ASSET_WORKER);
}

static bool
can_refer(const SourceBlob *asset)
{
	if (is_worker(asset))
		return false;
	return g_str_has_suffix(asset->name, ".css") || g_str_has_suffix(asset->name, ".js");
}

/* A place in an asset where the name of another stands. */
typedef struct {
	const char *start;
	const char *end;
	guint number; /* of the other */
} AssetReference;

/* The assets, and where each leads. */
typedef struct {
	const Source *source;
	GHashTable *numbers; /* by name: the number, plus one */
	GArray **leads;      /* by number: of AssetReference, in the order of the text */
} Graph;

/* Whether a style sheet names a file at start, behind the quotation mark or bracket at c:
 * in url(), with quotation marks or without, or behind @import. */
static bool
is_file_of_sheet(const char *text, const char *c)
{
	const char *behind = c;

	if (*c != '(') {
		while (behind > text && g_ascii_isspace(behind[-1]))
			behind--;
		if (behind - text >= (gssize) strlen("@import") &&
		    g_ascii_strncasecmp(behind - strlen("@import"), "@import", strlen("@import")) == 0)
			return true;
		if (behind == text || behind[-1] != '(')
			return false;
		behind--;
	}
	return behind - text >= (gssize) strlen("url") &&
	       g_ascii_strncasecmp(behind - strlen("url"), "url", strlen("url")) == 0;
}

/* The reference behind the quotation mark or bracket at c: "./NAME", and in a style sheet
 * "NAME" where it stands for a file. */
static bool
read_reference(const Graph *graph, const char *text, const char *c, bool is_sheet, AssetReference *reference)
{
	const char *name = c + 1;
	g_autofree char *spelt = NULL;
	guint number;

	if (is_sheet && is_file_of_sheet(text, c))
		name += strspn(name, " \t\r\n\f");
	else if (!g_str_has_prefix(name, "./"))
		return false;
	name += g_str_has_prefix(name, "./") ? strlen("./") : 0;
	reference->start = name;
	reference->end = name + strspn(name, NAME_CHARACTERS);
	spelt = g_strndup(name, (gsize) (reference->end - name));
	number = GPOINTER_TO_UINT(g_hash_table_lookup(graph->numbers, spelt));
	reference->number = number - 1;
	return number > 0;
}

/* Where an asset leads.
 * Returns: (transfer full): of AssetReference. */
static GArray *
find_leads(const Graph *graph, guint number)
{
	const SourceBlob *asset = asset_at(graph->source, number);
	GArray *leads = g_array_new(FALSE, FALSE, sizeof(AssetReference));
	bool is_sheet = g_str_has_suffix(asset->name, ".css");
	AssetReference reference;

	if (asset->file == NULL || !can_refer(asset))
		return leads;
	for (const char *c = asset->file->text; (c = strpbrk(c, "\"'`(")) != NULL; c++) {
		if (!read_reference(graph, asset->file->text, c, is_sheet, &reference))
			continue;
		g_array_append_val(leads, reference);
		c = reference.end - 1;
	}
	return leads;
}

static Graph *
graph_new(const Source *source)
{
	Graph *graph = g_new0(Graph, 1);

	graph->source = source;
	graph->numbers = g_hash_table_new(g_str_hash, g_str_equal);
	graph->leads = g_new(GArray *, source->assets->len);
	for (guint i = 0; i < source->assets->len; i++)
		g_hash_table_insert(graph->numbers, asset_at(source, i)->name, GUINT_TO_POINTER(i + 1));
	for (guint i = 0; i < source->assets->len; i++)
		graph->leads[i] = find_leads(graph, i);
	return graph;
}

static void
graph_free(Graph *graph)
{
	for (guint i = 0; i < graph->source->assets->len; i++)
		g_array_unref(graph->leads[i]);
	g_free(graph->leads);
	g_hash_table_unref(graph->numbers);
	g_free(graph);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Graph, graph_free)

/* Marks an asset and all that it leads to, which may be a chain of any length. */
static void
reach(const Graph *graph, guint number, bool *reached)
{
	g_autoptr(GArray) pending = g_array_new(FALSE, FALSE, sizeof(guint));

	g_array_append_val(pending, number);
	while (pending->len > 0) {
		guint next = g_array_index(pending, guint, pending->len - 1);

		g_array_set_size(pending, pending->len - 1);
		if (reached[next] || is_worker(asset_at(graph->source, next)))
			continue;
		reached[next] = true;
		for (guint i = 0; i < graph->leads[next]->len; i++)
			g_array_append_val(pending, g_array_index(graph->leads[next], AssetReference, i).number);
	}
}

/* The name of the published file: with a fingerprint of the asset and of all that it
 * leads to, so that two which lead to one another have names as well.
 * Returns: (transfer full). */
static char *
make_name(const Graph *graph, guint number)
{
	const Source *source = graph->source;
	const char *name = asset_at(source, number)->name;
	const char *dot = strrchr(name, '.');
	g_autofree bool *reached = g_new0(bool, source->assets->len);
	guint64 row = 0;

	if (dot == NULL)
		dot = name + strlen(name);
	reach(graph, number, reached);
	for (guint i = 0; i < source->assets->len; i++)
		if (reached[i] && asset_at(source, i)->file != NULL)
			row = fingerprint_add(row, asset_at(source, i)->file->fingerprint);
	return g_strdup_printf("%.*s.%08x%s", (int) (dot - name), name, (guint) (row >> 32), dot);
}

/* Returns: (transfer full). */
static char *
make_template_name(const char *name)
{
	char *template_name = g_strconcat(ASSET_PREFIX, name, NULL);

	g_strcanon(template_name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS, '_');
	return template_name;
}

/* Returns: (transfer full). */
static GBytes *
make_bytes(const Graph *graph, const Assets *assets, guint number)
{
	const SourceBlob *asset = asset_at(graph->source, number);
	const char *rest;
	GString *text;

	if (asset->file == NULL)
		return g_bytes_new(NULL, 0);
	rest = asset->file->text;
	text = g_string_sized_new(asset->file->length);
	for (guint i = 0; i < graph->leads[number]->len; i++) {
		const AssetReference *reference = &g_array_index(graph->leads[number], AssetReference, i);

		g_string_append_len(text, rest, reference->start - rest);
		g_string_append(text, assets->names[reference->number]);
		rest = reference->end;
	}
	g_string_append_len(text, rest, (gssize) asset->file->length - (rest - asset->file->text));
	return g_string_free_to_bytes(text);
}

static void
check_template_name(const Source *source, const Assets *assets, guint number, Findings *findings)
{
	const SourceBlob *asset = asset_at(source, number);

	for (guint i = 0; i < number; i++)
		if (asset->file != NULL && g_str_equal(assets->template_names[i], assets->template_names[number]))
			findings_add(findings, FINDING_SAME_ASSET, file_place(asset->file),
				     "templates know this asset and '%s' by the same name, '%s'; rename one of them",
				     asset_at(source, i)->name, assets->template_names[number]);
}

Assets *
assets_new(const Source *source, Findings *findings)
{
	Assets *assets = g_new0(Assets, 1);

	assets->count = source->assets->len;
	assets->names = g_new0(char *, assets->count + 1);
	assets->template_names = g_new0(char *, assets->count + 1);
	assets->is_shown = g_new0(bool, assets->count);
	assets->bytes = g_new0(GBytes *, assets->count);
	for (guint i = 0; i < assets->count; i++) {
		assets->names[i] = g_strdup(asset_at(source, i)->name);
		assets->template_names[i] = make_template_name(asset_at(source, i)->name);
		check_template_name(source, assets, i, findings);
	}
	return assets;
}

/* An asset that keeps its name may have the one under which another is published. */
static void
check_names(const Source *source, const Assets *assets, Findings *findings)
{
	g_autoptr(GHashTable) published = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < assets->count; i++)
		if (assets->is_shown[i])
			g_hash_table_insert(published, assets->names[i], asset_at(source, i)->name);
	for (guint i = 0; i < assets->count; i++) {
		const SourceBlob *asset = asset_at(source, i);
		const char *other = assets->is_shown[i] ? NULL : g_hash_table_lookup(published, asset->name);

		if (other != NULL && asset->file != NULL)
			findings_add(findings, FINDING_SAME_ASSET, file_place(asset->file),
				     "'%s' is published under the name of this asset, '%s'; rename one of them", other,
				     asset->name);
	}
}

void
assets_publish(Assets *assets, const Source *source, const bool *shown, Findings *findings)
{
	g_autoptr(Graph) graph = graph_new(source);

	for (guint i = 0; i < assets->count; i++)
		if (shown[i])
			reach(graph, i, assets->is_shown);
	for (guint i = 0; i < assets->count; i++) {
		if (!assets->is_shown[i])
			continue;
		g_free(assets->names[i]);
		assets->names[i] = make_name(graph, i);
	}
	for (guint i = 0; i < assets->count; i++)
		assets->bytes[i] = make_bytes(graph, assets, i);
	check_names(source, assets, findings);
}

bool
assets_is_picture(const char *name)
{
	return g_str_has_prefix(name, "social") && g_str_has_suffix(name, ".png");
}

void
assets_free(Assets *assets)
{
	for (guint i = 0; i < assets->count; i++)
		g_clear_pointer(&assets->bytes[i], g_bytes_unref);
	g_free(assets->bytes);
	g_free(assets->is_shown);
	g_strfreev(assets->names);
	g_strfreev(assets->template_names);
	g_free(assets);
}
