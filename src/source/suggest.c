#include "source/suggest.h"

#include <string.h>

/* The longest word for which a near one is looked for, in bytes. */
#define SUGGEST_MAX_BYTES 64

/* How many insertions, deletions, replacements and swaps of neighbouring bytes
 * lead from one word to the other (optimal string alignment). */
static guint
edit_distance(const char *a, const char *b)
{
	gsize rows = strlen(a);
	gsize columns = strlen(b);
	guint table[3][SUGGEST_MAX_BYTES + 1];

	for (gsize j = 0; j <= columns; j++)
		table[0][j] = (guint) j;
	for (gsize i = 1; i <= rows; i++) {
		const guint *above = table[(i - 1) % 3];
		guint *row = table[i % 3];

		row[0] = (guint) i;
		for (gsize j = 1; j <= columns; j++) {
			guint best = above[j - 1] + (a[i - 1] != b[j - 1]);

			best = MIN(best, above[j] + 1);
			best = MIN(best, row[j - 1] + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				best = MIN(best, table[(i - 2) % 3][j - 2] + 1);
			row[j] = best;
		}
	}
	return table[rows % 3][columns];
}

const char *
suggest(const char *word, const char *const *candidates)
{
	const char *nearest = NULL;
	guint nearest_distance = G_MAXUINT;
	gsize length = strlen(word);

	if (length > SUGGEST_MAX_BYTES)
		return NULL;
	for (; *candidates != NULL; candidates++) {
		gsize other = strlen(*candidates);

		if (other > SUGGEST_MAX_BYTES)
			continue;

		guint distance = edit_distance(word, *candidates);

		/* A third of the letters may be wrong: more is another word. */
		if (distance < nearest_distance && distance * 3 <= MAX(length, other)) {
			nearest = *candidates;
			nearest_distance = distance;
		}
	}
	return nearest;
}

/* How many names a message lists before it stops. */
#define SUGGEST_MAX_NAMES 12

char *
suggest_list(const char *const *names)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; names[i] != NULL; i++) {
		if (i == SUGGEST_MAX_NAMES) {
			g_string_append(out, ", ...");
			break;
		}
		g_string_append_printf(out, "%s%s", i == 0 ? "" : ", ", names[i]);
	}
	return g_string_free(out, FALSE);
}

char *
suggest_phrase(const char *word, const char *const *candidates)
{
	const char *near = suggest(word, candidates);
	g_autofree char *list = NULL;

	if (near != NULL)
		return g_strdup_printf("; did you mean '%s'?", near);
	if (*candidates == NULL)
		return g_strdup("; there are none");
	list = suggest_list(candidates);
	return g_strdup_printf("; there are: %s", list);
}
