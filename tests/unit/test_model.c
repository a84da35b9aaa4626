#include "model/model.h"

#include <string.h>

#include "support.h"

/* A site in which one text stands in the place of another, and what is found. */
static Loaded *
changed(const char *name, const char *from, const char *to)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, name, from, to);
	return loaded_new(folder);
}

static void
assert_change(const char *name, const char *from, const char *to, const char *findings, const char *message)
{
	g_autoptr(Loaded) site = changed(name, from, to);

	assert_findings(site->findings, findings);
	assert_says(site->findings, message);
	assert_int_equal(site->model == NULL, findings_stop(site->findings, false));
}

/* A site with one file more, and what is found. */
static void
assert_file(const char *name, const char *text, const char *findings, const char *message)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;

	folder_write(folder, name, text);
	site = loaded_new(folder);
	assert_findings(site->findings, findings);
	assert_says(site->findings, message);
	assert_int_equal(site->model == NULL, findings_stop(site->findings, false));
}

/* The German form of a message becomes another; kind is what is found at its
 * place. */
static void
assert_message(MessageId id, const char *pattern, const char *kind, const char *message)
{
	const char *key = message_key(id);
	g_autoptr(Folder) folder = site_new();
	g_autofree char *text = folder_read(folder, "locales/de/locale.yaml");
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	/* The tag and "messages:" stand above the messages. */
	guint line = 3 + id;
	g_autofree char *changed_line = g_strdup_printf("  %s: \"%s\"", key, pattern);
	g_autofree char *expected = g_strdup_printf("locales/de/locale.yaml:%u:%u %s\n", line,
						    (guint) strlen("  : ") + (guint) strlen(key) + 1, kind);
	g_autoptr(Loaded) site = NULL;

	folder_replace(folder, "locales/de/locale.yaml", lines[line - 1], changed_line);
	site = loaded_new(folder);
	assert_findings(site->findings, expected);
	assert_says(site->findings, message);
	assert_null(site->model);
}

static const char *
own_text(const Text *text, const Locale *locale)
{
	const Locale *from = NULL;

	return text_in(text, locale, &from);
}

static char *
own_sentence(const Sentence *sentence, const Locale *locale, const char *code)
{
	MessageValue values[] = { { .text = code } };
	const Locale *from = NULL;

	return message_format(sentence_in(sentence, locale, &from), values);
}

TEST(a_good_site_has_a_model_and_no_findings)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	const Locale *english = loaded_locale(site, "en");

	assert_findings(site->findings, "");
	assert_string_equal(site->model->base_url, "https://example.org/docs/");
	assert_string_equal(site->model->licence_name, "CC0");
	assert_string_equal(site->model->licence_url, "https://example.org/cc0");
	assert_false(site->model->clean_urls);
	assert_string_equal(own_text(site->model->title, english), "Codes");
	assert_string_equal(own_text(site->model->tagline, english), "All of the codes.");
}

TEST(the_model_keeps_nothing_of_the_source)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	Source *source = source_load(folder->path, site->findings, NULL);
	Model *model = model_build(source, site->findings);

	source_free(source);
	assert_string_equal(model->collections[0].entries[0].name, "One & Only");
	assert_string_equal(own_text(model->collections[0].entries[2].fix, model->locales[2]), "How to fix 10.");
	model_free(model);
}

TEST(locales_are_sorted_by_folder_and_fall_back_to_the_source)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	const Model *model = site->model;

	assert_int_equal(model->locale_count, 3);
	for (guint i = 0; i < model->locale_count; i++)
		assert_int_equal(model->locales[i]->index, i);
	assert_string_equal(model->locales[0]->tag, "ar");
	assert_string_equal(model->locales[1]->tag, "de");
	assert_string_equal(model->locales[2]->tag, "en");
	assert_ptr_equal(model->source_locale, model->locales[2]);
	assert_ptr_equal(model->locales[0]->fallback, model->locales[2]);
	assert_null(model->locales[2]->fallback);
	assert_true(model->locales[0]->is_right_to_left);
	assert_false(model->locales[1]->is_right_to_left);
	assert_string_equal(model->locales[1]->name, "Deutsch");
}

TEST(the_folder_of_a_locale_may_differ_from_its_tag)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;

	folder_replace(folder, "locales/de/locale.yaml", "tag: de", "tag: de-AT");
	site = loaded_new(folder);
	assert_findings(site->findings, "");
	assert_string_equal(loaded_locale(site, "de-AT")->folder, "de");
}

TEST(collections_are_sorted_and_numbered)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	const Collection *alpha = &site->model->collections[0];
	const Collection *beta = &site->model->collections[1];

	assert_int_equal(site->model->collection_count, 2);
	assert_string_equal(alpha->folder, "alpha");
	assert_string_equal(alpha->name, "ALPHA");
	assert_int_equal(alpha->index, 0);
	assert_int_equal(beta->index, 1);
	assert_null(beta->description);
	assert_int_equal(beta->attribute_count + beta->fact_count + beta->stage_count + beta->reference_count, 0);
	assert_int_equal(beta->entry_count, 1);
	assert_int_equal(beta->words_count, 0);
}

TEST(classes_attributes_facts_and_stages_keep_the_order_of_the_file)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	const Locale *english = loaded_locale(site, "en");
	const Collection *alpha = &site->model->collections[0];

	assert_int_equal(alpha->class_count, 2);
	assert_string_equal(alpha->classes[0].id, "good");
	assert_string_equal(alpha->classes[0].range, "1yz");
	assert_int_equal(alpha->classes[0].tone, TONE_SUCCESS);
	assert_null(alpha->classes[1].range);
	assert_int_equal(alpha->classes[1].tone, TONE_PERMANENT);
	assert_string_free(own_sentence(alpha->classes[1].sentence, english, "7"), "7 is bad.");
	assert_int_equal(alpha->attribute_count, 3);
	assert_string_equal(alpha->attributes[0].id, "sender");
	assert_false(alpha->attributes[0].decides);
	assert_null(alpha->attributes[0].values[0].verdict);
	assert_string_equal(alpha->attributes[2].id, "retry");
	assert_true(alpha->attributes[2].decides);
	assert_int_equal(alpha->attributes[2].value_count, 2);
	assert_string_equal(alpha->attributes[2].values[1].id, "later");
	assert_string_free(own_sentence(alpha->attributes[2].values[1].verdict, english, "7"), "Take 7 to wait.");
	assert_int_equal(alpha->fact_count, 2);
	assert_string_equal(alpha->facts[1].id, "also");
	assert_int_equal(alpha->stage_count, 2);
	assert_string_equal(own_text(alpha->stages[1].label, english), "Closing");
}

TEST(a_class_without_a_tone_is_neutral)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);

	assert_int_equal(site->model->collections[1].classes[0].tone, TONE_NEUTRAL);
	assert_string_equal(tone_name(TONE_NEUTRAL), "neutral");
	assert_string_equal(tone_name(TONE_SUCCESS), "success");
	assert_string_equal(tone_name(TONE_CONTINUE), "continue");
	assert_string_equal(tone_name(TONE_TEMPORARY), "temporary");
	assert_string_equal(tone_name(TONE_PERMANENT), "permanent");
}

TEST(entries_are_in_the_natural_order_of_their_codes)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	const Collection *alpha = &site->model->collections[0];

	assert_int_equal(alpha->entry_count, 3);
	assert_string_equal(alpha->entries[0].code, "1");
	assert_string_equal(alpha->entries[1].code, "2");
	assert_string_equal(alpha->entries[2].code, "10");
	for (guint i = 0; i < alpha->entry_count; i++) {
		assert_int_equal(alpha->entries[i].index, i);
		assert_ptr_equal(alpha->entries[i].collection, alpha);
	}
}

TEST(an_entry_has_what_its_file_says)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	const Locale *english = loaded_locale(site, "en");
	const Entry *entry = loaded_entry(site, "alpha", "1");
	const Collection *alpha = entry->collection;

	assert_string_equal(entry->address, "1");
	assert_string_equal(entry->name, "One & Only");
	assert_ptr_equal(entry->class, &alpha->classes[0]);
	assert_ptr_equal(entry->values[0], &alpha->attributes[0].values[0]);
	assert_ptr_equal(entry->values[1], &alpha->attributes[1].values[0]);
	assert_ptr_equal(entry->values[2], &alpha->attributes[2].values[0]);
	assert_string_equal(entry->facts[0][0], "AUTH");
	assert_string_equal(entry->facts[0][1], "A&B");
	assert_null(entry->facts[0][2]);
	assert_null(entry->facts[1]);
	assert_true(entry->stages == 3);
	assert_string_equal(own_text(entry->summary, english), "1 is the first.");
	assert_string_equal(own_text(entry->example, english), "C: <1>\n");
	assert_int_equal(entry->related_count, 1);
	assert_ptr_equal(entry->related[0], loaded_entry(site, "alpha", "10"));
}

TEST(an_entry_may_have_no_more_than_it_needs)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	const Entry *entry = loaded_entry(site, "alpha", "2");

	assert_int_equal(entry->reference_count, 0);
	assert_null(entry->facts[0]);
	assert_true(entry->stages == 0);
	assert_null(entry->example);
	assert_int_equal(entry->related_count, 0);
}

TEST(references_lead_to_their_section_where_it_has_an_address)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	const Entry *first = loaded_entry(site, "alpha", "1");
	const Entry *last = loaded_entry(site, "alpha", "10");

	assert_int_equal(first->reference_count, 2);
	assert_string_equal(first->references[0].document->name, "RFC 1");
	assert_string_equal(first->references[0].section, "4");
	assert_string_equal(first->references[0].url, "https://example.org/rfc1#s4");
	assert_string_equal(first->references[1].section, "9");
	assert_string_equal(first->references[1].url, "https://example.org/paper");
	assert_null(last->references[1].section);
	assert_string_equal(last->references[1].url, "https://example.org/rfc1");
	assert_ptr_equal(last->references[0].document, first->references[0].document);
}

TEST(texts_are_in_their_language_or_in_the_sources)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	const Locale *german = loaded_locale(site, "de");
	const Locale *arabic = loaded_locale(site, "ar");
	const Entry *first = loaded_entry(site, "alpha", "1");
	const Entry *last = loaded_entry(site, "alpha", "10");

	assert_string_equal(own_text(site->model->title, german), "Nummern");
	assert_string_equal(own_text(site->model->title, arabic), "Codes");
	assert_string_equal(own_text(first->fix, german), "Was bei 1 hilft.");
	assert_string_equal(own_text(last->summary, german), "10 ist die letzte.");
	assert_string_equal(own_text(last->fix, german), "How to fix 10.");
	assert_false(text_is_translated(last->fix, german));
	assert_string_free(own_sentence(first->class->sentence, german, "1"), "1 ist gut.");
	assert_string_free(own_sentence(last->class->sentence, german, "10"), "10 is bad.");
}

TEST(the_words_of_a_pair_are_found_in_its_order)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	const Locale *german = loaded_locale(site, "de");
	const Locale *arabic = loaded_locale(site, "ar");
	const PairWords *words = model_pair_words(loaded_entry(site, "alpha", "1"), loaded_entry(site, "alpha", "10"));

	assert_non_null(words);
	assert_int_equal(words->difference_count, 2);
	assert_string_equal(own_text(words->differences[1], german), "Der zweite Unterschied.");
	assert_string_equal(own_text(words->differences[1], arabic), "The second difference.");
	assert_string_equal(own_text(words->verdict, german), "Nimm `1`.");
	assert_null(model_pair_words(loaded_entry(site, "alpha", "1"), loaded_entry(site, "alpha", "2")));
}

TEST(the_words_of_many_pairs_are_all_found)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;
	guint count = 0;

	folder_remove(folder, "content/alpha/pairs");
	folder_remove(folder, "locales/de/alpha/pairs");
	for (guint i = 1; i <= 12; i++) {
		g_autofree char *code = g_strdup_printf("%u", i);
		g_autofree char *entry = site_entry(code);
		g_autofree char *name = g_strdup_printf("content/alpha/%u.yaml", i);

		if (i != 1 && i != 10)
			folder_write(folder, name, entry);
		for (guint k = i + 1; k <= 12; k += 2) {
			g_autofree char *pair = g_strdup_printf("content/alpha/pairs/%u-vs-%u.yaml", i, k);
			g_autofree char *text = g_strdup_printf("verdict: %u or %u.\n", i, k);

			folder_write(folder, pair, text);
		}
	}
	site = loaded_new(folder);
	assert_findings(site->findings, "");
	for (guint i = 0; i < 12; i++) {
		for (guint k = i + 1; k < 12; k++) {
			const Entry *entries = site->model->collections[0].entries;
			const PairWords *words = model_pair_words(&entries[i], &entries[k]);

			assert_int_equal(words != NULL, (k - i) % 2 == 1);
			if (words != NULL) {
				assert_ptr_equal(words->first, &entries[i]);
				assert_ptr_equal(words->second, &entries[k]);
				assert_int_equal(words->difference_count, 0);
				count++;
			}
		}
	}
	assert_int_equal(site->model->collections[0].words_count, count);
}

TEST(a_pair_without_a_verdict_has_differences_alone)
{
	g_autoptr(Loaded) site = changed("content/alpha/pairs/1-vs-10.yaml", "verdict: Take `1`.\n", "");

	/* The German verdict has nothing to translate now. */
	assert_findings(site->findings, "locales/de/alpha/pairs/1-vs-10.yaml:4:1 nothing-to-translate\n");
}

TEST(a_site_needs_no_collections)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;

	folder_remove(folder, "content/alpha");
	folder_remove(folder, "content/beta");
	folder_remove(folder, "locales/de/alpha");
	folder_remove(folder, "locales/de/beta");
	site = loaded_new(folder);
	assert_findings(site->findings, "");
	assert_int_equal(site->model->collection_count, 0);
}

TEST(a_site_needs_no_licence_and_no_documents)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;

	folder_replace(folder, "content/site.yaml", "licence:\n  name: CC0\n  url: https://example.org/cc0\n",
		       "clean_urls: true\n");
	folder_remove(folder, "content/alpha");
	folder_remove(folder, "locales/de/alpha");
	folder_remove(folder, "content/documents.yaml");
	site = loaded_new(folder);
	assert_findings(site->findings, "");
	assert_null(site->model->licence_name);
	assert_true(site->model->clean_urls);
}

TEST(a_base_address_gets_a_slash_at_its_end)
{
	g_autoptr(Loaded) site = changed("content/site.yaml", "https://example.org/docs/", "https://example.org");

	assert_string_equal(site->model->base_url, "https://example.org/");
}

TEST(a_base_address_has_no_query_and_no_fragment)
{
	g_autoptr(Loaded) query = changed("content/site.yaml", "org/docs/", "org/?docs");
	g_autoptr(Loaded) fragment = changed("content/site.yaml", "org/docs/", "org/#docs");

	assert_findings(query->findings, "content/site.yaml:3:11 bad-url\n");
	assert_findings(fragment->findings, "content/site.yaml:3:11 bad-url\n");
}

TEST(without_site_yaml_there_is_no_model)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;

	folder_remove(folder, "content/site.yaml");
	site = loaded_new(folder);
	assert_null(site->model);
	assert_findings(site->findings, "content/site.yaml missing-file\n");
}

TEST(findings_of_an_earlier_stage_leave_no_model)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Findings) findings = findings_new();

	findings_add(findings, FINDING_SYNTAX, (Place) { 0 }, "m");
	assert_null(model_build(site->source, findings));
	assert_int_equal(findings_count(findings, SEVERITY_ERROR), 1);
}

TEST(a_warning_leaves_a_model)
{
	assert_change("locales/de/locale.yaml", "  fix: \"de:fix\"\n", "",
		      "locales/de/locale.yaml:3:3 missing-message\n",
		      "messages are missing and shown in another language: fix; translate them");
}

TEST(a_message_that_the_source_lacks_is_an_error)
{
	assert_change("locales/en/locale.yaml", "  fix: \"en:fix\"\n", "",
		      "locales/en/locale.yaml:3:3 missing-source-message\n",
		      "the source locale lacks messages, for which nothing can stand in: fix; add them");
}

TEST(an_unknown_message_is_reported_with_a_suggestion)
{
	assert_change("locales/de/locale.yaml", "messages:\n", "messages:\n  fax: x\n",
		      "locales/de/locale.yaml:3:3 unknown-message\n", "there is no message 'fax'; did you mean 'fix'?");
}

TEST(a_message_that_lost_an_argument_is_reported)
{
	assert_message(MESSAGE_ENTRY_HEADING, "{name}", "missing-argument", "'entry_heading' lacks {code}");
}

TEST(a_message_may_lack_what_its_source_lacks)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;

	folder_replace(folder, "locales/en/locale.yaml", "en:entry_heading {code} {name}", "{name}");
	folder_replace(folder, "locales/de/locale.yaml", "de:entry_heading {code} {name}", "{name}");
	site = loaded_new(folder);
	assert_findings(site->findings, "locales/ar/locale.yaml:14:18 out-of-date\n"
					"locales/de/locale.yaml:14:18 out-of-date\n");
}

TEST(a_message_with_an_unknown_argument_is_reported)
{
	assert_message(MESSAGE_ENTRY_HEADING, "{code} {nam}", "unknown-argument",
		       "this message has no argument {nam}; it has {code}, {name}");
	assert_message(MESSAGE_FIX, "{code}", "unknown-argument",
		       "this message has no argument {code}, nor any other; write a plain text");
}

TEST(a_message_that_icu_cannot_read_is_reported)
{
	assert_message(MESSAGE_ENTRY_HEADING, "{code", "bad-pattern", "a brace has no partner");
}

TEST(a_message_that_counts_a_text_is_reported)
{
	assert_message(MESSAGE_ENTRY_HEADING, "{code, plural, other {{name}}}", "bad-pattern", "");
	assert_message(MESSAGE_ENTRY_HEADING, "{code, number} {name}", "bad-pattern", "");
	assert_message(MESSAGE_ENTRY_HEADING, "{code, date} {name}", "bad-pattern", "");
}

TEST(a_message_that_selects_by_a_number_is_reported)
{
	assert_message(MESSAGE_ENTRY_COUNT, "{count, select, other {x}}", "bad-pattern", "");
}

TEST(a_sentence_that_counts_a_text_is_reported)
{
	assert_change("content/alpha/collection.yaml", "{code} is good.", "{code, plural, other {x}}",
		      "content/alpha/collection.yaml:12:15 bad-pattern\n", "");
}

TEST(an_address_of_a_section_that_counts_a_text_is_reported)
{
	assert_change("content/documents.yaml", "https://example.org/rfc1#s{section}",
		      "\"https://example.org/{section, plural, other {x}}\"",
		      "content/documents.yaml:4:16 bad-pattern\n", "section");
}

TEST(a_message_may_select_by_a_text)
{
	g_autoptr(Loaded) site =
	    changed("locales/de/locale.yaml", "de:entry_heading {code} {name}", "{code, select, a {x} other {{name}}}");

	assert_findings(site->findings, "");
}

TEST(a_sentence_needs_its_code)
{
	assert_change("content/alpha/collection.yaml", "{code} is good.", "It is good.",
		      "content/alpha/collection.yaml:12:15 missing-argument\n", "this sentence lacks {code}");
	assert_change("locales/de/alpha/collection.yaml", "{code} ist gut.", "Das ist gut.",
		      "locales/de/alpha/collection.yaml:7:15 missing-argument\n", "this sentence lacks {code}");
	assert_change("content/alpha/collection.yaml", "Take {code} to end.", "Take it to end.",
		      "content/alpha/collection.yaml:40:18 missing-argument\n", "this sentence lacks {code}");
}

TEST(a_sentence_has_no_other_argument)
{
	assert_change("content/alpha/collection.yaml", "{code} is good.", "{code} {name}",
		      "content/alpha/collection.yaml:12:15 unknown-argument\n",
		      "this sentence has no argument {name}; it has {code}");
}

TEST(the_address_of_a_section_needs_the_section)
{
	assert_change("content/documents.yaml", "#s{section}", "", "content/documents.yaml:4:16 missing-argument\n",
		      "this address lacks {section}");
}

TEST(a_tag_of_no_language_is_reported)
{
	assert_change("locales/de/locale.yaml", "tag: de", "tag: dexx-y",
		      "locales/de/locale.yaml:1:6 bad-language-tag\n",
		      "'dexx-y' is the BCP 47 tag of no known language");
}

TEST(a_tag_that_is_not_canonical_is_reported)
{
	assert_change("locales/de/locale.yaml", "tag: de", "tag: de-at",
		      "locales/de/locale.yaml:1:6 bad-language-tag\n",
		      "the canonical form of the tag 'de-at' is 'de-AT'; write that");
}

TEST(two_folders_of_one_language_are_reported)
{
	assert_change("locales/de/locale.yaml", "tag: de", "tag: ar", "locales/de/locale.yaml:1:6 same-language-tag\n",
		      "locales/ar has the language tag 'ar' already");
}

TEST(a_source_locale_that_does_not_exist_is_reported)
{
	assert_change("content/site.yaml", "source_locale: en", "source_locale: eno",
		      "content/site.yaml:4:16 source-locale\n", "has the language tag 'eno'; did you mean 'en'?");
}

TEST(a_site_without_locales_has_no_source_locale)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;

	folder_remove(folder, "locales");
	folder_write(folder, "locales/.keep", "");
	site = loaded_new(folder);
	assert_findings(site->findings, "content/site.yaml:4:16 source-locale\n");
	assert_says(site->findings, "; there are none");
}

TEST(a_locale_without_a_tag_or_messages_is_left_out)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;

	folder_write(folder, "locales/de/locale.yaml", "tag: [x]\nmessages: {}\n");
	folder_write(folder, "locales/ar/locale.yaml", "tag: ar\nmessages: x\n");
	folder_write(folder, "locales/fr/locale.yaml", "- x\n");
	folder_write(folder, "locales/it/locale.yaml", "a: b: c\n");
	site = loaded_new(folder);
	assert_null(site->model);
	assert_findings(site->findings, "locales/ar/locale.yaml:2:11 wrong-kind\n"
					"locales/de/locale.yaml:1:6 wrong-kind\n"
					"locales/fr/locale.yaml:1:1 wrong-kind\n"
					"locales/it/locale.yaml:1:5 syntax\n");
}

TEST(translations_in_the_source_language_are_refused)
{
	assert_file("locales/en/site.yaml", "title: x\n", "locales/en/site.yaml nothing-to-translate\n",
		    "is in the source language");
}

TEST(a_translation_of_a_missing_file_is_reported)
{
	assert_file("locales/de/alpha/11.yaml", "summary: x\n", "locales/de/alpha/11.yaml nothing-to-translate\n",
		    "did you mean 'alpha/1.yaml'?");
	assert_file("locales/de/gamma-delta/omega.yaml", "summary: x\n",
		    "locales/de/gamma-delta/omega.yaml nothing-to-translate\n",
		    "content/gamma-delta/omega.yaml, which does not exist; remove it");
}

TEST(a_translation_of_a_missing_key_is_reported)
{
	assert_change("locales/de/alpha/collection.yaml",
		      "  good:", "  goot:", "locales/de/alpha/collection.yaml:5:3 nothing-to-translate\n",
		      "'goot' translates nothing that is in");
	assert_file("locales/de/beta/collection.yaml", "facts: { x: { label: y } }\n",
		    "locales/de/beta/collection.yaml:1:1 nothing-to-translate\n", "'facts' translates nothing");
}

TEST(a_translated_list_has_as_many_items_as_its_source)
{
	assert_change("locales/de/alpha/pairs/1-vs-10.yaml", "  - Der zweite Unterschied.\n", "",
		      "locales/de/alpha/pairs/1-vs-10.yaml:2:3 list-length\n", "this list has 1 items, and ");
}

TEST(a_translation_of_another_kind_is_reported_once)
{
	assert_change("locales/de/alpha/pairs/1-vs-10.yaml",
		      "differences:\n  - Der *erste* Unterschied.\n  - Der zweite Unterschied.\n", "differences: x\n",
		      "locales/de/alpha/pairs/1-vs-10.yaml:1:14 wrong-kind\n", "");
}

TEST(a_code_that_cannot_name_a_file_is_reported)
{
	assert_change("content/alpha/2.yaml", "code: \"2\"", "code: \"2/3\"",
		      "content/alpha/10.yaml:19:16 unknown-code\n"
		      "content/alpha/2.yaml:1:7 bad-code\n",
		      "the code '2/3' cannot name a file");
}

TEST(a_code_and_its_file_have_the_same_name)
{
	assert_change("content/alpha/2.yaml", "code: \"2\"", "code: \"3\"",
		      "content/alpha/10.yaml:19:16 unknown-code\n"
		      "content/alpha/2.yaml:1:7 code-and-file\n",
		      "the code is '3' here and '2' in the file's name");
}

TEST(a_code_has_one_file)
{
	assert_change("content/alpha/2.yaml", "code: \"2\"", "code: \"1\"",
		      "content/alpha/10.yaml:19:16 unknown-code\n"
		      "content/alpha/2.yaml:1:7 code-and-file\ncontent/alpha/2.yaml:1:7 same-code\n",
		      "the code '1' has the file ");
}

TEST(a_code_without_an_address_needs_one_of_its_own)
{
	g_autofree char *entry = site_entry("\xe6\x97\xa5");
	g_autofree char *with = g_strconcat(entry, "address: nichi\n", NULL);

	assert_file("content/alpha/\xe6\x97\xa5.yaml", entry, "content/alpha/\xe6\x97\xa5.yaml:1:7 bad-code\n",
		    "gives no address; write one of lower-case letters");
	assert_file("content/alpha/\xe6\x97\xa5.yaml", with, "", "");
}

TEST(the_address_of_a_collection_is_taken)
{
	g_autofree char *entry = site_entry("3");
	g_autofree char *index = site_entry("Index");
	g_autofree char *text = g_strconcat(entry, "address: index\n", NULL);

	assert_file("content/alpha/3.yaml", text, "content/alpha/3.yaml:12:10 bad-code\n",
		    "'index' is the address of the collection's own page");
	assert_file("content/alpha/Index.yaml", index, "content/alpha/Index.yaml:1:7 bad-code\n",
		    "'Index' is the address of the collection's own page");
}

TEST(an_address_of_ones_own_has_to_be_safe)
{
	g_autofree char *entry = site_entry("3");
	static const char *const bad[] = { "A", "a b", "a/b", "a-vs-b", ".a", "\xc3\xa4" };

	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autofree char *text = g_strdup_printf("%saddress: '%s'\n", entry, bad[i]);

		assert_file("content/alpha/3.yaml", text, "content/alpha/3.yaml:12:10 bad-code\n", "gives no address");
	}
}

TEST(two_codes_have_two_addresses)
{
	g_autofree char *lower = site_entry("x");
	g_autofree char *upper = site_entry("X");
	g_autofree char *address = g_strconcat(upper, "address: x1\n", NULL);
	g_autoptr(Folder) folder = site_new();

	folder_write(folder, "content/alpha/x.yaml", lower);
	folder_write(folder, "content/alpha/X.yaml", upper);

	g_autoptr(Loaded) same = loaded_new(folder);

	assert_findings(same->findings, "content/alpha/x.yaml:1:7 same-address\n");
	assert_says(same->findings, "'x' has the same address 'x' as 'X'; give one of them another");
	folder_write(folder, "content/alpha/X.yaml", address);

	g_autoptr(Loaded) different = loaded_new(folder);

	assert_findings(different->findings, "");
	assert_string_equal(loaded_entry(different, "alpha", "X")->address, "x1");
}

TEST(an_unknown_class_is_reported)
{
	assert_change("content/alpha/2.yaml", "class: good", "class: godo", "content/alpha/2.yaml:3:8 unknown-class\n",
		      "unknown class 'godo'; did you mean 'good'?");
}

TEST(an_unknown_attribute_is_reported)
{
	assert_change("content/alpha/2.yaml", "  kind: plain\n", "  kind: plain\n  sendre: server\n",
		      "content/alpha/2.yaml:8:3 unknown-attribute\n",
		      "unknown attribute 'sendre'; did you mean 'sender'?");
}

TEST(an_unknown_value_is_reported)
{
	assert_change("content/alpha/2.yaml", "retry: never", "retry: ever",
		      "content/alpha/2.yaml:5:10 unknown-value\n",
		      "'retry' has no value 'ever'; did you mean 'never'?");
}

TEST(a_missing_attribute_is_reported)
{
	g_autoptr(Loaded) site =
	    changed("content/alpha/2.yaml", "attributes:\n  retry: never\n  sender: server\n  kind: plain\n", "");

	assert_change("content/alpha/2.yaml", "  kind: plain\n", "", "content/alpha/2.yaml:5:3 missing-attribute\n",
		      "the attribute 'kind' is missing");
	assert_findings(site->findings, "content/alpha/2.yaml missing-attribute\n"
					"content/alpha/2.yaml missing-attribute\n"
					"content/alpha/2.yaml missing-attribute\n");
}

TEST(an_unknown_fact_is_reported)
{
	assert_change("content/alpha/1.yaml", "  commands:", "  comands:", "content/alpha/1.yaml:12:3 unknown-fact\n",
		      "unknown fact 'comands'; did you mean 'commands'?");
}

TEST(a_fact_without_words_is_none)
{
	g_autoptr(Loaded) site = changed("content/alpha/1.yaml", "[AUTH, A&B]", "[]");

	assert_findings(site->findings, "");
	assert_null(loaded_entry(site, "alpha", "1")->facts[0]);
}

TEST(an_unknown_stage_is_reported)
{
	assert_change("content/alpha/1.yaml", "[close, open]", "[close, opne]",
		      "content/alpha/1.yaml:13:17 unknown-stage\n", "unknown stage 'opne'; did you mean 'open'?");
}

TEST(what_is_listed_twice_is_reported)
{
	assert_change("content/alpha/1.yaml", "[close, open]", "[open, close, open]",
		      "content/alpha/1.yaml:13:23 listed-twice\n", "'open' is listed twice; remove one");
	assert_change("content/alpha/10.yaml", "[\"1\", \"2\"]", "[\"1\", \"2\", \"1\"]",
		      "content/alpha/10.yaml:19:21 listed-twice\n", "'1' is listed twice; remove one");
}

TEST(an_unknown_document_is_reported_with_all_names_in_order)
{
	assert_change("content/alpha/1.yaml", "document: Paper", "document: ISO",
		      "content/alpha/1.yaml:6:17 unknown-document\n",
		      "documents.yaml does not know the document 'ISO'; there are: Paper, RFC 1");
}

TEST(an_unknown_related_code_is_reported)
{
	assert_change("content/alpha/1.yaml", "related: [\"10\"]", "related: [\"999\"]",
		      "content/alpha/1.yaml:20:11 unknown-code\n",
		      "there is no code '999' in 'alpha'; there are: 1, 2, 10");
}

TEST(a_code_is_not_related_to_itself)
{
	assert_change("content/alpha/1.yaml", "related: [\"10\"]", "related: [\"1\"]",
		      "content/alpha/1.yaml:20:11 related-to-itself\n", "'1' is related to itself; remove it");
}

TEST(an_unknown_tone_is_reported)
{
	assert_change("content/alpha/collection.yaml", "tone: success", "tone: sucess",
		      "content/alpha/collection.yaml:10:11 unknown-value\n",
		      "unknown tone 'sucess'; did you mean 'success'?");
}

TEST(an_attribute_that_decides_needs_verdicts)
{
	assert_change("content/alpha/collection.yaml", "        verdict: \"Take {code} to wait.\"\n", "",
		      "content/alpha/collection.yaml:33:3 missing-key\n",
		      "'retry' decides, but its value 'later' lacks the key 'verdict'");
}

TEST(a_pair_file_is_named_for_two_codes)
{
	assert_file("content/alpha/pairs/1.yaml", "verdict: x\n", "content/alpha/pairs/1.yaml pair-name\n",
		    "name it like '250-vs-334.yaml'");
}

TEST(a_pair_file_names_codes_that_exist)
{
	assert_file("content/alpha/pairs/3-vs-4.yaml", "verdict: x\n",
		    "content/alpha/pairs/3-vs-4.yaml unknown-code\ncontent/alpha/pairs/3-vs-4.yaml unknown-code\n",
		    "the file is named for the code '4', which 'alpha' does not have; there are: 1, 2, 10");
	assert_file("content/alpha/pairs/1-vs-4.yaml", "verdict: x\n", "content/alpha/pairs/1-vs-4.yaml unknown-code\n",
		    "named for the code '4'");
}

TEST(a_pair_file_compares_two_codes)
{
	assert_file("content/alpha/pairs/1-vs-1.yaml", "verdict: x\n",
		    "content/alpha/pairs/1-vs-1.yaml pair-of-itself\n", "compares '1' with itself; remove the file");
}

TEST(a_pair_file_names_the_lower_code_first)
{
	assert_file("content/alpha/pairs/10-vs-2.yaml", "verdict: x\n", "content/alpha/pairs/10-vs-2.yaml pair-order\n",
		    "rename the file to '2-vs-10.yaml'");
}

/* Files that hold another kind of value wherever the builders look for one:
 * schema_check() has found it before, and the builders pass over it. */
TEST(values_of_the_wrong_kind_are_reported_and_passed_over)
{
	static const struct {
		const char *name;
		const char *from;
		const char *to;
	} changes[] = {
		{ "content/site.yaml", "source_locale: en", "source_locale: [en]" },
		{ "content/site.yaml", "title: Codes", "title: [Codes]" },
		{ "content/site.yaml", "base_url: https://example.org/docs/\n", "" },
		{ "content/documents.yaml", "section_url: https://example.org/rfc1#s{section}", "section_url: []" },
		{ "content/documents.yaml", "Paper:", "Paper: x\nOther:" },
		{ "locales/de/locale.yaml", "fix: \"de:fix\"", "fix: []" },
		{ "content/alpha/collection.yaml", "references:\n  - { document: RFC 1, section: \"4\" }\n",
		  "references: x\n" },
		{ "content/alpha/collection.yaml", "tone: success", "tone: []" },
		{ "content/alpha/collection.yaml", "sentence: \"{code} is good.\"", "sentence: []" },
		{ "content/alpha/collection.yaml", "stages:\n", "stages: []\nstage:\n" },
		{ "content/alpha/collection.yaml", "name: ALPHA\n", "" },
		{ "content/alpha/1.yaml", "code: \"1\"", "code: []" },
		{ "content/alpha/1.yaml", "code: \"1\"\n", "" },
		{ "content/alpha/1.yaml", "class: good", "class: []" },
		{ "content/alpha/1.yaml", "class: good\n", "" },
		{ "content/alpha/1.yaml", "retry: never", "retry: []" },
		{ "content/alpha/1.yaml", "{ document: Paper, section: \"9\" }", "{ document: [] }" },
		{ "content/alpha/1.yaml", "{ document: Paper, section: \"9\" }", "{ section: \"9\" }" },
		{ "content/alpha/1.yaml", "stages: [close, open]", "stages: x" },
		{ "content/alpha/1.yaml", "stages: [close, open]", "stages: [[close], open]" },
		{ "content/alpha/1.yaml", "commands: [AUTH, A&B]", "commands: x" },
		{ "content/alpha/1.yaml", "commands: [AUTH, A&B]", "commands: [[x]]" },
		{ "content/alpha/1.yaml", "related: [\"10\"]", "related: x" },
		{ "content/alpha/1.yaml", "related: [\"10\"]", "related: [[x], [x]]" },
		{ "content/alpha/1.yaml", "code: \"1\"", "address: []\ncode: \"1\"" },
		{ "content/alpha/pairs/1-vs-10.yaml", "verdict: Take `1`.", "verdict: []" },
		{ "content/alpha/pairs/1-vs-10.yaml", "differences:\n", "differences: x\ndiffs:\n" },
		{ "content/alpha/pairs/1-vs-10.yaml", "differences:\n", "a: b: c\n" },
		{ "locales/de/alpha/1.yaml", "summary: 1 ist die erste.", "summary: []" },
		{ "locales/de/alpha/collection.yaml", "  good:\n", "  good: x\n  bad:\n" },
		{ "locales/de/site.yaml", "title: Nummern\n", "- x\n" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(changes); i++) {
		g_autoptr(Loaded) site = changed(changes[i].name, changes[i].from, changes[i].to);

		assert_null(site->model);
		assert_true(findings_count(site->findings, SEVERITY_ERROR) > 0);
	}
}

TEST(a_file_of_another_shape_is_reported_and_passed_over)
{
	static const char *const names[] = { "content/site.yaml",       "content/documents.yaml",
					     "content/alpha/1.yaml",    "content/alpha/collection.yaml",
					     "locales/de/site.yaml",    "content/alpha/pairs/1-vs-10.yaml",
					     "locales/de/alpha/1.yaml", "locales/en/locale.yaml" };
	static const char *const texts[] = { "text\n", "- a\n- b\n", "a: b: c\n", "" };

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		for (gsize k = 0; k < G_N_ELEMENTS(texts); k++) {
			g_autoptr(Folder) folder = site_new();
			g_autoptr(Loaded) site = NULL;

			folder_write(folder, names[i], texts[k]);
			site = loaded_new(folder);
			assert_null(site->model);
		}
	}
}

TEST(a_collection_may_have_fifty_stages)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(GString) collection = g_string_new("stages:\n");
	g_autoptr(Loaded) site = NULL;

	for (guint i = 0; i < 50; i++)
		g_string_append_printf(collection, "  s%u: { label: L%u }\n", i, i);
	folder_replace(folder, "content/beta/collection.yaml", "classes:", collection->str);
	folder_replace(folder, "content/beta/collection.yaml", "  only:", "classes:\n  only:");
	folder_replace(folder, "content/beta/A.yaml", "class: only\n", "class: only\nstages: [s0, s49]\n");
	site = loaded_new(folder);
	assert_findings(site->findings, "");
	assert_true(loaded_entry(site, "beta", "A")->stages == (((guint64) 1 << 49) | 1));
}

TEST(a_collection_of_a_thousand_entries_is_built)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;

	for (guint i = 1000; i < 2000; i++) {
		g_autofree char *code = g_strdup_printf("%u", i);
		g_autofree char *name = g_strdup_printf("content/alpha/%u.yaml", i);
		g_autofree char *entry = site_entry(code);

		folder_write(folder, name, entry);
	}
	site = loaded_new(folder);
	assert_findings(site->findings, "");
	assert_int_equal(site->model->collections[0].entry_count, 1003);
	assert_string_equal(loaded_entry(site, "alpha", "1999")->address, "1999");
	assert_int_equal(loaded_entry(site, "alpha", "1999")->index, 1002);
}

/* Renames German and Arabic, so that one can stand in for the other. */
static Folder *
related_languages(const char *german, const char *arabic)
{
	Folder *folder = site_new();
	g_autofree char *first = g_strdup_printf("tag: %s", german);
	g_autofree char *second = g_strdup_printf("tag: %s", arabic);

	folder_replace(folder, "locales/de/locale.yaml", "tag: de", first);
	folder_replace(folder, "locales/ar/locale.yaml", "tag: ar", second);
	return folder;
}

static void
assert_fallback(const Loaded *site, const char *tag, const char *fallback)
{
	assert_string_equal(loaded_locale(site, tag)->fallback->tag, fallback);
}

TEST(a_language_stands_in_for_its_regions)
{
	g_autoptr(Folder) folder = related_languages("pt", "pt-BR");
	g_autoptr(Loaded) site = loaded_new(folder);

	assert_int_equal(findings_count(site->findings, SEVERITY_ERROR), 0);
	assert_fallback(site, "pt-BR", "pt");
	assert_fallback(site, "pt", "en");
	assert_string_equal(own_text(site->model->title, loaded_locale(site, "pt-BR")), "Nummern");
}

TEST(a_language_stands_in_over_several_steps)
{
	g_autoptr(Folder) folder = related_languages("sr", "sr-Cyrl-RS");
	g_autoptr(Loaded) site = loaded_new(folder);

	assert_fallback(site, "sr-Cyrl-RS", "sr");
}

TEST(a_language_in_another_script_does_not_stand_in)
{
	g_autoptr(Folder) chinese = related_languages("zh", "zh-TW");
	g_autoptr(Folder) serbian = related_languages("sr", "sr-Latn");
	g_autoptr(Loaded) first = loaded_new(chinese);
	g_autoptr(Loaded) second = loaded_new(serbian);

	assert_fallback(first, "zh-TW", "en");
	assert_fallback(second, "sr-Latn", "en");
}

TEST(a_locale_can_state_its_fallback)
{
	g_autoptr(Folder) folder = related_languages("zh-Hans", "zh-TW");
	g_autoptr(Loaded) site = NULL;

	folder_replace(folder, "locales/ar/locale.yaml", "messages:", "fallback: zh-Hans\nmessages:");
	site = loaded_new(folder);
	assert_fallback(site, "zh-TW", "zh-Hans");
}

TEST(a_fallback_that_does_not_exist_is_reported)
{
	assert_change("locales/de/locale.yaml",
		      "messages:", "fallback: ra\nmessages:", "locales/de/locale.yaml:2:11 fallback\n",
		      "'de' cannot fall back to 'ra'; there are: ar, en");
	assert_change("locales/de/locale.yaml",
		      "messages:", "fallback: de\nmessages:", "locales/de/locale.yaml:2:11 fallback\n",
		      "'de' cannot fall back to 'de'");
}

TEST(fallbacks_that_go_round_in_a_circle_are_reported)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;

	folder_replace(folder, "locales/de/locale.yaml", "messages:", "fallback: ar\nmessages:");
	folder_replace(folder, "locales/ar/locale.yaml", "messages:", "fallback: de\nmessages:");
	site = loaded_new(folder);
	assert_null(site->model);
	assert_says(site->findings, "leads back to itself");
}

TEST(a_locale_can_state_its_name_and_its_direction)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;

	folder_replace(folder, "locales/de/locale.yaml", "messages:", "name: Hochdeutsch\ndirection: rtl\nmessages:");
	site = loaded_new(folder);
	assert_string_equal(loaded_locale(site, "de")->name, "Hochdeutsch");
	assert_true(loaded_locale(site, "de")->is_right_to_left);
}

TEST(an_unknown_direction_is_reported)
{
	assert_change("locales/de/locale.yaml",
		      "messages:", "direction: right\nmessages:", "locales/de/locale.yaml:2:12 unknown-value\n",
		      "unknown direction 'right'");
}

TEST(a_plural_without_a_case_of_the_language_is_reported)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;

	folder_replace(folder, "locales/de/locale.yaml", "de:entry_count {count}", "{count, plural, other {#}}");
	site = loaded_new(folder);
	assert_says(site->findings, "lacks the case 'one'; add it");
	assert_says(site->findings, "[plural-category]");
}

TEST(messages_may_all_be_comments)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;

	folder_write(folder, "locales/ar/locale.yaml", "tag: ar\nmessages:\n  # fix: x\n");
	site = loaded_new(folder);
	assert_int_equal(findings_count(site->findings, SEVERITY_ERROR), 0);
	assert_int_equal(findings_count(site->findings, SEVERITY_WARNING), 1);
	assert_non_null(site->model);
}

TEST(an_edit_of_the_source_is_a_warning_for_each_file)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = NULL;

	folder_replace(folder, "content/alpha/1.yaml", "fix: How to fix 1.", "fix: How to mend 1.");
	folder_replace(folder, "content/alpha/1.yaml", "summary: 1 is", "summary: 1 was");
	site = loaded_new(folder);
	assert_findings(site->findings, "locales/de/alpha/1.yaml:1:10 out-of-date\n");
	assert_says(site->findings, "summary, fix; look at it, then say 'viceversa locale accept de alpha/1'");
	assert_int_equal(site->model->progress[loaded_locale(site, "de")->index].outdated, 2);
}

TEST(a_translation_without_fingerprints_is_a_warning_for_each_file)
{
	assert_file("locales/de/alpha/2.yaml", "summary: x\nfix: y\n", "locales/de/alpha/2.yaml:1:10 unconfirmed\n",
		    "nothing says of which source this is the translation: summary, fix; ");
}

TEST(the_address_of_a_section_is_one_of_the_web)
{
	assert_change("content/documents.yaml", "https://example.org/rfc1#s{section}", "javascript:{section}",
		      "content/documents.yaml:4:16 bad-url\n", "is not an absolute web address");
}

TEST(a_file_is_known_by_the_line_of_its_first_text)
{
	g_autoptr(Folder) folder = site_new();

	folder_write(folder, "locales/de/alpha/2.yaml", "# German.\n\nfix: Tu es.\n");

	g_autoptr(Loaded) site = loaded_new(folder);
	const Entry *entry = loaded_entry(site, "alpha", "2");

	assert_int_equal(entry->lines[loaded_locale(site, "de")->index], 3);
	assert_int_equal(entry->lines[loaded_locale(site, "ar")->index], 0);
	assert_true(entry->lines[loaded_locale(site, "en")->index] > 1);
}

TEST(an_entry_knows_its_days_and_its_former_addresses)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "content/alpha/2.yaml",
		       "class: ", "former: [two, second]\nadded: 2026-01-02\nchanged: 2026-03-04\nclass: ");

	g_autoptr(Loaded) site = loaded_new(folder);
	const Entry *entry = loaded_entry(site, "alpha", "2");

	assert_string_equal(entry->added, "2026-01-02");
	assert_string_equal(entry->changed, "2026-03-04");
	assert_string_equal(entry->former[0], "two");
	assert_string_equal(entry->former[1], "second");
	assert_null(entry->former[2]);
	assert_null(loaded_entry(site, "alpha", "1")->former[0]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_good_site_has_a_model_and_no_findings),
		cmocka_unit_test(the_model_keeps_nothing_of_the_source),
		cmocka_unit_test(locales_are_sorted_by_folder_and_fall_back_to_the_source),
		cmocka_unit_test(the_folder_of_a_locale_may_differ_from_its_tag),
		cmocka_unit_test(collections_are_sorted_and_numbered),
		cmocka_unit_test(classes_attributes_facts_and_stages_keep_the_order_of_the_file),
		cmocka_unit_test(a_class_without_a_tone_is_neutral),
		cmocka_unit_test(entries_are_in_the_natural_order_of_their_codes),
		cmocka_unit_test(an_entry_has_what_its_file_says),
		cmocka_unit_test(an_entry_may_have_no_more_than_it_needs),
		cmocka_unit_test(references_lead_to_their_section_where_it_has_an_address),
		cmocka_unit_test(texts_are_in_their_language_or_in_the_sources),
		cmocka_unit_test(the_words_of_a_pair_are_found_in_its_order),
		cmocka_unit_test(the_words_of_many_pairs_are_all_found),
		cmocka_unit_test(a_pair_without_a_verdict_has_differences_alone),
		cmocka_unit_test(a_site_needs_no_collections),
		cmocka_unit_test(a_site_needs_no_licence_and_no_documents),
		cmocka_unit_test(a_base_address_gets_a_slash_at_its_end),
		cmocka_unit_test(a_base_address_has_no_query_and_no_fragment),
		cmocka_unit_test(without_site_yaml_there_is_no_model),
		cmocka_unit_test(findings_of_an_earlier_stage_leave_no_model),
		cmocka_unit_test(a_warning_leaves_a_model),
		cmocka_unit_test(a_message_that_the_source_lacks_is_an_error),
		cmocka_unit_test(an_unknown_message_is_reported_with_a_suggestion),
		cmocka_unit_test(a_message_that_lost_an_argument_is_reported),
		cmocka_unit_test(a_message_may_lack_what_its_source_lacks),
		cmocka_unit_test(a_message_with_an_unknown_argument_is_reported),
		cmocka_unit_test(a_message_that_icu_cannot_read_is_reported),
		cmocka_unit_test(a_message_that_counts_a_text_is_reported),
		cmocka_unit_test(a_message_that_selects_by_a_number_is_reported),
		cmocka_unit_test(a_sentence_that_counts_a_text_is_reported),
		cmocka_unit_test(an_address_of_a_section_that_counts_a_text_is_reported),
		cmocka_unit_test(a_message_may_select_by_a_text),
		cmocka_unit_test(a_sentence_needs_its_code),
		cmocka_unit_test(a_sentence_has_no_other_argument),
		cmocka_unit_test(the_address_of_a_section_needs_the_section),
		cmocka_unit_test(a_tag_of_no_language_is_reported),
		cmocka_unit_test(a_tag_that_is_not_canonical_is_reported),
		cmocka_unit_test(two_folders_of_one_language_are_reported),
		cmocka_unit_test(a_source_locale_that_does_not_exist_is_reported),
		cmocka_unit_test(a_site_without_locales_has_no_source_locale),
		cmocka_unit_test(a_locale_without_a_tag_or_messages_is_left_out),
		cmocka_unit_test(translations_in_the_source_language_are_refused),
		cmocka_unit_test(a_translation_of_a_missing_file_is_reported),
		cmocka_unit_test(a_translation_of_a_missing_key_is_reported),
		cmocka_unit_test(a_translated_list_has_as_many_items_as_its_source),
		cmocka_unit_test(a_translation_of_another_kind_is_reported_once),
		cmocka_unit_test(a_code_that_cannot_name_a_file_is_reported),
		cmocka_unit_test(a_code_and_its_file_have_the_same_name),
		cmocka_unit_test(a_code_has_one_file),
		cmocka_unit_test(a_code_without_an_address_needs_one_of_its_own),
		cmocka_unit_test(the_address_of_a_collection_is_taken),
		cmocka_unit_test(an_address_of_ones_own_has_to_be_safe),
		cmocka_unit_test(two_codes_have_two_addresses),
		cmocka_unit_test(an_unknown_class_is_reported),
		cmocka_unit_test(an_unknown_attribute_is_reported),
		cmocka_unit_test(an_unknown_value_is_reported),
		cmocka_unit_test(a_missing_attribute_is_reported),
		cmocka_unit_test(an_unknown_fact_is_reported),
		cmocka_unit_test(a_fact_without_words_is_none),
		cmocka_unit_test(an_unknown_stage_is_reported),
		cmocka_unit_test(what_is_listed_twice_is_reported),
		cmocka_unit_test(an_unknown_document_is_reported_with_all_names_in_order),
		cmocka_unit_test(an_unknown_related_code_is_reported),
		cmocka_unit_test(a_code_is_not_related_to_itself),
		cmocka_unit_test(an_unknown_tone_is_reported),
		cmocka_unit_test(an_attribute_that_decides_needs_verdicts),
		cmocka_unit_test(a_pair_file_is_named_for_two_codes),
		cmocka_unit_test(a_pair_file_names_codes_that_exist),
		cmocka_unit_test(a_pair_file_compares_two_codes),
		cmocka_unit_test(a_pair_file_names_the_lower_code_first),
		cmocka_unit_test(values_of_the_wrong_kind_are_reported_and_passed_over),
		cmocka_unit_test(a_file_of_another_shape_is_reported_and_passed_over),
		cmocka_unit_test(a_collection_may_have_fifty_stages),
		cmocka_unit_test(a_collection_of_a_thousand_entries_is_built),
		cmocka_unit_test(a_language_stands_in_for_its_regions),
		cmocka_unit_test(a_language_stands_in_over_several_steps),
		cmocka_unit_test(a_language_in_another_script_does_not_stand_in),
		cmocka_unit_test(a_locale_can_state_its_fallback),
		cmocka_unit_test(a_fallback_that_does_not_exist_is_reported),
		cmocka_unit_test(fallbacks_that_go_round_in_a_circle_are_reported),
		cmocka_unit_test(a_locale_can_state_its_name_and_its_direction),
		cmocka_unit_test(an_unknown_direction_is_reported),
		cmocka_unit_test(a_plural_without_a_case_of_the_language_is_reported),
		cmocka_unit_test(messages_may_all_be_comments),
		cmocka_unit_test(an_edit_of_the_source_is_a_warning_for_each_file),
		cmocka_unit_test(a_translation_without_fingerprints_is_a_warning_for_each_file),
		cmocka_unit_test(the_address_of_a_section_is_one_of_the_web),
		cmocka_unit_test(a_file_is_known_by_the_line_of_its_first_text),
		cmocka_unit_test(an_entry_knows_its_days_and_its_former_addresses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
