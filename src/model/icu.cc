#include "model/icu.h"

#include <cstring>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <unicode/locid.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

using icu::MessagePattern;
using icu::UnicodeString;

/* The longest pattern that is read. */
static constexpr size_t PATTERN_MAX_BYTES = 8000;

struct IcuFormat {
	std::unique_ptr<icu::MessageFormat> format;
	/* MessageFormat makes its number format when it first needs one, which
	 * is no thread's own business. */
	mutable std::mutex lock;
};

/* In words what ICU says in codes. */
static const char *
status_words(UErrorCode status)
{
	switch (status) {
	case U_UNMATCHED_BRACES:
		return "a brace has no partner";
	case U_PATTERN_SYNTAX_ERROR:
		return "this is not how an argument is written";
	case U_DEFAULT_KEYWORD_MISSING:
		return "a plural or select lacks its 'other'";
	case U_DUPLICATE_KEYWORD:
		return "a plural or select has one case twice";
	case U_ARGUMENT_TYPE_MISMATCH:
		return "an argument is used in two ways";
	case U_ILLEGAL_ARGUMENT_ERROR:
		return "ICU knows no such kind of argument";
	default:
		return u_errorName(status);
	}
}

static std::string
utf8(const UnicodeString &text)
{
	std::string out;

	text.toUTF8String(out);
	return out;
}

static char *
describe(UErrorCode status, const UnicodeString &text, const UParseError &where)
{
	if (where.offset <= 0)
		return g_strdup(status_words(status));
	return g_strdup_printf("%s, at character %d", status_words(status), text.countChar32(0, where.offset) + 1);
}

static void
visit_nested(const MessagePattern &pattern, const UnicodeString &text, int from, int to, IcuPieceFunc func,
	     gpointer data)
{
	for (int i = from; i < to; i++) {
		const MessagePattern::Part &part = pattern.getPart(i);

		if (part.getType() == UMSGPAT_PART_TYPE_ARG_NAME || part.getType() == UMSGPAT_PART_TYPE_ARG_NUMBER)
			func(ICU_NESTED, utf8(text.tempSubString(part.getIndex(), part.getLength())).c_str(), data);
	}
}

char *
icu_pattern_parse(const char *pattern, IcuPieceFunc func, gpointer data)
{
	/* ICU calls itself for each nested argument. */
	if (strlen(pattern) > PATTERN_MAX_BYTES)
		return g_strdup("it is too long");

	UnicodeString text = UnicodeString::fromUTF8(pattern);
	UErrorCode status = U_ZERO_ERROR;
	UParseError where = {};
	MessagePattern parsed(status);

	parsed.parse(text, &where, status);
	if (U_FAILURE(status))
		return describe(status, text, where);

	int literal = 0;

	for (int i = 1; i < parsed.countParts(); i++) {
		const MessagePattern::Part &part = parsed.getPart(i);
		UMessagePatternPartType type = part.getType();

		if (type != UMSGPAT_PART_TYPE_SKIP_SYNTAX && type != UMSGPAT_PART_TYPE_ARG_START &&
		    type != UMSGPAT_PART_TYPE_MSG_LIMIT)
			continue;
		if (part.getIndex() > literal)
			func(ICU_LITERAL, utf8(text.tempSubStringBetween(literal, part.getIndex())).c_str(), data);
		literal = part.getLimit();
		if (type != UMSGPAT_PART_TYPE_ARG_START)
			continue;

		int limit = parsed.getLimitPartIndex(i);
		const MessagePattern::Part &name = parsed.getPart(i + 1);

		func(part.getArgType() == UMSGPAT_ARG_TYPE_NONE ? ICU_ARGUMENT : ICU_COMPLEX,
		     utf8(parsed.getSubstring(name)).c_str(), data);
		visit_nested(parsed, text, i + 2, limit, func, data);
		literal = parsed.getPart(limit).getLimit();
		i = limit;
	}
	return nullptr;
}

/* The cases of the plural that begins at a part, but for those of one number
 * ("=1"), which no language has to have. */
static std::string
plural_cases(const MessagePattern &pattern, const UnicodeString &text, int start)
{
	std::string cases;
	int limit = pattern.getLimitPartIndex(start);

	for (int i = start + 2; i < limit; i++) {
		const MessagePattern::Part &part = pattern.getPart(i);

		if (part.getType() == UMSGPAT_PART_TYPE_MSG_START) {
			i = pattern.getLimitPartIndex(i);
		} else if (part.getType() == UMSGPAT_PART_TYPE_ARG_SELECTOR && text[part.getIndex()] != u'=') {
			cases += cases.empty() ? "" : " ";
			cases += utf8(pattern.getSubstring(part));
		}
	}
	return cases;
}

void
icu_pattern_plurals(const char *pattern, IcuPluralFunc func, gpointer data)
{
	UnicodeString text = UnicodeString::fromUTF8(pattern);
	UErrorCode status = U_ZERO_ERROR;
	MessagePattern parsed(status);

	parsed.parse(text, nullptr, status);
	g_assert(U_SUCCESS(status));
	for (int i = 0; i < parsed.countParts(); i++) {
		const MessagePattern::Part &part = parsed.getPart(i);

		if (part.getType() == UMSGPAT_PART_TYPE_ARG_START && part.getArgType() == UMSGPAT_ARG_TYPE_PLURAL)
			func(plural_cases(parsed, text, i).c_str(), data);
	}
}

IcuFormat *
icu_format_new(const char *pattern, const char *tag, char **problem)
{
	UErrorCode status = U_ZERO_ERROR;
	UParseError where = {};
	UnicodeString text = UnicodeString::fromUTF8(pattern);
	icu::Locale locale = icu::Locale::forLanguageTag(tag, status);
	auto format = std::make_unique<icu::MessageFormat>(text, locale, where, status);

	if (U_FAILURE(status)) {
		*problem = describe(status, text, where);
		return nullptr;
	}

	IcuFormat *made = new IcuFormat;

	made->format = std::move(format);
	return made;
}

void
icu_format_free(IcuFormat *format)
{
	delete format;
}

char *
icu_format_apply(const IcuFormat *format, guint length, const char *const *names, const char *const *texts,
		 const gint64 *numbers)
{
	std::vector<UnicodeString> keys;
	std::vector<icu::Formattable> values;
	UErrorCode status = U_ZERO_ERROR;
	UnicodeString out;

	for (guint i = 0; i < length; i++) {
		keys.push_back(UnicodeString::fromUTF8(names[i]));
		if (texts[i] != nullptr)
			values.emplace_back(UnicodeString::fromUTF8(texts[i]));
		else
			values.emplace_back(static_cast<int64_t>(numbers[i]));
	}

	std::lock_guard<std::mutex> hold(format->lock);

	format->format->format(keys.data(), values.data(), static_cast<int32_t>(length), out, status);
	return U_SUCCESS(status) ? g_strdup(utf8(out).c_str()) : nullptr;
}
