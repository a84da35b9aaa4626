#pragma once

#include "command/report.h"

/* Writes a site into its output folder, or into an archive. */
Status command_build(const Options *options, Report *report);
