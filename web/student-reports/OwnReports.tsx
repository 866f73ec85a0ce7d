import { Anchor, Stack } from '@mantine/core';
import { listStudentReports } from '@waymark/contract/student-reports.ts';
import { Link } from 'react-router';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { Section } from '../ui/Section.tsx';

const words = t.studentReports.own;

/** The pages a student was given, on their own home. Nothing at all while there are none. */
export default function OwnReports() {
  const reports = useRead(listStudentReports, { query: { limit: 100 } });
  if (!reports.data || reports.data.items.length === 0) return null;
  const newestFirst = reports.data.items.toSorted((a, b) => (b.givenAt ?? '').localeCompare(a.givenAt ?? ''));
  return (
    <Section title={words.section} lead={words.sectionLead}>
      <Stack gap="sm">
        {newestFirst.map(({ id, programme, from, to, givenAt }) => (
          <Anchor key={id} component={Link} to={`/me/reports/${id}`} fw={600}>
            {words.open(programme, formatDate(from), formatDate(to), formatDate(givenAt ?? to))}
          </Anchor>
        ))}
      </Stack>
    </Section>
  );
}
