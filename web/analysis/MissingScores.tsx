import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { listMissingScores } from '@waymark/contract/missing-scores.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatNumber } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import classes from './Analysis.module.css';

const words = t.analysis.missing;
const shown = (n: number | null) => (n === null ? words.few : formatNumber(n));

/** For a lead to act on: where students have no score, or no second one, by mentor in order of name. */
export function MissingScores() {
  const missing = useRead(listMissingScores, {});
  return (
    <Section title={words.title} lead={words.lead}>
      <Reading query={missing}>
        {({ items }) => (
          <>
            <StackedTable
              caption={words.title}
              rows={items}
              rowKey={({ memberId }) => memberId}
              columns={[
                { label: words.mentor, cell: ({ name }) => name },
                { label: words.students, numeric: true, cell: ({ students }) => shown(students) },
                { label: words.none, numeric: true, cell: ({ withoutScore }) => shown(withoutScore) },
                { label: words.once, numeric: true, cell: ({ withoutSecond }) => shown(withoutSecond) },
              ]}
            />
            <Text size="sm" c="dimmed">
              {words.fewNote(words.few)}
            </Text>
            <Anchor component={Link} to="/reviews" className={classes.follow}>
              {words.follow}
            </Anchor>
          </>
        )}
      </Reading>
    </Section>
  );
}
