/* Renders pages: (model, page) to bytes, pure. Whatever wants a page asks here. */
#pragma once

#include "page/address.h"
#include "page/template.h"

typedef struct Renderer Renderer;

/* Borrows all that it is given.
 * Returns: (transfer full): free with renderer_free(). */
Renderer *renderer_new(const Plan *plan, const Addresses *addresses, const Templates *templates, const Source *source,
		       const Assets *assets);

void renderer_free(Renderer *renderer);

/* Renders one page, but no PAGE_DOWNLOAD, which is made of others.  Safe to call from
 * several threads.
 * Returns: (nullable) (transfer full): its bytes; NULL with error set where a
 * template fails. */
GBytes *renderer_render(const Renderer *renderer, const Page *page, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Renderer, renderer_free)
