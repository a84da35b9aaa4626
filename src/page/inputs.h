/* What a page is made of, as one number: where it is the same as in the last build,
 * so is the page. */
#pragma once

#include "page/address.h"
#include "page/template.h"

typedef struct Inputs Inputs;

/* Takes the fingerprints of all that pages are made of.  program stands for what
 * makes them: another program makes other pages.  Borrows all that it is given.
 * Returns: (transfer full): free with inputs_free(). */
Inputs *inputs_new(const Plan *plan, const Addresses *addresses, const Source *source, const Templates *templates,
		   guint64 program);

void inputs_free(Inputs *inputs);

/* The fingerprint of all that a page is made of.  0 for the few pages that show
 * something of everything, such as a home page: it is cheaper to render them. */
guint64 inputs_of(const Inputs *inputs, const Page *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Inputs, inputs_free)
