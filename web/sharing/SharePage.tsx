import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconFileTypeDocx, IconFileTypePdf } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import {
  downloadSharePdf,
  downloadShareWord,
  getShare,
  listShares,
  readShareLink,
  revokeShare,
  type Share,
} from '@waymark/contract/shares.ts';
import { useRead, useWrite } from '../api.ts';
import { DocumentView } from '../documents/DocumentView.tsx';
import documentClasses from '../documents/documents.module.css';
import * as t from '../strings/catalogue.ts';
import { CopyText } from '../ui/CopyText.tsx';
import { confirm } from '../ui/confirm.ts';
import { formatDate, formatDateTime } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { download } from '../ui/saveFile.ts';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';
import classes from './sharing.module.css';

const words = t.sharing.one;

/** One share: to whom and why, its link, and the document exactly as it left. */
export function Component() {
  const { id = '' } = useParams();
  const share = useRead(getShare, { params: { id } });
  const { can } = useSession();
  const parents = [{ label: t.sharing.title, to: '/shares' }];
  if (share.data === undefined) {
    return (
      <Page title={t.sharing.title} parents={parents}>
        <Reading query={share}>{() => null}</Reading>
      </Page>
    );
  }
  const { data } = share;
  return (
    <Page
      title={data.title}
      parents={parents}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconFileTypePdf size={18} aria-hidden="true" />}
            onClick={() => void download(downloadSharePdf, { params: { id } })}
          >
            {words.pdf}
          </Button>
          <Button
            variant="default"
            leftSection={<IconFileTypeDocx size={18} aria-hidden="true" />}
            onClick={() => void download(downloadShareWord, { params: { id } })}
          >
            {words.word}
          </Button>
        </>
      }
    >
      <Stack gap="lg">
        <Facts share={data} linked={can('lead', 'mentor', 'safeguarding_lead')} />
        {data.link !== null && !can('school_contact') && <LinkSection share={data} />}
        <section aria-label={words.asItLeft} className={documentClasses.sheet}>
          <DocumentView document={data.document} />
        </section>
      </Stack>
    </Page>
  );
}

function Facts({ share, linked }: { share: Share; linked: boolean }) {
  const { recipient, student } = share;
  return (
    <dl className={classes.facts}>
      <dt>{words.about}</dt>
      <dd>
        {linked ? (
          <Anchor component={Link} to={`/students/${student.id}`} inherit>
            {student.name}
          </Anchor>
        ) : (
          student.name
        )}
      </dd>
      <dt>{words.to}</dt>
      <dd>{[recipient.name, recipient.role, recipient.email].filter(Boolean).join(', ')}</dd>
      <dt>{words.why}</dt>
      <dd>{share.purpose}</dd>
      <dt>{words.basis}</dt>
      <dd>{t.sharing.bases[share.lawfulBasis]}</dd>
      <dt>{words.by}</dt>
      <dd>{words.byWhom(share.sharedBy, formatDateTime(share.sharedAt))}</dd>
      <dt>{words.as}</dt>
      <dd>{t.sharing.media[share.medium]}</dd>
      {share.notes > 0 && (
        <>
          <dt>{words.notes}</dt>
          <dd>{share.notes}</dd>
        </>
      )}
    </dl>
  );
}

function LinkSection({ share }: { share: Share }) {
  const { can } = useSession();
  const link = share.link!;
  const hands = can('lead', 'mentor');
  const address = useRead(readShareLink, { params: { id: share.id } }, { enabled: hands && link.state === 'open' });
  const revoke = useWrite(revokeShare, { invalidates: [getShare, listShares], onDone: () => toast.done(words.revoked) });
  const ask = async () => {
    const { revokeTitle, revokeBody } = words;
    if (await confirm({ title: revokeTitle, body: revokeBody, confirmLabel: words.revoke, danger: true }))
      revoke.mutate({ params: { id: share.id } });
  };
  const lead = {
    open: () => words.linkLead.open(formatDateTime(link.expiresAt)),
    expired: () => words.linkLead.expired(formatDate(link.expiresAt)),
    revoked: () => words.linkLead.revoked(formatDate(share.revokedAt ?? link.expiresAt), share.revokedBy),
  }[link.state]();
  return (
    <Section title={words.link} lead={lead}>
      <Text>{words.openings(link.openings, link.lastOpenedAt === null ? null : formatDateTime(link.lastOpenedAt))}</Text>
      {hands && link.state === 'open' && (
        <>
          <Reading query={address}>{({ url }) => <CopyText label={words.address} value={url} />}</Reading>
          <Group>
            <Button variant="default" loading={revoke.isPending} onClick={() => void ask()}>
              {words.revoke}
            </Button>
          </Group>
        </>
      )}
    </Section>
  );
}
