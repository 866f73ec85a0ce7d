import { schoolYearStart } from '@waymark/contract/days.ts';
import { sql } from 'kysely';
import { enrolmentsOf, valuesOf } from '../analysis/population.ts';
import { chooseGroups, namedOptions } from '../analysis/characteristics.ts';
import { type AnswerDraft, type Asked, count, emptyDraft, number, type TableDraft, text } from '../analysis/question.ts';
import { exactly, people, say } from '../analysis/said.ts';
import { stands } from '../assessments/stands.ts';
import { asItStood } from '../db/past-states.ts';

const method = {
  paragraph:
    'Students were counted once in each row, whatever their number of enrolments; one who took part in two programmes stands in both of their rows and once in the last. Meetings are those that were recorded as held under these enrolments. Year groups are worked out from dates of birth for the school year of the day the figures are of, so that they come out the same later.',
  links: [],
};

/** One row of a breakdown: a programme, a school, a year group, a value of the characteristic; or all together. */
interface Counted {
  by: 'programme' | 'school' | 'year' | 'group' | 'all';
  key: string | null;
  label: string | null;
  students: number;
  meetings: number;
}

const whole = new Intl.NumberFormat('en-GB');

/** Who took part: students and meetings held, by programme, school, year group and the characteristic that makes the groups. */
export async function takingPart(asked: Asked): Promise<AnswerDraft> {
  const draft = emptyDraft(method);
  draft.provisionalToo = true;
  const chosen = await chooseGroups(asked, draft);
  const rows = await readTakingPart(asked, chosen?.code ?? '');
  const all = rows.find(({ by }) => by === 'all');
  const students = all?.students ?? 0;
  draft.included = { students, scores: students === 0 ? 0 : await countScores(asked) };
  if (all === undefined || students === 0) {
    draft.refusals.push({ says: 'Nobody took part under these filters.', wouldNeed: 'Wider filters, or another period.' });
    return draft;
  }
  const of = (by: Counted['by']) => rows.filter((row) => row.by === by);
  const { programmeId, schoolId } = asked.filters;
  if (programmeId === undefined)
    draft.tables.push(table('programmes', 'Students by programme', 'Programme', 'programme', named(of('programme')), all));
  if (schoolId === undefined)
    draft.tables.push(table('schools', 'Students by school', 'School', 'school', named(of('school'), 'No school recorded'), all));
  draft.tables.push(table('years', 'Students by year group', 'Year group', 'year', yearsOf(of('year')), all));
  if (chosen !== undefined) {
    const labels = new Map(namedOptions(chosen).map(({ code, label }) => [code, label]));
    const groups = of('group')
      .map((row) => ({ ...row, label: row.key === null ? 'Not recorded' : (labels.get(row.key) ?? row.key) }))
      .toSorted((a, b) => placeOf(a.key, chosen.options) - placeOf(b.key, chosen.options));
    draft.tables.push(table('groups', `Students by ${chosen.label}`, chosen.label, chosen.code, groups, all));
  }
  sayWho(draft, asked, all, of('programme').length, of('school').filter(({ key }) => key !== null).length);
  draft.may.push('Who took part, and how often they met their mentors.');
  draft.mayNot.push('That those who took part are like those who did not: students are referred and chosen for reasons.');
  return draft;
}

function sayWho(draft: AnswerDraft, { threshold, filters }: Asked, all: Counted, programmes: number, schools: number): void {
  const places = [
    ...(filters.programmeId === undefined && programmes > 1 ? [`${programmes} programmes`] : []),
    ...(filters.schoolId === undefined && schools > 1 ? [`${schools} schools`] : []),
  ];
  const where = places.length === 0 ? '' : `, in ${places.join(' and ')}`;
  draft.sentences.push(say`${people(all.students)} students took part${where}.`);
  if (all.students < threshold) return;
  const each = (all.meetings / all.students).toFixed(1);
  draft.sentences.push(
    say`They had ${whole.format(all.meetings)} meetings with their mentors, ${exactly(each, `about ${Math.round(all.meetings / all.students)}`)} a student on average.`,
  );
}

function table(
  id: string,
  title: string,
  heading: string,
  by: string,
  rows: readonly (Counted & { label: string })[],
  all: Counted,
): TableDraft {
  // not how many each: divided by one another, rounded students could be found exactly
  const cells = ({ students, meetings }: Counted) => [students, meetings];
  return {
    id,
    title,
    base: 'students',
    // as a filter would say it: "missing" is nobody's value
    each: { by, is: [...rows.map(({ key }) => key ?? 'missing'), null] },
    // a student in two programmes stands in two rows, and once in the last: then the rows are not what the last is made of
    total: rows.reduce((sum, { students }) => sum + students, 0) === all.students,
    columns: [
      text('of', heading),
      count('students', 'Students', 'Students who took part, each once'),
      number('meetings', 'Meetings held', 'Meetings recorded as held under these enrolments'),
    ],
    rows: [...rows.map((row) => [row.label, ...cells(row)]), ['All', ...cells(all)]],
  };
}

const named = (rows: readonly Counted[], without = 'None'): (Counted & { label: string })[] =>
  rows.map((row) => ({ ...row, label: row.label ?? without })).toSorted((a, b) => a.label.localeCompare(b.label, 'en'));

function yearsOf(rows: readonly Counted[]): (Counted & { label: string })[] {
  return rows.map((row) => ({ ...row, label: yearInWords(row.key) })).toSorted((a, b) => Number(a.key ?? 99) - Number(b.key ?? 99));
}

/** The last school year is the thirteenth; whoever is past it counts as one group. */
const pastSchool = 14;

function yearInWords(key: string | null): string {
  if (key === null) return 'No date of birth recorded';
  if (Number(key) === pastSchool) return `After Year ${pastSchool - 1}`;
  return key === '0' ? 'Reception' : `Year ${key}`;
}

const placeOf = (key: string | null, options: readonly { code: string }[]): number => {
  const at = options.findIndex(({ code }) => code === key);
  return at === -1 ? options.length : at;
};

/** Year 7 is the school year in which students turn twelve. */
async function readTakingPart(asked: Asked, code: string): Promise<Counted[]> {
  const { tx, orgId, today, asOf } = asked;
  const schoolYear = Number(schoolYearStart(today).slice(0, 4));
  const { rows } = await sql<Counted>`
    with who as (${enrolmentsOf(asked)}), groups as (${valuesOf(asked, code)}),
    held as (
      select ma.enrolment_id, count(*) as n
      from who
      join matches ma on ma.org_id = ${orgId} and ma.enrolment_id = who.id
      join meetings me on me.org_id = ma.org_id and me.match_id = ma.id
      where me.status = 'held' and ${asOf === null ? sql`true` : sql`coalesce(me.finished_at, me.starts_at) <= ${asOf}`}
      group by ma.enrolment_id),
    each as (
      select who.student_id, who.programme_id, who.school_id, groups.value, coalesce(held.n, 0) as meetings,
        least(${pastSchool}, ${schoolYear}::int - extract(year from s.birth_date + interval '4 months')::int - 4) as year
      from who
      join ${asItStood('students', orgId, asOf)} s on s.org_id = ${orgId} and s.id = who.student_id
      left join groups on groups.student_id = who.student_id
      left join held on held.enrolment_id = who.id),
    counted as (
      select case when grouping(programme_id) = 0 then 'programme' when grouping(school_id) = 0 then 'school'
          when grouping(year) = 0 then 'year' when grouping(value) = 0 then 'group' else 'all' end as by,
        coalesce(programme_id::text, school_id::text, year::text, value) as key,
        count(distinct student_id)::int as students, sum(meetings)::int as meetings
      from each group by grouping sets ((programme_id), (school_id), (year), (value), ()))
    select counted.*, coalesce(p.name, sc.name) as label
    from counted
    left join ${asItStood('programmes', orgId, asOf)} p on counted.by = 'programme' and p.org_id = ${orgId} and p.id::text = counted.key
    left join ${asItStood('schools', orgId, asOf)} sc on counted.by = 'school' and sc.org_id = ${orgId} and sc.id::text = counted.key`.execute(
    tx,
  );
  return rows;
}

/** Scores on record for these enrolments. */
async function countScores(asked: Asked): Promise<number> {
  const { tx, orgId, asOf } = asked;
  const { rows } = await sql<{ n: number }>`
    with who as (${enrolmentsOf(asked)})
    select count(*)::int as n from who
    join assessments a on a.org_id = ${orgId} and a.student_id = who.student_id and a.enrolment_id = who.id
      and a.perspective = ${asked.filters.perspective}
    join scores s on s.org_id = a.org_id and s.assessment_id = a.id
    where s.level is not null and ${stands(asOf)}`.execute(tx);
  return rows[0]?.n ?? 0;
}
