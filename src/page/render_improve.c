/* Links from a page to the files that it is made of. */
#include "page/render.h"

#include "model/code.h"

/* Returns: (transfer full). */
static char *
repository_address(const Model *model, const char *path, guint number)
{
	g_autofree char *escaped = g_uri_escape_string(path, "/", FALSE);
	g_autofree char *line = g_strdup_printf("%u", number);
	MessageValue values[] = { { .text = escaped }, { .text = line } };

	return message_format(model->repository, values);
}

/* The address of a file of the page's language, or of the source where the language
 * has none.  lines is where the texts begin, as in the model.
 * Returns: (transfer full). */
static char *
file_address(const Context *context, const char *path, const guint *lines)
{
	const Model *model = context->renderer->model;
	const Locale *locale = lines[context->locale->index] != 0 ? context->locale : model->source_locale;
	bool is_content = locale == model->source_locale;
	g_autofree char *full = g_strconcat(is_content ? "content/" : "locales/", is_content ? "" : locale->folder,
					    is_content ? "" : "/", path, NULL);

	return repository_address(model, full, lines[locale->index]);
}

/* The text of a link to a file: whether it is the page's own or the original. */
static void
append_label(Context *context, Markup *label, const guint *lines, const char *code)
{
	bool is_original = lines[context->locale->index] == 0;
	MessageValue values[] = { { .text = code } };

	if (code == NULL)
		context_message(context, label, is_original ? MESSAGE_IMPROVE_ORIGINAL : MESSAGE_IMPROVE, NULL, NULL);
	else
		context_message(context, label, is_original ? MESSAGE_IMPROVE_ORIGINAL_CODE : MESSAGE_IMPROVE_CODE,
				values, NULL);
}

static char *
entry_address(const Context *context, const Entry *entry)
{
	g_autofree char *path = g_strdup_printf("%s/%s.yaml", entry->collection->folder, entry->code);

	return file_address(context, path, entry->lines);
}

Markup *
improve_entry(Context *context, Markup *label, const Entry *entry)
{
	g_autofree char *address = NULL;
	Markup *link;

	if (context->renderer->model->repository == NULL)
		return NULL;
	append_label(context, label, entry->lines, entry->code);
	address = entry_address(context, entry);
	link = markup_new();
	markup_text(link, address);
	return link;
}

static void
add_row(View *view, const char *address, const Markup *label)
{
	view_add_row(view, NAME_IMPROVE);
	view_add_text(view, address);
	view_add_markup(view, label);
}

/* A link for a page that is made of one file. */
static void
add_page(Context *context, View *view, const char *path, const guint *lines)
{
	g_autofree char *address = file_address(context, path, lines);
	g_autoptr(Markup) label = markup_new();

	append_label(context, label, lines, NULL);
	add_row(view, address, label);
}

/* The words of a pair, where it has some, and the entries, of which it consists. */
static void
add_pair(Context *context, View *view, const Entry *first, const Entry *second)
{
	const Entry *const sides[] = { first, second };
	const PairWords *words = model_pair_words(first, second);

	if (words != NULL) {
		g_autofree char *path = g_strdup_printf("%s/pairs/%s" CODE_VERSUS "%s.yaml", first->collection->folder,
							first->code, second->code);

		add_page(context, view, path, words->lines);
	}
	for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
		const EntryFragments *side = fragments_entry(context->renderer, context->locale, sides[i], NULL);

		/* The rest of the page has them as well. */
		g_assert(side != NULL);
		view_add_row(view, NAME_IMPROVE);
		view_add_lent_markup(view, side->improve_link);
		view_add_lent_markup(view, context_use(context, &side->improve));
	}
}

/* A page of messages: those of the language. */
static void
add_locale(Context *context, View *view)
{
	g_autofree char *path = g_strdup_printf("locales/%s/locale.yaml", context->locale->folder);
	g_autofree char *address = repository_address(context->renderer->model, path, 1);
	g_autoptr(Markup) label = markup_new();

	context_message(context, label, MESSAGE_IMPROVE, NULL, NULL);
	add_row(view, address, label);
}

static void
add_entry(Context *context, View *view, const Entry *entry)
{
	g_autofree char *address = entry_address(context, entry);
	g_autoptr(Markup) label = markup_new();

	append_label(context, label, entry->lines, NULL);
	add_row(view, address, label);
}

void
context_set_improve(Context *context, View *view)
{
	const Page *page = context->page;
	const Model *model = context->renderer->model;
	g_autofree char *path = NULL;

	if (model->repository == NULL || !view_wants(view, NAME_IMPROVE))
		return;
	switch (page->kind) {
	case PAGE_HOME:
		add_page(context, view, "site.yaml", model->lines);
		break;
	case PAGE_COLLECTION:
		path = g_strdup_printf("%s/collection.yaml", page->collection->folder);
		add_page(context, view, path, page->collection->lines);
		break;
	case PAGE_ENTRY:
		add_entry(context, view, page->first);
		break;
	case PAGE_PAIR:
		add_pair(context, view, page->first, page->second);
		break;
	case PAGE_TRANSLATIONS:
		add_locale(context, view);
		break;
	case PAGE_CHOICE:
	case PAGE_NOT_FOUND:
	case PAGE_ROBOTS:
	case PAGE_SITEMAP:
	case PAGE_SITEMAP_PART:
	case PAGE_LLMS:
	case PAGE_RULES:
	case PAGE_NGINX:
	case PAGE_DOWNLOAD:
	case PAGE_FEED:
	case PAGE_OPENSEARCH:
	case PAGE_DATA:
	case PAGE_SWAPPED:
	case PAGE_SEARCH:
	case PAGE_OFFLINE:
	case PAGE_FORMER:
	case PAGE_ASSET:
		break;
	}
}
