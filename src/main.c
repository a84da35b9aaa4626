/* viceversa: options, one command, exit status. */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "command/build.h"
#include "command/check.h"
#include "command/locale.h"
#include "command/merge.h"
#include "command/po.h"
#include "command/publish.h"
#include "command/schema.h"
#include "command/serve.h"

/* The options that a command takes besides --root, --strict and --quiet. */
typedef enum {
	TAKES_SITE = 1 << 0,    /* --base-url, --locale, --pseudo */
	TAKES_OUTPUT = 1 << 1,  /* --output, --archive, --precompress, --jobs, --verify */
	TAKES_STATUS = 1 << 2,  /* --list, --format */
	TAKES_FILE = 1 << 3,    /* --output, as a file */
	TAKES_MERGED = 1 << 4,  /* --output, --verify */
	TAKES_SERVER = 1 << 5,  /* --port, --listen */
	TAKES_DRY_RUN = 1 << 6, /* --dry-run */
	TAKES_RELEASE = 1 << 7, /* --output, --keep */
} Takes;

#define ANY_NUMBER 10000

typedef struct {
	const char *name; /* one word or two */
	const char *arguments;
	int least; /* how many arguments */
	int most;
	unsigned takes; /* of Takes */
	Status (*run)(const Options *options, Report *report);
	const char *help;
} Command;

static const Command commands[] = {
	{ "build", "", 0, 0, TAKES_SITE | TAKES_OUTPUT, command_build, "Write the site, as far as it changed" },
	{ "merge", "FOLDER...", 1, ANY_NUMBER, TAKES_MERGED, command_merge,
	  "Make one site of parts that 'build --shard' wrote" },
	{ "serve", "", 0, 0, TAKES_SITE | TAKES_SERVER, command_serve,
	  "Show the site in a browser as its files change, and write nothing" },
	{ "publish", "DEST", 1, 1, TAKES_DRY_RUN | TAKES_RELEASE, command_publish,
	  "Put the site live: in a folder, or over ssh at HOST:/FOLDER" },
	{ "rollback", "DEST", 1, 1, TAKES_DRY_RUN, command_rollback, "Return to the release before the live one" },
	{ "check", "", 0, 0, TAKES_SITE, command_check, "Find what is wrong in the site's files, and write nothing" },
	{ "locale add", "TAG", 1, 1, 0, command_locale_add, "Begin a language: write locales/TAG/locale.yaml" },
	{ "locale status", "[TAG...]", 0, ANY_NUMBER, TAKES_STATUS, command_locale_status,
	  "Show how far the translations are" },
	{ "locale accept", "TAG [FILE [TEXT]]", 1, 3, 0, command_locale_accept,
	  "Record that translations hold for the source as it is now" },
	{ "po export", "TAG", 1, 1, TAKES_FILE, command_po_export, "Write a locale's texts as a gettext PO file" },
	{ "po import", "FILE", 1, 1, 0, command_po_import, "Bring the translations of a PO file into locales/" },
	{ "schema", "NAME", 1, 1, 0, command_schema, "Print the JSON Schema of a kind of file" },
};

/* The command that the first one or two words name; *words says how many. */
static const Command *
find_command(int argc, char **argv, int *words)
{
	g_autofree char *two = argc > 2 ? g_strconcat(argv[1], " ", argv[2], NULL) : NULL;

	for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS(commands); i++) {
		*words = strchr(commands[i].name, ' ') == NULL ? 1 : 2;
		if (g_strcmp0(*words == 1 ? argv[1] : two, commands[i].name) == 0)
			return &commands[i];
	}
	return NULL;
}

/* Whether a word begins a command of two words. */
static bool
is_first_word(const char *word)
{
	for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
		if (g_str_has_prefix(commands[i].name, word) && commands[i].name[strlen(word)] == ' ')
			return true;
	return false;
}

static void
print_help(void)
{
	puts("Usage: viceversa COMMAND [ARGUMENT...] [OPTION...]\n\n"
	     "Turns a reference written in YAML into a website with a page for every entry\n"
	     "and for every pair of entries, in every language.\n\n"
	     "Commands:");
	for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
		printf("  %-14s %-18s %s\n", commands[i].name, commands[i].arguments, commands[i].help);
	puts("\nOptions:\n"
	     "  --help     Show this help; 'viceversa COMMAND --help' shows a command's options\n"
	     "  --version  Show the version\n\n"
	     "Exit status: 0 done, 1 findings in the site's files, 2 wrong usage, 3 the machine\n"
	     "failed (disk, permission, memory).");
}

/* Adds options that only some commands take. */
static void
add_group(GOptionContext *context, const Command *command, Takes takes, const GOptionEntry *entries)
{
	if ((command->takes & takes) != 0)
		g_option_context_add_main_entries(context, entries, NULL);
}

/* What the commands that make a site take. */
static void
add_site_entries(GOptionContext *context, const Command *command, Options *options)
{
	const GOptionEntry site[] = {
		{ "base-url", 0, 0, G_OPTION_ARG_STRING, &options->base_url,
		  "The address of the published site (default: base_url of site.yaml)", "URL" },
		{ "locale", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->locales, "Only this locale; may be repeated",
		  "TAG" },
		{ "pseudo", 0, 0, G_OPTION_ARG_NONE, &options->pseudo,
		  "Add the machine-made locales en-XA and ar-XB, for testing", NULL },
		G_OPTION_ENTRY_NULL,
	};
	const GOptionEntry output[] = {
		{ "output", 0, 0, G_OPTION_ARG_FILENAME, &options->output,
		  "Where to write the site (default: ROOT/site)", "DIR" },
		{ "archive", 0, 0, G_OPTION_ARG_FILENAME, &options->archive,
		  "Write the site as one file instead: .tar or .zip, or '-' for a tar on standard output", "FILE" },
		{ "precompress", 0, 0, G_OPTION_ARG_STRING, &options->precompress,
		  "Put compressed forms of text beside each page: gz, br or gz,br", "LIST" },
		{ "jobs", 0, 0, G_OPTION_ARG_INT, &options->jobs, "Threads (default: one a processor)", "N" },
		{ "verify", 0, 0, G_OPTION_ARG_NONE, &options->verify,
		  "Read the pages that there are, and mend what was changed by hand", NULL },
		{ "shard", 0, 0, G_OPTION_ARG_STRING, &options->shard,
		  "Only part I of N, or the one that slurm or kubernetes asks for", "I/N" },
		G_OPTION_ENTRY_NULL,
	};

	add_group(context, command, TAKES_SITE, site);
	add_group(context, command, TAKES_OUTPUT, output);
}

/* What the others take. */
static void
add_other_entries(GOptionContext *context, const Command *command, Options *options)
{
	const GOptionEntry status[] = {
		{ "list", 0, 0, G_OPTION_ARG_NONE, &options->list, "Name each text with its file and line", NULL },
		{ "format", 0, 0, G_OPTION_ARG_STRING, &options->format, "table or json (default: table)", "FORMAT" },
		G_OPTION_ENTRY_NULL,
	};
	const GOptionEntry file[] = {
		{ "output", 0, 0, G_OPTION_ARG_FILENAME, &options->output,
		  "Where to write the PO file (default: TAG.po)", "FILE" },
		G_OPTION_ENTRY_NULL,
	};
	const GOptionEntry merged[] = {
		{ "output", 0, 0, G_OPTION_ARG_FILENAME, &options->output,
		  "Where to write the site (default: ROOT/site)", "DIR" },
		{ "verify", 0, 0, G_OPTION_ARG_NONE, &options->verify, "Read every page of the parts and of the site",
		  NULL },
		G_OPTION_ENTRY_NULL,
	};
	const GOptionEntry server[] = {
		{ "port", 0, 0, G_OPTION_ARG_INT, &options->port,
		  "The port; 0 is any that is free (default: the first free one from 8000 on)", "N" },
		{ "listen", 0, 0, G_OPTION_ARG_STRING, &options->listen,
		  "The address of this machine; other machines may be able to reach it (default: 127.0.0.1)",
		  "ADDRESS" },
		G_OPTION_ENTRY_NULL,
	};
	const GOptionEntry dry_run[] = {
		{ "dry-run", 0, 0, G_OPTION_ARG_NONE, &options->dry_run, "Say what would change, and change nothing",
		  NULL },
		G_OPTION_ENTRY_NULL,
	};
	const GOptionEntry release[] = {
		{ "output", 0, 0, G_OPTION_ARG_FILENAME, &options->output,
		  "The folder that the site was written to (default: ROOT/site)", "DIR" },
		{ "keep", 0, 0, G_OPTION_ARG_INT, &options->keep, "How many releases stay there (default: 5)", "N" },
		G_OPTION_ENTRY_NULL,
	};

	add_group(context, command, TAKES_STATUS, status);
	add_group(context, command, TAKES_FILE, file);
	add_group(context, command, TAKES_MERGED, merged);
	add_group(context, command, TAKES_SERVER, server);
	add_group(context, command, TAKES_DRY_RUN, dry_run);
	add_group(context, command, TAKES_RELEASE, release);
}

static void
add_entries(GOptionContext *context, const Command *command, Options *options)
{
	const GOptionEntry general[] = {
		{ "root", 0, 0, G_OPTION_ARG_FILENAME, &options->root,
		  "The folder that holds content/, locales/ and templates/ (default: .)", "DIR" },
		{ "strict", 0, 0, G_OPTION_ARG_NONE, &options->strict, "Let warnings count as errors", NULL },
		{ "quiet", 'q', 0, G_OPTION_ARG_NONE, &options->quiet, "Say nothing but what is wrong", NULL },
		/* Without this a "--", behind which all are arguments, would be one itself. */
		{ G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->arguments, NULL, NULL },
		G_OPTION_ENTRY_NULL,
	};

	g_option_context_add_main_entries(context, general, NULL);
	add_site_entries(context, command, options);
	add_other_entries(context, command, options);
}

static void
clear_options(Options *options)
{
	g_free(options->root);
	g_free(options->output);
	g_free(options->archive);
	g_free(options->precompress);
	g_free(options->shard);
	g_free(options->listen);
	g_free(options->base_url);
	g_free(options->format);
	g_strfreev(options->locales);
	g_strfreev(options->arguments);
}

/* What is wrong with the options together; prints it. */
static Status
check_options(const Command *command, const Options *options, Report *report)
{
	int arguments = (int) g_strv_length(options->arguments);

	if (arguments < command->least)
		return report_usage(report, "'%s' lacks an argument: %s", command->name, command->arguments);
	if (arguments > command->most)
		return report_usage(report, "'%s' takes no argument '%s'", command->name,
				    options->arguments[command->most]);
	if (options->jobs != OPTIONS_JOBS_AUTOMATIC && (options->jobs < 1 || options->jobs > 1024))
		return report_usage(report, "--jobs is a number from 1 to 1024");
	if (options->port != OPTIONS_PORT_AUTOMATIC && (options->port < 0 || options->port > G_MAXUINT16))
		return report_usage(report, "--port is a number from 0 to 65535");
	if (options->keep < OPTIONS_KEEP_MIN || options->keep > OPTIONS_KEEP_MAX)
		return report_usage(report, "--keep is a number from %d to %d", OPTIONS_KEEP_MIN, OPTIONS_KEEP_MAX);
	return STATUS_DONE;
}

/* argv begins with the command's last word. */
static Status
run(const Command *command, int argc, char **argv)
{
	Options options = { .jobs = OPTIONS_JOBS_AUTOMATIC,
			    .port = OPTIONS_PORT_AUTOMATIC,
			    .keep = OPTIONS_KEEP_DEFAULT };
	g_autoptr(GOptionContext) context = g_option_context_new(command->arguments);
	g_autoptr(GError) error = NULL;
	g_autoptr(Report) report = NULL;
	g_autofree char *program = g_strdup_printf("viceversa %s", command->name);
	Status status;
	bool parsed;

	g_set_prgname(program);
	g_option_context_set_summary(context, command->help);
	add_entries(context, command, &options);
	parsed = g_option_context_parse(context, &argc, &argv, &error);
	report = report_new(options.quiet);
	if (options.root == NULL)
		options.root = g_strdup(".");
	if (options.arguments == NULL)
		options.arguments = g_new0(char *, 1);
	status = parsed ? check_options(command, &options, report) : report_usage(report, "%s", error->message);
	if (status == STATUS_DONE)
		status = report_end(report, command->run(&options, report));
	clear_options(&options);
	return status;
}

int
main(int argc, char **argv)
{
	int words = 0;
	const Command *command = find_command(argc, argv, &words);
	g_autoptr(Report) report = NULL;

	/* Text on the terminal is in the user's encoding; nothing else, and so no
	 * byte of a page, depends on the user's language. */
	setlocale(LC_CTYPE, "");
	if (command != NULL)
		return run(command, argc - words, argv + words);
	if (argc > 1 && (g_str_equal(argv[1], "--help") || g_str_equal(argv[1], "-h"))) {
		print_help();
		return STATUS_DONE;
	}
	if (argc > 1 && g_str_equal(argv[1], "--version")) {
		puts("viceversa " VICEVERSA_VERSION);
		return STATUS_DONE;
	}
	report = report_new(false);
	if (argc > 1 && is_first_word(argv[1]))
		return report_usage(report, "'%s' is only half of a command; the help lists the other halves", argv[1]);
	if (argc < 2)
		return report_usage(report, "what shall I do?");
	if (*argv[1] == '-')
		return report_usage(report, "the command comes first, and '%s' behind it", argv[1]);
	return report_usage(report, "there is no command '%s%s%s'", argv[1], argc > 2 && *argv[2] != '-' ? " " : "",
			    argc > 2 && *argv[2] != '-' ? argv[2] : "");
}
