#include "model/locale.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/uldnames.h>
#include <unicode/ulistformatter.h>
#include <unicode/uloc.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

/* The most UTF-16 units of a language's name. */
#define NAME_MAX_UNITS 256

const char *
locale_direction(const Locale *locale)
{
	return locale->is_right_to_left ? "rtl" : "ltr";
}

const Locale *
locale_of_message(const Locale *locale, MessageId id)
{
	while (locale->messages[id] == NULL && locale->fallback != NULL)
		locale = locale->fallback;
	return locale;
}

const Message *
locale_message(const Locale *locale, MessageId id)
{
	return locale_of_message(locale, id)->messages[id];
}

char *
locale_format(const Locale *locale, MessageId id, const MessageValue *values)
{
	return message_format(locale_message(locale, id), values);
}

/* Where ICU lacks data for a language it would take the user's. */
static void
forget_users_language(void)
{
	static gsize forgotten = 0;

	if (g_once_init_enter(&forgotten)) {
		UErrorCode status = U_ZERO_ERROR;

		uloc_setDefault("root", &status);
		g_once_init_leave(&forgotten, 1);
	}
}

/* ICU's own identifier for a BCP 47 tag, "zh_Hans". */
static bool
icu_identifier(const char *tag, char out[ULOC_FULLNAME_CAPACITY])
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t parsed = 0;

	forget_users_language();
	uloc_forLanguageTag(tag, out, ULOC_FULLNAME_CAPACITY, &parsed, &status);
	/* A tag that ends in the middle of a subtag is cut without an error. */
	return U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING && parsed == (int32_t) strlen(tag);
}

static char *
display_name(const char *of, const char *in, UDisplayContext capitalization)
{
	char of_identifier[ULOC_FULLNAME_CAPACITY];
	char in_identifier[ULOC_FULLNAME_CAPACITY];
	UDisplayContext contexts[] = { UDISPCTX_DIALECT_NAMES, capitalization };
	UErrorCode status = U_ZERO_ERROR;
	UChar name[NAME_MAX_UNITS];

	g_assert(icu_identifier(of, of_identifier) && icu_identifier(in, in_identifier));

	ULocaleDisplayNames *names = uldn_openForContext(in_identifier, contexts, G_N_ELEMENTS(contexts), &status);
	int32_t length = uldn_localeDisplayName(names, of_identifier, name, NAME_MAX_UNITS, &status);

	uldn_close(names);
	/* Without data for a language its tag is the best name. */
	return U_SUCCESS(status) ? g_utf16_to_utf8(name, length, NULL, NULL, NULL) : g_strdup(of);
}

char *
locale_display_name(const Locale *locale, const Locale *of)
{
	return display_name(of->tag, locale->tag, UDISPCTX_CAPITALIZATION_FOR_MIDDLE_OF_SENTENCE);
}

char *
locale_own_name(const char *tag)
{
	return display_name(tag, tag, UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU);
}

char *
locale_english_name(const char *tag)
{
	return display_name(tag, "en", UDISPCTX_CAPITALIZATION_FOR_MIDDLE_OF_SENTENCE);
}

char *
locale_plural_categories(const char *tag)
{
	/* ICU lists them in an order of its own. */
	static const char *const order[] = { "zero", "one", "two", "few", "many", "other" };
	g_autoptr(GString) joined = g_string_new(NULL);
	g_autoptr(GHashTable) has = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	char identifier[ULOC_FULLNAME_CAPACITY];
	UErrorCode status = U_ZERO_ERROR;
	const char *keyword;

	g_assert(icu_identifier(tag, identifier));

	UPluralRules *rules = uplrules_open(identifier, &status);
	UEnumeration *keywords = uplrules_getKeywords(rules, &status);

	while (U_SUCCESS(status) && (keyword = uenum_next(keywords, NULL, &status)) != NULL)
		g_hash_table_add(has, g_strdup(keyword));
	uenum_close(keywords);
	uplrules_close(rules);
	for (gsize i = 0; i < G_N_ELEMENTS(order); i++)
		if (g_hash_table_contains(has, order[i]))
			g_string_append_printf(joined, "%s%s", joined->len == 0 ? "" : ", ", order[i]);
	return g_string_free(g_steal_pointer(&joined), FALSE);
}

char *
locale_join(const Locale *locale, const char *const *items, guint length)
{
	g_autofree const UChar **strings = g_new0(const UChar *, length);
	g_autofree int32_t *lengths = g_new0(int32_t, length);
	char identifier[ULOC_FULLNAME_CAPACITY];
	UErrorCode status = U_ZERO_ERROR;
	int32_t capacity = 64;

	g_assert(icu_identifier(locale->tag, identifier));
	for (guint i = 0; i < length; i++) {
		glong units = 0;

		strings[i] = g_utf8_to_utf16(items[i], -1, NULL, &units, NULL);
		lengths[i] = (int32_t) units;
		capacity += lengths[i] + 64;
	}

	g_autofree UChar *joined = g_new(UChar, (gsize) capacity);
	UListFormatter *formatter = ulistfmt_openForType(identifier, ULISTFMT_TYPE_AND, ULISTFMT_WIDTH_WIDE, &status);
	int32_t end = ulistfmt_format(formatter, strings, lengths, (int32_t) length, joined, capacity, &status);

	ulistfmt_close(formatter);
	for (guint i = 0; i < length; i++)
		g_free((gpointer) strings[i]);
	if (U_FAILURE(status))
		g_error("ICU cannot join a list in %s: %s", locale->tag, u_errorName(status));
	return g_utf16_to_utf8(joined, end, NULL, NULL, NULL);
}

char *
locale_canonical_tag(const char *tag)
{
	char identifier[ULOC_FULLNAME_CAPACITY];
	char canonical[ULOC_FULLNAME_CAPACITY];
	/* Many programs write "pt_BR", as POSIX does. */
	g_autofree char *hyphened = g_strdelimit(g_strdup(tag), "_", '-');
	UErrorCode status = U_ZERO_ERROR;

	if (!icu_identifier(hyphened, identifier) || *uloc_getISO3Language(identifier) == '\0')
		return NULL;
	uloc_toLanguageTag(identifier, canonical, ULOC_FULLNAME_CAPACITY, TRUE, &status);
	return U_SUCCESS(status) ? g_strdup(canonical) : NULL;
}

char *
locale_script(const char *tag)
{
	char identifier[ULOC_FULLNAME_CAPACITY];
	char likely[ULOC_FULLNAME_CAPACITY];
	char script[ULOC_SCRIPT_CAPACITY] = "";
	UErrorCode status = U_ZERO_ERROR;

	g_assert(icu_identifier(tag, identifier));
	uloc_addLikelySubtags(identifier, likely, ULOC_FULLNAME_CAPACITY, &status);
	uloc_getScript(likely, script, ULOC_SCRIPT_CAPACITY, &status);
	return g_strdup(U_SUCCESS(status) ? script : "");
}

bool
locale_tag_is_right_to_left(const char *tag)
{
	char identifier[ULOC_FULLNAME_CAPACITY];

	return icu_identifier(tag, identifier) && uloc_isRightToLeft(identifier);
}

int
locale_compare_names(const Locale *a, const Locale *b)
{
	UErrorCode status = U_ZERO_ERROR;
	UCollator *collator = ucol_open("", &status);
	UCollationResult order = ucol_strcollUTF8(collator, a->name, -1, b->name, -1, &status);

	ucol_close(collator);
	return order == UCOL_EQUAL ? strcmp(a->tag, b->tag) : (int) order;
}

guint32
locale_data_version(void)
{
	UVersionInfo version;

	u_getVersion(version);
	return (guint32) version[0] << 24 | (guint32) version[1] << 16 | (guint32) version[2] << 8 | version[3];
}
