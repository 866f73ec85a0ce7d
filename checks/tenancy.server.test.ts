import type { Role } from '@waymark/contract/common.ts';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testServer } from '../server/testing/server.ts';
import type { Actor, Tx } from '../server/db/actor.ts';
import { attempt, fillOrganisation, type Filled } from './two-organisations.ts';

const server = await testServer();
const { database } = server;

/** Every table of the application, as the database itself describes it. */
const { rows: tables } = await sql<{
  name: string;
  hasOrg: boolean;
  studentColumn: string | null;
  secured: boolean;
  forced: boolean;
  policies: number;
  key: string[];
  columns: string[];
}>`
  select c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
    bool_or(a.attname = 'org_id') as "hasOrg",
    case when c.relname = 'students' then 'id' else max(a.attname) filter (where a.attname = 'student_id') end as "studentColumn",
    (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
    coalesce((select array_agg(k.attname::text order by array_position(i.indkey::int2[], k.attnum)) from pg_index i
      join pg_attribute k on k.attrelid = c.oid and k.attnum = any(i.indkey) where i.indrelid = c.oid and i.indisprimary), '{}') as key,
    array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind in ('r', 'p') and c.relname <> 'migrations'
  group by c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity
  order by c.relname`.execute(database.owner);

/** Tables with a student_id that the whole organisation's people may need, and why the list of students does not bind them. */
const notByStudent: Record<string, string> = {
  members: "a mentor's and a lead's names stand on every record; a student's seat is no record of theirs",
  audit_log: 'read by administrators only; written for every role',
  access_log: 'written for every role, read by administrators only',
  import_rows: 'a row before it is anybody’s; leads only',
};

/** Tables that even a lead may not read: they are counted as one who may. */
const readBy: Record<string, Role> = {
  concerns: 'safeguarding_lead',
  concern_readings: 'safeguarding_lead',
  concern_notes: 'safeguarding_lead',
  concern_receipts: 'safeguarding_lead',
};

const byStudent = tables.filter(({ name, studentColumn }) => studentColumn !== null && notByStudent[name] === undefined);
const refused = ['42501'];

let ours: Filled;
let theirs: Filled;

beforeAll(async () => {
  ours = await fillOrganisation(database, 'Ours');
  theirs = await fillOrganisation(database, 'Theirs');
});

const count = async (tx: Tx, table: string, where = sql`true`) =>
  (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where ${where}`.execute(tx)).rows[0]?.n ?? -1;
const ofOrg = (orgId: string) => sql`org_id = ${orgId}::uuid`;
const reader = (table: string): Actor => ({ ...ours.actor, role: readBy[table] ?? ours.actor.role });
const selfActor = (table: string): Actor => ({ ...reader(table), scope: 'self', studentId: ours.student });

describe('the schema', () => {
  test('has tables to check', () => {
    expect(tables.length).toBeGreaterThan(25);
    expect(byStudent.length).toBeGreaterThan(10);
  });

  test('has org_id in every table and first in its primary key', () => {
    expect(tables.filter(({ hasOrg, key }) => !hasOrg || key[0] !== 'org_id').map(({ name }) => name)).toEqual([]);
  });

  test('has forced row-level security and a policy on every table', () => {
    expect(tables.filter(({ secured, forced, policies }) => !secured || !forced || policies === 0).map(({ name }) => name)).toEqual([]);
  });

  test('has org_id in every foreign key between tenant tables', async () => {
    const { rows } = await sql<{ name: string }>`
      select conrelid::regclass || ': ' || conname as name from pg_constraint c
      where contype = 'f' and connamespace = 'public'::regnamespace
        and not exists (select from pg_attribute a where a.attrelid = c.conrelid and a.attname = 'org_id' and a.attnum = any(c.conkey))`.execute(
      database.owner,
    );
    expect(rows).toEqual([]);
  });

  test('has no triggers, no views and no functions of the definer: nothing that reads past the policies or resists sharding', async () => {
    const { rows } = await sql<{ name: string }>`
      select tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid where not tgisinternal and c.relnamespace = 'public'::regnamespace
      union all select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
      union all select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`.execute(database.owner);
    expect(rows).toEqual([]);
  });

  test('is worked in by a role that owns nothing and passes no policy by', async () => {
    const { rows } = await sql<{ super: boolean; bypass: boolean; owns: number }>`
      select rolsuper as super, rolbypassrls as bypass, (select count(*)::int from pg_class where relowner = r.oid) as owns
      from pg_roles r where rolname = 'waymark_app'`.execute(database.owner);
    expect(rows).toEqual([{ super: false, bypass: false, owns: 0 }]);
  });

  test('keeps the logs and what was judged from being changed or deleted by anybody', async () => {
    const { rows } = await sql<{ may: string }>`
      select table_name || ' ' || lower(privilege_type) as may from information_schema.role_table_grants
      where grantee = 'waymark_app' and table_schema = 'public'
        and ((table_name in ('audit_log', 'access_log') and privilege_type not in ('SELECT', 'INSERT'))
          or (table_name in ('assessments', 'scores', 'meeting_notes') and privilege_type in ('UPDATE', 'TRUNCATE')))`.execute(
      database.owner,
    );
    expect(rows).toEqual([]);
  });
});

describe.each(tables.map(({ name }) => name))('%s', (table) => {
  const asOurs = (work: (tx: Tx) => Promise<never>) => database.withActor(reader(table), work);

  test('has rows of both organisations to tell apart', async () => {
    for (const { orgId } of [ours, theirs]) {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where ${ofOrg(orgId)}`.execute(
        database.owner,
      );
      expect(rows[0]?.n, `add a row of ${table} to checks/two-organisations.ts`).toBeGreaterThan(0);
    }
  });

  test('shows one organisation nothing of another', async () => {
    const seen = await database.withActor(reader(table), async (tx) => [
      await count(tx, table),
      await count(tx, table, ofOrg(ours.orgId)),
      await count(tx, table, ofOrg(theirs.orgId)),
    ]);
    expect(seen[0]).toBe(seen[1]);
    expect(seen[0]).toBeGreaterThan(0);
    expect(seen[2]).toBe(0);
  });

  test('shows nothing at all where nobody has said who asks', async () => {
    expect(await database.withSettings({}, (tx) => count(tx, table))).toBe(0);
  });

  test("lets nobody change or delete another organisation's rows", async () => {
    const change = await attempt(
      async (tx) => (await sql`update ${sql.table(table)} set org_id = org_id where ${ofOrg(theirs.orgId)}`.execute(tx)).numAffectedRows,
      asOurs,
    );
    expect([0, ...refused]).toContain(change);
    const remove = await attempt(
      async (tx) => (await sql`delete from ${sql.table(table)} where ${ofOrg(theirs.orgId)}`.execute(tx)).numAffectedRows,
      asOurs,
    );
    expect([0, ...refused]).toContain(remove);
  });

  test('lets nobody write a row into another organisation', async () => {
    const columns = tables.find(({ name }) => name === table)?.columns ?? [];
    const { rows } = await sql<{
      row: string;
    }>`select row_to_json(t)::text as row from ${sql.table(table)} t where ${ofOrg(theirs.orgId)} limit 1`.execute(database.owner);
    const list = sql.join(columns.map((column) => sql.ref(column)));
    const outcome = await attempt(
      async (tx) =>
        (
          await sql`insert into ${sql.table(table)} (${list}) select ${list} from json_populate_record(null::${sql.table(table)}, ${rows[0]?.row ?? ''}::text::json)`.execute(
            tx,
          )
        ).numAffectedRows,
      asOurs,
    );
    expect(refused).toContain(outcome);
  });
});

describe.each(byStudent.map(({ name, studentColumn }) => ({ table: name, column: studentColumn ?? 'student_id' })))(
  '$table, of one student',
  ({ table, column }) => {
    const ofStudent = (id: string) => sql`${sql.ref(column)} = ${id}::uuid`;
    const asOne = (work: (tx: Tx) => Promise<never>) => database.withActor(selfActor(table), work);

    test('has rows of both students to tell apart', async () => {
      for (const id of [ours.student, ours.other]) {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where ${ofStudent(id)}`.execute(
          database.owner,
        );
        expect(rows[0]?.n, `add a row of ${table} to checks/two-organisations.ts`).toBeGreaterThan(0);
      }
    });

    test('is not shown to somebody with another list of students', async () => {
      const [all, own] = await database.withActor(selfActor(table), async (tx) => [
        await count(tx, table),
        await count(tx, table, ofStudent(ours.student)),
      ]);
      expect(all).toBe(own);
      expect(own).toBeGreaterThan(0);
    });

    test('is not changed, deleted or written by somebody with another list of students', async () => {
      const change = await attempt(
        async (tx) =>
          (await sql`update ${sql.table(table)} set org_id = org_id where ${ofStudent(ours.other)}`.execute(tx)).numAffectedRows,
        asOne,
      );
      expect([0, ...refused]).toContain(change);
      const remove = await attempt(
        async (tx) => (await sql`delete from ${sql.table(table)} where ${ofStudent(ours.other)}`.execute(tx)).numAffectedRows,
        asOne,
      );
      expect([0, ...refused]).toContain(remove);
      const columns = tables.find(({ name }) => name === table)?.columns ?? [];
      const list = sql.join(columns.map((name) => sql.ref(name)));
      const { rows } = await sql<{
        row: string;
      }>`select row_to_json(t)::text as row from ${sql.table(table)} t where ${ofStudent(ours.other)} limit 1`.execute(database.owner);
      const write = await attempt(
        async (tx) =>
          (
            await sql`insert into ${sql.table(table)} (${list}) select ${list} from json_populate_record(null::${sql.table(table)}, ${rows[0]?.row ?? ''}::text::json)`.execute(
              tx,
            )
          ).numAffectedRows,
        asOne,
      );
      expect(refused).toContain(write);
    });
  },
);

test('a student with a seat of their own sees notes shared with them and no others', async () => {
  const asStudent: Actor = { ...ours.actor, role: 'student', scope: 'self', studentId: ours.student };
  const seen = await database.withActor(asStudent, async (tx) => [
    await count(tx, 'meeting_notes'),
    await count(tx, 'meeting_notes', sql`shared_with_student`),
  ]);
  expect(seen[0]).toBe(seen[1]);
});

test('a mentor with the whole caseload in sight reads only the notes that were written by them or handed to them', async () => {
  const asMentor: Actor = { ...ours.actor, role: 'mentor', memberId: ours.mentorId };
  const seen = await database.withActor(asMentor, async (tx) => [
    await count(tx, 'meeting_notes'),
    await count(tx, 'meeting_notes', sql`${ours.mentorId}::uuid = any(readable_by)`),
  ]);
  expect(seen[0]).toBe(seen[1]);
  expect(seen[0]).toBeGreaterThan(0);
});
