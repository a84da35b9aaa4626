/* viceversa: options, one command, exit status. */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "command/build.h"
#include "command/check.h"

typedef struct {
	const char *name;
	const char *help;
	Status (*run)(const Options *options, Report *report);
	bool writes; /* takes the options of a build */
} Command;

static const Command commands[] = {
	{ "build", "Write the site, as far as it changed", command_build, true },
	{ "check", "Find what is wrong in the site's files, and write nothing", command_check, false },
};

static const Command *
find_command(const char *name)
{
	for (gsize i = 0; name != NULL && i < G_N_ELEMENTS(commands); i++)
		if (g_str_equal(commands[i].name, name))
			return &commands[i];
	return NULL;
}

static void
print_help(void)
{
	puts("Usage: viceversa COMMAND [OPTION...]\n\n"
	     "Turns a reference written in YAML into a website with a page for every entry\n"
	     "and for every pair of entries, in every language.\n\n"
	     "Commands:");
	for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
		printf("  %-8s %s\n", commands[i].name, commands[i].help);
	puts("\nOptions:\n"
	     "  --help     Show this help; 'viceversa COMMAND --help' shows a command's options\n"
	     "  --version  Show the version\n\n"
	     "Exit status: 0 done, 1 findings in the site's files, 2 wrong usage, 3 the machine\n"
	     "failed (disk, permission).");
}

static Status
run(const Command *command, int argc, char **argv)
{
	Options options = { 0 };
	const GOptionEntry entries[] = {
		{ "root", 0, 0, G_OPTION_ARG_FILENAME, &options.root,
		  "The folder that holds content/, locales/ and templates/ (default: .)", "DIR" },
		{ "base-url", 0, 0, G_OPTION_ARG_STRING, &options.base_url,
		  "The address of the published site (default: base_url of site.yaml)", "URL" },
		{ "locale", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.locales, "Only this locale; may be repeated",
		  "TAG" },
		{ "strict", 0, 0, G_OPTION_ARG_NONE, &options.strict, "Let warnings count as errors", NULL },
		{ "quiet", 'q', 0, G_OPTION_ARG_NONE, &options.quiet, "Say nothing but what is wrong", NULL },
		G_OPTION_ENTRY_NULL,
	};
	const GOptionEntry writing[] = {
		{ "output", 0, 0, G_OPTION_ARG_FILENAME, &options.output,
		  "Where to write the site (default: ROOT/site)", "DIR" },
		{ "jobs", 0, 0, G_OPTION_ARG_INT, &options.jobs, "Threads (default: one a processor)", "N" },
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GOptionContext) context = g_option_context_new(NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(Report) report = NULL;
	g_autofree char *program = g_strdup_printf("viceversa %s", command->name);
	Status status;
	bool parsed;

	g_set_prgname(program);
	g_option_context_set_summary(context, command->help);
	g_option_context_add_main_entries(context, entries, NULL);
	if (command->writes)
		g_option_context_add_main_entries(context, writing, NULL);
	parsed = g_option_context_parse(context, &argc, &argv, &error);
	report = report_new(options.quiet);
	if (options.root == NULL)
		options.root = g_strdup(".");
	if (!parsed)
		status = report_usage(report, "%s", error->message);
	else if (argc > 1)
		status = report_usage(report, "'%s' takes no argument '%s'", program, argv[1]);
	else if (options.jobs < 0 || options.jobs > 1024)
		status = report_usage(report, "--jobs is a number from 1 to 1024");
	else if (options.base_url != NULL && !g_str_has_prefix(options.base_url, "http"))
		status = report_usage(report, "--base-url is an address such as 'https://example.org/'");
	else
		status = command->run(&options, report);
	g_free(options.root);
	g_free(options.output);
	g_free(options.base_url);
	g_strfreev(options.locales);
	return status;
}

int
main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : NULL;
	const Command *command = find_command(name);
	g_autoptr(Report) report = NULL;

	/* Text on the terminal is in the user's encoding; nothing else, and so no
	 * byte of a page, depends on the user's language. */
	setlocale(LC_CTYPE, "");
	if (command != NULL)
		return run(command, argc - 1, argv + 1);
	if (g_strcmp0(name, "--help") == 0 || g_strcmp0(name, "-h") == 0) {
		print_help();
		return STATUS_DONE;
	}
	if (g_strcmp0(name, "--version") == 0) {
		puts("viceversa " VICEVERSA_VERSION);
		return STATUS_DONE;
	}
	report = report_new(false);
	if (name == NULL)
		return report_usage(report, "what shall I do? The commands are build and check");
	return report_usage(report, "there is no command '%s'", name);
}
