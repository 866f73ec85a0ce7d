import { ProductTally } from '@waymark/stats/cluster-products.ts';
import { type Pairs, pairsOfTally } from '@waymark/stats/pairs.ts';
import { sql } from 'kysely';
import { daysApart } from '../assessments/profile-texts.ts';
import { PairTally, typesOf } from './pair-tally.ts';
import { enrolmentsOf } from './population.ts';
import { eachStudent, goThrough, isChosen, profilesOf, read, readPlaces, readProfiles, Standing } from './profiles.ts';
import type { Asked } from './question.ts';
import { countStudents } from './reach.ts';

export { daysApart };

/** What mentors (first) and students themselves (second) said of the same outcome at about the same time. */
export interface SeenByBoth {
  students: number;
  pairs: Pairs;
}

/** Latest mentor score beside latest own score, of each student and outcome, given within `daysApart` days of each other. */
export async function readSeenByBoth(
  asked: Asked,
  levels: number,
): Promise<{ all: SeenByBoth; types: (SeenByBoth & { name: string })[]; outcomes: SeenByBoth[] }> {
  const profiles = await readProfiles(asked, 'both');
  const types = typesOf(asked);
  const tally = new PairTally(types, levels);
  const byOutcome = asked.outcomes.map(() => new ProductTally(levels * levels));
  await eachStudent(profiles, (standing) => {
    tally.add(standing);
    // of one outcome a student has a pair for each enrolment
    const own = new Map<number, number[]>();
    for (let row = 0; row < standing.n; row++) {
      const cell = (standing.first[row]! - 1) * levels + standing.latest[row]! - 1;
      const cells = own.get(standing.outcome[row]!);
      if (cells === undefined) own.set(standing.outcome[row]!, [cell]);
      else cells.push(cell);
    }
    for (const [outcome, cells] of own) byOutcome[outcome]!.add(cells, cells.length);
  });
  return {
    all: { students: tally.students, pairs: tally.pairsOf(null) },
    types: types.names.map((name, type) => ({ name, students: tally.ofType[type] ?? 0, pairs: tally.pairsOf(type) })),
    outcomes: byOutcome.map((own) => ({ students: own.clusters, pairs: pairsOfTally(own, levels) })),
  };
}

/** Students who have scores by a mentor, by themselves, and by both on some outcome. */
export async function readWhoScored(asked: Asked): Promise<{ neither: number; onlyMentor: number; onlyOwn: number; both: number }> {
  const who = async (perspective: string) => {
    const [several, found] = [new Set<string>(), { students: 0 }];
    await eachStudent(await readProfiles(asked, perspective), ({ most }, student) => {
      if (most <= 0) return;
      found.students += 1;
      if (student !== '') several.add(student);
    });
    return { ...found, several };
  };
  const [mentor, own] = [await who('mentor'), await who('student')];
  const both = (await readBoth(asked, await readPlaces(asked))) + own.several.intersection(mentor.several).size;
  const neither = (await countStudents(asked)) - mentor.students - own.students + both;
  return { neither, onlyMentor: mentor.students - both, onlyOwn: own.students - both, both };
}

/** Students of one enrolment who have a score by themselves and one by a mentor: both profiles side by side. */
async function readBoth(asked: Asked, places: Int16Array): Promise<number> {
  // of those that are written now the planner knows nothing, and would join all to all: they are put side by side in a group
  const sides =
    asked.otherStandings === null
      ? sql`
      select own.enrolment_id, own.said as own, m.said as mentor
      from score_profiles own
      join score_profiles m on m.org_id = own.org_id and m.student_id = own.student_id and m.enrolment_id = own.enrolment_id
      where own.org_id = ${asked.orgId} and own.enrolments = 1 and own.perspective = 'student' and m.perspective = 'mentor'`
      : sql`
      select p.enrolment_id, max(p.said) filter (where p.perspective = 'student') as own, max(p.said) filter (where p.perspective = 'mentor') as mentor
      from ${profilesOf(asked)} p where p.org_id = ${asked.orgId} and p.enrolments = 1 group by 1`;
  const { rows } = await sql<{ lines: string | null }>`
    select string_agg('|' || p.own || ' ' || p.mentor, chr(10)) as lines
    from (${sides}) p ${isChosen(asked) ? sql`join (${enrolmentsOf(asked)}) who on who.id = p.enrolment_id` : sql``}`.execute(asked.tx);
  const lines = rows[0]?.lines ?? '';
  const standing = new Standing();
  const isScored = (from: number, to: number) => {
    standing.n = 0;
    read(lines, from, to, places, standing);
    return standing.most > 0;
  };
  let both = 0;
  await goThrough(lines, (_header, from, to) => {
    const between = lines.indexOf(' ', from);
    if (isScored(from, between) && isScored(between + 1, to)) both += 1;
  });
  return both;
}
