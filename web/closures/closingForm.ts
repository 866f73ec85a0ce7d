import { uuidv7 } from 'uuidv7';
import type { ClosingGround, closeEnrolment } from '@waymark/contract/closures.ts';
import type { BodyOf } from '@waymark/contract/endpoint.ts';
import type { EndedBy } from '@waymark/contract/students.ts';
import type { LevelAnswer } from '../assessments/LevelChoice.tsx';

export type ActionEnding = 'done' | 'not_done' | 'dropped' | 'open';

/** What is entered while a case is being closed. */
export interface ClosingValues {
  id: string;
  kind: 'planned' | 'early' | null;
  endedBy: EndedBy | null;
  reason: string;
  closedOn: string;
  assess: 'yes' | 'no' | null;
  assessmentId: string;
  perspective: 'mentor' | 'joint';
  /** By outcome. */
  scores: Record<string, LevelAnswer>;
  assessmentSkipped: string;
  /** By measure; empty is not recorded. */
  readings: Record<string, number | null>;
  actions: Record<string, ActionEnding>;
  studentSummary: string;
  whatNext: string;
  followUpOn: string;
}

/** Where closing starts: with what the review said, where one decided it. */
export function startOf(ground: ClosingGround, today: string): ClosingValues {
  return {
    id: uuidv7(),
    kind: ground.review === null ? null : 'planned',
    endedBy: null,
    reason: (ground.review?.decisionNote ?? '').replace(/\s+/g, ' ').slice(0, 200),
    closedOn: today,
    assess: ground.framework === null ? 'no' : null,
    assessmentId: uuidv7(),
    perspective: 'mentor',
    scores: {},
    assessmentSkipped: '',
    readings: {},
    actions: {},
    studentSummary: ground.suggestedSummary,
    whatNext: '',
    followUpOn: '',
  };
}

/** What is sent. Ids of scores and readings are made once the case is closed: the same press sends the same. */
export function bodyOf(
  values: ClosingValues,
  ground: ClosingGround,
  newId: () => string = uuidv7,
): BodyOf<typeof closeEnrolment> | undefined {
  const { kind, endedBy } = values;
  if (kind === null || endedBy === null) return undefined;
  const scores = Object.entries(values.scores).map(([outcomeId, answer]) => ({ id: newId(), outcomeId, ...answer, reason: '' }));
  const readings = Object.entries(values.readings).flatMap(([measureId, value]) =>
    value === null ? [] : [{ id: newId(), measureId, value }],
  );
  return {
    id: values.id,
    reviewId: ground.review?.id ?? null,
    kind,
    endedBy,
    reason: values.reason,
    closedOn: values.closedOn,
    assessment:
      values.assess === 'yes' && ground.framework !== null && scores.length > 0
        ? { id: values.assessmentId, frameworkVersionId: ground.framework.versionId, perspective: values.perspective, scores }
        : null,
    assessmentSkipped: values.assess === 'no' ? values.assessmentSkipped : '',
    readings,
    studentSummary: values.studentSummary,
    whatNext: values.whatNext,
    followUpOn: values.followUpOn === '' ? null : values.followUpOn,
    actions: ground.openActions.flatMap(({ id }) => {
      const ending = values.actions[id];
      return ending === undefined ? [] : [{ id, ending, note: '' }];
    }),
  };
}
