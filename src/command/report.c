#include "command/report.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* How often progress is shown, in microseconds. */
#define PROGRESS_INTERVAL 100000

#define ERASE_LINE "\r\033[K"

struct Report {
	bool quiet;
	bool on_terminal; /* standard error is one that can be rewritten */
	bool colour;
	bool shows_progress; /* a line of progress stands on the terminal */
	gint64 last_progress;
	int code; /* errno of the first result that could not be written; 0 for none */
};

Report *
report_new(bool quiet)
{
	Report *report = g_new0(Report, 1);
	const char *terminal = g_getenv("TERM");
	const char *no_colour = g_getenv("NO_COLOR");

	report->quiet = quiet;
	report->on_terminal = isatty(STDERR_FILENO) && g_strcmp0(terminal, "dumb") != 0;
	/* https://no-color.org: set and not empty. */
	report->colour = report->on_terminal && (no_colour == NULL || *no_colour == '\0');
	return report;
}

static void
erase_progress(Report *report)
{
	if (report->shows_progress)
		fputs(ERASE_LINE, stderr);
	report->shows_progress = false;
}

void
report_free(Report *report)
{
	erase_progress(report);
	g_free(report);
}

void
report_findings(Report *report, Findings *findings)
{
	g_autofree char *text = findings_print(findings, report->colour);

	erase_progress(report);
	fputs(text, stderr);
}

Status
report_failure(Report *report, const GError *error)
{
	erase_progress(report);
	fprintf(stderr, "viceversa: %s\n", error->message);
	return STATUS_FAILED;
}

Status
report_usage(Report *report, const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list arguments;

	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	erase_progress(report);
	fprintf(stderr, "viceversa: %s\nTry 'viceversa --help'.\n", message);
	return STATUS_USAGE;
}

Status
report_refusal(Report *report, const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list arguments;

	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	erase_progress(report);
	fprintf(stderr, "viceversa: %s\n", message);
	return STATUS_USAGE;
}

void
report_note(Report *report, const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list arguments;

	if (report->quiet)
		return;
	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	erase_progress(report);
	fprintf(stderr, "viceversa: %s\n", message);
}

void
report_progress(Report *report, guint64 done, guint64 all)
{
	gint64 now = g_get_monotonic_time();

	if (report->quiet || !report->on_terminal || now - report->last_progress < PROGRESS_INTERVAL)
		return;
	report->last_progress = now;
	report->shows_progress = true;
	fprintf(stderr, ERASE_LINE "%" G_GUINT64_FORMAT " pages done, %" G_GUINT64_FORMAT " left", done, all - done);
	fflush(stderr);
}

void
report_result(Report *report, const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list arguments;

	if (report->quiet)
		return;
	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	erase_progress(report);
	errno = 0;
	if ((puts(message) == EOF || fflush(stdout) == EOF) && report->code == 0)
		report->code = errno == 0 ? EIO : errno;
}

Status
report_end(Report *report, Status status)
{
	erase_progress(report);
	if (report->code == 0)
		return status;
	fprintf(stderr, "viceversa: cannot write to standard output: %s\n", g_strerror(report->code));
	return STATUS_FAILED;
}
