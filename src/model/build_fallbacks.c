#include <string.h>

#include "model/build.h"
#include "source/suggest.h"

static Locale *
find_by_tag(const GPtrArray *list, const char *tag)
{
	for (guint i = 0; i < list->len; i++) {
		Locale *locale = list->pdata[i];

		if (g_str_equal(locale->tag, tag))
			return locale;
	}
	return NULL;
}

/* The locale whose tag is the start of this one (RFC 4647, section 3.4), as "pt"
 * is of "pt-BR", unless it is written in another script: who reads traditional
 * Chinese is not served with simplified. */
static const Locale *
find_parent(const GPtrArray *list, const Locale *locale)
{
	g_autofree char *tag = g_strdup(locale->tag);
	g_autofree char *script = locale_script(locale->tag);
	char *hyphen;

	while ((hyphen = strrchr(tag, '-')) != NULL) {
		const Locale *parent;
		g_autofree char *parent_script = NULL;

		*hyphen = '\0';
		parent = find_by_tag(list, tag);
		if (parent == NULL)
			continue;
		parent_script = locale_script(parent->tag);
		if (g_str_equal(script, parent_script))
			return parent;
	}
	return NULL;
}

/* The locale that the file states.  Returns: (nullable): NULL with a finding. */
static const Locale *
find_stated(Build *build, const GPtrArray *list, const Locale *locale, const Node *stated)
{
	const Locale *found = find_by_tag(list, stated->text);
	g_autoptr(GPtrArray) tags = g_ptr_array_new();
	g_autofree char *phrase = NULL;

	if (found != NULL && found != locale)
		return found;
	for (guint i = 0; i < list->len; i++)
		if (list->pdata[i] != locale)
			g_ptr_array_add(tags, ((const Locale *) list->pdata[i])->tag);
	g_ptr_array_add(tags, NULL);
	phrase = suggest_phrase(stated->text, (const char *const *) tags->pdata);
	findings_add(build->findings, FINDING_FALLBACK, stated->where, "'%s' cannot fall back to '%s'%s", locale->tag,
		     stated->text, phrase);
	return NULL;
}

static const Node *
stated_fallback(const Build *build, const Locale *locale)
{
	const SourceTree *tree = source_tree_of_locale(build->source, locale->folder);
	const Node *node = node_get(source_tree_find(tree, "locale.yaml")->root, "fallback");

	return node == NULL || node->kind != NODE_SCALAR ? NULL : node;
}

/* Follows a chain to its end, which is the source locale.  One that goes round
 * in a circle is cut, with a finding. */
static void
check_chain(Build *build, Locale *locale, guint count)
{
	const Locale *next = locale;

	for (guint i = 0; next != NULL && i <= count; i++)
		next = next->fallback;
	if (next == NULL)
		return;
	findings_add(build->findings, FINDING_FALLBACK, stated_fallback(build, locale)->where,
		     "the fallback of '%s' leads back to itself; name a locale that does not need this one",
		     locale->tag);
	locale->fallback = build->model->source_locale;
}

void
build_fallbacks(Build *build, const GPtrArray *list)
{
	const Locale *source = build->model->source_locale;

	for (guint i = 0; i < list->len; i++) {
		Locale *locale = list->pdata[i];
		const Node *stated = stated_fallback(build, locale);

		if (locale == source)
			continue;
		if (stated != NULL)
			locale->fallback = find_stated(build, list, locale, stated);
		else
			locale->fallback = find_parent(list, locale);
		if (locale->fallback == NULL)
			locale->fallback = source;
	}
	for (guint i = 0; i < list->len; i++)
		if (list->pdata[i] != source && stated_fallback(build, list->pdata[i]) != NULL)
			check_chain(build, list->pdata[i], list->len);
}
