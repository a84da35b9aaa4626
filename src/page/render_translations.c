#include "page/render.h"

static void
add_number(Context *context, View *view, MessageId id, guint number)
{
	MessageValue values[] = { { .number = number } };
	g_autofree char *text = locale_format(context->locale, id, values);

	view_add_text(view, text);
}

/* How many of a hundred texts of all groups are translated. */
static guint
percent_of_all(const Progress *progress)
{
	ProgressCount all = { 0 };

	for (guint i = 0; i < PROGRESS_GROUPS; i++) {
		all.all += progress->groups[i].all;
		all.translated += progress->groups[i].translated;
	}
	return progress_percent(&all);
}

static void
add_locale(Context *context, View *view, const Locale *locale)
{
	const Progress *progress = &context->renderer->model->progress[locale->index];
	g_autofree char *home = context_link(context, (Page) { .kind = PAGE_HOME, .locale = locale });
	g_autofree char *percent = g_strdup_printf("%u", percent_of_all(progress));

	view_add_row(view, NAME_ROWS);
	view_add_text(view, locale->tag);
	view_add_text(view, locale->name);
	view_add_text(view, locale_direction(locale));
	view_add_text(view, home);
	view_add_text(view, percent);
	for (guint i = 0; i < PROGRESS_GROUPS; i++)
		add_number(context, view, MESSAGE_PERCENT, progress_percent(&progress->groups[i]));
	add_number(context, view, MESSAGE_NUMBER, progress->outdated);
	add_number(context, view, MESSAGE_NUMBER, progress->missing);
	add_number(context, view, MESSAGE_NUMBER, progress->words_left);
}

View *
render_translations(Context *context)
{
	g_autoptr(View) view = context_view(context, TEMPLATE_TRANSLATIONS);
	guint count;
	const Locale *const *locales = plan_locales(context->renderer->plan, &count);

	for (guint i = 0; i < count; i++)
		if (locales[i] != context->renderer->model->source_locale)
			add_locale(context, view, locales[i]);
	context_set_improve(context, view);
	return g_steal_pointer(&view);
}
