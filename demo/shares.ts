import { createHash } from 'node:crypto';
import { usualSections, type LawfulBasis, type ShareKind, type ShareMedium } from '@waymark/contract/shares.ts';
import type { Actor, Tx } from '../server/db/actor.ts';
import { composeShare } from '../server/sharing/compose.ts';
import { readMaterial } from '../server/sharing/material.ts';
import { addDays } from './calendar.ts';
import type { Demo } from './generate.ts';
import { idMaker } from './ids.ts';
import { randomOf } from './random.ts';

interface Told {
  kind: ShareKind;
  daysAgo: number;
  to: { name: string; role: string; email: string | null };
  purpose: string;
  basis: LawfulBasis;
  medium: ShareMedium;
  /** Of a link: how often it was opened, and whether it was taken back. */
  openings?: number;
  revoked?: boolean;
}

/** Links in the demo are over: an open one has a secret that only its installation can make. */
const told = (contact: Told['to']): readonly Told[] => [
  {
    kind: 'progress_note',
    daysAgo: 6,
    to: contact,
    purpose: 'So that the form tutor can follow up what was agreed',
    basis: 'public_task',
    medium: 'pdf',
  },
  {
    kind: 'parent_summary',
    daysAgo: 20,
    to: { name: 'Mrs Whittaker', role: 'Parent', email: 'whittaker@home.example' },
    purpose: 'Before parents’ evening',
    basis: 'legitimate_interests',
    medium: 'link',
    openings: 3,
  },
  {
    kind: 'multi_agency_pack',
    daysAgo: 34,
    to: { name: 'Yvonne Brookes', role: 'Early help, Calder Council', email: 'y.brookes@council.example' },
    purpose: 'For the multi-agency meeting about attendance',
    basis: 'public_task',
    medium: 'link',
    openings: 1,
    revoked: true,
  },
  {
    kind: 'handover_letter',
    daysAgo: 48,
    to: { name: 'Paul Dyer', role: 'Head of Year 12, Hebden College', email: null },
    purpose: 'The student moves to college in September',
    basis: 'legitimate_interests',
    medium: 'word',
  },
];

/**
 * What the first mentor has shared about students of theirs: each kind, each way, one link taken back. Put together by the
 * application from what is on record, so that it says what the student's page says.
 */
export async function shareTables(
  tx: Tx,
  actor: Actor,
  { staff, lives }: Demo,
  seed: string,
): Promise<[table: string, rows: readonly object[]][]> {
  const mentor = staff.mentors[0]?.row;
  const seat = staff.others.find(({ role }) => role === 'school_contact');
  const lead = staff.others.find(({ role }) => role === 'lead');
  const current = lives.filter((life) => life.matches.some((match) => match.mentor_id === mentor?.id && match.ended_on === null));
  const [first] = current.filter(({ student }) => student.school_id === seat?.school_id);
  if (mentor === undefined || seat === undefined || lead === undefined || first === undefined) return [];
  const about = [first, ...current.filter((life) => life !== first)];
  const newId = idMaker(randomOf(seed, 'shares'));
  const [links, shares]: [object[], object[]] = [[], []];
  const contact = { name: seat.name, role: 'Form tutor', email: seat.email };
  for (const [at, one] of told(contact).entries()) {
    const student = about[at % about.length]?.student;
    if (student === undefined) continue;
    const on = addDays(actor.today, -one.daysAgo);
    const moment = (hour: number, later = 0) => `${addDays(on, later)}T${String(hour).padStart(2, '0')}:20:00Z`;
    const material = await readMaterial(tx, { ...actor, role: 'mentor', memberId: mentor.id }, student.id);
    const sections = usualSections[one.kind];
    const document = { ...composeShare(material, { kind: one.kind, recipientName: one.to.name, sections, notes: [] }), date: on };
    const id = newId(on);
    const linkId = one.medium === 'link' ? newId(on) : null;
    const revoked = one.revoked === true ? { revoked_at: moment(11, 3), revoked_by: lead.id } : { revoked_at: null, revoked_by: null };
    if (linkId !== null) {
      const opened = one.openings ?? 0;
      links.push({
        id: linkId,
        kind: 'share',
        subject_id: id,
        student_id: student.id,
        token_hash: createHash('sha256').update(`demo ${linkId}`).digest('hex'),
        single_use: false,
        created_at: moment(15),
        created_by: mentor.id,
        expires_at: moment(15, 14),
        revoked_at: revoked.revoked_at,
        last_opened_at: opened > 0 ? moment(19, 1) : null,
        openings: opened,
      });
    }
    shares.push({
      student_id: student.id,
      id,
      kind: one.kind,
      recipient_name: one.to.name,
      recipient_role: one.to.role,
      recipient_email: one.to.email,
      purpose: one.purpose,
      lawful_basis: one.basis,
      medium: one.medium,
      content: document,
      link_id: linkId,
      shared_at: moment(15),
      shared_by: mentor.id,
      note_ids: [],
      ...revoked,
    });
  }
  return [
    ['private_links', links],
    ['shares', shares],
  ];
}
