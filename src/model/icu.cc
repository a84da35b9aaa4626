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

/* In words what ICU says in codes, and what to do about it. */
struct Words {
	UErrorCode status;
	const char *problem;
	const char *remedy;
};

static const Words all_words[] = {
	{ U_UNMATCHED_BRACES, "a brace has no partner", "close it with '}', or write a literal brace as '{'" },
	{ U_PATTERN_SYNTAX_ERROR, "this is not how an argument is written",
	  "write it as {name} or {count, plural, one {#} other {#}}, and a literal brace as '{'" },
	{ U_DEFAULT_KEYWORD_MISSING, "a plural or select lacks its 'other'", "add 'other {...}' to its cases" },
	{ U_ILLEGAL_ARGUMENT_ERROR, "ICU knows no such kind of argument",
	  "write number, plural or select behind the comma, or the name alone" },
};

static const Words &
words_for(UErrorCode status)
{
	/* All that is left are the many codes for a format within a number. */
	static const Words others = { U_ZERO_ERROR, "ICU knows no such format of a number",
				      "write 'number' alone behind the comma" };

	for (const Words &words : all_words)
		if (words.status == status)
			return words;
	return others;
}

static std::string
utf8(const UnicodeString &text)
{
	std::string out;

	text.toUTF8String(out);
	return out;
}

/* Whether more braces are opened than closed.  An apostrophe in front of a brace
 * quotes up to the next one. */
static bool
leaves_a_brace_open(const UnicodeString &text)
{
	int depth = 0;

	for (int i = 0; i < text.length(); i++) {
		if (text[i] == u'\'' && (text[i + 1] == u'{' || text[i + 1] == u'}')) {
			i = text.indexOf(u'\'', i + 1);
			if (i < 0)
				break;
		}
		depth += (text[i] == u'{') - (text[i] == u'}');
	}
	return depth > 0;
}

static char *
describe(UErrorCode status, const UnicodeString &text, const UParseError &where)
{
	const Words &words =
	    words_for(status == U_PATTERN_SYNTAX_ERROR && leaves_a_brace_open(text) ? U_UNMATCHED_BRACES : status);

	if (where.offset <= 0)
		return g_strdup_printf("%s; %s", words.problem, words.remedy);
	return g_strdup_printf("%s, at character %d; %s", words.problem, text.countChar32(0, where.offset) + 1,
			       words.remedy);
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
		return g_strdup("it is too long; shorten it");

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

void
icu_pattern_numbers(const char *pattern, IcuNumberFunc func, gpointer data)
{
	UnicodeString text = UnicodeString::fromUTF8(pattern);
	UErrorCode status = U_ZERO_ERROR;
	MessagePattern parsed(status);

	parsed.parse(text, nullptr, status);
	g_assert(U_SUCCESS(status));
	for (int i = 0; i < parsed.countParts(); i++) {
		const MessagePattern::Part &part = parsed.getPart(i);

		if (part.getType() != UMSGPAT_PART_TYPE_ARG_START || part.getArgType() == UMSGPAT_ARG_TYPE_NONE ||
		    part.getArgType() == UMSGPAT_ARG_TYPE_SELECT)
			continue;

		bool is_simple = part.getArgType() == UMSGPAT_ARG_TYPE_SIMPLE;
		UnicodeString kind = is_simple ? parsed.getSubstring(parsed.getPart(i + 2)).toLower() : UnicodeString();

		func(utf8(parsed.getSubstring(parsed.getPart(i + 1))).c_str(), kind == u"date" || kind == u"time",
		     data);
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
