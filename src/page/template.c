#include "page/template.h"

#include <gio/gio.h>
#include <string.h>

#include "source/suggest.h"

#define IN(id) (1u << (id))
#define ON_PAIR IN(TEMPLATE_PAIR)
#define ON_ENTRY IN(TEMPLATE_ENTRY)

const TemplateName template_names[] = {
	{ IN(TEMPLATE_PAGE), "lang", NAME_MARKUP, "BCP 47 tag of the page's language" },
	{ IN(TEMPLATE_PAGE), "dir", NAME_MARKUP, "ltr or rtl" },
	{ IN(TEMPLATE_PAGE), "kind", NAME_MARKUP, "choice, home, translations, collection, entry, pair or not-found" },
	{ IN(TEMPLATE_PAGE), "title", NAME_MARKUP, "title of the document" },
	{ IN(TEMPLATE_PAGE), "description", NAME_MARKUP, "description of the document" },
	{ IN(TEMPLATE_PAGE), "canonical", NAME_MARKUP, "absolute address; empty where there is none" },
	{ IN(TEMPLATE_PAGE), "alternates", NAME_ROWS, "language tag; absolute address" },
	{ IN(TEMPLATE_PAGE), "assets", NAME_MARKUP, "address of the assets, with a slash at its end" },
	{ IN(TEMPLATE_PAGE), "home", NAME_MARKUP, "address of the home page in the page's language" },
	{ IN(TEMPLATE_PAGE), "translations_href", NAME_MARKUP, "address of the page on translations, or empty" },
	{ IN(TEMPLATE_PAGE), "site_title", NAME_MARKUP, "title of the site" },
	{ IN(TEMPLATE_PAGE), "crumbs", NAME_ROWS, "name of a page above this one; its address" },
	{ IN(TEMPLATE_PAGE), "languages", NAME_ROWS, "language tag; name; address; direction; 1 for the page's own" },
	{ IN(TEMPLATE_PAGE), "notice", NAME_MARKUP, "that parts of the page are not translated, or empty" },
	{ IN(TEMPLATE_PAGE), "outdated", NAME_MARKUP, "that parts of the page are older than the source, or empty" },
	{ IN(TEMPLATE_PAGE), "original", NAME_MARKUP, "text of a link to the source's page, or empty" },
	{ IN(TEMPLATE_PAGE), "original_href", NAME_MARKUP, "address of the source's page" },
	{ IN(TEMPLATE_PAGE), "original_lang", NAME_MARKUP, "language tag of the source's page" },
	{ IN(TEMPLATE_PAGE), "content", NAME_MARKUP, "what the template of the page's kind made" },
	{ IN(TEMPLATE_PAGE), "licence", NAME_MARKUP, "name of the licence as a sentence, or empty" },
	{ IN(TEMPLATE_PAGE), "licence_href", NAME_MARKUP, "address of the licence" },
	{ IN(TEMPLATE_CHOICE) | IN(TEMPLATE_HOME), "heading", NAME_MARKUP, "title of the site" },
	{ IN(TEMPLATE_CHOICE) | IN(TEMPLATE_HOME), "tagline", NAME_MARKUP, "tagline of the site" },
	{ IN(TEMPLATE_CHOICE), "choices", NAME_ROWS,
	  "language tag; name; address of the home page; direction; 'choose a language' in it" },
	{ IN(TEMPLATE_NOT_FOUND), "choices", NAME_ROWS,
	  "language tag; name; address of the home page; direction; heading; text" },
	{ IN(TEMPLATE_HOME), "collections", NAME_ROWS,
	  "address; title; summary; numbers of codes and pairs; codes as list items; pairs with words of their own as "
	  "list items" },
	{ IN(TEMPLATE_COLLECTION), "heading", NAME_MARKUP, "title of the collection" },
	{ IN(TEMPLATE_COLLECTION), "summary", NAME_MARKUP, "summary of the collection" },
	{ IN(TEMPLATE_COLLECTION), "description", NAME_MARKUP, "description of the collection" },
	{ IN(TEMPLATE_COLLECTION), "counts", NAME_MARKUP, "numbers of codes and of pairs" },
	{ IN(TEMPLATE_COLLECTION), "classes", NAME_ROWS, "label; range; tone; entries as list items" },
	{ IN(TEMPLATE_COLLECTION), "confused", NAME_MARKUP, "pairs with words of their own as list items" },
	{ ON_ENTRY | ON_PAIR, "heading", NAME_MARKUP, "title of the page" },
	{ ON_ENTRY | ON_PAIR, "collection_name", NAME_MARKUP, "name of the collection" },
	{ ON_ENTRY | ON_PAIR, "collection_href", NAME_MARKUP, "address of the collection" },
	{ ON_ENTRY, "tone", NAME_MARKUP, "tone of the class" },
	{ ON_ENTRY, "summary", NAME_MARKUP, "summary" },
	{ ON_ENTRY, "class", NAME_MARKUP, "label of the class" },
	{ ON_ENTRY, "attributes", NAME_ROWS, "label; value; sentence" },
	{ ON_ENTRY, "facts", NAME_ROWS, "label; words" },
	{ ON_ENTRY, "stages", NAME_ROWS, "label; 1 where the code occurs" },
	{ ON_ENTRY, "stages_text", NAME_MARKUP, "the stages as a sentence" },
	{ ON_ENTRY, "sections", NAME_MARKUP, "what sections.html made" },
	{ ON_ENTRY, "pairs", NAME_ROWS, "address; code; name; tone; 1 where related" },
	{ ON_ENTRY, "compare_with", NAME_MARKUP, "heading of the pairs" },
	{ ON_PAIR, "introduction", NAME_MARKUP, "sentence on both classes" },
	{ ON_PAIR, "first_code", NAME_MARKUP, "code" },
	{ ON_PAIR, "second_code", NAME_MARKUP, "code" },
	{ ON_PAIR, "first_name", NAME_MARKUP, "name" },
	{ ON_PAIR, "second_name", NAME_MARKUP, "name" },
	{ ON_PAIR, "first_heading", NAME_MARKUP, "code and name" },
	{ ON_PAIR, "second_heading", NAME_MARKUP, "code and name" },
	{ ON_PAIR, "first_href", NAME_MARKUP, "address of the entry" },
	{ ON_PAIR, "second_href", NAME_MARKUP, "address of the entry" },
	{ ON_PAIR, "first_id", NAME_MARKUP, "anchor of the section" },
	{ ON_PAIR, "second_id", NAME_MARKUP, "anchor of the section" },
	{ ON_PAIR, "first_tone", NAME_MARKUP, "tone of the class" },
	{ ON_PAIR, "second_tone", NAME_MARKUP, "tone of the class" },
	{ ON_PAIR, "first_summary", NAME_MARKUP, "summary" },
	{ ON_PAIR, "second_summary", NAME_MARKUP, "summary" },
	{ ON_PAIR, "rows", NAME_ROWS, "label; the first's value; the second's value; 1 where they differ" },
	{ ON_PAIR, "stages", NAME_ROWS, "label; 1 where the first occurs; 1 where the second occurs" },
	{ ON_PAIR, "first_sections", NAME_MARKUP, "what sections.html made of the first" },
	{ ON_PAIR, "second_sections", NAME_MARKUP, "what sections.html made of the second" },
	{ ON_PAIR, "differences", NAME_ROWS, "one difference in whole sentences" },
	{ ON_PAIR, "verdict", NAME_MARKUP, "which to use when, as blocks" },
	{ ON_PAIR, "next", NAME_ROWS, "address; title of another pair" },
	{ ON_ENTRY | ON_PAIR | IN(TEMPLATE_COLLECTION), "references", NAME_ROWS,
	  "address; document and section; title" },
	{ IN(TEMPLATE_SECTIONS), "level", NAME_NUMBER, "level of the headings" },
	{ IN(TEMPLATE_SECTIONS), "text_description", NAME_MARKUP, "description as blocks" },
	{ IN(TEMPLATE_SECTIONS), "text_when_seen", NAME_MARKUP, "when seen as blocks" },
	{ IN(TEMPLATE_SECTIONS), "text_fix", NAME_MARKUP, "fix as blocks" },
	{ IN(TEMPLATE_SECTIONS), "text_example", NAME_MARKUP, "example, or empty" },
	{ IN(TEMPLATE_SECTIONS), "example_lang", NAME_MARKUP, "language tag of the example" },
	{ IN(TEMPLATE_TRANSLATIONS), "rows", NAME_ROWS,
	  "language tag; name; direction; home page; percent of all texts as a plain number; percent of messages; of "
	  "texts; of pairs; texts out of date; texts missing; words left" },
	{ 0, NULL, NAME_MARKUP, NULL },
};

static const struct {
	const char *markup;
	const char *plain;
} message_names[MESSAGE_COUNT] = {
#define MESSAGE_NAMES(id, key, ...) [id] = { "message_" key, "plain_" key },
	MESSAGES(MESSAGE_NAMES)
#undef MESSAGE_NAMES
};

const char *
template_message_name(MessageId id)
{
	return message_names[id].markup;
}

const char *
template_plain_message_name(MessageId id)
{
	return message_names[id].plain;
}

static const char *const file_names[TEMPLATE_COUNT] = {
	[TEMPLATE_PAGE] = "page.html",
	[TEMPLATE_CHOICE] = "choice.html",
	[TEMPLATE_HOME] = "home.html",
	[TEMPLATE_COLLECTION] = "collection.html",
	[TEMPLATE_ENTRY] = "entry.html",
	[TEMPLATE_PAIR] = "pair.html",
	[TEMPLATE_SECTIONS] = "sections.html",
	[TEMPLATE_NOT_FOUND] = "not-found.html",
	[TEMPLATE_TRANSLATIONS] = "translations.html",
};

struct Template {
	TemplateId id;
	const File *file;
	CtplToken *tree;
	GHashTable *uses; /* the names that it uses, owned */
};

struct Templates {
	Template list[TEMPLATE_COUNT];
};

const char *
template_file_name(TemplateId id)
{
	return file_names[id];
}

TemplateId
template_id(const Template *template)
{
	return template->id;
}

bool
template_uses(const Template *template, const char *name)
{
	return g_hash_table_contains(template->uses, name);
}

const Template *
templates_get(const Templates *templates, TemplateId id)
{
	return &templates->list[id];
}

/* The names that a template has, with NULL at the end. */
static GPtrArray *
names_of(TemplateId id)
{
	GPtrArray *names = g_ptr_array_new();

	for (const TemplateName *name = template_names; name->name != NULL; name++)
		if ((name->templates & IN(id)) != 0)
			g_ptr_array_add(names, (gpointer) name->name);
	for (guint i = 0; i < MESSAGE_COUNT; i++) {
		if (message_arguments(i)[0] == NULL) {
			g_ptr_array_add(names, (gpointer) message_names[i].markup);
			g_ptr_array_add(names, (gpointer) message_names[i].plain);
		}
	}
	g_ptr_array_add(names, NULL);
	return names;
}

/* Looks over the statements of a template for names, which ctpl itself looks up
 * only while it renders, and reports without a place. */
typedef struct {
	Template *template;
	Findings *findings;
	GPtrArray *known;  /* names of the template */
	GPtrArray *blocks; /* of char: the loop variable of each open block, or "" */
	guint unknown;     /* names so far */
} Scanner;

/* ctpl calls itself for each block and each operator, so that endless ones would
 * exhaust the stack. */
#define BLOCKS_MAX 32
#define STATEMENT_MAX_BYTES 500

/* How many unknown names are reported of one template. */
#define UNKNOWN_MAX 100

#define NAME_CHARACTERS G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_"

static bool
is_loop_variable(const Scanner *scanner, const char *name)
{
	for (guint i = 0; i < scanner->blocks->len; i++)
		if (g_str_equal(scanner->blocks->pdata[i], name))
			return true;
	return false;
}

static void
scan_name(Scanner *scanner, const char *name, gsize offset)
{
	if (is_loop_variable(scanner, name))
		return;
	if (g_strv_contains((const char *const *) scanner->known->pdata, name)) {
		g_hash_table_add(scanner->template->uses, g_strdup(name));
		return;
	}

	if (++scanner->unknown > UNKNOWN_MAX)
		return;

	Place place = file_place_at(scanner->template->file, offset);
	g_autofree char *phrase = suggest_phrase(name, (const char *const *) scanner->known->pdata);

	place.length = (guint) strlen(name);
	findings_add(scanner->findings, FINDING_TEMPLATE_NAME, place, "%s has no name '%s'%s",
		     file_names[scanner->template->id], name, phrase);
}

/* A string literal: from its quotation mark to behind the one that ends it. */
static const char *
skip_string(const char *c)
{
	for (c++; *c != '\0' && *c != '"'; c++)
		if (*c == '\\' && c[1] != '\0')
			c++;
	return *c == '"' ? c + 1 : c;
}

static void
open_block(Scanner *scanner, const char *variable)
{
	g_ptr_array_add(scanner->blocks, g_strdup(variable));
}

/* Scans the words of one statement, which begins behind its brace.
 * Returns: where it ends: at its closing brace, or at the end of the file. */
static const char *
scan_statement(Scanner *scanner, const char *c)
{
	const char *text = scanner->template->file->text;
	g_autofree char *variable = NULL;
	bool is_for = false;
	guint words = 0;

	while (*c != '\0' && *c != '}') {
		gsize length = strspn(c, NAME_CHARACTERS);
		g_autofree char *word = g_strndup(c, length);

		if (*c == '"') {
			c = skip_string(c);
			continue;
		}
		if (length == 0) {
			c++;
			continue;
		}
		if (words == 0 && g_str_equal(word, "if"))
			open_block(scanner, "");
		else if (words == 0 && g_str_equal(word, "for"))
			is_for = true;
		else if (words == 0 && g_str_equal(word, "end") && scanner->blocks->len > 0)
			g_ptr_array_remove_index(scanner->blocks, scanner->blocks->len - 1);
		else if (is_for && words == 1)
			variable = g_strdup(word);
		else if (!g_ascii_isdigit(*word) && !(is_for && words == 2) &&
			 !(words == 0 && (g_str_equal(word, "else") || g_str_equal(word, "end"))))
			scan_name(scanner, word, (gsize) (c - text));
		words++;
		c += length;
	}
	if (is_for)
		open_block(scanner, variable == NULL ? "" : variable);
	return c;
}

/* Returns: false. */
static bool
refuse(const Scanner *scanner, const char *at, const char *message)
{
	const File *file = scanner->template->file;

	findings_add(scanner->findings, FINDING_TEMPLATE_SYNTAX, file_place_at(file, (gsize) (at - file->text)), "%s",
		     message);
	return false;
}

/* Returns: false where ctpl would come to harm, with a finding. */
static bool
scan(Scanner *scanner)
{
	const char *text = scanner->template->file->text;

	for (const char *c = text; *c != '\0'; c++) {
		if (*c == '\\' && c[1] != '\0') {
			c++;
			continue;
		}
		if (*c != '{')
			continue;

		const char *end = scan_statement(scanner, c + 1);

		if (*end == '\0')
			return refuse(
			    scanner, c,
			    "this statement never ends; close it with '}', or write a literal brace as '\\{'");
		if (end - c > STATEMENT_MAX_BYTES)
			return refuse(scanner, c, "this statement is too long for ctpl; shorten it");
		if (scanner->blocks->len > BLOCKS_MAX)
			return refuse(scanner, c, "blocks are nested too deep for ctpl; close some with '{end}'");
		c = end;
	}
	return true;
}

/* ctpl's messages begin with "name:line:column: ". */
static void
add_lexer_error(const File *file, const GError *error, Findings *findings)
{
	Place place = file_place(file);
	const char *message = error->message;

	if (g_str_has_prefix(message, file->path) && message[strlen(file->path)] == ':') {
		char *end = NULL;

		place.line = (guint) g_ascii_strtoull(message + strlen(file->path) + 1, &end, 10);
		/* ctpl counts columns from zero. */
		place.column = *end == ':' ? (guint) g_ascii_strtoull(end + 1, &end, 10) + 1 : 1;
		message = *end == ':' ? end + 2 : end;
	}
	findings_add(findings, FINDING_TEMPLATE_SYNTAX, place,
		     "ctpl cannot read this: %s; see the manual's chapter on templates", message);
}

static void
lex(Template *template, Findings *findings)
{
	const File *file = template->file;
	g_autoptr(GError) error = NULL;
	CtplInputStream *stream;

	/* ctpl passes the text through functions that end at a NUL byte. */
	if (strlen(file->text) != file->length || !g_utf8_validate(file->text, -1, NULL)) {
		findings_add(findings, FINDING_TEMPLATE_SYNTAX, file_place(file),
			     "the template is not UTF-8 text; save it in UTF-8");
		return;
	}
	stream = ctpl_input_stream_new_for_memory(file->text, (gssize) file->length, NULL, file->path);
	template->tree = ctpl_lexer_lex(stream, &error);
	ctpl_input_stream_unref(stream);
	if (error != NULL)
		add_lexer_error(file, error, findings);
}

/* Whether the templates folder could be read at all; if not, a finding says so. */
static bool
has_templates(const Source *source)
{
	return source->templates->len > 0;
}

static const File *
find_file(const Source *source, TemplateId id, Findings *findings)
{
	for (guint i = 0; i < source->templates->len; i++) {
		const SourceBlob *blob = source->templates->pdata[i];

		if (g_str_equal(blob->name, file_names[id]))
			return blob->file;
	}
	if (has_templates(source))
		findings_add(findings, FINDING_MISSING_FILE, (Place) { 0 },
			     "the template templates/%s is missing; restore it", file_names[id]);
	return NULL;
}

/* A file that is no template is a misspelt one, or a mistake. */
static void
check_names(const Source *source, Findings *findings)
{
	for (guint i = 0; i < source->templates->len; i++) {
		const SourceBlob *blob = source->templates->pdata[i];
		bool known = false;

		for (guint k = 0; k < TEMPLATE_COUNT; k++)
			known = known || g_str_equal(blob->name, file_names[k]);
		if (!known && blob->file != NULL)
			findings_add(findings, FINDING_UNKNOWN_FILE, file_place(blob->file),
				     "is no file of a site and is left out; move it elsewhere, or give it a name from "
				     "the manual");
	}
}

static bool
load(Template *template, const Source *source, Findings *findings)
{
	g_autoptr(GPtrArray) known = names_of(template->id);
	g_autoptr(GPtrArray) blocks = g_ptr_array_new_with_free_func(g_free);
	Scanner scanner = { .template = template, .findings = findings, .known = known, .blocks = blocks };

	template->uses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	template->file = find_file(source, template->id, findings);
	if (template->file == NULL)
		return false;
	if (scan(&scanner))
		lex(template, findings);
	return template->tree != NULL;
}

Templates *
templates_load(const Source *source, Findings *findings)
{
	g_autoptr(Templates) templates = g_new0(Templates, 1);
	bool loaded = true;

	check_names(source, findings);
	for (guint i = 0; i < TEMPLATE_COUNT; i++) {
		templates->list[i].id = i;
		loaded = load(&templates->list[i], source, findings) && loaded;
	}
	return loaded ? g_steal_pointer(&templates) : NULL;
}

void
templates_free(Templates *templates)
{
	for (guint i = 0; i < TEMPLATE_COUNT; i++) {
		g_hash_table_unref(templates->list[i].uses);
		if (templates->list[i].tree != NULL)
			ctpl_token_free(templates->list[i].tree);
	}
	g_free(templates);
}

Markup *
template_render(const Template *template, CtplEnviron *environment, GError **error)
{
	g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable();
	g_autoptr(Markup) markup = NULL;
	CtplOutputStream *stream = ctpl_output_stream_new(memory);
	bool rendered = ctpl_parser_parse(template->tree, environment, stream, error);

	ctpl_output_stream_unref(stream);
	if (!rendered) {
		g_prefix_error(error, "%s: ", template->file->path);
		return NULL;
	}
	if (!g_output_stream_write_all(memory, "", 1, NULL, NULL, error))
		return NULL;
	markup = markup_new();
	markup_append_trusted(markup, g_memory_output_stream_get_data(G_MEMORY_OUTPUT_STREAM(memory)));
	return g_steal_pointer(&markup);
}
