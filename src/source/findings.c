#include "source/findings.h"

struct Findings {
	GPtrArray *list; /* of Finding */
	guint counts[2]; /* by Severity */
};

static const struct {
	const char *name;
	Severity severity;
} kinds[FINDING_COUNT] = {
#define FINDING_ROW(id, name, severity) [id] = { name, severity },
	FINDING_KINDS(FINDING_ROW)
#undef FINDING_ROW
};

const char *
finding_kind_name(FindingKind kind)
{
	return kinds[kind].name;
}

Severity
finding_kind_severity(FindingKind kind)
{
	return kinds[kind].severity;
}

static void
finding_free(gpointer data)
{
	Finding *finding = data;

	g_free(finding->message);
	g_free(finding);
}

Findings *
findings_new(void)
{
	Findings *findings = g_new0(Findings, 1);

	findings->list = g_ptr_array_new_with_free_func(finding_free);
	return findings;
}

void
findings_free(Findings *findings)
{
	g_ptr_array_unref(findings->list);
	g_free(findings);
}

/* The longest message, in bytes: what it quotes may be anything. */
#define MESSAGE_MAX_BYTES 1000

/* Whether a character would show as nothing, or command a terminal. */
static bool
is_hidden(gunichar c)
{
	GUnicodeType type = g_unichar_type(c);

	return g_unichar_iscntrl(c) || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR ||
	       type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

/* A text that can be shown on one line: valid UTF-8, with a replacement
 * character for each hidden one, and cut where it is endless. */
static char *
printable(const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	GString *out = g_string_new(NULL);

	for (const char *c = valid; *c != '\0'; c = g_utf8_next_char(c)) {
		if (out->len > MESSAGE_MAX_BYTES) {
			g_string_append(out, "...");
			break;
		}
		g_string_append_unichar(out, is_hidden(g_utf8_get_char(c)) ? 0xfffd : g_utf8_get_char(c));
	}
	return g_string_free(out, FALSE);
}

void
findings_add(Findings *findings, FindingKind kind, Place place, const char *format, ...)
{
	Finding *finding = g_new(Finding, 1);
	g_autofree char *text = NULL;
	va_list arguments;

	va_start(arguments, format);
	text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	finding->message = printable(text);
	finding->kind = kind;
	finding->place = place;
	finding->order = findings->list->len;
	g_ptr_array_add(findings->list, finding);
	findings->counts[kinds[kind].severity]++;
}

void
findings_take(Findings *findings, Findings *from)
{
	g_ptr_array_extend_and_steal(findings->list, g_steal_pointer(&from->list));
	from->list = g_ptr_array_new_with_free_func(finding_free);
	for (gsize i = 0; i < G_N_ELEMENTS(findings->counts); i++) {
		findings->counts[i] += from->counts[i];
		from->counts[i] = 0;
	}
}

guint
findings_count(const Findings *findings, Severity severity)
{
	return findings->counts[severity];
}

bool
findings_stop(const Findings *findings, bool strict)
{
	return findings->counts[SEVERITY_ERROR] > 0 || (strict && findings->counts[SEVERITY_WARNING] > 0);
}

static int
compare_findings(gconstpointer a, gconstpointer b)
{
	const Finding *first = *(const Finding *const *) a;
	const Finding *second = *(const Finding *const *) b;
	int by_path = g_strcmp0(first->place.file == NULL ? "" : first->place.file->path,
				second->place.file == NULL ? "" : second->place.file->path);

	if (by_path != 0)
		return by_path;
	if (first->place.line != second->place.line)
		return first->place.line < second->place.line ? -1 : 1;
	if (first->place.column != second->place.column)
		return first->place.column < second->place.column ? -1 : 1;
	return first->order < second->order ? -1 : 1;
}

const GPtrArray *
findings_sorted(Findings *findings)
{
	g_ptr_array_sort(findings->list, compare_findings);
	return findings->list;
}

char *
finding_path(const Finding *finding)
{
	return finding->place.file == NULL ? NULL : printable(finding->place.file->path);
}

#define RED "\033[1;31m"
#define MAGENTA "\033[1;35m"
#define GREEN "\033[1;32m"
#define BOLD "\033[1m"
#define PLAIN "\033[0m"

/* Columns that a code point takes on a terminal. */
static guint
width_of(gunichar c)
{
	if (g_unichar_iszerowidth(c))
		return 0;
	return g_unichar_iswide(c) ? 2 : 1;
}

/* How much of a line is quoted before and behind the place, in code points. */
#define QUOTE_BEFORE 100
#define QUOTE_BEHIND 100

/* The quoted line and the caret under it; of a line that is very long, the part
 * around the place. */
static void
append_quote(GString *out, const Place *place, bool colour)
{
	g_autofree char *line = file_line(place->file, place->line);
	g_autoptr(GString) pad = g_string_new(NULL);
	guint first = place->column > QUOTE_BEFORE ? place->column - QUOTE_BEFORE : 1;
	guint column = 1;
	guint underlined = 0; /* columns of the terminal */

	if (line == NULL)
		return;
	g_string_append_printf(out, "%5u | ", place->line);
	if (first > 1) {
		g_string_append(out, "...");
		g_string_append(pad, "   ");
	}
	for (const char *c = line; *c != '\0'; c = g_utf8_next_char(c), column++) {
		gunichar point = g_utf8_get_char(c);
		gunichar shown = point == '\t' ? ' ' : is_hidden(point) ? 0xfffd : point;

		if (column < first)
			continue;
		if (column > place->column + QUOTE_BEHIND) {
			g_string_append(out, "...");
			break;
		}
		g_string_append_unichar(out, shown);
		for (guint i = 0; column < place->column && i < width_of(shown); i++)
			g_string_append_c(pad, ' ');
		if (column >= place->column && column < place->column + place->length)
			underlined += width_of(shown);
	}
	g_string_append_printf(out, "\n      | %s%s^", pad->str, colour ? GREEN : "");
	for (guint i = 1; i < underlined; i++)
		g_string_append_c(out, '~');
	g_string_append_printf(out, "%s\n", colour ? PLAIN : "");
}

char *
finding_quote(const Finding *finding)
{
	GString *out = g_string_new(NULL);

	if (finding->place.line > 0)
		append_quote(out, &finding->place, false);
	return g_string_free(out, FALSE);
}

static void
append_path(GString *out, const File *file)
{
	g_autofree char *path = printable(file->path);

	g_string_append_printf(out, "%s:", path);
}

static void
append_finding(GString *out, const Finding *finding, bool colour)
{
	const Place *place = &finding->place;
	bool is_error = kinds[finding->kind].severity == SEVERITY_ERROR;

	if (colour)
		g_string_append(out, BOLD);
	if (place->file != NULL)
		append_path(out, place->file);
	else
		g_string_append(out, "viceversa:");
	if (place->line > 0)
		g_string_append_printf(out, "%u:%u:", place->line, place->column);
	if (colour)
		g_string_append_printf(out, "%s %s%s:%s %s", PLAIN, is_error ? RED : MAGENTA,
				       is_error ? "error" : "warning", PLAIN, finding->message);
	else
		g_string_append_printf(out, " %s: %s", is_error ? "error" : "warning", finding->message);
	g_string_append_printf(out, " [%s]\n", kinds[finding->kind].name);
	if (place->line > 0)
		append_quote(out, place, colour);
}

/* How many findings of one kind are shown for one file: a file that is wrong all
 * through is mended better than read about. */
#define SHOWN_MAX 100

/* All findings; those of one kind in one file are cut after SHOWN_MAX. */
static void
append_findings(GString *out, const Findings *findings, bool colour)
{
	const File *file = NULL;
	guint shown[FINDING_COUNT] = { 0 };

	for (guint i = 0; i <= findings->list->len; i++) {
		const Finding *finding = i == findings->list->len ? NULL : findings->list->pdata[i];

		if (finding == NULL || finding->place.file != file) {
			for (guint kind = 0; kind < FINDING_COUNT; kind++) {
				if (shown[kind] > SHOWN_MAX && file != NULL) {
					append_path(out, file);
					g_string_append_printf(out, " and %u more like these [%s]\n",
							       shown[kind] - SHOWN_MAX, kinds[kind].name);
				}
				shown[kind] = 0;
			}
		}
		if (finding == NULL)
			break;
		file = finding->place.file;
		if (++shown[finding->kind] <= SHOWN_MAX || file == NULL)
			append_finding(out, finding, colour);
	}
}

static void
append_count(GString *out, guint count, const char *noun)
{
	g_string_append_printf(out, "%u %s%s", count, noun, count == 1 ? "" : "s");
}

char *
findings_print(Findings *findings, bool colour)
{
	GString *out = g_string_new(NULL);
	guint errors = findings->counts[SEVERITY_ERROR];
	guint warnings = findings->counts[SEVERITY_WARNING];

	findings_sorted(findings);
	append_findings(out, findings, colour);
	if (errors > 0)
		append_count(out, errors, "error");
	if (errors > 0 && warnings > 0)
		g_string_append(out, ", ");
	if (warnings > 0)
		append_count(out, warnings, "warning");
	if (errors + warnings > 0)
		g_string_append_c(out, '\n');
	return g_string_free(out, FALSE);
}
