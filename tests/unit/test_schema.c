#include "source/schema.h"

#include <string.h>

#include "support.h"

static const Schema short_line = { .kind = SCHEMA_LINE, .max = 3 };
static const Schema word = { .kind = SCHEMA_WORD, .max = 100 };
static const Schema pattern = { .kind = SCHEMA_PATTERN, .max = 100 };
static const Schema prose = { .kind = SCHEMA_PROSE, .max = 100 };
static const Schema one_paragraph = { .kind = SCHEMA_INLINE, .max = 100 };
static const Schema literal = { .kind = SCHEMA_LITERAL, .max = 100 };
static const Schema url = { .kind = SCHEMA_URL, .max = 100 };
static const Schema boolean = { .kind = SCHEMA_BOOLEAN };
static const Schema list = { .kind = SCHEMA_LIST, .max = 2, .item = &short_line };
static const Schema map = { .kind = SCHEMA_MAP, .max = 2, .item = &short_line };

static const SchemaField inner_fields[] = {
	{ "must", &short_line, FIELD_REQUIRED | FIELD_TRANSLATED },
	{ "may", &short_line, 0 },
	{ NULL, NULL, 0 },
};
static const Schema inner = { .kind = SCHEMA_RECORD, .fields = inner_fields };

static const SchemaField fields[] = {
	{ "line", &short_line, FIELD_TRANSLATED },
	{ "word", &word, 0 },
	{ "pattern", &pattern, 0 },
	{ "prose", &prose, 0 },
	{ "inline", &one_paragraph, 0 },
	{ "literal", &literal, 0 },
	{ "url", &url, 0 },
	{ "boolean", &boolean, 0 },
	{ "list", &list, FIELD_TRANSLATED },
	{ "map", &map, FIELD_TRANSLATED },
	{ "inner", &inner, FIELD_TRANSLATED },
	{ NULL, NULL, 0 },
};
static const Schema record = { .kind = SCHEMA_RECORD, .fields = fields };

static Parsed *
check(const Schema *schema, const char *text, bool is_translation)
{
	Parsed *parsed = parsed_new(text);

	assert_findings(parsed->findings, "");
	schema_check(schema, parsed->root, is_translation, parsed->findings);
	return parsed;
}

static void
assert_checked(const char *text, const char *findings)
{
	g_autoptr(Parsed) parsed = check(&record, text, false);

	assert_findings(parsed->findings, findings);
}

static void
assert_translation(const char *text, const char *findings)
{
	g_autoptr(Parsed) parsed = check(&record, text, true);

	assert_findings(parsed->findings, findings);
}

static void
assert_message(const Schema *schema, const char *text, bool is_translation, const char *message)
{
	g_autoptr(Parsed) parsed = check(schema, text, is_translation);

	assert_says(parsed->findings, message);
}

TEST(every_kind_of_value_is_accepted)
{
	assert_checked("line: abc\n"
		       "word: name\n"
		       "pattern: \"{x, plural, other {y}}\"\n"
		       "prose: |\n  One\n\n  two.\n"
		       "inline: One.\n"
		       "literal: |\n  a\n  b\n"
		       "url: https://example.org/a?b#c\n"
		       "boolean: true\n"
		       "list: [a, b]\n"
		       "map: { x: a, y: b }\n"
		       "inner: { must: a, may: b }\n",
		       "");
}

TEST(an_empty_record_lacks_nothing_that_is_not_required)
{
	assert_checked("{}\n", "");
}

TEST(the_root_has_to_be_of_its_kind)
{
	assert_checked("text\n", "f.yaml:1:1 wrong-kind\n");
	assert_checked("- a\n", "f.yaml:1:1 wrong-kind\n");
	assert_message(&record, "- a\n", false, "the file is a list here, and has to be a mapping");
	assert_message(&list, "a: b\n", false, "the file is a mapping here, and has to be a list");
}

TEST(a_value_has_to_be_of_its_kind)
{
	assert_checked("line: [a]\nlist: a\nmap: a\ninner: [a]\nboolean: {}\nurl: []\nprose: { a: b }\n",
		       "f.yaml:1:7 wrong-kind\nf.yaml:2:7 wrong-kind\nf.yaml:3:6 wrong-kind\n"
		       "f.yaml:4:8 wrong-kind\nf.yaml:5:10 wrong-kind\nf.yaml:6:6 wrong-kind\n"
		       "f.yaml:7:8 wrong-kind\n");
	assert_message(&record, "line: [a]\n", false, "'line' is a list here, and has to be a text");
	assert_message(&record, "list: a\n", false, "'list' is a text here, and has to be a list");
	assert_message(&record, "map: a\n", false, "'map' is a text here, and has to be a mapping");
	assert_message(&record, "inner: [a]\n", false, "'inner' is a list here, and has to be a mapping");
	assert_message(&record, "url: []\n", false, "'url' is a list here, and has to be an address");
	assert_message(&record, "boolean: []\n", false, "'boolean' is a list here, and has to be true or false");
}

TEST(items_are_checked_under_the_name_of_their_list_or_their_key)
{
	assert_checked("list: [[a]]\nmap: { x: [a] }\n", "f.yaml:1:8 wrong-kind\nf.yaml:2:11 wrong-kind\n");
	assert_message(&record, "list: [[a]]\n", false, "'list' is a list here");
	assert_message(&record, "map: { x: [a] }\n", false, "'x' is a list here");
	assert_message(&map, "x: [a]\n", false, "'x' is a list here");
	assert_message(&list, "- [a]\n", false, "'the file' is a list here");
}

TEST(an_empty_text_is_refused)
{
	assert_checked("line:\nword: ''\nprose: |\nurl: \"\"\nlist: ['']\n",
		       "f.yaml:1:6 empty-text\nf.yaml:2:7 empty-text\nf.yaml:3:8 empty-text\n"
		       "f.yaml:4:6 empty-text\nf.yaml:5:8 empty-text\n");
	assert_message(&record, "line:\n", false, "'line' is empty; write its text or remove the key");
}

TEST(a_text_of_white_space_is_empty)
{
	assert_checked("word: \"  \\t\"\nliteral: \"\\n \\n\"\n", "f.yaml:1:7 empty-text\nf.yaml:2:10 empty-text\n");
}

TEST(a_text_may_be_as_long_as_its_limit)
{
	assert_checked("line: abc\n", "");
	assert_checked("line: abcd\n", "f.yaml:1:7 too-long\n");
	assert_message(&record, "line: abcd\n", false, "'line' is 4 characters long, and may have 3; shorten it");
}

TEST(a_length_counts_code_points_rather_than_bytes)
{
	assert_checked("line: \xe6\x97\xa5\xe6\x9c\xac\xf0\x9f\x98\x80\n", "");
	assert_checked("line: \xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe3\x81\xae\n", "f.yaml:1:7 too-long\n");
}

TEST(a_list_and_a_mapping_may_have_as_many_items_as_their_limit)
{
	assert_checked("list: []\nmap: {}\n", "");
	assert_checked("list: [a, b]\nmap: { x: a, y: b }\n", "");
	assert_checked("list: [a, b, c]\nmap: { x: a, y: b, z: c }\n", "f.yaml:1:7 too-long\nf.yaml:2:6 too-long\n");
	assert_message(&record, "list: [a, b, c]\n", false, "'list' has 3 items, and may have 2; remove some");
	assert_message(&list, "[a, b, c]\n", false, "'the file' has 3 items");
}

TEST(a_line_has_no_line_feed)
{
	assert_checked("line: |\n  a\n  b\n", "f.yaml:1:7 too-long\n");
	assert_checked("line: |-\n  a\n  b\n", "f.yaml:1:7 wrong-kind\n");
	assert_checked("line: |\n  a\n", "f.yaml:1:7 wrong-kind\n");
	assert_checked("word: |\n  a\n", "f.yaml:1:7 wrong-kind\n");
	assert_checked("pattern: \"a\\nb\"\n", "f.yaml:1:10 wrong-kind\n");
	assert_message(&record, "line: |\n  a\n", false, "'line' is one line of text; write it without '|'");
}

TEST(a_folded_line_that_ends_without_a_line_feed_is_a_line)
{
	assert_checked("word: >-\n  one\n  two\n", "");
}

TEST(only_true_and_false_are_booleans)
{
	assert_checked("boolean: true\n", "");
	assert_checked("boolean: \"false\"\n", "");
	assert_checked("boolean: yes\n", "f.yaml:1:10 wrong-kind\n");
	assert_checked("boolean: True\n", "f.yaml:1:10 wrong-kind\n");
	assert_checked("boolean:\n", "f.yaml:1:9 wrong-kind\n");
	assert_message(&record, "boolean: yes\n", false, "'boolean' is 'yes' here; write true or false");
}

TEST(addresses_of_the_web_are_accepted)
{
	static const char *const good[] = { "https://example.org",      "http://example.org/",
					    "HTTPS://example.org/",     "https://example.org:8080/a/b?c=d#e",
					    "https://127.0.0.1/",       "https://[::1]/",
					    "https://b\xc3\xbc.example" };

	for (gsize i = 0; i < G_N_ELEMENTS(good); i++) {
		g_autofree char *text = g_strdup_printf("url: '%s'\n", good[i]);

		assert_checked(text, "");
	}
}

TEST(other_addresses_are_refused)
{
	static const char *const bad[] = { "example.org",  "/path",        "//example.org/",     "ftp://example.org/",
					   "https://",     "https:///x",   "https:example.org",  "javascript:alert(1)",
					   "mailto:a@b.c", "https//x.org", "https://example:x/", "data:text/html" };

	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autofree char *text = g_strdup_printf("url: '%s'\n", bad[i]);

		assert_checked(text, "f.yaml:1:6 bad-url\n");
	}
	assert_message(&record, "url: x\n", false, "'x' is not an absolute web address");
}

TEST(addresses_with_characters_that_no_address_has_are_refused)
{
	static const char *const bad[] = { "https://a b/", "https://example.org/a b", "https://example.org/<a>",
					   "https://example.org/\"", "https://example.org/a\\\\b" };

	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autofree char *text = g_strdup_printf("url: '%s'\n", bad[i]);

		assert_checked(text, "f.yaml:1:6 bad-url\n");
	}
}

TEST(prose_is_checked)
{
	assert_checked("prose: |\n  a <b>\ninline: |\n  - x\nliteral: |\n  <b>\n",
		       "f.yaml:2:5 raw-html\nf.yaml:3:9 one-paragraph\n");
}

TEST(an_unknown_key_is_reported_with_a_suggestion)
{
	assert_checked("lien: a\nother: b\n", "f.yaml:1:1 unknown-key\nf.yaml:2:1 unknown-key\n");
	assert_message(&record, "lien: a\n", false, "unknown key 'lien'; did you mean 'line'?");
	assert_message(&record, "inner: { must: a, x: y }\n", false, "unknown key 'x'; there are: must, may");
}

TEST(what_is_below_an_unknown_key_is_not_checked)
{
	assert_checked("other: { line: [too, many, items] }\n", "f.yaml:1:1 unknown-key\n");
}

TEST(a_missing_key_is_reported_once_at_its_record)
{
	assert_checked("inner: {}\n", "f.yaml:1:8 missing-key\n");
	assert_message(&record, "inner: {}\n", false, "'inner' lacks the key 'must'; add it");
}

TEST(a_key_that_is_missing_at_the_root_is_reported_at_the_file)
{
	g_autoptr(Parsed) parsed = check(&inner, "may: a\n", false);

	assert_findings(parsed->findings, "f.yaml missing-key\n");
	assert_says(parsed->findings, "the key 'must' is missing; add it");
}

TEST(a_translation_lacks_nothing)
{
	assert_translation("{}\n", "");
	assert_translation("inner: {}\n", "");
	assert_translation("line: abc\nlist: [a]\nmap: { x: a }\ninner: { must: a }\n", "");
}

TEST(a_translation_has_only_what_can_be_translated)
{
	assert_translation("word: a\ninner: { may: b }\n",
			   "f.yaml:1:1 not-translatable\nf.yaml:2:10 not-translatable\n");
	assert_message(&record, "word: a\n", true, "'word' is the same in every language; remove it here");
}

TEST(the_values_of_a_translation_are_checked_too)
{
	assert_translation("line: abcd\nlist: a\n", "f.yaml:1:7 too-long\nf.yaml:2:7 wrong-kind\n");
}

TEST(a_translation_is_offered_only_keys_that_can_be_translated)
{
	assert_message(&record, "wrod: a\n", true, "unknown key 'wrod'; there are: line, list, map, inner");
	assert_message(&inner, "x: a\n", true, "unknown key 'x'; there are: must [unknown-key]");
}

TEST(every_mistake_is_reported)
{
	assert_checked("line: abcd\nurl: x\nother: y\nboolean: no\ninner: { may: '' }\n",
		       "f.yaml:1:7 too-long\nf.yaml:2:6 bad-url\nf.yaml:3:1 unknown-key\n"
		       "f.yaml:4:10 wrong-kind\nf.yaml:5:8 missing-key\nf.yaml:5:15 empty-text\n");
}

/* Every schema of a file with the least that it accepts. */
TEST(the_schemas_of_files_accept_the_least_that_they_require)
{
	static const struct {
		const Schema *schema;
		const char *text;
	} least[] = {
		{ &schema_site, "title: a\ntagline: b\nbase_url: https://c.example/\nsource_locale: en\n" },
		{ &schema_documents, "RFC 1: { title: a, url: https://b.example/ }\n" },
		{ &schema_collection,
		  "name: a\ntitle: b\nsummary: c\nclasses: { d: { label: e, sentence: \"{code}\" } }\n" },
		{ &schema_entry, "code: a\nname: b\nclass: c\nsummary: d\ndescription: e\nwhen_seen: f\nfix: g\n" },
		{ &schema_pair, "verdict: a\n" },
		{ &schema_locale, "tag: en\nmessages: { a: b }\n" },
		{ &schema_glossary, "word: Wort\n" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(least); i++) {
		g_autoptr(Parsed) parsed = check(least[i].schema, least[i].text, false);

		assert_findings(parsed->findings, "");
	}
}

TEST(the_schemas_of_files_miss_what_they_require)
{
	static const struct {
		const Schema *schema;
		guint count;
	} required[] = {
		{ &schema_site, 4 }, { &schema_documents, 0 }, { &schema_collection, 4 }, { &schema_entry, 7 },
		{ &schema_pair, 0 }, { &schema_locale, 2 },    { &schema_glossary, 0 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(required); i++) {
		g_autoptr(Parsed) parsed = check(required[i].schema, "{}\n", false);

		assert_int_equal(findings_count(parsed->findings, SEVERITY_ERROR), required[i].count);
	}
}

TEST(a_code_may_have_sixty_characters)
{
	g_autofree char *sixty = g_strnfill(60, '1');
	g_autofree char *good = g_strdup_printf("related: [\"%s\"]\n", sixty);
	g_autofree char *bad = g_strdup_printf("related: [\"%s1\"]\n", sixty);
	g_autoptr(Parsed) accepted = check(&schema_entry, good, false);
	g_autoptr(Parsed) refused = check(&schema_entry, bad, false);

	assert_int_equal(findings_count(accepted->findings, SEVERITY_ERROR), 7);
	assert_int_equal(findings_count(refused->findings, SEVERITY_ERROR), 8);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_value_is_accepted),
		cmocka_unit_test(an_empty_record_lacks_nothing_that_is_not_required),
		cmocka_unit_test(the_root_has_to_be_of_its_kind),
		cmocka_unit_test(a_value_has_to_be_of_its_kind),
		cmocka_unit_test(items_are_checked_under_the_name_of_their_list_or_their_key),
		cmocka_unit_test(an_empty_text_is_refused),
		cmocka_unit_test(a_text_of_white_space_is_empty),
		cmocka_unit_test(a_text_may_be_as_long_as_its_limit),
		cmocka_unit_test(a_length_counts_code_points_rather_than_bytes),
		cmocka_unit_test(a_list_and_a_mapping_may_have_as_many_items_as_their_limit),
		cmocka_unit_test(a_line_has_no_line_feed),
		cmocka_unit_test(a_folded_line_that_ends_without_a_line_feed_is_a_line),
		cmocka_unit_test(only_true_and_false_are_booleans),
		cmocka_unit_test(addresses_of_the_web_are_accepted),
		cmocka_unit_test(other_addresses_are_refused),
		cmocka_unit_test(addresses_with_characters_that_no_address_has_are_refused),
		cmocka_unit_test(prose_is_checked),
		cmocka_unit_test(an_unknown_key_is_reported_with_a_suggestion),
		cmocka_unit_test(what_is_below_an_unknown_key_is_not_checked),
		cmocka_unit_test(a_missing_key_is_reported_once_at_its_record),
		cmocka_unit_test(a_key_that_is_missing_at_the_root_is_reported_at_the_file),
		cmocka_unit_test(a_translation_lacks_nothing),
		cmocka_unit_test(a_translation_has_only_what_can_be_translated),
		cmocka_unit_test(the_values_of_a_translation_are_checked_too),
		cmocka_unit_test(a_translation_is_offered_only_keys_that_can_be_translated),
		cmocka_unit_test(every_mistake_is_reported),
		cmocka_unit_test(the_schemas_of_files_accept_the_least_that_they_require),
		cmocka_unit_test(the_schemas_of_files_miss_what_they_require),
		cmocka_unit_test(a_code_may_have_sixty_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
