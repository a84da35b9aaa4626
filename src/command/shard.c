#include "command/shard.h"

#include <string.h>

#include "source/fingerprint.h"
#include "source/source.h"

/* How many parts there are, where the environment does not say so by itself. */
#define COUNT_VARIABLE "VICEVERSA_SHARDS"

/* Reads a whole number without a sign. */
static bool
read_number(const char *text, guint64 *number)
{
	return g_ascii_string_to_unsigned(text, 10, 0, G_MAXINT32, number, NULL);
}

/* Reads a variable of the environment; who tells where it comes from. */
static Status
read_variable(const char *name, const char *who, Report *report, guint64 *number)
{
	const char *value = g_getenv(name);

	if (value == NULL)
		return report_usage(report, "--shard needs the variable %s, which is not set; %s", name, who);
	if (!read_number(value, number))
		return report_usage(report, "the variable %s is '%s', which is no number; %s", name, value, who);
	return STATUS_DONE;
}

static Status
take(guint64 number, guint64 count, Report *report, Shard *shard)
{
	if (count < 1 || count > SHARD_MAX)
		return report_usage(report, "--shard: a site has from 1 to %d parts, not %" G_GUINT64_FORMAT, SHARD_MAX,
				    count);
	if (number < 1 || number > count)
		return report_usage(report,
				    "--shard: there is no part %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
				    "; they count from 1",
				    number, count);
	*shard = (Shard) { .number = (guint32) number, .count = (guint32) count };
	return STATUS_DONE;
}

/* Of an array that is run again in part Slurm knows the part only; the count of all
 * is then in our own variable, and the tasks count from 1. */
static Status
read_slurm(Report *report, Shard *shard)
{
	static const char who[] = "Slurm sets it in the tasks of an array, 'sbatch --array=1-8'";
	guint64 number = 0;
	guint64 least = 1;
	guint64 count = 0;
	Status status = read_variable("SLURM_ARRAY_TASK_ID", who, report, &number);

	if (status == STATUS_DONE && g_getenv(COUNT_VARIABLE) != NULL)
		status = read_variable(COUNT_VARIABLE, "it is how many parts there are", report, &count);
	else if (status == STATUS_DONE) {
		status = read_variable("SLURM_ARRAY_TASK_MIN", who, report, &least);
		if (status == STATUS_DONE)
			status = read_variable("SLURM_ARRAY_TASK_COUNT", who, report, &count);
	}
	if (status != STATUS_DONE)
		return status;
	return take(number < least ? 0 : number - least + 1, count, report, shard);
}

static Status
read_kubernetes(Report *report, Shard *shard)
{
	guint64 number = 0;
	guint64 count = 0;
	Status status =
	    read_variable("JOB_COMPLETION_INDEX", "Kubernetes sets it in the pods of an Indexed Job", report, &number);

	if (status == STATUS_DONE)
		status = read_variable(COUNT_VARIABLE, "set it to the job's completions", report, &count);
	return status == STATUS_DONE ? take(number + 1, count, report, shard) : status;
}

Status
shard_read(const char *text, Report *report, Shard *shard)
{
	g_auto(GStrv) words = NULL;
	guint64 number = 0;
	guint64 count = 0;

	*shard = (Shard) { 0 };
	if (text == NULL)
		return STATUS_DONE;
	if (g_str_equal(text, "slurm"))
		return read_slurm(report, shard);
	if (g_str_equal(text, "kubernetes"))
		return read_kubernetes(report, shard);
	words = g_strsplit(text, "/", -1);
	if (g_strv_length(words) != 2 || !read_number(words[0], &number) || !read_number(words[1], &count))
		return report_usage(report, "--shard is I/N, as in 2/8, or slurm or kubernetes, not '%s'", text);
	return take(number, count, report, shard);
}

guint64
shard_first(Shard shard, guint64 pages)
{
	return shard.count == 0 ? 0 : pages * (shard.number - 1) / shard.count;
}

guint64
shard_end(Shard shard, guint64 pages)
{
	return shard.count == 0 ? pages : pages * shard.number / shard.count;
}

guint64
shard_stamp(Shard shard, guint64 sources)
{
	return shard.count == 0 ? sources : fingerprint_add(fingerprint_add(sources, shard.number), shard.count);
}

char *
shard_output(Shard shard, const Options *options)
{
	g_autofree char *name = NULL;

	if (options->output != NULL)
		return g_strdup(options->output);
	name = shard.count == 0 ? g_strdup("site") : g_strdup_printf("site-%u-of-%u", shard.number, shard.count);
	return source_path(options->root, name);
}
