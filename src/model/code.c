#include "model/code.h"

#include <string.h>

#define ADDRESS_CHARACTERS G_CSET_a_2_z G_CSET_DIGITS "._-"

bool
code_is_safe(const char *code)
{
	gsize length = strlen(code);

	return length > 0 && code[0] != '.' && strpbrk(code, "/\\") == NULL && strstr(code, CODE_VERSUS) == NULL &&
	       !g_ascii_isspace(code[0]) && !g_ascii_isspace(code[length - 1]);
}

/* The length of the digits at the start of text, without leading zeros, which
 * are skipped. */
static gsize
digits(const char **text)
{
	*text += strspn(*text, "0");
	return strspn(*text, G_CSET_DIGITS);
}

int
code_compare(const char *a, const char *b)
{
	const char *left = a;
	const char *right = b;

	while (*left != '\0' && *right != '\0') {
		if (!g_ascii_isdigit(*left) || !g_ascii_isdigit(*right)) {
			if (*left != *right)
				return (guchar) *left < (guchar) *right ? -1 : 1;
			left++;
			right++;
			continue;
		}

		gsize left_digits = digits(&left);
		gsize right_digits = digits(&right);

		if (left_digits != right_digits)
			return left_digits < right_digits ? -1 : 1;

		int order = strncmp(left, right, left_digits);

		if (order != 0)
			return order;
		left += left_digits;
		right += right_digits;
	}
	if (*left != *right)
		return *left == '\0' ? -1 : 1;
	/* Equal but for leading zeros. */
	return strcmp(a, b);
}

char *
code_address(const char *code)
{
	GString *out = g_string_new(NULL);

	for (const char *c = code; *c != '\0'; c++) {
		char lower = g_ascii_tolower(*c);

		if (strchr(ADDRESS_CHARACTERS, lower) != NULL && lower != '-')
			g_string_append_c(out, lower);
		else if (out->len > 0 && out->str[out->len - 1] != '-')
			g_string_append_c(out, '-');
	}
	if (out->len > 0 && out->str[out->len - 1] == '-')
		g_string_truncate(out, out->len - 1);
	return g_string_free(out, FALSE);
}

bool
code_address_is_safe(const char *address)
{
	gsize length = strlen(address);

	/* "a-vs" and "b" would meet "a" and "vs-b" at "a-vs-vs-b". */
	return length > 0 && *address != '.' && *address != '-' && address[length - 1] != '-' &&
	       address[strspn(address, ADDRESS_CHARACTERS)] == '\0' && strstr(address, "--") == NULL &&
	       strstr(address, CODE_VERSUS) == NULL && !g_str_has_prefix(address, "vs-") &&
	       !g_str_has_suffix(address, "-vs") && !g_str_equal(address, CODE_INDEX);
}

bool
code_split_pair(const char *name, char **first, char **second)
{
	const char *versus = strstr(name, CODE_VERSUS);

	if (versus == NULL || versus == name || versus[strlen(CODE_VERSUS)] == '\0')
		return false;
	*first = g_strndup(name, (gsize) (versus - name));
	*second = g_strdup(versus + strlen(CODE_VERSUS));
	return true;
}
