#include "command/variants.h"

#include "source/fingerprint.h"

/* How many pages the site has in all its languages. */
static guint64
count_pages(const Site *site, const Options *options)
{
	const Model *model = site->model;
	g_autoptr(Plan) whole = NULL;

	if (options->locales == NULL)
		return plan_count(site->plan);
	whole = plan_new(model, (const Locale *const *) model->locales, model->locale_count, site->assets->count);
	return plan_count(whole);
}

Variants
variants_new(const Site *site, const Options *options)
{
	Variants variants = { .site = site };
	guint kinds;
	guint64 pages;

	if (!compress_parse(options->precompress, &kinds) || kinds == 0)
		return variants;
	pages = count_pages(site, options);
	for (guint kind = 0; kind < COMPRESS_COUNT; kind++)
		if ((kinds & 1U << kind) != 0)
			variants.levels[kind] = compress_level(kind, pages);
	return variants;
}

static bool
is_asset(const Site *site, const char *name)
{
	for (guint i = 0; i < site->assets->count; i++)
		if (g_str_equal(site->assets->names[i], name))
			return true;
	return false;
}

char *
variants_file(const Variants *variants, CompressKind kind, const Page *page, const char *file)
{
	const Site *site = variants->site;
	const char *suffix = compress_suffix(kind);

	if (variants->levels[kind] == 0 || !compress_is_worth_it(file))
		return NULL;
	if (page->kind == PAGE_ASSET) {
		g_autofree char *name = g_strconcat(site->assets->names[page->number], suffix, NULL);

		if (is_asset(site, name))
			return NULL;
	}
	return g_strconcat(file, suffix, NULL);
}

guint64
variants_inputs(const Variants *variants, CompressKind kind, guint64 inputs)
{
	if (inputs == 0)
		return 0;
	return fingerprint_add(fingerprint_add(inputs, kind + 1), (guint64) variants->levels[kind]);
}

GBytes *
variants_compress(const Variants *variants, CompressKind kind, GBytes *bytes)
{
	return compress_bytes(kind, variants->levels[kind], bytes);
}
