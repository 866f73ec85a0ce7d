import { Text } from '@mantine/core';
import { listStudentChanges } from '@waymark/contract/students.ts';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDateTime } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Reading } from '../ui/Reading.tsx';
import { PageSection } from './PageSection.tsx';
import classes from './StudentPage.module.css';

const words = t.students.changes;

/** Who changed what on the record, latest first. */
export function StudentChanges({ studentId }: { studentId: string }) {
  const changes = useReadPages(listStudentChanges, { params: { id: studentId }, query: { limit: 10 } });
  const rows = changes.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <PageSection title={t.students.page.changes} id="student-changes">
      <Reading query={changes} isEmpty={() => rows.length === 0} empty={<Text c="dimmed">{words.none}</Text>}>
        {() => (
          <ul className={classes.list}>
            {rows.map(({ id, at, by, action, fields }) => (
              <li key={id} className={classes.line}>
                <div>
                  {words.by(words.actions[action] ?? words.other(action), by)}
                  {fields.length > 0 && (
                    <Text size="sm" c="dimmed">
                      {words.fields(fields.map((field) => words.fieldNames[field] ?? words.other(field).toLowerCase()))}
                    </Text>
                  )}
                </div>
                <Text size="sm" c="dimmed">
                  {formatDateTime(at)}
                </Text>
              </li>
            ))}
          </ul>
        )}
      </Reading>
      <MorePages query={changes} />
    </PageSection>
  );
}
