import { Anchor, Button, Collapse, MultiSelect, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { AnalysisAnswer } from '@waymark/contract/analysis.ts';
import { listCharacteristics } from '@waymark/contract/characteristics.ts';
import { listFrameworks } from '@waymark/contract/frameworks.ts';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import classes from './Analysis.module.css';
import { type Kept, narrowing, type SetKept } from './filters.ts';

const text = t.analysis.filters;

interface AnalysisFiltersProps {
  filters: Kept;
  choices: AnalysisAnswer['choices'] | undefined;
  /** The characteristic that makes the groups when the address names none. */
  usualGroup: string | undefined;
  set: SetKept;
}

/** Whose scores the question is about; the same on every question. Every choice is in the address. */
export function AnalysisFilters({ filters, choices, usualGroup, set }: AnalysisFiltersProps) {
  const [open, { toggle }] = useDisclosure(narrowing(filters) > 0);
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
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <section aria-label={text.title} className="no-print">
      <div className={classes.filters}>
        {(choices?.groups ?? []).length > 0 && (
          <Select
            label={text.group}
            allowDeselect={false}
            data={coded(choices?.groups ?? [])}
            value={filters.group ?? usualGroup ?? null}
            onChange={(group) => set({ group })}
          />
        )}
        <div>
          <div className={classes.label} id="whose-scores">
            {text.view}
          </div>
          <SegmentedControl
            aria-labelledby="whose-scores"
            fullWidth
            data={Object.entries(text.views).map(([value, label]) => ({ value, label }))}
            value={filters.view ?? 'mentor'}
            onChange={(view) => set({ view: view === 'mentor' ? null : view })}
          />
        </div>
        {choose('type', text.type, coded(choices?.types ?? []))}
        <Button
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden="true" />}
          aria-expanded={open}
          onClick={toggle}
          className={classes.more}
        >
          {text.show(narrowing(filters))}
        </Button>
      </div>
      <Collapse expanded={open}>
        <Stack gap="sm" mt="md" align="stretch">
          <div className={classes.filters}>
            {choose('programme', text.programme, named(programmes), { cohort: null })}
            {cohorts.length > 0 && choose('cohort', text.cohort, named(cohorts))}
            {choose('school', text.school, named(schools))}
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
            <Characteristics chosen={filters.with} onChange={(value) => set({ with: value })} />
          </div>
          {narrowing(filters) > 0 && (
            <Anchor component={Link} to="?" size="sm">
              {text.clear}
            </Anchor>
          )}
        </Stack>
      </Collapse>
    </section>
  );
}

function Characteristics({ chosen, onChange }: { chosen: string | undefined; onChange: (value: string) => void }) {
  const items = useRead(listCharacteristics, {}).data?.items ?? [];
  return (
    <MultiSelect
      label={text.characteristics}
      placeholder={chosen === undefined ? text.any : undefined}
      clearable
      searchable
      data={items
        .filter((item) => !item.archived)
        .map(({ code, label, options }) => ({
          group: label,
          items: [
            ...options.map((option) => ({ value: `${code}:${option.code}`, label: text.characteristic(label, option.label) })),
            { value: `${code}:missing`, label: text.characteristic(label, text.noValue) },
          ],
        }))}
      value={chosen === undefined ? [] : chosen.split(',')}
      onChange={(values) => onChange(values.join(','))}
    />
  );
}
