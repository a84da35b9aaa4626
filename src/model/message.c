#include "model/message.h"

#include "model/icu.h"

static const struct {
	const char *key;
	const char *arguments[MESSAGE_MAX_ARGUMENTS + 1];
} table[MESSAGE_COUNT] = {
#define MESSAGE_ROW(id, key, ...) [id] = { key, __VA_ARGS__ },
	MESSAGES(MESSAGE_ROW)
#undef MESSAGE_ROW
};

static const char *const keys[MESSAGE_COUNT + 1] = {
#define MESSAGE_KEY(id, key, ...) [id] = key,
	MESSAGES(MESSAGE_KEY)
#undef MESSAGE_KEY
};

typedef struct {
	char *literal; /* NULL for an argument */
	int argument;
} Piece;

struct Message {
	GArray *pieces; /* of Piece; unused where there is a format */
	IcuFormat *format;
	const char *const *arguments;
	guint used;    /* a bit for each argument */
	char *unknown; /* while compiling: the first argument that is not allowed */
};

G_DEFINE_QUARK(viceversa - message - error, message_error)

const char *
message_key(MessageId id)
{
	return table[id].key;
}

const char *const *
message_keys(void)
{
	return keys;
}

const char *const *
message_arguments(MessageId id)
{
	return table[id].arguments;
}

static void
clear_piece(gpointer data)
{
	Piece *piece = data;

	g_free(piece->literal);
}

void
message_free(Message *message)
{
	g_array_unref(message->pieces);
	if (message->format != NULL)
		icu_format_free(message->format);
	g_free(message->unknown);
	g_free(message);
}

static int
find_argument(const Message *message, const char *name)
{
	for (int i = 0; message->arguments[i] != NULL; i++)
		if (g_str_equal(message->arguments[i], name))
			return i;
	return -1;
}

typedef struct {
	Message *message;
	bool is_complex;
} Compilation;

static void
add_piece(IcuPiece kind, const char *text, gpointer data)
{
	Compilation *compilation = data;
	Message *message = compilation->message;
	Piece piece = { .argument = -1 };

	if (kind == ICU_LITERAL) {
		piece.literal = g_strdup(text);
		g_array_append_val(message->pieces, piece);
		return;
	}
	piece.argument = find_argument(message, text);
	if (piece.argument >= 0)
		message->used |= 1u << piece.argument;
	else if (message->unknown == NULL)
		message->unknown = g_strdup(text);
	if (kind == ICU_ARGUMENT)
		g_array_append_val(message->pieces, piece);
	else
		compilation->is_complex = true;
}

/* The arguments whose values are numbers; all others are texts. */
static const char *const number_arguments[] = { "count", "share", NULL };

static char *apply(const Message *message, const MessageValue *values);

static void
check_number(const char *name, bool is_time, gpointer data)
{
	bool *works = data;

	*works = *works && !is_time && g_strv_contains(number_arguments, name);
}

/* Whether the format takes values of the kinds that its arguments have.  One of a
 * case that is rarely chosen shows in the pattern alone. */
static bool
format_works(const Message *message, const char *pattern)
{
	MessageValue values[MESSAGE_MAX_ARGUMENTS] = { 0 };
	g_autofree char *out = NULL;
	bool works = true;

	icu_pattern_numbers(pattern, check_number, &works);
	if (!works)
		return false;
	for (guint i = 0; message->arguments[i] != NULL; i++)
		if (!g_strv_contains(number_arguments, message->arguments[i]))
			values[i].text = "x";
	out = apply(message, values);
	return out != NULL;
}

Message *
message_new(const char *pattern, const char *tag, const char *const *arguments, GError **error)
{
	Message *message = g_new0(Message, 1);
	Compilation compilation = { .message = message };
	g_autofree char *problem = NULL;

	message->arguments = arguments;
	message->pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
	g_array_set_clear_func(message->pieces, clear_piece);
	problem = icu_pattern_parse(pattern, add_piece, &compilation);
	if (problem == NULL && message->unknown == NULL && compilation.is_complex)
		message->format = icu_format_new(pattern, tag, &problem);
	if (message->format != NULL && !format_works(message, pattern))
		problem = g_strdup("a text is used as a number or a date; write its name alone in the braces");
	if (problem == NULL && message->unknown == NULL)
		return message;
	if (problem != NULL)
		g_set_error_literal(error, MESSAGE_ERROR, MESSAGE_ERROR_SYNTAX, problem);
	else
		g_set_error_literal(error, MESSAGE_ERROR, MESSAGE_ERROR_UNKNOWN_ARGUMENT, message->unknown);
	message_free(message);
	return NULL;
}

typedef struct {
	MessageArgumentFunc func;
	gpointer data;
} EachArgument;

static void
pass_argument(IcuPiece kind, const char *text, gpointer data)
{
	const EachArgument *each = data;

	if (kind != ICU_LITERAL)
		each->func(text, each->data);
}

char *
message_each_argument(const char *pattern, MessageArgumentFunc func, gpointer data)
{
	EachArgument each = { .func = func, .data = data };

	return icu_pattern_parse(pattern, pass_argument, &each);
}

typedef struct {
	char **categories;
	char *complaint;
} PluralCheck;

static void
check_plural(const char *cases, gpointer data)
{
	PluralCheck *check = data;
	g_auto(GStrv) has = g_strsplit(cases, " ", -1);

	for (guint i = 0; check->complaint == NULL && check->categories[i] != NULL; i++)
		if (!g_strv_contains((const char *const *) has, check->categories[i]))
			check->complaint = g_strdup_printf("lacks the case '%s'; add it", check->categories[i]);
	for (guint i = 0; check->complaint == NULL && has[i] != NULL; i++)
		if (!g_strv_contains((const char *const *) check->categories, has[i]))
			check->complaint =
			    g_strdup_printf("has the case '%s', which the language does not; remove it", has[i]);
}

char *
message_check_plurals(const char *pattern, const char *categories)
{
	g_auto(GStrv) list = g_strsplit(categories, ", ", -1);
	PluralCheck check = { .categories = list };

	icu_pattern_plurals(pattern, check_plural, &check);
	return check.complaint;
}

bool
message_uses(const Message *message, guint index)
{
	return (message->used & (1u << index)) != 0;
}

bool
message_is_complex(const Message *message)
{
	return message->format != NULL;
}

bool
message_copies_texts(const Message *message)
{
	for (guint i = 0; message->format != NULL && message->arguments[i] != NULL; i++)
		if (message_uses(message, i) && !g_strv_contains(number_arguments, message->arguments[i]))
			return false;
	return true;
}

/* A number that stands in a pattern without a plural, as digits. */
static void
emit_number(gint64 number, int argument, MessagePartFunc func, gpointer data)
{
	char digits[32];

	g_snprintf(digits, sizeof(digits), "%" G_GINT64_FORMAT, number);
	func(digits, argument, data);
}

/* Formats a message that is more than its pieces. */
static char *
apply(const Message *message, const MessageValue *values)
{
	const char *texts[MESSAGE_MAX_ARGUMENTS] = { NULL };
	gint64 numbers[MESSAGE_MAX_ARGUMENTS] = { 0 };
	guint length = 0;

	for (; message->arguments[length] != NULL; length++) {
		texts[length] = values[length].text;
		numbers[length] = values[length].number;
	}
	return icu_format_apply(message->format, length, message->arguments, texts, numbers);
}

static void
emit_complex(const Message *message, const MessageValue *values, MessagePartFunc func, gpointer data)
{
	g_autofree char *out = apply(message, values);

	/* message_new() has tried it with values of the same kinds. */
	g_assert(out != NULL);
	func(out, -1, data);
}

void
message_format_parts(const Message *message, const MessageValue *values, MessagePartFunc func, gpointer data)
{
	if (message->format != NULL) {
		emit_complex(message, values, func, data);
		return;
	}
	for (guint i = 0; i < message->pieces->len; i++) {
		const Piece *piece = &g_array_index(message->pieces, Piece, i);

		if (piece->literal != NULL)
			func(piece->literal, -1, data);
		else if (values[piece->argument].text != NULL)
			func(values[piece->argument].text, piece->argument, data);
		else
			emit_number(values[piece->argument].number, piece->argument, func, data);
	}
}

static void
append_part(const char *text, int argument, gpointer data)
{
	(void) argument;
	g_string_append(data, text);
}

char *
message_format(const Message *message, const MessageValue *values)
{
	GString *out = g_string_new(NULL);

	message_format_parts(message, values, append_part, out);
	return g_string_free(out, FALSE);
}
