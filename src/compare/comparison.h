/* What tells two entries of a collection apart, in no language yet. */
#pragma once

#include "model/model.h"

typedef struct {
	const Attribute *attribute;
	const Value *first;
	const Value *second;
	bool differs;
} ComparedAttribute;

typedef struct {
	const Fact *fact;
	const char *const *first;  /* NULL where the entry has none */
	const char *const *second; /* NULL where the entry has none */
	bool differs;
} ComparedFact;

typedef struct {
	const Entry *first;
	const Entry *second;
	bool same_class;
	bool same_stages;
	guint attribute_count;
	guint differing_count;         /* how many of them differ */
	ComparedAttribute *attributes; /* those that differ first, else in the collection's order */
	guint fact_count;
	ComparedFact *facts;    /* those that either entry has */
	const PairWords *words; /* NULL where the pair has none of its own */
} Comparison;

/* Compares two entries of one collection; first comes before second.
 * Returns: (transfer full): free with comparison_free(). */
Comparison *comparison_new(const Entry *first, const Entry *second);

void comparison_free(Comparison *comparison);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Comparison, comparison_free)
