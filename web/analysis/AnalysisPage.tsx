import { Anchor, Stack, Text } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { questions } from '@waymark/contract/analysis.ts';
import * as t from '../strings/catalogue.ts';
import { Page } from '../ui/Page.tsx';
import classes from './Analysis.module.css';
import { followingFilters } from './filters.ts';

const words = t.analysis;

/** The questions there are, each with what it tells. */
export function Component() {
  const [search] = useSearchParams();
  return (
    <Page title={words.title} lead={words.lead} width="normal">
      <ol className={classes.questions}>
        {questions.map((question) => (
          <li key={question}>
            <Stack gap={2}>
              <Anchor component={Link} to={`/analysis/${question}${followingFilters(search)}`} fw={600} className={classes.question}>
                {words.questions[question].title}
              </Anchor>
              <Text size="sm" c="dimmed">
                {words.questions[question].lead}
              </Text>
            </Stack>
          </li>
        ))}
      </ol>
    </Page>
  );
}
