/* The compressed forms of a site's files: beside page.html there are page.html.gz and
 * page.html.br. */
#pragma once

#include "command/site.h"
#include "output/compress.h"

typedef struct {
	const Site *site;
	int levels[COMPRESS_COUNT]; /* 0 for what was not asked for */
} Variants;

/* What the options ask for, in a site that site_make() has made.  Levels go by all
 * pages of the site, so that they are the same for some of its languages. */
Variants variants_new(const Site *site, const Options *options);

/* The compressed form of a page's file.
 * Returns: (nullable) (transfer full): NULL where it has none: it was not asked for,
 * the file is not text, or the site's own assets have that name. */
char *variants_file(const Variants *variants, CompressKind kind, const Page *page, const char *file);

/* The fingerprint of all that the compressed form of a page is made of, by the
 * page's own; 0 where that is not known. */
guint64 variants_inputs(const Variants *variants, CompressKind kind, guint64 inputs);

/* Returns: (transfer full). */
GBytes *variants_compress(const Variants *variants, CompressKind kind, GBytes *bytes);
