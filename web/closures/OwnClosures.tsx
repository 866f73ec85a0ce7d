import { Text, Title } from '@mantine/core';
import { listOwnClosures } from '@waymark/contract/closures.ts';
import { useRead } from '../api.ts';
import classes from '../reviews/Evidence.module.css';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { Section } from '../ui/Section.tsx';

const words = t.closures.own;

/** The words a student was given when a programme ended, on their own home. Nothing at all while there are none. */
export default function OwnClosures() {
  const closures = useRead(listOwnClosures, {});
  if (!closures.data || closures.data.items.length === 0) return null;
  return (
    <Section title={words.title}>
      {closures.data.items.map(({ id, programme, closedOn, studentSummary, whatNext }) => (
        <article key={id} aria-labelledby={`closure-${id}`}>
          <Title order={3} size="h4" id={`closure-${id}`}>
            {words.from(programme, formatDate(closedOn))}
          </Title>
          <p className={classes.said}>{studentSummary}</p>
          {whatNext !== '' && (
            <>
              <Text fw={600} mt="sm">
                {words.next}
              </Text>
              <p className={classes.said}>{whatNext}</p>
            </>
          )}
        </article>
      ))}
    </Section>
  );
}
