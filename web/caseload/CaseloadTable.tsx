import { Anchor, Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CaseloadStudent } from '@waymark/contract/caseload.ts';
import * as t from '../strings/catalogue.ts';
import { formatRelativeDay, formatShortDate, formatTime } from '../ui/format.ts';
import classes from './CaseloadTable.module.css';
import { Reasons } from './Reasons.tsx';

const text = t.caseload;

/** The roles of a table, said outright: laying its rows out as cards takes the native ones away. */
const is = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  cell: { role: 'cell' },
} as const;

interface CaseloadTableProps {
  students: readonly CaseloadStudent[];
  onSchedule: (studentId: string) => void;
}

/** One line a student. */
export function CaseloadTable({ students, onSchedule }: CaseloadTableProps) {
  return (
    <table className={classes.table} {...is.table} aria-label={text.title}>
      <thead {...is.rowgroup}>
        <tr {...is.row}>
          {Object.values(text.columns).map((column) => (
            <th key={column} {...is.columnheader} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...is.rowgroup}>
        {students.map((student) => (
          <tr key={student.studentId} {...is.row}>
            <StudentCell student={student} />
            <td {...is.cell} className={classes.wide}>
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
                <Button
                  variant="default"
                  size="compact-md"
                  onClick={() => onSchedule(student.studentId)}
                  aria-label={t.meetings.scheduleWith(student.name)}
                >
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
    <td {...is.cell} className={classes.wide}>
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
    <td {...is.cell}>
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
