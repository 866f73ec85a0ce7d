import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { getReferral, type Referral } from '@waymark/contract/triage.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatDateTime, formatList, formatShortDate } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { Decide } from './Decide.tsx';
import { Facts } from './Facts.tsx';
import { FindStudent } from './FindStudent.tsx';
import { Snapshot } from './Snapshot.tsx';
import { StatusBadge } from './StatusBadge.tsx';

const words = t.triage.page;

/** One referral whole: who, why, what the criteria said, and the decision. */
export function Component() {
  const { id = '' } = useParams();
  const referral = useRead(getReferral, { params: { id } });
  const parents = [{ label: t.triage.title, to: '/referrals' }];
  if (referral.data === undefined) {
    return (
      <Page title={t.triage.title} parents={parents}>
        <Reading query={referral}>{() => null}</Reading>
      </Page>
    );
  }
  const { data } = referral;
  return (
    <Page title={words.title(nameIn(data))} lead={t.referrals.reference(data.reference)} width="normal" parents={parents}>
      <Whole key={data.version} referral={data} />
    </Page>
  );
}

export const nameIn = (referral: Referral): string => referral.student?.name ?? referral.namedAs?.name ?? t.referrals.nobodyNamed;

function Whole({ referral }: { referral: Referral }) {
  const { can } = useSession();
  const undecided = referral.status === 'open' || referral.status === 'waiting';
  const decidable = can('lead') && referral.status !== 'accepted' && referral.status !== 'withdrawn';
  return (
    <Stack gap="lg" align="stretch">
      {referral.leftOn !== null && <Alert color="orange">{words.left(formatDate(referral.leftOn))}</Alert>}
      <About referral={referral} />
      {decidable && referral.namedAs !== null && <FindStudent referral={referral} />}
      <Section title={t.triage.snapshot.title}>
        {referral.snapshot !== null ? (
          <Snapshot snapshot={referral.snapshot} />
        ) : (
          <Text c="dimmed">{referral.student === null ? t.triage.snapshot.unnamed : t.triage.snapshot.none}</Text>
        )}
      </Section>
      {referral.decisions.length > 0 && <History referral={referral} />}
      {decidable && <Decide referral={referral} again={!undecided} />}
    </Stack>
  );
}

/** Who is referred, by whom, and why. */
function About({ referral }: { referral: Referral }) {
  const { referrer, student } = referral;
  const year = referral.yearGroup;
  return (
    <Section title={words.grounds}>
      <Facts
        items={[
          [t.triage.reasons, formatList(referral.reasons)],
          [words.evidence, referral.evidence || words.nothing],
          [words.tried, referral.tried || words.nothing],
          [words.programme, referral.programme?.name],
          [words.year, year === null ? null : t.students.yearOf(year)],
          [words.school, referral.school],
          [words.birthDate, referral.namedAs?.birthDate ? formatDate(referral.namedAs.birthDate) : null],
          [words.asked, t.referrals.referrer(referrer.kind, referrer.name || (isMember(referrer.kind) ? referrer.member : ''))],
          [words.madeBy, isMember(referrer.kind) ? null : referrer.member],
          [words.email, referrer.email],
          [words.received, words.receivedAgo(formatDate(referral.receivedAt), referral.days)],
          [words.status, <StatusBadge key="status" status={referral.status} />],
          [
            words.enrolled,
            referral.enrolments.map(({ id, programme, mentors }) => (
              <div key={id}>{words.enrolledIn(programme.name, mentors.length === 0 ? '' : formatList(mentors))}</div>
            )),
          ],
          [
            words.others,
            referral.others.length === 0
              ? null
              : referral.others.map((other) => (
                  <div key={other.id}>
                    <Anchor component={Link} to={`/referrals/${other.id}`}>
                      {words.otherOf(other.reference, t.referrals.statuses[other.status], formatShortDate(other.receivedAt))}
                    </Anchor>
                  </div>
                )),
          ],
        ]}
      />
      {student !== null && (
        <Anchor component={Link} to={`/students/${student.id}`}>
          {words.openStudent}
        </Anchor>
      )}
    </Section>
  );
}

/** Somebody who asks for themselves, and is known by their seat. */
const isMember = (kind: Referral['referrerKind']) => kind === 'mentor' || kind === 'lead' || kind === 'teacher' || kind === 'criteria';

/** Every decision, latest first: none is undone. */
function History({ referral }: { referral: Referral }) {
  const history = t.triage.history;
  return (
    <Section title={history.title}>
      {referral.decisions.map((one) => (
        <div key={one.id}>
          <Text fw={600}>{history.by(one.decision, one.decidedBy, formatDateTime(one.decidedAt))}</Text>
          <Text style={{ whiteSpace: 'pre-line' }}>{one.reason}</Text>
          {one.redirectedTo !== null && <Text>{history.to(one.redirectedTo)}</Text>}
          {one.programme !== null && <Text>{history.begun(one.programme, one.mentor)}</Text>}
        </div>
      ))}
      {referral.answer !== '' && <Facts items={[[history.told, referral.answer]]} />}
    </Section>
  );
}
