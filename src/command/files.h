/* The files of a site, for the commands that work on translations and need no
 * model. */
#pragma once

#include "command/report.h"
#include "source/translation.h"

typedef struct {
	Findings *findings;
	Source *source;
	const char *source_folder; /* of the source locale in locales/ */
} Files;

/* Reads and checks the files of a site and prints what is wrong with them.
 * Returns: STATUS_DONE when they can be worked on.  Close them in any case. */
Status files_open(Files *files, const Options *options, Report *report);

void files_close(Files *files);

/* The locale with this language tag or folder, or NULL. */
const SourceTree *files_find_locale(const Files *files, const char *name);

/* The first line of a new file of a locale, by which editors find its schema;
 * empty where the site has no folder of schemas.
 * Returns: (transfer full). */
char *files_schema_comment(const Files *files, SourceKind kind, const char *path);

/* The locale with this language tag or folder, to work on its translations.
 * Returns: STATUS_USAGE, reported, where there is none or where it is the
 * source's. */
Status files_find_translated(const Files *files, const char *name, Report *report, const SourceTree **tree);

/* The language tag of a locale, or its folder where it has none. */
const char *files_tag_of(const SourceTree *tree);
