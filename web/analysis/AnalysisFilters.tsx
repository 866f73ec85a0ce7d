import { Select, TextInput } from '@mantine/core';
import type { AnalysisAnswer } from '@waymark/contract/analysis.ts';
import { listFrameworks } from '@waymark/contract/frameworks.ts';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { useRead } from '../api.ts';
import { CharacteristicsChoice } from '../outcomes/CharacteristicsChoice.tsx';
import { FilterFrame } from '../outcomes/FilterFrame.tsx';
import * as t from '../strings/catalogue.ts';
import { type Kept, narrowing, type SetKept } from './filters.ts';

const text = t.analysis.filters;

interface AnalysisFiltersProps {
  filters: Kept;
  choices: AnalysisAnswer['choices'] | undefined;
  /** The characteristic that makes the groups when the address names none. */
  usualGroup: string | undefined;
  set: SetKept;
  /** Where the filters are kept elsewhere than in the address: how they are cleared, and whether the school is settled already. */
  onClear?: () => void;
  oneSchool?: boolean;
  /** The question sets mentors’ scores beside students’ own: whose they are is no choice. */
  everyView?: boolean;
}

/** Whose scores the question is about; the same on every question and in reports. On a question every choice is in the address. */
export function AnalysisFilters({
  filters,
  choices,
  usualGroup,
  set,
  onClear,
  oneSchool = false,
  everyView = false,
}: AnalysisFiltersProps) {
  const programmes = useRead(listProgrammes, {}).data?.items ?? [];
  const schools = useRead(listSchools, {}).data?.items ?? [];
  const frameworks = useRead(listFrameworks, {}).data?.items ?? [];
  const cohorts = programmes.find(({ id }) => id === filters.programme)?.cohorts ?? [];
  const named = (items: readonly { id: string; name: string }[]) => items.map(({ id, name }) => ({ value: id, label: name }));
  const coded = (items: readonly { code: string; label: string }[]) => items.map(({ code, label }) => ({ value: code, label }));
  const choose = (
    name: keyof Kept,
    label: string,
    data: { value: string; label: string }[],
    also: Partial<Record<keyof Kept, null>> = {},
  ) => (
    <Select
      label={label}
      placeholder={text.any}
      clearable
      searchable
      clearButtonProps={{ 'aria-label': t.students.filters.clear }}
      data={data}
      value={filters[name] ?? null}
      onChange={(value) => set({ [name]: value, ...also })}
    />
  );
  const day = (name: 'from' | 'to') => (
    <TextInput
      type="date"
      label={text[name]}
      value={filters[name] ?? ''}
      error={name === 'to' && filters.from !== undefined && filters.to !== undefined && filters.to < filters.from && text.toBeforeFrom}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <FilterFrame
      view={filters.view}
      onView={everyView ? null : (view) => set({ view })}
      narrowed={narrowing(filters)}
      clear={text.clear}
      onClear={onClear}
      before={
        (choices?.groups ?? []).length > 0 && (
          <Select
            label={text.group}
            allowDeselect={false}
            data={coded(choices?.groups ?? [])}
            value={filters.group ?? usualGroup ?? null}
            onChange={(group) => set({ group })}
          />
        )
      }
      beside={(choices === undefined || choices.types.length > 0) && choose('type', text.type, coded(choices?.types ?? []))}
    >
      {choose('programme', text.programme, named(programmes), { cohort: null })}
      {cohorts.length > 0 && choose('cohort', text.cohort, named(cohorts))}
      {!oneSchool && choose('school', text.school, named(schools))}
      <Select
        label={text.enrolment}
        allowDeselect={false}
        data={Object.entries(text.enrolments).map(([value, label]) => ({ value, label }))}
        value={filters.enrolment ?? 'all'}
        onChange={(value) => set({ enrolment: value === 'all' ? null : value })}
      />
      {day('from')}
      {day('to')}
      {choose(
        'version',
        text.version,
        frameworks.flatMap(({ name, versions }) =>
          versions.map(({ id, number }) => ({ value: id, label: text.versionName(name, number) })),
        ),
      )}
      <CharacteristicsChoice chosen={filters.with} onChange={(value) => set({ with: value })} />
    </FilterFrame>
  );
}
