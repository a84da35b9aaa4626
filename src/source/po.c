#include "source/po.h"

#include <gettext-po.h>
#include <setjmp.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* msgfmt --check asks for every field.  Who translated last, and when, is not
 * known here, and an export is the same each time. */
#define HEADER_FIELDS                               \
	"Project-Id-Version: %s\n"                  \
	"PO-Revision-Date: \n"                      \
	"Last-Translator: \n"                       \
	"Language-Team: none\n"                     \
	"Language: %s\n"                            \
	"MIME-Version: 1.0\n"                       \
	"Content-Type: text/plain; charset=UTF-8\n" \
	"Content-Transfer-Encoding: 8bit\n"

static void
message_free(gpointer data)
{
	PoMessage *message = data;

	g_free(message->context);
	g_free(message->id);
	g_free(message->string);
	g_free(message->comment);
	g_free(message->place);
	g_free(message);
}

Po *
po_new(const char *project, const char *language)
{
	Po *po = g_new(Po, 1);

	po->project = g_strdup(project);
	po->language = g_strdup(language);
	po->messages = g_ptr_array_new_with_free_func(message_free);
	return po;
}

void
po_free(Po *po)
{
	g_free(po->project);
	g_free(po->language);
	g_ptr_array_unref(po->messages);
	g_free(po);
}

PoMessage *
po_add(Po *po)
{
	PoMessage *message = g_new0(PoMessage, 1);

	g_ptr_array_add(po->messages, message);
	return message;
}

/* libgettextpo demands that its handler does not return from a fatal error. */
static struct {
	jmp_buf escape;
	Findings *findings;
	const File *file;
	bool failed; /* whether there was more than a warning */
} reading;

static void
handle_error(int severity, po_message_t message, const char *filename, size_t line, size_t column, int multiline,
	     const char *text)
{
	Place place = { .file = reading.file,
			.line = (guint) line,
			.column = column == (size_t) -1 || column == 0 ? 1 : (guint) column };

	(void) message;
	(void) filename;
	(void) multiline;
	/* The last message only counts those before it. */
	bool is_count = line == (size_t) -1 && reading.failed;

	if (severity != PO_SEVERITY_WARNING && reading.findings != NULL && !is_count) {
		/* A line that is none is the whole file. */
		if (line == (size_t) -1 || reading.file == NULL || line > reading.file->lines->len)
			place = (Place) { .file = reading.file };
		findings_add(reading.findings, FINDING_BAD_PO, place,
			     "gettext cannot read this: %s; check it with msgfmt", g_strchomp((char *) text));
	}
	reading.failed = reading.failed || severity != PO_SEVERITY_WARNING;
	if (severity == PO_SEVERITY_FATAL_ERROR)
		longjmp(reading.escape, 1);
}

/* The second message only says where to find what the first is about, and
 * libgettextpo gives no line for it. */
static void
handle_errors(int severity, po_message_t first, const char *first_name, size_t first_line, size_t first_column,
	      int first_multiline, const char *first_text, po_message_t second, const char *second_name,
	      size_t second_line, size_t second_column, int second_multiline, const char *second_text)
{
	(void) second;
	(void) second_name;
	(void) second_line;
	(void) second_column;
	(void) second_multiline;
	(void) second_text;
	handle_error(severity, first, first_name, first_line, first_column, first_multiline, first_text);
}

static const struct po_xerror_handler handler = { .xerror = handle_error, .xerror2 = handle_errors };

static void
write_message(po_message_iterator_t iterator, const PoMessage *message)
{
	po_message_t made = po_message_create();

	if (message->context != NULL)
		po_message_set_msgctxt(made, message->context);
	po_message_set_msgid(made, message->id);
	po_message_set_msgstr(made, message->string);
	po_message_set_fuzzy(made, message->fuzzy);
	if (message->comment != NULL)
		po_message_set_extracted_comments(made, message->comment);
	if (message->place != NULL)
		po_message_add_filepos(made, message->place, message->line);
	po_message_insert(iterator, made);
}

/* Whether a PO file holds every message: libgettextpo does not look whether all of its
 * writes succeed. */
static bool
reads_back(const char *path, const Po *po)
{
	po_file_t file = po_file_read(path, &handler);
	po_message_iterator_t iterator = file == NULL ? NULL : po_message_iterator(file, NULL);
	/* The header comes first. */
	bool holds = file != NULL && po_next_message(iterator) != NULL;

	for (guint i = 0; holds && i < po->messages->len; i++) {
		const PoMessage *written = po->messages->pdata[i];
		po_message_t read = po_next_message(iterator);

		holds = read != NULL && g_strcmp0(po_message_msgctxt(read), written->context) == 0 &&
			g_str_equal(po_message_msgid(read), written->id) &&
			g_str_equal(po_message_msgstr(read), written->string);
	}
	holds = holds && po_next_message(iterator) == NULL;
	if (file != NULL) {
		po_message_iterator_free(iterator);
		po_file_free(file);
	}
	return holds;
}

/* All messages as libgettextpo has them. */
static po_file_t
make_file(const Po *po)
{
	g_autofree char *fields = g_strdup_printf(HEADER_FIELDS, po->project, po->language);
	PoMessage header = { .id = (char *) "", .string = fields };
	po_file_t file = po_file_create();
	po_message_iterator_t iterator = po_message_iterator(file, NULL);

	write_message(iterator, &header);
	for (guint i = 0; i < po->messages->len; i++)
		write_message(iterator, po->messages->pdata[i]);
	po_message_iterator_free(iterator);
	return file;
}

char *
po_print(const Po *po, GError **error)
{
	/* libgettextpo writes to files alone: to one in memory. */
	int descriptor = memfd_create("po", MFD_CLOEXEC);
	g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", descriptor);
	po_file_t file = make_file(po);
	char *text = NULL;
	bool written;

	reading.findings = NULL;
	reading.failed = false;
	written = descriptor >= 0 && setjmp(reading.escape) == 0 && po_file_write(file, path, &handler) != NULL &&
		  !reading.failed && reads_back(path, po);
	po_file_free(file);
	if (written)
		g_file_get_contents(path, &text, NULL, error);
	else
		g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_IO,
				    "cannot make the PO file in memory: libgettextpo could not write it");
	if (descriptor >= 0)
		close(descriptor);
	return text;
}

/* Appends what stands in quotation marks on a line of a PO file. */
static void
append_quoted(GString *out, const char *line)
{
	const char *open = strchr(line, '"');
	const char *close = strrchr(line, '"');
	g_autofree char *escaped = open == close ? g_strdup("") : g_strndup(open + 1, (gsize) (close - open) - 1);
	g_autofree char *text = g_strcompress(escaped);

	g_string_append(out, text);
}

/* The line of each message's context, which libgettextpo does not tell.  A long
 * one continues on the next lines. */
static GHashTable *
find_lines(const File *file)
{
	GHashTable *lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	guint start = 0;
	g_autoptr(GString) context = g_string_new(NULL);

	for (guint i = 1; i <= file->lines->len; i++) {
		g_autofree char *line = file_line(file, i);

		if (start > 0 && *line == '"') {
			append_quoted(context, line);
			continue;
		}
		if (start > 0)
			g_hash_table_insert(lines, g_strdup(context->str), GUINT_TO_POINTER(start));
		start = g_str_has_prefix(line, "msgctxt \"") ? i : 0;
		g_string_truncate(context, 0);
		if (start > 0)
			append_quoted(context, line);
	}
	return lines;
}

/* Escapes such as "\\xff" make bytes that are no text. */
static bool
check_text(const PoMessage *message, const File *file, Findings *findings)
{
	Place place =
	    message->line == 0 ? file_place(file) : (Place) { .file = file, .line = message->line, .column = 1 };

	if (g_utf8_validate(message->context, -1, NULL) && g_utf8_validate(message->id, -1, NULL) &&
	    g_utf8_validate(message->string, -1, NULL))
		return true;
	findings_add(findings, FINDING_BAD_PO, place,
		     "this message is not UTF-8 once its escapes are undone; write its characters as they are");
	return false;
}

static bool
read_messages(Po *po, po_file_t parsed, const File *file, Findings *findings)
{
	po_message_iterator_t iterator = po_message_iterator(parsed, NULL);
	g_autoptr(GHashTable) lines = find_lines(file);
	po_message_t message;
	bool is_text = true;

	while ((message = po_next_message(iterator)) != NULL) {
		const char *context = po_message_msgctxt(message);
		PoMessage *read;

		/* The header has neither; obsolete messages are nobody's text. */
		if ((context == NULL && *po_message_msgid(message) == '\0') || po_message_is_obsolete(message))
			continue;
		read = po_add(po);
		read->context = g_strdup(context == NULL ? "" : context);
		read->id = g_strdup(po_message_msgid(message));
		read->string = g_strdup(po_message_msgstr(message));
		read->fuzzy = po_message_is_fuzzy(message);
		read->line = GPOINTER_TO_UINT(g_hash_table_lookup(lines, read->context));
		is_text = check_text(read, file, findings) && is_text;
	}
	po_message_iterator_free(iterator);
	return is_text;
}

/* A field of the header, or "". */
static char *
header_field(const char *header, const char *name)
{
	char *field = header == NULL ? NULL : po_header_field(header, name);
	char *copy = g_strdup(field == NULL ? "" : field);

	free(field);
	return copy;
}

/* What libgettextpo would take apart byte by byte, or read as something else. */
static bool
check_encoding(const File *file, Findings *findings)
{
	const char *end = NULL;
	const char *charset = strstr(file->text, "charset=");

	if (g_str_has_prefix(file->text, "\xef\xbb\xbf")) {
		findings_add(findings, FINDING_BAD_PO, file_place_at(file, 0),
			     "the file begins with a byte-order mark; save it without");
		return false;
	}
	if (!g_utf8_validate(file->text, (gssize) file->length, &end)) {
		findings_add(findings, FINDING_BAD_PO, file_place_at(file, (gsize) (end - file->text)),
			     "the byte 0x%02X is not UTF-8; save the file in UTF-8, and let its header say so",
			     (guchar) *end);
		return false;
	}
	if (charset == NULL || g_ascii_strncasecmp(charset, "charset=UTF-8", strlen("charset=UTF-8")) != 0) {
		findings_add(
		    findings, FINDING_BAD_PO,
		    charset == NULL ? file_place(file) : file_place_at(file, (gsize) (charset - file->text)),
		    "the header does not say that the file is in UTF-8; write 'charset=UTF-8' there, when it is");
		return false;
	}
	return true;
}

Po *
po_read(const char *path, File **file, Findings *findings)
{
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	guint before = findings_count(findings, SEVERITY_ERROR);
	gsize length;
	po_file_t volatile parsed = NULL;
	Po *po = NULL;

	*file = NULL;
	if (!g_file_get_contents(path, &text, &length, &error)) {
		findings_add(findings, FINDING_BAD_PO, (Place) { 0 }, "cannot read the PO file: %s; check its name",
			     error->message);
		return NULL;
	}
	*file = file_new(path, g_steal_pointer(&text), length);
	reading.findings = findings;
	reading.file = *file;
	reading.failed = false;
	if (check_encoding(*file, findings) && setjmp(reading.escape) == 0)
		parsed = po_file_read(path, &handler);
	if (parsed != NULL && findings_count(findings, SEVERITY_ERROR) == before) {
		const char *header = po_file_domain_header(parsed, NULL);

		g_autofree char *project = header_field(header, "Project-Id-Version");
		g_autofree char *language = header_field(header, "Language");

		po = po_new(project, language);
		if (!read_messages(po, parsed, *file, findings))
			g_clear_pointer(&po, po_free);
	}
	if (parsed != NULL)
		po_file_free(parsed);
	return po;
}
