/* HTML in the making.  Text becomes markup only by being escaped here, so what
 * has this type can go onto a page as it is. */
#pragma once

#include <glib.h>

#include "model/message.h"

typedef struct Markup Markup;

/* Bytes of markup that are lent: they stay where they are as long as what they are a
 * part of. */
typedef struct {
	const char *bytes;
	gsize length;
} Slice;

/* Returns: (transfer full): nothing yet; free with markup_free(). */
Markup *markup_new(void);

void markup_free(Markup *markup);

/* Its bytes, valid until the next change. */
const char *markup_string(const Markup *markup);

gsize markup_length(const Markup *markup);

/* All of it, lent until the next change. */
bool markup_equal(const Markup *a, const Markup *b);
Slice markup_slice(const Markup *markup);

/* The markup as bytes, which own it from now on.
 * Returns: (transfer full). */
GBytes *markup_steal_bytes(Markup *markup);

/* Appends markup that the program itself writes: a literal, never a variable. */
#define markup_literal(markup, literal) markup_append_bytes((markup), "" literal "", sizeof(literal) - 1)

/* Appends markup that the program itself writes, with numbers and words of its own in
 * it: never with a text of an author's. */
void markup_format(Markup *markup, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The same for a number alone, without reading a format. */
void markup_number(Markup *markup, int number);

/* For what is markup already, such as the output of templates. */
void markup_append_trusted(Markup *markup, const char *trusted);
void markup_append_bytes(Markup *markup, const char *trusted, gsize length);

/* For program.c, which puts together what is markup already: room for so many bytes
 * behind what there is, and then where the markup ends now. */
char *markup_room(Markup *markup, gsize length);
void markup_end(Markup *markup, char *end);

/* Appends a text, with the five characters escaped that mean something in HTML
 * and XML, so that it may stand in an attribute as well. */
void markup_text(Markup *markup, const char *text);

/* The same onto bytes that are markup, for view.c alone. */
void markup_escape(GString *out, const char *text);

void markup_append(Markup *markup, const Markup *other);
void markup_append_slice(Markup *markup, Slice slice);

/* Appends an element of XML with a text in it and a line feed behind it. */
void markup_element(Markup *markup, const char *name, const char *text);

/* Appends JSON for a script element, in which the characters that mean something in
 * HTML are escaped as JSON does, and a text as a string of such JSON. */
void markup_json(Markup *markup, const char *json);
void markup_json_string(Markup *markup, const char *text);

/* Appends prose in CommonMark as blocks.  A line break between two characters
 * that no space belongs between, as in Japanese, leaves none. */
void markup_prose(Markup *markup, const char *prose);

/* Appends prose of a single paragraph without the paragraph's tags. */
void markup_inline(Markup *markup, const char *prose);

/* The code spans of prose, in their order: the words that servers say and people
 * copy.
 * Returns: (transfer full): of char *. */
GPtrArray *markup_code_spans(const char *prose);

/* Appends a message.  Each argument is isolated with <bdi>, so that a code
 * keeps its own direction; languages, where it is not NULL, holds the language
 * tag of each argument, or NULL for the message's own. */
void markup_message(Markup *markup, const Message *message, const MessageValue *values, const char *const *languages);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Markup, markup_free)
