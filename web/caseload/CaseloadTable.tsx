import { Anchor, Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CaseloadStudent } from '@waymark/contract/caseload.ts';
import { t } from '../strings/catalogue.ts';
import { formatRelativeDay, formatShortDate, formatTime } from '../ui/format.ts';
import classes from './CaseloadTable.module.css';
import { Reasons } from './Reasons.tsx';

const text = t.caseload;

interface CaseloadTableProps {
  students: readonly CaseloadStudent[];
  onSchedule: (studentId: string) => void;
}

/** One line a student. The roles are said outright: laying rows out as cards would otherwise take them away. */
export function CaseloadTable({ students, onSchedule }: CaseloadTableProps) {
  return (
    <table className={classes.table} role="table" aria-label={text.title}>
      <thead role="rowgroup">
        <tr role="row">
          {Object.values(text.columns).map((column) => (
            <th key={column} role="columnheader" scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {students.map((student) => (
          <tr key={student.studentId} role="row">
            <StudentCell student={student} />
            <td role="cell" className={classes.wide}>
              {student.followUp.length === 0 ? (
                <Text size="sm" c="dimmed">
                  {text.nothing}
                </Text>
              ) : (
                <Reasons reasons={student.followUp} />
              )}
            </td>
            <Cell label={text.columns.contact}>
              {student.lastHeldAt === null ? text.never : formatRelativeDay(student.lastHeldAt)}
              {student.meetingsHeld > 0 && <Note>{text.held(student.meetingsHeld)}</Note>}
              {student.missedInARow > 0 && <Note>{text.missed(student.missedInARow)}</Note>}
            </Cell>
            <Cell label={text.columns.next}>
              {student.nextMeeting === null ? (
                <Button variant="default" size="compact-md" onClick={() => onSchedule(student.studentId)} aria-label={t.meetings.scheduleWith(student.name)}>
                  {t.meetings.scheduleShort}
                </Button>
              ) : (
                <Anchor component={Link} to={`/meetings/${student.nextMeeting.id}`}>
                  {formatShortDate(student.nextMeeting.startsAt)}, {formatTime(student.nextMeeting.startsAt)}
                </Anchor>
              )}
            </Cell>
            <Cell label={text.columns.actions}>{text.actions(student.actionsOpen, student.actionsOverdue)}</Cell>
            <Cell label={text.columns.outcomes}>
              {text.outcomes(student.outcomes)}
              {student.outcomes.notScored > 0 && student.outcomes.scored > 0 && <Note>{text.notScored(student.outcomes.notScored)}</Note>}
              {student.outcomes.stale > 0 && <Note>{text.stale(student.outcomes.stale)}</Note>}
            </Cell>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function StudentCell({ student }: { student: CaseloadStudent }) {
  const where = [student.yearGroup === null ? '' : text.year(student.yearGroup), student.schoolName].filter(Boolean).join(', ');
  const matches = student.matches.map(({ programmeName, purpose }) => [programmeName, purpose].filter(Boolean).join(': ')).join('; ');
  return (
    <td role="cell" className={classes.wide}>
      <Anchor component={Link} to={`/students/${student.studentId}`} fw={600}>
        {student.name}
      </Anchor>
      {where !== '' && <Note>{where}</Note>}
      <Note>{matches}</Note>
    </td>
  );
}

function Cell({ label, children }: { label: string; children: ReactNode }) {
  return (
    <td role="cell">
      <span className={classes.label} aria-hidden="true">
        {label}
      </span>
      <div>{children}</div>
    </td>
  );
}

const Note = ({ children }: { children: ReactNode }) => (
  <Text size="sm" c="dimmed">
    {children}
  </Text>
);
