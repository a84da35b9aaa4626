/* What the unit tests share: temporary folders, a small site in one, and short
 * forms of what was found. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/model.h"
#include "page/renderer.h"

/* A test's name is a sentence. */
#define TEST(sentence) static void sentence(G_GNUC_UNUSED void **state)

#define assert_contains(text, part) support_assert_contains((text), (part), true, __FILE__, __LINE__)
#define assert_lacks(text, part) support_assert_contains((text), (part), false, __FILE__, __LINE__)

/* Compares a string that has to be freed. */
#define assert_string_free(string, expected)              \
	do {                                              \
		g_autofree char *string_ = (string);      \
		assert_non_null(string_);                 \
		assert_string_equal(string_, (expected)); \
	} while (0)

/* Compares findings in their short form: a line "place name" for each. */
#define assert_findings(findings, expected) assert_string_free(support_findings((findings)), (expected))

/* Looks for a part of a message among findings. */
#define assert_says(findings, part)                                            \
	do {                                                                   \
		g_autofree char *printed_ = findings_print((findings), false); \
		assert_contains(printed_, (part));                             \
	} while (0)

void support_assert_contains(const char *text, const char *part, bool wanted, const char *file, int line);

/* "a.yaml:2:1 duplicate-key\n", sorted by place.  The paths of temporary folders
 * are left out.
 * Returns: (transfer full). */
char *support_findings(Findings *findings);

/* A temporary folder, removed when it is freed or the program ends. */
typedef struct {
	char *path;
} Folder;

Folder *folder_new(void);
void folder_free(Folder *folder);

/* Returns: (transfer full): the path of something in the folder. */
char *folder_path(const Folder *folder, const char *name);

/* Writes a file, and the folders above it. */
void folder_write(const Folder *folder, const char *name, const char *text);
void folder_write_bytes(const Folder *folder, const char *name, const void *bytes, gsize length);

/* Puts one text in the place of another, which the file has to hold. */
void folder_replace(const Folder *folder, const char *name, const char *from, const char *to);

/* Returns: (nullable) (transfer full): NULL where there is no such file. */
char *folder_read(const Folder *folder, const char *name);

bool folder_has(const Folder *folder, const char *name);

/* Removes a file, or a folder and what is in it. */
void folder_remove(const Folder *folder, const char *name);

/* The files and empty folders below a folder, a line for each, sorted.
 * Returns: (transfer full). */
char *folder_list(const Folder *folder, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Folder, folder_free)

/* A text read as a YAML file of the name "f.yaml". */
typedef struct {
	File *file;
	Findings *findings;
	Node *root;
} Parsed;

Parsed *parsed_new(const char *text);
Parsed *parsed_new_bytes(const void *bytes, gsize length);
void parsed_free(Parsed *parsed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Parsed, parsed_free)

/* Writes a small site without findings into a new folder:
 *
 * alpha has the entries 1, 2 and 10, of which 1 and 10 have words for their
 * pair; beta has the entry A and nothing that it need not have.  English is the
 * source; German has all texts but those of alpha/2 and most of alpha/10; Arabic
 * has messages alone.  A message shows as its tag, its key and its arguments,
 * and a template as a line "name=value" for each of its names and a line
 * "name: column | column" for each row. */
Folder *site_new(void);

/* An entry of alpha in site_new() that has nothing but what it needs.
 * Returns: (transfer full). */
char *site_entry(const char *code);

/* The site of a folder, as far as its files are good. */
typedef struct {
	Findings *findings;
	Source *source;
	Assets *assets;
	Model *model;         /* NULL where there are errors */
	Templates *templates; /* NULL where there are errors */
} Loaded;

Loaded *loaded_new(const Folder *folder);
void loaded_free(Loaded *loaded);

/* A locale of the model by its tag, and an entry by its code: they have to
 * exist. */
const Locale *loaded_locale(const Loaded *loaded, const char *tag);
const Entry *loaded_entry(const Loaded *loaded, const char *collection, const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Loaded, loaded_free)

/* A site as far as it takes to render its pages. */
typedef struct {
	Loaded *site;
	Addresses addresses;
	Plan *plan;
	Renderer *renderer;
} Rendered;

/* Renders a site in all its locales, or in that of a tag where it is not NULL. */
Rendered *rendered_new(const Folder *folder);
Rendered *rendered_in(const Folder *folder, const char *tag);
void rendered_free(Rendered *rendered);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Rendered, rendered_free)

/* Catches what is written to standard output and to standard error. */
void capture_begin(void);

/* Returns: (transfer full): by *out and *err; NULL for what is of no interest. */
void capture_end(char **out, char **err);

/* For the tests that use libgettextpo, which keeps some of what it allocates, as
 * LeakSanitizer sees it with and without libc's own frames. */
#define FORGIVE_LIBGETTEXTPO                                             \
	const char *__lsan_default_suppressions(void);                   \
                                                                         \
	const char *__lsan_default_suppressions(void)                    \
	{                                                                \
		return "leak:libgettextpo\nleak:__vasprintf_internal\n"; \
	}

/* Gives up the powers of root, whom no permission stops, until
 * support_be_root_again().
 * Returns: false where that is not possible. */
bool support_be_nobody(void);
void support_be_root_again(void);
