import { Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { useForm } from '@mantine/form';
import { listSchools } from '@waymark/contract/schools.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { todayHere } from '../ui/format.ts';
import { Section } from '../ui/Section.tsx';
import type { StudentValues } from './studentValues.ts';
import { yearGroups } from './yearGroups.ts';

const words = t.students.form;

/** A form of these values, whatever its rules are. */
type StudentForm = Pick<ReturnType<typeof useForm<StudentValues>>, 'values' | 'getInputProps'> & {
  validateField(field: 'upn' | 'birthDate'): unknown;
};

/** The fields of a student, for adding and for changing one. */
export function StudentFields({ form }: { form: StudentForm }) {
  const schools = useRead(listSchools, {});
  const offered = (schools.data?.items ?? []).filter((school) => !school.archived || school.id === form.values.schoolId);
  return (
    <Stack gap="lg" align="stretch">
      <Section title={words.who}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label={words.given} required maxLength={200} autoComplete="off" {...form.getInputProps('givenName')} />
          <TextInput label={words.family} required maxLength={200} autoComplete="off" {...form.getInputProps('familyName')} />
        </SimpleGrid>
        <TextInput
          label={words.preferred}
          description={words.preferredHint}
          maxLength={200}
          autoComplete="off"
          {...form.getInputProps('preferredName')}
        />
        <TextInput
          label={words.upn}
          description={words.upnHint}
          maxLength={30}
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps('upn')}
          onBlur={() => form.validateField('upn')}
        />
        <TextInput
          type="date"
          label={words.birthDate}
          max={todayHere()}
          maw="14rem"
          {...form.getInputProps('birthDate')}
          onBlur={() => form.validateField('birthDate')}
        />
      </Section>
      <Section title={words.where}>
        <Select label={words.year} data={yearGroups} clearable maw="14rem" {...form.getInputProps('yearGroup')} />
        <Select
          label={words.school}
          placeholder={words.noSchool}
          data={offered.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          clearable
          {...form.getInputProps('schoolId')}
        />
        <TextInput type="email" label={words.email} description={words.emailHint} autoComplete="off" {...form.getInputProps('email')} />
        <TextInput
          label={words.externalId}
          description={words.externalIdHint}
          maxLength={200}
          autoComplete="off"
          {...form.getInputProps('externalId')}
        />
      </Section>
    </Stack>
  );
}
