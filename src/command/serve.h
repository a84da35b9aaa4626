#pragma once

#include "command/report.h"

/* Shows the site to a browser on this machine, as its files are at each moment, until
 * it is interrupted. */
Status command_serve(const Options *options, Report *report);
