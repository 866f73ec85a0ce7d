import { Spotlight, createSpotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconUser } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { listStudents } from '@waymark/contract/students.ts';
import { useRead } from '../api.ts';
import { account, commands, placesOf } from '../navigation.ts';
import * as t from '../strings/catalogue.ts';
import { nameOf } from '../ui/PersonName.tsx';
import { useSession } from '../ui/session.ts';
import classes from './CommandPalette.module.css';

const [store, palette] = createSpotlight();
const studentsShown = 7;

/** Ctrl K: every place of the role, its commonest actions, and any student by name. Opens each time `asked` counts up. */
export default function CommandPalette({ asked }: { asked: number }) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 150);
  const { role, can } = useSession();
  const navigate = useNavigate();
  const findsStudents = can('admin', 'lead', 'mentor', 'school_contact', 'safeguarding_lead') && search.length >= 2;
  const students = useRead(listStudents, { query: { search, limit: studentsShown } }, { enabled: findsStudents, keep: true });

  useEffect(() => palette.open(), [asked]);

  const wanted = (label: string) => label.toLowerCase().includes(typed.trim().toLowerCase());
  const go = (to: string) => () => void navigate(to);
  const places = [...placesOf(role), account].filter(({ label }) => wanted(label));
  const doable = commands.filter((command) => command.roles.includes(role) && wanted(command.label));
  const found = findsStudents ? (students.data?.items ?? []) : [];
  const nothing = found.length + doable.length + places.length === 0 && !students.isFetching;

  return (
    <Spotlight.Root
      className={classes.palette}
      title={<VisuallyHidden>{t.shell.find}</VisuallyHidden>}
      store={store}
      query={typed}
      onQueryChange={setTyped}
      shortcut={null}
      maxHeight="70dvh"
      scrollable
      clearQueryOnClose
    >
      <Spotlight.Search
        placeholder={t.shell.findHint}
        aria-label={t.shell.find}
        leftSection={<IconSearch size={20} aria-hidden="true" />}
      />
      <Spotlight.ActionsList aria-label={t.shell.find}>
        {found.length > 0 && (
          <Spotlight.ActionsGroup label={t.shell.findStudents}>
            {found.map((student) => (
              <Spotlight.Action
                key={student.id}
                label={nameOf(student)}
                description={[student.school?.name, student.yearGroup === null ? undefined : t.shell.year(student.yearGroup)]
                  .filter(Boolean)
                  .join(', ')}
                leftSection={<IconUser size={20} aria-hidden="true" />}
                onClick={go(`/students/${student.id}`)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {doable.length > 0 && (
          <Spotlight.ActionsGroup label={t.shell.findActions}>
            {doable.map(({ to, label, icon: Icon }) => (
              <Spotlight.Action key={to} label={label} leftSection={<Icon size={20} aria-hidden="true" />} onClick={go(to)} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {places.length > 0 && (
          <Spotlight.ActionsGroup label={t.shell.findPlaces}>
            {places.map(({ to, label, icon: Icon }) => (
              <Spotlight.Action key={to} label={label} leftSection={<Icon size={20} aria-hidden="true" />} onClick={go(to)} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {nothing && <Spotlight.Empty>{t.shell.nothingFound}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
