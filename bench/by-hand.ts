import type { CompiledQuery } from 'kysely';
import { settingsOf, settingsStatement, studentsStatement, type Actor } from '../server/db/actor.ts';
import { accessStatement } from '../server/http/log-rows.ts';
import type { Bench } from './open.ts';

/**
 * One query as somebody asks it by hand who keeps the rules about the data: in a transaction, as the application's role, narrowed to the
 * actor's organisation and students, under row-level security, with the reading written down. Nothing more: no sign-in, no policy,
 * no check of what is answered.
 */
export function underTheRules(bench: Bench, actor: Actor, now: Date, query: CompiledQuery): Promise<Record<string, unknown>[]> {
  return bench.database.owner.transaction().execute(async (tx) => {
    await tx.executeQuery(settingsStatement(settingsOf(actor), true));
    const students = studentsStatement(actor);
    if (students !== undefined) await tx.executeQuery(students);
    const { rows } = await tx.executeQuery<Record<string, unknown>>(query);
    await tx.executeQuery(accessStatement(actor, now, 'bench', null));
    return rows;
  });
}

/** The actor a mentor's or a lead's request is. */
export function readerOf(actor: Actor, mentorId: string | null): Actor {
  return mentorId === null ? { ...actor, role: 'lead', scope: 'all' } : { ...actor, role: 'mentor', scope: 'caseload', memberId: mentorId };
}
