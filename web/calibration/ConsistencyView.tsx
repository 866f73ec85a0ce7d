import { Alert, Button, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { type Agreement, type Consistency, getConsistency } from '@waymark/contract/calibration.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import classes from './Calibration.module.css';
import { ComparedMentors } from './ComparedMentors.tsx';
import { ExerciseList } from './ExerciseList.tsx';
import { FindingText } from './FindingText.tsx';
import { MentorTable } from './MentorTable.tsx';

const words = t.calibration.lead;

/** How alike the organisation's mentors judge. */
export function ConsistencyView() {
  const consistency = useRead(getConsistency, {});
  const actions = (
    <>
      <Button component={Link} to="/calibration/vignettes" variant="default">
        {words.vignettes}
      </Button>
      <Button component={Link} to="/calibration/double" variant="default">
        {words.double}
      </Button>
      <Button component={Link} to="/calibration/new">
        {words.start}
      </Button>
    </>
  );
  return (
    <Page title={t.calibration.title} lead={words.lead} actions={actions}>
      <Stack gap="lg" align="stretch">
        <ExerciseList />
        <Reading query={consistency}>
          {(data) => (
            <>
              {data.gateFrom !== null && <Gate from={data.gateFrom} mentors={data.mentors} />}
              <Section title={words.agreement} lead={words.agreementLead(data.reference.n)}>
                <AgreementTable caption={words.agreement} agreement={data.reference} />
              </Section>
              <Section title={words.mentors} lead={words.mentorsLead}>
                {data.mentors.length === 0 ? (
                  <EmptyState title={words.noMentors}>{words.noMentorsText}</EmptyState>
                ) : (
                  <MentorTable mentors={data.mentors} />
                )}
              </Section>
              <Section title={words.doubleTitle} lead={words.doubleLead(data.doubleScored)}>
                <AgreementTable caption={words.doubleTitle} agreement={data.doubleScored} />
                {data.doubleScored.byHand.meetings > 0 && <Text size="sm">{words.byHand(data.doubleScored.byHand)}</Text>}
              </Section>
            </>
          )}
        </Reading>
        <ComparedMentors />
      </Stack>
    </Page>
  );
}

/** Three figures of one kind of agreement, each with its interval or why there is none. */
export function AgreementTable({ caption, agreement }: { caption: string; agreement: Agreement }) {
  const { n, kappa, exact, adjacent } = agreement;
  if (n === 0) return <Text c="dimmed">{words.nothingYet}</Text>;
  if (kappa.kind === 'refusal' && exact.kind === 'refusal') return <Text c="dimmed">{words.refused(exact.says, exact.wouldNeed)}</Text>;
  const rows = [
    { id: 'exact', label: words.exact, finding: exact, kind: 'share' as const },
    { id: 'adjacent', label: words.adjacent, finding: adjacent, kind: 'share' as const },
    { id: 'kappa', label: words.kappa, finding: kappa, kind: 'plain' as const },
  ];
  return (
    <div>
      <StackedTable
        caption={caption}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { label: words.figure, cell: ({ label }) => label },
          { label: words.valueAndInterval, numeric: true, cell: ({ finding, kind }) => <FindingText finding={finding} kind={kind} /> },
        ]}
      />
      <details className={classes.more}>
        <summary>{words.method}</summary>
        <Text size="sm">{words.kappaHint}.</Text>
        {rows.map(({ id, finding }) =>
          finding.kind === 'estimate' ? (
            <Text key={id} size="sm" mt={4}>
              {[finding.method, ...finding.warnings].join('. ')}
            </Text>
          ) : null,
        )}
      </details>
    </div>
  );
}

/** Whose scores do not count yet, and who of them has nothing to do about it until a lead acts. */
function Gate({ from, mentors }: { from: string; mentors: Consistency['mentors'] }) {
  const provisional = mentors.filter((mentor) => mentor.provisional);
  const unasked = provisional.filter(({ due }) => due === null);
  return (
    <Alert color="orange" title={words.gateTitle(provisional.length)}>
      {words.gateOn(formatDate(from))} {unasked.length > 0 && words.gateUnasked(unasked.map(({ name }) => name))}
    </Alert>
  );
}
