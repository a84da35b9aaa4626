/* What the renderers of the kinds of page share.  For the files of page/ alone. */
#pragma once

#include "page/fragments.h"
#include "page/frames.h"
#include "page/renderer.h"
#include "page/view.h"

struct Renderer {
	const Plan *plan;
	const Model *model;
	const Addresses *addresses;
	const Templates *templates;
	const Source *source;
	const Assets *assets;
	Fragments *fragments; /* these two change, behind their own backs */
	Frames *frames;
};

/* One page in the making. */
struct Context {
	const Renderer *renderer;
	const Page *page;
	const char *file; /* the page's own, from which links lead */
	const Locale *locale;
	Languages fell_back; /* the other languages so far */
	bool is_outdated;    /* whether any text so far is older than its source */
};

/* Append a text of the model in the page's language, or marked with its own
 * language where it has to fall back. */
void context_text(Context *context, Markup *markup, const Text *text);
void context_prose(Context *context, Markup *markup, const Text *text);
void context_inline(Context *context, Markup *markup, const Text *text);
void context_sentence(Context *context, Markup *markup, const Sentence *sentence, const char *code);
void context_message(Context *context, Markup *markup, MessageId id, const MessageValue *values,
		     const char *const *languages);

/* Notes that something on the page is in the language of a locale. */
void context_note(Context *context, const Locale *from);

/* The set of one of the fallbacks of the page's language. */
Languages context_fallback(const Context *context, const Locale *fallback);

/* What was rendered before goes onto the page, which has to own up to the same.
 * Returns: the fragment's markup. */
Slice context_use(Context *context, const Fragment *fragment);

/* Appends the name of a document, with the section that is meant. */
void context_reference(Context *context, Markup *markup, const Reference *reference);

/* Appends a name that stands in the source language on every page. */
void context_name(Context *context, Markup *markup, const char *name);

/* The tag of the source language where the page's is another, else NULL. */
const char *context_name_language(const Context *context);

/* Begins another sentence behind one: with a space where the script has them. */
void context_space(Markup *markup);

/* The text in the page's language or its fallback, where nothing can be marked. */
const char *context_plain(Context *context, const Text *text);

/* The text as the argument of a message.  *language is its tag where that is not
 * the page's, else NULL. */
const char *context_argument(Context *context, const Text *text, const char **language);

/* The address of another page of the same locale.
 * Returns: (transfer full). */
char *context_link(const Context *context, Page to);
char *context_entry_link(const Context *context, const Entry *entry);
char *context_pair_link(const Context *context, const Entry *first, const Entry *second);

/* A view of a template with the locale's messages.
 * Returns: (transfer full). */
View *context_view(Context *context, TemplateId id);

/* Fill names that several templates share. */
void context_set_text(Context *context, View *view, NameId name, const Text *text);
void context_set_references(Context *context, View *view, const Reference *references, guint count);

/* "250 vs 334". */
void context_pair_codes(Context *context, Markup *markup, const Entry *first, const Entry *second);

/* "SMTP 250 OK", the name marked with its language. */
void context_entry_title(Context *context, Markup *markup, const Entry *entry);

/* "250 OK", the name marked with its language. */
void context_entry_heading(Context *context, Markup *markup, const Entry *entry);

/* "SMTP 250 OK vs 334 Server Challenge", as markup and as plain text. */
void context_pair_title(Context *context, Markup *markup, const Entry *first, const Entry *second);
char *context_pair_title_plain(const Context *context, MessageId id, const Entry *first, const Entry *second);

/* The words of a fact, each as code, or the message "none". */
void context_words(Context *context, Markup *markup, const char *const *words);

/* One sentence that lists the stages at which an entry occurs. */
void context_stages(Context *context, Markup *markup, const Entry *entry);

/* Renders sections.html for an entry with headings of a level. */
Markup *render_sections(Context *context, const Entry *entry, guint level, GError **error);

/* Sets the links to the files that a page is made of, for who can improve them. */
void context_set_improve(Context *context, View *view);

/* The link from a pair's page to the file of an entry, whose text is appended to
 * label.
 * Returns: (nullable) (transfer full): NULL where the site names no repository. */
Markup *improve_entry(Context *context, Markup *label, const Entry *entry);

/* Sets what machines are told of a page, in schema.org's words, as JSON-LD; and makes
 * those parts of it that many pages share.
 * Returns: (transfer full). */
void context_set_structured(Context *context, View *view);
Markup *structured_term(const Renderer *renderer, const Locale *locale, const Entry *entry);
Markup *structured_article(const Renderer *renderer, const Locale *locale, const Collection *collection);
Markup *structured_crumbs(const Renderer *renderer, const Locale *locale, const Collection *collection);

/* Append the article that a page of an entry or a pair is, in two parts: up to what it
 * is about, and all behind that.  A pair's is made of phrases. */
void structured_article_start(Context *context, const Labels *labels, Markup *data, const Page *page);
void structured_article_end(Context *context, const Labels *labels, Markup *data, const Page *page);

/* The absolute address of the picture for links to the pages of a collection, or of
 * the whole site where collection is NULL.
 * Returns: (nullable) (transfer full): NULL where there is none. */
char *picture_address(const Renderer *renderer, const Collection *collection);

/* The content of a page, which the frame goes around, ready to be rendered.
 * Returns: (transfer full): of an entry and a pair NULL with error set where the
 * template of the sections fails. */
View *render_choice(Context *context);
View *render_not_found(Context *context);
View *render_home(Context *context);
View *render_translations(Context *context);
View *render_offline(Context *context);
View *render_collection(Context *context);
View *render_entry(Context *context, GError **error);
View *render_pair(Context *context, GError **error);

/* The frame around the content of a page, ready to be rendered; after the content,
 * because the page has to own up to what that shows.
 * Returns: (transfer full): free it before content. */
View *render_frame(Context *context, const Markup *content);

/* Renders what the search of a locale looks through; another shape gets another
 * number.  docs/search.md tells the shape. */
#define SEARCH_FORMAT 1
GBytes *render_search(const Renderer *renderer, const Page *page);

/* Append the files for search engines and other machines. */
void render_sitemap(const Renderer *renderer, const Page *page, Markup *out);
void render_robots(const Renderer *renderer, const Page *page, Markup *out);
void render_llms(const Renderer *renderer, const Page *page, Markup *out);
void render_feed(const Renderer *renderer, const Page *page, Markup *out);
void render_opensearch(const Renderer *renderer, const Page *page, Markup *out);
void render_data(const Renderer *renderer, const Page *page, Markup *out);

/* Append what leads from other addresses to pages: rules for hosts and for nginx, and
 * a page at one such address. */
void render_rules(const Renderer *renderer, const Page *page, Markup *out);
void render_nginx(const Renderer *renderer, const Page *page, Markup *out);
void render_stub(const Renderer *renderer, const Page *page, Markup *out);
