#include "page/phrases.h"

#include "page/pattern.h"
#include "page/render.h"

/* A phrase with holes, and what the page has to own up to that says it. */
typedef struct {
	Pattern *pattern; /* NULL where the phrase is more than its pattern filled */
	Languages fell_back;
	bool is_outdated;
} Phrase;

struct Phrases {
	Phrase phrases[PHRASE_COUNT];
	bool *fits; /* by entry: whether it goes into the holes */
};

static void
say_title(Context *context, G_GNUC_UNUSED const Labels *labels, Markup *out, const Page *pair)
{
	context_pair_title(context, out, pair->first, pair->second);
}

static void
say_codes(Context *context, G_GNUC_UNUSED const Labels *labels, Markup *out, const Page *pair)
{
	context_pair_codes(context, out, pair->first, pair->second);
}

static void
say_link(Context *context, G_GNUC_UNUSED const Labels *labels, Markup *out, const Page *pair)
{
	g_autofree char *link = context_link(context, *pair);

	markup_text(out, link);
}

/* How each phrase is said in full. */
static void (*const say[PHRASE_COUNT])(Context *context, const Labels *labels, Markup *out, const Page *pair) = {
	[PHRASE_TITLE] = say_title,
	[PHRASE_CODES] = say_codes,
	[PHRASE_LINK] = say_link,
	[PHRASE_ARTICLE_START] = structured_article_start,
	[PHRASE_ARTICLE_END] = structured_article_end,
};

/* Says a phrase about two entries with holes, and tries what came out with a real one on
 * either side. */
static Phrase
make_phrase(const Context *like, const Labels *labels, PhraseId id, const Entry *entry)
{
	Context context = {
		.renderer = like->renderer, .page = like->page, .file = like->file, .locale = like->locale
	};
	Entry first = pattern_hollow(entry, true);
	Entry second = pattern_hollow(entry, false);
	Page pair = *like->page;
	g_autoptr(Markup) expected = markup_new();
	g_autoptr(Markup) filled = markup_new();
	g_autoptr(Markup) markup = markup_new();
	g_autoptr(Pattern) pattern = NULL;

	pair.first = entry;
	pair.second = entry;
	say[id](&context, labels, expected, &pair);
	pair.first = &first;
	pair.second = &second;
	say[id](&context, labels, markup, &pair);
	pattern = pattern_new(markup);
	pattern_fill(pattern, entry, entry, filled);
	return (Phrase) {
		.pattern = markup_equal(filled, expected) ? g_steal_pointer(&pattern) : NULL,
		.fell_back = context.fell_back,
		.is_outdated = context.is_outdated,
	};
}

Phrases *
phrases_new(const Context *context, const Labels *labels)
{
	const Collection *collection = context->page->collection;
	bool copies_texts = fragments_words(context->renderer, context->locale)->copies_texts;
	Phrases *phrases = g_new0(Phrases, 1);
	const Entry *fitting = NULL;

	phrases->fits = g_new0(bool, collection->entry_count);
	for (guint i = 0; copies_texts && i < collection->entry_count; i++) {
		phrases->fits[i] = pattern_takes_entry(&collection->entries[i]);
		if (phrases->fits[i] && fitting == NULL)
			fitting = &collection->entries[i];
	}
	for (PhraseId id = 0; fitting != NULL && id < PHRASE_COUNT; id++)
		phrases->phrases[id] = make_phrase(context, labels, id, fitting);
	return phrases;
}

void
phrases_free(Phrases *phrases)
{
	for (PhraseId id = 0; id < PHRASE_COUNT; id++)
		g_clear_pointer(&phrases->phrases[id].pattern, pattern_free);
	g_free(phrases->fits);
	g_free(phrases);
}

bool
phrases_fit(const Renderer *renderer, const Locale *locale, const Entry *first, const Entry *second)
{
	const Phrases *phrases = fragments_labels(renderer, locale, first->collection)->phrases;

	return phrases->fits[first->index] && phrases->fits[second->index];
}

void
phrases_say(Context *context, Markup *out, PhraseId id, const Entry *first, const Entry *second)
{
	const Labels *labels = fragments_labels(context->renderer, context->locale, first->collection);
	const Phrases *phrases = labels->phrases;
	const Phrase *phrase = &phrases->phrases[id];

	if (phrase->pattern == NULL || !phrases->fits[first->index] || !phrases->fits[second->index]) {
		Page pair = { .kind = PAGE_PAIR,
			      .locale = context->locale,
			      .collection = first->collection,
			      .first = first,
			      .second = second };

		say[id](context, labels, out, &pair);
		return;
	}
	context->fell_back |= phrase->fell_back;
	context->is_outdated = context->is_outdated || phrase->is_outdated;
	pattern_fill(phrase->pattern, first, second, out);
}
