import type { LibraryAction, LibraryOutcome } from '@waymark/contract/action-library.ts';
import * as t from '../strings/catalogue.ts';

export interface LibraryGroup {
  title: string;
  outcomes: { seriesId: string | null; statement: string; inUse: boolean; actions: LibraryAction[] }[];
}

/**
 * The library as a page shows it: by outcome type and outcome in the framework's order, then what is for any outcome,
 * then what is left of outcomes no framework has any more. A search keeps an outcome whole when its statement fits.
 */
export function groupLibrary(items: readonly LibraryAction[], outcomes: readonly LibraryOutcome[], search: string): LibraryGroup[] {
  const text = t.actions.library;
  const wanted = search.trim().toLowerCase();
  const fits = (words: string) => words.toLowerCase().includes(wanted);
  const known = new Set(outcomes.map(({ seriesId }) => seriesId));
  const several = new Set(outcomes.map(({ frameworkName }) => frameworkName)).size > 1;
  const entry = (seriesId: string | null, statement: string, inUse: boolean, own: LibraryAction[]) => ({
    seriesId,
    statement,
    inUse,
    actions: fits(statement) ? own : own.filter(({ title, detail }) => fits(`${title} ${detail}`)),
  });
  const byType = Map.groupBy(outcomes, ({ frameworkName, typeName }) => (several ? `${frameworkName}: ${typeName}` : typeName));
  const groups = [...byType].map(([title, list]) => ({
    title,
    outcomes: list.map(({ seriesId, statement }) =>
      entry(
        seriesId,
        statement,
        true,
        items.filter((item) => item.seriesId === seriesId),
      ),
    ),
  }));
  const any = {
    title: text.any,
    outcomes: [
      entry(
        null,
        text.anyHint,
        true,
        items.filter(({ seriesId }) => seriesId === null),
      ),
    ],
  };
  const left = items.filter(({ seriesId }) => seriesId !== null && !known.has(seriesId));
  const gone = left.length === 0 ? [] : [{ title: text.gone, outcomes: [entry('gone', text.gone, false, left)] }];
  return [...groups, any, ...gone]
    .map((group) => ({
      ...group,
      outcomes: group.outcomes.filter(({ statement, actions }) => wanted === '' || fits(statement) || actions.length > 0),
    }))
    .filter((group) => group.outcomes.length > 0);
}
