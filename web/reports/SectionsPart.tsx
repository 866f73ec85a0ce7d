import { ActionIcon, Button, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { ReportSection } from '@waymark/contract/reports.ts';
import * as t from '../strings/catalogue.ts';
import type { PartProps } from './part.ts';
import classes from './reports.module.css';

const words = t.reports.sections;

/** What is in the report and in which order, by buttons: nothing needs dragging. Focus stays with the part that was moved. */
export function SectionsPart({ draft, change, errors }: PartProps) {
  const { sections } = draft;
  const others = ReportSection.options.filter((section) => !sections.includes(section));
  const [said, setSaid] = useState('');
  const places = useRef<HTMLDivElement>(null);
  const focus = (name: string, otherwise?: string) =>
    requestAnimationFrame(() => {
      const find = (one: string) => places.current?.querySelector<HTMLElement>(`[data-act="${one}"]:not(:disabled)`);
      (find(name) ?? (otherwise === undefined ? undefined : find(otherwise)))?.focus();
    });

  const at = useSearchParams()[0].get('at');
  useEffect(() => {
    // a problem leads to the line of the section it is about
    if (at !== null) places.current?.querySelector<HTMLElement>(`[data-act="out ${CSS.escape(at)}"]`)?.focus();
  }, [at]);

  const move = (section: ReportSection, by: -1 | 1) => {
    const at = sections.indexOf(section) + by;
    change({ sections: sections.filter((one) => one !== section).toSpliced(at, 0, section) });
    setSaid(words.place(words.titles[section].title, at + 1, sections.length));
    const [here, back] = by < 0 ? ['up', 'down'] : ['down', 'up'];
    focus(`${here} ${section}`, `${back} ${section}`);
  };
  const takeOut = (section: ReportSection) => {
    change({ sections: sections.filter((one) => one !== section) });
    setSaid(words.takenOut(words.titles[section].title));
    focus(`add ${section}`);
  };
  const add = (section: ReportSection) => {
    // what comes next stays at the end
    const last = sections.at(-1) === 'next-steps' ? sections.length - 1 : sections.length;
    change({ sections: section === 'introduction' ? [section, ...sections] : sections.toSpliced(last, 0, section) });
    setSaid(words.added(words.titles[section].title));
    focus(`out ${section}`);
  };

  return (
    <Stack gap="lg" align="stretch" ref={places}>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <section>
        <Title order={3} size="h4" mb="xs" id="sections-chosen">
          {words.chosen}
        </Title>
        {errors['sections'] !== undefined && (
          <Text c="var(--mantine-color-error)" size="sm" role="alert">
            {errors['sections']}
          </Text>
        )}
        {sections.length === 0 && <Text c="dimmed">{words.none}</Text>}
        <ol className={classes.parts} aria-labelledby="sections-chosen">
          {sections.map((section, at) => {
            const { title } = words.titles[section];
            return (
              <li key={section}>
                <span className={classes.partNumber} aria-hidden="true">
                  {at + 1}
                </span>
                <Named section={section} />
                <span className={classes.acts}>
                  <Act name={`up ${section}`} label={words.up(title)} disabled={at === 0} onClick={() => move(section, -1)}>
                    <IconArrowUp size={18} />
                  </Act>
                  <Act
                    name={`down ${section}`}
                    label={words.down(title)}
                    disabled={at === sections.length - 1}
                    onClick={() => move(section, 1)}
                  >
                    <IconArrowDown size={18} />
                  </Act>
                  <Act name={`out ${section}`} label={words.takeOut(title)} onClick={() => takeOut(section)}>
                    <IconX size={18} />
                  </Act>
                </span>
              </li>
            );
          })}
        </ol>
      </section>
      <section>
        <Title order={3} size="h4" mb="xs" id="sections-others">
          {words.others}
        </Title>
        {others.length === 0 ? (
          <Text c="dimmed">{words.allIn}</Text>
        ) : (
          <ul className={classes.parts} aria-labelledby="sections-others">
            {others.map((section) => (
              <li key={section} data-out>
                <Named section={section} />
                <Button
                  variant="default"
                  leftSection={<IconPlus size={16} aria-hidden="true" />}
                  aria-label={words.addNamed(words.titles[section].title)}
                  data-act={`add ${section}`}
                  onClick={() => add(section)}
                >
                  {words.add}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </section>
    </Stack>
  );
}

const Named = ({ section }: { section: ReportSection }) => (
  <span className={classes.named}>
    <Text span fw={600} display="block">
      {words.titles[section].title}
    </Text>
    <Text span size="sm" c="dimmed" display="block">
      {words.titles[section].lead}
    </Text>
  </span>
);

interface ActProps {
  name: string;
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}

function Act({ name, label, disabled = false, onClick, children }: ActProps) {
  return (
    <ActionIcon variant="subtle" color="gray" size={44} aria-label={label} data-act={name} disabled={disabled} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}
