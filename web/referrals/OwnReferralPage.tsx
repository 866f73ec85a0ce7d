import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { Link, useParams, useSearchParams } from 'react-router';
import { getOwnReferral, listOwnReferrals, type OwnReferral, withdrawReferral } from '@waymark/contract/referrals.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { studentOf } from '../strings/referrals.ts';
import { confirm } from '../ui/confirm.ts';
import { formatDate, formatList } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import { Facts } from './Facts.tsx';
import { StatusBadge } from './StatusBadge.tsx';

const words = t.referrals.own;

/** One referral of one's own: the receipt when it was just sent, the answer once there is one. */
export function Component() {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const fresh = search.get('sent') !== null;
  const referral = useRead(getOwnReferral, { params: { id } });
  const title = fresh ? t.referrals.receipt.title : referral.data === undefined ? words.title : words.page(studentOf(referral.data));
  return (
    <Page title={title} width="normal" parents={[{ label: words.title, to: '/referrals/own' }]}>
      <Reading query={referral}>{(data) => <Whole referral={data} fresh={fresh} />}</Reading>
    </Page>
  );
}

function Whole({ referral, fresh }: { referral: OwnReferral; fresh: boolean }) {
  const withdraw = useWrite(withdrawReferral, {
    invalidates: [getOwnReferral, listOwnReferrals],
    onDone: () => toast.done(words.withdrawn),
  });
  const undecided = referral.status === 'open' || referral.status === 'waiting';
  const ask = async () => {
    if (await confirm({ title: words.withdrawTitle, body: words.withdrawText, confirmLabel: words.withdraw, danger: true }))
      withdraw.mutate({ params: { id: referral.id }, ifMatch: referral.version });
  };
  return (
    <Stack gap="lg" align="stretch">
      {fresh && (
        <Alert color="waymark" role="status" title={t.referrals.reference(referral.reference)}>
          <Stack gap="sm" align="flex-start">
            <Text>{t.referrals.receipt.text}</Text>
            <Text>{t.referrals.receipt.whatNext}</Text>
            <Group>
              <Button component={Link} to="/referrals/new" variant="default">
                {t.referrals.receipt.another}
              </Button>
              <Button component={Link} to="/referrals/own" variant="subtle">
                {t.referrals.receipt.all}
              </Button>
            </Group>
          </Stack>
        </Alert>
      )}
      <Section title={studentOf(referral)} lead={fresh ? undefined : t.referrals.reference(referral.reference)}>
        <Facts
          items={[
            [words.received, formatDate(referral.receivedAt)],
            [words.reasons, formatList(referral.reasons)],
            [words.askedBy, referral.askedBy.name === '' ? null : t.referrals.referrer(referral.askedBy.kind, referral.askedBy.name)],
            [
              words.status,
              <>
                <StatusBadge status={referral.status} /> {referral.decidedAt !== null && words.decidedOn(formatDate(referral.decidedAt))}
              </>,
            ],
          ]}
        />
      </Section>
      {!fresh && referral.status !== 'withdrawn' && (
        <Section title={words.answer}>
          <Text style={{ whiteSpace: 'pre-line' }}>
            {referral.answer !== '' ? referral.answer : referral.status === 'open' ? words.notYet : words.noAnswer}
          </Text>
        </Section>
      )}
      {undecided && !fresh && (
        <div>
          <Button variant="default" loading={withdraw.isPending} onClick={() => void ask()}>
            {words.withdraw}
          </Button>
        </div>
      )}
    </Stack>
  );
}
