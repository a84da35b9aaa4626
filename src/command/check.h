#pragma once

#include "command/report.h"

/* Finds what is wrong in a site and writes nothing. */
Status command_check(const Options *options, Report *report);
