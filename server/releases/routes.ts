import { randomBytes } from 'node:crypto';
import * as contract from '@waymark/contract/releases.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { after, page } from '../http/pages.ts';
import { notFound, Refusal } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { readCharacteristics } from './ground.ts';
import * as policy from './policy.ts';
import { findPiece, findRelease, findReleases, insertRelease, noteTaken, resetRelease } from './queries.ts';
import { codebookOf, releaseTables } from './tables.ts';

async function getRelease(tx: Tx, actor: Actor, id: string): Promise<contract.Release> {
  const found = await findRelease(tx, actor.orgId, id);
  if (found === undefined) throw notFound('release');
  return found;
}

export const routes = [
  route(contract.listReleases, policy.releaseData, async ({ actor, tx, query }) => {
    const rows = await findReleases(tx, actor.orgId, after(query.cursor, 2), query.limit + 1);
    return page(rows, query.limit, (row) => [row.createdAt, row.id]);
  }),

  route(contract.getCodebook, policy.releaseData, async ({ actor, tx }) => ({
    tables: codebookOf(releaseTables(await readCharacteristics(tx, actor.orgId))),
  })),

  route(contract.getRelease, policy.releaseData, async ({ actor, tx, params }) => getRelease(tx, actor, params.id)),

  route(contract.createRelease, policy.releaseData, async ({ actor, tx, body, audit, enqueue }) => {
    const { id, purpose, formats, rareBelow } = body;
    const inUse = await readCharacteristics(tx, actor.orgId);
    const characteristicIds = inUse.map((one) => one.id).filter((one) => body.characteristicIds?.includes(one) ?? true);
    const key = randomBytes(32).toString('hex');
    const one = {
      id,
      purpose,
      formats: [...new Set(formats)],
      rareBelow,
      asOn: actor.today,
      key,
      characteristicIds,
      memberId: actor.memberId,
    };
    if (!(await insertRelease(tx, actor.orgId, one)))
      throw new Refusal(409, 'release-exists', 'This release was made already.', 'Look in the list.');
    await audit('release.made', 'release', id, { detail: { purpose, formats: one.formats, rareBelow } });
    enqueue('releases', { orgId: actor.orgId });
    return getRelease(tx, actor, id);
  }),

  route(contract.makeReleaseAgain, policy.releaseData, async ({ actor, tx, params, audit, enqueue }) => {
    const { status } = await getRelease(tx, actor, params.id);
    if (status === 'ready') throw new Refusal(409, 'release-ready', 'This release has its file.', 'Take it as it is.');
    await resetRelease(tx, actor.orgId, params.id, 'waiting');
    await audit('release.made_again', 'release', params.id);
    enqueue('releases', { orgId: actor.orgId });
    return getRelease(tx, actor, params.id);
  }),

  route(contract.putAwayRelease, policy.releaseData, async ({ actor, tx, params, audit }) => {
    await getRelease(tx, actor, params.id);
    await resetRelease(tx, actor.orgId, params.id, 'put_away');
    await audit('release.put_away', 'release', params.id);
    return getRelease(tx, actor, params.id);
  }),

  route(contract.getReleaseFile, policy.releaseData, async ({ actor, tx, params, now, logAccess, later }) => {
    const { status, asOf } = await getRelease(tx, actor, params.id);
    if (status !== 'ready')
      throw new Refusal(409, 'release-not-ready', 'This release has no file at the moment.', 'Wait until it is made, or make it again.');
    await noteTaken(tx, actor.orgId, params.id, now);
    await logAccess(`pseudonymised release ${params.id}`);
    let n = 0;
    // nothing is read ahead: each piece waits until the one before it has gone out
    const content = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const piece = await later((own) => findPiece(own, actor.orgId, params.id, n));
          n++;
          if (piece === undefined) controller.close();
          else controller.enqueue(piece);
        },
      },
      { highWaterMark: 0 },
    );
    return { fileName: `waymark-release-${asOf.slice(0, 10)}-${params.id.slice(0, 8)}.zip`, content };
  }),
];
