#include "page/markup.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "support.h"

static const char *const two[] = { "first", "second", NULL };
static const char *const counted[] = { "count", NULL };

/* What one of the functions that append makes of a text. */
static char *
made_by(void (*append)(Markup *markup, const char *text), const char *text)
{
	g_autoptr(Markup) markup = markup_new();

	append(markup, text);
	assert_int_equal(markup_length(markup), strlen(markup_string(markup)));
	return g_strdup(markup_string(markup));
}

TEST(markup_begins_with_nothing)
{
	g_autoptr(Markup) markup = markup_new();

	assert_string_equal(markup_string(markup), "");
	assert_int_equal(markup_length(markup), 0);
}

TEST(the_five_characters_are_escaped)
{
	assert_string_free(made_by(markup_text, "<>&\"'"), "&lt;&gt;&amp;&quot;&#39;");
	assert_string_free(made_by(markup_text, "a<b>c&d\"e'f"), "a&lt;b&gt;c&amp;d&quot;e&#39;f");
	assert_string_free(made_by(markup_text, "&amp;"), "&amp;amp;");
	assert_string_free(made_by(markup_text, "<script>alert('x')</script>"),
			   "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
}

TEST(all_other_text_stays)
{
	assert_string_free(made_by(markup_text, ""), "");
	assert_string_free(made_by(markup_text, "a {b} \xe6\x97\xa5\xf0\x9f\x98\x80"),
			   "a {b} \xe6\x97\xa5\xf0\x9f\x98\x80");
}

TEST(a_number_is_its_digits)
{
	static const int numbers[] = { 0, 7, -14, 320, G_MAXINT, G_MININT };

	for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
		g_autoptr(Markup) markup = markup_new();
		g_autofree char *digits = g_strdup_printf("%d", numbers[i]);

		markup_number(markup, numbers[i]);
		assert_string_equal(markup_string(markup), digits);
	}
}

TEST(literals_and_markup_are_appended_as_they_are)
{
	g_autoptr(Markup) markup = markup_new();
	g_autoptr(Markup) other = markup_new();

	markup_text(other, "<");
	markup_literal(markup, "<b>");
	markup_append(markup, other);
	markup_append_trusted(markup, "</b>");
	markup_append(markup, other);
	assert_string_equal(markup_string(markup), "<b>&lt;</b>&lt;");
	assert_string_equal(markup_string(other), "&lt;");
}

TEST(prose_becomes_blocks)
{
	assert_string_free(made_by(markup_prose, "One *two*.\n\nThree `four`.\n"),
			   "<p>One <em>two</em>.</p>\n<p>Three <code>four</code>.</p>\n");
	assert_string_free(made_by(markup_prose, "- a\n- b"), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
	assert_string_free(made_by(markup_prose, "[a](https://example.org/?a=b&c=\"d\")"),
			   "<p><a href=\"https://example.org/?a=b&amp;c=%22d%22\">a</a></p>\n");
	assert_string_free(made_by(markup_prose, ""), "");
}

TEST(characters_in_prose_are_escaped)
{
	assert_string_free(made_by(markup_prose, "1 < 2 & \"3\" > `<b>`"),
			   "<p>1 &lt; 2 &amp; &quot;3&quot; &gt; <code>&lt;b&gt;</code></p>\n");
}

TEST(html_in_prose_does_not_come_through)
{
	g_autofree char *block = made_by(markup_prose, "<script>alert(1)</script>");
	g_autofree char *line = made_by(markup_prose, "a <img onerror=x> b");

	assert_lacks(block, "<script");
	assert_lacks(line, "<img");
}

TEST(an_unsafe_link_in_prose_does_not_come_through)
{
	g_autofree char *link = made_by(markup_prose, "[x](javascript:alert(1)) [y](vbscript:z)");

	assert_lacks(link, "javascript:");
	assert_lacks(link, "vbscript:");
}

TEST(a_line_break_is_a_space_in_most_languages)
{
	assert_string_free(made_by(markup_prose, "one\ntwo"), "<p>one\ntwo</p>\n");
	assert_string_free(made_by(markup_prose, "\xd0\xb0\n\xd0\xb1"), "<p>\xd0\xb0\n\xd0\xb1</p>\n");
	assert_string_free(made_by(markup_prose, "\xd8\xa7\n\xd8\xa8"), "<p>\xd8\xa7\n\xd8\xa8</p>\n");
}

TEST(a_line_break_between_wide_characters_is_no_space)
{
	assert_string_free(made_by(markup_prose, "\xe6\x97\xa5\n\xe6\x9c\xac"), "<p>\xe6\x97\xa5\xe6\x9c\xac</p>\n");
	/* An ideographic full stop and a katakana letter. */
	assert_string_free(made_by(markup_prose, "\xe3\x80\x82\n\xe3\x82\xab"), "<p>\xe3\x80\x82\xe3\x82\xab</p>\n");
	assert_string_free(made_by(markup_prose, "\xe6\x97\xa5\n\xe6\x9c\xac\n\xe8\xaa\x9e"),
			   "<p>\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e</p>\n");
	assert_string_free(made_by(markup_inline, "\xe6\x97\xa5\n\xe6\x9c\xac"), "\xe6\x97\xa5\xe6\x9c\xac");
}

TEST(a_line_break_beside_one_wide_character_stays)
{
	assert_string_free(made_by(markup_prose, "\xe6\x97\xa5\na"), "<p>\xe6\x97\xa5\na</p>\n");
	assert_string_free(made_by(markup_prose, "a\n\xe6\x97\xa5"), "<p>a\n\xe6\x97\xa5</p>\n");
	assert_string_free(made_by(markup_prose, "\xe6\x97\xa5\n`a`"), "<p>\xe6\x97\xa5\n<code>a</code></p>\n");
}

TEST(a_line_break_between_hangul_words_stays)
{
	assert_string_free(made_by(markup_prose, "\xed\x95\x9c\n\xea\xb8\x80"), "<p>\xed\x95\x9c\n\xea\xb8\x80</p>\n");
}

TEST(a_hard_line_break_stays)
{
	assert_string_free(made_by(markup_prose, "\xe6\x97\xa5\\\n\xe6\x9c\xac"),
			   "<p>\xe6\x97\xa5<br />\n\xe6\x9c\xac</p>\n");
}

TEST(a_line_break_beside_emphasis_leaves_no_space)
{
	assert_string_free(made_by(markup_prose, "*\xe6\x97\xa5*\n\xe6\x9c\xac"),
			   "<p><em>\xe6\x97\xa5</em>\xe6\x9c\xac</p>\n");
}

TEST(one_paragraph_loses_its_tags)
{
	assert_string_free(made_by(markup_inline, "One *two*.\n"), "One <em>two</em>.");
	assert_string_free(made_by(markup_inline, "a\nb"), "a\nb");
	assert_string_free(made_by(markup_inline, "[a][1]\n\n[1]: https://example.org/"),
			   "<a href=\"https://example.org/\">a</a>");
}

static char *
message_markup(const char *pattern, const char *const *arguments, const MessageValue *values,
	       const char *const *languages)
{
	Message *message = message_new(pattern, "en", arguments, NULL);
	g_autoptr(Markup) markup = markup_new();

	assert_non_null(message);
	markup_message(markup, message, values, languages);
	message_free(message);
	return g_strdup(markup_string(markup));
}

TEST(an_argument_of_a_message_is_isolated)
{
	MessageValue values[] = { { .text = "250" }, { .text = "OK" } };

	assert_string_free(message_markup("{first}: {second}.", two, values, NULL), "<bdi>250</bdi>: <bdi>OK</bdi>.");
}

TEST(an_argument_of_a_message_may_have_a_language)
{
	MessageValue values[] = { { .text = "250" }, { .text = "OK" } };
	const char *languages[] = { NULL, "en" };

	assert_string_free(message_markup("{first} {second}", two, values, languages),
			   "<bdi>250</bdi> <bdi lang=\"en\">OK</bdi>");
}

TEST(everything_of_a_message_is_escaped)
{
	MessageValue values[] = { { .text = "<i>" }, { .text = "&" } };
	const char *languages[] = { "\"><b>", NULL };

	assert_string_free(message_markup("<b>{first}</b> {second}", two, values, languages),
			   "&lt;b&gt;<bdi lang=\"&quot;&gt;&lt;b&gt;\">&lt;i&gt;</bdi>&lt;/b&gt; <bdi>&amp;</bdi>");
}

TEST(a_message_with_a_plural_is_escaped_as_a_whole)
{
	MessageValue values[] = { { .number = 2 } };
	const char *languages[] = { "en" };

	assert_string_free(message_markup("{count, plural, one {x} other {# <b>}}", counted, values, languages),
			   "2 &lt;b&gt;");
}

TEST(a_number_in_a_message_is_isolated)
{
	MessageValue values[] = { { .number = 7 } };

	assert_string_free(message_markup("{count}!", counted, values, NULL), "<bdi>7</bdi>!");
}

TEST(markup_may_be_long)
{
	g_autoptr(Markup) markup = markup_new();

	for (guint i = 0; i < 100000; i++)
		markup_text(markup, "<");
	assert_int_equal(markup_length(markup), 400000);
}

TEST(a_line_break_before_a_link_in_wide_text_is_no_space)
{
	assert_string_free(made_by(markup_prose, "\xe6\x97\xa5\n[\xe6\x9c\xac](https://example.org/)"),
			   "<p>\xe6\x97\xa5<a href=\"https://example.org/\">\xe6\x9c\xac</a></p>\n");
	assert_string_free(made_by(markup_prose, "\xe6\x97\xa5\n*a*"), "<p>\xe6\x97\xa5\n<em>a</em></p>\n");
}

TEST(json_cannot_end_its_element)
{
	g_autoptr(Markup) markup = markup_new();

	markup_json(markup, "{\"a\":\"</script><!--&amp;\"}");
	assert_string_equal(markup_string(markup), "{\"a\":\"\\u003c/script\\u003e\\u003c!--\\u0026amp;\"}");
}

/* What is written by hand for speed is what json-glib reads. */
TEST(a_text_comes_out_of_a_string_of_json_as_it_was)
{
	static const char text[] = "\"\\ \t\n\r </script> & ' \u00e4 \u7b54 \U0001f600";
	g_autoptr(Markup) markup = markup_new();
	g_autoptr(JsonNode) node = NULL;

	markup_json_string(markup, text);
	node = json_from_string(markup_string(markup), NULL);
	assert_non_null(node);
	assert_string_equal(json_node_get_string(node), text);
	assert_null(strpbrk(markup_string(markup), "<>&"));
}

TEST(the_text_of_an_element_is_escaped)
{
	g_autoptr(Markup) markup = markup_new();

	markup_element(markup, "title", "a < b & c");
	assert_string_equal(markup_string(markup), "<title>a &lt; b &amp; c</title>\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(markup_begins_with_nothing),
		cmocka_unit_test(the_five_characters_are_escaped),
		cmocka_unit_test(all_other_text_stays),
		cmocka_unit_test(a_number_is_its_digits),
		cmocka_unit_test(literals_and_markup_are_appended_as_they_are),
		cmocka_unit_test(prose_becomes_blocks),
		cmocka_unit_test(characters_in_prose_are_escaped),
		cmocka_unit_test(html_in_prose_does_not_come_through),
		cmocka_unit_test(an_unsafe_link_in_prose_does_not_come_through),
		cmocka_unit_test(a_line_break_is_a_space_in_most_languages),
		cmocka_unit_test(a_line_break_between_wide_characters_is_no_space),
		cmocka_unit_test(a_line_break_beside_one_wide_character_stays),
		cmocka_unit_test(a_line_break_between_hangul_words_stays),
		cmocka_unit_test(a_hard_line_break_stays),
		cmocka_unit_test(a_line_break_beside_emphasis_leaves_no_space),
		cmocka_unit_test(one_paragraph_loses_its_tags),
		cmocka_unit_test(an_argument_of_a_message_is_isolated),
		cmocka_unit_test(an_argument_of_a_message_may_have_a_language),
		cmocka_unit_test(everything_of_a_message_is_escaped),
		cmocka_unit_test(a_message_with_a_plural_is_escaped_as_a_whole),
		cmocka_unit_test(a_number_in_a_message_is_isolated),
		cmocka_unit_test(markup_may_be_long),
		cmocka_unit_test(a_line_break_before_a_link_in_wide_text_is_no_space),
		cmocka_unit_test(json_cannot_end_its_element),
		cmocka_unit_test(a_text_comes_out_of_a_string_of_json_as_it_was),
		cmocka_unit_test(the_text_of_an_element_is_escaped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
