import { ReleaseFormat } from '@waymark/contract/releases.ts';
import type { Actor } from '../db/actor.ts';
import type { Database } from '../db/connection.ts';
import { writeAudit } from '../http/log-rows.ts';
import type { Job } from '../jobs/job.ts';
import { everyOrganisation } from '../jobs/organisations.ts';
import type { Extent, Table } from './column.ts';
import { readCharacteristics, readCoarsening } from './ground.ts';
import { packRelease } from './pack.ts';
import { pseudonymsOf } from './pseudonyms.ts';
import { claimRelease, findOver, findWaiting, insertPiece, noteMaking, resetRelease, type MakingState } from './queries.ts';
import { countRows, releasedRows } from './rows.ts';
import { shuffledStudents } from './shuffle.ts';
import { pythonScript, rScript } from './scripts.ts';
import { codebookOf, releaseTables } from './tables.ts';
import { codebookFile, codebookPage, readme } from './wording.ts';

const pieceSize = 1 << 20;

/** Thrown when another attempt took over or the release was put away: nothing more is to be done. */
class Superseded extends Error {}

/** Makes the file of one release, from its first row to its last. */
async function make(database: Database, system: Actor, id: string, now: () => Date): Promise<void> {
  const claimed = await database.withActor(system, async (tx) => {
    const claim = await claimRelease(tx, system.orgId, id);
    if (claim === undefined) return undefined;
    const organisation = await tx.selectFrom('organisations').where('org_id', '=', system.orgId).select('name').executeTakeFirstOrThrow();
    return { ...claim, organisation: organisation.name };
  });
  if (claimed === undefined) return;
  const { making } = claimed;
  const note = async (state: MakingState): Promise<void> => {
    if (!(await database.withActor(system, (tx) => noteMaking(tx, system.orgId, id, making, state)))) throw new Superseded();
  };

  const extent: Extent = { orgId: system.orgId, asOf: claimed.as_of, asOn: claimed.as_on, timeZone: system.timeZone };
  const formats = claimed.formats.map((format) => ReleaseFormat.parse(format));
  const ground = await database.withActor(system, async (tx) => {
    const characteristics = await readCharacteristics(tx, system.orgId, claimed.characteristic_ids);
    const tables = releaseTables(characteristics);
    const coarsening = await readCoarsening(tx, extent, characteristics, claimed.rare_below);
    return { tables, coarsening, expected: await countRows(tx, tables, extent) };
  });
  const { tables, coarsening, expected } = ground;
  await note({ rows_expected: [...expected.values()].reduce((sum, n) => sum + n, 0) * formats.length });
  const pseudonym = pseudonymsOf(claimed.pseudonym_key);
  const students = await shuffledStudents(database, system, extent, pseudonym);

  const counts = new Map<string, number>();
  let done = 0;
  const disguise = { pseudonym, generalise: coarsening.generalise };
  async function* rows(table: Table) {
    let count = 0;
    for await (const part of releasedRows(database, system, table, extent, students, expected.get(table.name) ?? 0, disguise)) {
      count += part.length;
      done += part.length;
      yield part;
      await note({ rows_done: done });
    }
    counts.set(table.name, count);
  }
  const codebook = codebookOf(tables);
  const zip = packRelease({
    formats,
    tables,
    rows,
    at: new Date(claimed.as_of),
    texts: {
      'README.md': readme({
        id,
        organisation: claimed.organisation,
        purpose: claimed.purpose,
        asOf: claimed.as_of,
        formats,
        below: claimed.rare_below,
        disclosure: coarsening.disclosure,
      }),
      'codebook.csv': codebookFile(codebook),
      'codebook.md': codebookPage(codebook),
      'read.R': rScript,
      'read.py': pythonScript,
    },
  });

  let bytes = 0;
  let n = 0;
  for await (const piece of piecesOf(zip, pieceSize)) {
    const at = n;
    await database.withActor(system, (tx) => insertPiece(tx, system.orgId, id, making, at, piece));
    bytes += piece.length;
    n++;
  }
  const list = tables.map(({ name }) => ({ name, rows: counts.get(name) ?? 0 }));
  await note({ status: 'ready', bytes, ready_at: now().toISOString(), tables: list, disclosure: coarsening.disclosure, rows_done: done });
  await database.withActor(system, (tx) =>
    writeAudit(tx, system, now(), 'release.ready', 'release', id, { detail: { rows: done, bytes } }),
  );
}

/** Bytes in pieces of one size, the last as long as it is. */
async function* piecesOf(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let held = 0;
  for await (let bytes of source) {
    while (held + bytes.length >= size) {
      const room = size - held;
      yield Buffer.concat([...parts, bytes.subarray(0, room)]);
      bytes = bytes.subarray(room);
      parts = [];
      held = 0;
    }
    if (bytes.length > 0) parts.push(bytes);
    held += bytes.length;
  }
  if (held > 0) yield Buffer.concat(parts);
}

/** Makes the releases that wait to be made; at the start of the program, those that were interrupted. */
export const makeReleasesJob: Job = {
  name: 'releases',
  atStart: true,
  minutes: 180,
  run: async ({ database, log, now }, data) => {
    const started = performance.now();
    const clock = () => new Date(now.getTime() + Math.round(performance.now() - started));
    for (const system of await everyOrganisation(database, now)) {
      if (typeof data['orgId'] === 'string' && data['orgId'] !== system.orgId) continue;
      for (const id of await database.withActor(system, (tx) => findWaiting(tx, system.orgId))) {
        try {
          await make(database, system, id, clock);
        } catch (error) {
          if (error instanceof Superseded) continue;
          log.error({ err: error, msg: 'release', releaseId: id });
          await database.withActor(system, (tx) =>
            tx
              .updateTable('releases')
              .set({ status: 'failed', error: 'Something went wrong in Waymark. Try again, or tell your administrator.' })
              .where('org_id', '=', system.orgId)
              .where('id', '=', id)
              .where('status', '=', 'making')
              .execute(),
          );
        }
      }
    }
  },
};

/** Puts away files that were kept as long as is said. What was made, when and why stays in the list. */
export const expireReleasesJob: Job = {
  name: 'expire-releases',
  cron: '20 3 * * *',
  async run({ database, now }) {
    for (const system of await everyOrganisation(database, now)) {
      await database.withActor(system, async (tx) => {
        for (const id of await findOver(tx, system.orgId, now)) {
          await resetRelease(tx, system.orgId, id, 'put_away');
          await writeAudit(tx, system, now, 'release.put_away', 'release', id);
        }
      });
    }
  },
};
