import type { LibraryOutcome } from '@waymark/contract/action-library.ts';

/** Outcomes as the options of a select, under their types; with the framework's name where there are several. */
export function outcomeOptions(outcomes: readonly LibraryOutcome[]): { group: string; items: { value: string; label: string }[] }[] {
  const several = new Set(outcomes.map(({ frameworkName }) => frameworkName)).size > 1;
  const groups = Map.groupBy(outcomes, ({ frameworkName, typeName }) => (several ? `${frameworkName}: ${typeName}` : typeName));
  return [...groups].map(([group, items]) => ({
    group,
    items: items.map(({ seriesId, statement }) => ({ value: seriesId, label: statement })),
  }));
}
