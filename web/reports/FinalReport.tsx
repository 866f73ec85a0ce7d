import { Alert, Anchor, Button, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { lazy, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { createReport, listReports, type Report } from '@waymark/contract/reports.ts';
import { uuidv7 } from 'uuidv7';
import { useWrite } from '../api.ts';
import { DocumentView } from '../documents/DocumentView.tsx';
import documentClasses from '../documents/documents.module.css';
import * as t from '../strings/catalogue.ts';
import { Fetched } from '../ui/Fetched.tsx';
import { formatDate, formatDateTime } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { notFetched, toast } from '../ui/toast.tsx';
import { WrappingButton } from '../ui/WrappingButton.tsx';
import { CheckAgain } from './CheckAgain.tsx';
import { appendixId, Contents } from './Contents.tsx';
import classes from './reports.module.css';
import { TakeFile } from './TakeFile.tsx';
import { Under } from './Under.tsx';
import { usePreview } from './usePreview.ts';

const WithdrawDialog = lazy(() => import('./WithdrawDialog.tsx'));
const words = t.reports.one;

/** A report as it left: the document, its files, what it rests on, and whether its figures can be worked out again. */
export function FinalReport({ report }: { report: Report }) {
  const { can } = useSession();
  const makes = can('lead', 'analyst');
  const contact = can('school_contact');
  const preview = usePreview(report.id, true);
  // beside the report, where it stays in sight; above it on a phone
  const wide = useMediaQuery('(min-width: 75em)');
  const { id, status } = report;
  return (
    <Page
      title={report.title}
      lead={contact ? t.reports.leadOneContact : <Under report={report} />}
      actions={
        <>
          <TakeFile id={id} format="word" label={words.word} />
          <TakeFile id={id} format="pdf" label={words.pdf} main />
        </>
      }
    >
      <div className={classes.one}>
        {status === 'withdrawn' && report.withdrawnAt !== null && (
          <Alert color="orange" title={words.withdrawnTitle} className={classes.across}>
            {words.withdrawn(formatDate(report.withdrawnAt))} {words.reason(report.withdrawnReason ?? '')}
          </Alert>
        )}
        <Stack gap="lg" align="stretch" className={classes.aside}>
          <Facts report={report} contact={contact} />
          {makes && <Next report={report} />}
          {!contact && <CheckAgain report={report} />}
          {preview.data !== undefined && <Contents document={preview.data.document} beside={wide} />}
        </Stack>
        <div className={classes.read}>
          <Reading query={preview}>
            {({ document }) => (
              <section aria-label={words.document} className={documentClasses.sheet}>
                <DocumentView document={document} foldFrom={appendixId} />
              </section>
            )}
          </Reading>
        </div>
      </div>
    </Page>
  );
}

function Facts({ report, contact }: { report: Report; contact: boolean }) {
  const { asOf, finalAt, finalBy, lastTakenAt, taken, copiedFrom } = report;
  const facts: [string, React.ReactNode][] = [
    [words.forWhom, report.recipient.trim() || null],
    [words.made, finalAt === null ? null : words.madeBy(formatDateTime(finalAt), finalBy)],
    [words.asOf, asOf === null ? null : formatDateTime(asOf)],
  ];
  if (!contact) {
    facts.push(
      [words.evidence, t.reports.evidence[report.design]],
      [words.numbers, t.reports.numbers.presets[report.preset].name],
      [words.taken, words.takenTimes(taken, lastTakenAt === null ? null : formatDateTime(lastTakenAt))],
      [words.code, report.codeVersion],
      [words.fingerprint, report.fingerprint],
      [
        words.copiedFrom,
        copiedFrom === null ? null : (
          <Anchor component={Link} to={`/reports/${copiedFrom}`} inherit>
            {words.copied}
          </Anchor>
        ),
      ],
    );
  }
  return (
    <Section title={words.facts}>
      <dl className={classes.facts}>
        {facts
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div key={name} className={classes.fact}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </Section>
  );
}

/** What its makers may do with it: begin another from it, have one prepared regularly, withdraw it. */
function Next({ report }: { report: Report }) {
  const navigate = useNavigate();
  // one copy, however often the button is pressed
  const [copyId] = useState(uuidv7);
  const [withdrawing, setWithdrawing] = useState(false);
  const copy = useWrite(createReport, {
    invalidates: [listReports],
    onDone: ({ id }) => {
      toast.done(words.copyDone);
      void navigate(`/reports/${id}`);
    },
  });
  return (
    <Section title={words.next}>
      <Text size="sm" c="dimmed">
        {words.copyHint}
      </Text>
      <WrappingButton
        variant="default"
        loading={copy.isPending || copy.isSuccess}
        onClick={() => copy.mutate({ body: { id: copyId, copyOf: report.id } })}
      >
        {words.copy}
      </WrappingButton>
      <Button component={Link} to={`/reports/schedules/new?from=${report.id}`} variant="default">
        {words.schedule}
      </Button>
      {report.status === 'final' && (
        <Button variant="default" color="red" onClick={() => setWithdrawing(true)}>
          {t.reports.withdraw.button}
        </Button>
      )}
      {withdrawing && (
        <Fetched onFailure={notFetched}>
          <WithdrawDialog report={report} onClose={() => setWithdrawing(false)} />
        </Fetched>
      )}
    </Section>
  );
}
