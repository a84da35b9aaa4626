#include "model/model.h"

#include "model/build.h"
#include "source/url.h"

/* A pattern that makes the address of a section. */
static const Message *
build_section_url(Build *build, const Node *node)
{
	static const char *const arguments[] = { "section", NULL };
	const Message *message = build_pattern(build, node, "address", "en", arguments, true);
	MessageValue values[] = { { .text = "1" } };
	g_autofree char *sample = message == NULL ? NULL : message_format(message, values);

	if (sample != NULL && !url_is_web(sample))
		findings_add(build->findings, FINDING_BAD_URL, node->where,
			     "'%s' is not an absolute web address; write it as 'https://example.org/path'", node->text);
	return message;
}

/* The documents that references may name. */
static void
build_documents(Build *build)
{
	const SourceFile *file = source_tree_find(build->source->content, "documents.yaml");
	const Node *root = file == NULL || file->root->kind != NODE_MAPPING ? NULL : file->root;

	build->model->documents_fingerprint = file == NULL ? 0 : file->file->fingerprint;
	build->documents = g_hash_table_new(g_str_hash, g_str_equal);
	pool_own(build->pool, build->documents, (GDestroyNotify) g_hash_table_unref);
	for (guint i = 0; i < node_length(root); i++) {
		const NodeField *field = node_field(root, i);
		const Node *section_url = node_get(field->value, "section_url");
		Document *document = pool_new0(build->pool, Document);

		document->name = pool_strdup(build->pool, field->key);
		document->title = build_string(build, field->value, "title");
		document->url = build_string(build, field->value, "url");
		if (section_url != NULL && section_url->kind == NODE_SCALAR)
			document->section_url = build_section_url(build, section_url);
		g_hash_table_insert(build->documents, (gpointer) document->name, document);
	}
}

static const char *const redirects[REDIRECTS_COUNT + 1] = {
	[REDIRECTS_RULES] = "rules",
	[REDIRECTS_STUBS] = "stubs",
	[REDIRECTS_NONE] = "none",
};

static const char *const downloads[DOWNLOADS_COUNT + 1] = {
	[DOWNLOADS_NONE] = "none",
	[DOWNLOADS_ZIP] = "zip",
};

/* The pattern that makes the address of a file in the repository. */
static const Message *
build_repository(Build *build, const Node *node)
{
	static const char *const arguments[] = { "path", "line", NULL };
	const Message *message = build_pattern(build, node, "address", "en", arguments, false);
	MessageValue values[] = { { .text = "content/site.yaml" }, { .text = "1" } };
	g_autofree char *sample = message == NULL ? NULL : message_format(message, values);

	if (message != NULL && !message_uses(message, 0))
		findings_add(build->findings, FINDING_MISSING_ARGUMENT, node->where,
			     "this address lacks {path}; put it where the value belongs");
	else if (sample != NULL && !url_is_web(sample))
		findings_add(build->findings, FINDING_BAD_URL, node->where,
			     "'%s' is not an absolute web address; write it as 'https://example.org/{path}'",
			     node->text);
	return message;
}

static void
build_site(Build *build, Parallel root)
{
	Model *model = build->model;
	const Node *licence = node_get(root.source, "licence");
	const Node *repository = node_get(root.source, "repository");
	const char *base = node_get_text(root.source, "base_url");
	char *slashed =
	    g_strconcat(base == NULL ? "" : base, base != NULL && g_str_has_suffix(base, "/") ? "" : "/", NULL);

	pool_own(build->pool, slashed, g_free);
	model->base_url = slashed;
	model->title = build_text(build, root, "title");
	model->short_title = build_text(build, root, "short_title");
	model->tagline = build_text(build, root, "tagline");
	model->licence_name = build_string(build, licence, "name");
	model->licence_url = build_string(build, licence, "url");
	model->clean_urls = build_flag(root.source, "clean_urls");
	model->redirects = build_choice(build, root.source, "redirects", "way of redirects", redirects);
	model->downloads = build_choice(build, root.source, "downloads", "kind of downloads", downloads);
	model->lines = build_lines(build, SOURCE_SITE, root);
	if (repository != NULL && repository->kind == NODE_SCALAR)
		model->repository = build_repository(build, repository);
}

Model *
model_build(const Source *source, Findings *findings)
{
	Pool *pool = pool_new();
	Model *model = pool_new0(pool, Model);
	Build build = { .source = source, .findings = findings, .model = model, .pool = pool };
	const SourceFile *site = source_tree_find(source->content, "site.yaml");

	model->pool = pool;
	if (site != NULL && build_locales(&build, site->root)) {
		Translations *translations = build_list_translations(&build);

		build_documents(&build);
		build_site(&build, parallel_load(&build, "site.yaml"));
		model->fingerprints = build_fingerprints(&build, "site.yaml");
		build_collections(&build);
		build_check_orphans(&build);
		build_progress(&build, translations);
	}
	if (!findings_stop(findings, false))
		return model;
	model_free(model);
	return NULL;
}

void
model_free(Model *model)
{
	pool_free(model->pool);
}

const Attribute *
collection_answer(const Collection *collection)
{
	for (guint i = 0; i < collection->attribute_count; i++)
		if (collection->attributes[i].decides)
			return &collection->attributes[i];
	return NULL;
}
