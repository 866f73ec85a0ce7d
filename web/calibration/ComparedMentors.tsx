import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { findSeverityRun, getSeverity, type Severity, startSeverityRun } from '@waymark/contract/severity.ts';
import { FitBeside } from '../analysis/FitBeside.tsx';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDateTime } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import { IntervalText, reachOf } from './FindingText.tsx';

const words = t.calibration.lead;

/** How mentors lie to each other on what they judged in common. Read by itself: of many mentors it takes a while, and the page does not wait. */
export function ComparedMentors() {
  const severity = useRead(getSeverity, {});
  const shown = severity.data !== undefined && severity.data.items.length > 0;
  return (
    <Section title={words.severity} lead={shown && words.severityLead}>
      <Reading query={severity}>{(data) => <Compared {...data} onDone={() => void severity.refetch()} />}</Reading>
    </Section>
  );
}

function Compared({ says, wouldNeed, items, toFit, fittedAt, onDone }: Severity & { onDone: () => void }) {
  const reach = reachOf(items.map((item) => item.severity));
  return (
    <>
      <Text>
        {says}
        {wouldNeed !== null && (
          <>
            {` ${words.wouldNeed(wouldNeed)} ${words.linkBy} `}
            <Anchor component={Link} to="/calibration/new">
              {words.start}
            </Anchor>
            {` ${words.linkOr} `}
            <Anchor component={Link} to="/calibration/double">
              {words.drawMeetings}
            </Anchor>
          </>
        )}
        {fittedAt !== null && ` ${words.severityOf(formatDateTime(fittedAt))}`}
        {toFit && fittedAt !== null && ` ${words.severityMore}`}
      </Text>
      {toFit && <FitBeside find={findSeverityRun} start={startSeverityRun} input={{}} onDone={onDone} words={words.severityRun} />}
      {items.length > 0 && (
        <StackedTable
          caption={words.severity}
          rows={items}
          rowKey={({ memberId }) => memberId}
          columns={[
            { label: words.mentor, cell: ({ name }) => name },
            { label: words.severityColumn, numeric: true, cell: (item) => <IntervalText finding={item.severity} reach={reach} /> },
          ]}
        />
      )}
    </>
  );
}
