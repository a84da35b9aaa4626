#include "output/file.h"

#include <unistd.h>

#include "support.h"

/* As many files as take several threads to remove. */
#define MANY 1000

TEST(a_tree_is_removed_whatever_is_in_it)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *path = folder_path(folder, "tree");

	for (guint i = 0; i < MANY; i++) {
		g_autofree char *name = g_strdup_printf("tree/%u", i);

		folder_write(folder, name, "x");
	}
	folder_write(folder, "tree/below/1", "x");
	folder_write(folder, "tree/below/further/2", "x");
	file_remove_tree(path);
	assert_false(folder_has(folder, "tree"));
}

TEST(what_a_link_leads_to_stays)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *mine = folder_path(folder, "mine");
	g_autofree char *link = folder_path(folder, "link");
	g_autofree char *within = folder_path(folder, "tree/link");
	g_autofree char *tree = folder_path(folder, "tree");

	folder_write(folder, "mine/1", "x");
	folder_write(folder, "tree/1", "x");
	assert_int_equal(symlink(mine, link), 0);
	assert_int_equal(symlink(mine, within), 0);
	file_remove_tree(link);
	file_remove_tree(tree);
	assert_false(folder_has(folder, "link"));
	assert_false(folder_has(folder, "tree"));
	assert_true(folder_has(folder, "mine/1"));
}

TEST(a_tree_that_is_not_there_is_removed_already)
{
	g_autoptr(Folder) folder = folder_new();
	g_autofree char *path = folder_path(folder, "tree");

	file_remove_tree(path);
	assert_false(folder_has(folder, "tree"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_tree_is_removed_whatever_is_in_it),
		cmocka_unit_test(what_a_link_leads_to_stays),
		cmocka_unit_test(a_tree_that_is_not_there_is_removed_already),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
