#include "page/names.h"

#define IN(id) (1u << (id))
#define ON_PAIR IN(TEMPLATE_PAIR)
#define ON_ENTRY IN(TEMPLATE_ENTRY)

const TemplateName template_names[] = {
	{ IN(TEMPLATE_PAGE), NAME_LANG, "lang", VALUE_MARKUP, "BCP 47 tag of the page's language" },
	{ IN(TEMPLATE_PAGE), NAME_DIR, "dir", VALUE_MARKUP, "ltr or rtl" },
	{ IN(TEMPLATE_PAGE), NAME_KIND, "kind", VALUE_MARKUP,
	  "choice, home, translations, collection, entry, pair, offline or not-found" },
	{ IN(TEMPLATE_PAGE), NAME_TITLE, "title", VALUE_MARKUP, "title of the document" },
	{ IN(TEMPLATE_PAGE), NAME_DESCRIPTION, "description", VALUE_MARKUP, "description of the document" },
	{ IN(TEMPLATE_PAGE), NAME_ROBOTS, "robots", VALUE_MARKUP,
	  "what search engines are told of the page, or empty" },
	{ IN(TEMPLATE_PAGE), NAME_CANONICAL, "canonical", VALUE_MARKUP, "absolute address; empty where there is none" },
	{ IN(TEMPLATE_PAGE), NAME_ALTERNATES, "alternates", VALUE_ROWS, "language tag; absolute address" },
	{ IN(TEMPLATE_PAGE), NAME_ASSETS, "assets", VALUE_MARKUP, "address of the assets, with a slash at its end" },
	{ IN(TEMPLATE_PAGE), NAME_ROOT, "root", VALUE_MARKUP,
	  "address of the root of the site, with a slash at its end, or empty" },
	{ IN(TEMPLATE_PAGE), NAME_SEARCH_HREF, "search_href", VALUE_MARKUP,
	  "address of what the search looks through" },
	{ IN(TEMPLATE_PAGE), NAME_OFFLINE_HREF, "offline_href", VALUE_MARKUP,
	  "address of the page that stands in without a network" },
	{ IN(TEMPLATE_PAGE), NAME_HOME, "home", VALUE_MARKUP, "address of the home page in the page's language" },
	{ IN(TEMPLATE_PAGE), NAME_TRANSLATIONS_HREF, "translations_href", VALUE_MARKUP,
	  "address of the page on translations, or empty" },
	{ IN(TEMPLATE_PAGE), NAME_SITE_TITLE, "site_title", VALUE_MARKUP, "title of the site" },
	{ IN(TEMPLATE_PAGE), NAME_SITE_NAME, "site_name", VALUE_MARKUP, "title of the site as text only" },
	{ IN(TEMPLATE_PAGE), NAME_PAGE_TITLE, "page_title", VALUE_MARKUP, "title of the page, without the site's" },
	{ IN(TEMPLATE_PAGE), NAME_IMAGE, "image", VALUE_MARKUP, "absolute address of a picture, or empty" },
	{ IN(TEMPLATE_PAGE), NAME_IMAGE_ALT, "image_alt", VALUE_MARKUP, "what the picture shows" },
	{ IN(TEMPLATE_PAGE), NAME_FEED_HREF, "feed_href", VALUE_MARKUP, "address of the language's feed, or empty" },
	{ IN(TEMPLATE_PAGE), NAME_OPENSEARCH_HREF, "opensearch_href", VALUE_MARKUP,
	  "address of the language's search description, or empty" },
	{ IN(TEMPLATE_PAGE), NAME_DATA_HREF, "data_href", VALUE_MARKUP, "address of the collection's data, or empty" },
	{ IN(TEMPLATE_PAGE), NAME_CRUMBS, "crumbs", VALUE_ROWS, "name of a page above this one; its address" },
	{ IN(TEMPLATE_PAGE), NAME_LANGUAGES, "languages", VALUE_ROWS,
	  "language tag; name; address; direction; 1 for the page's own" },
	{ IN(TEMPLATE_PAGE), NAME_NOTICE, "notice", VALUE_MARKUP,
	  "that parts of the page are not translated, or empty" },
	{ IN(TEMPLATE_PAGE), NAME_OUTDATED, "outdated", VALUE_MARKUP,
	  "that parts of the page are older than the source, or empty" },
	{ IN(TEMPLATE_PAGE), NAME_ORIGINAL, "original", VALUE_MARKUP, "text of a link to the source's page, or empty" },
	{ IN(TEMPLATE_PAGE), NAME_ORIGINAL_HREF, "original_href", VALUE_MARKUP, "address of the source's page" },
	{ IN(TEMPLATE_PAGE), NAME_ORIGINAL_LANG, "original_lang", VALUE_MARKUP, "language tag of the source's page" },
	{ IN(TEMPLATE_PAGE), NAME_CONTENT, "content", VALUE_MARKUP, "what the template of the page's kind made" },
	{ IN(TEMPLATE_PAGE), NAME_LICENCE, "licence", VALUE_MARKUP, "name of the licence as a sentence, or empty" },
	{ IN(TEMPLATE_PAGE), NAME_LICENCE_HREF, "licence_href", VALUE_MARKUP, "address of the licence" },
	{ IN(TEMPLATE_CHOICE) | IN(TEMPLATE_HOME), NAME_HEADING, "heading", VALUE_MARKUP, "title of the site" },
	{ IN(TEMPLATE_CHOICE) | IN(TEMPLATE_HOME), NAME_TAGLINE, "tagline", VALUE_MARKUP, "tagline of the site" },
	{ IN(TEMPLATE_CHOICE), NAME_CHOICES, "choices", VALUE_ROWS,
	  "language tag; name; address of the home page; direction; 'choose a language' in it" },
	{ IN(TEMPLATE_NOT_FOUND), NAME_LANG, "lang", VALUE_MARKUP, "language tag of a page in one language, or empty" },
	{ IN(TEMPLATE_NOT_FOUND), NAME_HOME, "home", VALUE_MARKUP,
	  "address of the home page in that language, or empty" },
	{ IN(TEMPLATE_NOT_FOUND), NAME_CHOICES, "choices", VALUE_ROWS,
	  "of the page in all languages: language tag; name; address of the home page; direction; heading; text" },
	{ IN(TEMPLATE_HOME), NAME_COLLECTIONS, "collections", VALUE_ROWS,
	  "address; title; summary; numbers of codes and pairs; codes as list items; pairs with words of their own as "
	  "list items" },
	{ IN(TEMPLATE_HOME), NAME_DOWNLOAD, "download", VALUE_MARKUP,
	  "text of a link to the language's pages for reading offline, or empty" },
	{ IN(TEMPLATE_HOME), NAME_DOWNLOAD_HREF, "download_href", VALUE_MARKUP, "its address" },
	{ IN(TEMPLATE_HOME), NAME_DOWNLOAD_NAME, "download_name", VALUE_MARKUP, "the name for the file" },
	{ IN(TEMPLATE_COLLECTION), NAME_HEADING, "heading", VALUE_MARKUP, "title of the collection" },
	{ IN(TEMPLATE_COLLECTION), NAME_SUMMARY, "summary", VALUE_MARKUP, "summary of the collection" },
	{ IN(TEMPLATE_COLLECTION), NAME_DESCRIPTION, "description", VALUE_MARKUP, "description of the collection" },
	{ IN(TEMPLATE_COLLECTION), NAME_COUNTS, "counts", VALUE_MARKUP, "numbers of codes and of pairs" },
	{ IN(TEMPLATE_COLLECTION), NAME_CLASSES, "classes", VALUE_ROWS, "label; range; tone; entries as list items" },
	{ IN(TEMPLATE_COLLECTION), NAME_CONFUSED, "confused", VALUE_MARKUP,
	  "pairs with words of their own as list items" },
	{ ON_ENTRY | ON_PAIR, NAME_HEADING, "heading", VALUE_MARKUP, "title of the page" },
	{ ON_ENTRY | ON_PAIR, NAME_COLLECTION_NAME, "collection_name", VALUE_MARKUP, "name of the collection" },
	{ ON_ENTRY | ON_PAIR, NAME_COLLECTION_HREF, "collection_href", VALUE_MARKUP, "address of the collection" },
	{ ON_ENTRY, NAME_TONE, "tone", VALUE_MARKUP, "tone of the class" },
	{ ON_ENTRY, NAME_SUMMARY, "summary", VALUE_MARKUP, "summary" },
	{ ON_ENTRY, NAME_CLASS, "class", VALUE_MARKUP, "label of the class" },
	{ ON_ENTRY, NAME_ATTRIBUTES, "attributes", VALUE_ROWS, "label; value; sentence" },
	{ ON_ENTRY, NAME_FACTS, "facts", VALUE_ROWS, "label; words" },
	{ ON_ENTRY, NAME_STAGES, "stages", VALUE_ROWS, "label; 1 where the code occurs" },
	{ ON_ENTRY | ON_PAIR, NAME_STAGES_TEXT, "stages_text", VALUE_MARKUP, "the stages as sentences" },
	{ ON_ENTRY | ON_PAIR, NAME_PICTURE, "picture", VALUE_MARKUP, "the stages as SVG, or empty" },
	{ ON_ENTRY, NAME_SECTIONS, "sections", VALUE_MARKUP, "what sections.html made" },
	{ ON_ENTRY, NAME_PAIRS, "pairs", VALUE_ROWS, "address; code; name; tone; 1 where related" },
	{ ON_ENTRY, NAME_COMPARE_WITH, "compare_with", VALUE_MARKUP, "heading of the pairs" },
	{ ON_PAIR, NAME_INTRODUCTION, "introduction", VALUE_MARKUP, "sentence on both classes" },
	{ ON_PAIR, NAME_FIRST_CODE, "first_code", VALUE_MARKUP, "code" },
	{ ON_PAIR, NAME_SECOND_CODE, "second_code", VALUE_MARKUP, "code" },
	{ ON_PAIR, NAME_FIRST_NAME, "first_name", VALUE_MARKUP, "name" },
	{ ON_PAIR, NAME_SECOND_NAME, "second_name", VALUE_MARKUP, "name" },
	{ ON_PAIR, NAME_FIRST_HEADING, "first_heading", VALUE_MARKUP, "code and name" },
	{ ON_PAIR, NAME_SECOND_HEADING, "second_heading", VALUE_MARKUP, "code and name" },
	{ ON_PAIR, NAME_FIRST_HREF, "first_href", VALUE_MARKUP, "address of the entry" },
	{ ON_PAIR, NAME_SECOND_HREF, "second_href", VALUE_MARKUP, "address of the entry" },
	{ ON_PAIR, NAME_FIRST_ID, "first_id", VALUE_MARKUP, "anchor of the section" },
	{ ON_PAIR, NAME_SECOND_ID, "second_id", VALUE_MARKUP, "anchor of the section" },
	{ ON_PAIR, NAME_FIRST_TONE, "first_tone", VALUE_MARKUP, "tone of the class" },
	{ ON_PAIR, NAME_SECOND_TONE, "second_tone", VALUE_MARKUP, "tone of the class" },
	{ ON_PAIR, NAME_FIRST_CLASS, "first_class", VALUE_MARKUP, "label of the class" },
	{ ON_PAIR, NAME_SECOND_CLASS, "second_class", VALUE_MARKUP, "label of the class" },
	{ ON_PAIR, NAME_ANSWER, "answer", VALUE_MARKUP,
	  "label of the first attribute that decides, or empty where none does" },
	{ ON_PAIR, NAME_FIRST_ANSWER, "first_answer", VALUE_MARKUP, "its value" },
	{ ON_PAIR, NAME_SECOND_ANSWER, "second_answer", VALUE_MARKUP, "its value" },
	{ ON_PAIR, NAME_FIRST_OTHERS, "first_others", VALUE_MARKUP, "that another code can stand in this one's place" },
	{ ON_PAIR, NAME_SECOND_OTHERS, "second_others", VALUE_MARKUP, "the same" },
	{ ON_PAIR, NAME_PREVIOUS_PAIR, "previous_pair", VALUE_ROWS, "address; codes of the pair before" },
	{ ON_PAIR, NAME_NEXT_PAIR, "next_pair", VALUE_ROWS, "address; codes of the pair behind" },
	{ ON_PAIR, NAME_FIRST_SUMMARY, "first_summary", VALUE_MARKUP, "summary" },
	{ ON_PAIR, NAME_SECOND_SUMMARY, "second_summary", VALUE_MARKUP, "summary" },
	{ ON_PAIR, NAME_ROWS, "rows", VALUE_ROWS, "label; the first's value; the second's value; 1 where they differ" },
	{ ON_PAIR, NAME_STAGES, "stages", VALUE_ROWS, "label; 1 where the first occurs; 1 where the second occurs" },
	{ ON_PAIR, NAME_FIRST_SECTIONS, "first_sections", VALUE_MARKUP, "what sections.html made of the first" },
	{ ON_PAIR, NAME_SECOND_SECTIONS, "second_sections", VALUE_MARKUP, "what sections.html made of the second" },
	{ ON_PAIR, NAME_DIFFERENCES, "differences", VALUE_ROWS, "one difference in whole sentences" },
	{ ON_PAIR, NAME_VERDICT, "verdict", VALUE_MARKUP, "which to use when, as blocks" },
	{ ON_PAIR, NAME_NEXT, "next", VALUE_ROWS, "address; title of another pair" },
	{ ON_ENTRY | ON_PAIR | IN(TEMPLATE_COLLECTION), NAME_REFERENCES, "references", VALUE_ROWS,
	  "address; document and section; title" },
	{ ON_ENTRY | ON_PAIR | IN(TEMPLATE_HOME) | IN(TEMPLATE_COLLECTION), NAME_STRUCTURED_DATA, "structured_data",
	  VALUE_MARKUP, "JSON-LD for a script element, or empty" },
	{ ON_ENTRY | ON_PAIR | IN(TEMPLATE_HOME) | IN(TEMPLATE_COLLECTION) | IN(TEMPLATE_TRANSLATIONS), NAME_IMPROVE,
	  "improve", VALUE_ROWS, "address of a file of the page; text of the link" },
	{ IN(TEMPLATE_SECTIONS), NAME_LEVEL, "level", VALUE_NUMBER, "level of the headings" },
	{ IN(TEMPLATE_SECTIONS), NAME_TEXT_DESCRIPTION, "text_description", VALUE_MARKUP, "description as blocks" },
	{ IN(TEMPLATE_SECTIONS), NAME_TEXT_WHEN_SEEN, "text_when_seen", VALUE_MARKUP, "when seen as blocks" },
	{ IN(TEMPLATE_SECTIONS), NAME_TEXT_FIX, "text_fix", VALUE_MARKUP, "fix as blocks" },
	{ IN(TEMPLATE_SECTIONS), NAME_TEXT_EXAMPLE, "text_example", VALUE_MARKUP, "example, or empty" },
	{ IN(TEMPLATE_SECTIONS), NAME_TRANSCRIPT, "transcript", VALUE_ROWS,
	  "number of the speaker from 1, or empty; speaker; line of the example; 1 for a remark in parentheses; 1 "
	  "where "
	  "it carries the code" },
	{ IN(TEMPLATE_SECTIONS), NAME_EXAMPLE_LANG, "example_lang", VALUE_MARKUP, "language tag of the example" },
	{ IN(TEMPLATE_TRANSLATIONS), NAME_ROWS, "rows", VALUE_ROWS,
	  "language tag; name; direction; home page; percent of all texts as a plain number; percent of messages; of "
	  "texts; of pairs; texts out of date; texts missing; words left" },
	{ 0, NAME_COUNT, NULL, VALUE_MARKUP, NULL },
};

static const char *const file_names[TEMPLATE_COUNT] = {
	[TEMPLATE_PAGE] = "page.html",
	[TEMPLATE_CHOICE] = "choice.html",
	[TEMPLATE_HOME] = "home.html",
	[TEMPLATE_COLLECTION] = "collection.html",
	[TEMPLATE_ENTRY] = "entry.html",
	[TEMPLATE_PAIR] = "pair.html",
	[TEMPLATE_SECTIONS] = "sections.html",
	[TEMPLATE_NOT_FOUND] = "not-found.html",
	[TEMPLATE_TRANSLATIONS] = "translations.html",
	[TEMPLATE_OFFLINE] = "offline.html",
};

const char *
template_file_name(TemplateId id)
{
	return file_names[id];
}

const TemplateName *
template_name(TemplateId template, NameId id)
{
	for (const TemplateName *name = template_names; name->name != NULL; name++)
		if (name->id == id && (name->templates & IN(template)) != 0)
			return name;
	return NULL;
}

const TemplateName *
template_name_find(TemplateId template, const char *name)
{
	for (const TemplateName *known = template_names; known->name != NULL; known++)
		if ((known->templates & IN(template)) != 0 && g_str_equal(known->name, name))
			return known;
	return NULL;
}

guint
template_name_columns(const TemplateName *name)
{
	guint columns = 1;

	for (const char *c = name->meaning; *c != '\0'; c++)
		columns += *c == ';';
	return columns;
}

static const struct {
	const char *markup;
	const char *plain;
} message_names[MESSAGE_COUNT] = {
#define MESSAGE_NAMES(id, key, ...) [id] = { "message_" key, "plain_" key },
	MESSAGES(MESSAGE_NAMES)
#undef MESSAGE_NAMES
};

const char *
template_message_name(MessageId id)
{
	return message_names[id].markup;
}

const char *
template_plain_message_name(MessageId id)
{
	return message_names[id].plain;
}
