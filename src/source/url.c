#include "source/url.h"

#include <glib.h>
#include <string.h>

bool
url_is_web(const char *text)
{
	g_autoptr(GUri) uri = g_uri_parse(text, G_URI_FLAGS_NONE, NULL);
	const char *scheme = uri == NULL ? "" : g_uri_get_scheme(uri);
	bool is_web = g_str_equal(scheme, "https") || g_str_equal(scheme, "http");

	return is_web && g_uri_get_host(uri) != NULL && *g_uri_get_host(uri) != '\0' &&
	       strpbrk(text, " \t\n<>\"\\^`{|}") == NULL;
}

bool
url_is_base(const char *text)
{
	return url_is_web(text) && strpbrk(text, "?#") == NULL;
}
