#include "output/compress.h"

#include <brotli/decode.h>
#include <libdeflate.h>
#include <string.h>

#include "support.h"

#define GZ (1U << COMPRESS_GZIP)
#define BR (1U << COMPRESS_BROTLI)

/* Longer than any of the pages that are tried. */
#define PAGE_MAX 100000

static GBytes *
page_of(gsize length)
{
	char *text = g_malloc(length + 1);

	for (gsize i = 0; i < length; i++)
		text[i] = "250 means that it was done; 334 waits. "[(i + i / 1000) % 39];
	return g_bytes_new_take(text, length);
}

static GBytes *
decompress(CompressKind kind, GBytes *bytes)
{
	gsize length;
	const void *data = g_bytes_get_data(bytes, &length);
	gsize size = PAGE_MAX;
	void *out = g_malloc(PAGE_MAX);

	if (kind == COMPRESS_GZIP) {
		struct libdeflate_decompressor *reader = libdeflate_alloc_decompressor();

		assert_int_equal(libdeflate_gzip_decompress(reader, data, length, out, PAGE_MAX, &size),
				 LIBDEFLATE_SUCCESS);
		libdeflate_free_decompressor(reader);
	} else {
		assert_int_equal(BrotliDecoderDecompress(length, data, &size, out), BROTLI_DECODER_RESULT_SUCCESS);
	}
	return g_bytes_new_take(out, size);
}

TEST(a_list_names_kinds_in_any_order)
{
	guint kinds = 0;

	assert_true(compress_parse("gz", &kinds) && kinds == GZ);
	assert_true(compress_parse("br", &kinds) && kinds == BR);
	assert_true(compress_parse("gz,br", &kinds) && kinds == (GZ | BR));
	assert_true(compress_parse("br,gz,br", &kinds) && kinds == (GZ | BR));
	assert_true(compress_parse(NULL, &kinds) && kinds == 0);
}

TEST(a_list_names_nothing_else)
{
	static const char *const wrong[] = {
		"", ",", "gz,", ",gz", "gz br", "gz, br", "zip", "GZ", ".gz", "gzip", "g"
	};
	guint kinds;

	for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++)
		assert_false(compress_parse(wrong[i], &kinds));
}

TEST(names_tell_what_is_text)
{
	static const char *const texts[] = { "ja/smtp/250.html", "sitemap-1.xml", "robots.txt", "assets/style.css",
					     "assets/a.svg",     "assets/a.js",   "a.json" };
	static const char *const others[] = { "assets/a.png", "assets/a.woff2", "a.html.gz", "html", "assets/xml" };

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
		assert_true(compress_is_worth_it(texts[i]));
	for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
		assert_false(compress_is_worth_it(others[i]));
}

TEST(suffixes_are_those_that_servers_look_for)
{
	assert_string_equal(compress_suffix(COMPRESS_GZIP), ".gz");
	assert_string_equal(compress_suffix(COMPRESS_BROTLI), ".br");
}

TEST(large_sites_get_a_quicker_level)
{
	static const guint64 steps[] = { 0, 500, 501, 20000, 20001, G_MAXUINT64 };
	static const int levels[][COMPRESS_COUNT] = { { 12, 11 }, { 12, 11 }, { 9, 7 }, { 9, 7 }, { 1, 5 }, { 1, 5 } };

	for (gsize i = 0; i < G_N_ELEMENTS(steps); i++)
		for (guint kind = 0; kind < COMPRESS_COUNT; kind++)
			assert_int_equal(compress_level(kind, steps[i]), levels[i][kind]);
}

TEST(what_was_compressed_comes_back_at_every_level)
{
	static const gsize lengths[] = { 0, 1, 100, 14000, PAGE_MAX };

	for (gsize i = 0; i < G_N_ELEMENTS(lengths); i++) {
		g_autoptr(GBytes) page = page_of(lengths[i]);

		for (guint kind = 0; kind < COMPRESS_COUNT; kind++)
			for (int level = 1; level <= 11; level += 2) {
				g_autoptr(GBytes) small = compress_bytes(kind, level, page);
				g_autoptr(GBytes) back = decompress(kind, small);

				assert_true(g_bytes_equal(page, back));
				assert_true(lengths[i] < 1000 || g_bytes_get_size(small) < lengths[i] / 5);
			}
	}
}

TEST(bytes_without_an_address_are_an_empty_page)
{
	g_autoptr(GBytes) page = g_bytes_new(NULL, 0);

	for (guint kind = 0; kind < COMPRESS_COUNT; kind++) {
		g_autoptr(GBytes) small = compress_bytes(kind, 5, page);
		g_autoptr(GBytes) back = decompress(kind, small);

		assert_int_equal(g_bytes_get_size(back), 0);
	}
}

static gpointer
compress_in_thread(gpointer data)
{
	GBytes *page = data;
	GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify) g_bytes_unref);

	/* Levels take turns, so that nothing is left over from the one before. */
	for (int i = 0; i < 6; i++)
		for (guint kind = 0; kind < COMPRESS_COUNT; kind++)
			g_ptr_array_add(all, compress_bytes(kind, i % 2 == 0 ? 9 : 5, page));
	return all;
}

TEST(every_thread_and_every_time_give_the_same_bytes)
{
	g_autoptr(GBytes) page = page_of(14000);
	GThread *threads[4];
	g_autoptr(GPtrArray) first = compress_in_thread(page);

	for (gsize i = 0; i < G_N_ELEMENTS(threads); i++)
		threads[i] = g_thread_new("compress", compress_in_thread, page);
	for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
		g_autoptr(GPtrArray) other = g_thread_join(threads[i]);

		for (guint k = 0; k < first->len; k++) {
			assert_true(g_bytes_equal(first->pdata[k], other->pdata[k]));
			assert_true(g_bytes_equal(first->pdata[k], first->pdata[k % 4]));
		}
	}
}

/* RFC 1952: no time, no name. */
TEST(a_gzip_tells_no_time)
{
	g_autoptr(GBytes) page = page_of(1000);
	g_autoptr(GBytes) small = compress_bytes(COMPRESS_GZIP, 9, page);

	assert_memory_equal(g_bytes_get_data(small, NULL), "\x1f\x8b\x08\0\0\0\0\0", 8);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_names_kinds_in_any_order),
		cmocka_unit_test(a_list_names_nothing_else),
		cmocka_unit_test(names_tell_what_is_text),
		cmocka_unit_test(suffixes_are_those_that_servers_look_for),
		cmocka_unit_test(large_sites_get_a_quicker_level),
		cmocka_unit_test(what_was_compressed_comes_back_at_every_level),
		cmocka_unit_test(bytes_without_an_address_are_an_empty_page),
		cmocka_unit_test(every_thread_and_every_time_give_the_same_bytes),
		cmocka_unit_test(a_gzip_tells_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
