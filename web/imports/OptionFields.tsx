import { Checkbox, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import type { ImportOptions } from '@waymark/contract/imports.ts';
import { listMentors } from '@waymark/contract/members.ts';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { todayHere } from '../ui/format.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { Section } from '../ui/Section.tsx';

export interface OptionProps {
  options: ImportOptions;
  /** Fields the columns fill: what they say need not be asked. */
  mapped: ReadonlySet<string>;
  onChange: (changes: Partial<ImportOptions>) => void;
}

const words = t.imports.columns;
const orNull = (value: string): string | null => (value === '' ? null : value);

/** What holds for every student of a roll. */
export function RollOptions({ options, mapped, onChange }: OptionProps) {
  const programmes = useRead(listProgrammes, {});
  const schools = useRead(listSchools, {});
  const open = (programmes.data?.items ?? []).filter((one) => !one.archived);
  const cohorts = open.find((one) => one.id === options.programmeId)?.cohorts.filter((one) => !one.archived) ?? [];
  const enrols = options.programmeId !== null || mapped.has('programme');
  return (
    <Section title={words.forAll} lead={words.forAllLead}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {!mapped.has('school') && (
          <NativeSelect
            label={words.school}
            value={options.schoolId ?? ''}
            data={[
              { value: '', label: words.noSchool },
              ...(schools.data?.items ?? []).filter((one) => !one.archived).map((one) => ({ value: one.id, label: one.name })),
            ]}
            onChange={(event) => onChange({ schoolId: orNull(event.currentTarget.value) })}
          />
        )}
        <NativeSelect
          label={words.programme}
          value={options.programmeId ?? ''}
          data={[{ value: '', label: words.noProgramme }, ...open.map((one) => ({ value: one.id, label: one.name }))]}
          onChange={(event) => onChange({ programmeId: orNull(event.currentTarget.value), cohortId: null })}
        />
        {cohorts.length > 0 && !mapped.has('cohort') && (
          <NativeSelect
            label={words.cohort}
            value={options.cohortId ?? ''}
            data={[{ value: '', label: words.noCohort }, ...cohorts.map((one) => ({ value: one.id, label: one.name }))]}
            onChange={(event) => onChange({ cohortId: orNull(event.currentTarget.value) })}
          />
        )}
        {enrols && !mapped.has('enrolledOn') && (
          <TextInput
            type="date"
            label={words.startedOn}
            value={options.startedOn ?? todayHere()}
            onChange={(event) => onChange({ startedOn: orNull(event.currentTarget.value) })}
          />
        )}
      </SimpleGrid>
      <DateOrder options={options} onChange={onChange} />
      <Checkbox
        label={words.wholeRoll}
        description={words.wholeRollHint}
        checked={options.wholeRoll}
        onChange={(event) => onChange({ wholeRoll: event.currentTarget.checked })}
      />
    </Section>
  );
}

/** What holds for every score. */
export function ScoresOptions({ options, mapped, onChange }: OptionProps) {
  const programmes = useRead(listProgrammes, {});
  const mentors = useRead(listMentors, {});
  const perspectives = Object.entries(words.perspectives).map(([value, label]) => ({ value, label }));
  const points = Object.entries(words.points).map(([value, label]) => ({ value, label }));
  return (
    <Section title={words.forAll} lead={words.forAllLead}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {!mapped.has('programme') && (
          <NativeSelect
            label={words.scoresProgramme}
            value={options.programmeId ?? ''}
            data={[
              { value: '', label: words.chooseProgramme },
              ...(programmes.data?.items ?? []).filter((one) => !one.archived).map((one) => ({ value: one.id, label: one.name })),
            ]}
            onChange={(event) => onChange({ programmeId: orNull(event.currentTarget.value) })}
          />
        )}
        <NativeSelect
          label={words.assessor}
          value={options.assessorId ?? ''}
          data={[
            { value: '', label: words.noAssessor },
            ...(mentors.data?.mentors ?? []).map((one) => ({ value: one.id, label: one.name })),
          ]}
          onChange={(event) => onChange({ assessorId: orNull(event.currentTarget.value) })}
        />
        {!mapped.has('perspective') && (
          <NativeSelect
            label={words.perspective}
            value={options.perspective}
            data={perspectives}
            onChange={(event) => onChange({ perspective: event.currentTarget.value as ImportOptions['perspective'] })}
          />
        )}
        {!mapped.has('point') && (
          <NativeSelect
            label={words.point}
            value={options.point ?? ''}
            data={[{ value: '', label: words.pointAuto }, ...points]}
            onChange={(event) => onChange({ point: orNull(event.currentTarget.value) as ImportOptions['point'] })}
          />
        )}
      </SimpleGrid>
      <DateOrder options={options} onChange={onChange} />
    </Section>
  );
}

export function DateOrder({ options, onChange }: Pick<OptionProps, 'options' | 'onChange'>) {
  return (
    <FieldsetRadios
      legend={words.dates}
      value={options.dateOrder}
      choices={[
        { value: 'dmy', label: words.dateOrders.dmy },
        { value: 'mdy', label: words.dateOrders.mdy },
      ]}
      onChange={(dateOrder) => onChange({ dateOrder })}
    />
  );
}
