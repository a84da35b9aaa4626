#include "compare/comparison.h"

static void
compare_attributes(Comparison *comparison)
{
	const Collection *collection = comparison->first->collection;
	guint next_same;

	comparison->attribute_count = collection->attribute_count;
	comparison->attributes = g_new(ComparedAttribute, collection->attribute_count);
	for (guint i = 0; i < collection->attribute_count; i++)
		comparison->differing_count += comparison->first->values[i] != comparison->second->values[i];
	next_same = comparison->differing_count;
	for (guint i = 0, next_differing = 0; i < collection->attribute_count; i++) {
		const Value *first = comparison->first->values[i];
		const Value *second = comparison->second->values[i];
		bool differs = first != second;

		comparison->attributes[differs ? next_differing++ : next_same++] = (ComparedAttribute) {
			.attribute = &collection->attributes[i],
			.first = first,
			.second = second,
			.differs = differs,
		};
	}
}

static void
compare_facts(Comparison *comparison)
{
	const Collection *collection = comparison->first->collection;

	comparison->facts = g_new(ComparedFact, collection->fact_count);
	for (guint i = 0; i < collection->fact_count; i++) {
		const char *const *first = comparison->first->facts[i];
		const char *const *second = comparison->second->facts[i];
		bool both = first != NULL && second != NULL;

		if (first == NULL && second == NULL)
			continue;
		comparison->facts[comparison->fact_count++] = (ComparedFact) {
			.fact = &collection->facts[i],
			.first = first,
			.second = second,
			.differs = !both || !g_strv_equal(first, second),
		};
	}
}

Comparison *
comparison_new(const Entry *first, const Entry *second)
{
	Comparison *comparison = g_new0(Comparison, 1);

	g_assert(first->collection == second->collection && first->index < second->index);
	comparison->first = first;
	comparison->second = second;
	comparison->same_class = first->class == second->class;
	comparison->same_stages = first->stages == second->stages;
	comparison->words = model_pair_words(first, second);
	compare_attributes(comparison);
	compare_facts(comparison);
	return comparison;
}

void
comparison_free(Comparison *comparison)
{
	g_free(comparison->attributes);
	g_free(comparison->facts);
	g_free(comparison);
}
