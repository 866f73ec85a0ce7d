import type { OutcomeType } from '@waymark/contract/framework-content.ts';
import { newId } from '../db/ids.ts';
import type { OutcomeTypeText } from './text.ts';

/** Wording as the content of a draft: new ids for everything, and a new series for each outcome. */
export function draftContentOf(outcomeTypes: readonly OutcomeTypeText[]): OutcomeType[] {
  return outcomeTypes.map((type) => ({
    ...type,
    id: newId(),
    outcomes: type.outcomes.map((outcome) => ({ ...outcome, id: newId(), seriesId: newId() })),
  }));
}

/** A copy of a version as the content of a draft: new ids, the series kept, so that what carries over can be proposed. */
export function draftCopyOf(outcomeTypes: readonly OutcomeType[]): OutcomeType[] {
  return outcomeTypes.map((type) => ({ ...type, id: newId(), outcomes: type.outcomes.map((outcome) => ({ ...outcome, id: newId() })) }));
}
