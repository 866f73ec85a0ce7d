import { Anchor, Stack, Text } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { questions } from '@waymark/contract/analysis.ts';
import { NotFound } from '../shell/NotFound.tsx';
import * as t from '../strings/catalogue.ts';
import { Page } from '../ui/Page.tsx';
import { useSession } from '../ui/session.ts';
import classes from './Analysis.module.css';
import { followingFilters } from './filters.ts';

const words = t.analysis;

/** The questions there are, each with what it tells. */
export function Component() {
  const [search] = useSearchParams();
  const { can } = useSession();
  if (!can('admin', 'lead', 'analyst')) return <NotFound />;
  return (
    <Page title={words.title} lead={words.lead} width="normal">
      <ol className={classes.questions}>
        {questions.map((question) => (
          <Line key={question} to={`/analysis/${question}${followingFilters(search)}`} {...words.questions[question]} />
        ))}
        {can('admin', 'lead') && <Line to="/calibration" {...words.assessors} />}
      </ol>
    </Page>
  );
}

const Line = ({ to, title, lead }: { to: string; title: string; lead: string }) => (
  <li>
    <Stack gap={2}>
      <Anchor component={Link} to={to} fw={600} className={classes.question}>
        {title}
      </Anchor>
      <Text size="sm" c="dimmed">
        {lead}
      </Text>
    </Stack>
  </li>
);
