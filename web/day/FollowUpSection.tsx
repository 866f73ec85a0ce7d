import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { getCaseload } from '@waymark/contract/caseload.ts';
import type { useRead } from '../api.ts';
import { Reasons } from '../caseload/Reasons.tsx';
import * as t from '../strings/catalogue.ts';
import { Loading } from '../ui/Loading.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import classes from '../meetings/MeetingRow.module.css';

/** So many fit a day; the rest are on the caseload. */
const shown = 8;

/** Who most needs the mentor, and why. */
export function FollowUpSection({ caseload }: { caseload: ReturnType<typeof useRead<typeof getCaseload>> }) {
  return (
    <Section title={t.day.followUp} lead={t.day.followUpHint}>
      <Reading query={caseload} loading={<Loading lines={4} />}>
        {({ students }) => {
          const needing = students.filter(({ followUp }) => followUp.length > 0).slice(0, shown);
          if (needing.length === 0) return <Text c="dimmed">{t.day.allWell}</Text>;
          return (
            <ul className={classes.list}>
              {needing.map((student) => (
                <li key={student.studentId} className={classes.row}>
                  <div>
                    <Anchor component={Link} to={`/students/${student.studentId}`} fw={600}>
                      {student.name}
                    </Anchor>
                    <Reasons reasons={student.followUp} />
                  </div>
                </li>
              ))}
            </ul>
          );
        }}
      </Reading>
      <Anchor component={Link} to="/caseload">
        {t.day.followUpAll}
      </Anchor>
    </Section>
  );
}
