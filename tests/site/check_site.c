/* Checks a whole site as its readers and search engines find it: its links, its
 * languages, its headings, and the faults that generated prose is prone to.
 *
 *     check_site [--given] SITE ROOT BASE_URL
 *     check_site --kinds
 *
 * SITE is the folder of the pages, ROOT the one that holds content/ and locales/,
 * BASE_URL the address that the site was built for.  With --given the pages that
 * the reference has promised have to be there with the headings promised.
 * Exit status: 0 nothing found, 1 faults, 2 wrong usage, 3 unreadable. */
#include <glib.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

/* How many faults of a kind are shown. */
#define FAULTS_SHOWN 20

/* From how many words, or wide characters, on a text counts as a sentence. */
#define SENTENCE_WORDS 5
#define SENTENCE_WIDE 12

/* What code leaves behind in the text of a block: U+FFFC. */
#define OBJECT "\xEF\xBF\xBC"

#define HTML_SPACE " \t\n\f\r"

#define VERSUS "-vs-"
#define SUFFIX ".html"
#define INDEX "index" SUFFIX

/* Every kind of fault: its identifier, its name, and what it says. */
#define FAULT_KINDS(X)                                                                                    \
	X(FAULT_MARKUP, "markup", "the tags of a page match each other")                                  \
	X(FAULT_LANGUAGE, "language", "html has the tag of its locale")                                   \
	X(FAULT_DIRECTION, "direction", "html, and text in another direction, says its direction")        \
	X(FAULT_TITLE, "title", "there is a title and a description")                                     \
	X(FAULT_SAME_TITLE, "same-title", "titles are unique in a language")                              \
	X(FAULT_SAME_DESCRIPTION, "same-description", "descriptions are unique in a language")            \
	X(FAULT_H1, "one-h1", "there is exactly one h1")                                                  \
	X(FAULT_NAME, "name", "h1 has the names as the source has them")                                  \
	X(FAULT_LEVEL, "heading-level", "no level of headings is skipped")                                \
	X(FAULT_ORDER, "heading-order", "the sections stand in order")                                    \
	X(FAULT_ID, "same-id", "ids are unique")                                                          \
	X(FAULT_LINK, "dead-link", "links lead to a file")                                                \
	X(FAULT_FRAGMENT, "dead-fragment", "fragments lead to an id")                                     \
	X(FAULT_EMPTY_LINK, "empty-link", "links have an address and a text")                             \
	X(FAULT_CANONICAL, "canonical", "a page names its own address, or the source page's")             \
	X(FAULT_ALTERNATE, "alternate", "alternates list each other")                                     \
	X(FAULT_HREFLANG, "hreflang", "hreflang is the language of the page that it leads to")            \
	X(FAULT_X_DEFAULT, "x-default", "there is an x-default")                                          \
	X(FAULT_LISTED, "listed-in-part", "what is offered as a translation is one")                      \
	X(FAULT_UNLISTED, "unlisted", "what is wholly translated is offered")                             \
	X(FAULT_COUNT, "page-count", "there is a page for each entry and each pair")                      \
	X(FAULT_TWICE, "pair-twice", "no pair has a page for each order")                                 \
	X(FAULT_DOUBLED, "doubled-word", "no English word stands twice in a row")                         \
	X(FAULT_RECASED, "re-cased", "names keep their capitals and sentences begin with one")            \
	X(FAULT_CUT, "cut-text", "prose ends with the closing punctuation of its language")               \
	X(FAULT_REPEATED, "repeated", "no sentence stands twice on a page")                               \
	X(FAULT_MARKDOWN, "raw-markdown", "no Markdown is left")                                          \
	X(FAULT_BRACE, "brace", "no argument is left in braces")                                          \
	X(FAULT_SLUG, "slug", "no identifier is shown as text")                                           \
	X(FAULT_NOTHING, "nothing", "no 'undefined' and no '(null)'")                                     \
	X(FAULT_UNMARKED, "unmarked", "text in another language carries that language's tag")             \
	X(FAULT_GIVEN_PAGE, "given-page", "the promised pages exist, with the promised title")            \
	X(FAULT_GIVEN_HEADING, "given-heading", "the promised pages have the promised headings in order") \
	X(FAULT_GIVEN_PROSE, "given-prose", "the promised pages are translated")                          \
	X(FAULT_SITEMAP, "sitemap", "the sitemap is well-formed and its addresses exist")                 \
	X(FAULT_SITEMAP_PAGE, "sitemap-page", "the sitemap lists exactly the translated pages")           \
	X(FAULT_SITEMAP_ALTERNATE, "sitemap-alternate", "the sitemap lists a page's own alternates")      \
	X(FAULT_ROBOTS, "robots", "robots.txt names the sitemap")

typedef enum {
#define FAULT_ENUM(id, name, meaning) id,
	FAULT_KINDS(FAULT_ENUM)
#undef FAULT_ENUM
	    FAULT_KIND_COUNT,
} FaultKind;

static const struct {
	const char *name;
	const char *meaning;
} fault_kinds[FAULT_KIND_COUNT] = {
#define FAULT_ROW(id, name, meaning) [id] = { name, meaning },
	FAULT_KINDS(FAULT_ROW)
#undef FAULT_ROW
};

/* The headings of an entry and of a pair, in their order on a page. */
enum {
	HEADING_DESCRIPTION,
	HEADING_WHEN_SEEN,
	HEADING_FIX,
	HEADING_EXAMPLE,
	HEADING_DIFFERENCES,
	HEADING_WHICH,
	HEADING_MORE,
	HEADING_COUNT
};

/* Their messages in locale.yaml, and the letters that stand for them below. */
static const char *const heading_messages[HEADING_COUNT] = {
	"description", "when_seen", "fix", "example", "key_differences", "which_to_use_when", "learn_more",
};
static const char heading_letters[] = "DWFEKUL";

/* Without the example, which not every entry has. */
#define ENTRY_HEADINGS "DWF"
#define PAIR_HEADINGS "DWFDWFKUL"

/* What was promised: the headings of each language, and some pairs of SMTP. */
static const struct {
	const char *folder;
	const char *tag;
	const char *headings[HEADING_COUNT];
} given_locales[] = {
	{ "en",
	  "en",
	  { "Description", "When You See It", "How to Fix", NULL, "Key Differences", "When to Use Which",
	    "Learn More" } },
	{ "ja",
	  "ja",
	  { "説明", "このコードが表示される場合", "解決方法", NULL, "主な違い", "どちらをいつ使うか", "詳しく見る" } },
	{ "ru",
	  "ru",
	  { "Описание", "Когда вы это видите", "Как исправить", NULL, "Ключевые различия", "Когда что использовать",
	    "Узнать больше" } },
	{ "zh", "zh-Hans", { "描述", "何时出现", "如何修复", NULL, "主要区别", "何时使用哪个", "了解更多" } },
	{ "fr",
	  "fr",
	  { "Description", "Quand vous le voyez", "Comment résoudre", NULL, "Différences clés", "Quand utiliser lequel",
	    "En savoir plus" } },
	{ "de",
	  "de",
	  { "Beschreibung", "Wann Sie es sehen", "Wie man es behebt", NULL, "Wesentliche Unterschiede",
	    "Wann welchen verwenden", "Mehr erfahren" } },
};

#define GIVEN_COLLECTION "smtp"

static const struct {
	const char *first;
	const char *second;
} given_pairs[] = {
	{ "250", "334" }, { "220", "334" }, { "251", "334" }, { "250", "530" }, { "250", "354" },
};

/* What is known of languages: how their prose may end, their scripts, and words
 * so common that three of them give the language away. */
static const struct {
	const char *language;
	const char *closing;
	bool is_right_to_left;
	GUnicodeScript scripts[4]; /* besides Latin; ends with Common */
	const char *common;        /* each word with a space on both sides */
} languages[] = {
	{ "en",
	  ".!?…:;",
	  false,
	  { G_UNICODE_SCRIPT_COMMON },
	  " the of and is that with this from are has not when which by it be to as for or " },
	{ "de",
	  ".!?…:;",
	  false,
	  { G_UNICODE_SCRIPT_COMMON },
	  " der und ist das mit nicht ein eine einen einem einer den dem wird auf für sich von zu zum zur wie oder " },
	{ "fr",
	  ".!?…:;",
	  false,
	  { G_UNICODE_SCRIPT_COMMON },
	  " le la les des et est une un du que qui pour dans par sur avec ne pas au aux ou ce cette " },
	{ "ru", ".!?…:;", false, { G_UNICODE_SCRIPT_CYRILLIC, G_UNICODE_SCRIPT_COMMON }, NULL },
	{ "ja",
	  "。！？…：；",
	  false,
	  { G_UNICODE_SCRIPT_HAN, G_UNICODE_SCRIPT_HIRAGANA, G_UNICODE_SCRIPT_KATAKANA, G_UNICODE_SCRIPT_COMMON },
	  NULL },
	{ "zh", "。！？…：；", false, { G_UNICODE_SCRIPT_HAN, G_UNICODE_SCRIPT_COMMON }, NULL },
	{ "ko", ".!?…:;", false, { G_UNICODE_SCRIPT_HANGUL, G_UNICODE_SCRIPT_HAN, G_UNICODE_SCRIPT_COMMON }, NULL },
	{ "he", ".!?…:;", true, { G_UNICODE_SCRIPT_HEBREW, G_UNICODE_SCRIPT_COMMON }, NULL },
	{ "ar", ".!?…:;؟؛", true, { G_UNICODE_SCRIPT_ARABIC, G_UNICODE_SCRIPT_COMMON }, NULL },
	{ "fa", ".!?…:;؟؛", true, { G_UNICODE_SCRIPT_ARABIC, G_UNICODE_SCRIPT_COMMON }, NULL },
	{ "ur", ".!?…:;؟؛۔", true, { G_UNICODE_SCRIPT_ARABIC, G_UNICODE_SCRIPT_COMMON }, NULL },
	{ "hi", ".!?…:;।", false, { G_UNICODE_SCRIPT_DEVANAGARI, G_UNICODE_SCRIPT_COMMON }, NULL },
};

/* The row of a language, or -1. */
static int
find_language(const char *tag)
{
	gsize length = strcspn(tag, "-");

	for (gsize i = 0; i < G_N_ELEMENTS(languages); i++)
		if (strlen(languages[i].language) == length && strncmp(languages[i].language, tag, length) == 0)
			return (int) i;
	return -1;
}

static bool
same_language(const char *a, const char *b)
{
	gsize length = strcspn(a, "-");

	return strcspn(b, "-") == length && g_ascii_strncasecmp(a, b, length) == 0;
}

static bool
is_right_to_left(const char *tag)
{
	int row = find_language(tag);

	return row >= 0 && languages[row].is_right_to_left;
}

/*
 * The source: YAML files as tables of texts
 */

/* One entry of a collection. */
typedef struct {
	char *code;
	char *name;
	char *address;
} Entry;

typedef struct {
	char *folder;
	char *name;
	GPtrArray *entries; /* of Entry */
} Collection;

typedef struct {
	char *folder;
	const char *tag;
	GHashTable *texts;        /* "smtp/334.yaml\nsummary" leads to a text */
	GHashTable *untranslated; /* a set of the source's texts that stand in for missing ones */
	GPtrArray *labels;        /* of char, borrowed: the labels among them */
	GHashTable *glossary;     /* from a term of the source to its translation */
} Locale;

typedef enum {
	KIND_CHOICE,
	KIND_NOT_FOUND,
	KIND_HOME,
	KIND_TRANSLATIONS,
	KIND_OFFLINE,
	KIND_COLLECTION,
	KIND_ENTRY,
	KIND_PAIR,
	KIND_UNKNOWN
} PageKind;

/* A link whose target has to be looked at once all pages are known. */
typedef struct {
	char *file;
	char *fragment; /* NULL where there is none */
	char *hreflang; /* NULL where there is none */
} Link;

typedef struct {
	char *file; /* within the site */
	PageKind kind;
	const Locale *locale; /* NULL for the pages of the whole site */
	const Collection *collection;
	char *tag;
	char *title;
	char *description;
	char *canonical;
	GPtrArray *alternates; /* of char: tag, space, address; sorted */
	GHashTable *ids;
	GPtrArray *links; /* of Link */
	bool has_source;  /* whether anything but names and examples is in the source language */
	bool fell_back;   /* whether a sentence of it is in the source language */
} Page;

typedef struct {
	const char *folder;
	const char *base; /* ends with a slash */
	char *base_path;  /* its path, which begins and ends with one */
	bool clean_urls;
	bool given;
	GHashTable *elements; /* from name to Place */
	GHashTable *content;  /* the texts of content/ */
	GPtrArray *locales;   /* of Locale, sorted by folder */
	const Locale *source;
	GPtrArray *collections; /* of Collection, sorted by folder */
	GHashTable *slugs;      /* a set of identifiers that are no words */
	GHashTable *names;      /* a set of names in the source language */
	GHashTable *codes;      /* a set of codes that begin with neither letter nor digit */
	GPtrArray *recased;     /* of char: those names with a small letter in front */
	GHashTable *files;      /* a set of all files of the site */
	GPtrArray *pages;       /* of Page, sorted by file */
	GHashTable *pages_by_file;
	gint taken;                          /* atomic: how many of the pages are read, or being read */
	GHashTable *good;                    /* a set of texts without a fault */
	GMutex lock;                         /* over good and faults */
	GPtrArray *faults[FAULT_KIND_COUNT]; /* of char */
} Site;

static void fault(Site *site, FaultKind kind, const char *file, const char *format, ...) G_GNUC_PRINTF(4, 5);

static void
fault(Site *site, FaultKind kind, const char *file, const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list arguments;

	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_mutex_lock(&site->lock);
	g_ptr_array_add(site->faults[kind], g_strdup_printf("%s: %s", file, message));
	g_mutex_unlock(&site->lock);
}

static G_NORETURN void
give_up(const char *path, const char *why)
{
	fprintf(stderr, "check_site: %s: %s\n", path, why);
	exit(3);
}

static GHashTable *
new_table(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

static GHashTable *
new_set(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static int
compare_strings(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* The keys of a table, sorted. */
static GPtrArray *
sorted_keys(GHashTable *table)
{
	GPtrArray *keys = g_ptr_array_new();
	GHashTableIter walk;
	gpointer key;

	g_hash_table_iter_init(&walk, table);
	while (g_hash_table_iter_next(&walk, &key, NULL))
		g_ptr_array_add(keys, key);
	g_ptr_array_sort(keys, compare_strings);
	return keys;
}

/* Puts every scalar below a node into texts.  The program has refused aliases,
 * so this comes to an end. */
static void
flatten(yaml_document_t *document, const yaml_node_t *node, const char *key, GHashTable *texts)
{
	switch (node->type) {
	case YAML_SCALAR_NODE:
		g_hash_table_insert(texts, g_strdup(key), g_strdup((const char *) node->data.scalar.value));
		break;
	case YAML_SEQUENCE_NODE:
		for (const yaml_node_item_t *item = node->data.sequence.items.start;
		     item < node->data.sequence.items.top; item++) {
			g_autofree char *below =
			    g_strdup_printf("%s\n%d", key, (int) (item - node->data.sequence.items.start));

			flatten(document, yaml_document_get_node(document, *item), below, texts);
		}
		break;
	case YAML_MAPPING_NODE:
		for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top;
		     pair++) {
			const yaml_node_t *name = yaml_document_get_node(document, pair->key);
			g_autofree char *below = g_strdup_printf("%s\n%s", key, (const char *) name->data.scalar.value);

			flatten(document, yaml_document_get_node(document, pair->value), below, texts);
		}
		break;
	case YAML_NO_NODE:
		break;
	}
}

static void
read_yaml(const char *path, const char *name, GHashTable *texts)
{
	g_autofree char *bytes = NULL;
	gsize length = 0;
	yaml_parser_t parser;
	yaml_document_t document;

	if (!g_file_get_contents(path, &bytes, &length, NULL))
		give_up(path, "cannot be read");
	yaml_parser_initialize(&parser);
	yaml_parser_set_input_string(&parser, (const unsigned char *) bytes, length);
	if (!yaml_parser_load(&parser, &document))
		give_up(path, "is no YAML");
	if (yaml_document_get_root_node(&document) != NULL)
		flatten(&document, yaml_document_get_root_node(&document), name, texts);
	yaml_document_delete(&document);
	yaml_parser_delete(&parser);
}

typedef void (*FileFunc)(const char *path, const char *name, gpointer data);

/* Calls func for every file below a folder; name is the path within it. */
static void
each_file(const char *folder, const char *below, FileFunc func, gpointer data)
{
	g_autofree char *path = g_build_filename(folder, below, NULL);
	g_autoptr(GDir) list = g_dir_open(path, 0, NULL);
	const char *entry;

	if (list == NULL)
		give_up(path, "cannot be read");
	while ((entry = g_dir_read_name(list)) != NULL) {
		g_autofree char *name = *below == '\0' ? g_strdup(entry) : g_strconcat(below, "/", entry, NULL);
		g_autofree char *full = g_build_filename(folder, name, NULL);

		if (g_file_test(full, G_FILE_TEST_IS_DIR))
			each_file(folder, name, func, data);
		else
			func(full, name, data);
	}
}

static void
add_yaml(const char *path, const char *name, gpointer texts)
{
	if (g_str_has_suffix(name, ".yaml") && !g_str_equal(name, "glossary.yaml"))
		read_yaml(path, name, texts);
}

static const char *
get(GHashTable *texts, const char *first, const char *second)
{
	g_autofree char *key = g_strconcat(first, "\n", second, NULL);

	return g_hash_table_lookup(texts, key);
}

static void
locale_free(gpointer data)
{
	Locale *locale = data;

	g_free(locale->folder);
	g_hash_table_unref(locale->texts);
	g_hash_table_unref(locale->untranslated);
	g_ptr_array_unref(locale->labels);
	g_hash_table_unref(locale->glossary);
	g_free(locale);
}

static int
compare_locales(gconstpointer a, gconstpointer b)
{
	return strcmp((*(const Locale *const *) a)->folder, (*(const Locale *const *) b)->folder);
}

static void
read_locales(Site *site, const char *root)
{
	g_autofree char *path = g_build_filename(root, "locales", NULL);
	g_autoptr(GDir) list = g_dir_open(path, 0, NULL);
	const char *source = get(site->content, "site.yaml", "source_locale");
	const char *folder;

	if (list == NULL)
		give_up(path, "cannot be read");
	while ((folder = g_dir_read_name(list)) != NULL) {
		g_autofree char *below = g_build_filename(path, folder, NULL);
		g_autofree char *glossary = g_build_filename(below, "glossary.yaml", NULL);
		Locale *locale;

		if (!g_file_test(below, G_FILE_TEST_IS_DIR))
			continue;
		locale = g_new0(Locale, 1);
		locale->folder = g_strdup(folder);
		locale->texts = new_table();
		locale->untranslated = new_set();
		locale->labels = g_ptr_array_new();
		locale->glossary = new_table();
		each_file(below, "", add_yaml, locale->texts);
		if (g_file_test(glossary, G_FILE_TEST_EXISTS))
			read_yaml(glossary, "", locale->glossary);
		locale->tag = get(locale->texts, "locale.yaml", "tag");
		if (locale->tag == NULL)
			give_up(below, "has no tag in locale.yaml");
		g_ptr_array_add(site->locales, locale);
		if (g_strcmp0(locale->tag, source) == 0)
			site->source = locale;
	}
	g_ptr_array_sort(site->locales, compare_locales);
	if (site->source == NULL)
		give_up(path, "has no source locale");
}

/* A message in a locale, or in the source. */
static const char *
message(const Site *site, const Locale *locale, const char *name)
{
	g_autofree char *key = g_strconcat("locale.yaml\nmessages\n", name, NULL);
	const char *text = g_hash_table_lookup(locale->texts, key);

	return text == NULL ? g_hash_table_lookup(site->source->texts, key) : text;
}

/* The address that a code gives: lower case, a hyphen for each run of what an
 * address cannot hold, none at the ends. */
static char *
address_of(const char *code)
{
	GString *address = g_string_new(NULL);

	for (; *code != '\0'; code++) {
		if (g_ascii_isalnum(*code) || *code == '.' || *code == '_')
			g_string_append_c(address, g_ascii_tolower(*code));
		else if (address->len > 0 && address->str[address->len - 1] != '-')
			g_string_append_c(address, '-');
	}
	if (address->len > 0 && address->str[address->len - 1] == '-')
		g_string_truncate(address, address->len - 1);
	return g_string_free(address, FALSE);
}

static void
entry_free(gpointer data)
{
	Entry *entry = data;

	g_free(entry->code);
	g_free(entry->name);
	g_free(entry->address);
	g_free(entry);
}

static void
collection_free(gpointer data)
{
	Collection *collection = data;

	g_free(collection->folder);
	g_free(collection->name);
	g_ptr_array_unref(collection->entries);
	g_free(collection);
}

static const Collection *
find_collection(const Site *site, const char *folder)
{
	for (guint i = 0; i < site->collections->len; i++) {
		const Collection *collection = site->collections->pdata[i];

		if (g_str_equal(collection->folder, folder))
			return collection;
	}
	return NULL;
}

static const Entry *
find_entry(const Collection *collection, const char *address)
{
	for (guint i = 0; i < collection->entries->len; i++) {
		const Entry *entry = collection->entries->pdata[i];

		if (g_str_equal(entry->address, address))
			return entry;
	}
	return NULL;
}

static void
add_collections(Site *site, const GPtrArray *keys)
{
	static const char mark[] = "/collection.yaml\nname";

	for (guint i = 0; i < keys->len; i++) {
		const char *key = keys->pdata[i];
		Collection *collection;

		if (!g_str_has_suffix(key, mark))
			continue;
		collection = g_new0(Collection, 1);
		collection->folder = g_strndup(key, strlen(key) - strlen(mark));
		collection->name = g_strdup(g_hash_table_lookup(site->content, key));
		collection->entries = g_ptr_array_new_with_free_func(entry_free);
		g_ptr_array_add(site->collections, collection);
	}
}

static void
add_entries(Site *site, const GPtrArray *keys)
{
	for (guint i = 0; i < keys->len; i++) {
		g_auto(GStrv) parts = g_strsplit(keys->pdata[i], "\n", -1);
		g_auto(GStrv) path = g_strsplit(parts[0], "/", -1);
		const Collection *collection = find_collection(site, path[0]);
		const char *address;
		Entry *entry;

		if (collection == NULL || g_strv_length(path) != 2 || g_strcmp0(parts[1], "code") != 0)
			continue;
		entry = g_new0(Entry, 1);
		entry->code = g_strdup(g_hash_table_lookup(site->content, keys->pdata[i]));
		entry->name = g_strdup(get(site->content, parts[0], "name"));
		address = get(site->content, parts[0], "address");
		entry->address = address == NULL ? address_of(entry->code) : g_strdup(address);
		g_ptr_array_add(collection->entries, entry);
	}
}

/* Whether an identifier is one that no author would write as a word. */
static bool
is_slug(const char *id)
{
	return strpbrk(id, "-_") != NULL && id[strspn(id, G_CSET_a_2_z G_CSET_DIGITS "-_")] == '\0';
}

static bool
has_lower_case(const char *text)
{
	for (; *text != '\0'; text = g_utf8_next_char(text))
		if (g_unichar_islower(g_utf8_get_char(text)))
			return true;
	return false;
}

/* Keeps a name of two words and more as it must not occur. */
static void
add_recased(Site *site, const char *name)
{
	const char *rest = g_utf8_next_char(name);
	g_autofree char *small = g_utf8_strdown(name, rest - name);
	g_autofree char *recased = g_strconcat(small, rest, NULL);

	if (strchr(name, ' ') != NULL && !g_str_equal(recased, name))
		g_ptr_array_add(site->recased, g_steal_pointer(&recased));
}

/* The identifiers of collections and of messages, and the names that belong to
 * the source language; an acronym belongs to none. */
static void
collect_words(Site *site, const GPtrArray *keys)
{
	g_autoptr(GPtrArray) messages = sorted_keys(site->source->texts);

	for (guint i = 0; i < keys->len + messages->len; i++) {
		const char *key = i < keys->len ? keys->pdata[i] : messages->pdata[i - keys->len];
		g_auto(GStrv) parts = g_strsplit(key, "\n", -1);
		bool is_collection = g_str_has_suffix(parts[0], "collection.yaml");

		for (guint k = 1; (is_collection || i >= keys->len) && parts[k] != NULL; k++)
			if (is_slug(parts[k]))
				g_hash_table_add(site->slugs, g_strdup(parts[k]));
		if (g_str_equal(parts[0], "documents.yaml") && has_lower_case(parts[1]))
			g_hash_table_add(site->names, g_strdup(parts[1]));
	}
	for (guint i = 0; i < site->collections->len; i++) {
		const Collection *collection = site->collections->pdata[i];

		for (guint k = 0; k < collection->entries->len; k++) {
			const Entry *entry = collection->entries->pdata[k];

			if (has_lower_case(entry->name))
				g_hash_table_add(site->names, g_strdup(entry->name));
			add_recased(site, entry->name);
			if (!g_ascii_isalnum(entry->code[0]))
				g_hash_table_add(site->codes, g_strdup(entry->code));
		}
	}
}

/* Whether a text of content/ has translations. */
static bool
is_translatable(char **parts)
{
	static const char *const keys[] = { "title",   "tagline",     "label",     "sentence", "verdict",
					    "summary", "description", "when_seen", "fix",      NULL };
	guint length = g_strv_length(parts);

	if (g_str_equal(parts[0], "documents.yaml"))
		return false;
	return g_strv_contains(keys, parts[length - 1]) ||
	       (length > 2 && g_str_equal(parts[length - 2], "differences"));
}

/* Adds a text to a set as it would stand between two tags: whole, or where it is
 * a pattern each piece of two words and more around its arguments. */
static void
add_pieces(GHashTable *set, const char *text)
{
	g_auto(GStrv) pieces = NULL;

	if (strchr(text, '{') == NULL) {
		g_hash_table_add(set, g_strdup(text));
		return;
	}
	if (strstr(text, ", plural") != NULL || strstr(text, ", select") != NULL)
		return;
	pieces = g_strsplit_set(text, "{}", -1);
	for (guint i = 0; i < g_strv_length(pieces); i += 2) {
		g_strstrip(pieces[i]);
		if (strchr(pieces[i], ' ') != NULL)
			g_hash_table_add(set, g_strdup(pieces[i]));
	}
}

/* What a locale has not translated, less what it says in the same words. */
static void
collect_untranslated(const Site *site, Locale *locale, const GPtrArray *keys)
{
	g_autoptr(GHashTable) own = new_set();
	GHashTableIter walk;
	gpointer key;
	gpointer text;

	for (guint i = 0; i < keys->len; i++) {
		g_auto(GStrv) parts = g_strsplit(keys->pdata[i], "\n", -1);

		if (!is_translatable(parts) || g_hash_table_contains(locale->texts, keys->pdata[i]))
			continue;
		add_pieces(locale->untranslated, g_hash_table_lookup(site->content, keys->pdata[i]));
		if (g_str_has_suffix(keys->pdata[i], "\nlabel"))
			g_ptr_array_add(locale->labels, g_hash_table_lookup(site->content, keys->pdata[i]));
	}
	g_hash_table_iter_init(&walk, site->source->texts);
	while (g_hash_table_iter_next(&walk, &key, &text))
		if (!g_hash_table_contains(locale->texts, key))
			add_pieces(locale->untranslated, text);
	g_hash_table_iter_init(&walk, locale->texts);
	while (g_hash_table_iter_next(&walk, NULL, &text))
		add_pieces(own, text);
	g_hash_table_iter_init(&walk, own);
	while (g_hash_table_iter_next(&walk, &key, NULL))
		g_hash_table_remove(locale->untranslated, key);
}

static void
read_source(Site *site, const char *root)
{
	g_autofree char *content = g_build_filename(root, "content", NULL);
	g_autoptr(GPtrArray) keys = NULL;

	each_file(content, "", add_yaml, site->content);
	site->clean_urls = g_strcmp0(get(site->content, "site.yaml", "clean_urls"), "true") == 0;
	read_locales(site, root);
	keys = sorted_keys(site->content);
	add_collections(site, keys);
	add_entries(site, keys);
	collect_words(site, keys);
	for (guint i = 0; i < site->locales->len; i++)
		if (site->locales->pdata[i] != site->source)
			collect_untranslated(site, site->locales->pdata[i], keys);
}

/*
 * Addresses
 */

static void
link_free(gpointer data)
{
	Link *link = data;

	g_free(link->file);
	g_free(link->fragment);
	g_free(link->hreflang);
	g_free(link);
}

/* The address of a file below the base, as links and servers have it. */
static char *
own_address(const Site *site, const char *file)
{
	g_autofree char *path = g_strdup(file);

	if (site->clean_urls && g_str_has_suffix(path, SUFFIX)) {
		path[strlen(path) - strlen(SUFFIX)] = '\0';
		if (g_str_equal(path, "index") || g_str_has_suffix(path, "/index"))
			path[strlen(path) - strlen("index")] = '\0';
	}
	return g_strconcat(site->base, path, NULL);
}

/* The path of an address within the site, or NULL where it leads out of it:
 * *external says whether it does so on purpose. */
static char *
path_within(const Site *site, const char *from, const char *address, bool *external)
{
	g_autofree char *scheme = g_uri_parse_scheme(address);
	g_autofree char *joined = NULL;
	g_auto(GStrv) parts = NULL;
	g_autoptr(GPtrArray) kept = g_ptr_array_new();

	*external = false;
	if (g_str_has_prefix(address, site->base)) {
		joined = g_strdup(address + strlen(site->base));
	} else if (scheme != NULL || g_str_has_prefix(address, "//")) {
		*external = g_str_has_prefix(address, "https://") || g_str_has_prefix(address, "http://") ||
			    g_str_has_prefix(address, "mailto:");
		return NULL;
	} else if (*address == '/') {
		if (!g_str_has_prefix(address, site->base_path))
			return NULL;
		joined = g_strdup(address + strlen(site->base_path));
	} else {
		g_autofree char *folder = g_path_get_dirname(from);

		joined = *address == '\0' ? g_strdup(from) : g_strconcat(folder, "/", address, NULL);
	}
	parts = g_strsplit(joined, "/", -1);
	for (guint i = 0; parts[i] != NULL; i++) {
		bool is_last = parts[i + 1] == NULL;

		if (g_str_equal(parts[i], "..") && kept->len == 0)
			return NULL;
		if (g_str_equal(parts[i], ".."))
			g_ptr_array_remove_index(kept, kept->len - 1);
		else if (!g_str_equal(parts[i], ".") && (*parts[i] != '\0' || is_last))
			g_ptr_array_add(kept, parts[i]);
		if (is_last && (g_str_equal(parts[i], ".") || g_str_equal(parts[i], "..")))
			g_ptr_array_add(kept, (gpointer) "");
	}
	g_ptr_array_add(kept, NULL);
	return g_strjoinv("/", (char **) kept->pdata);
}

/* The file that a server, or without clean addresses a disk, has for a path. */
static char *
file_of_path(const Site *site, const char *path)
{
	g_autofree char *page = NULL;

	if (g_hash_table_contains(site->files, path))
		return g_strdup(path);
	if (!site->clean_urls)
		return NULL;
	if (*path == '\0' || g_str_has_suffix(path, "/"))
		page = g_strconcat(path, INDEX, NULL);
	else
		page = g_strconcat(path, SUFFIX, NULL);
	return g_hash_table_contains(site->files, page) ? g_steal_pointer(&page) : NULL;
}

/* The file of the site that an address leads to; NULL where it leads out of the
 * site, or nowhere, which is a fault. */
static char *
resolve(Site *site, const char *from, const char *address, FaultKind kind, char **fragment)
{
	g_autofree char *plain = g_strndup(address, strcspn(address, "?#"));
	g_autofree char *path = NULL;
	g_autofree char *unescaped = NULL;
	const char *hash = strchr(address, '#');
	bool external;
	char *file;

	if (fragment != NULL)
		*fragment = hash == NULL ? NULL : g_uri_unescape_string(hash + 1, NULL);
	path = path_within(site, from, plain, &external);
	if (external)
		return NULL;
	unescaped = path == NULL ? NULL : g_uri_unescape_string(path, NULL);
	file = unescaped == NULL ? NULL : file_of_path(site, unescaped);
	if (file == NULL)
		fault(site, kind, from, "'%s' leads to no file", address);
	return file;
}

/*
 * One page
 */

typedef enum {
	IN_HEADING = 1 << 0,
	IN_TABLE = 1 << 1,
	IN_FRAME = 1 << 2, /* nav, header, footer: what is the same on many pages */
	IN_LINK = 1 << 3,
	IN_CODE = 1 << 4,
	IN_NAME = 1 << 5,      /* bdi */
	IN_PICTURE = 1 << 6,   /* a picture in letters, and what is said of one */
	IN_LABEL = 1 << 7,     /* dt, summary */
	IN_CHOICE = 1 << 8,    /* a link to the page in another language */
	INLINE = 1 << 9,       /* of an element: part of the text around it */
	NOT_PROSE = 1 << 10,   /* of an element: a transcript, a script */
	IN_DIRECTED = 1 << 11, /* SVG's text with a direction of its own */
} Place;

/* What a node inherits. */
typedef struct {
	const char *tag;
	unsigned place; /* of Place */
} Inside;

/* The walk over one page. */
typedef struct {
	Site *site;
	Page *page;
	GString *text;   /* of the block: with U+FFFC for code and for names in another language */
	GString *full;   /* of the block, with all of it */
	GString *prose;  /* of the block, without names, code and links */
	const char *tag; /* of the block */
	unsigned place;
	bool is_fragment;  /* whether the block goes on in another language, or did so before */
	guint fault_count; /* of the page so far */
	GHashTable *sentences;
	GPtrArray *headings; /* of char */
	guint level;         /* of the heading before */
	guint h1_count;
	char *h1;
} Walk;

static void report(Walk *walk, FaultKind kind, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Adds a fault of the page that is walked. */
static void
report(Walk *walk, FaultKind kind, const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list arguments;

	va_start(arguments, format);
	message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	walk->fault_count++;
	fault(walk->site, kind, walk->page->file, "%s", message);
}

/* Not xmlGetProp(), which copies, nor xmlHasProp(), which asks the DTD as well. */
static const char *
attribute(const xmlNode *node, const char *name)
{
	for (const xmlAttr *found = node->properties; found != NULL; found = found->next)
		if (strcmp((const char *) found->name, name) == 0)
			return found->children == NULL ? "" : (const char *) found->children->content;
	return NULL;
}

static bool
is_element(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *) node->name, name) == 0;
}

/* Text with each run of HTML's white space as one space, and none at its ends. */
static char *
normalize(const char *text)
{
	char *out = g_malloc(strlen(text) + 1);
	char *end = out;

	while (*text != '\0') {
		gsize length = strcspn(text, HTML_SPACE);

		memcpy(end, text, length);
		end += length;
		text += length;
		length = strspn(text, HTML_SPACE);
		text += length;
		if (length > 0 && end > out && *text != '\0')
			*end++ = ' ';
	}
	*end = '\0';
	return out;
}

static char *
content_of(const xmlNode *node)
{
	xmlChar *content = xmlNodeGetContent(node);
	char *text = normalize((const char *) content);

	xmlFree(content);
	return text;
}

/* Whether a text is as long as a sentence is. */
static bool
is_sentence(const char *text)
{
	guint words = 0;
	guint wide = 0;
	bool in_word = false;

	for (; *text != '\0' && words < SENTENCE_WORDS && wide < SENTENCE_WIDE; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);
		bool is_letter = g_unichar_isalpha(c);

		wide += is_letter && g_unichar_iswide(c);
		words += is_letter && !in_word;
		in_word = is_letter || (in_word && (c == '\'' || c == 0x2019));
	}
	return words >= SENTENCE_WORDS || wide >= SENTENCE_WIDE;
}

/* Faults that no text of a page may have, attributes included. */
static void
check_leftovers(Walk *walk, const char *text)
{
	static const char *const markdown[] = { "**", "`", "](" };

	for (gsize i = 0; i < G_N_ELEMENTS(markdown); i++)
		if (strstr(text, markdown[i]) != NULL)
			report(walk, FAULT_MARKDOWN, "'%s' is left in '%s'", markdown[i], text);
	if (strpbrk(text, "{}") != NULL)
		report(walk, FAULT_BRACE, "a brace is left in '%s'", text);
	if (strstr(text, "(null)") != NULL || strstr(text, "(nil)") != NULL)
		report(walk, FAULT_NOTHING, "there is nothing in '%s'", text);
	if (strstr(text, VERSUS) != NULL)
		report(walk, FAULT_SLUG, "an address is shown in '%s'", text);
	for (const char *c = text; *c != '\0';) {
		gsize length = strspn(c, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_");
		g_autofree char *word = g_strndup(c, length);

		if (g_hash_table_contains(walk->site->slugs, word))
			report(walk, FAULT_SLUG, "the identifier '%s' is shown in '%s'", word, text);
		if (g_str_equal(word, "undefined") || g_str_equal(word, "NaN"))
			report(walk, FAULT_NOTHING, "'%s' is shown in '%s'", word, text);
		c = length > 0 ? c + length : g_utf8_next_char(c);
	}
}

static bool
is_word_character(gunichar c)
{
	return g_unichar_isalpha(c) || c == '\'' || c == 0x2019;
}

/* The end of the word that begins at text. */
static const char *
word_end(const char *text)
{
	while (*text != '\0' && is_word_character(g_utf8_get_char(text)))
		text = g_utf8_next_char(text);
	return text;
}

static void
check_doubled_words(Walk *walk, const char *text)
{
	g_autofree char *before = NULL;

	while (*text != '\0') {
		const char *end = word_end(text);
		g_autofree char *word = g_utf8_casefold(text, end - text);

		if (end == text) {
			/* Only a space keeps two words together. */
			if (!g_unichar_isspace(g_utf8_get_char(text)))
				g_clear_pointer(&before, g_free);
			text = g_utf8_next_char(text);
			continue;
		}
		if (before != NULL && g_str_equal(before, word))
			report(walk, FAULT_DOUBLED, "'%s %s' in '%s'", word, word, walk->full->str);
		g_free(before);
		before = g_steal_pointer(&word);
		text = end;
	}
}

/* Whether a text begins with one of the collection's codes, which keep their
 * small letters wherever they stand. */
static bool
begins_with_code(const Walk *walk, const char *text)
{
	const Collection *collection = walk->page->collection;

	for (guint i = 0; collection != NULL && i < collection->entries->len; i++)
		if (g_str_has_prefix(text, ((const Entry *) collection->entries->pdata[i])->code))
			return true;
	return false;
}

/* Whether the block is one whose sentences are prose. */
static bool
is_prose(const Walk *walk)
{
	return (walk->place & (IN_HEADING | IN_TABLE | IN_FRAME | IN_LABEL | IN_PICTURE)) == 0 &&
	       is_sentence(walk->prose->str);
}

static void
check_case(Walk *walk)
{
	const char *text = walk->text->str;

	if (is_prose(walk) && !walk->is_fragment && g_unichar_islower(g_utf8_get_char(text)) &&
	    !begins_with_code(walk, text))
		report(walk, FAULT_RECASED, "'%s' begins with a small letter", walk->full->str);
	for (guint i = 0; i < walk->site->recased->len; i++)
		if (strstr(walk->full->str, walk->site->recased->pdata[i]) != NULL)
			report(walk, FAULT_RECASED, "'%s' has lost its capital in '%s'",
			       (const char *) walk->site->recased->pdata[i], walk->full->str);
}

/* Whether prose ends as the prose of its language does.  Quotation marks and
 * brackets may stand behind the full stop. */
static bool
is_closed(const char *tag, const char *text)
{
	static const char closers[] = ")]»”’\"'」』）】›>";
	int row = find_language(tag);
	const char *closing = row < 0 ? ".!?…:;" : languages[row].closing;
	const char *end = text + strlen(text);

	while (end > text) {
		const char *last = g_utf8_prev_char(end);
		gunichar c = g_utf8_get_char(last);

		if (g_utf8_strchr(closing, -1, c) != NULL)
			return true;
		if (!g_unichar_isspace(c) && g_utf8_strchr(closers, -1, c) == NULL)
			return false;
		end = last;
	}
	return false;
}

/* Whether a sentence ends before next: at a full stop of its own width. */
static bool
ends_sentence(gunichar c, gunichar next)
{
	if (c == 0x3002 || c == 0xFF01 || c == 0xFF1F)
		return true;
	return (c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x061F || c == 0x06D4 || c == 0x0964) &&
	       (next == 0 || g_unichar_isspace(next));
}

static void
check_repetition(Walk *walk)
{
	g_autofree char *text = normalize(walk->full->str);
	const char *start = text;

	for (const char *c = text; *c != '\0';) {
		const char *next = g_utf8_next_char(c);

		if (*next == '\0' || ends_sentence(g_utf8_get_char(c), g_utf8_get_char(next))) {
			g_autofree char *sentence = g_strndup(start, (gsize) (next - start));

			g_strstrip(sentence);
			if (is_sentence(sentence) && !g_hash_table_add(walk->sentences, g_strdup(sentence)))
				report(walk, FAULT_REPEATED, "'%s' stands twice", sentence);
			start = next;
		}
		c = next;
	}
}

/* How many words of a text are among the commonest of a language. */
static guint
count_common(const char *text, const char *common)
{
	guint count = 0;

	while (common != NULL && *text != '\0') {
		const char *end = word_end(text);

		if (end > text) {
			g_autofree char *word = g_utf8_casefold(text, end - text);
			g_autofree char *spaced = g_strdup_printf(" %s ", word);

			count += strstr(common, spaced) != NULL;
		}
		text = end > text ? end : g_utf8_next_char(text);
	}
	return count;
}

/* How many letters of a text are in no script of a language. */
static guint
count_foreign(const char *text, int row)
{
	guint count = 0;

	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);
		GUnicodeScript script = g_unichar_get_script(c);
		bool known = !g_unichar_isalpha(c) || script == G_UNICODE_SCRIPT_LATIN ||
			     script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED;

		for (gsize i = 0; !known && i < G_N_ELEMENTS(languages[row].scripts) &&
				  languages[row].scripts[i] != G_UNICODE_SCRIPT_COMMON;
		     i++)
			known = languages[row].scripts[i] == script;
		count += !known;
	}
	return count;
}

/* Text that says it is in one language and is in another. */
static void
check_language(Walk *walk)
{
	const char *source = walk->site->source->tag;
	const char *text = walk->text->str;
	int own = find_language(walk->tag);
	int other = find_language(source);

	if (own < 0)
		return;
	if (count_foreign(text, own) > 1)
		report(walk, FAULT_UNMARKED, "'%s' says that it is in %s", walk->full->str, walk->tag);
	if (other < 0 || own == other)
		return;

	guint common = count_common(text, languages[other].common);

	if (common >= 3 && common > count_common(text, languages[own].common))
		report(walk, FAULT_UNMARKED, "'%s' says that it is in %s, and looks like %s", walk->full->str,
		       walk->tag, source);
}

/* Checks the text of a block, or of a part of it in one language. */
static void
check_text(Walk *walk)
{
	check_leftovers(walk, walk->text->str);
	if (same_language(walk->tag, "en"))
		check_doubled_words(walk, walk->text->str);
	check_case(walk);
	check_language(walk);
	/* A link may stand behind the last sentence. */
	if (is_prose(walk) && !walk->is_fragment && !is_closed(walk->tag, walk->prose->str))
		report(walk, FAULT_CUT, "'%s' has no end", walk->full->str);
}

/* Checks a text unless the very same was found good before: the texts of an entry
 * stand on the page of each of its pairs. */
static void
check_block(Walk *walk)
{
	Site *site = walk->site;
	g_autofree char *key = g_strdup_printf("%s %u %d %s\n%s\n%s\n%s", walk->tag, walk->place, walk->is_fragment,
					       walk->page->collection == NULL ? "" : walk->page->collection->folder,
					       walk->full->str, walk->text->str, walk->prose->str);
	bool is_good;

	g_mutex_lock(&site->lock);
	is_good = g_hash_table_contains(site->good, key);
	g_mutex_unlock(&site->lock);
	if (!is_good) {
		guint before = walk->fault_count;

		check_text(walk);
		g_mutex_lock(&site->lock);
		if (walk->fault_count == before)
			g_hash_table_add(site->good, g_steal_pointer(&key));
		g_mutex_unlock(&site->lock);
	}
	if (is_prose(walk))
		check_repetition(walk);
}

/* Ends the block, or the part of it in one language. */
static void
flush(Walk *walk)
{
	GString *const buffers[] = { walk->full, walk->text, walk->prose };

	for (gsize i = 0; i < G_N_ELEMENTS(buffers) && walk->full->len > 0; i++) {
		g_autofree char *text = normalize(buffers[i]->str);

		g_string_assign(buffers[i], text);
	}
	if (walk->full->len > 0)
		check_block(walk);
	g_string_truncate(walk->full, 0);
	g_string_truncate(walk->text, 0);
	g_string_truncate(walk->prose, 0);
	walk->place = 0;
}

/* A label that stands as whole words in a text, or NULL. */
static const char *
find_label(const GPtrArray *labels, const char *text)
{
	for (guint i = 0; i < labels->len; i++) {
		const char *label = labels->pdata[i];
		const char *found = strstr(text, label);

		if (found != NULL && (found == text || !g_ascii_isalnum(found[-1])) &&
		    !g_ascii_isalnum(found[strlen(label)]))
			return label;
	}
	return NULL;
}

/* A text that stands between two tags, and that is the source's although it does
 * not say so.  A name may be a list of labels. */
static void
check_piece_language(Walk *walk, const char *piece, Inside inside)
{
	const Locale *locale = walk->page->locale;
	const char *found = NULL;

	if (locale == NULL || locale == walk->site->source || !same_language(inside.tag, locale->tag))
		return;
	if (g_hash_table_contains(locale->untranslated, piece) || g_hash_table_contains(walk->site->names, piece))
		found = piece;
	else if ((inside.place & IN_NAME) != 0)
		found = find_label(locale->labels, piece);
	if (found != NULL)
		report(walk, FAULT_UNMARKED, "'%s' says that it is in %s", found, inside.tag);
}

static void
check_piece(Walk *walk, const char *text, Inside inside)
{
	g_autofree char *piece = NULL;

	if ((inside.place & (IN_CODE | IN_CHOICE)) != 0 || text[strspn(text, HTML_SPACE)] == '\0')
		return;
	piece = normalize(text);
	check_piece_language(walk, piece, inside);
	if (is_right_to_left(inside.tag) && (inside.place & (IN_NAME | IN_DIRECTED)) == 0 &&
	    g_hash_table_contains(walk->site->codes, piece))
		report(walk, FAULT_DIRECTION, "the code '%s' is not isolated, and shown backwards", piece);
}

static void
add_text(Walk *walk, const char *text, Inside inside)
{
	bool foreign_name = (inside.place & IN_NAME) != 0 && !same_language(inside.tag, walk->tag);

	if (walk->full->len == 0)
		walk->place = inside.place & ~(unsigned) (IN_LINK | IN_CODE | IN_NAME | IN_CHOICE);
	check_piece(walk, text, inside);
	g_string_append(walk->full, text);
	if ((inside.place & IN_CODE) == 0 && !foreign_name)
		g_string_append(walk->text, text);
	else if (!g_str_has_suffix(walk->text->str, OBJECT))
		g_string_append(walk->text, OBJECT);
	if ((inside.place & (IN_CODE | IN_LINK | IN_NAME)) == 0)
		g_string_append(walk->prose, text);
}

static void
check_heading(Walk *walk, const xmlNode *node)
{
	guint level = (guint) (node->name[1] - '0');
	g_autofree char *text = content_of(node);

	if (level > walk->level + 1)
		report(walk, FAULT_LEVEL, "h%u '%s' follows h%u", level, text, walk->level);
	walk->level = level;
	if (level == 1 && walk->h1_count++ == 0)
		walk->h1 = g_strdup(text);
	g_ptr_array_add(walk->headings, g_steal_pointer(&text));
}

static bool
has_text(const xmlNode *node)
{
	g_autofree char *text = content_of(node);

	if (*text != '\0' || attribute(node, "aria-label") != NULL)
		return true;
	for (const xmlNode *child = node->children; child != NULL; child = child->next)
		if (is_element(child, "img") && attribute(child, "alt") != NULL && *attribute(child, "alt") != '\0')
			return true;
	return false;
}

static void
check_link(Walk *walk, const xmlNode *node, const char *address)
{
	const char *hreflang = attribute(node, "hreflang");
	char *fragment = NULL;
	char *file;
	Link *link;

	if (is_element(node, "a") && (*address == '\0' || g_str_has_suffix(address, "#") || !has_text(node)))
		report(walk, FAULT_EMPTY_LINK, "the link to '%s' has no address or no text", address);
	if (*address == '\0')
		return;
	file = resolve(walk->site, walk->page->file, address, FAULT_LINK, &fragment);
	if (file == NULL || (fragment == NULL && hreflang == NULL)) {
		g_free(file);
		g_free(fragment);
		return;
	}
	link = g_new0(Link, 1);
	link->file = file;
	link->fragment = fragment;
	link->hreflang = g_strdup(hreflang);
	g_ptr_array_add(walk->page->links, link);
}

static void
check_attributes(Walk *walk, const xmlNode *node, Inside inside)
{
	static const char *const shown[] = { "title", "alt", "aria-label", "placeholder" };
	const char *id = attribute(node, "id");
	const char *tag = attribute(node, "lang");
	const char *parent = node->parent == NULL ? NULL : inside.tag;

	if (id != NULL && (*id == '\0' || !g_hash_table_add(walk->page->ids, g_strdup(id))))
		report(walk, FAULT_ID, "the id '%s' is empty or stands twice", id);
	if (attribute(node, "href") != NULL)
		check_link(walk, node, attribute(node, "href"));
	if (attribute(node, "src") != NULL)
		check_link(walk, node, attribute(node, "src"));
	for (gsize i = 0; i < G_N_ELEMENTS(shown); i++)
		if (attribute(node, shown[i]) != NULL)
			check_leftovers(walk, attribute(node, shown[i]));
	if (tag == NULL || parent == NULL || is_element(node, "html") || is_element(node, "bdi"))
		return;
	/* SVG has an attribute of its own for it (SVG 2, 11.4.2). */
	if (is_right_to_left(tag) != is_right_to_left(parent) && attribute(node, "dir") == NULL &&
	    attribute(node, "direction") == NULL)
		report(walk, FAULT_DIRECTION, "<%s lang=\"%s\"> has no dir", (const char *) node->name, tag);
}

/* Whether a part of the page is a sentence in the source language. */
static void
check_fallback(Walk *walk, const xmlNode *node, const char *tag)
{
	g_autofree char *text = NULL;

	if (walk->page->locale == NULL || !same_language(tag, walk->site->source->tag) ||
	    same_language(tag, walk->page->locale->tag) || is_element(node, "bdi") || is_element(node, "pre") ||
	    is_element(node, "code") || attribute(node, "hreflang") != NULL)
		return;
	text = content_of(node);
	walk->page->has_source = true;
	walk->page->fell_back = walk->page->fell_back || is_sentence(text);
}

/* What elements are; any other is a block. */
static const struct {
	const char *name;
	unsigned place;
} elements[] = {
	{ "h1", IN_HEADING },
	{ "h2", IN_HEADING },
	{ "h3", IN_HEADING },
	{ "h4", IN_HEADING },
	{ "h5", IN_HEADING },
	{ "h6", IN_HEADING },
	{ "th", IN_TABLE },
	{ "td", IN_TABLE },
	{ "caption", IN_TABLE },
	{ "nav", IN_FRAME },
	{ "header", IN_FRAME },
	{ "footer", IN_FRAME },
	{ "dt", IN_LABEL },
	{ "summary", IN_LABEL },
	{ "a", INLINE | IN_LINK },
	{ "bdi", INLINE | IN_NAME },
	{ "code", INLINE | IN_CODE },
	{ "kbd", INLINE | IN_CODE },
	{ "samp", INLINE | IN_CODE },
	{ "abbr", INLINE },
	{ "b", INLINE },
	{ "button", INLINE },
	{ "cite", INLINE },
	{ "del", INLINE },
	{ "em", INLINE },
	{ "i", INLINE },
	{ "img", INLINE },
	{ "ins", INLINE },
	{ "mark", INLINE },
	{ "q", INLINE },
	{ "s", INLINE },
	{ "small", INLINE },
	{ "span", INLINE },
	{ "strong", INLINE },
	{ "sub", INLINE },
	{ "sup", INLINE },
	{ "time", INLINE },
	{ "u", INLINE },
	{ "wbr", INLINE },
	{ "figcaption", IN_PICTURE },
	{ "pre", NOT_PROSE },
	{ "script", NOT_PROSE },
	{ "style", NOT_PROSE },
	{ "template", NOT_PROSE },
};

static unsigned
place_of(const Site *site, const xmlNode *node)
{
	unsigned place = GPOINTER_TO_UINT(g_hash_table_lookup(site->elements, node->name));

	if (attribute(node, "aria-hidden") != NULL)
		place |= IN_PICTURE;
	if (attribute(node, "hreflang") != NULL)
		place |= IN_CHOICE;
	/* The label of a value, which is no sentence, as in the table. */
	if (g_strcmp0(attribute(node, "class"), "answer") == 0)
		place |= IN_LABEL;
	return place;
}

static void walk_children(Walk *walk, const xmlNode *node, Inside inside);

static void
walk_element(Walk *walk, const xmlNode *node, Inside inside)
{
	const char *tag = attribute(node, "lang");
	unsigned place = place_of(walk->site, node);
	bool changes = tag != NULL && (place & IN_NAME) == 0 && !same_language(tag, inside.tag);
	bool is_part = (place & INLINE) == 0 || changes;

	check_attributes(walk, node, inside);
	if (tag != NULL)
		check_fallback(walk, node, tag);
	if (is_part) {
		walk->is_fragment = walk->is_fragment || (place & INLINE) != 0;
		flush(walk);
		walk->is_fragment = false;
	}
	if ((place & NOT_PROSE) != 0)
		return;
	inside.tag = tag == NULL ? inside.tag : tag;
	inside.place |= place & ~(unsigned) INLINE;
	if (attribute(node, "direction") != NULL)
		inside.place |= IN_DIRECTED;
	if (is_part)
		walk->tag = inside.tag;
	if (node->name[0] == 'h' && g_ascii_isdigit(node->name[1]))
		check_heading(walk, node);
	walk_children(walk, node, inside);
	if (is_part) {
		flush(walk);
		walk->is_fragment = (place & INLINE) != 0;
	}
}

static void
walk_children(Walk *walk, const xmlNode *node, Inside inside)
{
	for (const xmlNode *child = node->children; child != NULL; child = child->next) {
		/* Behind a block the text is the parent's again. */
		if (walk->full->len == 0)
			walk->tag = (inside.place & IN_NAME) != 0 ? walk->tag : inside.tag;
		if (child->type == XML_TEXT_NODE)
			add_text(walk, (const char *) child->content, inside);
		else if (child->type == XML_ELEMENT_NODE)
			walk_element(walk, child, inside);
	}
}

/* Reads what the head of a page says. */
static void
walk_head(Walk *walk, const xmlNode *node)
{
	Page *page = walk->page;

	for (const xmlNode *child = node->children; child != NULL; child = child->next) {
		const char *relation = child->type == XML_ELEMENT_NODE ? attribute(child, "rel") : NULL;
		const char *address = child->type == XML_ELEMENT_NODE ? attribute(child, "href") : NULL;

		if (is_element(child, "title") && page->title == NULL)
			page->title = content_of(child);
		if (is_element(child, "meta") && g_strcmp0(attribute(child, "name"), "description") == 0)
			page->description =
			    normalize(attribute(child, "content") == NULL ? "" : attribute(child, "content"));
		if (!is_element(child, "link") || address == NULL)
			continue;
		if (g_strcmp0(relation, "canonical") == 0)
			page->canonical = g_strdup(address);
		else if (g_strcmp0(relation, "alternate") == 0 && attribute(child, "hreflang") != NULL)
			g_ptr_array_add(page->alternates,
					g_strdup_printf("%s %s", attribute(child, "hreflang"), address));
		check_attributes(walk, child, (Inside) { .tag = page->tag });
	}
	g_ptr_array_sort(page->alternates, compare_strings);
}

/* Whether a page is offered as its own form in its language. */
static bool
is_offered(const Site *site, const Page *page)
{
	g_autofree char *own = own_address(site, page->file);

	return g_strcmp0(page->canonical, own) == 0;
}

/* Title and description, whose language is the page's; where the page stands for
 * the source's, they may be the source's. */
static void
check_head(Walk *walk)
{
	const Page *page = walk->page;
	const char *source = walk->site->source->tag;

	if (page->title == NULL || *page->title == '\0')
		report(walk, FAULT_TITLE, "there is no title");
	else
		check_leftovers(walk, page->title);
	if (page->description == NULL || *page->description == '\0') {
		report(walk, FAULT_TITLE, "there is no description");
		return;
	}
	check_leftovers(walk, page->description);
	/* That of the choice of language names the languages. */
	if (page->kind != KIND_CHOICE && !is_closed(page->tag, page->description) &&
	    (is_offered(walk->site, page) || !is_closed(source, page->description)))
		report(walk, FAULT_CUT, "the description '%s' has no end", page->description);
	if (same_language(page->tag, "en"))
		check_doubled_words(walk, page->description);
}

/* The letters of the headings that entries have, in the order of the page. */
static char *
heading_order(const GPtrArray *headings, const char *const *texts)
{
	GString *order = g_string_new(NULL);

	for (guint i = 0; i < headings->len; i++)
		for (guint k = 0; k < HEADING_COUNT; k++)
			if (g_strcmp0(headings->pdata[i], texts[k]) == 0 && k != HEADING_EXAMPLE)
				g_string_append_c(order, heading_letters[k]);
	return g_string_free(order, FALSE);
}

/* Whether each example comes right behind its entry's other texts. */
static bool
examples_are_in_place(const GPtrArray *headings, const char *const *texts)
{
	for (guint i = 0; i < headings->len; i++)
		if (g_strcmp0(headings->pdata[i], texts[HEADING_EXAMPLE]) == 0 &&
		    (i == 0 || g_strcmp0(headings->pdata[i - 1], texts[HEADING_FIX]) != 0))
			return false;
	return true;
}

static void
check_order(Walk *walk)
{
	const Page *page = walk->page;
	const char *texts[HEADING_COUNT];
	const char *wanted = page->kind == KIND_PAIR ? PAIR_HEADINGS : ENTRY_HEADINGS;
	g_autofree char *order = NULL;
	g_autofree char *list = NULL;

	if (page->kind != KIND_PAIR && page->kind != KIND_ENTRY)
		return;
	for (guint i = 0; i < HEADING_COUNT; i++)
		texts[i] = message(walk->site, page->locale, heading_messages[i]);
	order = heading_order(walk->headings, texts);
	if (g_str_equal(order, wanted) && examples_are_in_place(walk->headings, texts))
		return;
	g_ptr_array_add(walk->headings, NULL);
	list = g_strjoinv(" / ", (char **) walk->headings->pdata);
	g_ptr_array_set_size(walk->headings, (int) walk->headings->len - 1);
	report(walk, FAULT_ORDER, "the headings are %s", list);
}

/* The entries of a page by its file's name; second is NULL on an entry's. */
static bool
find_entries(const Page *page, const Entry **first, const Entry **second)
{
	g_autofree char *name = g_path_get_basename(page->file);
	char *versus;

	*first = NULL;
	*second = NULL;
	if (page->collection == NULL || !g_str_has_suffix(name, SUFFIX))
		return false;
	name[strlen(name) - strlen(SUFFIX)] = '\0';
	versus = strstr(name, VERSUS);
	if (versus != NULL) {
		*versus = '\0';
		*second = find_entry(page->collection, versus + strlen(VERSUS));
	}
	*first = find_entry(page->collection, name);
	return *first != NULL && (versus == NULL || *second != NULL);
}

static void
check_names(Walk *walk)
{
	const Page *page = walk->page;
	const Entry *first;
	const Entry *second;

	if (walk->h1_count != 1)
		report(walk, FAULT_H1, "there are %u elements h1", walk->h1_count);
	if (walk->h1 == NULL || (page->kind != KIND_ENTRY && page->kind != KIND_PAIR))
		return;
	if (!find_entries(page, &first, &second)) {
		report(walk, FAULT_COUNT, "the source has no such entry");
		return;
	}
	if (strstr(walk->h1, first->name) == NULL || (second != NULL && strstr(walk->h1, second->name) == NULL))
		report(walk, FAULT_NAME, "h1 is '%s', without '%s'", walk->h1,
		       strstr(walk->h1, first->name) == NULL ? first->name : second->name);
}

/* Whether the page is one of the promised, and which. */
static bool
find_given(const Page *page, gsize *locale, gsize *pair)
{
	for (*locale = 0; *locale < G_N_ELEMENTS(given_locales); (*locale)++) {
		for (*pair = 0; *pair < G_N_ELEMENTS(given_pairs); (*pair)++) {
			g_autofree char *file = g_strdup_printf("%s/" GIVEN_COLLECTION "/%s" VERSUS "%s" SUFFIX,
								given_locales[*locale].folder, given_pairs[*pair].first,
								given_pairs[*pair].second);

			if (g_str_equal(file, page->file))
				return true;
		}
	}
	return false;
}

/* Whether the page says that parts of it are not translated. */
static bool
has_notice(const Walk *walk, const xmlNode *root)
{
	g_auto(GStrv) pieces = g_strsplit(message(walk->site, walk->page->locale, "untranslated"), "{", 2);
	g_autofree char *text = content_of(root);

	return *pieces[0] != '\0' && strstr(text, pieces[0]) != NULL;
}

static void
check_given(Walk *walk, const xmlNode *root)
{
	const Page *page = walk->page;
	const Entry *first;
	const Entry *second;
	g_autofree char *title = NULL;
	g_autofree char *order = NULL;
	g_autofree char *own = own_address(walk->site, page->file);
	gsize locale;
	gsize pair;

	if (!walk->site->given || !find_given(page, &locale, &pair) || !find_entries(page, &first, &second))
		return;
	title = g_strdup_printf("%s %s %s vs %s %s", page->collection->name, first->code, first->name, second->code,
				second->name);
	if (g_strcmp0(walk->h1, title) != 0)
		report(walk, FAULT_GIVEN_PAGE, "h1 is '%s' instead of '%s'", walk->h1, title);
	order = heading_order(walk->headings, given_locales[locale].headings);
	if (!g_str_equal(order, PAIR_HEADINGS) || g_strcmp0(page->tag, given_locales[locale].tag) != 0)
		report(walk, FAULT_GIVEN_HEADING, "the promised headings are not there, or not in order");
	if ((page->has_source && page->locale != walk->site->source) || has_notice(walk, root) ||
	    g_strcmp0(page->canonical, own) != 0)
		report(walk, FAULT_GIVEN_PROSE, "the page is not wholly translated");
}

static const xmlNode *
find_child(const xmlNode *node, const char *name)
{
	for (const xmlNode *child = node == NULL ? NULL : node->children; child != NULL; child = child->next)
		if (is_element(child, name))
			return child;
	return NULL;
}

static void
check_root(Walk *walk, const xmlNode *html)
{
	Page *page = walk->page;
	const char *wanted = page->locale == NULL ? walk->site->source->tag : page->locale->tag;
	const char *tag = attribute(html, "lang");
	const char *direction = attribute(html, "dir");

	if (g_strcmp0(tag, wanted) != 0)
		report(walk, FAULT_LANGUAGE, "html has lang=\"%s\" instead of \"%s\"", tag == NULL ? "" : tag, wanted);
	if (g_strcmp0(direction, is_right_to_left(wanted) ? "rtl" : "ltr") != 0)
		report(walk, FAULT_DIRECTION, "html has dir=\"%s\"", direction == NULL ? "" : direction);
	page->tag = g_strdup(tag == NULL ? "" : tag);
}

static void
walk_page(Walk *walk, const xmlNode *html)
{
	const xmlNode *head = find_child(html, "head");
	const xmlNode *body = find_child(html, "body");

	check_root(walk, html);
	if (head != NULL)
		walk_head(walk, head);
	check_head(walk);
	if (body != NULL) {
		walk->tag = walk->page->tag;
		walk_element(walk, body, (Inside) { .tag = walk->page->tag });
	}
	check_order(walk);
	check_names(walk);
	check_given(walk, html);
}

/* Counts the errors of the parser, but for elements that are newer than it. */
static void
on_markup_error(void *data, xmlErrorPtr error)
{
	Walk *walk = data;

	if (error->code != XML_HTML_UNKNOWN_TAG)
		report(walk, FAULT_MARKUP, "line %d: %.*s", error->line, (int) strcspn(error->message, "\n"),
		       error->message);
}

static void
read_page(Site *site, Page *page)
{
	Walk walk = { .page = page, .site = site, .tag = "" };
	g_autofree char *path = g_build_filename(walk.site->folder, walk.page->file, NULL);
	g_autofree char *bytes = NULL;
	gsize length = 0;
	htmlDocPtr document;
	const xmlNode *root;

	if (!g_file_get_contents(path, &bytes, &length, NULL))
		give_up(path, "cannot be read");
	walk.text = g_string_new(NULL);
	walk.full = g_string_new(NULL);
	walk.prose = g_string_new(NULL);
	walk.sentences = new_set();
	walk.headings = g_ptr_array_new_with_free_func(g_free);
	xmlSetStructuredErrorFunc(&walk, on_markup_error);
	document = htmlReadMemory(bytes, (int) length, walk.page->file, "UTF-8",
				  HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_COMPACT);
	xmlSetStructuredErrorFunc(NULL, NULL);
	root = document == NULL ? NULL : xmlDocGetRootElement(document);
	if (root != NULL && is_element(root, "html"))
		walk_page(&walk, root);
	else
		fault(walk.site, FAULT_MARKUP, walk.page->file, "there is no html");
	if (document != NULL)
		xmlFreeDoc(document);
	g_string_free(walk.text, TRUE);
	g_string_free(walk.full, TRUE);
	g_string_free(walk.prose, TRUE);
	g_hash_table_unref(walk.sentences);
	g_ptr_array_unref(walk.headings);
	g_free(walk.h1);
}

/*
 * All pages
 */

static void
page_free(gpointer data)
{
	Page *page = data;

	g_free(page->file);
	g_free(page->tag);
	g_free(page->title);
	g_free(page->description);
	g_free(page->canonical);
	g_ptr_array_unref(page->alternates);
	g_hash_table_unref(page->ids);
	g_ptr_array_unref(page->links);
	g_free(page);
}

static const Locale *
find_locale(const Site *site, const char *folder)
{
	for (guint i = 0; i < site->locales->len; i++) {
		const Locale *locale = site->locales->pdata[i];

		if (g_str_equal(locale->folder, folder))
			return locale;
	}
	return NULL;
}

/* What kind of page a file is, by its place. */
static void
place_page(const Site *site, Page *page)
{
	g_auto(GStrv) parts = g_strsplit(page->file, "/", -1);
	guint depth = g_strv_length(parts) - 1;
	const char *name = parts[depth];

	page->kind = KIND_UNKNOWN;
	if (depth == 0) {
		page->kind = g_str_equal(name, INDEX)          ? KIND_CHOICE
			     : g_str_equal(name, "404" SUFFIX) ? KIND_NOT_FOUND
							       : KIND_UNKNOWN;
		return;
	}
	page->locale = find_locale(site, parts[0]);
	if (page->locale == NULL)
		return;
	if (depth == 1 && g_str_equal(name, INDEX))
		page->kind = KIND_HOME;
	if (depth == 1 && g_str_equal(name, "translations" SUFFIX))
		page->kind = KIND_TRANSLATIONS;
	if (depth == 1 && g_str_equal(name, "offline" SUFFIX))
		page->kind = KIND_OFFLINE;
	if (depth == 1 && g_str_equal(name, "404" SUFFIX))
		page->kind = KIND_NOT_FOUND;
	page->collection = depth == 2 ? find_collection(site, parts[1]) : NULL;
	if (page->collection == NULL)
		return;
	if (g_str_equal(name, INDEX))
		page->kind = KIND_COLLECTION;
	else
		page->kind = strstr(name, VERSUS) != NULL ? KIND_PAIR : KIND_ENTRY;
}

static void
add_file(const char *path, const char *name, gpointer data)
{
	Site *site = data;
	Page *page;

	(void) path;
	g_hash_table_add(site->files, g_strdup(name));
	if (!g_str_has_suffix(name, SUFFIX))
		return;
	page = g_new0(Page, 1);
	page->file = g_strdup(name);
	page->alternates = g_ptr_array_new_with_free_func(g_free);
	page->ids = new_set();
	page->links = g_ptr_array_new_with_free_func(link_free);
	place_page(site, page);
	if (page->kind == KIND_UNKNOWN)
		fault(site, FAULT_COUNT, name, "the source has no such page");
	g_ptr_array_add(site->pages, page);
	g_hash_table_insert(site->pages_by_file, page->file, page);
}

static int
compare_pages(gconstpointer a, gconstpointer b)
{
	return strcmp((*(const Page *const *) a)->file, (*(const Page *const *) b)->file);
}

static gpointer
read_some(gpointer data)
{
	Site *site = data;
	guint number;

	while ((number = (guint) g_atomic_int_add(&site->taken, 1)) < site->pages->len)
		read_page(site, site->pages->pdata[number]);
	return NULL;
}

static void
read_pages(Site *site)
{
	guint count = g_get_num_processors();
	g_autofree GThread **threads = g_new(GThread *, count);

	each_file(site->folder, "", add_file, site);
	g_ptr_array_sort(site->pages, compare_pages);
	/* No pool: its threads may outlive it, and with them what libxml2 keeps for each. */
	for (guint i = 0; i < count; i++)
		threads[i] = g_thread_new("read", read_some, site);
	for (guint i = 0; i < count; i++)
		g_thread_join(threads[i]);
}

static const Page *
find_page(const Site *site, const char *file)
{
	return file == NULL ? NULL : g_hash_table_lookup(site->pages_by_file, file);
}

static void
check_links(Site *site, const Page *page)
{
	for (guint i = 0; i < page->links->len; i++) {
		const Link *link = page->links->pdata[i];
		const Page *target = find_page(site, link->file);

		if (target == NULL)
			continue;
		if (link->fragment != NULL && *link->fragment != '\0' &&
		    !g_hash_table_contains(target->ids, link->fragment))
			fault(site, FAULT_FRAGMENT, page->file, "%s has no id '%s'", link->file, link->fragment);
		if (link->hreflang != NULL && !g_str_equal(link->hreflang, "x-default") &&
		    g_strcmp0(link->hreflang, target->tag) != 0)
			fault(site, FAULT_HREFLANG, page->file, "hreflang is '%s' for %s, which is in '%s'",
			      link->hreflang, link->file, target->tag);
	}
}

/* The address of the source's form of a page. */
static char *
source_address(const Site *site, const Page *page)
{
	g_autofree char *file = NULL;

	if (page->locale == NULL)
		return own_address(site, page->file);
	file = g_strconcat(site->source->folder, page->file + strlen(page->locale->folder), NULL);
	return own_address(site, file);
}

static void
check_canonical(Site *site, const Page *page)
{
	g_autofree char *source = source_address(site, page);
	bool offered = is_offered(site, page);

	if (page->kind == KIND_NOT_FOUND || page->kind == KIND_OFFLINE || page->kind == KIND_UNKNOWN)
		return;
	if (!offered && g_strcmp0(page->canonical, source) != 0)
		fault(site, FAULT_CANONICAL, page->file, "the canonical address is '%s'",
		      page->canonical == NULL ? "" : page->canonical);
	if (!offered && page->alternates->len > 0)
		fault(site, FAULT_CANONICAL, page->file, "the page stands for another and has alternates all the same");
	if (offered && page->alternates->len == 0)
		fault(site, FAULT_ALTERNATE, page->file, "the page has no alternates");
	if (page->locale == NULL || page->locale == site->source)
		return;
	if (offered && page->fell_back)
		fault(site, FAULT_LISTED, page->file, "the page is offered in %s and has sentences in %s",
		      page->locale->tag, site->source->tag);
	if (!offered && !page->fell_back)
		fault(site, FAULT_UNLISTED, page->file, "the page is in %s throughout and not offered in it",
		      page->locale->tag);
}

static bool
same_alternates(const Page *a, const Page *b)
{
	if (a->alternates->len != b->alternates->len)
		return false;
	for (guint i = 0; i < a->alternates->len; i++)
		if (!g_str_equal(a->alternates->pdata[i], b->alternates->pdata[i]))
			return false;
	return true;
}

static void
check_alternates(Site *site, const Page *page)
{
	bool has_default = page->alternates->len == 0;
	bool has_itself = page->alternates->len == 0 || page->kind == KIND_CHOICE;
	g_autofree char *own = own_address(site, page->file);

	for (guint i = 0; i < page->alternates->len; i++) {
		const char *tag = page->alternates->pdata[i];
		const char *address = strchr(tag, ' ') + 1;
		g_autofree char *file = resolve(site, page->file, address, FAULT_LINK, NULL);
		const Page *other = find_page(site, file);

		has_default = has_default || g_str_has_prefix(tag, "x-default ");
		has_itself = has_itself || (g_str_equal(address, own) && !g_str_has_prefix(tag, "x-default "));
		if (!g_str_has_prefix(address, site->base))
			fault(site, FAULT_ALTERNATE, page->file, "the alternate '%s' is not below the site's address",
			      address);
		else if (other != NULL && !same_alternates(page, other))
			fault(site, FAULT_ALTERNATE, page->file, "%s lists other alternates", other->file);
	}
	if (!has_default)
		fault(site, FAULT_X_DEFAULT, page->file, "there is no x-default");
	if (!has_itself)
		fault(site, FAULT_ALTERNATE, page->file, "the page is not among its alternates");
}

static void
check_unique(Site *site, FaultKind kind, GHashTable *seen, const Page *page, const char *text)
{
	g_autofree char *key = g_strconcat(page->locale->folder, "\n", text, NULL);
	const char *before = g_hash_table_lookup(seen, key);

	if (before != NULL)
		fault(site, kind, page->file, "'%s' is also that of %s", text, before);
	else
		g_hash_table_insert(seen, g_steal_pointer(&key), page->file);
}

static void
check_pages(Site *site)
{
	g_autoptr(GHashTable) titles = new_set();
	g_autoptr(GHashTable) descriptions = new_set();

	for (guint i = 0; i < site->pages->len; i++) {
		const Page *page = site->pages->pdata[i];

		check_links(site, page);
		check_canonical(site, page);
		check_alternates(site, page);
		if (page->locale == NULL || !is_offered(site, page))
			continue;
		if (page->title != NULL)
			check_unique(site, FAULT_SAME_TITLE, titles, page, page->title);
		if (page->description != NULL)
			check_unique(site, FAULT_SAME_DESCRIPTION, descriptions, page, page->description);
	}
}

/* How many pages of a kind a locale has of a collection. */
static guint
count_pages(const Site *site, const Locale *locale, const Collection *collection, PageKind kind)
{
	guint count = 0;

	for (guint i = 0; i < site->pages->len; i++) {
		const Page *page = site->pages->pdata[i];

		count += page->locale == locale && page->collection == collection && page->kind == kind;
	}
	return count;
}

static void
check_counts(Site *site)
{
	for (guint i = 0; i < site->locales->len; i++) {
		const Locale *locale = site->locales->pdata[i];

		if (count_pages(site, locale, NULL, KIND_HOME) != 1)
			fault(site, FAULT_COUNT, locale->folder, "there is no home page");
		if (count_pages(site, locale, NULL, KIND_OFFLINE) != 1)
			fault(site, FAULT_COUNT, locale->folder, "there is no page for want of a network");
		if (count_pages(site, locale, NULL, KIND_NOT_FOUND) != 1)
			fault(site, FAULT_COUNT, locale->folder, "there is no page for wrong addresses");
		for (guint k = 0; k < site->collections->len; k++) {
			const Collection *collection = site->collections->pdata[k];
			guint n = collection->entries->len;
			guint entries = count_pages(site, locale, collection, KIND_ENTRY);
			guint pairs = count_pages(site, locale, collection, KIND_PAIR);
			g_autofree char *folder = g_build_filename(locale->folder, collection->folder, NULL);

			if (count_pages(site, locale, collection, KIND_COLLECTION) != 1)
				fault(site, FAULT_COUNT, folder, "there is no page of the collection");
			if (entries != n)
				fault(site, FAULT_COUNT, folder, "there are %u pages for %u entries", entries, n);
			if (pairs != n * (n - 1) / 2)
				fault(site, FAULT_COUNT, folder, "there are %u pages for %u pairs", pairs,
				      n * (n - 1) / 2);
		}
	}
}

static void
check_orders(Site *site)
{
	for (guint i = 0; i < site->pages->len; i++) {
		const Page *page = site->pages->pdata[i];
		g_autofree char *folder = g_path_get_dirname(page->file);
		g_autofree char *name = g_path_get_basename(page->file);
		char *versus = strstr(name, VERSUS);
		g_autofree char *other = NULL;

		if (page->kind != KIND_PAIR || versus == NULL)
			continue;
		*versus = '\0';
		versus += strlen(VERSUS);
		versus[strcspn(versus, ".")] = '\0';
		other = g_strdup_printf("%s/%s" VERSUS "%s" SUFFIX, folder, versus, name);
		if (find_page(site, other) != NULL && strcmp(other, page->file) <= 0)
			fault(site, FAULT_TWICE, page->file, "the pair is also %s", other);
	}
}

static void
check_given_pages(Site *site)
{
	for (gsize i = 0; site->given && i < G_N_ELEMENTS(given_locales); i++) {
		for (gsize k = 0; k < G_N_ELEMENTS(given_pairs); k++) {
			g_autofree char *file =
			    g_strdup_printf("%s/" GIVEN_COLLECTION "/%s" VERSUS "%s" SUFFIX, given_locales[i].folder,
					    given_pairs[k].first, given_pairs[k].second);

			if (find_page(site, file) == NULL)
				fault(site, FAULT_GIVEN_PAGE, file, "there is no such page");
		}
	}
}

/*
 * Files for search engines
 */

static bool
is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *) node->name, name) == 0;
}

/* Checks one address of the sitemap with its alternates. */
static void
check_listed(Site *site, const char *sitemap, const xmlNode *url, GHashTable *listed)
{
	g_autoptr(GPtrArray) alternates = g_ptr_array_new_with_free_func(g_free);
	Page wanted = { .alternates = alternates };
	const Page *page = NULL;

	for (const xmlNode *child = url->children; child != NULL; child = child->next) {
		if (is_named(child, "loc")) {
			g_autofree char *address = content_of(child);
			g_autofree char *file = resolve(site, sitemap, address, FAULT_SITEMAP, NULL);
			g_autofree char *own = file == NULL ? NULL : own_address(site, file);

			page = find_page(site, file);
			if (page == NULL || g_strcmp0(own, address) != 0)
				fault(site, FAULT_SITEMAP, sitemap, "'%s' is the address of no page", address);
			else if (!g_hash_table_add(listed, g_strdup(file)))
				fault(site, FAULT_SITEMAP_PAGE, sitemap, "'%s' is listed twice", address);
		} else if (is_named(child, "link")) {
			g_autofree char *file =
			    resolve(site, sitemap, attribute(child, "href") == NULL ? "" : attribute(child, "href"),
				    FAULT_SITEMAP, NULL);

			g_ptr_array_add(alternates, g_strdup_printf("%s %s", attribute(child, "hreflang"),
								    attribute(child, "href")));
		}
	}
	g_ptr_array_sort(alternates, compare_strings);
	if (page != NULL && !same_alternates(page, &wanted))
		fault(site, FAULT_SITEMAP_ALTERNATE, sitemap, "%s has other alternates itself", page->file);
}

static void check_sitemap(Site *site, const char *file, GHashTable *listed, bool may_be_index);

static void
check_part(Site *site, const char *file, const xmlNode *sitemap, GHashTable *listed)
{
	const xmlNode *loc = find_child(sitemap, "loc");
	g_autofree char *address = loc == NULL ? g_strdup("") : content_of(loc);
	g_autofree char *part = resolve(site, file, address, FAULT_SITEMAP, NULL);

	if (part != NULL)
		check_sitemap(site, part, listed, false);
}

static void
check_sitemap(Site *site, const char *file, GHashTable *listed, bool may_be_index)
{
	g_autofree char *path = g_build_filename(site->folder, file, NULL);
	xmlDocPtr document = xmlReadFile(path, NULL, XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET);
	const xmlNode *root = document == NULL ? NULL : xmlDocGetRootElement(document);
	bool is_index = root != NULL && is_named(root, "sitemapindex");

	if (root == NULL || !(is_named(root, "urlset") || (is_index && may_be_index)))
		fault(site, FAULT_SITEMAP, file, "there is no well-formed sitemap");
	for (const xmlNode *child = root == NULL ? NULL : root->children; child != NULL; child = child->next) {
		if (is_named(child, "url"))
			check_listed(site, file, child, listed);
		else if (is_named(child, "sitemap") && may_be_index)
			check_part(site, file, child, listed);
	}
	if (document != NULL)
		xmlFreeDoc(document);
}

static void
check_search(Site *site)
{
	g_autoptr(GHashTable) listed = new_set();
	g_autofree char *robots_path = g_build_filename(site->folder, "robots.txt", NULL);
	g_autofree char *robots = NULL;
	g_autofree char *line = g_strdup_printf("\nSitemap: %ssitemap.xml\n", site->base);

	check_sitemap(site, "sitemap.xml", listed, true);
	for (guint i = 0; i < site->pages->len; i++) {
		const Page *page = site->pages->pdata[i];
		bool wanted = page->locale != NULL && is_offered(site, page);

		if (wanted != (bool) g_hash_table_contains(listed, page->file))
			fault(site, FAULT_SITEMAP_PAGE, page->file,
			      wanted ? "the sitemap does not list the page" : "the sitemap lists the page");
	}
	if (!g_file_get_contents(robots_path, &robots, NULL, NULL) || strstr(robots, line) == NULL)
		fault(site, FAULT_ROBOTS, "robots.txt", "the sitemap is not named");
}

/*
 * The glossary, for information
 */

/* A term without its ending, which changes with its place in a sentence. */
static char *
stem_of(const char *term)
{
	g_autofree char *folded = g_utf8_casefold(term, -1);
	glong length = g_utf8_strlen(folded, -1);
	bool has_endings = !g_unichar_iswide(g_utf8_get_char(folded)) && length > 4;

	return g_utf8_substring(folded, 0, has_endings ? length - 2 : length);
}

/* Whether a term, with one of its endings, begins a word of a text. */
static bool
has_term(const char *text, const char *stem)
{
	const char *found = text;

	while ((found = strstr(found, stem)) != NULL) {
		gunichar before = found == text ? 0 : g_utf8_get_char(g_utf8_prev_char(found));

		if (!g_unichar_isalpha(before) || g_unichar_iswide(g_utf8_get_char(found)))
			return true;
		found += strlen(stem);
	}
	return false;
}

/* Prints how often a locale has another word than its glossary's. */
static void
print_glossary(const Site *site, const Locale *locale)
{
	g_autoptr(GPtrArray) terms = sorted_keys(locale->glossary);
	guint uses = 0;
	guint others = 0;

	for (guint i = 0; i < terms->len; i++) {
		const char *term = terms->pdata[i];
		g_autofree char *stem = stem_of(term + strspn(term, "\n"));
		g_autofree char *wanted = stem_of(g_hash_table_lookup(locale->glossary, term));
		GHashTableIter walk;
		gpointer key;
		gpointer text;

		g_hash_table_iter_init(&walk, site->content);
		while (g_hash_table_iter_next(&walk, &key, &text)) {
			const char *translation = g_hash_table_lookup(locale->texts, key);
			g_autofree char *folded = translation == NULL ? NULL : g_utf8_casefold(text, -1);
			g_autofree char *own = translation == NULL ? NULL : g_utf8_casefold(translation, -1);

			if (translation == NULL || !has_term(folded, stem))
				continue;
			uses++;
			/* Some languages write particles in front of a word. */
			others += strstr(own, wanted) == NULL;
		}
	}
	if (terms->len > 0)
		printf("information: %s: of %u texts with a term of the glossary %u have another word\n", locale->tag,
		       uses, others);
}

/*
 * The whole
 */

static Site *
site_new(const char *folder, const char *base)
{
	Site *site = g_new0(Site, 1);
	const char *host = strstr(base, "://");
	const char *path = host == NULL ? NULL : strchr(host + strlen("://"), '/');

	site->folder = folder;
	site->base = base;
	site->base_path = g_strdup(path == NULL ? "/" : path);
	site->elements = g_hash_table_new(g_str_hash, g_str_equal);
	for (gsize i = 0; i < G_N_ELEMENTS(elements); i++)
		g_hash_table_insert(site->elements, (gpointer) elements[i].name, GUINT_TO_POINTER(elements[i].place));
	site->content = new_table();
	site->locales = g_ptr_array_new_with_free_func(locale_free);
	site->collections = g_ptr_array_new_with_free_func(collection_free);
	site->slugs = new_set();
	site->names = new_set();
	site->codes = new_set();
	site->recased = g_ptr_array_new_with_free_func(g_free);
	site->files = new_set();
	site->good = new_set();
	site->pages = g_ptr_array_new_with_free_func(page_free);
	site->pages_by_file = g_hash_table_new(g_str_hash, g_str_equal);
	g_mutex_init(&site->lock);
	for (guint i = 0; i < FAULT_KIND_COUNT; i++)
		site->faults[i] = g_ptr_array_new_with_free_func(g_free);
	return site;
}

static void
site_free(Site *site)
{
	g_free(site->base_path);
	g_hash_table_unref(site->elements);
	g_hash_table_unref(site->content);
	g_ptr_array_unref(site->locales);
	g_ptr_array_unref(site->collections);
	g_hash_table_unref(site->slugs);
	g_hash_table_unref(site->names);
	g_hash_table_unref(site->codes);
	g_ptr_array_unref(site->recased);
	g_hash_table_unref(site->files);
	g_hash_table_unref(site->good);
	g_hash_table_unref(site->pages_by_file);
	g_ptr_array_unref(site->pages);
	g_mutex_clear(&site->lock);
	for (guint i = 0; i < FAULT_KIND_COUNT; i++)
		g_ptr_array_unref(site->faults[i]);
	g_free(site);
}

/* Prints what was found, and how much. */
static guint
print_faults(Site *site)
{
	guint all = 0;

	for (guint i = 0; i < FAULT_KIND_COUNT; i++) {
		GPtrArray *faults = site->faults[i];

		g_ptr_array_sort(faults, compare_strings);
		for (guint k = 0; k < MIN(faults->len, FAULTS_SHOWN); k++)
			printf("%s [%s]\n", (const char *) faults->pdata[k], fault_kinds[i].name);
		if (faults->len > FAULTS_SHOWN)
			printf("... and %u more [%s]\n", faults->len - FAULTS_SHOWN, fault_kinds[i].name);
		all += faults->len;
	}
	printf("check_site: %u pages, %d kinds of fault, %u faults\n", site->pages->len, FAULT_KIND_COUNT, all);
	return all;
}

int
main(int argc, char **argv)
{
	bool given = argc > 1 && g_str_equal(argv[1], "--given");
	char **arguments = argv + (given ? 2 : 1);
	Site *site;
	guint faults;

	if (argc == 2 && g_str_equal(argv[1], "--kinds")) {
		for (guint i = 0; i < FAULT_KIND_COUNT; i++)
			printf("%s: %s\n", fault_kinds[i].name, fault_kinds[i].meaning);
		return 0;
	}
	if (argc - given != 4 || !g_str_has_suffix(arguments[2], "/")) {
		fputs("usage: check_site [--given] SITE ROOT BASE_URL/\n", stderr);
		return 2;
	}
	xmlInitParser();
	site = site_new(arguments[0], arguments[2]);
	site->given = given;
	read_source(site, arguments[1]);
	read_pages(site);
	check_pages(site);
	check_counts(site);
	check_orders(site);
	check_given_pages(site);
	check_search(site);
	for (guint i = 0; i < site->locales->len; i++)
		print_glossary(site, site->locales->pdata[i]);
	faults = print_faults(site);
	site_free(site);
	xmlCleanupParser();
	return faults == 0 ? 0 : 1;
}
