/* The command line. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* How many releases stay at a destination, unless the command line says otherwise, and
 * what it may say: the one that is live and the one that a rollback returns to always
 * stay. */
#define OPTIONS_KEEP_DEFAULT 5
#define OPTIONS_KEEP_MIN 2
#define OPTIONS_KEEP_MAX 1000

/* As many threads as the machine has processors. */
#define OPTIONS_JOBS_AUTOMATIC G_MININT

/* The first port from 8000 on that is free. */
#define OPTIONS_PORT_AUTOMATIC G_MININT

typedef struct {
	char *root;
	char *output;      /* NULL for "site" in the root */
	char *archive;     /* the file to write the site to, "-" for standard output; NULL for none */
	char *precompress; /* such as "gz,br"; NULL for nothing */
	char *shard;       /* NULL for the whole site */
	char *listen;      /* the address to serve at; NULL for the loopback's */
	char *base_url;    /* NULL for what site.yaml says */
	char **locales;    /* tags to build; NULL for all */
	gboolean strict;
	gboolean quiet;
	int jobs;        /* or OPTIONS_JOBS_AUTOMATIC */
	int port;        /* 0 for any that is free; or OPTIONS_PORT_AUTOMATIC */
	gboolean verify; /* read every page of the site that there is */
	gboolean pseudo; /* with the machine-made locales */
	gboolean list;
	int keep;         /* how many releases stay */
	gboolean dry_run; /* say what a publish or a rollback would do */
	char *format;     /* NULL for a table */
	char **arguments; /* what stands behind the options; ends with NULL */
} Options;

/* What a process answers with. */
typedef enum {
	STATUS_DONE = 0,
	STATUS_FINDINGS = 1, /* the author has to mend something */
	STATUS_USAGE = 2,    /* the command line is wrong */
	STATUS_FAILED = 3,   /* the machine failed: disk, permission, memory */
} Status;
