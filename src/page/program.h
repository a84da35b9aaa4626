/* A template as a list of steps.  Most templates show values, test them and walk
 * through rows; as steps that takes a thousandth of the time that ctpl takes,
 * which copies every list that it walks through.  A template that computes has no
 * program: ctpl renders it. */
#pragma once

#include "page/assets.h"
#include "page/markup.h"
#include "page/names.h"

typedef struct Program Program;
typedef struct View View;

/* Takes apart the text of a template that ctpl can read and that uses names of
 * its own alone.
 * Returns: (nullable) (transfer full): NULL where it computes; free with
 * program_free(). */
Program *program_new(TemplateId id, const Assets *assets, const char *text);

void program_free(Program *program);

/* Appends what the template makes of a view, which is what ctpl would make.  It
 * cannot fail.  Safe to call from several threads. */
void program_run(const Program *program, const View *view, Markup *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Program, program_free)
