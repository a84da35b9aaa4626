#include "output/compress.h"

#include <brotli/encode.h>
#include <libdeflate.h>

#include "source/memory.h"

/* The last row is for all larger sites. */
static const struct {
	guint64 pages;
	int levels[COMPRESS_COUNT];
} efforts[] = {
	{ 500, { [COMPRESS_GZIP] = 12, [COMPRESS_BROTLI] = 11 } },
	{ 20000, { [COMPRESS_GZIP] = 9, [COMPRESS_BROTLI] = 7 } },
	{ G_MAXUINT64, { [COMPRESS_GZIP] = 1, [COMPRESS_BROTLI] = 5 } },
};

static const char *const suffixes[] = { [COMPRESS_GZIP] = ".gz", [COMPRESS_BROTLI] = ".br" };

bool
compress_parse(const char *list, guint *kinds)
{
	g_auto(GStrv) names = list == NULL ? NULL : g_strsplit(list, ",", -1);

	*kinds = 0;
	for (gsize i = 0; names != NULL && names[i] != NULL; i++) {
		guint kind = 0;

		while (kind < COMPRESS_COUNT && !g_str_equal(names[i], suffixes[kind] + 1))
			kind++;
		if (kind == COMPRESS_COUNT)
			return false;
		*kinds |= 1U << kind;
	}
	return list == NULL || *kinds != 0;
}

const char *
compress_suffix(CompressKind kind)
{
	return suffixes[kind];
}

int
compress_level(CompressKind kind, guint64 pages)
{
	gsize row = 0;

	while (pages > efforts[row].pages)
		row++;
	return efforts[row].levels[kind];
}

bool
compress_is_worth_it(const char *name)
{
	static const char *const texts[] = { ".html", ".xml", ".txt", ".css", ".svg", ".js", ".json" };

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
		if (g_str_has_suffix(name, texts[i]))
			return true;
	return false;
}

/* What a thread keeps from one page to the next. */
typedef struct {
	int level;
	struct libdeflate_compressor *compressor;
} Deflater;

static void
free_deflater(gpointer data)
{
	Deflater *deflater = data;

	libdeflate_free_compressor(deflater->compressor);
	g_free(deflater);
}

static struct libdeflate_compressor *
find_compressor(int level)
{
	static GPrivate own = G_PRIVATE_INIT(free_deflater);
	Deflater *deflater = g_private_get(&own);

	if (deflater == NULL || deflater->level != level) {
		deflater = g_new(Deflater, 1);
		*deflater = (Deflater) { .level = level, .compressor = libdeflate_alloc_compressor(level) };
		if (deflater->compressor == NULL)
			memory_end();
		g_private_replace(&own, deflater);
	}
	return deflater->compressor;
}

static GBytes *
compress_gzip(int level, const void *data, gsize length)
{
	struct libdeflate_compressor *compressor = find_compressor(level);
	gsize bound = libdeflate_gzip_compress_bound(compressor, length);
	char *out = g_malloc(bound);
	gsize size = libdeflate_gzip_compress(compressor, data, length, out, bound);

	g_assert(size > 0);
	return g_bytes_new_take(g_realloc(out, size), size);
}

static GBytes *
compress_brotli(int level, const void *data, gsize length)
{
	gsize size = BrotliEncoderMaxCompressedSize(length);
	guint8 *out = g_malloc(size);

	/* It fails where there is no memory. */
	if (!BrotliEncoderCompress(level, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, length, data, &size, out))
		memory_end();
	return g_bytes_new_take(g_realloc(out, size), size);
}

GBytes *
compress_bytes(CompressKind kind, int level, GBytes *bytes)
{
	gsize length;
	/* An empty page has no address, which neither library expects. */
	const void *data = g_bytes_get_data(bytes, &length);
	const void *address = data == NULL ? "" : data;

	switch (kind) {
	case COMPRESS_GZIP:
		return compress_gzip(level, address, length);
	case COMPRESS_BROTLI:
		return compress_brotli(level, address, length);
	case COMPRESS_COUNT:
		break;
	}
	g_assert_not_reached();
}
