/* Codes: their order, and the addresses made of them. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* What stands between the codes of a pair in file names and addresses. */
#define CODE_VERSUS "-vs-"

/* The address of a collection's own page, which no code may have. */
#define CODE_INDEX "index"

/* Whether a code can name a file on any system: not empty, no slash or
 * backslash, no dot in front, no white space at either end, no "-vs-". */
bool code_is_safe(const char *code);

/* Compares two codes in natural order: digits as numbers, all else by byte.
 * Returns: less than, equal to or greater than zero. */
int code_compare(const char *a, const char *b);

/* The address that a code gives: ASCII lower case, with a hyphen for each run
 * of characters that would need escaping, and none at its ends.
 * Returns: (transfer full): may be empty. */
char *code_address(const char *code);

/* Whether an address is one that code_address() could give and that no other
 * page has. */
bool code_address_is_safe(const char *address);

/* Splits "450-vs-550" at its first "-vs-".
 * Returns: false where there is none or one side is empty. */
bool code_split_pair(const char *name, char **first, char **second);
