#include "page/renderer.h"

#include <string.h>

#include "support.h"

static Page
find_page(const Rendered *rendered, const char *file)
{
	for (guint64 i = 0; i < plan_count(rendered->plan); i++) {
		Page page = plan_page(rendered->plan, i);
		g_autofree char *found = address_file(&rendered->addresses, &page);

		if (g_str_equal(found, file))
			return page;
	}
	fail_msg("there is no page '%s'", file);
	return (Page) { 0 };
}

/* The text of a page, with a line feed at its start. */
static char *
text_of(const Rendered *rendered, const char *file)
{
	Page page = find_page(rendered, file);
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = NULL;
	gsize length;
	const char *text;

	assert_non_null(rendered->renderer);
	bytes = renderer_render(rendered->renderer, &page, &error);
	assert_null(error);
	assert_non_null(bytes);
	text = g_bytes_get_data(bytes, &length);
	return g_strdup_printf("\n%.*s", (int) length, text);
}

/* The lines of a page that begin with a name, without it. */
static char *
lines_of(const char *text, const char *name)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	GString *out = g_string_new(NULL);

	for (guint i = 0; lines[i] != NULL; i++)
		if (g_str_has_prefix(lines[i], name))
			g_string_append_printf(out, "%s\n", lines[i] + strlen(name));
	return g_string_free(out, FALSE);
}

/* Compares the lines that a name has on a page of the small site. */
static void
assert_lines(const char *file, const char *name, const char *expected)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) rendered = rendered_new(folder);
	g_autofree char *text = text_of(rendered, file);

	assert_string_free(lines_of(text, name), expected);
}

/* As assert_lines(), in a folder of one's own. */
static void
assert_lines_in(const Folder *folder, const char *file, const char *name, const char *expected)
{
	g_autoptr(Rendered) rendered = rendered_new(folder);
	g_autofree char *text = text_of(rendered, file);

	assert_string_free(lines_of(text, name), expected);
}

TEST(every_page_can_be_rendered_with_every_name)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) rendered = rendered_new(folder);

	for (guint64 i = 0; i < plan_count(rendered->plan); i++) {
		Page page = plan_page(rendered->plan, i);
		g_autoptr(GError) error = NULL;
		g_autoptr(GBytes) bytes = renderer_render(rendered->renderer, &page, &error);

		assert_null(error);
		assert_true(g_bytes_get_size(bytes) > 0);
		assert_true(g_utf8_validate_len(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), NULL));
	}
}

TEST(a_page_is_the_same_whenever_it_is_rendered)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) first = rendered_new(folder);
	g_autoptr(Rendered) second = rendered_new(folder);

	for (guint64 i = plan_count(first->plan); i > 0; i--) {
		Page page = plan_page(first->plan, i - 1);
		Page again = plan_page(second->plan, i - 1);
		g_autoptr(GBytes) bytes = renderer_render(first->renderer, &page, NULL);
		g_autoptr(GBytes) other = renderer_render(second->renderer, &again, NULL);

		assert_true(g_bytes_equal(bytes, other));
	}
}

TEST(a_pair_page_lists_what_differs_first)
{
	assert_lines("en/alpha/1-vs-10.html", "rows: ",
		     "en:class | Good | Bad | 1\n"
		     "Sender | Server | Client | 1\n"
		     "Retry | Never | Later | 1\n"
		     "Commands | <code>AUTH</code> <code>A&amp;B</code> | <code>AUTH</code> | 1\n"
		     "Also | en:none | <code>x</code> | 1\n"
		     "Kind | Plain | Plain | \n");
	assert_lines("en/alpha/1-vs-2.html", "rows: ",
		     "Commands | <code>AUTH</code> <code>A&amp;B</code> | en:none | 1\n"
		     "en:class | Good | Good | \n"
		     "Sender | Server | Server | \n"
		     "Kind | Plain | Plain | \n"
		     "Retry | Never | Never | \n");
}

TEST(the_differences_begin_with_the_class_and_what_a_person_wrote)
{
	assert_lines("en/alpha/1-vs-10.html", "differences: ",
		     "<bdi>1</bdi> is good. <bdi>10</bdi> is bad.\n"
		     "The <em>first</em> difference.\n"
		     "The second difference.\n"
		     "<bdi>1</bdi> comes from the server. <bdi>10</bdi> comes from the client.\n"
		     "<bdi>1</bdi> is final. <bdi>10</bdi> may pass.\n"
		     "en:stages_of <bdi>1</bdi> <bdi>Opening and Closing</bdi> "
		     "en:stages_of <bdi>10</bdi> <bdi>Closing</bdi>\n");
}

TEST(a_pair_without_any_difference_says_so)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *third = site_entry("3");

	folder_write(folder, "content/alpha/3.yaml", third);
	assert_lines_in(folder, "en/alpha/2-vs-3.html", "differences: ",
			"en:difference_class_same <bdi>2</bdi> <bdi>3</bdi> <bdi>Good</bdi>\n"
			"en:difference_none <bdi>2</bdi> <bdi>3</bdi>\n");
}

TEST(an_introduction_names_one_class_or_two)
{
	assert_lines("en/alpha/1-vs-2.html",
		     "introduction=", "en:classes_same <bdi>1</bdi> <bdi>2</bdi> <bdi>Good</bdi>\n");
	assert_lines("en/alpha/1-vs-10.html",
		     "introduction=", "en:classes_differ <bdi>1</bdi> <bdi>Good</bdi> <bdi>10</bdi> <bdi>Bad</bdi>\n");
}

TEST(a_verdict_that_a_person_wrote_comes_before_all)
{
	assert_lines("en/alpha/1-vs-10.html", "verdict=", "<p>Take <code>1</code>.</p>\n");
}

TEST(a_verdict_follows_from_the_attribute_that_decides)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) rendered = rendered_new(folder);
	g_autofree char *text = text_of(rendered, "en/alpha/2-vs-10.html");

	assert_contains(text, "\nverdict=<ul>\n<li>Take <bdi>2</bdi> to end.</li>\n"
			      "<li>Take <bdi>10</bdi> to wait.</li>\n</ul>\n");
}

TEST(a_verdict_may_be_that_nothing_decides)
{
	assert_lines("en/alpha/1-vs-2.html", "verdict=", "<p>en:verdict_same <bdi>1</bdi> <bdi>2</bdi></p>\n");
}

TEST(stages_are_shown_where_either_entry_has_one)
{
	assert_lines("en/alpha/1-vs-10.html", "stages: ", "Opening | 1 | \nClosing | 1 | 1\n");
	assert_lines("en/alpha/2-vs-10.html", "stages: ", "Opening |  | \nClosing |  | 1\n");
}

TEST(without_stages_none_are_shown)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *third = site_entry("3");

	folder_write(folder, "content/alpha/3.yaml", third);
	assert_lines_in(folder, "en/alpha/2-vs-3.html", "stages: ", "");
	assert_lines("en/alpha/2.html", "stages: ", "");
	assert_lines("en/alpha/2.html", "stages_text=", "\n");
	assert_lines("en/beta/a.html", "attributes: ", "");
}

TEST(each_section_of_a_document_is_referred_to_once)
{
	assert_lines(
	    "en/alpha/1-vs-10.html", "references: ",
	    "https://example.org/rfc1#s4 | en:reference <bdi>RFC 1</bdi> <bdi>4</bdi> | <bdi>Host Software</bdi>\n"
	    "https://example.org/paper | en:reference <bdi>Paper</bdi> <bdi>9</bdi> | <bdi>A Paper</bdi>\n"
	    "https://example.org/rfc1 | <bdi>RFC 1</bdi> | <bdi>Host Software</bdi>\n");
	assert_lines("en/alpha/2.html", "references: ", "");
}

TEST(the_next_pairs_are_others_and_each_once)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *third = site_entry("3");

	folder_write(folder, "content/alpha/3.yaml", third);
	folder_replace(folder, "content/alpha/1.yaml", "related: [\"10\"]", "related: [\"10\", \"2\", \"3\"]");
	assert_lines_in(
	    folder, "en/alpha/1-vs-10.html", "next: ",
	    "1-vs-2.html | en:pair_title <bdi>ALPHA</bdi> <bdi>1</bdi> <bdi>One &amp; Only</bdi> <bdi>2</bdi> "
	    "<bdi>Name of 2</bdi>\n"
	    "2-vs-10.html | en:pair_title <bdi>ALPHA</bdi> <bdi>2</bdi> <bdi>Name of 2</bdi> <bdi>10</bdi> "
	    "<bdi>Ten</bdi>\n"
	    "1-vs-3.html | en:pair_title <bdi>ALPHA</bdi> <bdi>1</bdi> <bdi>One &amp; Only</bdi> <bdi>3</bdi> "
	    "<bdi>Name of 3</bdi>\n");
}

TEST(no_more_than_eight_pairs_come_next)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) rendered = NULL;
	g_autofree char *text = NULL;
	g_autofree char *next = NULL;
	g_auto(GStrv) lines = NULL;

	for (guint i = 20; i < 32; i++) {
		g_autofree char *code = g_strdup_printf("%u", i);
		g_autofree char *name = g_strdup_printf("content/alpha/%u.yaml", i);
		g_autofree char *entry = site_entry(code);

		folder_write(folder, name, entry);
	}
	folder_replace(folder, "content/alpha/1.yaml", "related: [\"10\"]",
		       "related: [\"20\", \"21\", \"22\", \"23\", \"24\", \"25\", \"26\", \"27\", \"28\", \"29\"]");
	rendered = rendered_new(folder);
	text = text_of(rendered, "en/alpha/1-vs-2.html");
	next = lines_of(text, "next: ");
	lines = g_strsplit(next, "\n", -1);
	assert_int_equal(g_strv_length(lines), 8 + 1);
}

TEST(a_side_of_a_pair_has_its_own_values)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) rendered = rendered_new(folder);
	g_autofree char *text = text_of(rendered, "en/alpha/1-vs-10.html");

	assert_contains(text, "\nfirst_code=1\n");
	assert_contains(text, "\nsecond_code=10\n");
	assert_contains(text, "\nfirst_heading=en:entry_heading <bdi>1</bdi> <bdi>One &amp; Only</bdi>\n");
	assert_contains(text, "\nfirst_href=1.html\n");
	assert_contains(text, "\nsecond_href=10.html\n");
	assert_contains(text, "\nfirst_id=code-1\n");
	assert_contains(text, "\nsecond_id=code-10\n");
	assert_contains(text, "\nfirst_tone=success\n");
	assert_contains(text, "\nsecond_tone=permanent\n");
	assert_contains(text, "\nfirst_summary=1 is the first.\n");
	assert_contains(text, "\nfirst_sections=level=3\ntext_description=<p>Describes <code>1</code>.</p>\n");
	assert_contains(text, "\nsecond_sections=level=3\ntext_description=<p>Describes 10.</p>\n");
	assert_contains(text, "\ncollection_href=index.html\n");
	assert_contains(text, "content=heading=en:pair_title <bdi>ALPHA</bdi> <bdi>1</bdi> <bdi>One &amp; Only</bdi> "
			      "<bdi>10</bdi> <bdi>Ten</bdi>\n");
}

TEST(an_entry_page_shows_its_entry)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) rendered = rendered_new(folder);
	g_autofree char *text = text_of(rendered, "en/alpha/1.html");

	assert_contains(text, "\ntitle=en:document_title en:entry_title ALPHA 1 One &amp; Only Codes\n");
	assert_contains(text, "\nsections=level=2\n");
	assert_contains(text, "\ntext_example=C: &lt;1&gt;\n");
	assert_contains(text, "\nattributes: Sender | Server | <bdi>1</bdi> comes from the server.\n");
	assert_contains(text, "\nfacts: Commands | <code>AUTH</code> <code>A&amp;B</code>\n");
	assert_lacks(text, "\nfacts: Also");
	assert_contains(text, "\nstages_text=en:stages_of <bdi>1</bdi> <bdi>Opening and Closing</bdi>\n");
	assert_contains(text, "\npairs: 1-vs-2.html | 2 | <bdi>Name of 2</bdi> | success | \n"
			      "pairs: 1-vs-10.html | 10 | <bdi>Ten</bdi> | permanent | 1\n");
	assert_contains(text, "\ncompare_with=en:compare_with <bdi>1</bdi>\n");
}

TEST(the_pairs_of_an_entry_have_the_lower_code_first)
{
	assert_lines("en/alpha/2.html", "pairs: ",
		     "1-vs-2.html | 1 | <bdi>One &amp; Only</bdi> | success | \n"
		     "2-vs-10.html | 10 | <bdi>Ten</bdi> | permanent | \n");
}

TEST(a_collection_page_has_its_entries_by_class)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) rendered = rendered_new(folder);
	g_autofree char *text = text_of(rendered, "en/alpha/index.html");

	assert_contains(text, "\nclasses: Good | 1yz | success | <li><a href=\"1.html\" class=\"tone-success\">"
			      "en:entry_heading <bdi>1</bdi> <bdi>One &amp; Only</bdi></a> "
			      "<span class=\"summary\">1 is the first.</span></li>\n<li><a href=\"2.html\"");
	assert_contains(text, "\nclasses: Bad |  | permanent | <li><a href=\"10.html\"");
	assert_contains(text, "\ncounts=en:entry_count <bdi>3</bdi> \xc2\xb7 en:pair_count <bdi>3</bdi>\n");
	assert_contains(text,
			"\nconfused=<li><a href=\"1-vs-10.html\">en:pair_link <bdi>1</bdi> <bdi>10</bdi></a></li>\n");
	assert_contains(text, "\ndescription=<p>Some <em>prose</em>.</p>\n");
}

TEST(a_class_without_entries_is_not_shown)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "content/alpha/10.yaml", "class: bad", "class: good");

	g_autoptr(Rendered) rendered = rendered_new(folder);
	g_autofree char *text = text_of(rendered, "en/alpha/index.html");

	assert_lacks(text, "\nclasses: Bad");
}

TEST(a_home_page_has_all_collections)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) rendered = rendered_new(folder);
	g_autofree char *text = text_of(rendered, "en/index.html");

	assert_contains(text, "\ntitle=Codes\n");
	assert_contains(text, "\ncollections: alpha/index.html | Alpha Codes | What alpha answers. | "
			      "en:entry_count <bdi>3</bdi> \xc2\xb7 en:pair_count <bdi>3</bdi> | "
			      "<li><a href=\"alpha/1.html\" class=\"tone-success\"><bdi>1</bdi></a></li>\n");
	assert_contains(text, "\ncollections: beta/index.html | Beta Codes | ");
}

TEST(the_choice_of_language_speaks_every_language)
{
	assert_lines("index.html", "choices: ",
		     "de | Deutsch | de/index.html | ltr | de:choose_language\n"
		     "en | English | en/index.html | ltr | en:choose_language\n"
		     "ar | \xd8\xa7\xd9\x84\xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a\xd8\xa9 | ar/index.html | rtl | "
		     "ar:choose_language\n");
}

TEST(the_page_for_wrong_addresses_links_from_the_root)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) rendered = rendered_new(folder);
	g_autofree char *text = text_of(rendered, "404.html");

	assert_contains(text,
			"choices: de | Deutsch | /docs/de/index.html | ltr | de:not_found_title | de:not_found\n");
	assert_contains(text, "\nassets=/docs/assets/\n");
	assert_contains(text, "\nasset_style_css=/docs/assets/style.500323be.css\n");
	assert_contains(text, "\nhome=/docs/index.html\n");
	assert_contains(text, "\ncanonical=\n");
	assert_lacks(text, "\nalternates: ");
	assert_lacks(text, "\nlanguages: ");
}

TEST(the_page_for_wrong_addresses_of_a_language_is_in_it_and_links_from_the_root)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) rendered = rendered_new(folder);
	g_autofree char *text = text_of(rendered, "de/404.html");

	assert_contains(text, "\nlang=de\n");
	assert_contains(text, "\nhome=/docs/de/index.html\n");
	assert_contains(text, "\nasset_style_css=/docs/assets/style.500323be.css\n");
	assert_contains(text, "\nsearch_href=/docs/de/search.json\n");
	assert_contains(text, "\ncanonical=\n");
	assert_lacks(text, "\nchoices: ");
	assert_lacks(text, "\nalternates: ");
	assert_lacks(text, "\ncrumbs: ");
	/* There is nothing there in other languages either. */
	assert_contains(text, "\nlanguages: de | Deutsch | /docs/de/index.html | ltr | 1\n");
	assert_contains(text, "\nlanguages: en | English | /docs/en/index.html | ltr | \n");
}

TEST(search_engines_keep_no_page_that_stands_for_others)
{
	assert_lines("404.html", "robots=", "noindex\n");
	assert_lines("de/404.html", "robots=", "noindex\n");
	assert_lines("de/offline.html", "robots=", "noindex\n");
	assert_lines("de/index.html", "robots=", "\n");
	assert_lines("index.html", "robots=", "\n");
	assert_lines("de/alpha/1-vs-2.html", "robots=", "\n");
}

TEST(a_frame_knows_its_page)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) rendered = rendered_new(folder);
	static const struct {
		const char *file;
		const char *kind;
	} kinds[] = { { "index.html", "choice" },     { "404.html", "not-found" },
		      { "en/index.html", "home" },    { "en/alpha/index.html", "collection" },
		      { "en/alpha/1.html", "entry" }, { "en/alpha/1-vs-2.html", "pair" } };

	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		g_autofree char *text = text_of(rendered, kinds[i].file);

		g_autofree char *expected = g_strdup_printf("%s\n", kinds[i].kind);

		assert_string_free(lines_of(text, "kind="), expected);
	}
}

TEST(a_frame_is_in_the_language_and_direction_of_its_page)
{
	assert_lines("ar/alpha/1.html", "lang=", "ar\n");
	assert_lines("ar/alpha/1.html", "dir=", "rtl\n");
	assert_lines("de/alpha/1.html", "dir=", "ltr\n");
	/* Pages of the whole site are in the source language. */
	assert_lines("index.html", "lang=", "en\n");
}

TEST(crumbs_lead_to_the_pages_above)
{
	assert_lines("en/alpha/1-vs-2.html", "crumbs: ", "en:home | ../index.html\nALPHA | index.html\n");
	assert_lines("en/alpha/1.html", "crumbs: ", "en:home | ../index.html\nALPHA | index.html\n");
	assert_lines("en/alpha/index.html", "crumbs: ", "en:home | ../index.html\n");
	assert_lines("en/index.html", "crumbs: ", "");
	assert_lines("index.html", "crumbs: ", "");
}

TEST(a_page_links_to_itself_in_every_language)
{
	assert_lines(
	    "de/alpha/1-vs-2.html", "languages: ",
	    "de | Deutsch | 1-vs-2.html | ltr | 1\n"
	    "en | English | ../../en/alpha/1-vs-2.html | ltr | \n"
	    "ar | \xd8\xa7\xd9\x84\xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a\xd8\xa9 | ../../ar/alpha/1-vs-2.html | rtl | \n");
}

TEST(alternates_are_the_languages_that_really_have_the_page)
{
	assert_lines("de/alpha/1.html", "alternates: ",
		     "de | https://example.org/docs/de/alpha/1.html\n"
		     "en | https://example.org/docs/en/alpha/1.html\n"
		     "x-default | https://example.org/docs/en/alpha/1.html\n");
	assert_lines("en/alpha/2.html", "alternates: ",
		     "en | https://example.org/docs/en/alpha/2.html\n"
		     "x-default | https://example.org/docs/en/alpha/2.html\n");
	assert_lines("de/alpha/1.html", "canonical=", "https://example.org/docs/de/alpha/1.html\n");
}

TEST(a_page_that_is_not_translated_stands_for_the_sources)
{
	assert_lines("de/alpha/2.html", "canonical=", "https://example.org/docs/en/alpha/2.html\n");
	assert_lines("de/alpha/2.html", "alternates: ", "");
}

TEST(who_reads_none_of_the_languages_gets_the_choice)
{
	static const char *const alternates = "de | https://example.org/docs/de/index.html\n"
					      "en | https://example.org/docs/en/index.html\n"
					      "x-default | https://example.org/docs/index.html\n";

	assert_lines("de/index.html", "alternates: ", alternates);
	assert_lines("index.html", "alternates: ", alternates);
	assert_lines("index.html", "canonical=", "https://example.org/docs/index.html\n");
}

TEST(only_languages_that_are_published_are_offered)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) rendered = rendered_in(folder, "de");
	g_autofree char *choice = text_of(rendered, "index.html");
	g_autofree char *home = text_of(rendered, "de/index.html");

	assert_string_free(lines_of(choice, "content=heading="), "Codes\n");
	assert_string_free(lines_of(choice, "choices: "), "de | Deutsch | de/index.html | ltr | de:choose_language\n");
	assert_string_free(lines_of(home, "languages: "), "de | Deutsch | index.html | ltr | 1\n");
	assert_string_free(lines_of(home, "alternates: "), "de | https://example.org/docs/de/index.html\n"
							   "x-default | https://example.org/docs/index.html\n");
}

TEST(a_text_in_another_language_is_marked)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) rendered = rendered_new(folder);
	g_autofree char *text = text_of(rendered, "ar/alpha/1-vs-10.html");

	assert_contains(text, "\nfirst_summary=<span lang=\"en\" dir=\"ltr\">1 is the first.</span>\n");
	assert_contains(text,
			"text_description=<div lang=\"en\" dir=\"ltr\"><p>Describes <code>1</code>.</p>\n</div>\n");
	assert_contains(text, "\ndifferences: <span lang=\"en\" dir=\"ltr\">The <em>first</em> difference.</span>\n");
	assert_contains(text, "\nnotice=ar:untranslated <bdi>");
}

TEST(a_right_to_left_text_is_marked_with_its_direction)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "content/site.yaml", "source_locale: en", "source_locale: ar");

	g_autoptr(Rendered) rendered = rendered_new(folder);
	g_autofree char *text = text_of(rendered, "en/alpha/2.html");

	assert_contains(text, "\nsummary=<span lang=\"ar\" dir=\"rtl\">2 is short.</span>\n");
}

TEST(a_page_in_one_language_has_no_notice)
{
	g_autoptr(Folder) folder = site_new();

	assert_lines("en/alpha/1-vs-10.html", "notice=", "\n");
	assert_lines("en/index.html", "notice=", "\n");
	folder_write(folder, "locales/de/beta/collection.yaml", "title: Beta-Nummern\nsummary: Was Beta antwortet.\n");
	assert_lines_in(folder, "de/index.html", "notice=", "\n");
}

TEST(a_page_in_two_languages_has_a_notice)
{
	assert_lines("de/beta/index.html", "notice=", "de:untranslated <bdi>Englisch</bdi>\n");
	/* Its class has a label in German, its attributes have none. */
	assert_lines("de/alpha/1.html", "notice=", "de:untranslated <bdi>Englisch</bdi>\n");
}

TEST(a_notice_names_each_language_once_in_the_order_of_the_fallbacks)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "locales/ar/locale.yaml", "tag: ar\n", "tag: ar\nfallback: de\n");
	/* The class has a label in German, the attributes have none. */
	assert_lines_in(
	    folder, "ar/alpha/1.html", "notice=",
	    "ar:untranslated <bdi>\xd8\xa7\xd9\x84\xd8\xa3\xd9\x84\xd9\x85\xd8\xa7\xd9\x86\xd9\x8a\xd8\xa9 "
	    "\xd9\x88\xd8\xa7\xd9\x84\xd8\xa5\xd9\x86\xd8\xac\xd9\x84\xd9\x8a\xd8\xb2\xd9\x8a\xd8\xa9</bdi>\n");
	assert_lines_in(
	    folder, "ar/alpha/1-vs-10.html", "notice=",
	    "ar:untranslated <bdi>\xd8\xa7\xd9\x84\xd8\xa3\xd9\x84\xd9\x85\xd8\xa7\xd9\x86\xd9\x8a\xd8\xa9 "
	    "\xd9\x88\xd8\xa7\xd9\x84\xd8\xa5\xd9\x86\xd8\xac\xd9\x84\xd9\x8a\xd8\xb2\xd9\x8a\xd8\xa9</bdi>\n");
}

TEST(a_notice_names_the_language_in_its_own)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "locales/ar/locale.yaml", "tag: ar\n", "tag: ar\nfallback: de\n");
	folder_replace(folder, "locales/ar/locale.yaml", "  untranslated: \"ar:untranslated {language}\"\n", "");
	assert_lines_in(folder, "ar/alpha/1.html", "notice=",
			"<span lang=\"de\" dir=\"ltr\">de:untranslated <bdi>Deutsch und Englisch</bdi></span>\n");
	/* The notice itself is in German. */
	assert_lines_in(folder, "ar/beta/index.html", "notice=",
			"<span lang=\"de\" dir=\"ltr\">de:untranslated <bdi>Deutsch und Englisch</bdi></span>\n");
}

TEST(a_notice_does_not_go_by_what_was_rendered_before)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) rendered = rendered_new(folder);
	g_autofree char *arabic = text_of(rendered, "ar/alpha/1.html");
	g_autofree char *english = text_of(rendered, "en/alpha/1.html");

	assert_string_free(lines_of(english, "notice="), "\n");
	assert_lacks(english, "lang=\"");
}

TEST(an_example_in_the_source_language_is_no_gap)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) rendered = NULL;
	g_autofree char *text = NULL;

	folder_write(folder, "locales/de/beta/collection.yaml",
		     "title: Beta-Nummern\nsummary: Was Beta antwortet.\nclasses:\n  only:\n    label: Einzige\n");
	folder_write(folder, "locales/de/beta/A.yaml", "summary: A\ndescription: A\nwhen_seen: A\nfix: A\n");
	folder_replace(folder, "content/beta/A.yaml", "class: only\n", "class: only\nexample: transcript\n");
	rendered = rendered_new(folder);
	text = text_of(rendered, "de/beta/a.html");
	assert_string_free(lines_of(text, "notice="), "\n");
	assert_string_free(lines_of(text, "example_lang="), "en\n");
	assert_string_free(lines_of(text, "text_example="), "transcript\n");
}

TEST(an_example_may_be_translated)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "locales/de/alpha/1.yaml", "fix:", "example: Beispiel\nfix:");
	assert_lines_in(folder, "de/alpha/1.html", "text_example=", "Beispiel\n");
	assert_lines_in(folder, "de/alpha/1.html", "example_lang=", "de\n");
}

TEST(names_are_marked_with_the_language_of_the_source)
{
	assert_lines("de/alpha/1.html", "compare_with=", "de:compare_with <bdi>1</bdi>\n");
	assert_lines("de/alpha/1.html", "content=heading=",
		     "de:entry_title <bdi>ALPHA</bdi> <bdi>1</bdi> <bdi lang=\"en\">One &amp; Only</bdi>\n");
	assert_lines("en/alpha/1.html",
		     "content=heading=", "en:entry_title <bdi>ALPHA</bdi> <bdi>1</bdi> <bdi>One &amp; Only</bdi>\n");
}

TEST(a_message_that_a_locale_lacks_is_the_sources)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) rendered = NULL;
	g_autofree char *text = NULL;

	folder_replace(folder, "locales/de/locale.yaml", "  fix: \"de:fix\"\n", "");
	rendered = rendered_new(folder);
	text = text_of(rendered, "de/alpha/1.html");
	assert_contains(text, "\nmessage_fix=<span lang=\"en\" dir=\"ltr\">en:fix</span>\n");
	assert_contains(text, "\nplain_fix=en:fix\n");
}

TEST(sentences_of_wide_scripts_follow_each_other_without_a_space)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "locales/de/locale.yaml", "tag: de", "tag: ja");
	folder_write(folder, "locales/de/alpha/collection.yaml",
		     "classes:\n"
		     "  good: { sentence: \"{code}\xe3\x81\xaf\xe8\x89\xaf\xe3\x81\x84\xe3\x80\x82\" }\n"
		     "  bad: { sentence: \"{code}\xe3\x81\xaf\xe6\x82\xaa\xe3\x81\x84\xe3\x80\x82\" }\n");

	g_autoptr(Rendered) rendered = rendered_new(folder);
	g_autofree char *text = text_of(rendered, "de/alpha/2-vs-10.html");

	assert_contains(text, "\ndifferences: <bdi>2</bdi>\xe3\x81\xaf\xe8\x89\xaf\xe3\x81\x84\xe3\x80\x82"
			      "<bdi>10</bdi>\xe3\x81\xaf\xe6\x82\xaa\xe3\x81\x84\xe3\x80\x82\n");
}

TEST(clean_addresses_are_used_in_every_link)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "content/site.yaml", "source_locale: en\n", "source_locale: en\nclean_urls: true\n");

	g_autoptr(Rendered) rendered = rendered_new(folder);

	for (guint64 i = 0; i < plan_count(rendered->plan); i++) {
		Page page = plan_page(rendered->plan, i);
		g_autofree char *file = address_file(&rendered->addresses, &page);
		g_autofree char *text = text_of(rendered, file);

		/* nginx has to know both forms. */
		if (page.kind != PAGE_NGINX)
			assert_lacks(text, ".html");
	}

	g_autofree char *entry = text_of(rendered, "en/alpha/1.html");
	g_autofree char *choice = text_of(rendered, "index.html");

	assert_string_free(lines_of(entry, "canonical="), "https://example.org/docs/en/alpha/1\n");
	assert_string_free(lines_of(entry, "crumbs: "), "en:home | ../\nALPHA | ./\n");
	assert_string_free(lines_of(entry, "assets="), "../../assets/\n");
	assert_string_free(lines_of(entry, "asset_style_css="), "../../assets/style.500323be.css\n");
	assert_string_free(lines_of(choice, "assets="), "./assets/\n");
}

TEST(a_licence_is_named_where_there_is_one)
{
	g_autoptr(Folder) folder = site_new();

	assert_lines("en/index.html", "licence=", "en:licence <bdi>CC0</bdi>\n");
	assert_lines("en/index.html", "licence_href=", "https://example.org/cc0\n");
	folder_replace(folder, "content/site.yaml", "licence:\n  name: CC0\n  url: https://example.org/cc0\n", "");
	assert_lines_in(folder, "en/index.html", "licence=", "\n");
}

TEST(nothing_that_an_author_wrote_becomes_markup)
{
	g_autoptr(Folder) folder = site_new();
	static const struct {
		const char *name;
		const char *from;
		const char *to;
	} changes[] = {
		{ "content/site.yaml", "title: Codes", "title: Co<x>\"'des" },
		{ "content/site.yaml", "tagline: All", "tagline: A<x>\"'ll" },
		{ "content/site.yaml", "name: CC0", "name: C<x>\"'C" },
		{ "content/documents.yaml", "title: Host", "title: H<x>\"'ost" },
		{ "content/alpha/collection.yaml", "name: ALPHA", "name: AL<x>\"'PHA" },
		{ "content/alpha/collection.yaml", "title: Alpha", "title: Al<x>\"'pha" },
		{ "content/alpha/collection.yaml", "summary: What", "summary: W<x>\"'hat" },
		{ "content/alpha/collection.yaml", "range: 1yz", "range: 1<x>\"'yz" },
		{ "content/alpha/collection.yaml", "label: Good", "label: G<x>\"'ood" },
		{ "content/alpha/collection.yaml", "{code} is good.", "{code} <x> is good." },
		{ "content/alpha/collection.yaml", "label: Server", "label: S<x>\"'erver" },
		{ "content/alpha/collection.yaml", "{code} comes from the server.", "{code} <x> comes." },
		{ "content/alpha/collection.yaml", "Take {code} to end.", "Take <x> {code}." },
		{ "content/alpha/collection.yaml", "label: Commands", "label: C<x>\"'ommands" },
		{ "content/alpha/collection.yaml", "label: Opening", "label: O<x>\"'pening" },
		{ "content/alpha/1.yaml", "name: One", "name: O<x>\"'ne" },
		{ "content/alpha/1.yaml", "[AUTH, A&B]", "[\"<x>\"]" },
		{ "content/alpha/1.yaml", "section: \"9\"", "section: \"<x>\"" },
		{ "content/alpha/1.yaml", "summary: 1", "summary: <x>\"' 1" },
		{ "content/alpha/1.yaml", "C: <1>", "C: <x>" },
		{ "locales/en/locale.yaml", "en:fix", "<x>" },
		{ "locales/en/locale.yaml", "en:pair_title", "<x>" },
		{ "locales/en/locale.yaml", "en:stages_of", "<x>" },
		{ "locales/en/locale.yaml", "en:not_found\"", "<x>\"" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(changes); i++)
		folder_replace(folder, changes[i].name, changes[i].from, changes[i].to);

	g_autoptr(Rendered) rendered = rendered_new(folder);

	for (guint64 i = 0; i < plan_count(rendered->plan); i++) {
		Page page = plan_page(rendered->plan, i);
		g_autofree char *file = address_file(&rendered->addresses, &page);
		g_autofree char *text = text_of(rendered, file);

		/* What scripts read is text, and no markup. */
		if (!g_str_has_suffix(file, ".json"))
			assert_lacks(text, "<x>");
		if (g_str_has_suffix(file, ".html"))
			assert_contains(text, "&lt;x&gt;");
	}
}

TEST(an_asset_is_published_byte_by_byte)
{
	g_autoptr(Folder) folder = site_new();

	folder_write_bytes(folder, "templates/assets/a.bin", "\0{x}\xff", 5);

	g_autoptr(Rendered) rendered = rendered_new(folder);
	Page page = find_page(rendered, "assets/a.bin");
	g_autoptr(GBytes) bytes = renderer_render(rendered->renderer, &page, NULL);

	assert_int_equal(g_bytes_get_size(bytes), 5);
	assert_memory_equal(g_bytes_get_data(bytes, NULL), "\0{x}\xff", 5);
}

TEST(robots_are_shown_the_sitemap)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) rendered = rendered_new(folder);

	assert_string_free(text_of(rendered, "robots.txt"),
			   "\nUser-agent: *\nAllow: /\n\nSitemap: https://example.org/docs/sitemap.xml\n");
}

TEST(a_sitemap_lists_translated_pages_with_their_alternates)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) rendered = rendered_new(folder);
	g_autofree char *text = text_of(rendered, "sitemap.xml");
	g_auto(GStrv) parts = g_strsplit(text, "<url>", -1);

	assert_true(g_str_has_prefix(text, "\n<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset "));
	assert_true(g_str_has_suffix(text, "</url>\n</urlset>\n"));
	assert_int_equal(g_strv_length(parts), 15 + 1);
	assert_contains(text, "<loc>https://example.org/docs/de/alpha/1.html</loc>\n"
			      "<xhtml:link rel=\"alternate\" hreflang=\"de\" "
			      "href=\"https://example.org/docs/de/alpha/1.html\"/>\n"
			      "<xhtml:link rel=\"alternate\" hreflang=\"en\" "
			      "href=\"https://example.org/docs/en/alpha/1.html\"/>\n"
			      "<xhtml:link rel=\"alternate\" hreflang=\"x-default\" "
			      "href=\"https://example.org/docs/en/alpha/1.html\"/>\n</url>\n");
	assert_lacks(text, "docs/de/alpha/2.html");
	assert_lacks(text, "docs/ar/alpha");
}

TEST(an_address_in_a_sitemap_is_escaped)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "content/site.yaml", "org/docs/", "org/a&b/");

	g_autoptr(Rendered) rendered = rendered_new(folder);
	g_autofree char *text = text_of(rendered, "sitemap.xml");

	assert_contains(text, "<loc>https://example.org/a&amp;b/en/index.html</loc>");
	assert_lacks(text, "a&b");
}

/* How many lines of a text begin with a word.  AddressSanitizer measures all that
 * is left of a text whenever strstr() is called, and a sitemap is long. */
static guint
count_lines(const char *text, const char *word)
{
	guint count = 0;

	for (const char *line = text; line != NULL; line = strchr(line, '\n')) {
		line += *line == '\n';
		count += g_str_has_prefix(line, word);
	}
	return count;
}

TEST(a_large_sitemap_is_an_index_of_parts)
{
	g_autoptr(Folder) folder = site_new();

	folder_remove(folder, "locales/de");
	folder_remove(folder, "locales/ar");
	for (guint i = 1000; i < 1320; i++) {
		g_autofree char *code = g_strdup_printf("%u", i);
		g_autofree char *name = g_strdup_printf("content/alpha/%u.yaml", i);
		g_autofree char *entry = site_entry(code);

		folder_write(folder, name, entry);
	}

	g_autoptr(Rendered) rendered = rendered_new(folder);
	g_autofree char *index = text_of(rendered, "sitemap.xml");
	g_autofree char *first = text_of(rendered, "sitemap-1.xml");
	g_autofree char *second = text_of(rendered, "sitemap-2.xml");

	assert_contains(index, "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
			       "<sitemap><loc>https://example.org/docs/sitemap-1.xml</loc></sitemap>\n"
			       "<sitemap><loc>https://example.org/docs/sitemap-2.xml</loc></sitemap>\n"
			       "</sitemapindex>\n");
	assert_int_equal(count_lines(first, "<url>"), SITEMAP_MAX_ADDRESSES);
	assert_int_equal(count_lines(first, "<url>") + count_lines(second, "<url>"), plan_listed_count(rendered->plan));
}

/* A site in which one template fails while it is rendered. */
static Rendered *
failing(const char *name)
{
	g_autoptr(Folder) folder = site_new();
	g_autofree char *path = g_strdup_printf("templates/%s", name);

	/* A column that no row has. */
	folder_write(folder, path, g_str_equal(name, "sections.html") ? "{level[7]}" : "{message_fix[7][7]}");
	return rendered_new(folder);
}

TEST(a_template_that_fails_is_an_error_with_its_name)
{
	static const struct {
		const char *template;
		const char *file;
	} cases[] = {
		{ "page.html", "en/index.html" },
		{ "choice.html", "index.html" },
		{ "not-found.html", "404.html" },
		{ "home.html", "en/index.html" },
		{ "collection.html", "en/alpha/index.html" },
		{ "entry.html", "en/alpha/1.html" },
		{ "pair.html", "en/alpha/1-vs-2.html" },
		{ "sections.html", "en/alpha/1.html" },
		{ "sections.html", "en/alpha/1-vs-2.html" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Rendered) rendered = failing(cases[i].template);
		Page page = find_page(rendered, cases[i].file);
		g_autoptr(GError) error = NULL;

		assert_non_null(rendered->renderer);
		assert_null(renderer_render(rendered->renderer, &page, &error));
		assert_non_null(error);
		assert_contains(error->message, cases[i].template);
	}
}

TEST(only_what_a_template_shows_is_rendered)
{
	g_autoptr(Folder) folder = site_new();

	for (guint i = 0; i < TEMPLATE_COUNT; i++) {
		g_autofree char *name = g_strdup_printf("templates/%s", template_file_name(i));

		folder_write(folder, name, i == TEMPLATE_PAGE ? "<{content}>" : "x");
	}

	g_autoptr(Rendered) rendered = rendered_new(folder);

	assert_string_free(text_of(rendered, "de/alpha/1-vs-10.html"), "\n<x>");
	assert_string_free(text_of(rendered, "en/alpha/1.html"), "\n<x>");
	assert_string_free(text_of(rendered, "404.html"), "\n<x>");
}

typedef struct {
	const Rendered *rendered;
	GPtrArray *pages;
} Share;

static gpointer
render_all(gpointer data)
{
	const Share *share = data;

	for (guint64 i = 0; i < plan_count(share->rendered->plan); i++) {
		Page page = plan_page(share->rendered->plan, i);

		g_ptr_array_add(share->pages, renderer_render(share->rendered->renderer, &page, NULL));
	}
	return NULL;
}

TEST(two_threads_render_the_same_bytes)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Rendered) rendered = rendered_new(folder);
	Share shares[2];
	GThread *threads[2];

	for (guint i = 0; i < G_N_ELEMENTS(shares); i++) {
		shares[i] = (Share) { .rendered = rendered,
				      .pages = g_ptr_array_new_with_free_func((GDestroyNotify) g_bytes_unref) };
		threads[i] = g_thread_new("render", render_all, &shares[i]);
	}
	for (guint i = 0; i < G_N_ELEMENTS(shares); i++)
		g_thread_join(threads[i]);
	assert_int_equal(shares[0].pages->len, plan_count(rendered->plan));
	for (guint i = 0; i < shares[0].pages->len; i++)
		assert_true(g_bytes_equal(shares[0].pages->pdata[i], shares[1].pages->pdata[i]));
	for (guint i = 0; i < G_N_ELEMENTS(shares); i++)
		g_ptr_array_unref(shares[i].pages);
}

TEST(stages_are_listed_in_one_language)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "locales/de/alpha/collection.yaml",
		       "classes:", "stages:\n  open: { label: Beginn }\nclasses:");
	assert_lines_in(folder, "de/alpha/1.html",
			"stages_text=", "de:stages_of <bdi>1</bdi> <bdi lang=\"en\">Opening and Closing</bdi>\n");
	folder_replace(folder, "locales/de/alpha/collection.yaml", "  open: { label: Beginn }\n",
		       "  open: { label: Beginn }\n  close: { label: Ende }\n");
	assert_lines_in(folder, "de/alpha/1.html",
			"stages_text=", "de:stages_of <bdi>1</bdi> <bdi>Beginn und Ende</bdi>\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_page_can_be_rendered_with_every_name),
		cmocka_unit_test(a_page_is_the_same_whenever_it_is_rendered),
		cmocka_unit_test(a_pair_page_lists_what_differs_first),
		cmocka_unit_test(the_differences_begin_with_the_class_and_what_a_person_wrote),
		cmocka_unit_test(a_pair_without_any_difference_says_so),
		cmocka_unit_test(an_introduction_names_one_class_or_two),
		cmocka_unit_test(a_verdict_that_a_person_wrote_comes_before_all),
		cmocka_unit_test(a_verdict_follows_from_the_attribute_that_decides),
		cmocka_unit_test(a_verdict_may_be_that_nothing_decides),
		cmocka_unit_test(stages_are_shown_where_either_entry_has_one),
		cmocka_unit_test(without_stages_none_are_shown),
		cmocka_unit_test(each_section_of_a_document_is_referred_to_once),
		cmocka_unit_test(the_next_pairs_are_others_and_each_once),
		cmocka_unit_test(no_more_than_eight_pairs_come_next),
		cmocka_unit_test(a_side_of_a_pair_has_its_own_values),
		cmocka_unit_test(an_entry_page_shows_its_entry),
		cmocka_unit_test(the_pairs_of_an_entry_have_the_lower_code_first),
		cmocka_unit_test(a_collection_page_has_its_entries_by_class),
		cmocka_unit_test(a_class_without_entries_is_not_shown),
		cmocka_unit_test(a_home_page_has_all_collections),
		cmocka_unit_test(the_choice_of_language_speaks_every_language),
		cmocka_unit_test(the_page_for_wrong_addresses_links_from_the_root),
		cmocka_unit_test(the_page_for_wrong_addresses_of_a_language_is_in_it_and_links_from_the_root),
		cmocka_unit_test(search_engines_keep_no_page_that_stands_for_others),
		cmocka_unit_test(a_frame_knows_its_page),
		cmocka_unit_test(a_frame_is_in_the_language_and_direction_of_its_page),
		cmocka_unit_test(crumbs_lead_to_the_pages_above),
		cmocka_unit_test(a_page_links_to_itself_in_every_language),
		cmocka_unit_test(alternates_are_the_languages_that_really_have_the_page),
		cmocka_unit_test(a_page_that_is_not_translated_stands_for_the_sources),
		cmocka_unit_test(who_reads_none_of_the_languages_gets_the_choice),
		cmocka_unit_test(only_languages_that_are_published_are_offered),
		cmocka_unit_test(a_text_in_another_language_is_marked),
		cmocka_unit_test(a_right_to_left_text_is_marked_with_its_direction),
		cmocka_unit_test(a_page_in_one_language_has_no_notice),
		cmocka_unit_test(a_page_in_two_languages_has_a_notice),
		cmocka_unit_test(a_notice_names_each_language_once_in_the_order_of_the_fallbacks),
		cmocka_unit_test(a_notice_names_the_language_in_its_own),
		cmocka_unit_test(a_notice_does_not_go_by_what_was_rendered_before),
		cmocka_unit_test(an_example_in_the_source_language_is_no_gap),
		cmocka_unit_test(an_example_may_be_translated),
		cmocka_unit_test(names_are_marked_with_the_language_of_the_source),
		cmocka_unit_test(a_message_that_a_locale_lacks_is_the_sources),
		cmocka_unit_test(sentences_of_wide_scripts_follow_each_other_without_a_space),
		cmocka_unit_test(clean_addresses_are_used_in_every_link),
		cmocka_unit_test(a_licence_is_named_where_there_is_one),
		cmocka_unit_test(nothing_that_an_author_wrote_becomes_markup),
		cmocka_unit_test(an_asset_is_published_byte_by_byte),
		cmocka_unit_test(robots_are_shown_the_sitemap),
		cmocka_unit_test(a_sitemap_lists_translated_pages_with_their_alternates),
		cmocka_unit_test(an_address_in_a_sitemap_is_escaped),
		cmocka_unit_test(a_large_sitemap_is_an_index_of_parts),
		cmocka_unit_test(a_template_that_fails_is_an_error_with_its_name),
		cmocka_unit_test(only_what_a_template_shows_is_rendered),
		cmocka_unit_test(two_threads_render_the_same_bytes),
		cmocka_unit_test(stages_are_listed_in_one_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
