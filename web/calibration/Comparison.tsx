import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { getOwnComparison, type OwnComparison } from '@waymark/contract/calibration.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { LevelBadge } from '../ui/LevelBadge.tsx';
import { formatDate } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import classes from './Calibration.module.css';
import { LevelCounts } from './LevelCounts.tsx';

const words = t.calibration.comparison;

/** What a mentor sees once they have finished: their own levels beside the reference and, nameless, their colleagues'. */
export function Comparison({ id, title }: { id: string; title: string }) {
  const comparison = useRead(getOwnComparison, { params: { id } });
  const { data } = comparison;
  return (
    <Page
      title={title}
      lead={data && words.lead(formatDate(data.finishedAt))}
      width="normal"
      parents={[{ label: t.calibration.title, to: '/calibration' }]}
    >
      <Reading query={comparison}>
        {(all) => {
          const differ = all.answers.filter(({ own, level }) => own !== level).toSorted((a, b) => distance(b) - distance(a));
          const alike = all.answers.filter(({ own, level }) => own === level);
          return (
            <Stack gap="lg" align="stretch">
              <div>
                <Text size="lg" fw={600}>
                  {words.summary(all.same, all.near, all.of)} {words.lean(all.lean)}
                </Text>
                <Text mt="xs">{words.kind}</Text>
                <Text size="sm" c="dimmed" mt="xs">
                  {all.shown ? words.colleagues(all.colleagues) : words.tooFew} {words.lead2}
                </Text>
              </div>
              {differ.length > 0 && (
                <Section title={words.differences}>
                  {differ.map((answer) => (
                    <OneAnswer key={answer.vignetteId + answer.outcomeId} answer={answer} />
                  ))}
                </Section>
              )}
              {alike.length > 0 && (
                <Section title={words.alike}>
                  <details className={classes.more} open={differ.length === 0}>
                    <summary>{words.showAlike(alike.length)}</summary>
                    {alike.map((answer) => (
                      <OneAnswer key={answer.vignetteId + answer.outcomeId} answer={answer} />
                    ))}
                  </details>
                </Section>
              )}
            </Stack>
          );
        }}
      </Reading>
    </Page>
  );
}

type Answer = OwnComparison['answers'][number];
const distance = ({ own, level }: Answer) => Math.abs(own - level);

function OneAnswer({ answer }: { answer: Answer }) {
  const { title, statement, descriptors, level, own, reasoning, others, body } = answer;
  const off = distance(answer);
  return (
    <article className={classes.answer}>
      <Title order={3} size="h5">
        {title}
      </Title>
      <Text size="sm" c="dimmed">
        {statement}
      </Text>
      <Group gap="sm" mt="xs" className={classes.marks}>
        <Group gap={6}>
          <Text size="sm">{words.yours}</Text>
          <LevelBadge level={own} levels={descriptors.length} />
        </Group>
        <Group gap={6}>
          <Text size="sm">{words.reference}</Text>
          <LevelBadge level={level} levels={descriptors.length} />
        </Group>
        <Badge color={off > 1 ? 'orange' : 'gray'}>{off === 0 ? words.same : off === 1 ? words.near : words.far}</Badge>
      </Group>
      <Text mt="xs">{reasoning}</Text>
      {others !== null && <LevelCounts label={words.others} counts={others} reference={level} />}
      <details className={classes.more}>
        <summary>{words.reread}</summary>
        <div className={classes.case}>{body}</div>
        <ul className={classes.descriptors} aria-label={words.descriptors}>
          {descriptors.map((descriptor, i) => (
            <li key={descriptor}>{words.level(i + 1, descriptor)}</li>
          ))}
        </ul>
      </details>
    </article>
  );
}
