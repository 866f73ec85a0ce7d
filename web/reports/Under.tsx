import { Text } from '@mantine/core';
import type { Report } from '@waymark/contract/reports.ts';
import * as t from '../strings/catalogue.ts';

const words = t.reports;

/** Under the title: what it is, and where it came from. */
export const Under = ({ report }: { report: Report }) => (
  <Text span inherit>
    {[
      words.status[report.status],
      words.kinds[report.kind].name,
      report.schoolName,
      report.scheduleId !== null && report.status === 'draft' && words.list.fromSchedule,
    ]
      .filter((part) => typeof part === 'string')
      .join(' · ')}
  </Text>
);
