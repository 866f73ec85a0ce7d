import { SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { listCharacteristics } from '@waymark/contract/characteristics.ts';
import { getOutcomesOverTime } from '@waymark/contract/outcomes.ts';
import { AnalysisFilters } from '../analysis/AnalysisFilters.tsx';
import type { Kept } from '../analysis/filters.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import type { PartProps } from './part.ts';
import { filtersOf, keptOf } from './reportFilters.ts';

const words = t.reports.about;

/** What stands on the first page, and which students the figures are about. */
export function AboutPart({ draft, change, errors, of }: PartProps) {
  const characteristics = useRead(listCharacteristics, {}).data?.items ?? [];
  const types = useRead(getOutcomesOverTime, { query: {} }, { staleTime: Number.POSITIVE_INFINITY }).data?.types ?? [];
  const { school, ...kept } = keptOf(draft.filters);
  const setKept = (changes: Partial<Record<keyof Kept, string | null>>) =>
    change((now) => {
      const next: Record<string, string | null | undefined> = { ...keptOf(now.filters), ...changes };
      const filled = Object.entries(next).filter(([, value]) => value !== null && value !== undefined && value !== '');
      return { filters: filtersOf(Object.fromEntries(filled)) };
    });
  const line = (name: 'title' | 'subtitle' | 'recipient', label: string, description?: string, required = false) => (
    <TextInput
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      maxLength={name === 'subtitle' ? 300 : 200}
      required={required}
      value={draft[name]}
      error={errors[name]}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <Stack gap="lg" align="stretch">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        {line('title', t.reports.form.name, undefined, true)}
        {line('recipient', t.reports.form.recipient)}
        {line('subtitle', words.subtitle, words.subtitleHint)}
      </SimpleGrid>
      <div>
        <Title order={3} size="h4">
          {words.filters}
        </Title>
        <Text size="sm" c="dimmed" mb="sm">
          {of.schoolName === null ? words.filtersLead : words.filtersSchool(of.schoolName)}
        </Text>
        <AnalysisFilters
          filters={of.schoolName === null ? { ...kept, ...(school === undefined ? {} : { school }) } : kept}
          choices={{
            types: types.map(({ code, name }) => ({ code, label: name })),
            groups: characteristics.filter(({ archived }) => !archived).map(({ code, label }) => ({ code, label })),
          }}
          usualGroup="fsm"
          set={setKept}
          onClear={() => change({ filters: {} })}
          oneSchool={of.schoolName !== null}
        />
      </div>
    </Stack>
  );
}
