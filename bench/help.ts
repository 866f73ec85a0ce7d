import type { Bench } from './open.ts';

/** Weekly help beside mentoring, and what students with this hexadecimal digit of their id, below `to`, take part in. */
const groups = [
  { name: 'Tutoring', minutes: 60, digit: 26, to: '3' },
  { name: 'Breakfast club', minutes: 30, digit: 27, to: '4' },
];

/**
 * Registers of two weekly groups: of the students who go, each for the first five months of an enrolment, now and then only
 * part of the time or not at all. The generated lives have mentoring alone, and a page asks what else students received.
 */
export async function addHelp(bench: Bench, orgId: string, today: string): Promise<void> {
  const id = (...of: string[]) => `md5(concat_ws(' ', '${orgId}', ${of.join(', ')}))::uuid`;
  await bench.reload(['participations'], async (run) => {
    for (const { name, minutes, digit, to } of groups) {
      await run(
        `insert into interventions (org_id, id, name, kind, usual_minutes) values ('${orgId}', ${id(`'${name}'`)}, '${name}', 'club', ${minutes})`,
      );
      await run(`
        insert into intervention_sessions (org_id, id, intervention_id, held_on, minutes)
        select '${orgId}', ${id(`'${name}'`, 'held_on')}, ${id(`'${name}'`)}, held_on, ${minutes}
        from (select day::date as held_on from generate_series(date '${today}' - 1400, date '${today}' - 1, interval '7 days') as day) s`);
      await run(`
        insert into participations (org_id, student_id, id, session_id, attended, minutes, recorded_at)
        select org_id, student_id, ${id('student_id', 'session_id')}, session_id,
          case when chance = 0 then 'absent' when chance <= 2 then 'part' else 'attended' end,
          case when chance = 0 then 0 when chance <= 2 then ${minutes} / 2 else ${minutes} end,
          held_on + time '16:30'
        from (
          select distinct e.org_id, e.student_id, s.id as session_id, s.held_on, get_byte(uuid_send(${id('e.student_id', 's.id')}), 3) % 10 as chance
          from enrolments e
          join intervention_sessions s on s.org_id = e.org_id and s.intervention_id = ${id(`'${name}'`)}
            and s.held_on > e.started_on and s.held_on <= least(e.ended_on, e.started_on + 150)
          where e.org_id = '${orgId}' and substr(e.student_id::text, ${digit}, 1) < '${to}') marks`);
    }
  });
}
