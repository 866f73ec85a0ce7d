import type { FrameworkVersion } from '@waymark/contract/framework-content.ts';
import type { DraftBody } from '@waymark/contract/framework-drafts.ts';

/** A draft as it stands in the editor. */
export type Draft = DraftBody;
export type DraftType = Draft['outcomeTypes'][number];
export type DraftOutcome = DraftType['outcomes'][number];

/** A draft as the server sent it, ready to be edited and sent back. */
export function draftOf(version: FrameworkVersion): Draft {
  return {
    levels: version.levels,
    note: version.note,
    outcomeTypes: version.outcomeTypes.map((type) => ({
      ...type,
      outcomes: type.outcomes.map(({ id, code, statement, question, studentWording, evidence, descriptors }) => ({
        id,
        code,
        statement,
        question,
        studentWording,
        evidence,
        descriptors,
      })),
    })),
  };
}

export function addType(draft: Draft, id: string): Draft {
  const taken = new Set(draft.outcomeTypes.map((type) => type.code.toLowerCase()));
  let number = draft.outcomeTypes.length + 1;
  while (taken.has(`type-${number}`)) number++;
  return { ...draft, outcomeTypes: [...draft.outcomeTypes, { id, code: `type-${number}`, name: '', description: '', outcomes: [] }] };
}

/** Adds an outcome at the end of a type, with the next free code of the type's own letter: K5 after K4. */
export function addOutcome(draft: Draft, typeId: string, id: string): Draft {
  const type = draft.outcomeTypes.find((one) => one.id === typeId);
  if (!type) return draft;
  const outcome = {
    id,
    code: nextCode(draft, type),
    statement: '',
    question: '',
    studentWording: '',
    evidence: '',
    descriptors: Array.from({ length: draft.levels }, () => ''),
  };
  return inType(draft, typeId, (one) => ({ ...one, outcomes: [...one.outcomes, outcome] }));
}

function nextCode(draft: Draft, type: DraftType): string {
  const taken = new Set(draft.outcomeTypes.flatMap((one) => one.outcomes.map((outcome) => outcome.code.toLowerCase())));
  const last = /^(.*?)(\d+)$/.exec(type.outcomes.at(-1)?.code ?? '');
  const stem =
    last?.[1] ??
    (type.name || type.code)
      .replace(/[^A-Za-z]/g, '')
      .charAt(0)
      .toUpperCase();
  let number = last ? Number(last[2]) + 1 : 1;
  while (taken.has(`${stem}${number}`.toLowerCase())) number++;
  return `${stem || 'O'}${number}`;
}

export function editType(draft: Draft, typeId: string, change: Partial<DraftType>): Draft {
  return inType(draft, typeId, (type) => ({ ...type, ...change }));
}

export function editOutcome(draft: Draft, outcomeId: string, change: Partial<DraftOutcome>): Draft {
  return {
    ...draft,
    outcomeTypes: draft.outcomeTypes.map((type) => ({
      ...type,
      outcomes: type.outcomes.map((outcome) => (outcome.id === outcomeId ? { ...outcome, ...change } : outcome)),
    })),
  };
}

export function removeType(draft: Draft, typeId: string): Draft {
  return { ...draft, outcomeTypes: draft.outcomeTypes.filter((type) => type.id !== typeId) };
}

export function removeOutcome(draft: Draft, outcomeId: string): Draft {
  return {
    ...draft,
    outcomeTypes: draft.outcomeTypes.map((type) => ({ ...type, outcomes: type.outcomes.filter((outcome) => outcome.id !== outcomeId) })),
  };
}

export function moveType(draft: Draft, typeId: string, by: -1 | 1): Draft {
  return { ...draft, outcomeTypes: moved(draft.outcomeTypes, typeId, by) };
}

/** Moves an outcome a place up or down; past the end of its type it goes on into the next one. */
export function moveOutcome(draft: Draft, outcomeId: string, by: -1 | 1): Draft {
  const at = draft.outcomeTypes.findIndex((type) => type.outcomes.some((outcome) => outcome.id === outcomeId));
  const type = draft.outcomeTypes[at];
  if (!type) return draft;
  const place = type.outcomes.findIndex((outcome) => outcome.id === outcomeId) + by;
  if (place >= 0 && place < type.outcomes.length)
    return inType(draft, type.id, (one) => ({ ...one, outcomes: moved(one.outcomes, outcomeId, by) }));
  const neighbour = draft.outcomeTypes[at + by];
  return neighbour ? moveOutcomeTo(draft, outcomeId, neighbour.id, by === 1 ? 'start' : 'end') : draft;
}

/** Moves an outcome into another type. */
export function moveOutcomeTo(draft: Draft, outcomeId: string, typeId: string, place: 'start' | 'end'): Draft {
  const outcome = draft.outcomeTypes.flatMap((type) => type.outcomes).find((one) => one.id === outcomeId);
  if (!outcome) return draft;
  return inType(removeOutcome(draft, outcomeId), typeId, (type) => ({
    ...type,
    outcomes: place === 'start' ? [outcome, ...type.outcomes] : [...type.outcomes, outcome],
  }));
}

/** Another number of levels: levels are added empty, or taken off at the top. */
export function setLevels(draft: Draft, levels: number): Draft {
  const fit = (descriptors: string[]) => Array.from({ length: levels }, (_, index) => descriptors[index] ?? '');
  return {
    ...draft,
    levels,
    outcomeTypes: draft.outcomeTypes.map((type) => ({
      ...type,
      outcomes: type.outcomes.map((outcome) => ({ ...outcome, descriptors: fit(outcome.descriptors) })),
    })),
  };
}

/** How many written descriptors a smaller number of levels would drop. */
export function descriptorsLost(draft: Draft, levels: number): number {
  return draft.outcomeTypes.flatMap((type) =>
    type.outcomes.flatMap((outcome) => outcome.descriptors.slice(levels).filter((descriptor) => descriptor.trim() !== '')),
  ).length;
}

/** How many texts of an outcome are still empty. */
export function emptyTexts(outcome: DraftOutcome): number {
  return [outcome.statement, outcome.question, outcome.studentWording, ...outcome.descriptors].filter((text) => text.trim() === '').length;
}

function inType(draft: Draft, typeId: string, change: (type: DraftType) => DraftType): Draft {
  return { ...draft, outcomeTypes: draft.outcomeTypes.map((type) => (type.id === typeId ? change(type) : type)) };
}

function moved<Item extends { id: string }>(items: readonly Item[], id: string, by: -1 | 1): Item[] {
  const from = items.findIndex((item) => item.id === id);
  const item = items[from];
  if (!item || from + by < 0 || from + by >= items.length) return [...items];
  return items.toSpliced(from, 1).toSpliced(from + by, 0, item);
}
