import { sql } from 'kysely';
import type { Actor, Tx } from '../server/db/actor.ts';
import { addDays } from './calendar.ts';
import type { Demo } from './generate.ts';
import { idMaker } from './ids.ts';
import { insertRows } from './insert.ts';
import { randomOf } from './random.ts';

const raised = [
  {
    daysAgo: 12,
    time: '12:20',
    place: 'Dining hall',
    seen: 'Sat alone and gave the packed lunch away for the third time this week. Said it was “not needed at home” when asked.',
    own_words: '“We take turns with tea.”',
    done_already: 'Walked over to the pastoral office together.',
  },
  {
    daysAgo: 2,
    time: '15:05',
    place: 'Room 4, at the end of our meeting',
    seen: 'Did not want to leave at the end and asked twice who would be collecting today.',
    own_words: '“I don’t want to go in his car.”',
    done_already: 'Stayed until the aunt came. Told the duty lead at reception.',
  },
] as const;

/** Two concerns of the first mentor's, unread: what the safeguarding lead of the demo begins with. */
export async function raiseConcerns(tx: Tx, actor: Actor, { staff, lives }: Demo, seed: string): Promise<void> {
  const mentor = staff.mentors[0]?.row;
  const current = lives.filter((life) => life.matches.some((match) => match.mentor_id === mentor?.id && match.ended_on === null));
  const newId = idMaker(randomOf(seed, 'concerns'));
  if (mentor === undefined || current.length < raised.length) return;
  for (const [at, { daysAgo, time, ...written }] of raised.entries()) {
    const day = addDays(actor.today, -daysAgo);
    const common = { raised_by: mentor.id, raised_at: `${day}T16:10:00Z` };
    const number = at + 1;
    await insertRows(tx, actor.orgId, 'concerns', [
      {
        student_id: current[at]?.student.id,
        id: newId(day),
        number,
        raised_role: 'mentor',
        happened_on: day,
        happened_time: time,
        in_danger_now: false,
        ...common,
        ...written,
      },
    ]);
    await insertRows(tx, actor.orgId, 'concern_receipts', [{ id: newId(day), concern_number: number, ...common }]);
  }
  await sql`update organisations set concerns_raised = ${raised.length} where org_id = ${actor.orgId}`.execute(tx);
}
