import type { ScoringBasis } from '@waymark/contract/second-scorings.ts';

export interface Problem {
  field: string;
  value?: unknown;
  message: string;
}

/** What speaks against asking these mentors to score these meetings; empty when nothing does. */
export function problemsWithRequests(asked: {
  items: readonly { meetingId: string; scorerId: string }[];
  basis: ScoringBasis;
  dueOn: string;
  today: string;
  meetings: ReadonlyMap<string, { mentorId: string; notes: readonly string[] }>;
  scorers: { has(id: string): boolean };
  /** Where meetings are said to be drawn: those the seed draws. */
  drawn: ReadonlySet<string> | undefined;
}): Problem[] {
  const { items, basis, dueOn, today, meetings, scorers, drawn } = asked;
  const problems: Problem[] = dueOn < today ? [{ field: 'dueOn', value: dueOn, message: 'Choose today or a later day.' }] : [];
  const seen = new Set<string>();
  items.forEach(({ meetingId, scorerId }, at) => {
    const meeting = meetings.get(meetingId);
    const about = (field: string, value: string, message: string) => problems.push({ field: `items.${at}.${field}`, value, message });
    if (meeting === undefined || seen.has(meetingId))
      about('meetingId', meetingId, 'This meeting cannot be scored a second time: it has no levels yet, or somebody is asked already.');
    else if (basis === 'notes' && meeting.notes.length === 0)
      about('meetingId', meetingId, 'Nothing was shared from this meeting, so there is nothing to score it from.');
    else if (drawn !== undefined && !drawn.has(meetingId))
      about('meetingId', meetingId, 'This meeting is not one of those drawn. Draw again, or choose it by hand.');
    seen.add(meetingId);
    if (!scorers.has(scorerId)) about('scorerId', scorerId, 'Choose a mentor with a seat.');
    else if (meeting?.mentorId === scorerId) about('scorerId', scorerId, 'This is the mentor who held the meeting. Choose another.');
  });
  return problems;
}

/** A second scoring answers every outcome it was asked about once, on that outcome's scale. */
export function problemsWithScores(
  scores: readonly { outcomeId: string; level: number | null }[],
  questions: readonly { outcomeId: string; statement: string; descriptors: readonly string[] }[],
): Problem[] {
  const problems: Problem[] = [];
  const given = new Set<string>();
  scores.forEach(({ outcomeId, level }, at) => {
    const question = questions.find((one) => one.outcomeId === outcomeId);
    if (question === undefined || given.has(outcomeId))
      problems.push({ field: `scores.${at}.outcomeId`, value: outcomeId, message: 'This outcome was not asked about, or is there twice.' });
    else if (level !== null && level > question.descriptors.length)
      problems.push({ field: `scores.${at}.level`, value: level, message: `Choose a level from 1 to ${question.descriptors.length}.` });
    given.add(outcomeId);
  });
  for (const { outcomeId, statement } of questions.filter((one) => !given.has(one.outcomeId)))
    problems.push({ field: 'scores', value: outcomeId, message: `“${statement}” has no answer yet.` });
  return problems;
}
