import type { Evidence } from '@waymark/contract/evidence.ts';
import type { Feedback } from '@waymark/contract/feedback.ts';
import type { ShareSection } from '@waymark/contract/shares.ts';
import { readStudentOutcomes } from '../assessments/page.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { latestFeedback } from '../feedback/latest.ts';
import { notFound } from '../http/refusal.ts';
import { readEvidence } from '../reviews/evidence.ts';
import { findCases, findHelp, findSender, findSubject, type HelpRow, type ShareCase, type Subject } from './queries.ts';

/** Everything a document about a student may be made of: read as the actor reads it, and so never more than they see. */
export interface Material {
  student: Subject;
  sender: { name: string; role: string; organisation: string };
  today: string;
  timeZone: string;
  /** What the student takes part in; the last thing they did where that is over. */
  cases: (ShareCase & { evidence: Evidence })[];
  /** What each level looks like, level 1 first, by outcome. */
  descriptors: Map<string, string[]>;
  feedback: Feedback[];
  help: HelpRow[];
}

/** @throws Refusal 404 when the actor does not see the student */
export async function readMaterial(tx: Tx, actor: Actor, studentId: string): Promise<Material> {
  const student = await findSubject(tx, actor.orgId, studentId);
  if (student === undefined) throw notFound('student');
  const cases = await findCases(tx, actor.orgId, studentId, actor.today);
  const evidence = await readEvidence(
    tx,
    actor,
    cases.map((one) => ({ ...one, studentId, since: one.startedOn })),
  );
  const outcomes = await readStudentOutcomes(tx, actor, studentId);
  return {
    student,
    sender: await findSender(tx, actor),
    today: actor.today,
    timeZone: actor.timeZone,
    cases: cases.flatMap((one) => {
      const own = evidence.get(one.id);
      return own === undefined ? [] : [{ ...one, evidence: own }];
    }),
    descriptors: new Map(outcomes.types.flatMap((type) => type.outcomes).map(({ seriesId, descriptors }) => [seriesId, descriptors])),
    feedback: await latestFeedback(tx, actor.orgId, studentId, cases.at(-1)?.startedOn),
    help: await findHelp(tx, actor.orgId, studentId),
  };
}

/** Whether a section would have nothing in it. */
export function isEmpty(section: ShareSection, { cases, feedback, help }: Material): boolean {
  const lines = cases.flatMap(({ evidence }) => evidence.questions).flatMap(({ key, lines: all }) => all.map((line) => ({ key, ...line })));
  const known = lines.filter(({ now }) => now !== null);
  switch (section) {
    case 'mentoring':
      return cases.length === 0;
    case 'outcomes':
      return !known.some(({ key, perspective }) => key === 'outcomes' && perspective !== 'student');
    case 'own_view':
      return !known.some(({ key, perspective }) => key === 'outcomes' && perspective === 'student');
    case 'measures':
      return !known.some(({ key }) => key !== 'outcomes');
    case 'targets':
      return cases.every(({ evidence }) => evidence.targets.length === 0);
    case 'actions':
      return cases.every(({ evidence }) => evidence.actions.items.length === 0);
    case 'feedback':
      return feedback.length === 0;
    case 'help':
      return help.length === 0;
    case 'next_steps':
      return false;
  }
}
