/* ICU MessageFormat, for message.c alone.
 *
 * ICU's C interface knows numbered arguments only; named ones, and the parts
 * of a pattern, exist in its C++ interface.  This is all of it that we need. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
	ICU_LITERAL,  /* text, with ICU's quoting undone */
	ICU_ARGUMENT, /* the name of an argument that is replaced as it is */
	ICU_COMPLEX,  /* the name of an argument with a format, a plural or a select */
	ICU_NESTED,   /* the name of an argument within a complex one */
} IcuPiece;

/* Called for each piece of a pattern, from left to right. */
typedef void (*IcuPieceFunc)(IcuPiece kind, const char *text, gpointer data);

/* Takes a pattern apart.
 * Returns: (nullable) (transfer full): NULL, or what is wrong with it. */
char *icu_pattern_parse(const char *pattern, IcuPieceFunc func, gpointer data);

/* Called for each plural of a pattern with its cases, separated by spaces. */
typedef void (*IcuPluralFunc)(const char *cases, gpointer data);

/* Calls func for each plural by number, nested ones too.  The pattern has to be
 * one that icu_pattern_parse() takes. */
void icu_pattern_plurals(const char *pattern, IcuPluralFunc func, gpointer data);

/* Called for each argument of a pattern that has to be a number, or a point in time. */
typedef void (*IcuNumberFunc)(const char *name, bool is_time, gpointer data);

/* Calls func for each of them, nested ones too.  The pattern has to be one that
 * icu_pattern_parse() takes. */
void icu_pattern_numbers(const char *pattern, IcuNumberFunc func, gpointer data);

typedef struct IcuFormat IcuFormat;

/* A format for patterns with complex arguments, in the language of a BCP 47
 * tag.
 * Returns: (nullable) (transfer full): NULL with *problem set.  Free with
 * icu_format_free(). */
IcuFormat *icu_format_new(const char *pattern, const char *tag, char **problem);

void icu_format_free(IcuFormat *format);

/* names and values hold length items; a value is its text, or where that is
 * NULL its number.  Safe to call from several threads.
 * Returns: (nullable) (transfer full): NULL where a text stands for a number. */
char *icu_format_apply(const IcuFormat *format, guint length, const char *const *names, const char *const *texts,
		       const gint64 *numbers);

#ifdef __cplusplus
}
#endif
