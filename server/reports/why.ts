import { dayInWords } from '@waymark/contract/days.ts';
import { codeVersion } from '../analysis/code-version.ts';
import type { Tx } from '../db/actor.ts';

/**
 * What has happened since a report's moment that may be why its figures come out otherwise, in sentences. What changes is
 * kept as it stood; what an undone import takes back is gone, as it was meant to be, and another version of Waymark may work
 * figures out by another method. Nothing else is known to be a reason.
 */
export async function whyDiffering(tx: Tx, orgId: string, asOf: string, version: string): Promise<string[]> {
  const undone = await tx
    .selectFrom('imports')
    .where('org_id', '=', orgId)
    .where('kind', 'in', ['roll', 'scores'])
    .where('confirmed_at', '<=', asOf)
    .where('undone_at', '>', asOf)
    .orderBy('undone_at')
    .select(['file_name', 'undone_at'])
    .execute();
  const now = codeVersion();
  return [
    ...undone.map(
      ({ file_name: name, undone_at: at }) =>
        `The import of “${name}” was undone on ${dayInWords((at ?? '').slice(0, 10))}. What it had added, and the report counted, was taken back for good.`,
    ),
    ...(now === version
      ? []
      : [
          `The report was made by code version ${version}; now it is ${now}. Figures may be worked out by another method since: the changelog says which.`,
        ]),
  ];
}
