/* The translator's commands. */
#pragma once

#include "command/report.h"

/* Begins a language: writes locales/TAG/locale.yaml with all that CLDR knows of
 * it and every message as a comment.  Never overwrites. */
Status command_locale_add(const Options *options, Report *report);

/* Prints how far each locale is, or with --list what is left to do. */
Status command_locale_status(const Options *options, Report *report);

/* Records that translations hold for the source as it is now: of a locale, of
 * one of its files, or of one text. */
Status command_locale_accept(const Options *options, Report *report);
