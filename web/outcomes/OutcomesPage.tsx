import { Button, Stack, Text } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { getOutcomesFile, getOutcomesOverTime, type OutcomesOverTime } from '@waymark/contract/outcomes.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { download } from '../ui/saveFile.ts';
import { useSession } from '../ui/session.ts';
import { changeFilters, countQuery, fileQuery, type Filters, readFilters } from './filters.ts';
import { OutcomeDetail } from './OutcomeDetail.tsx';
import { OutcomeFilters } from './OutcomeFilters.tsx';
import { StudentsBehind } from './StudentsBehind.tsx';
import { TypeOverview } from './TypeOverview.tsx';

const text = t.outcomes;

/** How far students moved, by outcome: who can be compared, who not and why, and the whole distribution. */
export function Component() {
  const { role } = useSession();
  const [search, setSearch] = useSearchParams();
  const [saving, setSaving] = useState(false);
  const filters = readFilters(search);
  const query = useRead(getOutcomesOverTime, { query: countQuery(filters) }, { keep: true });
  const change = (to: Filters) => setSearch((now) => changeFilters(now, to));

  const save = async () => {
    setSaving(true);
    await download(getOutcomesFile, { query: fileQuery(filters) });
    setSaving(false);
  };

  return (
    <Page
      title={text.title}
      lead={role === 'mentor' ? text.leadCaseload : text.lead}
      actions={
        <>
          <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden="true" />} onClick={() => print()}>
            {text.print}
          </Button>
          <Button loading={saving} leftSection={<IconDownload size={18} aria-hidden="true" />} onClick={() => void save()}>
            {text.download}
          </Button>
        </>
      }
    >
      <Stack gap="lg">
        <OutcomeFilters filters={filters} types={query.data?.types ?? []} onChange={change} />
        <Reading
          query={query}
          isEmpty={({ enrolments }) => enrolments === 0}
          empty={
            <EmptyState title={text.emptyTitle} action={<Button onClick={() => setSearch({})}>{text.clear}</Button>}>
              {text.empty}
            </EmptyState>
          }
        >
          {(outcomes) => <Figures outcomes={outcomes} filters={filters} />}
        </Reading>
      </Stack>
      <StudentsBehind filters={filters} types={query.data?.types ?? []} />
    </Page>
  );
}

function Figures({ outcomes, filters }: { outcomes: OutcomesOverTime; filters: Filters }) {
  const types = outcomes.types.filter((type) => filters.type === undefined || type.code === filters.type);
  const outcome = types.flatMap((type) => type.outcomes).find((one) => one.seriesId === filters.outcome);
  return (
    <Stack gap="lg">
      <div aria-live="polite">
        <Text>{text.matching(outcomes.enrolments, outcomes.students)}</Text>
        <Text size="sm" c="dimmed">
          {text.asOf(formatDateTime(outcomes.asOf))}
          {(outcomes.provisionalMentors ?? 0) > 0 && ` ${text.provisional(outcomes.provisionalMentors ?? 0)}`}
        </Text>
      </div>
      {outcome !== undefined ? (
        <OutcomeDetail title={outcome.statement} figures={outcome} seriesId={outcome.seriesId} retired={outcome.retired} />
      ) : (
        types.map((type) => <TypeOverview key={`${type.framework} ${type.code}`} type={type} />)
      )}
      {outcome === undefined &&
        filters.type !== undefined &&
        types.map((type) => <OutcomeDetail key={`${type.framework} ${type.code}`} title={text.all(type.name)} figures={type} />)}
    </Stack>
  );
}
