#include "compare/comparison.h"

#include "support.h"

/* The attributes of a comparison in their order, those that differ with "!". */
static char *
attributes_of(const Comparison *comparison)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < comparison->attribute_count; i++) {
		const ComparedAttribute *compared = &comparison->attributes[i];

		g_string_append_printf(out, "%s%s %s %s\n", compared->differs ? "!" : "", compared->attribute->id,
				       compared->first->id, compared->second->id);
	}
	return g_string_free(out, FALSE);
}

static char *
words_of(const char *const *words)
{
	return words == NULL ? g_strdup("-") : g_strjoinv(",", (char **) words);
}

static char *
facts_of(const Comparison *comparison)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < comparison->fact_count; i++) {
		const ComparedFact *compared = &comparison->facts[i];
		g_autofree char *first = words_of(compared->first);
		g_autofree char *second = words_of(compared->second);

		g_string_append_printf(out, "%s%s %s %s\n", compared->differs ? "!" : "", compared->fact->id, first,
				       second);
	}
	return g_string_free(out, FALSE);
}

static Comparison *
compare(const Loaded *site, const char *first, const char *second)
{
	return comparison_new(loaded_entry(site, "alpha", first), loaded_entry(site, "alpha", second));
}

TEST(attributes_that_differ_come_first)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Comparison) comparison = compare(site, "1", "10");

	assert_int_equal(comparison->attribute_count, 3);
	assert_int_equal(comparison->differing_count, 2);
	assert_string_free(attributes_of(comparison), "!sender server client\n"
						      "!retry never later\n"
						      "kind plain plain\n");
	assert_ptr_equal(comparison->first, loaded_entry(site, "alpha", "1"));
	assert_ptr_equal(comparison->second, loaded_entry(site, "alpha", "10"));
}

TEST(attributes_that_agree_keep_their_order)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Comparison) comparison = compare(site, "1", "2");

	assert_int_equal(comparison->differing_count, 0);
	assert_string_free(attributes_of(comparison), "sender server server\n"
						      "kind plain plain\n"
						      "retry never never\n");
}

TEST(classes_and_stages_are_compared)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Comparison) different = compare(site, "1", "10");
	g_autoptr(Comparison) same_class = compare(site, "1", "2");

	assert_false(different->same_class);
	assert_false(different->same_stages);
	assert_true(same_class->same_class);
	assert_false(same_class->same_stages);
}

TEST(stages_that_are_listed_in_another_order_are_the_same)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "content/alpha/10.yaml", "stages: [close]", "stages: [open, close]");

	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Comparison) comparison = compare(site, "1", "10");

	assert_true(comparison->same_stages);
}

TEST(facts_that_either_entry_has_are_compared)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Comparison) both = compare(site, "1", "10");
	g_autoptr(Comparison) first = compare(site, "1", "2");
	g_autoptr(Comparison) second = compare(site, "2", "10");

	assert_string_free(facts_of(both), "!commands AUTH,A&B AUTH\n!also - x\n");
	assert_string_free(facts_of(first), "!commands AUTH,A&B -\n");
	assert_string_free(facts_of(second), "!commands - AUTH\n!also - x\n");
}

TEST(facts_of_the_same_words_agree)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "content/alpha/10.yaml", "commands: [AUTH]", "commands: [AUTH, A&B]");

	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Comparison) comparison = compare(site, "1", "10");

	assert_string_free(facts_of(comparison), "commands AUTH,A&B AUTH,A&B\n!also - x\n");
}

TEST(facts_of_the_same_words_in_another_order_differ)
{
	g_autoptr(Folder) folder = site_new();

	folder_replace(folder, "content/alpha/10.yaml", "commands: [AUTH]", "commands: [A&B, AUTH]");

	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Comparison) comparison = compare(site, "1", "10");

	assert_true(comparison->facts[0].differs);
}

TEST(the_words_of_a_pair_belong_to_its_comparison)
{
	g_autoptr(Folder) folder = site_new();
	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Comparison) with = compare(site, "1", "10");
	g_autoptr(Comparison) without = compare(site, "1", "2");

	assert_ptr_equal(with->words, model_pair_words(with->first, with->second));
	assert_int_equal(with->words->difference_count, 2);
	assert_null(without->words);
}

TEST(entries_without_anything_to_compare_can_be_compared)
{
	g_autoptr(Folder) folder = site_new();

	folder_write(folder, "content/beta/B.yaml",
		     "code: B\nname: B\nclass: only\nsummary: b\ndescription: b\nwhen_seen: b\nfix: b\n");

	g_autoptr(Loaded) site = loaded_new(folder);
	g_autoptr(Comparison) comparison =
	    comparison_new(loaded_entry(site, "beta", "A"), loaded_entry(site, "beta", "B"));

	assert_int_equal(comparison->attribute_count, 0);
	assert_int_equal(comparison->differing_count, 0);
	assert_int_equal(comparison->fact_count, 0);
	assert_true(comparison->same_class);
	assert_true(comparison->same_stages);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(attributes_that_differ_come_first),
		cmocka_unit_test(attributes_that_agree_keep_their_order),
		cmocka_unit_test(classes_and_stages_are_compared),
		cmocka_unit_test(stages_that_are_listed_in_another_order_are_the_same),
		cmocka_unit_test(facts_that_either_entry_has_are_compared),
		cmocka_unit_test(facts_of_the_same_words_agree),
		cmocka_unit_test(facts_of_the_same_words_in_another_order_differ),
		cmocka_unit_test(the_words_of_a_pair_belong_to_its_comparison),
		cmocka_unit_test(entries_without_anything_to_compare_can_be_compared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
