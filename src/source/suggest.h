/* Suggestions for a word that is not among the known ones. */
#pragma once

#include <glib.h>

/* For how many wrong names a near one is looked for, where there may be as many wrong ones
 * as right ones: to look for all of them takes a time that grows with the square of their
 * number, and whoever has more has renamed a folder. */
#define SUGGEST_MOST 100

/* A name out of candidates that someone who typed word may have meant.
 * candidates ends with NULL.
 * Returns: (nullable) (transfer none): one of the candidates. */
const char *suggest(const char *word, const char *const *candidates);

/* The end of a message about an unknown word: "; did you mean 'x'?" where one
 * is near, else "; there are: a, b, c", shortened where there are many.
 * Returns: (transfer full). */
char *suggest_phrase(const char *word, const char *const *candidates);

/* "a, b, c", shortened where there are many.  names ends with NULL.
 * Returns: (transfer full). */
char *suggest_list(const char *const *names);
