import type { Call } from '@waymark/contract/client.ts';
import type { Role } from '@waymark/contract/common.ts';
import { newSecret } from '../accounts/secrets.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { countEnrolments } from '../outcomes/counts.ts';
import type { TestServer } from './server.ts';

export interface TestMember {
  memberId: string;
  name: string;
  /** The API as this member. */
  call: Call;
  /** A personal access token of theirs. */
  token: string;
}

/** An organisation to arrange tests in. What it inserts, it inserts as the system, inside row-level security. */
export class TestOrganisation {
  readonly server: TestServer;
  readonly actor: Actor;
  readonly #programmes = new Map<string, string>();

  constructor(server: TestServer, actor: Actor) {
    this.server = server;
    this.actor = actor;
  }

  get orgId(): string {
    return this.actor.orgId;
  }

  get today(): string {
    return this.actor.today;
  }

  /** Runs as the system in this organisation. */
  as<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.server.database.withActor(this.actor, work);
  }

  async school(name = `School ${newId().slice(-6)}`): Promise<{ id: string; name: string }> {
    const id = newId();
    await this.as((tx) => tx.insertInto('schools').values({ org_id: this.orgId, id, name }).execute());
    return { id, name };
  }

  async member(role: Role, more: { name?: string; schoolId?: string; studentId?: string; email?: string } = {}): Promise<TestMember> {
    const memberId = newId();
    const name = more.name ?? `${role} ${memberId.slice(-4)}`;
    const schoolId = more.schoolId ?? (role === 'school_contact' ? (await this.school()).id : null);
    const studentId = more.studentId ?? (role === 'student' ? (await this.student()).id : null);
    const { secret, hash } = newSecret('wm_');
    await this.as(async (tx) => {
      await tx
        .insertInto('members')
        .values({
          org_id: this.orgId,
          id: memberId,
          role,
          name,
          email: more.email ?? null,
          school_id: schoolId,
          student_id: studentId,
          status: 'active',
        })
        .execute();
      await tx
        .insertInto('access_tokens')
        .values({
          org_id: this.orgId,
          id: newId(),
          member_id: memberId,
          name: 'test',
          token_hash: hash,
          expires_at: '2099-01-01T00:00:00Z',
        })
        .execute();
    });
    return { memberId, name, token: secret, call: this.server.caller(() => ({ authorization: `Bearer ${secret}` })) };
  }

  async student(
    more: Partial<{ givenName: string; familyName: string; schoolId: string; upn: string; birthDate: string; yearGroup: number }> = {},
  ): Promise<{ id: string; givenName: string; familyName: string }> {
    const id = newId();
    const givenName = more.givenName ?? 'Ada';
    const familyName = more.familyName ?? `Test${id.slice(-5)}`;
    await this.as((tx) =>
      tx
        .insertInto('students')
        .values({
          org_id: this.orgId,
          id,
          given_name: givenName,
          family_name: familyName,
          upn: more.upn ?? null,
          birth_date: more.birthDate ?? '2012-05-04',
          year_group: more.yearGroup ?? 9,
          school_id: more.schoolId ?? null,
        })
        .execute(),
    );
    return { id, givenName, familyName };
  }

  /** A programme on the default framework. */
  async programme(name = 'Aspire'): Promise<string> {
    const known = this.#programmes.get(name);
    if (known !== undefined) return known;
    const id = newId();
    await this.as(async (tx) => {
      const framework = await tx.selectFrom('frameworks').select('id').where('org_id', '=', this.orgId).executeTakeFirstOrThrow();
      await tx.insertInto('programmes').values({ org_id: this.orgId, id, name, framework_id: framework.id }).execute();
    });
    this.#programmes.set(name, id);
    return id;
  }

  async enrol(
    studentId: string,
    more: { programmeId?: string; startedOn?: string } = {},
  ): Promise<{ enrolmentId: string; programmeId: string }> {
    const programmeId = more.programmeId ?? (await this.programme());
    const enrolmentId = newId();
    await this.as(async (tx) => {
      await tx
        .insertInto('enrolments')
        .values({
          org_id: this.orgId,
          id: enrolmentId,
          student_id: studentId,
          programme_id: programmeId,
          started_on: more.startedOn ?? '2025-09-03',
        })
        .execute();
      await countEnrolments(tx, this.orgId, [enrolmentId], 1);
    });
    return { enrolmentId, programmeId };
  }

  /** Matches a student and a mentor, enrolling the student first where needed. */
  async match(
    studentId: string,
    mentorId: string,
    more: { startedOn?: string; endedOn?: string; purpose?: string; enrolmentId?: string } = {},
  ): Promise<{ matchId: string; enrolmentId: string; programmeId: string }> {
    const open = await this.as((tx) =>
      tx
        .selectFrom('enrolments')
        .select(['id', 'programme_id'])
        .where('org_id', '=', this.orgId)
        .where('student_id', '=', studentId)
        .where('ended_on', 'is', null)
        .executeTakeFirst(),
    );
    const enrolment = open === undefined ? await this.enrol(studentId) : { enrolmentId: open.id, programmeId: open.programme_id };
    const matchId = newId();
    await this.as((tx) =>
      tx
        .insertInto('matches')
        .values({
          org_id: this.orgId,
          id: matchId,
          student_id: studentId,
          mentor_id: mentorId,
          enrolment_id: more.enrolmentId ?? enrolment.enrolmentId,
          purpose: more.purpose ?? '',
          started_on: more.startedOn ?? '2025-09-10',
          ended_on: more.endedOn ?? null,
        })
        .execute(),
    );
    return { matchId, ...enrolment };
  }
}
