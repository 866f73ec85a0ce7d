import { createHash } from 'node:crypto';
import { hashOf } from '../server/accounts/secrets.ts';
import type { Links } from '../server/links/links.ts';
import { moment } from './background.ts';
import { addDays, daysBetween, nextSchoolDay } from './calendar.ts';
import type { Demo } from './generate.ts';
import { idMaker } from './ids.ts';
import type { Life } from './life.ts';
import { randomOf, type Random } from './random.ts';

const teachers = [
  ['Ms Hall', 'Maths'],
  ['Mr Obi', 'English'],
  ['Dr Lindqvist', 'Science'],
  ['Mrs Kaur', 'History'],
  ['Mr Brennan', 'Geography'],
  ['Ms Achebe', 'Art'],
] as const;

const goingWell = [
  'Asks when something is not clear, which is new.',
  'Much calmer at the start of lessons.',
  'Good ideas in discussion; others listen.',
  'Finished the last two pieces of work on time.',
  '',
];
const wouldHelp = [
  'A seat nearer the front, away from the door.',
  'Somebody to go through homework with on Thursdays.',
  'Shorter tasks, one at a time.',
  'A word about arriving on time after lunch.',
  '',
];
const questions = ['', 'Has anything changed since the new seating plan?', 'How did the last test go?'];

/** Days ago that a teacher was asked, and after how many days they answered; null: not yet. */
const asked: readonly (readonly [ago: number, answeredAfter: number | null])[] = [
  [74, 3],
  [46, null],
  [24, 6],
  [9, 4],
  [6, null],
];

/**
 * What teachers of current students were asked and said: answered, expired and still waiting. The links of requests that
 * wait open where the installation's own secret is known.
 */
export function feedbackTables(
  { staff, lives }: Demo,
  { today, seed, links }: { today: string; seed: string; links?: Links | undefined },
): [table: string, rows: readonly object[]][] {
  const newId = idMaker(randomOf(seed, 'feedback ids'));
  const out = { teachers: [] as object[], links: [] as object[], requests: [] as object[], feedback: [] as object[] };
  const known = new Set<string>();
  const first = staff.mentors[0]?.row.id;
  const current = lives.flatMap((life) => {
    const match = life.matches.find(({ ended_on }) => ended_on === null);
    return match === undefined ? [] : [{ life, mentorId: match.mentor_id, since: match.started_on }];
  });
  // the first mentor has asked about most of theirs; the others here and there
  const chosen = current.filter(({ mentorId }, index) => mentorId === first || index % 6 === 0);
  for (const { life, mentorId, since } of chosen) {
    const random = randomOf(seed, 'feedback', life.student.id);
    for (const [ago, answeredAfter] of asked) {
      const on = nextSchoolDay(addDays(today, -ago));
      if (on >= today || on <= since || !random.chance(mentorId === first ? 0.6 : 0.4)) continue;
      const [name, subject] = random.pick(teachers);
      const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@${life.student.school_id.slice(0, 6)}.school.example`;
      if (!known.has(email)) {
        known.add(email);
        out.teachers.push({ id: newId(on), school_id: life.student.school_id, name, email, subject, last_asked_at: moment(on, 9 * 60) });
      }
      const answeredOn = answeredAfter === null ? null : addDays(on, answeredAfter);
      const linkId = newId(on);
      const request = requestOf(random, { id: newId(on), linkId, life, mentorId, name, email, subject, on, answeredOn, today });
      out.requests.push(request);
      out.links.push({
        id: linkId,
        kind: 'feedback',
        subject_id: request.id,
        student_id: life.student.id,
        token_hash: links === undefined ? createHash('sha256').update(`demo ${linkId}`).digest('hex') : hashOf(links.secretOf(linkId)),
        single_use: true,
        created_at: request.asked_at,
        created_by: mentorId,
        expires_at: moment(addDays(on, 14), 10 * 60),
        used_at: request.answered_at,
      });
      if (answeredOn !== null && answeredOn <= today) {
        out.feedback.push({
          id: newId(answeredOn),
          request_id: request.id,
          author_name: name,
          subject,
          ...saidOf(random, life, answeredOn),
        });
      }
    }
  }
  return [
    ['teachers', out.teachers],
    ['private_links', out.links],
    ['feedback_requests', out.requests],
    ['feedback', out.feedback],
  ];
}

interface Asked {
  id: string;
  linkId: string;
  life: Life;
  mentorId: string;
  name: string;
  email: string;
  subject: string;
  on: string;
  answeredOn: string | null;
  today: string;
}

function requestOf(random: Random, { id, linkId, life, mentorId, name, email, subject, on, answeredOn, today }: Asked) {
  const waited = daysBetween(on, answeredOn ?? today);
  const reminders = waited > 12 ? 2 : waited > 5 ? 1 : 0;
  const lastSent = reminders === 0 ? on : addDays(on, reminders === 2 ? 12 : 5);
  return {
    id,
    student_id: life.student.id,
    asked_by: mentorId,
    teacher_name: name,
    teacher_email: email,
    subject,
    question: random.pick(questions),
    link_id: linkId,
    asked_at: moment(on, 10 * 60),
    last_sent_at: moment(lastSent, 10 * 60 + 25),
    reminders,
    answered_at: answeredOn === null || answeredOn > today ? null : moment(answeredOn, 15 * 60 + 40),
  };
}

/** A teacher who sees a student on one level sees most things near it. */
function saidOf(random: Random, life: Life, on: string) {
  const middle = random.whole(2, 3);
  const step = () => Math.max(1, Math.min(4, middle + random.whole(-1, 1)));
  const answers: Record<string, number | null> = { effort: step(), focus: step(), behaviour: step(), others: step() };
  answers['homework'] = random.chance(0.2) ? null : step();
  return {
    student_id: life.student.id,
    answers,
    going_well: random.pick(goingWell),
    would_help: random.pick(wouldHelp),
    given_at: moment(on, 15 * 60 + 40),
  };
}
