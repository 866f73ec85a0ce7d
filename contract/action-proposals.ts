/**
 * When the library proposes an action, as one rule for the server and for a phone in a meeting without signal.
 * The method is described in docs/methods/action-proposals.md.
 */

/** What the rule needs of an action in the library. `seriesId` is null for one that answers any outcome. */
export interface ProposableAction {
  id: string;
  seriesId: string | null;
  upToLevel: number;
}

/** One outcome's level just given, and the one before it. */
export interface ScoredOutcome {
  seriesId: string;
  level: number;
  previousLevel: number | null;
}

export type ProposalReason = 'low' | 'fell';

/** Why this action is proposed for this score, or undefined when it is not. A fall is said before a low level. */
export function proposalReason(action: ProposableAction, score: ScoredOutcome): ProposalReason | undefined {
  if (action.seriesId !== null && action.seriesId !== score.seriesId) return undefined;
  if (score.previousLevel !== null && score.level < score.previousLevel) return 'fell';
  return score.level <= action.upToLevel ? 'low' : undefined;
}

export interface Proposed<Action> {
  action: Action;
  score: ScoredOutcome;
  because: ProposalReason;
}

/** At most this many actions are proposed for one outcome: a choice, not a catalogue. */
export const proposalsAnOutcome = 3;

/**
 * What the library proposes for these scores: fallen outcomes first, the deepest fall leading, then the lowest levels. For an outcome its
 * own actions come before those for any outcome. An action already open for that outcome is not proposed again.
 */
export function proposalsFor<Action extends ProposableAction>(
  scores: readonly ScoredOutcome[],
  library: readonly Action[],
  open: readonly { libraryId: string | null; seriesId: string | null }[],
): Proposed<Action>[] {
  const taken = new Set(open.map(({ libraryId, seriesId }) => `${libraryId}:${seriesId}`));
  const fall = ({ level, previousLevel }: ScoredOutcome) => Math.max(0, (previousLevel ?? level) - level);
  return scores
    .toSorted((a, b) => fall(b) - fall(a) || a.level - b.level)
    .flatMap((score) =>
      library
        .toSorted((a, b) => Number(a.seriesId === null) - Number(b.seriesId === null))
        .flatMap((action): Proposed<Action>[] => {
          const because = proposalReason(action, score);
          return because === undefined || taken.has(`${action.id}:${score.seriesId}`) ? [] : [{ action, score, because }];
        })
        .slice(0, proposalsAnOutcome),
    );
}
