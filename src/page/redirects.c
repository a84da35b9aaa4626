/* What leads from addresses that are nearly those of pages, or were once, to these:
 * the codes in the other order, another case, former addresses. */
#include <string.h>

#include "compare/pair.h"
#include "model/code.h"
#include "page/render.h"

/* What a _redirects file may have: Cloudflare takes 2000 rules without patterns,
 * GitLab 1000 in 64 kB and else none.  A pattern would not do: a host that looks at
 * rules before files would lead each pair to the other order for ever. */
#define RULES_MAX 1000
#define RULES_MAX_BYTES 65536

/* Rules in the making. */
typedef struct {
	const Renderer *renderer;
	guint count;
	Markup *text;
} Rules;

static void
add_rule(Rules *rules, const Page *from, const Page *to)
{
	g_autofree char *source = address_from_root(rules->renderer->addresses, from);
	g_autofree char *target = address_from_root(rules->renderer->addresses, to);

	markup_append_trusted(rules->text, source);
	markup_literal(rules->text, " ");
	markup_append_trusted(rules->text, target);
	markup_literal(rules->text, " 301\n");
	rules->count++;
}

static void
add_swapped(Rules *rules, const Locale *locale, const Entry *first, const Entry *second)
{
	Page from = { .kind = PAGE_SWAPPED,
		      .locale = locale,
		      .collection = first->collection,
		      .first = first,
		      .second = second };
	Page to = from;

	to.kind = PAGE_PAIR;
	add_rule(rules, &from, &to);
}

/* Where a stub leads. */
static Page
target_of(const Page *stub)
{
	Page target = *stub;

	target.kind = stub->second == NULL ? PAGE_ENTRY : PAGE_PAIR;
	return target;
}

/* What is led from: each kind is in the file with all of its rules, or not at all. */
typedef void (*AddRules)(Rules *rules, const Locale *locale, const Collection *collection);

static void
add_former(Rules *rules, const Locale *locale, const Collection *collection, bool is_pair)
{
	g_autoptr(GArray) all = plan_former_addresses(collection);

	for (guint i = 0; i < all->len && rules->count <= RULES_MAX; i++) {
		const FormerAddress *former = &g_array_index(all, FormerAddress, i);
		Page from = plan_former_page(locale, former);
		Page to = target_of(&from);

		if ((former->other != NULL) == is_pair)
			add_rule(rules, &from, &to);
	}
}

static void
add_former_entries(Rules *rules, const Locale *locale, const Collection *collection)
{
	add_former(rules, locale, collection, false);
}

static void
add_former_pairs(Rules *rules, const Locale *locale, const Collection *collection)
{
	add_former(rules, locale, collection, true);
}

/* The pairs that people look for most have words of their own. */
static void
add_words(Rules *rules, const Locale *locale, const Collection *collection)
{
	for (guint i = 0; i < collection->words_count && rules->count <= RULES_MAX; i++)
		add_swapped(rules, locale, collection->words[i].first, collection->words[i].second);
}

static void
add_others(Rules *rules, const Locale *locale, const Collection *collection)
{
	guint64 pairs = pair_count(collection->entry_count);

	for (guint64 i = 0; i < pairs && rules->count <= RULES_MAX; i++) {
		const Entry *first;
		const Entry *second;
		guint a;
		guint b;

		pair_at(collection->entry_count, i, &a, &b);
		first = &collection->entries[a];
		second = &collection->entries[b];
		if (model_pair_words(first, second) == NULL)
			add_swapped(rules, locale, first, second);
	}
}

void
render_rules(const Renderer *renderer, G_GNUC_UNUSED const Page *page, Markup *out)
{
	static const AddRules kinds[] = { add_former_entries, add_words, add_former_pairs, add_others };
	const Model *model = renderer->model;
	guint locale_count;
	const Locale *const *locales = plan_locales(renderer->plan, &locale_count);
	guint count = 0;

	markup_literal(out, "# Made by viceversa.\n");
	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		g_autoptr(Markup) text = markup_new();
		Rules rules = { .renderer = renderer, .count = count, .text = text };

		for (guint k = 0; k < locale_count; k++)
			for (guint c = 0; c < model->collection_count; c++)
				kinds[i](&rules, locales[k], &model->collections[c]);
		if (rules.count > RULES_MAX || markup_length(out) + markup_length(text) > RULES_MAX_BYTES)
			continue;
		markup_append(out, text);
		count = rules.count;
	}
}

/* nginx hashes the texts of a map in buckets of 64 bytes; a longer one has to be a
 * regular expression. */
#define HASHED_MAX 40

/* Appends a line of a map.  Its texts are of letters, digits and "._-/+" and what else
 * a code may have. */
static void
append_line(Markup *out, const char *key, const char *value)
{
	bool is_hashed = strlen(key) <= HASHED_MAX;

	markup_literal(out, "    \"");
	if (!is_hashed)
		markup_literal(out, "~*^\\Q");
	markup_append_trusted(out, key);
	if (!is_hashed)
		markup_literal(out, "\\E$");
	markup_literal(out, "\" \"");
	markup_append_trusted(out, value);
	markup_literal(out, "\";\n");
}

/* Whether nginx can have the text in a map as it is. */
static bool
is_plain(const char *text)
{
	return strpbrk(text, "\"\\$;{} ~") == NULL && *text != '~';
}

static void
append_names_of(Markup *out, const Entry *entry, GHashTable *known)
{
	const char *folder = entry->collection->folder;
	g_autofree char *code = g_ascii_strdown(entry->code, -1);
	g_autofree char *own = g_strdup_printf("%s/%s", folder, entry->address);
	g_autofree char *by_code = g_strdup_printf("%s/%s", folder, code);

	append_line(out, own, entry->address);
	for (guint i = 0; entry->former[i] != NULL; i++) {
		g_autofree char *former = g_strdup_printf("%s/%s", folder, entry->former[i]);

		append_line(out, former, entry->address);
	}
	/* What somebody types is the code itself: +OK. */
	if (is_plain(by_code) && g_hash_table_add(known, g_strdup(by_code)))
		append_line(out, by_code, entry->address);
}

/* From each name that an entry has or had to its address. */
static void
append_names(Markup *out, const Collection *collection)
{
	g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < collection->entry_count; i++) {
		const Entry *entry = &collection->entries[i];

		g_hash_table_add(known, g_strdup_printf("%s/%s", collection->folder, entry->address));
		for (guint k = 0; entry->former[k] != NULL; k++)
			g_hash_table_add(known, g_strdup_printf("%s/%s", collection->folder, entry->former[k]));
	}
	for (guint i = 0; i < collection->entry_count; i++)
		append_names_of(out, &collection->entries[i], known);
}

static void
append_folders(Markup *out, const Renderer *renderer)
{
	const Model *model = renderer->model;
	guint count;
	const Locale *const *locales = plan_locales(renderer->plan, &count);

	for (guint i = 0; i < count; i++) {
		for (guint k = 0; k < model->collection_count; k++) {
			g_autofree char *folder =
			    g_strdup_printf("%s/%s", locales[i]->folder, model->collections[k].folder);

			append_line(out, folder, folder);
		}
	}
}

/* The parts of an address, from nginx's own $uri: of that of a pair, or else of an
 * entry. */
static void
append_parts(Markup *out, const char *variable, const char *root, const char *of_pair, const char *of_entry)
{
	g_autofree char *text =
	    g_strdup_printf("map $uri $viceversa_%s {\n"
			    "    default \"\";\n"
			    "    \"~*^\\Q%s\\E([^/]+)/([^/]+)/([^/]+)" CODE_VERSUS "([^/]+?)(\\.html)?$\" \"%s\";\n"
			    "    \"~*^\\Q%s\\E([^/]+)/([^/]+)/([^/]+?)(\\.html)?$\" \"%s\";\n"
			    "}\n",
			    variable, root, of_pair, root, of_entry);

	markup_append_trusted(out, text);
}

/* The addresses that may be meant, without their suffix, from the parts. */
static void
append_pages(Markup *out, const char *root, const char *suffix)
{
	static const char parts[] = "\"$viceversa_place_known|$viceversa_first_known|$viceversa_second_known\"";
	g_autofree char *text =
	    g_strdup_printf("map %s $viceversa_page {\n"
			    "    default \"/.none\";\n"
			    "    \"~^([^|]+)\\|([^|]+)\\|-$\" \"%s$1/$2\";\n"
			    "    \"~^([^|]+)\\|([^|]+)\\|([^|]+)$\" \"%s$1/$2" CODE_VERSUS "$3\";\n"
			    "}\n"
			    "map %s $viceversa_swapped {\n"
			    "    default \"/.none\";\n"
			    "    \"~^([^|]+)\\|([^|]+)\\|(?!-$)([^|]+)$\" \"%s$1/$3" CODE_VERSUS "$2\";\n"
			    "}\n"
			    "map \"\" $viceversa_suffix {\n"
			    "    default \"%s\";\n"
			    "}\n",
			    parts, root, root, parts, root, suffix);

	markup_append_trusted(out, text);
}

/* Which of the two orders is a page nginx finds out by looking for the file, so there
 * is a line for each entry, and none for each pair. */
void
render_nginx(const Renderer *renderer, G_GNUC_UNUSED const Page *page, Markup *out)
{
	const Model *model = renderer->model;
	Page choice = { .kind = PAGE_CHOICE };
	g_autofree char *root = address_from_root(renderer->addresses, &choice);

	strrchr(root, '/')[1] = '\0';
	markup_literal(out, "# Made by viceversa, for the http block of nginx.\n");
	append_parts(out, "place", root, "$1/$2", "$1/$2");
	append_parts(out, "first", root, "$2/$3", "$2/$3");
	append_parts(out, "second", root, "$2/$4", "-");
	markup_literal(out, "map $viceversa_place $viceversa_place_known {\n    default \"\";\n");
	append_folders(out, renderer);
	markup_literal(out, "}\nmap $viceversa_first $viceversa_first_known {\n    default \"\";\n");
	for (guint i = 0; i < model->collection_count; i++)
		append_names(out, &model->collections[i]);
	markup_literal(out,
		       "}\nmap $viceversa_second $viceversa_second_known {\n    default \"\";\n    \"-\" \"-\";\n");
	for (guint i = 0; i < model->collection_count; i++)
		append_names(out, &model->collections[i]);
	markup_literal(out, "}\n");
	append_pages(out, root, address_suffix(renderer->addresses));
}

void
render_stub(const Renderer *renderer, const Page *page, Markup *out)
{
	Page target = target_of(page);
	g_autofree char *file = address_file(renderer->addresses, page);
	Context context = { .renderer = renderer, .page = page, .file = file, .locale = page->locale };
	g_autofree char *link = context_link(&context, target);
	g_autofree char *canonical = address_absolute(renderer->addresses, &target);
	MessageValue values[] = { { .text = page->collection->name },
				  { .text = page->first->code },
				  { .text = page->first->name } };
	g_autofree char *title =
	    page->second == NULL ? locale_format(page->locale, MESSAGE_ENTRY_TITLE, values)
				 : context_pair_title_plain(&context, MESSAGE_PAIR_TITLE, page->first, page->second);

	markup_literal(out, "<!DOCTYPE html>\n<html lang=\"");
	markup_text(out, page->locale->tag);
	markup_literal(out, "\" dir=\"");
	markup_text(out, locale_direction(page->locale));
	markup_literal(out, "\">\n<head>\n<meta charset=\"utf-8\">\n");
	markup_element(out, "title", title);
	markup_literal(out, "<link rel=\"canonical\" href=\"");
	markup_text(out, canonical);
	markup_literal(
	    out, "\">\n<meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"refresh\" content=\"0; url=");
	markup_text(out, link);
	markup_literal(out, "\">\n<meta name=\"generator\" content=\"viceversa\">\n</head>\n<body>\n<p><a href=\"");
	markup_text(out, link);
	markup_literal(out, "\">");
	if (page->second == NULL)
		context_entry_title(&context, out, page->first);
	else
		context_pair_title(&context, out, page->first, page->second);
	markup_literal(out, "</a></p>\n</body>\n</html>\n");
}
