#pragma once

#include "command/report.h"

/* Makes one site of the parts that build wrote with --shard. */
Status command_merge(const Options *options, Report *report);
