import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Measure } from '@waymark/contract/measures.ts';
import { showOnScale, showValue } from '@waymark/contract/measure-values.ts';
import { listReadings, type Reading as Row } from '@waymark/contract/readings.ts';
import { useRead } from '../api.ts';
import { PlotFigure } from '../charts/PlotFigure.tsx';
import { stepLine } from '../charts/stepLine.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatShortDate } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import { AmendReading } from './AmendReading.tsx';
import classes from './readings.module.css';

const words = t.readings;

interface ReadingHistoryProps {
  studentId: string;
  measureId: string;
  name: string;
  amends: boolean;
  onClose: () => void;
}

/** Every reading of one measure, as a line of steps and as a table; corrected ones stay in sight, struck out. */
export default function ReadingHistory({ studentId, measureId, name, amends, onClose }: ReadingHistoryProps) {
  const query = useRead(listReadings, { params: { id: studentId, measureId } });
  const [amending, setAmending] = useState<Row>();
  return (
    <Modal opened onClose={onClose} title={words.historyTitle(name)} size="xl">
      <Reading query={query} empty={<Text c="dimmed">{words.noHistory}</Text>}>
        {({ measure, items }) =>
          amending === undefined ? (
            <History measure={measure} items={items} amends={amends} onAmend={setAmending} />
          ) : (
            <AmendReading measure={measure} reading={amending} onClose={() => setAmending(undefined)} />
          )
        }
      </Reading>
    </Modal>
  );
}

interface HistoryProps {
  measure: Measure;
  items: Row[];
  amends: boolean;
  onAmend: (reading: Row) => void;
}

function History({ measure, items, amends, onAmend }: HistoryProps) {
  const standing = items.filter((one) => one.supersededBy === null && one.value !== null).toReversed();
  const points = standing.map(({ takenOn, value }) => ({ on: takenOn, value: value ?? 0 }));
  return (
    <Stack>
      {standing.length > 1 && (
        <PlotFigure
          label={words.chart(measure.name, standing.length)}
          of={JSON.stringify(points)}
          minHeight={180}
          draw={(Plot, width) => stepLine(Plot, points, (value) => showOnScale(measure.scale, value), width)}
        />
      )}
      <StackedTable
        caption={words.table.caption(measure.name)}
        rows={items}
        rowKey={(one) => one.id}
        columns={[
          {
            label: words.table.day,
            cell: ({ takenOn, from }) =>
              from === null ? formatDate(takenOn) : words.over(formatShortDate(from), formatShortDate(takenOn)),
          },
          {
            label: words.table.value,
            cell: (one) => (
              <div>
                <span className={one.supersededBy === null ? undefined : classes.corrected}>{showValue(measure, one)}</span>
                {one.supersededBy !== null && <span className={classes.sub}>{words.corrected}</span>}
                {one.amendmentReason !== null && <span className={classes.sub}>{words.correction(one.amendmentReason)}</span>}
              </div>
            ),
          },
          {
            label: words.table.source,
            cell: ({ source, point }) => (
              <div>
                {t.measures.sources[source]}
                {point !== null && <span className={classes.sub}>{t.measures.points[point]}</span>}
              </div>
            ),
          },
          { label: words.table.by, cell: ({ recordedBy, recordedAt }) => words.recordedBy(recordedBy, formatDate(recordedAt)) },
          { label: words.table.note, cell: ({ note }) => note },
          {
            label: words.table.change,
            hidden: true,
            cell: (one) =>
              amends && one.supersededBy === null ? (
                <Group justify="flex-end">
                  <Button
                    variant="subtle"
                    size="sm"
                    aria-label={words.amendNamed(showValue(measure, one), formatDate(one.takenOn))}
                    onClick={() => onAmend(one)}
                  >
                    {words.amend}
                  </Button>
                </Group>
              ) : null,
          },
        ]}
      />
    </Stack>
  );
}
