/* The frames around pair pages.  Those of a collection in a locale differ in codes,
 * names and addresses, and few differ in more: a frame is made once, with holes for
 * these, and then filled.  For the files of page/ alone. */
#pragma once

#include "page/pattern.h"
#include "page/plan.h"

typedef struct Context Context;
typedef struct Frames Frames;
typedef struct View View;

/* Returns: (transfer full): nothing yet but room for all of the model; free with
 * frames_free(). */
Frames *frames_new(const Model *model);

void frames_free(Frames *frames);

/* The frame of a page whose content is filled in, as context tells.  Safe to call from
 * several threads.
 * Returns: (nullable): NULL where the frame has to be made for this page alone. */
const Pattern *frames_find(const Context *context);

/* Appends the page: its frame, and in it what content shows, which has to be safe. */
void frames_fill(const Pattern *frame, const Page *page, const View *content, Markup *out);
