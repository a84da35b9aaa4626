/* What was added and changed, as an Atom feed (RFC 4287). */
#include <string.h>

#include "page/render.h"

/* How many entries a feed has: the latest. */
#define FEED_MAX 50

/* The day of an entry's last change; NULL where it is not known. */
static const char *
last_day(const Entry *entry)
{
	return entry->changed == NULL ? entry->added : entry->changed;
}

/* The latest first; of one day in the order of the site. */
static int
compare_days(gconstpointer a, gconstpointer b)
{
	const Entry *left = *(const Entry *const *) a;
	const Entry *right = *(const Entry *const *) b;
	int order = strcmp(last_day(right), last_day(left));

	if (order == 0)
		order = (left->collection->index > right->collection->index) -
			(left->collection->index < right->collection->index);
	return order == 0 ? (left->index > right->index) - (left->index < right->index) : order;
}

/* All entries whose days are known.
 * Returns: (transfer full): of Entry. */
static GPtrArray *
collect_entries(const Model *model)
{
	GPtrArray *entries = g_ptr_array_new();

	for (guint i = 0; i < model->collection_count; i++) {
		const Collection *collection = &model->collections[i];

		for (guint k = 0; k < collection->entry_count; k++)
			if (last_day(&collection->entries[k]) != NULL)
				g_ptr_array_add(entries, (gpointer) &collection->entries[k]);
	}
	g_ptr_array_sort(entries, compare_days);
	return entries;
}

static void
append_day(Markup *out, const char *element, const char *day)
{
	/* What is known is the day. */
	g_autofree char *time = g_strconcat(day, "T00:00:00Z", NULL);

	markup_element(out, element, time);
}

static void
append_link(Markup *out, const char *relation, const char *address)
{
	markup_literal(out, "<link rel=\"");
	markup_append_trusted(out, relation);
	markup_literal(out, "\" href=\"");
	markup_text(out, address);
	markup_literal(out, "\"/>\n");
}

static void
append_entry(Markup *out, const Renderer *renderer, const Locale *locale, const Entry *entry)
{
	Page page = { .kind = PAGE_ENTRY, .locale = locale, .collection = entry->collection, .first = entry };
	g_autofree char *address = address_absolute(renderer->addresses, &page);
	MessageValue values[] = { { .text = entry->collection->name },
				  { .text = entry->code },
				  { .text = entry->name } };
	g_autofree char *title = locale_format(locale, MESSAGE_ENTRY_TITLE, values);
	const Locale *from;

	markup_literal(out, "<entry>\n");
	markup_element(out, "id", address);
	markup_element(out, "title", title);
	append_link(out, "alternate", address);
	if (entry->added != NULL)
		append_day(out, "published", entry->added);
	append_day(out, "updated", last_day(entry));
	markup_element(out, "summary", text_in(entry->summary, locale, &from));
	markup_literal(out, "</entry>\n");
}

static void
append_head(Markup *out, const Renderer *renderer, const Page *feed, const char *day)
{
	const Model *model = renderer->model;
	Page home = { .kind = PAGE_HOME, .locale = feed->locale };
	g_autofree char *self = address_absolute(renderer->addresses, feed);
	g_autofree char *alternate = address_absolute(renderer->addresses, &home);
	const Locale *from;
	const char *title = text_in(model->title, feed->locale, &from);

	markup_literal(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			    "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
	markup_text(out, feed->locale->tag);
	markup_literal(out, "\">\n");
	markup_element(out, "id", self);
	markup_element(out, "title", title);
	markup_element(out, "subtitle", text_in(model->tagline, feed->locale, &from));
	append_link(out, "self", self);
	append_link(out, "alternate", alternate);
	append_day(out, "updated", day);
	markup_literal(out, "<author>\n");
	markup_element(out, "name", title);
	markup_literal(out, "</author>\n");
	if (model->licence_name != NULL)
		markup_element(out, "rights", model->licence_name);
	markup_element(out, "generator", "viceversa");
}

void
render_feed(const Renderer *renderer, const Page *page, Markup *out)
{
	g_autoptr(GPtrArray) entries = collect_entries(renderer->model);
	guint count = 0;

	/* Without an entry that has a day there is no feed. */
	append_head(out, renderer, page, last_day(entries->pdata[0]));
	for (guint i = 0; i < entries->len && count < FEED_MAX; i++) {
		const Entry *entry = entries->pdata[i];
		Page of = { .kind = PAGE_ENTRY, .collection = entry->collection, .first = entry };

		of.locale = page->locale;
		/* Who reads the feed of a language is told of what stands in it. */
		if (!plan_is_translated(renderer->plan, &of))
			continue;
		append_entry(out, renderer, page->locale, entry);
		count++;
	}
	markup_literal(out, "</feed>\n");
}
