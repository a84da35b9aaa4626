#include "page/phrases.h"

#include "page/render.h"
#include "support.h"

/* How each phrase is said in full. */
static void
say_in_full(Context *context, PhraseId id, const Page *pair, Markup *out)
{
	const Labels *labels = fragments_labels(context->renderer, pair->locale, pair->collection);
	g_autofree char *link = NULL;

	switch (id) {
	case PHRASE_TITLE:
		context_pair_title(context, out, pair->first, pair->second);
		break;
	case PHRASE_CODES:
		context_pair_codes(context, out, pair->first, pair->second);
		break;
	case PHRASE_LINK:
		link = context_pair_link(context, pair->first, pair->second);
		markup_text(out, link);
		break;
	case PHRASE_ARTICLE_START:
		structured_article_start(context, labels, out, pair);
		break;
	case PHRASE_ARTICLE_END:
		structured_article_end(context, labels, out, pair);
		break;
	case PHRASE_COUNT:
		break;
	}
}

static void
compare(const Renderer *renderer, const Page *pair)
{
	g_autofree char *file = address_file(renderer->addresses, pair);
	const Context context = { .renderer = renderer, .page = pair, .file = file, .locale = pair->locale };

	for (PhraseId id = 0; id < PHRASE_COUNT; id++) {
		Context one = context;
		Context other = context;
		g_autoptr(Markup) phrase = markup_new();
		g_autoptr(Markup) full = markup_new();

		phrases_say(&one, phrase, id, pair->first, pair->second);
		say_in_full(&other, id, pair, full);
		assert_string_equal(markup_string(phrase), markup_string(full));
		assert_int_equal(one.fell_back, other.fell_back);
		assert_int_equal(one.is_outdated, other.is_outdated);
	}
}

/* Compares both ways of saying what all pairs say.  Returns: how many fit. */
static guint
compare_all(const Folder *folder)
{
	g_autoptr(Rendered) rendered = rendered_new(folder);
	guint fitting = 0;

	for (guint64 i = 0; i < plan_count(rendered->plan); i++) {
		Page page = plan_page(rendered->plan, i);

		if (page.kind != PAGE_PAIR)
			continue;
		compare(rendered->renderer, &page);
		fitting += phrases_fit(rendered->renderer, page.locale, page.first, page.second);
	}
	return fitting;
}

TEST(all_pairs_of_the_project_are_spoken_of_in_phrases_as_in_full)
{
	/* Where the tests are run; not freed, for that would remove it. */
	const Folder project = { .path = "." };

	assert_true(compare_all(&project) > 0);
}

/* A site of three pairs in three languages.  The name of its first entry is what is
 * given. */
static Folder *
site_with_name(const char *name)
{
	Folder *folder = site_new();
	g_autofree char *entry = folder_read(folder, "content/alpha/1.yaml");
	g_autoptr(GString) changed = g_string_new(entry);

	g_string_replace(changed, "name: One & Only", name, 1);
	folder_write(folder, "content/alpha/1.yaml", changed->str);
	return folder;
}

TEST(an_entry_whose_name_needs_escaping_does_not_fit)
{
	g_autoptr(Folder) plain = site_with_name("name: One");
	g_autoptr(Folder) escaped = site_with_name("name: R&D");

	assert_int_equal(compare_all(plain), 9);
	assert_int_equal(compare_all(escaped), 3);
}

TEST(nothing_fits_in_a_language_whose_titles_select_by_a_code)
{
	g_autoptr(Folder) folder = site_with_name("name: One");
	g_autofree char *locale = folder_read(folder, "locales/de/locale.yaml");
	g_autoptr(GString) changed = g_string_new(locale);

	g_string_replace(
	    changed, "\n  pair_title: ",
	    "\n  pair_title: \"{collection} {first, select, x {zehn} other {{first}}} {first_name} {second} "
	    "{second_name}\" # ",
	    1);
	folder_write(folder, "locales/de/locale.yaml", changed->str);
	assert_int_equal(compare_all(folder), 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_pairs_of_the_project_are_spoken_of_in_phrases_as_in_full),
		cmocka_unit_test(an_entry_whose_name_needs_escaping_does_not_fit),
		cmocka_unit_test(nothing_fits_in_a_language_whose_titles_select_by_a_code),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
