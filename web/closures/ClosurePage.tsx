import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Suspense, lazy, useState } from 'react';
import { Link, useParams } from 'react-router';
import { type Closure, getClosure } from '@waymark/contract/closures.ts';
import { useRead } from '../api.ts';
import { EvidenceView } from '../reviews/EvidenceView.tsx';
import classes from '../reviews/Evidence.module.css';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';

const EditWords = lazy(() => import('./EditWords.tsx'));
const Reopen = lazy(() => import('./Reopen.tsx'));
const FollowUpForm = lazy(() => import('./FollowUps.tsx').then((module) => ({ default: module.FollowUpForm })));
const words = t.closures;

/** How a case was closed, as it stood then; the words for the student first, for printing. */
export function Component() {
  const { id = '' } = useParams();
  const closure = useRead(getClosure, { params: { id } });
  if (closure.data === undefined) {
    return (
      <Page title={words.closed}>
        <Reading query={closure}>{() => null}</Reading>
      </Page>
    );
  }
  return <Whole closure={closure.data} />;
}

type Open = 'words' | 'reopen' | 'follow';

function Whole({ closure }: { closure: Closure }) {
  const { can } = useSession();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const { student, programme } = closure;
  return (
    <Page
      title={words.pageTitle(student.name, programme)}
      lead={words.span(formatDate(closure.startedOn), formatDate(closure.closedOn))}
      parents={[{ label: student.name, to: `/students/${student.id}` }]}
      actions={
        <Group gap="sm" className="no-print">
          {can('admin', 'lead') && closure.followedBy === null && (
            <Button variant="default" onClick={() => setOpen('reopen')}>
              {words.reopen}
            </Button>
          )}
          <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden="true" />} onClick={() => window.print()}>
            {words.print}
          </Button>
        </Group>
      }
    >
      <Stack gap="xl" align="stretch">
        <Words closure={closure} onEdit={can('lead') ? () => setOpen('words') : undefined} />
        <How closure={closure} />
        <FollowUp closure={closure} onFollow={can('lead') ? () => setOpen('follow') : undefined} />
        {closure.evidence === null ? (
          <Section title={words.record}>
            <Text c="dimmed">{words.noRecord}</Text>
          </Section>
        ) : (
          <EvidenceView evidence={closure.evidence} state="frozen" />
        )}
      </Stack>
      <Suspense>
        {open === 'words' && <EditWords closure={closure} onClose={close} />}
        {open === 'reopen' && <Reopen closure={closure} onClose={close} />}
        {open === 'follow' && (
          <FollowUpForm row={{ closureId: closure.id, studentName: student.name, version: closure.version }} onClose={close} />
        )}
      </Suspense>
    </Page>
  );
}

function Words({ closure, onEdit }: { closure: Closure; onEdit: (() => void) | undefined }) {
  const { studentSummary, whatNext } = closure;
  return (
    <Section title={words.summary}>
      {studentSummary === '' ? <Text c="dimmed">{words.noSummary}</Text> : <p className={classes.said}>{studentSummary}</p>}
      {whatNext !== '' && (
        <div>
          <Text fw={600}>{words.whatNext}</Text>
          <p className={classes.said}>{whatNext}</p>
        </div>
      )}
      {onEdit && (
        <div className="no-print">
          <Button variant="default" onClick={onEdit}>
            {words.editWords}
          </Button>
        </div>
      )}
    </Section>
  );
}

function How({ closure }: { closure: Closure }) {
  const { followedBy, reviewId, assessmentSkipped, actionsKept } = closure;
  return (
    <Section title={words.how}>
      <Group gap="xs">
        <Badge color="gray">{words.closedOnDay(formatDate(closure.closedOn))}</Badge>
        <Badge color={closure.kind === 'planned' ? 'waymark' : 'orange'}>{words.kinds[closure.kind]}</Badge>
      </Group>
      <dl className={classes.facts}>
        <dt>{words.endedBy}</dt>
        <dd>{t.students.endedBy[closure.endedBy]}</dd>
        <dt>{words.reason}</dt>
        <dd>{closure.reason}</dd>
        <dt>{words.closedBy}</dt>
        <dd>{closure.closedBy ?? words.itself}</dd>
        {assessmentSkipped !== null && (
          <>
            <dt>{words.noAssessment}</dt>
            <dd>{assessmentSkipped}</dd>
          </>
        )}
        {actionsKept.length > 0 && (
          <>
            <dt>{words.kept}</dt>
            {actionsKept.map((title) => (
              <dd key={title}>{title}</dd>
            ))}
          </>
        )}
      </dl>
      {reviewId !== null && (
        <Anchor component={Link} to={`/reviews/${reviewId}`} className="no-print">
          {words.review}
        </Anchor>
      )}
      {followedBy !== null && <Text>{words.followedBy(followedBy.programme, formatDate(followedBy.startedOn))}</Text>}
    </Section>
  );
}

function FollowUp({ closure, onFollow }: { closure: Closure; onFollow: (() => void) | undefined }) {
  const { followUpOn, followedUpOn, followedUpBy, followUpNote } = closure;
  return (
    <Section title={words.followUp}>
      {followedUpOn !== null && <Text>{words.followedUp(formatDate(followedUpOn), followedUpBy)}</Text>}
      {followedUpOn === null && <Text>{followUpOn === null ? words.followUpNone : words.followUpDue(formatDate(followUpOn))}</Text>}
      {followUpNote !== '' && <p className={classes.said}>{followUpNote}</p>}
      {onFollow && followUpOn !== null && followedUpOn === null && (
        <div className="no-print">
          <Button variant="default" onClick={onFollow}>
            {t.reviews.followUps.record}
          </Button>
        </div>
      )}
    </Section>
  );
}
