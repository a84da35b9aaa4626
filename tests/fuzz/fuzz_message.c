/* Messages in ICU MessageFormat: the first byte says in which language and with which
 * arguments. */
#include "fuzz.h"

#include "model/locale.h"
#include "model/message.h"

static const char *const tags[] = { "en", "ar", "zh-Hans", "ru", "fr", "ja", "de-CH", "en-XA" };

static void
ignore(const char *name, gpointer data)
{
	(void) data;
	fuzz_check(g_utf8_validate(name, -1, NULL));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const arguments[] = { "code", "count", "name", "share", "page", NULL };
	static const MessageValue values[] = {
		{ .text = "\"><b>{0}" }, { .number = 3 }, { .text = "" }, { .number = -1 }, { .text = "P" }
	};
	g_autofree char *pattern = NULL;
	g_autofree char *problem = NULL;
	g_autofree char *complaint = NULL;
	g_autofree char *out = NULL;
	g_autoptr(GError) error = NULL;
	const char *tag;
	Message *message;

	if (size == 0)
		return 0;
	tag = tags[data[0] % G_N_ELEMENTS(tags)];
	pattern = fuzz_text(data + 1, size - 1);
	problem = message_each_argument(pattern, ignore, NULL);
	message = message_new(pattern, tag, arguments, &error);
	fuzz_check((message == NULL) == (error != NULL));
	if (message == NULL)
		return 0;
	fuzz_check(problem == NULL);
	out = message_format(message, values);
	fuzz_check(g_utf8_validate(out, -1, NULL));
	complaint = message_check_plurals(pattern, "one, other");
	message_free(message);
	return 0;
}
