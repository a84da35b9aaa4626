/* The assets of a site as they are published.  Those that templates show, and those
 * to which such an asset leads, have names that change with their bytes, so that a
 * browser may keep them for ever.  The others, which somebody knows by their names,
 * keep these. */
#pragma once

#include "source/source.h"

/* What the names by which templates know assets begin with. */
#define ASSET_PREFIX "asset_"

/* By number, in the order of source's assets. */
typedef struct {
	guint count;
	char **names;          /* of the files: "style.3f2a9c1b.css" once they are shown; NULL at the end */
	bool *is_shown;        /* whether templates show it, or an asset that they show leads to it */
	char **template_names; /* by which templates know their addresses: "asset_style_css"; NULL at the end */
	GBytes **bytes;        /* once it is known what is shown; in style sheets and scripts, "./style.css" has become
				  "./style.3f2a9c1b.css" */
} Assets;

/* Two assets with the same template name are a finding.
 * Returns: (transfer full): free with assets_free(). */
Assets *assets_new(const Source *source, Findings *findings);

/* Gives the assets that are shown, by number, their names, and all their bytes.  Another
 * asset with such a name is a finding. */
void assets_publish(Assets *assets, const Source *source, const bool *shown, Findings *findings);

/* Whether an asset of this name may be the picture that goes with a link to a page:
 * "social.png", or a collection's own, "social-smtp.png". */
bool assets_is_picture(const char *name);

void assets_free(Assets *assets);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Assets, assets_free)
