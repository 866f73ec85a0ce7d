import type { FeedbackRequest } from '@waymark/contract/feedback.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { createLink, type Links } from '../links/links.ts';
import { sendMail } from '../mail/send.ts';
import { requestMail } from './mail.ts';
import type { Subject } from './queries.ts';
import { findOpenAddresses, findRequestsById, insertRequest, rememberTeacher, type RequestRow } from './request-queries.ts';
import { expiryOf, requireNobodyTwice, statusOf } from './rules.ts';

interface Asking {
  student: Subject;
  question: string;
  teachers: readonly { id: string; name: string; email: string; subject: string }[];
  organisation: string;
  askedBy: { id: string; name: string };
}

/** Asks each teacher: a link of their own, and a mail that carries it. Teachers asked under the same id before are left alone. */
export async function askTeachers(tx: Tx, actor: Actor, links: Links, asking: Asking, now: Date): Promise<string[]> {
  const { student, question, organisation, askedBy } = asking;
  const there = new Set((await findRequestsById(tx, actor.orgId, ids(asking.teachers))).map(({ id }) => id));
  const teachers = asking.teachers.filter(({ id }) => !there.has(id));
  requireNobodyTwice(teachers, new Set(await findOpenAddresses(tx, actor.orgId, student.id, now)));
  const expiresAt = expiryOf(now);
  for (const { id, ...teacher } of teachers) {
    const linkId = newId();
    const link = { id: linkId, kind: 'feedback', subjectId: id, studentId: student.id, singleUse: true, expiresAt } as const;
    const url = await createLink(tx, actor, links, link, now);
    await insertRequest(tx, actor.orgId, { id, studentId: student.id, linkId, askedBy: askedBy.id, teacher, question, at: now });
    if (student.schoolId !== null) await rememberTeacher(tx, actor.orgId, student.schoolId, teacher, now);
    const mail = requestMail('asked', {
      teacher: teacher.name,
      askedBy: askedBy.name,
      organisation,
      url,
      expiresAt: expiresAt.toISOString(),
      timeZone: actor.timeZone,
    });
    await sendMail(tx, actor, { to: teacher.email, ...mail });
  }
  return ids(teachers);
}

const ids = (teachers: readonly { id: string }[]) => teachers.map(({ id }) => id);

/** A request as it is shown: how it stands, and when it ended. */
export function shown(row: RequestRow, now: Date): FeedbackRequest {
  const { id, studentId, question, askedAt, lastSentAt, reminders, expiresAt, version } = row;
  return {
    id,
    studentId,
    askedBy: { id: row.askedById, name: row.askedBy },
    teacher: { name: row.teacherName, email: row.teacherEmail, subject: row.subject },
    question,
    status: statusOf(row, now),
    askedAt,
    lastSentAt,
    reminders,
    expiresAt,
    endedAt: row.answeredAt ?? row.declinedAt ?? row.withdrawnAt,
    version,
  };
}
