#pragma once

#include "command/report.h"

/* Writes a site into an archive: no file of it on the disk, and no manifest. */
Status command_pack(const Options *options, Report *report);
