/* What the program says: findings and failures to standard error, results to
 * standard output, progress to a terminal.  Nothing else prints. */
#pragma once

#include "command/options.h"
#include "source/findings.h"

typedef struct Report Report;

/* Returns: (transfer full): free with report_free(). */
Report *report_new(bool quiet);

void report_free(Report *report);

/* Prints all findings. */
void report_findings(Report *report, Findings *findings);

/* Prints that the machine failed.
 * Returns: STATUS_FAILED. */
Status report_failure(Report *report, const GError *error);

/* Prints that the command line is wrong.
 * Returns: STATUS_USAGE. */
Status report_usage(Report *report, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Prints that what was asked for cannot be done, and instead what can.
 * Returns: STATUS_USAGE. */
Status report_refusal(Report *report, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Prints a remark that is no finding, unless asked to be quiet. */
void report_note(Report *report, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Shows how many of all pages are done, on a terminal and not too often.  For
 * one thread at a time. */
void report_progress(Report *report, guint64 done, guint64 all);

/* Prints a closing line, unless asked to be quiet. */
void report_result(Report *report, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Says so where a result did not get to standard output, whose disk may be full.
 * Returns: STATUS_FAILED then, and else the status of the command. */
Status report_end(Report *report, Status status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Report, report_free)
