import { sql } from 'kysely';
import type { Tx } from '../server/db/actor.ts';
import { currentFramework } from '../server/frameworks/current.ts';
import type { Setting } from './setting.ts';

/** What the demo is made for: the organisation's own framework, characteristics and action library. */
export async function readSetting(tx: Tx, orgId: string, today: string): Promise<Setting> {
  const { id: frameworkId } = await tx
    .selectFrom('frameworks')
    .select('id')
    .where('org_id', '=', orgId)
    .orderBy('created_at')
    .executeTakeFirstOrThrow();
  const version = await currentFramework(tx, orgId, frameworkId);
  if (version === undefined) throw new Error('The demo needs a published framework.');
  const characteristics = await tx
    .selectFrom('characteristics')
    .select(['id', 'code', sql<{ code: string }[]>`options`.as('options')])
    .where('org_id', '=', orgId)
    .orderBy('position')
    .orderBy('code')
    .execute();
  const library = await tx
    .selectFrom('action_library')
    .select(['id', 'series_id', 'title', 'detail', 'owner', 'up_to_level', 'due_in_days'])
    .where('org_id', '=', orgId)
    .orderBy('title')
    .execute();
  return {
    today,
    framework: {
      id: frameworkId,
      versionId: version.id,
      levels: version.levels,
      outcomes: version.outcomeTypes.flatMap((type) =>
        type.outcomes.map((outcome) => ({ id: outcome.id, seriesId: outcome.seriesId, code: outcome.code, typeCode: type.code })),
      ),
    },
    characteristics: characteristics.map(({ id, code, options }) => ({ id, code, options: options.map((option) => option.code) })),
    library: library.map((entry) => ({
      id: entry.id,
      seriesId: entry.series_id,
      title: entry.title,
      detail: entry.detail,
      owner: entry.owner === 'mentor' ? 'mentor' : 'student',
      upToLevel: entry.up_to_level,
      dueInDays: entry.due_in_days,
    })),
  };
}
