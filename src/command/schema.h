#pragma once

#include "command/report.h"

/* Prints the JSON Schema of a kind of file, from the tables that check it. */
Status command_schema(const Options *options, Report *report);
