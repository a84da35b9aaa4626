#pragma once

#include "command/report.h"

/* Writes a site into its output folder. */
Status command_build(const Options *options, Report *report);
