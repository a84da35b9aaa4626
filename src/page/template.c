#include "page/template.h"

#include <gio/gio.h>
#include <string.h>

#include "source/fingerprint.h"
#include "source/suggest.h"

struct Template {
	TemplateId id;
	const File *file;
	const Assets *assets;
	CtplToken *tree;
	Program *program; /* or NULL */
	bool has[NAME_COUNT];
	ValueKind kinds[NAME_COUNT]; /* of the names that it has */
	bool uses[NAME_COUNT];
	bool *uses_asset; /* by number */
	GArray *spelt;    /* of SpeltAsset */
	MessageList messages;
	MessageList plain_messages;
};

struct Templates {
	Template list[TEMPLATE_COUNT];
};

TemplateId
template_id(const Template *template)
{
	return template->id;
}

const Program *
template_program(const Template *template)
{
	return template->program;
}

bool
template_has(const Template *template, NameId name, ValueKind kind)
{
	return template->has[name] && template->kinds[name] == kind;
}

bool
template_uses(const Template *template, NameId name)
{
	return template->uses[name];
}

const Assets *
template_assets(const Template *template)
{
	return template->assets;
}

guint64
template_fingerprint(const Template *template)
{
	guint64 row = fingerprint_add(0, template->file->fingerprint);

	for (guint i = 0; i < template->assets->count; i++)
		if (template->uses_asset[i])
			row = fingerprint_add_text(row, template->assets->names[i]);
	return row;
}

bool
template_uses_asset(const Template *template, guint number)
{
	return template->uses_asset[number];
}

const MessageList *
template_messages(const Template *template)
{
	return &template->messages;
}

const MessageList *
template_plain_messages(const Template *template)
{
	return &template->plain_messages;
}

bool
templates_can_fail(const Templates *templates)
{
	for (guint i = 0; i < TEMPLATE_COUNT; i++)
		if (templates->list[i].program == NULL)
			return true;
	return false;
}

const Template *
templates_get(const Templates *templates, TemplateId id)
{
	return &templates->list[id];
}

/* The names that a template has, with NULL at the end. */
static GPtrArray *
names_of(TemplateId id, const Assets *assets)
{
	GPtrArray *names = g_ptr_array_new();

	for (const TemplateName *name = template_names; name->name != NULL; name++)
		if ((name->templates & (1u << id)) != 0)
			g_ptr_array_add(names, (gpointer) name->name);
	for (guint i = 0; i < assets->count; i++)
		g_ptr_array_add(names, assets->template_names[i]);
	for (guint i = 0; i < MESSAGE_COUNT; i++) {
		if (message_arguments(i)[0] == NULL) {
			g_ptr_array_add(names, (gpointer) template_message_name(i));
			g_ptr_array_add(names, (gpointer) template_plain_message_name(i));
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
	GPtrArray *known;   /* names of the template */
	GPtrArray *blocks;  /* of char: the loop variable of each open block, or "" */
	guint reported;     /* findings so far */
	bool assets_unread; /* which names assets have is not known */
} Scanner;

/* ctpl calls itself for each block and each operator, so that endless ones would
 * exhaust the stack. */
#define BLOCKS_MAX 32
#define STATEMENT_MAX_BYTES 500

/* How many findings are reported of one template. */
#define REPORTED_MAX 100

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
note_message(MessageList *list, MessageId id)
{
	for (guint i = 0; i < list->count; i++)
		if (list->ids[i] == id)
			return;
	list->ids[list->count++] = id;
}

/* Returns: whether the template has the name. */
static bool
note_use(Template *template, const char *name)
{
	const TemplateName *known = template_name_find(template->id, name);

	if (known != NULL)
		template->uses[known->id] = true;
	for (guint i = 0; known == NULL && i < template->assets->count; i++) {
		if (!g_str_equal(name, template->assets->template_names[i]))
			continue;
		template->uses_asset[i] = true;
		return true;
	}
	for (guint i = 0; known == NULL && i < MESSAGE_COUNT; i++) {
		bool is_markup = g_str_equal(name, template_message_name(i));

		if (message_arguments(i)[0] != NULL ||
		    (!is_markup && !g_str_equal(name, template_plain_message_name(i))))
			continue;
		note_message(is_markup ? &template->messages : &template->plain_messages, i);
		return true;
	}
	return known != NULL;
}

/* Where a template spells the name of an asset itself, behind {assets}: which, and where. */
typedef struct {
	guint number;
	gsize offset;
} SpeltAsset;

static Place
place_of(const Template *template, gsize offset, gsize length)
{
	Place place = file_place_at(template->file, offset);

	place.length = (guint) length;
	return place;
}

/* Looks whether there is an asset whose name is spelt behind a statement. */
static void
scan_spelt(Scanner *scanner, const char *c)
{
	Template *template = scanner->template;
	const Assets *assets = template->assets;
	gsize length = strspn(c, NAME_CHARACTERS ".-");
	g_autofree char *name = g_strndup(c, length);
	g_autofree char *phrase = NULL;
	SpeltAsset spelt = { .offset = (gsize) (c - template->file->text) };

	if (length == 0 || scanner->assets_unread)
		return;
	while (spelt.number < assets->count && !g_str_equal(assets->names[spelt.number], name))
		spelt.number++;
	if (spelt.number < assets->count) {
		g_array_append_val(template->spelt, spelt);
		return;
	}
	if (++scanner->reported > REPORTED_MAX)
		return;
	phrase = suggest_phrase(name, (const char *const *) assets->names);
	findings_add(scanner->findings, FINDING_TEMPLATE_NAME, place_of(template, spelt.offset, length),
		     "there is no asset '%s'%s", name, phrase);
}

/* An asset that is published under another name is not found by its own. */
static void
check_spelt(const Template *template, Findings *findings)
{
	for (guint i = 0; i < template->spelt->len; i++) {
		const SpeltAsset *spelt = &g_array_index(template->spelt, SpeltAsset, i);
		gsize length = strspn(template->file->text + spelt->offset, NAME_CHARACTERS ".-");

		if (template->assets->is_shown[spelt->number])
			findings_add(findings, FINDING_TEMPLATE_NAME, place_of(template, spelt->offset, length),
				     "'%.*s' is published with a fingerprint in its name; write {%s} for the whole "
				     "address",
				     (int) length, template->file->text + spelt->offset,
				     template->assets->template_names[spelt->number]);
	}
}

static void
scan_name(Scanner *scanner, const char *name, gsize offset)
{
	const char *behind = scanner->template->file->text + offset + strlen(name);

	if (is_loop_variable(scanner, name))
		return;
	if (note_use(scanner->template, name)) {
		behind += strspn(behind, " \t\r\n");
		if (g_str_equal(name, template_name(TEMPLATE_PAGE, NAME_ASSETS)->name) && *behind == '}')
			scan_spelt(scanner, behind + 1);
		return;
	}
	if (scanner->assets_unread && g_str_has_prefix(name, ASSET_PREFIX))
		return;
	if (++scanner->reported > REPORTED_MAX)
		return;

	g_autofree char *phrase = suggest_phrase(name, (const char *const *) scanner->known->pdata);

	findings_add(scanner->findings, FINDING_TEMPLATE_NAME, place_of(scanner->template, offset, strlen(name)),
		     "%s has no name '%s'%s", template_file_name(scanner->template->id), name, phrase);
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

/* Where a statement ends that begins here: at its closing brace, or, where that was
 * forgotten, at the brace of the next statement or at the end of the file. */
static const char *
find_end(const char *c)
{
	while (*c != '\0' && *c != '{' && *c != '}')
		c = *c == '"' ? skip_string(c) : c + 1;
	return c;
}

/* Scans the words of one statement, from behind its brace to where it ends.  Of one
 * that is not closed only the block counts: its other words may be text. */
static void
scan_statement(Scanner *scanner, const char *c, const char *end)
{
	const char *text = scanner->template->file->text;
	bool is_closed = *end == '}';
	g_autofree char *variable = NULL;
	bool is_for = false;
	guint words = 0;

	while (c < end) {
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
		else if (is_closed && !g_ascii_isdigit(*word) && !(is_for && words == 2) &&
			 !(words == 0 && (g_str_equal(word, "else") || g_str_equal(word, "end"))))
			scan_name(scanner, word, (gsize) (c - text));
		words++;
		c += length;
	}
	if (is_for)
		open_block(scanner, variable == NULL ? "" : variable);
}

/* The bytes of the operator at c; 0 where there is none. */
static gsize
operator_length(const char *c)
{
	static const char *const operators[] = { "==", "!=", "<=", ">=", "&&", "||", "=", "!", "<",
						 ">",  "&",  "|",  "+",  "-",  "*",  "/", "%" };

	for (gsize i = 0; i < G_N_ELEMENTS(operators); i++)
		if (g_str_has_prefix(c, operators[i]))
			return strlen(operators[i]);
	return 0;
}

/* Whether an operator of a statement has nothing behind it that it applies to: ctpl
 * frees such an expression twice. */
static bool
lacks_operand(const char *c, const char *end)
{
	while (c < end) {
		gsize length = operator_length(c);

		if (length == 0) {
			c = *c == '"' ? skip_string(c) : c + 1;
			continue;
		}
		c += length;
		c += strspn(c, " \t\r\n");
		/* A number may have a sign. */
		c += (*c == '-' || *c == '+') && g_ascii_isdigit(c[1]);
		if (c >= end || strchr(NAME_CHARACTERS ".\"(", *c) == NULL)
			return true;
	}
	return false;
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
	bool is_sound = true;

	for (const char *c = scanner->template->file->text; *c != '\0'; c++) {
		if (*c == '\\' && c[1] != '\0') {
			c++;
			continue;
		}
		if (*c != '{')
			continue;

		const char *end = find_end(c + 1);

		if (*end == '}' && end - c > STATEMENT_MAX_BYTES)
			return refuse(scanner, c, "this statement is too long for ctpl; shorten it");
		if (*end == '}' && lacks_operand(c + 1, end))
			return refuse(scanner, c,
				      "an operator of this statement has nothing behind it; write what it applies to");
		scan_statement(scanner, c + 1, end);
		if (scanner->blocks->len > BLOCKS_MAX)
			return refuse(scanner, c, "blocks are nested too deep for ctpl; close some with '{end}'");
		if (*end == '}') {
			c = end;
			continue;
		}
		is_sound = refuse(scanner, c,
				  "this statement never ends; close it with '}', or write a literal brace as '\\{'");
		if (++scanner->reported >= REPORTED_MAX)
			break;
	}
	return is_sound;
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

		if (g_str_equal(blob->name, template_file_name(id)))
			return blob->file;
	}
	if (has_templates(source))
		findings_add(findings, FINDING_MISSING_FILE, (Place) { 0 },
			     "the template templates/%s is missing; restore it", template_file_name(id));
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
			known = known || g_str_equal(blob->name, template_file_name(k));
		if (!known && blob->file != NULL)
			findings_add(findings, FINDING_UNKNOWN_FILE, file_place(blob->file),
				     "is no file of a site and is left out; move it elsewhere, or give it a name from "
				     "the manual");
	}
}

static bool
load(Template *template, const Source *source, Findings *findings)
{
	g_autoptr(GPtrArray) known = names_of(template->id, template->assets);
	g_autoptr(GPtrArray) blocks = g_ptr_array_new_with_free_func(g_free);
	Scanner scanner = { .template = template,
			    .findings = findings,
			    .known = known,
			    .blocks = blocks,
			    .assets_unread = source->assets_unread };

	for (const TemplateName *name = template_names; name->name != NULL; name++) {
		if ((name->templates & (1u << template->id)) == 0)
			continue;
		template->has[name->id] = true;
		template->kinds[name->id] = name->kind;
	}
	template->file = find_file(source, template->id, findings);
	if (template->file == NULL)
		return false;
	if (scan(&scanner))
		lex(template, findings);
	if (template->tree != NULL)
		template->program = program_new(template->id, template->assets, template->file->text);
	return template->tree != NULL;
}

Templates *
templates_load(const Source *source, Assets *assets, Findings *findings)
{
	g_autofree bool *shown = g_new0(bool, assets->count);
	g_autoptr(Templates) templates = g_new0(Templates, 1);
	bool loaded = true;

	check_names(source, findings);
	for (guint i = 0; i < TEMPLATE_COUNT; i++) {
		templates->list[i].id = i;
		templates->list[i].assets = assets;
		templates->list[i].uses_asset = g_new0(bool, assets->count);
		templates->list[i].spelt = g_array_new(FALSE, FALSE, sizeof(SpeltAsset));
		loaded = load(&templates->list[i], source, findings) && loaded;
	}
	for (guint i = 0; i < TEMPLATE_COUNT; i++)
		for (guint k = 0; k < assets->count; k++)
			shown[k] = shown[k] || templates->list[i].uses_asset[k];
	assets_publish(assets, source, shown, findings);
	for (guint i = 0; i < TEMPLATE_COUNT; i++)
		check_spelt(&templates->list[i], findings);
	return loaded ? g_steal_pointer(&templates) : NULL;
}

void
templates_free(Templates *templates)
{
	for (guint i = 0; i < TEMPLATE_COUNT; i++) {
		if (templates->list[i].program != NULL)
			program_free(templates->list[i].program);
		if (templates->list[i].tree != NULL)
			ctpl_token_free(templates->list[i].tree);
		g_clear_pointer(&templates->list[i].spelt, g_array_unref);
		g_free(templates->list[i].uses_asset);
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
