import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { lazy, useState } from 'react';
import { Link } from 'react-router';
import { attendedShare, type Dose } from '@waymark/contract/interventions.ts';
import { getStudentHelp, listParticipations, type StudentHelp as Help } from '@waymark/contract/participations.ts';
import { useRead, useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { PageSection } from '../students/PageSection.tsx';
import type { SectionProps } from '../students/sections.ts';
import { Fetched } from '../ui/Fetched.tsx';
import { formatNumber, formatShortDate } from '../ui/format.ts';
import { Loading } from '../ui/Loading.tsx';
import { MorePages } from '../ui/MorePages.tsx';
import { nameOf } from '../ui/PersonName.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import { notFetched } from '../ui/toast.tsx';

const RecordHelp = lazy(() => import('./RecordHelp.tsx'));
const words = t.help.student;

interface HelpLine {
  key: string;
  name: string;
  /** Where its page is, for those who have one to go to. */
  to: string | null;
  about: string;
  onList: boolean;
  dose: Dose;
  lastOn: string | null;
}

/** All the help a student received, mentoring and everything else in one table. */
export default function StudentHelp({ studentId, student }: SectionProps) {
  const { can } = useSession();
  const [recording, setRecording] = useState(false);
  const [shown, setShown] = useState(false);
  const help = useRead(getStudentHelp, { params: { id: studentId }, query: {} });
  const opens = !can('student');
  return (
    <PageSection
      id="student-help"
      title={words.title}
      action={
        can('mentor', 'lead') && (
          <Button variant="default" onClick={() => setRecording(true)}>
            {words.record}
          </Button>
        )
      }
    >
      <Stack gap="sm" align="stretch">
        <Reading query={help} loading={<Loading lines={3} />}>
          {(data) => (
            <>
              <StackedTable
                caption={words.caption}
                rows={linesOf(data, opens)}
                rowKey={({ key }) => key}
                columns={[
                  {
                    label: t.help.columns.name,
                    cell: ({ name, to, onList, about }) => (
                      <>
                        <Group gap="xs">
                          {to === null ? (
                            <Text span fw={600}>
                              {name}
                            </Text>
                          ) : (
                            <Anchor component={Link} to={to} fw={600}>
                              {name}
                            </Anchor>
                          )}
                          {onList && <Badge>{words.onList}</Badge>}
                        </Group>
                        {about !== '' && (
                          <Text size="sm" c="dimmed">
                            {about}
                          </Text>
                        )}
                      </>
                    ),
                  },
                  { label: t.help.columns.sessions, numeric: true, cell: ({ dose }) => formatNumber(dose.sessions) },
                  { label: t.help.columns.minutes, numeric: true, cell: ({ dose }) => t.help.minutes(dose.minutes) },
                  { label: t.help.columns.attended, numeric: true, cell: ({ dose }) => t.help.share(attendedShare(dose)) },
                  { label: t.help.columns.last, cell: ({ lastOn }) => (lastOn === null ? t.help.never : formatShortDate(lastOn)) },
                ]}
              />
              {data.interventions.length === 0 && <Text c="dimmed">{words.none}</Text>}
              {data.interventions.length > 0 && (
                <div className="no-print">
                  <Button variant="subtle" aria-expanded={shown} onClick={() => setShown((now) => !now)}>
                    {shown ? words.hide : words.show}
                  </Button>
                  {shown && <Each studentId={studentId} opens={opens} />}
                </div>
              )}
            </>
          )}
        </Reading>
      </Stack>
      <Fetched onFailure={notFetched}>
        {recording && <RecordHelp student={{ id: studentId, name: nameOf(student) }} onClose={() => setRecording(false)} />}
      </Fetched>
    </PageSection>
  );
}

/** Mentoring first, then each intervention, then everything together where there is more than one. */
function linesOf({ mentoring, interventions }: Help, opens: boolean): HelpLine[] {
  const { held, missed, minutes, lastOn } = mentoring;
  const lines: HelpLine[] = [
    {
      key: 'mentoring',
      name: words.mentoring,
      to: null,
      about: words.mentoringKind,
      onList: false,
      dose: { sessions: held + missed, attended: held, part: 0, absent: missed, minutes },
      lastOn,
    },
    ...interventions.map(({ id, name, kind, onList, dose, lastOn: last }) => ({
      key: id,
      name,
      to: opens ? `/interventions/${id}` : null,
      about: t.help.kinds[kind],
      onList,
      dose,
      lastOn: last,
    })),
  ];
  if (interventions.length === 0) return lines;
  const sum = (of: keyof Dose) => lines.reduce((total, { dose }) => total + dose[of], 0);
  const dose = { sessions: sum('sessions'), attended: sum('attended'), part: sum('part'), absent: sum('absent'), minutes: sum('minutes') };
  const last = lines.map((line) => line.lastOn ?? '').reduce((a, b) => (a > b ? a : b));
  return [...lines, { key: 'total', name: words.total, to: null, about: '', onList: false, dose, lastOn: last === '' ? null : last }];
}

function Each({ studentId, opens }: { studentId: string; opens: boolean }) {
  const marks = useReadPages(listParticipations, { query: { studentId, limit: 20 } });
  const rows = marks.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Reading query={marks} loading={<Loading lines={3} />}>
        {() => (
          <StackedTable
            caption={words.each}
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              {
                label: t.help.sessions.day,
                cell: ({ heldOn, sessionId, intervention }) =>
                  opens ? (
                    <Anchor component={Link} to={`/interventions/${intervention.id}/sessions/${sessionId}`}>
                      {formatShortDate(heldOn)}
                    </Anchor>
                  ) : (
                    formatShortDate(heldOn)
                  ),
              },
              { label: t.help.columns.name, cell: ({ intervention }) => intervention.name },
              { label: t.help.sessions.about, cell: ({ title, note }) => [title, note].filter(Boolean).join(' · ') },
              { label: words.mark, cell: ({ attended }) => t.help.attended[attended] },
              { label: t.help.columns.minutes, numeric: true, cell: ({ minutes }) => t.help.minutes(minutes) },
            ]}
          />
        )}
      </Reading>
      <MorePages query={marks} />
    </>
  );
}
