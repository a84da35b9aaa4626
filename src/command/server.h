/* An HTTP server for one person's browser: HTTP itself, who may ask, and the stream
 * of events.  What a page is, the one who owns it knows. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

/* The addresses that no page has; a page's name cannot begin with a dot. */
#define SERVER_RESERVED "/.viceversa/"

/* Where the events are: each is the text that server_send() was given last. */
#define SERVER_EVENTS SERVER_RESERVED "events"

/* What a request is answered with. */
typedef struct {
	guint status;     /* 200, 307, 404, 500 or 503 */
	const char *type; /* media type of the body */
	char *location;   /* the path that a redirect leads to, percent-encoded; else NULL */
	GBytes *body;     /* NULL for a redirect */
} ServerAnswer;

/* Answers a request for a path, percent-encoded as it came.  What the answer points
 * to is the server's, but for type. */
typedef ServerAnswer (*ServerFunc)(const char *path, gpointer data);

typedef struct Server Server;

/* Answers from the default main context, one request after the other.  GET and HEAD
 * alone; only to those who ask by the name of this machine, not to pages of other
 * sites whose name leads here; with ETag, If-None-Match and Range.
 * Returns: (transfer full): a server that does not listen yet; free with server_free(). */
Server *server_new(ServerFunc func, gpointer data);

/* Ends all connections. */
void server_free(Server *server);

/* Listens on an address of this machine, at a port; 0 is any that is free.
 * Returns: false with error set; G_IO_ERROR_ADDRESS_IN_USE where the port is taken. */
bool server_listen(Server *server, GInetAddress *address, guint16 port, GError **error);

/* The address of a path for a browser: "http://127.0.0.1:8000/".  For a server that listens.
 * Returns: (transfer full). */
char *server_url(const Server *server, const char *path);

/* Sends an event, a text of one line, to all who listen to events; and to those who
 * begin to later, until the next. */
void server_send(Server *server, const char *event);

/* Whether the field Host of a request names this machine: by an address of the loopback
 * or as "localhost", with any port; and by any other address, if others may ask.  A name
 * that somebody made lead here does not. */
bool server_is_own_host(const char *host, bool others_may_ask);

/* Whether the value of the field If-None-Match holds an entity tag. */
bool server_etag_matches(const char *if_none_match, const char *etag);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Server, server_free)
