import { createHash } from 'node:crypto';
import type { Questionnaire } from '@waymark/contract/questionnaires.ts';
import { hashOf } from '../server/accounts/secrets.ts';
import type { Links } from '../server/links/links.ts';
import { addDays } from './calendar.ts';
import type { Demo } from './generate.ts';
import { idMaker } from './ids.ts';
import type { ReadingRow } from './measures.ts';
import { randomOf } from './random.ts';

interface Asking {
  /** The measure a questionnaire is asked for, with it: one that was answered, and one that waits. */
  answered: { measureId: string; questionnaire: Questionnaire };
  waiting: { measureId: string; questionnaire: Questionnaire };
  today: string;
  seed: string;
  links?: Links | undefined;
}

/**
 * Questionnaires of current students with a seat: the last one they answered, item by item as its reading says, and for
 * some one that still waits. The links of those that wait open where the installation's links are given.
 */
export function questionnaireTables(
  { lives, staff }: Demo,
  readings: readonly ReadingRow[],
  { answered, waiting, today, seed, links }: Asking,
): [table: string, rows: readonly object[]][] {
  const out = { links: [] as object[], requests: [] as object[] };
  const last = new Map<string, ReadingRow>();
  for (const reading of readings) {
    if (reading.measure_id !== answered.measureId || reading.value === null) continue;
    if ((last.get(reading.student_id)?.taken_on ?? '') < reading.taken_on) last.set(reading.student_id, reading);
  }
  for (const [index, life] of lives.entries()) {
    const random = randomOf(seed, 'questionnaires', index);
    const newId = idMaker(randomOf(seed, 'questionnaire ids', index));
    const match = life.matches.find((one) => one.ended_on === null);
    if (match === undefined || life.seat === null) continue;
    const request = (on: string, of: Asking['answered'], more: object, used: boolean) => {
      const [id, linkId] = [newId(on), newId(on)];
      const about = { id, student_id: life.student.id, created_at: `${on} 11:20 Europe/London` };
      out.links.push({
        ...about,
        id: linkId,
        kind: 'questionnaire',
        subject_id: id,
        token_hash: links === undefined ? createHash('sha256').update(`demo ${linkId}`).digest('hex') : hashOf(links.secretOf(linkId)),
        single_use: true,
        created_by: match.mentor_id,
        expires_at: `${addDays(on, 28)} 11:20 Europe/London`,
        used_at: used ? `${on} 11:40 Europe/London` : null,
      });
      const asked = { questionnaire_id: of.questionnaire.id, measure_id: of.measureId, enrolment_id: match.enrolment_id };
      const none = { point: null, answers: null, answered_at: null, reading_id: null };
      out.requests.push({ ...about, ...asked, link_id: linkId, asked_by: match.mentor_id, ...none, ...more });
    };
    const reading = last.get(life.student.id);
    if (reading !== undefined && reading.enrolment_id === match.enrolment_id) {
      const answers = answersOf(answered.questionnaire, reading.value ?? 0);
      const at = { answered_at: `${reading.taken_on} 11:40 Europe/London`, reading_id: reading.id };
      request(reading.taken_on, answered, { ...at, answers, point: reading.point }, true);
    }
    if (match.mentor_id === staff.mentors[0]?.row.id || random.chance(0.4))
      request(addDays(today, -random.whole(1, 6)), waiting, {}, false);
  }
  return [
    ['private_links', out.links],
    ['questionnaire_requests', out.requests],
  ];
}

/** Answers whose mean is the score: all of its whole part, as many one higher as it takes. */
function answersOf({ items, answers }: Questionnaire, score: number): Record<string, number> {
  const sum = Math.round(score * items.length);
  const ends = (answers[0]?.value ?? 0) + (answers.at(-1)?.value ?? 0);
  return Object.fromEntries(
    items.map(({ id, reversed }, index) => {
      const counted = Math.floor(sum / items.length) + (index < sum % items.length ? 1 : 0);
      return [id, reversed ? ends - counted : counted];
    }),
  );
}
