import type { Role } from '@waymark/contract/common.ts';
import { sql } from 'kysely';
import { newSecret } from '../server/accounts/secrets.ts';
import { readConfig } from '../server/config.ts';
import type { Actor } from '../server/db/actor.ts';
import { newId } from '../server/db/ids.ts';
import { createApp, type App } from '../server/http/app.ts';
import { jobs } from '../server/jobs/list.ts';
import { immediateJobs, type Runner } from '../server/jobs/runner.ts';
import { createLinks } from '../server/links/links.ts';
import { createLog, createServices } from '../server/services.ts';
import type { Bench } from './open.ts';

/** The server as it runs, without a socket: what is measured is ours and the database's. */
export function appOf({ database }: Bench, now: Date): App {
  const config = readConfig({ LOG_LEVEL: 'silent', DATA_DIR: '/nonexistent' });
  const log = createLog(config);
  const clock = () => now;
  const secret = 'a secret for the benchmark, which nobody can reach';
  const runner: Runner = immediateJobs(jobs, { database, config, log, links: createLinks(secret, config) }, clock);
  return createApp(createServices({ database, config, secret, jobs: () => runner, log, clock }));
}

export type Ask = (
  path: string,
  more?: { method?: string; body?: string | Uint8Array; headers?: Record<string, string> },
) => Promise<unknown>;

/** Calls the API as the first member of a role in the organisation, or as a certain one; throws at any refusal. */
export async function signedIn(bench: Bench, app: App, actor: Actor, role: Role, memberId?: string): Promise<Ask> {
  const { secret, hash } = newSecret('wm_');
  await bench.database.withActor(actor, async (tx) => {
    const id =
      memberId ??
      (await tx.selectFrom('members').select('id').where('org_id', '=', actor.orgId).where('role', '=', role).executeTakeFirstOrThrow()).id;
    await sql`insert into access_tokens (org_id, id, member_id, name, token_hash, expires_at)
      values (${actor.orgId}, ${newId()}, ${id}, 'bench', ${hash}, '2099-01-01')`.execute(tx);
  });
  return async (path, { method = 'GET', body, headers } = {}) => {
    const request = new Request(`http://127.0.0.1:3000/api${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', 'idempotency-key': newId(), ...headers },
      body: (body ?? null) as BodyInit | null,
    });
    const response = await app.fetch(request);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
}
