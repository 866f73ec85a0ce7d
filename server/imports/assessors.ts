import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { fold } from './text.ts';

/** Names among the good rows that no member has. */
export async function unknownAssessors(tx: Tx, orgId: string, importId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct reading->>'assessor_name' as name from import_rows
    where org_id = ${orgId} and import_id = ${importId} and reading->>'assessor_name' is not null and verdict in ('good', 'choose')
      and outcome is distinct from 'skip' order by 1 limit 200`.execute(tx);
  const known = new Set<string>();
  return rows.flatMap(({ name }) => (known.has(fold(name)) ? [] : (known.add(fold(name)), [name])));
}

/**
 * The members behind the assessors' names of an import. Whoever is not known is kept as a name on record: a seat nobody
 * signs in to, since who judged belongs to the judgement.
 */
export class Assessors {
  readonly added: string[] = [];
  readonly #tx: Tx;
  readonly #actor: Actor;
  #byName: Map<string, string> | undefined;

  constructor(tx: Tx, actor: Actor) {
    this.#tx = tx;
    this.#actor = actor;
  }

  async memberOf(name: string): Promise<string> {
    this.#byName ??= await this.#read();
    const known = this.#byName.get(fold(name));
    if (known !== undefined) return known;
    const id = newId();
    const email = /^\S+@\S+$/.test(name) ? name.toLowerCase() : null;
    await this.#tx
      .insertInto('members')
      .values({ org_id: this.#actor.orgId, id, role: 'mentor', name: name.slice(0, 200), email, status: 'record_only' })
      .execute();
    this.#byName.set(fold(name), id);
    this.added.push(id);
    return id;
  }

  async #read(): Promise<Map<string, string>> {
    const members = await this.#tx
      .selectFrom('members')
      .where('org_id', '=', this.#actor.orgId)
      .where('role', 'in', ['mentor', 'lead', 'admin', 'safeguarding_lead'])
      .select(['id', 'name', 'email'])
      .orderBy('created_at', 'desc')
      .execute();
    return new Map(
      members.flatMap((member) => [
        [fold(member.name), member.id] as const,
        ...(member.email === null ? [] : [[fold(member.email), member.id] as const]),
      ]),
    );
  }

  /** The seats of students who judged themselves, made as names on record where there are none. Student id → member id. */
  async ofStudents(studentIds: readonly string[]): Promise<Map<string, string>> {
    if (studentIds.length === 0) return new Map();
    const read = async (): Promise<Map<string, string>> => {
      const { rows } = await sql<{ id: string; student_id: string }>`
        select id, student_id from members where org_id = ${this.#actor.orgId} and role = 'student' and student_id = any(${[...new Set(studentIds)]}::uuid[])
        order by created_at desc`.execute(this.#tx);
      return new Map(rows.map((row) => [row.student_id, row.id]));
    };
    const known = await read();
    const missing = [...new Set(studentIds)].filter((id) => !known.has(id)).map((studentId) => ({ id: newId(), studentId }));
    if (missing.length === 0) return known;
    await sql`
      insert into members (org_id, id, role, name, student_id, status)
      select ${this.#actor.orgId}, given.id, 'student', s.given_name || ' ' || s.family_name, s.id, 'record_only'
      from json_to_recordset(${JSON.stringify(missing)}::json) as given (id uuid, "studentId" uuid)
      join students s on s.org_id = ${this.#actor.orgId} and s.id = given."studentId"`.execute(this.#tx);
    this.added.push(...missing.map((one) => one.id));
    return read();
  }
}
