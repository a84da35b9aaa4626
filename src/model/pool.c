#include "model/pool.h"

typedef struct {
	gpointer data;
	GDestroyNotify destroy;
} Owned;

struct Pool {
	GArray *owned; /* of Owned */
};

static void
destroy_owned(gpointer data)
{
	Owned *owned = data;

	owned->destroy(owned->data);
}

Pool *
pool_new(void)
{
	Pool *pool = g_new(Pool, 1);

	pool->owned = g_array_new(FALSE, FALSE, sizeof(Owned));
	g_array_set_clear_func(pool->owned, destroy_owned);
	return pool;
}

void
pool_free(Pool *pool)
{
	g_array_unref(pool->owned);
	g_free(pool);
}

void
pool_own(Pool *pool, gpointer data, GDestroyNotify destroy)
{
	Owned owned = { .data = data, .destroy = destroy };

	g_array_append_val(pool->owned, owned);
}

gpointer
pool_alloc(Pool *pool, gsize size)
{
	gpointer data = g_malloc0(size);

	/* An array of no items has no memory to give back. */
	if (data != NULL)
		pool_own(pool, data, g_free);
	return data;
}

char *
pool_strdup(Pool *pool, const char *string)
{
	char *copy = g_strdup(string);

	if (copy != NULL)
		pool_own(pool, copy, g_free);
	return copy;
}
