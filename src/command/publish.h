#pragma once

#include "command/report.h"

/* Puts the site live at a destination, as a release of its own. */
Status command_publish(const Options *options, Report *report);

/* Returns to the release before the one that is live. */
Status command_rollback(const Options *options, Report *report);
