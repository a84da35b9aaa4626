/* Addresses on the web. */
#pragma once

#include <stdbool.h>

/* Whether a text is an absolute http or https address with a host (RFC 3986),
 * without characters that would have to be escaped. */
bool url_is_web(const char *text);

/* Whether other addresses can be made by putting a path behind this one: it is
 * one of the web, without a query or a fragment. */
bool url_is_base(const char *text);
