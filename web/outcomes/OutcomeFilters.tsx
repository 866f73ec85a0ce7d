import { Select, TextInput } from '@mantine/core';
import type { OutcomeTypeSummary } from '@waymark/contract/outcomes.ts';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { CharacteristicsChoice } from './CharacteristicsChoice.tsx';
import { FilterFrame } from './FilterFrame.tsx';
import { type Filters, narrowing } from './filters.ts';

const text = t.outcomes.filters;

interface OutcomeFiltersProps {
  filters: Filters;
  types: readonly OutcomeTypeSummary[];
  onChange: (change: Filters) => void;
}

/** Whose outcomes are counted. Every choice is in the address. */
export function OutcomeFilters({ filters, types, onChange }: OutcomeFiltersProps) {
  const programmes = useRead(listProgrammes, {}).data?.items ?? [];
  const schools = useRead(listSchools, {}).data?.items ?? [];
  const cohorts = programmes.find((programme) => programme.id === filters.programme)?.cohorts ?? [];
  const outcomes = types.filter((type) => filters.type === undefined || type.code === filters.type);
  const pick = (name: keyof Filters) => (value: string | null) => onChange({ [name]: value ?? '' });
  const named = (items: readonly { id: string; name: string }[]) => items.map(({ id, name }) => ({ value: id, label: name }));

  return (
    <FilterFrame
      view={filters.view}
      onView={pick('view')}
      narrowed={narrowing(filters)}
      clear={t.outcomes.clear}
      beside={
        <>
          <Select
            label={text.type}
            placeholder={text.any}
            clearable
            data={typeChoices(types)}
            value={filters.type ?? null}
            onChange={pick('type')}
          />
          <Select
            label={text.outcome}
            placeholder={text.any}
            clearable
            searchable
            data={outcomes.map((type) => ({
              group: type.name,
              items: type.outcomes.map((outcome) => ({ value: outcome.seriesId, label: outcome.statement })),
            }))}
            value={filters.outcome ?? null}
            onChange={pick('outcome')}
          />
        </>
      }
    >
      <Select
        label={text.programme}
        placeholder={text.any}
        clearable
        data={named(programmes)}
        value={filters.programme ?? null}
        onChange={pick('programme')}
      />
      {cohorts.length > 0 && (
        <Select
          label={text.cohort}
          placeholder={text.any}
          clearable
          data={named(cohorts)}
          value={filters.cohort ?? null}
          onChange={pick('cohort')}
        />
      )}
      <Select
        label={text.school}
        placeholder={text.any}
        clearable
        searchable
        data={named(schools)}
        value={filters.school ?? null}
        onChange={pick('school')}
      />
      <Select
        label={text.enrolment}
        allowDeselect={false}
        data={Object.entries(text.enrolments).map(([value, label]) => ({ value, label }))}
        value={filters.enrolment ?? 'all'}
        onChange={(value) => onChange({ enrolment: value === null || value === 'all' ? '' : value })}
      />
      <TextInput
        type="date"
        label={text.from}
        value={filters.from ?? ''}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <TextInput type="date" label={text.to} value={filters.to ?? ''} onChange={(event) => onChange({ to: event.currentTarget.value })} />
      <CharacteristicsChoice chosen={filters.with} onChange={pick('with')} />
    </FilterFrame>
  );
}

/** Types by code; two frameworks may share one, and are then chosen together. */
function typeChoices(types: readonly OutcomeTypeSummary[]) {
  return [...new Map(types.map(({ code, name }) => [code, name]))].map(([value, label]) => ({ value, label }));
}
