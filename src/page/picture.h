/* The picture of the stages: a line for each code, from top to bottom, with a mark at
 * each stage at which it occurs, and the stages' names between the lines.  SVG, made of
 * parts of which each is the same for many pages; the style sheet gives them their
 * looks.  For the files of page/ alone. */
#pragma once

#include "model/locale.h"
#include "page/markup.h"

/* Where a code's line is: where lines of text begin, or at their end. */
typedef enum {
	PICTURE_FIRST,
	PICTURE_SECOND,
} PictureSide;

#define PICTURE_SIDES 2

/* Opens the picture of so many stages.  What is appended next are its parts, in any
 * order, and then its end. */
void picture_begin(Markup *out, guint stages);
void picture_end(Markup *out);

/* The name of stage number index, at which a code of the page occurs or not, in the
 * language of a locale; from is NULL where that is the page's. */
void picture_label(Markup *out, guint index, const char *label, const Locale *from, bool is_on);

/* The line of a code in the colour of a tone, with its marks: stages has a bit for each
 * of count at which it occurs. */
void picture_line(Markup *out, guint count, guint64 stages, PictureSide side, bool is_right_to_left, const char *tone,
		  const char *code);
