/* The preview of a site: its last good state, what is wrong with its files now, and
 * what a browser gets of both.  Renders a page when it is asked for. */
#pragma once

#include "command/report.h"
#include "command/server.h"

/* The script that reloads a page and shows findings. */
#define PREVIEW_SCRIPT SERVER_RESERVED "preview.js"

typedef struct Preview Preview;

/* Borrows all that it is given.
 * Returns: (transfer full): a preview of nothing; free with preview_free(). */
Preview *preview_new(const Options *options, Report *report);

void preview_free(Preview *preview);

/* Reads the site's files and makes of them what is shown from now on; where they have
 * findings that stop a build, the last good state stays.  Prints the findings.
 * *changed is whether there is anything new; it is nothing that a file was saved as
 * it was.
 * Returns: STATUS_DONE; STATUS_FINDINGS; or what else went wrong, reported. */
Status preview_read(Preview *preview, bool *changed);

/* Whether the root holds a site at all, good or not. */
bool preview_has_content(const Preview *preview);

/* The address of the choice of language, where a visit begins.
 * Returns: (transfer full). */
char *preview_start(const Preview *preview);

/* What a page's script has to know, as JSON on one line: the state that is shown, whether
 * something stops a newer one, and the findings. */
const char *preview_event(const Preview *preview);

/* Answers a request, for a server; data is the preview.  Every page but the assets has
 * the script's tag before its end; in place of the site's service worker stands one that
 * keeps nothing. */
ServerAnswer preview_answer(const char *path, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Preview, preview_free)
