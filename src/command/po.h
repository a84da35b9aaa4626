#pragma once

#include "command/report.h"

/* Writes the texts of a locale as a gettext PO file. */
Status command_po_export(const Options *options, Report *report);

/* Brings the translations of a PO file back into the locale's folder, all or
 * nothing. */
Status command_po_import(const Options *options, Report *report);
