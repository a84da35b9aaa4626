#include "page/program.h"

#include <string.h>

#include "page/view.h"

typedef enum {
	STEP_TEXT,    /* append a text */
	STEP_SHOW,    /* append a value */
	STEP_UNLESS,  /* go to target unless the tests hold */
	STEP_GO,      /* go to target */
	STEP_WALK,    /* begin with the first row of a name, or go to target */
	STEP_NEXT_ROW /* go to target with the next row, if there is one */
} StepKind;

typedef enum {
	OPERAND_NAME,
	OPERAND_NUMBER,
	OPERAND_ASSET,
	OPERAND_MESSAGE,
	OPERAND_PLAIN_MESSAGE,
	OPERAND_COLUMN, /* of the row that the loop is at */
} OperandKind;

typedef struct {
	OperandKind kind;
	guint id; /* NameId, MessageId, or the number of the asset or the column */
} Operand;

/* Tests are read from left to right, as ctpl reads them: "a || b && c" is
 * "(a || b) && c". */
typedef struct {
	Operand operand;
	bool is_and; /* how it is joined to those before it */
} Test;

typedef struct {
	StepKind kind;
	guint target;    /* STEP_UNLESS, STEP_GO, STEP_WALK, STEP_NEXT_ROW: the number of a step */
	gsize start;     /* STEP_TEXT: offset in texts; STEP_UNLESS: the first of its tests */
	gsize length;    /* STEP_TEXT: bytes; STEP_UNLESS: how many tests */
	Operand operand; /* STEP_SHOW, STEP_WALK */
} Step;

struct Program {
	GArray *steps; /* of Step */
	GArray *tests; /* of Test */
	GString *texts;
};

/* A block that is open while a template is taken apart. */
typedef struct {
	bool is_loop;
	guint start;  /* the step that began it, whose target is still to come */
	guint escape; /* the step that ends the first part of an "if" with an "else", or 0 */
} Block;

typedef struct {
	Program *program;
	TemplateId id;
	const Assets *assets;
	const char *at;           /* where the reader is */
	GArray *blocks;           /* of Block */
	char *variable;           /* of the loop that is open, or NULL */
	const TemplateName *rows; /* that the loop walks through */
} Reader;

static Step *
step_at(const Program *program, guint index)
{
	return &g_array_index(program->steps, Step, index);
}

static guint
add_step(Program *program, Step step)
{
	g_array_append_val(program->steps, step);
	return program->steps->len - 1;
}

/* Reads up to the next statement or the end, undoing backslashes. */
static bool
read_text(Reader *reader)
{
	GString *texts = reader->program->texts;
	Step step = { .kind = STEP_TEXT, .start = texts->len };

	for (; *reader->at != '\0' && *reader->at != '{'; reader->at++) {
		if (*reader->at == '\\' && *++reader->at == '\0')
			return false;
		g_string_append_c(texts, *reader->at);
	}
	step.length = texts->len - step.start;
	if (step.length > 0)
		add_step(reader->program, step);
	return true;
}

static void
skip_space(Reader *reader)
{
	reader->at += strspn(reader->at, " \t\r\n");
}

/* Passes over a mark such as "}" or "&&", if it comes next. */
static bool
read_mark(Reader *reader, const char *mark)
{
	skip_space(reader);
	if (!g_str_has_prefix(reader->at, mark))
		return false;
	reader->at += strlen(mark);
	return true;
}

/* Returns: (transfer full): the word that comes next, which may be empty. */
static char *
read_word(Reader *reader)
{
	gsize length;
	char *word;

	skip_space(reader);
	length = strspn(reader->at, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_");
	word = g_strndup(reader->at, length);
	reader->at += length;
	return word;
}

/* "[3]" behind the variable of a loop. */
static bool
read_column(Reader *reader, Operand *operand)
{
	g_autofree char *number = NULL;

	if (!read_mark(reader, "["))
		return false;
	number = read_word(reader);
	if (*number == '\0' || strlen(number) > 2 || strspn(number, G_CSET_DIGITS) != strlen(number))
		return false;
	*operand = (Operand) { .kind = OPERAND_COLUMN, .id = (guint) g_ascii_strtoull(number, NULL, 10) };
	return operand->id < template_name_columns(reader->rows) && read_mark(reader, "]");
}

static bool
find_asset(const Assets *assets, const char *word, Operand *operand)
{
	for (guint i = 0; i < assets->count; i++) {
		if (!g_str_equal(word, assets->template_names[i]))
			continue;
		*operand = (Operand) { .kind = OPERAND_ASSET, .id = i };
		return true;
	}
	return false;
}

static bool
find_message(const char *word, Operand *operand)
{
	for (guint i = 0; i < MESSAGE_COUNT; i++) {
		if (g_str_equal(word, template_message_name(i)))
			*operand = (Operand) { .kind = OPERAND_MESSAGE, .id = i };
		else if (g_str_equal(word, template_plain_message_name(i)))
			*operand = (Operand) { .kind = OPERAND_PLAIN_MESSAGE, .id = i };
		else
			continue;
		return true;
	}
	return false;
}

static bool
read_operand(Reader *reader, const char *word, Operand *operand)
{
	const TemplateName *name = template_name_find(reader->id, word);

	if (g_strcmp0(word, reader->variable) == 0)
		return read_column(reader, operand);
	if (name == NULL)
		return find_asset(reader->assets, word, operand) || find_message(word, operand);
	*operand = (Operand) { .kind = name->kind == VALUE_NUMBER ? OPERAND_NUMBER : OPERAND_NAME, .id = name->id };
	return true;
}

static bool
read_show(Reader *reader, const char *word)
{
	Step step = { .kind = STEP_SHOW };

	if (!read_operand(reader, word, &step.operand))
		return false;
	/* How a list shows as a whole is ctpl's affair. */
	if (step.operand.kind == OPERAND_NAME && template_name(reader->id, step.operand.id)->kind == VALUE_ROWS)
		return false;
	add_step(reader->program, step);
	return true;
}

static bool
read_if(Reader *reader)
{
	Step step = { .kind = STEP_UNLESS, .start = reader->program->tests->len };
	Block block = { 0 };
	bool is_and = false;

	do {
		g_autofree char *word = read_word(reader);
		Test test = { .is_and = is_and };

		if (!read_operand(reader, word, &test.operand))
			return false;
		g_array_append_val(reader->program->tests, test);
		is_and = read_mark(reader, "&&");
	} while (is_and || read_mark(reader, "||"));
	step.length = reader->program->tests->len - step.start;
	block.start = add_step(reader->program, step);
	g_array_append_val(reader->blocks, block);
	return true;
}

static bool
read_for(Reader *reader)
{
	Step step = { .kind = STEP_WALK, .operand = { .kind = OPERAND_NAME } };
	Block block = { .is_loop = true };
	g_autofree char *variable = read_word(reader);
	g_autofree char *in = read_word(reader);
	g_autofree char *word = read_word(reader);
	const TemplateName *name = template_name_find(reader->id, word);

	if (reader->variable != NULL || *variable == '\0' || !g_str_equal(in, "in") || name == NULL ||
	    name->kind != VALUE_ROWS)
		return false;
	reader->variable = g_steal_pointer(&variable);
	reader->rows = name;
	step.operand.id = name->id;
	block.start = add_step(reader->program, step);
	g_array_append_val(reader->blocks, block);
	return true;
}

static Block *
innermost(Reader *reader)
{
	return reader->blocks->len == 0 ? NULL : &g_array_index(reader->blocks, Block, reader->blocks->len - 1);
}

static bool
read_else(Reader *reader)
{
	Block *block = innermost(reader);

	if (block == NULL || block->is_loop || block->escape != 0)
		return false;
	block->escape = add_step(reader->program, (Step) { .kind = STEP_GO });
	step_at(reader->program, block->start)->target = block->escape + 1;
	return true;
}

static bool
read_end(Reader *reader)
{
	Program *program = reader->program;
	const Block *block = innermost(reader);

	if (block == NULL)
		return false;
	if (block->is_loop) {
		add_step(program, (Step) { .kind = STEP_NEXT_ROW, .target = block->start + 1 });
		g_clear_pointer(&reader->variable, g_free);
	}
	step_at(program, block->escape == 0 ? block->start : block->escape)->target = program->steps->len;
	g_array_set_size(reader->blocks, reader->blocks->len - 1);
	return true;
}

/* Reads a statement from behind its brace.  Returns: false where it computes. */
static bool
read_statement(Reader *reader)
{
	g_autofree char *word = read_word(reader);
	bool is_read;

	if (g_str_equal(word, "if"))
		is_read = read_if(reader);
	else if (g_str_equal(word, "for"))
		is_read = read_for(reader);
	else if (g_str_equal(word, "else"))
		is_read = read_else(reader);
	else if (g_str_equal(word, "end"))
		is_read = read_end(reader);
	else
		is_read = read_show(reader, word);
	return is_read && read_mark(reader, "}");
}

Program *
program_new(TemplateId id, const Assets *assets, const char *text)
{
	g_autoptr(Program) program = g_new(Program, 1);
	g_autoptr(GArray) blocks = g_array_new(FALSE, FALSE, sizeof(Block));
	Reader reader = { .program = program, .id = id, .assets = assets, .at = text, .blocks = blocks };
	bool is_read;

	program->steps = g_array_new(FALSE, FALSE, sizeof(Step));
	program->tests = g_array_new(FALSE, FALSE, sizeof(Test));
	program->texts = g_string_new(NULL);
	is_read = read_text(&reader);
	while (is_read && *reader.at == '{') {
		reader.at++;
		is_read = read_statement(&reader) && read_text(&reader);
	}
	g_free(reader.variable);
	return is_read && blocks->len == 0 ? g_steal_pointer(&program) : NULL;
}

void
program_free(Program *program)
{
	g_array_unref(program->steps);
	g_array_unref(program->tests);
	g_string_free(program->texts, TRUE);
	g_free(program);
}

static Slice
value_of(const View *view, Operand operand, guint row)
{
	switch (operand.kind) {
	case OPERAND_NAME:
		return view_value(view, operand.id);
	case OPERAND_NUMBER:
		return view_number(view, operand.id);
	case OPERAND_ASSET:
		return view_asset(view, operand.id);
	case OPERAND_MESSAGE:
		return view_message(view, operand.id);
	case OPERAND_PLAIN_MESSAGE:
		return view_plain_message(view, operand.id);
	case OPERAND_COLUMN:
		return view_column(view, row, operand.id);
	}
	g_assert_not_reached();
}

static bool
is_true(const View *view, Operand operand, guint row)
{
	if (operand.kind == OPERAND_NAME || operand.kind == OPERAND_NUMBER)
		return view_is_true(view, operand.id);
	return value_of(view, operand, row).length > 0;
}

static bool
tests_hold(const Program *program, const Step *step, const View *view, guint row)
{
	const Test *tests = &g_array_index(program->tests, Test, step->start);
	bool holds = is_true(view, tests[0].operand, row);

	for (gsize i = 1; i < step->length; i++) {
		bool next = is_true(view, tests[i].operand, row);

		holds = tests[i].is_and ? holds && next : holds || next;
	}
	return holds;
}

/* The end of what was made so far, and how much room there is behind it. */
typedef struct {
	Markup *out;
	char *at;
	gsize room;
} Sink;

/* How much more room is made than was asked for. */
#define SPARE 16384

static void
put(Sink *sink, const char *bytes, gsize length)
{
	if (length > sink->room) {
		markup_end(sink->out, sink->at);
		sink->at = markup_room(sink->out, length + SPARE);
		sink->room = length + SPARE;
	}
	/* What there is nothing of may be nowhere. */
	if (length > 0)
		memcpy(sink->at, bytes, length);
	sink->at += length;
	sink->room -= length;
}

void
program_run(const Program *program, const View *view, Markup *out)
{
	Sink sink = { .out = out, .at = markup_room(out, SPARE), .room = SPARE };
	guint row = VIEW_NO_ROW;

	for (guint i = 0; i < program->steps->len; i++) {
		const Step *step = step_at(program, i);
		Slice value;

		switch (step->kind) {
		case STEP_TEXT:
			put(&sink, program->texts->str + step->start, step->length);
			break;
		case STEP_SHOW:
			value = value_of(view, step->operand, row);
			put(&sink, value.bytes, value.length);
			break;
		case STEP_UNLESS:
			if (!tests_hold(program, step, view, row))
				i = step->target - 1;
			break;
		case STEP_GO:
			i = step->target - 1;
			break;
		case STEP_WALK:
			row = view_first_row(view, step->operand.id);
			if (row == VIEW_NO_ROW)
				i = step->target - 1;
			break;
		case STEP_NEXT_ROW:
			row = view_next_row(view, row);
			if (row != VIEW_NO_ROW)
				i = step->target - 1;
			break;
		}
	}
	markup_end(out, sink.at);
}
