#include "output/destination.h"

#include <stdbool.h>
#include <string.h>

/* A host and a user become arguments of ssh and of rsync: what could be an option, or a
 * word of a shell, is none. */
static bool
is_name(const char *text, const char *besides)
{
	if (*text == '\0' || *text == '-')
		return false;
	for (; *text != '\0'; text++)
		if (!g_ascii_isalnum(*text) && strchr(besides, *text) == NULL)
			return false;
	return true;
}

/* Paths are passed on by the line. */
static bool
has_control(const char *text)
{
	for (; *text != '\0'; text++)
		if (g_ascii_iscntrl(*text))
			return true;
	return false;
}

/* Where the colon behind a host is; NULL for a folder of this machine. */
static const char *
find_colon(const char *text)
{
	const char *bracket = strchr(text, '[');
	const char *at = text + strcspn(text, "/:[");

	if (bracket != NULL && at == bracket && strstr(bracket, "]:") != NULL)
		return strstr(bracket, "]:") + 1;
	return *at == ':' ? at : NULL;
}

/* Takes user and host apart.
 * Returns: what is wrong, or NULL. */
static const char *
read_host(Destination *destination, const char *text, gsize length)
{
	g_autofree char *whole = g_strndup(text, length);
	char *at = strrchr(whole, '@');
	char *host = at == NULL ? whole : at + 1;
	gsize host_length = strlen(host);
	bool is_address = *host == '[' && host_length > 1 && host[host_length - 1] == ']';

	if (at != NULL) {
		destination->user = g_strndup(whole, (gsize) (at - whole));
		if (!is_name(destination->user, "._-+@"))
			return "has a name of a user with other characters than letters, digits, '.', '_', '+', '@' "
			       "and '-'";
	}
	destination->host = is_address ? g_strndup(host + 1, host_length - 2) : g_strdup(host);
	if (!is_name(destination->host, is_address ? ".:%_-" : "._-"))
		return "has a name of a host with other characters than letters, digits, '.', '_' and '-'";
	return NULL;
}

Destination *
destination_new(const char *text, const char **problem)
{
	g_autoptr(Destination) destination = g_new0(Destination, 1);
	const char *colon = find_colon(text);

	destination->text = g_strdup(text);
	*problem = NULL;
	if (*text == '\0')
		*problem = "names no folder";
	else if (has_control(text))
		*problem = "has control characters in it";
	else if (colon == NULL)
		destination->path = g_canonicalize_filename(text, NULL);
	else if (colon[1] != '/')
		*problem = "names a folder of another machine that does not begin with '/'";
	else {
		destination->path = g_strdup(colon + 1);
		*problem = read_host(destination, text, (gsize) (colon - text));
	}
	return *problem == NULL ? g_steal_pointer(&destination) : NULL;
}

void
destination_free(Destination *destination)
{
	g_free(destination->text);
	g_free(destination->user);
	g_free(destination->host);
	g_free(destination->path);
	g_free(destination);
}

char *
destination_rsync_host(const Destination *destination)
{
	const char *user = destination->user;
	bool is_address = destination->host != NULL && strchr(destination->host, ':') != NULL;

	if (destination->host == NULL)
		return NULL;
	return g_strdup_printf("%s%s%s%s%s", user == NULL ? "" : user, user == NULL ? "" : "@", is_address ? "[" : "",
			       destination->host, is_address ? "]" : "");
}
