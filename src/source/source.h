/* The files of a site, read and checked: content/, locales/ and templates/. */
#pragma once

#include "source/findings.h"
#include "source/node.h"
#include "source/schema.h"

typedef enum {
	SOURCE_SITE,       /* site.yaml */
	SOURCE_DOCUMENTS,  /* documents.yaml */
	SOURCE_LOCALE,     /* locale.yaml */
	SOURCE_GLOSSARY,   /* glossary.yaml */
	SOURCE_COLLECTION, /* smtp/collection.yaml */
	SOURCE_ENTRY,      /* smtp/334.yaml */
	SOURCE_PAIR,       /* smtp/pairs/250-vs-334.yaml */
} SourceKind;

typedef struct {
	SourceKind kind;
	char *path;   /* within its tree: "smtp/pairs/250-vs-334.yaml" */
	char *folder; /* the collection's: "smtp"; NULL above the collections */
	char *stem;   /* the name without ".yaml" */
	File *file;
	Node *root; /* NULL where the file is not valid YAML */
} SourceFile;

/* content/, or one folder of locales/.  The translation of content/X stands at
 * locales/TAG/X, so both are trees of the same shape. */
typedef struct {
	char *name;         /* "content", or the name of the locale's folder */
	char *path;         /* as a person would type it */
	GPtrArray *folders; /* of char: the collections, sorted by byte */
	GPtrArray *files;   /* of SourceFile, sorted by path */
	GPtrArray *unread;  /* of char: paths of files and folders that exist and could not be read */
} SourceTree;

/* A file that is no YAML: a template or an asset. */
typedef struct {
	char *name; /* "pair.html" */
	File *file; /* NULL where it cannot be read */
} SourceBlob;

typedef struct {
	char *root;
	SourceTree *content;
	GPtrArray *locales;   /* of SourceTree, sorted by name */
	GPtrArray *templates; /* of SourceBlob, sorted by name */
	GPtrArray *assets;    /* of SourceBlob, sorted by name */
	bool assets_unread;   /* there is a finding why there are none */
	GPtrArray *files;     /* of File: owns every file that findings may quote */
} Source;

/* Reads every file below root, but makes nothing of what it holds yet.  What an
 * author can mend is added to findings; files that could not be read are missing
 * from the result.
 * Returns: (nullable) (transfer full): NULL with error set where the machine
 * failed.  Free with source_free(), after the findings were printed. */
Source *source_read(const char *root, Findings *findings, GError **error);

/* The fingerprint of the paths below root and the bytes of all files, and of the
 * folders. */
guint64 source_fingerprint(const Source *source);

/* Parses and checks what source_read() has read. */
void source_parse(Source *source, Findings *findings);

/* Reads, parses and checks every file below root.  What an author can mend is added to
 * findings.  Returns as source_read() does. */
Source *source_load(const char *root, Findings *findings, GError **error);

void source_free(Source *source);

/* The path of something in the root folder, as it is shown and opened: without
 * "./" in front.
 * Returns: (transfer full). */
char *source_path(const char *root, const char *name);

/* The file at a path within a tree that could be read as YAML, or NULL. */
const SourceFile *source_tree_find(const SourceTree *tree, const char *path);

/* Whether a file exists at a path within a tree and there is a finding why it
 * cannot be used: what refers to it is no mistake. */
bool source_tree_is_broken(const SourceTree *tree, const char *path);

/* Returns: (transfer full): a tree without files, for source_add_locale(). */
SourceTree *source_tree_new(const char *name, const char *path);

/* Takes over a locale's tree that no folder holds. */
void source_add_locale(Source *source, SourceTree *tree);

/* The folder of the locale that site.yaml names as the source; NULL where there
 * is none. */
const char *source_locale_folder(const Source *source);

/* The tree of the locale with this folder, or NULL. */
const SourceTree *source_tree_of_locale(const Source *source, const char *folder);

/* What the files of a kind may hold. */
const Schema *source_schema(SourceKind kind);

/* The first line of a file at a path within its tree, by which editors find its
 * JSON Schema.
 * Returns: (transfer full). */
char *source_schema_comment(SourceKind kind, const char *path, bool in_locale);

/* Checks a text that is to become a file of this kind.
 * Returns: whether it is YAML at all. */
bool source_check_text(SourceKind kind, bool in_locale, const File *file, Findings *findings);

/* Whether a locale's file of this kind translates the one at the same path in
 * content/. */
bool source_kind_translates(SourceKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Source, source_free)
