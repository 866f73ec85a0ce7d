import { Alert, Select, SimpleGrid, TextInput } from '@mantine/core';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { listMentorRoom, type Referral } from '@waymark/contract/triage.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';

const words = t.triage.decide;

/** No mentor yet: the student is enrolled, and stands among those to be matched. */
export const later = 'later';

/** Where an accepted student begins, as the form holds it. */
export interface PlaceValues {
  programmeId: string | null;
  cohortId: string | null;
  startedOn: string;
  mentorId: string | null;
  purpose: string;
}

/** The programmes a student can begin in; `only` is the one that needs no choosing. */
export function usePlaces(referral: Referral) {
  const programmes = useRead(listProgrammes, {});
  const open = (programmes.data?.items ?? []).filter((one) => !one.archived);
  const here = referral.enrolments.length === 1 ? referral.enrolments[0]?.programme.id : undefined;
  return { open, only: here ?? (open.length === 1 ? (open[0]?.id ?? null) : null) };
}

interface PlaceFieldsProps {
  form: {
    values: PlaceValues;
    getInputProps: (field: keyof PlaceValues) => object;
    setFieldValue: (field: 'programmeId' | 'cohortId', value: string | null) => void;
  };
  places: ReturnType<typeof usePlaces>;
  schoolId: string | null;
}

/** Programme, first day and mentor, with how much room each mentor has. */
export function PlaceFields({ form, places, schoolId }: PlaceFieldsProps) {
  const mentors = useRead(listMentorRoom, { query: { schoolId: schoolId ?? undefined } });
  const { programmeId, mentorId } = form.values;
  const programme = places.open.find((one) => one.id === (programmeId ?? places.only));
  const cohorts = (programme?.cohorts ?? []).filter((one) => !one.archived);
  const items = mentors.data?.items ?? [];
  const chosen = items.find((one) => one.mentor.id === mentorId);
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label={words.programme}
          required
          allowDeselect={false}
          data={places.open.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('programmeId')}
          value={programme?.id ?? null}
          onChange={(value) => {
            form.setFieldValue('programmeId', value);
            form.setFieldValue('cohortId', null);
          }}
        />
        {cohorts.length > 0 && (
          <Select
            label={words.cohort}
            placeholder={words.noCohort}
            clearable
            data={cohorts.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('cohortId')}
          />
        )}
        <TextInput type="date" label={words.from} required {...form.getInputProps('startedOn')} />
      </SimpleGrid>
      <Select
        label={words.mentor}
        description={words.mentorHint}
        required
        searchable
        allowDeselect={false}
        data={[
          ...items.map(({ mentor, students, limit, atSchool }) => ({
            value: mentor.id,
            label: words.room(mentor.name, students, limit, atSchool),
          })),
          { value: later, label: words.later },
        ]}
        {...form.getInputProps('mentorId')}
      />
      {chosen !== undefined && chosen.limit !== null && chosen.students >= chosen.limit && (
        <Alert color="orange" role="status">
          {words.full(chosen.mentor.name)}
        </Alert>
      )}
      {mentorId !== null && mentorId !== later && (
        <TextInput label={words.purpose} description={words.purposeHint} maxLength={200} {...form.getInputProps('purpose')} />
      )}
    </>
  );
}
