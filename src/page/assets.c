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

static bool
find_asset(const Source *source, const char *name, gsize length, guint *number)
{
	for (guint i = 0; i < source->assets->len; i++) {
		const char *other = asset_at(source, i)->name;

		if (strlen(other) != length || memcmp(other, name, length) != 0)
			continue;
		*number = i;
		return true;
	}
	return false;
}

/* The next "./NAME" behind a quotation mark or a bracket, from c on. */
static bool
next_reference(const Source *source, const char *c, AssetReference *reference)
{
	while ((c = strpbrk(c, "\"'`(")) != NULL) {
		if (*++c != '.' || c[1] != '/')
			continue;
		reference->start = c + 2;
		reference->end = reference->start + strspn(reference->start, NAME_CHARACTERS);
		if (find_asset(source, reference->start, (gsize) (reference->end - reference->start),
			       &reference->number))
			return true;
	}
	return false;
}

/* Marks an asset and all that it leads to. */
static void
reach(const Source *source, guint number, bool *reached)
{
	const SourceBlob *asset = asset_at(source, number);
	AssetReference reference;

	if (reached[number] || is_worker(asset))
		return;
	reached[number] = true;
	if (asset->file == NULL || !can_refer(asset))
		return;
	for (const char *c = asset->file->text; next_reference(source, c, &reference); c = reference.end)
		reach(source, reference.number, reached);
}

/* The name of the published file: with a fingerprint of the asset and of all that it
 * leads to, so that two which lead to one another have names as well.
 * Returns: (transfer full). */
static char *
make_name(const Source *source, guint number)
{
	const char *name = asset_at(source, number)->name;
	const char *dot = strrchr(name, '.');
	g_autofree bool *reached = g_new0(bool, source->assets->len);
	guint64 row = 0;

	if (dot == NULL)
		dot = name + strlen(name);
	reach(source, number, reached);
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
make_bytes(const Source *source, const Assets *assets, guint number)
{
	const SourceBlob *asset = asset_at(source, number);
	const char *rest;
	GString *text;
	AssetReference reference;

	if (asset->file == NULL)
		return g_bytes_new(NULL, 0);
	rest = asset->file->text;
	text = g_string_sized_new(asset->file->length);
	while (can_refer(asset) && next_reference(source, rest, &reference)) {
		g_string_append_len(text, rest, reference.start - rest);
		g_string_append(text, assets->names[reference.number]);
		rest = reference.end;
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

void
assets_publish(Assets *assets, const Source *source, const bool *shown)
{
	bool *reached = assets->is_shown;

	for (guint i = 0; i < assets->count; i++)
		if (shown[i])
			reach(source, i, reached);
	for (guint i = 0; i < assets->count; i++) {
		if (!reached[i])
			continue;
		g_free(assets->names[i]);
		assets->names[i] = make_name(source, i);
	}
	for (guint i = 0; i < assets->count; i++)
		assets->bytes[i] = make_bytes(source, assets, i);
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
