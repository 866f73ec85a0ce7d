import { Text } from '@mantine/core';
import { getStudentHelp } from '@waymark/contract/participations.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Section } from '../ui/Section.tsx';
import classes from './Register.module.css';

/** On a student's home: what they take part in beside mentoring. Nothing where there is nothing. */
export default function OwnHelp({ studentId }: { studentId: string }) {
  const help = useRead(getStudentHelp, { params: { id: studentId }, query: {} });
  const interventions = help.data?.interventions ?? [];
  if (interventions.length === 0) return null;
  return (
    <Section title={t.help.student.own}>
      <ul className={classes.lines}>
        {interventions.map(({ id, name, dose }) => (
          <li key={id}>
            <Text fw={600}>{name}</Text>
            <Text size="sm" c="dimmed">
              {t.help.student.ownDose(dose.attended + dose.part, dose.minutes)}
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  );
}
