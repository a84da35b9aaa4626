#include "source/po.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "support.h"

FORGIVE_LIBGETTEXTPO

#define HEADER(fields)                                                                 \
	"msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: P\\n\"\n\"Language: de\\n\"\n" \
	"\"Content-Type: text/plain; charset=UTF-8\\n\"\n" fields "\n"

/* What po_read() makes of a file. */
typedef struct {
	Findings *findings;
	File *file;
	Po *po;
} Read;

static Read *
read_po(const Folder *folder, const char *name)
{
	g_autofree char *path = folder_path(folder, name);
	Read *read = g_new0(Read, 1);

	read->findings = findings_new();
	read->po = po_read(path, &read->file, read->findings);
	return read;
}

static void
read_free(Read *read)
{
	findings_free(read->findings);
	g_clear_pointer(&read->po, po_free);
	g_clear_pointer(&read->file, file_free);
	g_free(read);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Read, read_free)

static Read *
read_text(const char *text)
{
	g_autoptr(Folder) folder = folder_new();

	folder_write(folder, "f.po", text);
	return read_po(folder, "f.po");
}

static void
assert_refused(const char *text, const char *place)
{
	g_autoptr(Read) result = read_text(text);
	g_autofree char *found = support_findings(result->findings);

	assert_null(result->po);
	if (!g_str_has_prefix(found, place))
		fail_msg("'%s' is not found at %s but at:\n%s", text, place, found);
	assert_contains(found, " po-file\n");
}

static PoMessage *
add(Po *po, const char *context, const char *id, const char *string)
{
	PoMessage *message = po_add(po);

	message->context = g_strdup(context);
	message->id = g_strdup(id);
	message->string = g_strdup(string);
	return message;
}

/* Writes a PO file into a folder. */
static void
write_po(const Po *po, const Folder *folder, const char *name)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = po_print(po, &error);

	assert_null(error);
	folder_write(folder, name, text);
}

TEST(what_was_written_is_read)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Po) po = po_new("A \"site\"", "de-AT");
	g_autoptr(Read) result = NULL;
	const PoMessage *message;

	add(po, "a/1.fix", "One", "Eins")->fuzzy = true;
	message = add(po, "a/1.summary", "Two", "");
	((PoMessage *) message)->comment = g_strdup("A comment\nof two lines");
	((PoMessage *) message)->place = g_strdup("content/a/1.yaml");
	((PoMessage *) message)->line = 7;
	write_po(po, folder, "de.po");
	result = read_po(folder, "de.po");
	assert_findings(result->findings, "");
	assert_string_equal(result->po->project, "A \"site\"");
	assert_string_equal(result->po->language, "de-AT");
	assert_int_equal(result->po->messages->len, 2);
	message = result->po->messages->pdata[0];
	assert_string_equal(message->context, "a/1.fix");
	assert_string_equal(message->id, "One");
	assert_string_equal(message->string, "Eins");
	assert_true(message->fuzzy);
	assert_null(message->comment);
	message = result->po->messages->pdata[1];
	assert_string_equal(message->string, "");
	assert_false(message->fuzzy);
	assert_string_free(folder_list(folder, ""), "de.po\n");
}

TEST(every_text_survives_the_journey)
{
	static const char *const texts[] = {
		"plain",
		"it's \"x\"",
		"back\\slash",
		"tab\tinside",
		"one\ntwo",
		" spaces ",
		"{code} '{'",
		"100% sure %s %d",
		"#, fuzzy",
		"msgid \"x\"",
		"\xe6\x97\xa5\xe6\x9c\xac",
		"\xd8\xa7\xd9\x84",
		"\xf0\x9f\x98\x80",
		"`code` *x*",
		"a very long line that any tool would like to break into several lines because it "
		"is so much longer than the eighty columns of a terminal"
	};
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Po) po = po_new("P", "de");
	g_autoptr(Read) result = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *context = g_strdup_printf("c%" G_GSIZE_FORMAT, i);

		add(po, context, texts[i], texts[G_N_ELEMENTS(texts) - 1 - i]);
	}
	write_po(po, folder, "de.po");
	result = read_po(folder, "de.po");
	assert_findings(result->findings, "");
	assert_int_equal(result->po->messages->len, G_N_ELEMENTS(texts));
	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		const PoMessage *message = result->po->messages->pdata[i];

		assert_string_equal(message->id, texts[i]);
		assert_string_equal(message->string, texts[G_N_ELEMENTS(texts) - 1 - i]);
	}
}

TEST(the_same_source_may_stand_in_two_contexts)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Po) po = po_new("P", "de");
	g_autoptr(Read) result = NULL;

	add(po, "a", "Code", "Code");
	add(po, "b", "Code", "Nummer");
	write_po(po, folder, "de.po");
	result = read_po(folder, "de.po");
	assert_string_equal(((const PoMessage *) result->po->messages->pdata[0])->string, "Code");
	assert_string_equal(((const PoMessage *) result->po->messages->pdata[1])->string, "Nummer");
}

TEST(a_file_has_its_texts_in_order_and_nothing_of_the_day)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *text = NULL;
	g_autoptr(Po) po = po_new("P", "de");

	add(po, "b", "B", "");
	add(po, "a", "A", "");
	write_po(po, folder, "first.po");
	write_po(po, folder, "second.po");
	text = folder_read(folder, "first.po");
	assert_string_free(folder_read(folder, "second.po"), text);
	assert_true(strstr(text, "msgctxt \"b\"") < strstr(text, "msgctxt \"a\""));
}

TEST(a_file_without_messages_is_one)
{
	g_autoptr(Read) result = read_text(HEADER(""));

	assert_findings(result->findings, "");
	assert_int_equal(result->po->messages->len, 0);
}

TEST(a_message_knows_its_line)
{
	g_autoptr(Read) result = read_text(HEADER("") "msgctxt \"a\"\nmsgid \"A\"\nmsgstr \"B\"\n");
	const PoMessage *message = result->po->messages->pdata[0];

	assert_int_equal(message->line, 7);
}

TEST(a_message_with_a_wrapped_or_escaped_context_knows_its_line)
{
	g_autoptr(Read) result = read_text(HEADER("") "msgctxt \"\"\n\"a.\"\n\"b\"\nmsgid \"A\"\nmsgstr \"B\"\n\n"
						      "msgctxt \"\\\"c\\\"\"\nmsgid \"A\"\nmsgstr \"B\"\n");
	const PoMessage *wrapped = result->po->messages->pdata[0];
	const PoMessage *escaped = result->po->messages->pdata[1];

	assert_string_equal(wrapped->context, "a.b");
	assert_int_equal(wrapped->line, 7);
	assert_string_equal(escaped->context, "\"c\"");
	assert_int_equal(escaped->line, 13);
}

TEST(obsolete_messages_are_left_out)
{
	g_autoptr(Read) result =
	    read_text(HEADER("") "#~ msgctxt \"a\"\n#~ msgid \"A\"\n#~ msgstr \"B\"\n\nmsgid \"C\"\nmsgstr \"D\"\n");

	assert_findings(result->findings, "");
	assert_int_equal(result->po->messages->len, 1);
	assert_string_equal(((const PoMessage *) result->po->messages->pdata[0])->context, "");
}

TEST(a_header_may_lack_its_fields)
{
	g_autoptr(Read) result = read_text("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n");

	assert_findings(result->findings, "");
	assert_string_equal(result->po->project, "");
	assert_string_equal(result->po->language, "");
}

TEST(a_missing_file_is_reported)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Read) result = read_po(folder, "missing.po");

	assert_null(result->po);
	assert_null(result->file);
	assert_says(result->findings, "cannot read the PO file: ");
	assert_says(result->findings, "missing.po");
}

TEST(a_file_in_another_encoding_is_reported)
{
	assert_refused("\xef\xbb\xbf" HEADER(""), "f.po:1:1 ");
	assert_refused(HEADER("") "msgid \"caf\xe9\"\nmsgstr \"\"\n", "f.po:7:11 ");
	assert_refused("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n", "f.po:2:35 ");
	assert_refused("msgid \"\"\nmsgstr \"Language: de\\n\"\n", "f.po ");
	assert_refused("", "f.po ");
}

TEST(a_nul_byte_is_reported)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Read) result = NULL;

	folder_write_bytes(folder, "f.po", HEADER("") "msgid \"a\0b\"\n", strlen(HEADER("")) + 12);
	result = read_po(folder, "f.po");
	assert_null(result->po);
	assert_findings(result->findings, "f.po:7:9 po-file\n");
}

TEST(a_syntax_error_is_reported_with_its_line)
{
	assert_refused(HEADER("") "msgid \"A\"\nnonsense\n", "f.po:7:");
	assert_refused(HEADER("") "msgid \"A\nmsgstr \"\"\n", "f.po:");
	assert_refused(HEADER("") "msgid \"A\"\n", "f.po:");
	assert_refused(HEADER("") "msgid \"A\"\nmsgstr \"x\"\nmsgid \"A\"\nmsgstr \"y\"\n", "f.po");
}

TEST(after_an_error_the_next_file_is_read)
{
	g_autoptr(Read) bad = read_text(HEADER("") "msgid \"A\nmsgstr \"\"\n");
	g_autoptr(Read) good = read_text(HEADER("") "msgid \"A\"\nmsgstr \"B\"\n");

	assert_null(bad->po);
	assert_non_null(good->po);
	assert_findings(good->findings, "");
}

TEST(findings_of_before_do_no_harm)
{
	g_autoptr(Folder) folder = folder_new();
	g_autoptr(Findings) findings = findings_new();
	g_autofree char *path = folder_path(folder, "f.po");
	File *file = NULL;
	Po *po;

	folder_write(folder, "f.po", HEADER("") "msgid \"A\"\nmsgstr \"B\"\n");
	findings_add(findings, FINDING_SYNTAX, (Place) { 0 }, "m");
	po = po_read(path, &file, findings);
	assert_non_null(po);
	po_free(po);
	file_free(file);
}

/* libgettextpo says nothing where the first block of several is lost. */
TEST(a_file_of_which_a_part_is_not_taken_is_no_success)
{
	g_autofree char *text = g_strnfill(100000, 'x');
	g_autoptr(Po) po = po_new("P", "de");
	g_autoptr(GError) error = NULL;
	struct rlimit before;
	struct rlimit limit;
	char *printed;

	add(po, "a", text, "");
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	limit = before;
	limit.rlim_cur = 50000;
	setrlimit(RLIMIT_FSIZE, &limit);
	printed = po_print(po, &error);
	setrlimit(RLIMIT_FSIZE, &before);
	assert_null(printed);
	assert_non_null(error);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_written_is_read),
		cmocka_unit_test(every_text_survives_the_journey),
		cmocka_unit_test(the_same_source_may_stand_in_two_contexts),
		cmocka_unit_test(a_file_has_its_texts_in_order_and_nothing_of_the_day),
		cmocka_unit_test(a_file_without_messages_is_one),
		cmocka_unit_test(a_message_knows_its_line),
		cmocka_unit_test(a_message_with_a_wrapped_or_escaped_context_knows_its_line),
		cmocka_unit_test(obsolete_messages_are_left_out),
		cmocka_unit_test(a_header_may_lack_its_fields),
		cmocka_unit_test(a_missing_file_is_reported),
		cmocka_unit_test(a_file_in_another_encoding_is_reported),
		cmocka_unit_test(a_nul_byte_is_reported),
		cmocka_unit_test(a_syntax_error_is_reported_with_its_line),
		cmocka_unit_test(after_an_error_the_next_file_is_read),
		cmocka_unit_test(findings_of_before_do_no_harm),
		cmocka_unit_test(a_file_of_which_a_part_is_not_taken_is_no_success),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
