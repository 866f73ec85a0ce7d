import type { Change, Prep } from '@waymark/contract/prep.ts';

type Scored = Extract<Change, { kind: 'scored' }>;

/** A line of "since last time": one change, or many scores somebody gave on one day. */
export type ChangeLine =
  | { kind: 'one'; change: Change }
  | { kind: 'many'; on: string; by: string; perspective: Scored['perspective']; scores: Scored[] };

/** Up to this many scores of one person and day stand by themselves; a whole first round would drown everything else. */
const few = 3;

/** Changes in their order, the scores of one person, day and perspective drawn together where they are many. */
export function groupChanges(changes: readonly Change[]): ChangeLine[] {
  const together = Map.groupBy(
    changes.filter((change) => change.kind === 'scored'),
    keyOf,
  );
  const told = new Set<string>();
  return changes.flatMap((change): ChangeLine[] => {
    if (change.kind !== 'scored') return [{ kind: 'one', change }];
    const key = keyOf(change);
    const scores = together.get(key) ?? [];
    if (scores.length <= few) return [{ kind: 'one', change }];
    if (told.has(key)) return [];
    told.add(key);
    return [{ kind: 'many', on: change.on, by: change.by, perspective: change.perspective, scores }];
  });
}

function keyOf({ on, by, perspective }: Scored): string {
  return `${on} ${perspective} ${by}`;
}

/** What was scored last time: what moved in full, and how many stayed or were scored for the first time. */
export function splitScored(scored: NonNullable<Prep['last']>['scored']) {
  const moved = scored.filter(({ level, previousLevel }) => previousLevel !== null && previousLevel !== level);
  return {
    moved,
    first: scored.filter(({ previousLevel }) => previousLevel === null).length,
    same: scored.filter(({ level, previousLevel }) => previousLevel === level).length,
  };
}
