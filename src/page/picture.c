#include "page/picture.h"

/* Lengths in the picture's own units, of which the style sheet makes pixels. */
#define WIDTH 320
#define ROW 28
#define HEAD 30   /* above the first stage: the codes */
#define BASE 16   /* of the codes, from the top */
#define MARGIN 14 /* of the lines, from either side */
#define BRANCH 30 /* from a mark towards the name of its stage */

void
picture_begin(Markup *out, guint stages)
{
	markup_format(out, "<svg class=\"stages\" viewBox=\"0 0 %d %u\" aria-hidden=\"true\">\n", WIDTH,
		      HEAD + stages * ROW);
}

void
picture_end(Markup *out)
{
	markup_literal(out, "</svg>\n");
}

/* The middle of a stage's row. */
static guint
row_of(guint index)
{
	return HEAD + index * ROW + ROW / 2;
}

void
picture_label(Markup *out, guint index, const char *label, const Locale *from, bool is_on)
{
	markup_literal(out, "<text");
	if (from != NULL) {
		markup_literal(out, " lang=\"");
		markup_text(out, from->tag);
		markup_format(out, "\" direction=\"%s\"", locale_direction(from));
	}
	if (is_on)
		markup_literal(out, " class=\"on\"");
	markup_format(out, " x=\"%d\" y=\"%u\">", WIDTH / 2, row_of(index));
	markup_text(out, label);
	markup_literal(out, "</text>\n");
}

/* A path that touches each stage which is set: a point, or a short line inwards. */
static void
append_path(Markup *out, const char *class, guint count, guint64 stages, int x, int length)
{
	if (stages == 0)
		return;
	markup_format(out, "<path class=\"%s\" d=\"", class);
	for (guint i = 0; i < count; i++) {
		if ((stages & (guint64) 1 << i) == 0)
			continue;
		markup_literal(out, "M");
		markup_number(out, x);
		markup_literal(out, " ");
		markup_number(out, (int) row_of(i));
		markup_literal(out, "h");
		markup_number(out, length);
	}
	markup_literal(out, "\"/>\n");
}

void
picture_line(Markup *out, guint count, guint64 stages, PictureSide side, bool is_right_to_left, const char *tone,
	     const char *code)
{
	bool is_left = (side == PICTURE_FIRST) != is_right_to_left;
	guint64 all = count == 64 ? G_MAXUINT64 : ((guint64) 1 << count) - 1;
	int x = is_left ? MARGIN : WIDTH - MARGIN;

	/* Codes may be long, so they grow inwards. */
	markup_format(out, "<g class=\"%s tone-%s\">\n<text class=\"code\" direction=\"ltr\" x=\"%d\" y=\"%d\">",
		      is_left ? "left" : "right", tone, is_left ? 0 : WIDTH, BASE);
	markup_text(out, code);
	markup_format(out, "</text>\n<path d=\"M%d %dV%u\"/>\n", x, HEAD, HEAD + count * ROW);
	append_path(out, "branch", count, stages, x, is_left ? BRANCH : -BRANCH);
	append_path(out, "off", count, all & ~stages, x, 0);
	append_path(out, "on", count, stages, x, 0);
	markup_literal(out, "</g>\n");
}
