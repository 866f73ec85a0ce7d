import { Text } from '@mantine/core';
import { getSecondScoring } from '@waymark/contract/second-scorings.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { LevelBadge } from '../ui/LevelBadge.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';

const words = t.calibration.both;

type Detail = ResponseOf<typeof getSecondScoring>;
type Both = Detail['levels'][number];

/** One meeting as two mentors scored it, for the lead who asked. */
export function BothLevels({ id }: { id: string }) {
  const scoring = useRead(getSecondScoring, { params: { id } });
  const { data } = scoring;
  return (
    <Page
      title={data === undefined ? t.calibration.double.title : words.title(formatDate(data.meetingOn), data.student)}
      lead={data && words.lead(data.mentor, data.scorer)}
      parents={[
        { label: t.calibration.title, to: '/calibration' },
        { label: t.calibration.double.title, to: '/calibration/double' },
      ]}
    >
      <Reading query={scoring}>{(detail) => <Levels detail={detail} />}</Reading>
    </Page>
  );
}

function Levels({ detail: { levels, status, dueOn, scorer, mentor, draw } }: { detail: Detail }) {
  if (status !== 'done') return <Text>{status === 'open' ? words.open(scorer, formatDate(dueOn)) : words.withdrawn}</Text>;
  const both = levels.flatMap(({ first, second }) => (first === null || second === null ? [] : [second - first]));
  return (
    <Section
      title={words.levels}
      lead={words.summary(both.length, both.filter((by) => by === 0).length, both.filter((by) => Math.abs(by) === 1).length)}
    >
      <StackedTable
        caption={words.levels}
        rows={levels}
        rowKey={({ outcomeId }) => outcomeId}
        columns={[
          { label: words.outcome, cell: ({ statement, type }) => words.outcomeOf(type, statement) },
          { label: mentor, cell: ({ first, descriptors }) => <OneLevel level={first} descriptors={descriptors} /> },
          {
            label: scorer,
            cell: ({ second, descriptors, missingReason }) => <OneLevel level={second} descriptors={descriptors} missing={missingReason} />,
          },
          { label: words.difference, cell: ({ first, second }) => differenceOf(first, second) },
        ]}
      />
      <Text size="sm" c="dimmed">
        {draw === null ? words.byHand : words.drawn(draw.seed, draw.drawn, draw.of)} {words.oneMeeting}
      </Text>
    </Section>
  );
}

function OneLevel({
  level,
  descriptors,
  missing = null,
}: {
  level: number | null;
  descriptors: readonly string[];
  missing?: Both['missingReason'];
}) {
  if (level === null) return <Text size="sm">{missing === null ? words.takenBack : t.calibration.second.cannot[missing]}</Text>;
  return <LevelBadge level={level} levels={descriptors.length} />;
}

const differenceOf = (first: number | null, second: number | null): string =>
  first === null || second === null ? words.none : words.by(second - first);
