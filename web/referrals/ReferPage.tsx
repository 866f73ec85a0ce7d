import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Id } from '@waymark/contract/common.ts';
import { findReferrableStudents, getReferralForm, listOwnReferrals, makeReferral } from '@waymark/contract/referrals.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { listReferrals } from '@waymark/contract/triage.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { yearGroups } from '../students/yearGroups.ts';
import { todayHere } from '../ui/format.ts';
import { Loading } from '../ui/Loading.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { type Grounds, noGrounds, ReferralGrounds } from './ReferralGrounds.tsx';
import { type Chosen, chosenFrom, StudentSearch } from './StudentSearch.tsx';
import { useKeptValues } from './useKeptValues.ts';

const words = t.referrals.form;

export const handle = { crumb: words.title };

const askers = ['self', 'parent', 'student', 'teacher', 'agency', 'other'] as const;
type Asker = (typeof askers)[number];

interface Values extends Grounds {
  student: Chosen | null;
  /** Named rather than chosen. */
  naming: boolean;
  name: string;
  year: string | null;
  schoolId: string | null;
  birthDate: string;
  asker: Asker;
  askerName: string;
}

const blank: Values = {
  ...noGrounds,
  student: null,
  naming: false,
  name: '',
  year: null,
  schoolId: null,
  birthDate: '',
  asker: 'self',
  askerName: '',
};

/** Refers a student from within: one of the list, or one named who is not on it. */
export function Component() {
  const offer = useRead(getReferralForm, {});
  const [search] = useSearchParams();
  // a review that refers on says of whom; a student one may not see is simply not chosen
  const studentId = Id.safeParse(search.get('student')).data;
  const led = useRead(findReferrableStudents, { query: { studentId } }, { enabled: studentId !== undefined });
  const found = led.data?.items[0];
  return (
    <Page title={words.title} lead={words.lead} width="normal" parents={[{ label: t.referrals.title, to: '/referrals' }]}>
      <Reading query={offer}>
        {(data) =>
          studentId !== undefined && led.isPending ? (
            <Loading />
          ) : (
            <ReferralForm key={found?.id} offer={data} about={found && chosenFrom(found)} />
          )
        }
      </Reading>
    </Page>
  );
}

interface ReferralFormProps {
  offer: ResponseOf<typeof getReferralForm>;
  /** Whom the page that led here is about. */
  about: Chosen | undefined;
}

function ReferralForm({ offer, about }: ReferralFormProps) {
  const navigate = useNavigate();
  const kept = useKeptValues<Values>('waymark-referral', {
    ...blank,
    schoolId: offer.schools.length === 1 ? (offer.schools[0]?.id ?? null) : null,
  });
  const form = useForm<Values>({
    initialValues: about === undefined ? kept.values : { ...kept.values, student: about, naming: false },
    onValuesChange: kept.keep,
    validate: {
      student: (value, values) => (!values.naming && value === null ? words.studentMissing : null),
      name: (value, values) => (values.naming && value.trim() === '' ? words.nameMissing : null),
      reasonIds: (value) => (value.length === 0 ? words.reasonsMissing : null),
    },
  });
  const [done, setDone] = useState(false);
  const refer = useWrite(makeReferral, {
    invalidates: [listOwnReferrals, listReferrals],
    form: { setErrors: (errors) => form.setErrors(withFields(errors)) },
    onDone: (receipt) => {
      setDone(true);
      kept.sent();
      void navigate(`/referrals/own/${receipt.id}?sent=1`, { replace: true });
    },
  });
  const { naming, student, asker } = form.values;
  const submit = form.onSubmit((values) => {
    const { reasonIds, evidence, tried, programmeId } = values;
    const named = {
      name: values.name,
      yearGroup: values.year === null ? null : Number(values.year),
      schoolId: values.schoolId,
      birthDate: values.birthDate || null,
    };
    refer.mutate({
      body: {
        id: kept.id,
        ...(values.naming ? { namedAs: named } : { studentId: values.student?.id ?? null }),
        reasonIds,
        evidence,
        tried,
        programmeId,
        askedBy: { kind: values.asker, name: values.asker === 'self' ? '' : values.askerName },
      },
    });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg" align="stretch">
        <Section title={words.who}>
          {naming ? (
            <NamedStudent form={form} schools={offer.schools} />
          ) : (
            <StudentSearch chosen={student} onChoose={(value) => form.setFieldValue('student', value)} error={form.errors['student']} />
          )}
          <div>
            <Button variant="subtle" px={0} onClick={() => form.setFieldValue('naming', !naming)}>
              {naming ? words.listed : words.notListed}
            </Button>
          </div>
        </Section>
        <Section title={words.why}>
          <ReferralGrounds form={form} reasons={offer.reasons} programmes={offer.programmes} />
        </Section>
        <Section title={words.asked}>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <Select
              label={words.askedFor}
              data={askers.map((value) => ({ value, label: words.askedChoices[value] }))}
              allowDeselect={false}
              {...form.getInputProps('asker')}
            />
            {asker !== 'self' && (
              <TextInput label={words.askedName} maxLength={200} autoComplete="off" {...form.getInputProps('askerName')} />
            )}
          </SimpleGrid>
        </Section>
        {offer.criteria.length > 0 && (
          <details>
            <Text component="summary" size="sm">
              {words.criteria}
            </Text>
            <Text component="ul" size="sm" c="dimmed" mt="xs">
              {offer.criteria.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </Text>
          </details>
        )}
        <Text size="sm">{words.concern}</Text>
        <Group>
          <Button type="submit" loading={refer.isPending} disabled={done}>
            {words.send}
          </Button>
          <Text size="sm" c="dimmed">
            {words.kept}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

/** What the server calls fields, as the form does. */
function withFields(errors: Record<string, string>): Record<string, string> {
  const own: Record<string, string> = {
    studentId: 'student',
    'namedAs.name': 'name',
    'namedAs.schoolId': 'schoolId',
    'namedAs.birthDate': 'birthDate',
  };
  return Object.fromEntries(Object.entries(errors).map(([field, message]) => [own[field] ?? field, message]));
}

interface NamedStudentProps {
  form: { getInputProps: (field: keyof Values) => object };
  schools: readonly { id: string; name: string }[];
}

/** A student who is not on the list, as the referrer knows them. */
function NamedStudent({ form, schools }: NamedStudentProps) {
  return (
    <>
      <TextInput
        label={words.name}
        description={words.nameHint}
        withAsterisk
        maxLength={200}
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select label={words.year} data={yearGroups} clearable {...form.getInputProps('year')} />
        {schools.length > 1 && (
          <Select
            label={words.school}
            data={schools.map(({ id, name }) => ({ value: id, label: name }))}
            clearable
            searchable={schools.length > 8}
            {...form.getInputProps('schoolId')}
          />
        )}
        <TextInput
          type="date"
          label={words.birthDate}
          description={words.birthDateHint}
          max={todayHere()}
          {...form.getInputProps('birthDate')}
        />
      </SimpleGrid>
    </>
  );
}
