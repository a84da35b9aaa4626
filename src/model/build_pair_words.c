#include "model/build.h"
#include "model/code.h"

/* One side of a pair file's name.  Returns: (nullable): NULL with a finding here
 * or in the code's own file. */
static const Entry *
find_side(Build *build, const Collection *collection, const SourceFile *file, const char *code)
{
	const Entry *entry = build_find_entry(collection, code);

	if (entry == NULL && !build_entry_is_broken(build, collection, code)) {
		g_autofree char *phrase = build_code_phrase(build, collection, code);

		findings_add(build->findings, FINDING_UNKNOWN_CODE, file_place(file->file),
			     "the file is named for the code '%s', which '%s' does not have%s", code,
			     collection->folder, phrase);
	}
	return entry;
}

/* Finds both entries of a pair file by its name. */
static bool
find_sides(Build *build, const Collection *collection, const SourceFile *file, PairWords *words)
{
	g_autofree char *first = NULL;
	g_autofree char *second = NULL;

	if (!code_split_pair(file->stem, &first, &second)) {
		findings_add(build->findings, FINDING_PAIR_NAME, file_place(file->file),
			     "a pair's file is named for two codes; name it like '250" CODE_VERSUS "334.yaml'");
		return false;
	}
	words->first = find_side(build, collection, file, first);
	words->second = find_side(build, collection, file, second);
	if (words->first == NULL || words->second == NULL)
		return false;
	if (words->first == words->second) {
		findings_add(build->findings, FINDING_PAIR_SELF, file_place(file->file),
			     "compares '%s' with itself; remove the file", first);
		return false;
	}
	if (words->first->index > words->second->index) {
		findings_add(build->findings, FINDING_PAIR_ORDER, file_place(file->file),
			     "the lower code comes first; rename the file to '%s" CODE_VERSUS "%s.yaml'", second,
			     first);
		return false;
	}
	return true;
}

static void
build_words(Build *build, const SourceFile *file, PairWords *words)
{
	Parallel root = parallel_load(build, file->path);
	Parallel list;
	const Text **differences;

	words->fingerprints = build_fingerprints(build, file->path);
	words->lines = build_lines(build, SOURCE_PAIR, root);
	words->verdict = build_text(build, root, "verdict");
	if (!parallel_get(build, root, "differences", &list) || list.source->kind != NODE_SEQUENCE)
		return;
	words->difference_count = node_length(list.source);
	differences = pool_array(build->pool, const Text *, words->difference_count);
	for (guint i = 0; i < words->difference_count; i++)
		differences[i] = build_text_of(build, parallel_item(build, list, i));
	words->differences = differences;
}

static int
compare_words(gconstpointer a, gconstpointer b)
{
	const PairWords *left = a;
	const PairWords *right = b;

	if (left->first != right->first)
		return left->first->index < right->first->index ? -1 : 1;
	return left->second->index < right->second->index ? -1 : left->second->index > right->second->index;
}

void
build_pair_words(Build *build, Collection *collection)
{
	const GPtrArray *files = build->source->content->files;
	g_autoptr(GArray) all = g_array_new(FALSE, TRUE, sizeof(PairWords));
	PairWords *words;

	for (guint i = 0; i < files->len; i++) {
		const SourceFile *file = files->pdata[i];
		PairWords found = { 0 };

		if (file->kind != SOURCE_PAIR || file->root == NULL || !g_str_equal(file->folder, collection->folder))
			continue;
		if (find_sides(build, collection, file, &found)) {
			build_words(build, file, &found);
			g_array_append_val(all, found);
		}
	}
	g_array_sort(all, compare_words);
	words = pool_array(build->pool, PairWords, all->len);
	for (guint i = 0; i < all->len; i++)
		words[i] = g_array_index(all, PairWords, i);
	collection->words = words;
	collection->words_count = all->len;
}

const PairWords *
model_pair_words(const Entry *first, const Entry *second)
{
	const Collection *collection = first->collection;
	PairWords wanted = { .first = first, .second = second };

	for (guint from = 0, to = collection->words_count; from < to;) {
		guint middle = from + (to - from) / 2;
		int order = compare_words(&wanted, &collection->words[middle]);

		if (order == 0)
			return &collection->words[middle];
		if (order < 0)
			to = middle;
		else
			from = middle + 1;
	}
	return NULL;
}
