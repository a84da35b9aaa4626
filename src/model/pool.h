/* Memory that lives as long as its pool: what the model is made of. */
#pragma once

#include <glib.h>

typedef struct Pool Pool;

/* Returns: (transfer full): free with pool_free(). */
Pool *pool_new(void);

/* Frees the pool and all that came out of it. */
void pool_free(Pool *pool);

/* Returns: (transfer none): size zero bytes, fit for any type. */
gpointer pool_alloc(Pool *pool, gsize size);

/* Returns: (transfer none): a copy; NULL for NULL. */
char *pool_strdup(Pool *pool, const char *string);

/* Calls destroy with data when the pool is freed. */
void pool_own(Pool *pool, gpointer data, GDestroyNotify destroy);

#define pool_new0(pool, type) ((type *) pool_alloc((pool), sizeof(type)))
#define pool_array(pool, type, length) ((type *) pool_alloc((pool), sizeof(type) * (length)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pool, pool_free)
