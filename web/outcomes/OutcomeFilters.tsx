import { Anchor, Button, Collapse, MultiSelect, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { Link } from 'react-router';
import { listCharacteristics } from '@waymark/contract/characteristics.ts';
import type { OutcomeTypeSummary } from '@waymark/contract/outcomes.ts';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { type Filters, narrowing } from './filters.ts';
import classes from './Outcomes.module.css';

const text = t.outcomes.filters;

interface OutcomeFiltersProps {
  filters: Filters;
  types: readonly OutcomeTypeSummary[];
  onChange: (change: Filters) => void;
}

/** Whose outcomes are counted. Every choice is in the address. */
export function OutcomeFilters({ filters, types, onChange }: OutcomeFiltersProps) {
  const [open, { toggle }] = useDisclosure(narrowing(filters) > 0);
  const programmes = useRead(listProgrammes, {}).data?.items ?? [];
  const schools = useRead(listSchools, {}).data?.items ?? [];
  const cohorts = programmes.find((programme) => programme.id === filters.programme)?.cohorts ?? [];
  const outcomes = types.filter((type) => filters.type === undefined || type.code === filters.type);
  const pick = (name: keyof Filters) => (value: string | null) => onChange({ [name]: value ?? '' });
  const named = (items: readonly { id: string; name: string }[]) => items.map(({ id, name }) => ({ value: id, label: name }));

  return (
    <section aria-label={text.title} className="no-print">
      <div className={classes.filters}>
        <div>
          <div className={classes.label} id="whose-scores">
            {text.view}
          </div>
          <SegmentedControl
            aria-labelledby="whose-scores"
            fullWidth
            data={Object.entries(text.views).map(([value, label]) => ({ value, label }))}
            value={filters.view ?? 'mentor'}
            onChange={(view) => onChange({ view: view === 'mentor' ? '' : view })}
          />
        </div>
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
        <Stack gap="sm" mt="md">
          <div className={classes.filters}>
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
            <TextInput
              type="date"
              label={text.to}
              value={filters.to ?? ''}
              onChange={(event) => onChange({ to: event.currentTarget.value })}
            />
            <Characteristics chosen={filters.with} onChange={pick('with')} />
          </div>
          {narrowing(filters) > 0 && (
            <Anchor component={Link} to="?" size="sm">
              {t.outcomes.clear}
            </Anchor>
          )}
        </Stack>
      </Collapse>
    </section>
  );
}

/** Types by code; two frameworks may share one, and are then chosen together. */
function typeChoices(types: readonly OutcomeTypeSummary[]) {
  return [...new Map(types.map(({ code, name }) => [code, name]))].map(([value, label]) => ({ value, label }));
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
