import { generate } from '@waymark/demo/generate.ts';
import { insertRows, tablesOf } from '@waymark/demo/insert.ts';
import { readSetting } from '@waymark/demo/read-setting.ts';
import { demoSize } from '@waymark/demo/setting.ts';
import { rebuildStandings } from '../assessments/standings.ts';
import type { TestOrganisation } from './organisation.ts';

/** Gives an organisation forty students and their scores. Answers one of their schools. */
export async function filled(org: TestOrganisation): Promise<{ id: string; name: string }> {
  const { database } = org.server;
  const found = await database.withActor({ ...org.actor, role: 'lead' }, async (tx) => {
    const size = { ...demoSize, students: 40, meetings: 6, whole: false, seed: 'reports' };
    const demo = generate(await readSetting(tx, org.orgId, org.today), size);
    for (const [table, rows] of tablesOf(demo)) await insertRows(tx, org.orgId, table, rows);
    await rebuildStandings(tx, org.orgId);
    return demo.staff.schools[0] as unknown as { id: string; name: string };
  });
  await database.execute('analyze');
  return found;
}

/** Everybody, as mentors scored them. */
export const always = { perspective: 'mentor', enrolment: 'all' } as const;
