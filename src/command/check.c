#include "command/check.h"

#include "command/site.h"

Status
command_check(const Options *options, Report *report)
{
	Site site;
	Status status = site_open(&site, options, report);

	report_findings(report, site.findings);
	if (status == STATUS_DONE) {
		guint locales;

		plan_locales(site.plan, &locales);
		report_result(report, "%" G_GUINT64_FORMAT " pages in %u locale%s, %s", plan_count(site.plan), locales,
			      locales == 1 ? "" : "s",
			      findings_count(site.findings, SEVERITY_WARNING) == 0 ? "nothing to mend" : "no errors");
	}
	site_close(&site);
	return status;
}
