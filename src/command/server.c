#include "command/server.h"

#include <libsoup/soup.h>
#include <string.h>

#include "source/fingerprint.h"

/* How long a request and its answer may take together, and a connection wait for its
 * next request. */
#define REQUEST_SECONDS 10

/* How many connections there may be at a time. */
#define CONNECTIONS_MAX 200

/* How often somebody who listens to events hears that there are none: by that those
 * who are gone are noticed. */
#define BEAT_SECONDS 20

/* How many events may wait for somebody who does not read them. */
#define WAITING_MAX 8

/* The longest path that is answered, in bytes; no page has one as long.  libsoup itself
 * hangs up where a request has more before its body than it reads, 64 KiB or 100 KiB by
 * its version. */
#define PATH_MAX_BYTES 4096

/* What a page may load: what examples/nginx/ allows a published one, to the letter, so
 * that what does not work there does not work here either. */
#define POLICY                                                                                                \
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " \
	"manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/* After how many milliseconds a browser that lost the stream asks for it again. */
#define RETRY "500"

struct Server {
	SoupServer *soup;
	GSocketService *service;
	ServerFunc func;
	gpointer data;
	GPtrArray *streams; /* of Stream: who listens to events */
	char *event;        /* the last one; NULL for none */
	guint beat;         /* source */
	guint connections;
	GSocketAddress *address; /* NULL until it listens */
};

/* A request as long as it lasts. */
typedef struct {
	Server *server;
	SoupServerMessage *message;
	guint deadline; /* source; 0 for none */
} Request;

typedef struct {
	Server *server;
	SoupServerMessage *message; /* owned */
	guint waiting;              /* events that are not written yet */
} Stream;

/* Of whom a request comes knows its socket. */
#define SOCKET_KEY "viceversa-socket"

/* Ends a connection whatever it is at; libsoup then sees its end. */
static void
hang_up(SoupServerMessage *message)
{
	GSocketAddress *remote = soup_server_message_get_remote_address(message);

	g_socket_shutdown(g_object_get_data(G_OBJECT(remote), SOCKET_KEY), TRUE, TRUE, NULL);
}

static gboolean
on_deadline(gpointer data)
{
	Request *request = data;

	request->deadline = 0;
	hang_up(request->message);
	return G_SOURCE_REMOVE;
}

static void
request_free(gpointer data)
{
	Request *request = data;

	g_clear_handle_id(&request->deadline, g_source_remove);
	request->server->connections--;
	g_free(request);
}

#define REQUEST_KEY "viceversa-request"

static Request *
request_of(SoupServerMessage *message)
{
	return g_object_get_data(G_OBJECT(message), REQUEST_KEY);
}

static void
on_request_started(G_GNUC_UNUSED SoupServer *soup, SoupServerMessage *message, gpointer data)
{
	Server *server = data;
	Request *request = g_new0(Request, 1);

	request->server = server;
	request->message = message;
	request->deadline = g_timeout_add_seconds(REQUEST_SECONDS, on_deadline, request);
	server->connections++;
	g_object_set_data_full(G_OBJECT(message), REQUEST_KEY, request, request_free);
	/* What a request brings along is of no use, so it is not kept. */
	soup_message_body_set_accumulate(soup_server_message_get_request_body(message), FALSE);
	if (server->connections > CONNECTIONS_MAX)
		hang_up(message);
}

bool
server_is_own_host(const char *host, bool others_may_ask)
{
	g_autofree char *url = host == NULL ? NULL : g_strconcat("http://", host, "/", NULL);
	g_autoptr(GUri) uri = url == NULL ? NULL : g_uri_parse(url, G_URI_FLAGS_NONE, NULL);
	const char *name = uri == NULL || !g_str_equal(g_uri_get_path(uri), "/") ? NULL : g_uri_get_host(uri);
	g_autoptr(GInetAddress) address = NULL;

	if (name == NULL || strpbrk(host, "/?#@\\") != NULL)
		return false;
	/* RFC 6761, section 6.3: names below "localhost" lead to the loopback, too. */
	if (g_ascii_strcasecmp(name, "localhost") == 0 || g_str_has_suffix(name, ".localhost"))
		return true;
	address = g_inet_address_new_from_string(name);
	return address != NULL && (others_may_ask || g_inet_address_get_is_loopback(address));
}

bool
server_etag_matches(const char *if_none_match, const char *etag)
{
	g_auto(GStrv) tags = g_strsplit(if_none_match, ",", -1);

	for (char **tag = tags; *tag != NULL; tag++) {
		const char *strong = g_strstrip(*tag);

		/* A weak tag is as good here: RFC 9110, section 13.1.2. */
		if (g_str_has_prefix(strong, "W/"))
			strong += 2;
		if (g_str_equal(strong, etag) || g_str_equal(strong, "*"))
			return true;
	}
	return false;
}

static void
refuse(SoupServerMessage *message, guint status, const char *phrase, const char *text)
{
	soup_server_message_set_status(message, status, phrase);
	soup_server_message_set_response(message, "text/plain; charset=utf-8", SOUP_MEMORY_COPY, text, strlen(text));
}

static bool
is_loopback(GSocketAddress *address)
{
	return g_inet_address_get_is_loopback(g_inet_socket_address_get_address(G_INET_SOCKET_ADDRESS(address)));
}

/* Whether a request may be answered at all; if not, says why. */
static bool
accept_request(Server *server, SoupServerMessage *message)
{
	SoupMessageHeaders *response = soup_server_message_get_response_headers(message);
	const char *method = soup_server_message_get_method(message);
	const char *host = soup_message_headers_get_one(soup_server_message_get_request_headers(message), "Host");

	soup_message_headers_replace(response, "Content-Security-Policy", POLICY);
	soup_message_headers_replace(response, "X-Content-Type-Options", "nosniff");
	soup_message_headers_replace(response, "Cross-Origin-Resource-Policy", "same-origin");
	soup_message_headers_replace(response, "Cache-Control", "no-cache");
	if (!server_is_own_host(host, !is_loopback(server->address))) {
		refuse(message, SOUP_STATUS_MISDIRECTED_REQUEST, "Misdirected Request",
		       "The preview answers to an address of this machine or to localhost, and to no other name.\n");
		return false;
	}
	if (!g_str_equal(method, "GET") && !g_str_equal(method, "HEAD")) {
		soup_message_headers_replace(response, "Allow", "GET, HEAD");
		refuse(message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL, "The preview answers to GET and HEAD only.\n");
		return false;
	}
	if (strlen(g_uri_get_path(soup_server_message_get_uri(message))) > PATH_MAX_BYTES) {
		refuse(message, SOUP_STATUS_REQUEST_URI_TOO_LONG, "URI Too Long", "No page has an address as long.\n");
		return false;
	}
	return true;
}

static void
stream_free(gpointer data)
{
	Stream *stream = data;

	g_signal_handlers_disconnect_by_data(stream->message, stream);
	g_object_unref(stream->message);
	g_free(stream);
}

static void
on_stream_finished(G_GNUC_UNUSED SoupServerMessage *message, gpointer data)
{
	Stream *stream = data;

	g_ptr_array_remove_fast(stream->server->streams, stream);
}

static void
on_chunk_written(G_GNUC_UNUSED SoupServerMessage *message, gpointer data)
{
	Stream *stream = data;

	stream->waiting -= stream->waiting > 0 ? 1 : 0;
}

static void
write_event(Stream *stream, const char *text)
{
	SoupMessageBody *body = soup_server_message_get_response_body(stream->message);

	if (++stream->waiting > WAITING_MAX) {
		hang_up(stream->message);
		return;
	}
	soup_message_body_append(body, SOUP_MEMORY_COPY, text, strlen(text));
	soup_server_message_unpause(stream->message);
}

static void
begin_stream(Server *server, SoupServerMessage *message)
{
	SoupMessageHeaders *headers = soup_server_message_get_response_headers(message);
	Request *request = request_of(message);
	g_autofree char *first = g_strdup_printf("retry: %s\ndata: %s\n\n", RETRY, server->event);
	Stream *stream;

	soup_server_message_set_status(message, SOUP_STATUS_OK, NULL);
	soup_message_headers_set_content_type(headers, "text/event-stream", NULL);
	soup_message_headers_replace(headers, "Cache-Control", "no-store");
	if (g_str_equal(soup_server_message_get_method(message), "HEAD"))
		return;
	g_clear_handle_id(&request->deadline, g_source_remove);
	soup_message_headers_set_encoding(headers, SOUP_ENCODING_CHUNKED);
	soup_message_body_set_accumulate(soup_server_message_get_response_body(message), FALSE);
	stream = g_new0(Stream, 1);
	stream->server = server;
	stream->message = g_object_ref(message);
	g_ptr_array_add(server->streams, stream);
	g_signal_connect(message, "finished", G_CALLBACK(on_stream_finished), stream);
	g_signal_connect(message, "wrote-chunk", G_CALLBACK(on_chunk_written), stream);
	write_event(stream, first);
}

static void
set_redirect(SoupServerMessage *message, const ServerAnswer *answer)
{
	const char *query = g_uri_get_query(soup_server_message_get_uri(message));
	g_autofree char *location =
	    g_strconcat(answer->location, query == NULL ? "" : "?", query == NULL ? "" : query, NULL);

	soup_server_message_set_status(message, answer->status, NULL);
	soup_message_headers_replace(soup_server_message_get_response_headers(message), "Location", location);
	soup_message_headers_set_content_length(soup_server_message_get_response_headers(message), 0);
}

/* A body with its entity tag, or less where the browser has it already. */
static void
set_body(SoupServerMessage *message, const ServerAnswer *answer)
{
	SoupMessageHeaders *request = soup_server_message_get_request_headers(message);
	SoupMessageHeaders *response = soup_server_message_get_response_headers(message);
	const char *known = soup_message_headers_get_list(request, "If-None-Match");
	const char *if_range = soup_message_headers_get_one(request, "If-Range");
	const char *ranges = soup_message_headers_get_list(request, "Range");
	gsize length;
	const char *bytes = g_bytes_get_data(answer->body, &length);
	g_autofree char *etag = g_strdup_printf("\"%016" G_GINT64_MODIFIER "x\"", fingerprint_bytes(bytes, length));

	soup_server_message_set_status(message, answer->status, NULL);
	if (answer->status == SOUP_STATUS_OK) {
		soup_message_headers_replace(response, "ETag", etag);
		if (known != NULL && server_etag_matches(known, etag)) {
			soup_server_message_set_status(message, SOUP_STATUS_NOT_MODIFIED, NULL);
			return;
		}
		/* libsoup cuts out the ranges, but does not ask of what; many make a large answer. */
		if ((if_range != NULL && !g_str_equal(if_range, etag)) ||
		    (ranges != NULL && strchr(ranges, ',') != NULL))
			soup_message_headers_remove(request, "Range");
	}
	soup_message_headers_set_content_type(response, answer->type, NULL);
	soup_message_body_append_bytes(soup_server_message_get_response_body(message), answer->body);
}

static void
on_request(G_GNUC_UNUSED SoupServer *soup, SoupServerMessage *message, G_GNUC_UNUSED const char *path,
	   G_GNUC_UNUSED GHashTable *query, gpointer data)
{
	Server *server = data;
	const char *wanted = g_uri_get_path(soup_server_message_get_uri(message));
	ServerAnswer answer;

	if (!accept_request(server, message))
		return;
	if (g_str_equal(wanted, SERVER_EVENTS) && server->event != NULL) {
		begin_stream(server, message);
		return;
	}
	answer = server->func(wanted, server->data);
	if (answer.location != NULL)
		set_redirect(message, &answer);
	else
		set_body(message, &answer);
	g_free(answer.location);
	if (answer.body != NULL)
		g_bytes_unref(answer.body);
}

static void
send_all(Server *server, const char *text)
{
	/* Who is hung up on leaves the list, but not before the main loop runs again. */
	for (guint i = 0; i < server->streams->len; i++)
		write_event(server->streams->pdata[i], text);
}

static gboolean
on_beat(gpointer data)
{
	send_all(data, ":\n\n");
	return G_SOURCE_CONTINUE;
}

/* libsoup's own listening loses some memory with each connection. */
static gboolean
on_connection(G_GNUC_UNUSED GSocketService *service, GSocketConnection *connection, G_GNUC_UNUSED GObject *source,
	      gpointer data)
{
	Server *server = data;
	GSocket *socket = g_socket_connection_get_socket(connection);
	g_autoptr(GSocketAddress) remote = g_socket_connection_get_remote_address(connection, NULL);

	/* Who is gone already has no address. */
	if (remote == NULL)
		return TRUE;
	g_object_set_data_full(G_OBJECT(remote), SOCKET_KEY, g_object_ref(socket), g_object_unref);
	soup_server_accept_iostream(server->soup, G_IO_STREAM(connection), server->address, remote, NULL);
	return TRUE;
}

Server *
server_new(ServerFunc func, gpointer data)
{
	Server *server = g_new0(Server, 1);

	server->func = func;
	server->data = data;
	server->streams = g_ptr_array_new_with_free_func(stream_free);
	/* Paths as they come: what they mean is decided in one place. */
	server->soup = soup_server_new("raw-paths", TRUE, NULL);
	server->service = g_socket_service_new();
	g_socket_listener_set_backlog(G_SOCKET_LISTENER(server->service), CONNECTIONS_MAX);
	server->beat = g_timeout_add_seconds(BEAT_SECONDS, on_beat, server);
	g_signal_connect(server->soup, "request-started", G_CALLBACK(on_request_started), server);
	g_signal_connect(server->service, "incoming", G_CALLBACK(on_connection), server);
	soup_server_add_handler(server->soup, NULL, on_request, server, NULL);
	return server;
}

void
server_free(Server *server)
{
	g_source_remove(server->beat);
	g_socket_service_stop(server->service);
	g_socket_listener_close(G_SOCKET_LISTENER(server->service));
	g_object_unref(server->service);
	g_ptr_array_unref(server->streams);
	soup_server_disconnect(server->soup);
	g_object_unref(server->soup);
	g_clear_object(&server->address);
	g_free(server->event);
	g_free(server);
}

bool
server_listen(Server *server, GInetAddress *address, guint16 port, GError **error)
{
	g_autoptr(GSocketAddress) wanted = g_inet_socket_address_new(address, port);

	return g_socket_listener_add_address(G_SOCKET_LISTENER(server->service), wanted, G_SOCKET_TYPE_STREAM,
					     G_SOCKET_PROTOCOL_TCP, NULL, &server->address, error);
}

char *
server_url(const Server *server, const char *path)
{
	g_autofree char *host = g_socket_connectable_to_string(G_SOCKET_CONNECTABLE(server->address));

	return g_strconcat("http://", host, path, NULL);
}

void
server_send(Server *server, const char *event)
{
	g_autofree char *text = g_strdup_printf("data: %s\n\n", event);

	g_free(server->event);
	server->event = g_strdup(event);
	send_all(server, text);
}
