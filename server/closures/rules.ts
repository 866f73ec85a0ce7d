import { dayInWords } from '@waymark/contract/days.ts';
import type { Problem } from '@waymark/contract/common.ts';
import type { closeEnrolment } from '@waymark/contract/closures.ts';
import type { ParsedBody } from '@waymark/contract/endpoint.ts';

type Fields = NonNullable<Problem['errors']>;
export type ClosingBody = ParsedBody<typeof closeEnrolment>;

/** What speaks against closing a case like this; empty when nothing does. `openActions`: ids of what is still open. */
export function closingProblems(
  body: Pick<ClosingBody, 'closedOn' | 'assessment' | 'assessmentSkipped' | 'followUpOn' | 'actions'>,
  of: { startedOn: string; today: string; openActions: readonly { id: string; title: string }[] },
): Fields {
  const problems: Fields = [];
  const say = (field: string, value: unknown, message: string) => problems.push({ field, value, message });
  if (body.closedOn > of.today)
    say('closedOn', body.closedOn, 'A case is closed once it has ended. To plan an end, end the enrolment on that day instead.');
  else if (body.closedOn < of.startedOn) say('closedOn', body.closedOn, `The enrolment only started on ${dayInWords(of.startedOn)}.`);
  if (body.assessment === null && body.assessmentSkipped === '')
    say('assessmentSkipped', body.assessmentSkipped, 'Score at least one outcome, or say why there is no closing assessment.');
  if (body.followUpOn !== null && body.followUpOn <= body.closedOn)
    say('followUpOn', body.followUpOn, 'Following up comes after the closing.');
  const decided = new Map(body.actions.map(({ id }, index) => [id, index]));
  for (const { id, title } of of.openActions) if (!decided.has(id)) say('actions', id, `Say what becomes of “${title}”.`);
  const open = new Set(of.openActions.map(({ id }) => id));
  for (const [id, index] of decided)
    if (!open.has(id)) say(`actions.${index}.id`, id, 'This action is not open any more. Load the page again.');
  return problems;
}
