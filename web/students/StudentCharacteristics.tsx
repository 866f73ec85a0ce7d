import { Button, Text } from '@mantine/core';
import { Suspense, lazy, useState } from 'react';
import { type StudentCharacteristic, getStudentCharacteristics } from '@waymark/contract/characteristics.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { nameOf } from '../ui/PersonName.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { PageSection } from './PageSection.tsx';
import type { StudentRecord } from './StudentPage.tsx';
import classes from './StudentPage.module.css';

const EditCharacteristics = lazy(() => import('./EditCharacteristics.tsx'));
const words = t.characteristics.student;

type Recorded = NonNullable<StudentCharacteristic['current']>;

/** A value in the words of its characteristic, or why there is none. */
function inWords(options: StudentCharacteristic['characteristic']['options'], { value, missingReason }: Recorded): string {
  if (missingReason !== null) return t.characteristics.missing[missingReason];
  return options.find((option) => option.code === value)?.label ?? value ?? '';
}

/** What is recorded of a student beside names and school, each with what it said before. */
export function StudentCharacteristics({ student }: { student: StudentRecord }) {
  const { can } = useSession();
  const query = useRead(getStudentCharacteristics, { params: { id: student.id } });
  const [editing, setEditing] = useState(false);
  const edit = can('admin', 'lead') && query.data !== undefined && (
    <Button variant="default" onClick={() => setEditing(true)}>
      {words.edit}
    </Button>
  );
  return (
    <PageSection title={t.students.page.characteristics} id="student-characteristics" action={edit}>
      <Reading
        query={query}
        isEmpty={({ items }) => items.every((item) => item.current === null)}
        empty={<Text c="dimmed">{words.none}</Text>}
      >
        {({ items }) => (
          <dl className={classes.facts}>
            {items.map(({ characteristic, current, earlier }) => (
              <div key={characteristic.id}>
                <dt>{characteristic.label}</dt>
                <dd>
                  <Text component="span" inherit c={current === null || current.missingReason !== null ? 'dimmed' : undefined}>
                    {current === null ? words.notRecorded : inWords(characteristic.options, current)}
                  </Text>
                  {current !== null && (
                    <Text size="xs" c="dimmed">
                      {words.recorded(formatDate(current.recordedAt), current.recordedBy)}
                    </Text>
                  )}
                  {earlier.length > 0 && (
                    <details>
                      <Text component="summary" size="xs">
                        {words.history(earlier.length)}
                      </Text>
                      <ul className={classes.list} aria-label={words.historyOf(characteristic.label)}>
                        {earlier.map((one) => (
                          <Text component="li" size="xs" key={one.id}>
                            {words.until(inWords(characteristic.options, one), formatDate(one.recordedAt), one.recordedBy)}
                          </Text>
                        ))}
                      </ul>
                    </details>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Reading>
      <Suspense>
        {editing && query.data && (
          <EditCharacteristics studentId={student.id} name={nameOf(student)} items={query.data.items} onClose={() => setEditing(false)} />
        )}
      </Suspense>
    </PageSection>
  );
}
