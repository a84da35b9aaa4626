/* Templates of the home page.  What a program makes of one (program.c) is what ctpl makes
 * of it, and nothing that a template holds harms ctpl. */
#include "fuzz.h"

#include <string.h>

#include "page/template.h"
#include "page/view.h"

static void
free_blob(gpointer data)
{
	SourceBlob *blob = data;

	file_free(blob->file);
	g_free(blob->name);
	g_free(blob);
}

/* Returns: (transfer full): a site of which there are only the templates. */
static GPtrArray *
blobs_new(const char *text)
{
	GPtrArray *blobs = g_ptr_array_new_with_free_func(free_blob);

	for (guint i = 0; i < TEMPLATE_COUNT; i++) {
		const char *own = i == TEMPLATE_HOME ? text : "";
		SourceBlob *blob = g_new0(SourceBlob, 1);

		blob->name = g_strdup(template_file_name(i));
		blob->file = fuzz_file(blob->name, (const uint8_t *) own, strlen(own));
		g_ptr_array_add(blobs, blob);
	}
	return blobs;
}

/* What a template makes of some values; NULL where it fails. */
static char *
render(const Templates *templates)
{
	g_autoptr(View) view = view_new(templates_get(templates, TEMPLATE_HOME));
	g_autoptr(Markup) rendered = NULL;
	g_autoptr(GError) error = NULL;

	view_set_text(view, NAME_HEADING, "H<&>{0}");
	for (guint i = 0; i < 2; i++) {
		view_add_row(view, NAME_COLLECTIONS);
		for (guint k = 0; k < template_name_columns(template_name(TEMPLATE_HOME, NAME_COLLECTIONS)); k++)
			view_add_text(view, (i + k) % 3 == 0 ? "" : "{x}");
	}
	rendered = view_render(view, &error);
	fuzz_check((rendered == NULL) == (error != NULL));
	return rendered == NULL ? NULL : g_strdup(markup_string(rendered));
}

/* Returns: (transfer full): what the template with this text makes, or NULL. */
static char *
try_template(const char *text, bool *has_program)
{
	g_autoptr(GPtrArray) blobs = blobs_new(text);
	g_autoptr(GPtrArray) no_assets = g_ptr_array_new();
	Source source = { .templates = blobs, .assets = no_assets };
	g_autoptr(Findings) findings = findings_new();
	g_autoptr(Assets) assets = assets_new(&source, findings);
	g_autoptr(Templates) templates = templates_load(&source, assets, findings);

	fuzz_print(findings);
	*has_program = false;
	if (templates == NULL || findings_count(findings, SEVERITY_ERROR) > 0)
		return NULL;
	*has_program = template_program(templates_get(templates, TEMPLATE_HOME)) != NULL;
	return render(templates);
}

/* Loops within loops take as long as they are told to. */
static bool
multiplies(const char *text)
{
	const char *at = text;
	guint loops = 0;

	while ((at = strstr(at, "for")) != NULL) {
		loops++;
		at++;
	}
	return loops > 8;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = fuzz_text(data, size);
	/* A computation makes ctpl render the same template. */
	g_autofree char *computing = g_strconcat("{if 1 == 2}{end}", text, NULL);
	g_autofree char *by_program = NULL;
	g_autofree char *by_ctpl = NULL;
	bool has_program;
	bool ignored;

	if (multiplies(text))
		return 0;
	by_program = try_template(text, &has_program);
	if (!has_program)
		return 0;
	by_ctpl = try_template(computing, &ignored);
	fuzz_check(g_strcmp0(by_program, by_ctpl) == 0);
	return 0;
}
