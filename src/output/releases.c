#include "output/releases.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/file.h"

/* The address of a socket has 108 bytes, of which ssh takes some for itself. */
#define SHARING_MAX 60

/* How often somebody may take away the folder of that socket, just made. */
#define SHARING_TRIES 10

/* What runs at the destination. */
#define SCRIPT "/viceversa/releases.sh"

G_DEFINE_QUARK(viceversa - releases - error, releases_error)

struct Releases {
	const Destination *destination;
	ReleasesOrder order;
	GBytes *text; /* of the script */
	GSubprocess *script;
	GDataInputStream *answers;
	char *sharing; /* the socket by which all of ssh share a connection; NULL for none */
	int folder;    /* that it is in, locked by all who use it; where there is a socket */
	char *place;   /* the folder to upload to, below the destination; NULL for none */
	char *next;
	char *live;
	bool has_leftover; /* of a publish that was killed */
	GHashTable *files; /* a set, owned */
};

/* By what word the script says that it gives up. */
static const struct {
	const char *word;
	ReleasesError code;
	const char *before; /* the destination */
	const char *after;
} refusals[] = {
	{ "rsync", RELEASES_FAILED, "there is no rsync at ", "; install it there" },
	{ "folder", RELEASES_FAILED, "cannot create the folder ", "; the one above it has to exist" },
	{ "enter", RELEASES_FAILED, "cannot enter the folder ", "" },
	{ "write", RELEASES_FAILED, "cannot write in ", "" },
	{ "file", RELEASES_REFUSED, "", " is no folder; name another" },
	{ "foreign", RELEASES_REFUSED, "",
	  " holds files that viceversa did not publish; name an empty folder, or one that does not exist" },
	{ "current", RELEASES_REFUSED, "'current' in ",
	  " is no link to a release of viceversa; move it elsewhere, or name another folder" },
	{ "nothing", RELEASES_REFUSED, "there is no release at ", "; publish one first" },
	{ "before", RELEASES_REFUSED, "there is no release before the one that is live at ", "" },
	{ "lock", RELEASES_FAILED, "another publish took the lock of ", "; nothing was switched" },
	{ "whole", RELEASES_FAILED, "what was uploaded to ", " is not the site; nothing was switched" },
	{ "switch", RELEASES_FAILED, "cannot switch the link 'current' in ", "" },
};

static bool
fail(GError **error, ReleasesError code, const char *before, const Destination *destination, const char *after)
{
	g_set_error(error, RELEASES_ERROR, (gint) code, "%s'%s'%s", before, destination->text, after);
	return false;
}

/* A child has no work any more when its parent is gone, however it went. */
static void
end_with_parent(G_GNUC_UNUSED gpointer data)
{
	prctl(PR_SET_PDEATHSIG, SIGTERM);
}

/* Starts a program whose standard error is ours.  With input a file, which is closed
 * here; with -1 a pipe.
 * Returns: (nullable) (transfer full). */
static GSubprocess *
start(const char *const *argv, const char *folder, int input, GError **error)
{
	GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDOUT_PIPE;
	g_autoptr(GSubprocessLauncher) launcher = NULL;
	g_autoptr(GError) failure = NULL;
	GSubprocess *process;

	if (input < 0)
		flags |= G_SUBPROCESS_FLAGS_STDIN_PIPE;
	launcher = g_subprocess_launcher_new(flags);
	g_subprocess_launcher_set_child_setup(launcher, end_with_parent, NULL, NULL);
	if (folder != NULL)
		g_subprocess_launcher_set_cwd(launcher, folder);
	if (input >= 0)
		g_subprocess_launcher_take_stdin_fd(launcher, input);
	process = g_subprocess_launcher_spawnv(launcher, argv, &failure);
	if (process == NULL && g_error_matches(failure, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT))
		g_set_error(error, RELEASES_ERROR, RELEASES_FAILED, "there is no '%s' on this machine; install it",
			    argv[0]);
	else if (process == NULL)
		g_set_error(error, RELEASES_ERROR, RELEASES_FAILED, "cannot run '%s': %s", argv[0], failure->message);
	return process;
}

static void
add(GPtrArray *arguments, const char *argument)
{
	g_ptr_array_add(arguments, g_strdup(argument));
}

/* Opens a folder that nobody else can look into, making it where there is none.  Another
 * publish that was its last may remove it until it is locked.
 * Returns: -1 where it is not to be had. */
static int
enter_folder(const char *path)
{
	struct stat status;
	struct stat now;

	for (guint i = 0; i < SHARING_TRIES; i++) {
		int folder;

		if (g_mkdir(path, 0700) < 0 && errno != EEXIST)
			return -1;
		folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (folder < 0)
			continue;
		if (fstat(folder, &status) == 0 && status.st_uid == geteuid() && (status.st_mode & 0077) == 0 &&
		    flock(folder, LOCK_SH) == 0 && lstat(path, &now) == 0 && now.st_ino == status.st_ino)
			return folder;
		close(folder);
	}
	return -1;
}

/* Removes the folder behind its last user. */
static void
leave_folder(Releases *releases)
{
	g_autofree char *path = releases->sharing == NULL ? NULL : g_path_get_dirname(releases->sharing);

	if (path == NULL)
		return;
	if (flock(releases->folder, LOCK_EX | LOCK_NB) == 0)
		g_rmdir(path);
	close(releases->folder);
}

/* The socket by which rsync's connections become part of the script's own: whoever has
 * to give a password gives it once.  Without the folder for it each connects by itself. */
static void
share_connection(Releases *releases)
{
	static const char safe[] = G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "/._-";
	g_autofree char *folder = g_strdup_printf("%s/viceversa-%u", g_get_tmp_dir(), (guint) geteuid());

	/* It becomes a word of rsync's, and ssh knows signs with a meaning. */
	if (folder[strspn(folder, safe)] != '\0' || strlen(folder) > SHARING_MAX)
		return;
	releases->folder = enter_folder(folder);
	if (releases->folder >= 0)
		releases->sharing = g_strdup_printf("%s/%d", folder, (int) getpid());
}

/* The command that reaches a host, without it.  Its options ask for nothing that
 * publishing has no use for, and notice when the other machine is gone. */
static GPtrArray *
ssh_arguments(const Releases *releases, bool is_first)
{
	static const char *const words[] = { "ssh",
					     "-T",
					     "-a",
					     "-x",
					     "-oClearAllForwardings=yes",
					     "-oConnectTimeout=30",
					     "-oServerAliveInterval=15",
					     "-oControlPersist=no" };
	GPtrArray *arguments = g_ptr_array_new_with_free_func(g_free);

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		add(arguments, words[i]);
	add(arguments, is_first && releases->sharing != NULL ? "-oControlMaster=yes" : "-oControlMaster=no");
	g_ptr_array_add(arguments, releases->sharing == NULL ? g_strdup("-oControlPath=none")
							     : g_strdup_printf("-oControlPath=%s", releases->sharing));
	return arguments;
}

/* The script's text comes through standard input, byte by byte so that nothing behind
 * it is swallowed, and no path is ever seen by the shell that the user logs in to. */
static GSubprocess *
start_script(Releases *releases, GError **error)
{
	const Destination *destination = releases->destination;
	g_autofree char *evaluate =
	    g_strdup_printf("eval \"$(dd bs=1 count=%zu 2>/dev/null)\"", g_bytes_get_size(releases->text));
	g_autofree char *remote = g_strdup_printf("exec sh -c '%s' viceversa-releases", evaluate);
	const char *const here[] = { "sh", "-c", evaluate, "viceversa-releases", NULL };
	g_autoptr(GPtrArray) there = NULL;

	if (destination->host == NULL)
		return start(here, "/", -1, error);
	share_connection(releases);
	there = ssh_arguments(releases, true);
	if (destination->user != NULL)
		g_ptr_array_add(there, g_strconcat("-l", destination->user, NULL));
	add(there, "--");
	add(there, destination->host);
	add(there, remote);
	g_ptr_array_add(there, NULL);
	return start((const char *const *) there->pdata, NULL, -1, error);
}

/* Sends a line, or more of them, to the script.  Where that has ended, what it said
 * before tells more than that nobody listens. */
static void
tell(Releases *releases, const char *text, gsize length)
{
	GOutputStream *stream = g_subprocess_get_stdin_pipe(releases->script);

	if (g_output_stream_write_all(stream, text, length, NULL, NULL, NULL))
		g_output_stream_flush(stream, NULL, NULL);
}

/* The script has come to its end before it should. */
static bool
fail_ended(Releases *releases, GError **error)
{
	const Destination *destination = releases->destination;

	g_output_stream_close(g_subprocess_get_stdin_pipe(releases->script), NULL, NULL);
	g_subprocess_wait(releases->script, NULL, NULL);
	/* ssh's own way of saying that there is no connection. */
	if (destination->host != NULL && g_subprocess_get_if_exited(releases->script) &&
	    g_subprocess_get_exit_status(releases->script) == 255)
		return fail(error, RELEASES_FAILED, "cannot reach ", destination,
			    ", or the connection was lost; ssh says above why");
	return fail(error, RELEASES_FAILED, "what runs at ", destination, " came to its end too early");
}

static bool
fail_refused(const Releases *releases, const char *word, GError **error)
{
	for (gsize i = 0; i < G_N_ELEMENTS(refusals); i++)
		if (g_str_equal(refusals[i].word, word))
			return fail(error, refusals[i].code, refusals[i].before, releases->destination,
				    refusals[i].after);
	return fail(error, RELEASES_FAILED, "cannot understand what runs at ", releases->destination, "");
}

/* The script's next line, but those that ask for patience, or for none.
 * Returns: (nullable) (transfer full): NULL with error set where it gives up. */
static char *
hear(Releases *releases, GError **error)
{
	for (;;) {
		g_autofree char *line = g_data_input_stream_read_line(releases->answers, NULL, NULL, NULL);

		if (line == NULL) {
			fail_ended(releases, error);
			return NULL;
		}
		if (g_str_has_prefix(line, "no ")) {
			fail_refused(releases, line + strlen("no "), error);
			return NULL;
		}
		if (g_str_has_prefix(line, "busy ") && releases->order.wait != NULL)
			releases->order.wait(line + strlen("busy "), releases->order.data);
		else if (!g_str_has_prefix(line, "busy ") && !g_str_equal(line, "wait") &&
			 !g_str_has_prefix(line, "gone "))
			return g_steal_pointer(&line);
	}
}

static char *
take_word(const char *word)
{
	return g_str_equal(word, "-") ? NULL : g_strdup(word);
}

/* Reads where things stand: "ready PLACE NEXT LIVE LEFTOVER", then the files of the
 * live release. */
static bool
hear_ready(Releases *releases, GError **error)
{
	g_autofree char *greeting = hear(releases, error);
	g_autofree char *ready = NULL;
	g_auto(GStrv) words = NULL;

	if (greeting == NULL)
		return false;
	if (!g_str_equal(greeting, "viceversa 1"))
		return fail(error, RELEASES_FAILED, "the shell at ", releases->destination,
			    " has to say nothing when it is started for a program, and says something");
	ready = hear(releases, error);
	if (ready == NULL)
		return false;
	words = g_strsplit(ready, " ", -1);
	if (g_strv_length(words) != 5 || !g_str_equal(words[0], "ready"))
		return fail_refused(releases, ready, error);
	releases->place = take_word(words[1]);
	releases->next = take_word(words[2]);
	releases->live = take_word(words[3]);
	releases->has_leftover = g_str_equal(words[4], "old");
	for (;;) {
		g_autofree char *line = hear(releases, error);

		if (line == NULL)
			return false;
		if (g_str_equal(line, "end"))
			return true;
		if (g_str_has_prefix(line, "file "))
			g_hash_table_add(releases->files, g_strdup(line + strlen("file ")));
	}
}

Releases *
releases_open(const Destination *destination, ReleasesOrder order, GError **error)
{
	static const char *const tasks[] = {
		[RELEASES_PUBLISH] = "publish",
		[RELEASES_PREVIEW] = "preview",
		[RELEASES_ROLLBACK] = "rollback",
		[RELEASES_PREVIEW_ROLLBACK] = "preview-rollback",
	};
	g_autoptr(Releases) releases = g_new0(Releases, 1);
	g_autofree char *lines = g_strdup_printf("%s\n%s\n%016" G_GINT64_MODIFIER "x\n%u\n", destination->path,
						 tasks[order.task], order.fingerprint, order.keep);

	/* The script may end before it has heard all. */
	signal(SIGPIPE, SIG_IGN);
	releases->destination = destination;
	releases->order = order;
	releases->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	releases->text = g_resources_lookup_data(SCRIPT, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
	releases->script = start_script(releases, error);
	if (releases->script == NULL)
		return NULL;
	releases->answers = g_data_input_stream_new(g_subprocess_get_stdout_pipe(releases->script));
	tell(releases, g_bytes_get_data(releases->text, NULL), g_bytes_get_size(releases->text));
	tell(releases, lines, strlen(lines));
	return hear_ready(releases, error) ? g_steal_pointer(&releases) : NULL;
}

/* Lets the script finish what it has to say. */
static void
drain(GDataInputStream *answers)
{
	char *line;

	while ((line = g_data_input_stream_read_line(answers, NULL, NULL, NULL)) != NULL)
		g_free(line);
}

void
releases_free(Releases *releases)
{
	static const char stop[] = "stop 0\n";

	if (releases->answers != NULL) {
		tell(releases, stop, strlen(stop));
		g_output_stream_close(g_subprocess_get_stdin_pipe(releases->script), NULL, NULL);
		drain(releases->answers);
		g_subprocess_wait(releases->script, NULL, NULL);
	}
	leave_folder(releases);
	g_free(releases->sharing);
	g_clear_object(&releases->answers);
	g_clear_object(&releases->script);
	g_bytes_unref(releases->text);
	g_free(releases->place);
	g_free(releases->next);
	g_free(releases->live);
	g_hash_table_unref(releases->files);
	g_free(releases);
}

const char *
releases_live(const Releases *releases)
{
	return releases->live;
}

const char *
releases_next(const Releases *releases)
{
	return releases->next;
}

GHashTable *
releases_files(const Releases *releases)
{
	return releases->files;
}

guint64
releases_fingerprint(const char *release)
{
	const char *dash = strchr(release, '-');

	return dash == NULL ? 0 : g_ascii_strtoull(dash + 1, NULL, 16);
}

/* A file in memory with the names of a manifest's files, each with its NUL byte.
 * Returns: a descriptor, or -1 with error set. */
static int
list_names(const Manifest *manifest, GError **error)
{
	g_autoptr(GString) names = g_string_new(NULL);
	int descriptor = memfd_create("names", MFD_CLOEXEC);

	for (guint64 i = 0; i < manifest_count(manifest); i++) {
		const char *name = manifest_name(manifest, i);

		g_string_append_len(names, name, (gssize) strlen(name) + 1);
	}
	if (descriptor >= 0 && file_write_all(descriptor, names->str, names->len) &&
	    lseek(descriptor, 0, SEEK_SET) == 0)
		return descriptor;
	file_fail(error, "list", "the site's files", errno);
	if (descriptor >= 0)
		close(descriptor);
	return -1;
}

/* The command with which rsync is started on the other machine: in the destination's
 * folder, so that the paths it gets have nothing for a shell to see in them.  Of the
 * folder's own path the login shell, whichever it is, sees octal numbers only. */
static char *
remote_rsync(const Destination *destination)
{
	g_autoptr(GString) path = g_string_new(NULL);

	for (const char *at = destination->path; *at != '\0'; at++)
		g_string_append_printf(path, "\\0%03o", (guint) (guchar) *at);
	return g_strdup_printf("sh -c 'cd \"$(printf %%b \"%s\")\" && exec rsync \"$@\"' sh", path->str);
}

/* Returns: (transfer full): of char, owned; ends with NULL. */
static GPtrArray *
rsync_arguments(const Releases *releases, const char *folder, const char *place, bool writes)
{
	/* Files are told apart by their bytes, as their times tell nothing of a site that
	 * was built anew; and without their own times, so that one which stays the same
	 * stays what it is for those who have read it. */
	static const char *const always[] = { "rsync",   "--checksum",     "--perms",        "--chmod=D755,F644",
					      "--from0", "--files-from=-", "--8-bit-output", "--out-format=%i %n" };
	const Destination *destination = releases->destination;
	GPtrArray *arguments = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *host = destination_rsync_host(destination);
	g_autofree char *source = g_canonicalize_filename(folder, NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(always); i++)
		add(arguments, always[i]);
	if (!writes)
		add(arguments, "--dry-run");
	if (writes && releases->live != NULL)
		g_ptr_array_add(arguments, g_strdup_printf("--link-dest=../../releases/%s", releases->live));
	if (writes && releases->has_leftover)
		add(arguments, "--link-dest=../old");
	if (host != NULL) {
		g_autoptr(GPtrArray) ssh = ssh_arguments(releases, false);

		g_ptr_array_add(ssh, NULL);
		add(arguments, "--compress");
		add(arguments, "-e");
		g_ptr_array_add(arguments, g_strjoinv(" ", (char **) ssh->pdata));
		add(arguments, "--rsync-path");
		g_ptr_array_add(arguments, remote_rsync(destination));
	}
	add(arguments, "--");
	g_ptr_array_add(arguments, g_strconcat(source, "/", NULL));
	g_ptr_array_add(arguments, g_strconcat(host == NULL ? "" : host, host == NULL ? "" : ":", place, "/", NULL));
	g_ptr_array_add(arguments, NULL);
	return arguments;
}

/* Reads what rsync does: of each file that it sends a line "<f+++++++++ NAME", or with
 * ">" where both sides are on this machine. */
static void
read_sent(GSubprocess *rsync, GPtrArray *sent)
{
	g_autoptr(GDataInputStream) lines = g_data_input_stream_new(g_subprocess_get_stdout_pipe(rsync));
	char *line;

	while ((line = g_data_input_stream_read_line(lines, NULL, NULL, NULL)) != NULL) {
		const char *space = strchr(line, ' ');

		if ((*line == '<' || *line == '>') && space != NULL && sent != NULL)
			g_ptr_array_add(sent, g_strdup(space + 1));
		g_free(line);
	}
}

static bool
run_rsync(Releases *releases, const char *folder, const Manifest *manifest, const char *place, bool writes,
	  GPtrArray *sent, GError **error)
{
	const Destination *destination = releases->destination;
	g_autoptr(GPtrArray) arguments = rsync_arguments(releases, folder, place, writes);
	g_autoptr(GSubprocess) rsync = NULL;
	int names = list_names(manifest, error);

	if (names < 0)
		return false;
	rsync = start((const char *const *) arguments->pdata, destination->host == NULL ? destination->path : NULL,
		      names, error);
	if (rsync == NULL)
		return false;
	read_sent(rsync, sent);
	g_subprocess_wait(rsync, NULL, NULL);
	if (g_subprocess_get_successful(rsync))
		return true;
	return fail(error, RELEASES_FAILED,
		    writes ? "cannot upload the site to " : "cannot compare the site with what is at ", destination,
		    "; rsync says above why");
}

bool
releases_upload(Releases *releases, const char *folder, const Manifest *manifest, GPtrArray *uploaded, GError **error)
{
	return run_rsync(releases, folder, manifest, releases->place, true, uploaded, error);
}

bool
releases_compare_uploaded(Releases *releases, const char *folder, const Manifest *manifest, GPtrArray *others,
			  GError **error)
{
	return run_rsync(releases, folder, manifest, releases->place, false, others, error);
}

bool
releases_compare_live(Releases *releases, const char *folder, const Manifest *manifest, GPtrArray *others,
		      GError **error)
{
	g_autofree char *place = g_strconcat("releases/", releases->live, NULL);

	return run_rsync(releases, folder, manifest, place, false, others, error);
}

void
releases_stay(Releases *releases)
{
	static const char order[] = "same 0\n";

	tell(releases, order, strlen(order));
}

bool
releases_switch(Releases *releases, guint64 files, const char *watched, ReleasesChange *change, GError **error)
{
	g_autofree char *order = g_strdup_printf("switch %" G_GUINT64_FORMAT " %s\n", files, watched);
	g_autofree char *live = NULL;

	tell(releases, order, strlen(order));
	live = hear(releases, error);
	if (live == NULL)
		return false;
	*change = g_str_has_suffix(live, " other")  ? RELEASES_OTHER
		  : g_str_has_suffix(live, " gone") ? RELEASES_GONE
						    : RELEASES_SAME;
	return true;
}
