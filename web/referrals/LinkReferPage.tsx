import { Button, Divider, Select, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { openReferralLink, referByLink } from '@waymark/contract/referrals.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { useRead, useWrite } from '../api.ts';
import { isLinkOver, PrivatePage } from '../links/PrivatePage.tsx';
import * as t from '../strings/catalogue.ts';
import { yearGroups } from '../students/yearGroups.ts';
import { Loading } from '../ui/Loading.tsx';
import { type Grounds, noGrounds, ReferralGrounds } from './ReferralGrounds.tsx';
import { useKeptValues } from './useKeptValues.ts';

const words = t.referrals.form;

interface Values extends Grounds {
  name: string;
  year: string | null;
  birthDate: string;
  yourName: string;
  yourEmail: string;
}

const blank: Values = { ...noGrounds, name: '', year: null, birthDate: '', yourName: '', yourEmail: '' };

/** A teacher's door: refers through a private link, without an account, and sees no student. */
export function Component() {
  const { token = '' } = useParams();
  const offer = useRead(openReferralLink, { params: { token } });
  const [over, setOver] = useState<unknown>();
  const [reference, setReference] = useState<string>();
  const title = reference === undefined ? t.referrals.link.title : t.referrals.link.sentTitle;
  return (
    <PrivatePage
      title={title}
      organisation={offer.data?.organisation}
      lead={offer.data && reference === undefined ? t.referrals.link.lead(offer.data.school) : undefined}
      over={over ?? (offer.data === undefined ? offer.error : null)}
      retry={() => void offer.refetch()}
    >
      {offer.data === undefined ? (
        <Loading />
      ) : (
        <LinkForm token={token} offer={offer.data} reference={reference} onSent={setReference} onOver={setOver} />
      )}
    </PrivatePage>
  );
}

interface LinkFormProps {
  token: string;
  offer: ResponseOf<typeof openReferralLink>;
  reference: string | undefined;
  onSent: (reference: string | undefined) => void;
  onOver: (error: unknown) => void;
}

function LinkForm({ token, offer, reference, onSent, onOver }: LinkFormProps) {
  const kept = useKeptValues<Values>(`waymark-referral-${token.slice(0, 12)}`, blank);
  const form = useForm<Values>({
    initialValues: kept.values,
    onValuesChange: kept.keep,
    validate: {
      name: (value) => (value.trim() === '' ? words.nameMissing : null),
      reasonIds: (value) => (value.length === 0 ? words.reasonsMissing : null),
      yourName: (value) => (value.trim() === '' ? words.yourNameMissing : null),
      yourEmail: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : words.yourEmailMissing),
    },
  });
  const refer = useWrite(referByLink, {
    form: { setErrors: (errors) => form.setErrors(withFields(errors)) },
    onProblem: (error) => {
      if (!isLinkOver(error)) return false;
      onOver(error);
      return true;
    },
    onDone: (receipt, { body }) => {
      // the next referral is most often of the same teacher
      form.setValues({ ...blank, yourName: body.referrer.name, yourEmail: body.referrer.email });
      kept.sent();
      onSent(receipt.reference);
    },
  });
  if (reference !== undefined) return <Receipt reference={reference} onAnother={() => onSent(undefined)} />;
  const submit = form.onSubmit(({ reasonIds, evidence, tried, programmeId, ...values }) =>
    refer.mutate({
      params: { token },
      body: {
        id: kept.id,
        student: { name: values.name, yearGroup: values.year === null ? null : Number(values.year), birthDate: values.birthDate || null },
        reasonIds,
        evidence,
        tried,
        programmeId,
        referrer: { name: values.yourName, email: values.yourEmail.trim() },
      },
    }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" align="stretch">
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
          <TextInput type="date" label={words.birthDate} {...form.getInputProps('birthDate')} />
        </SimpleGrid>
        <ReferralGrounds form={form} reasons={offer.reasons} programmes={offer.programmes} />
        <Divider />
        <Title order={2} size="h4">
          {words.you}
        </Title>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label={words.yourName} withAsterisk maxLength={200} autoComplete="name" {...form.getInputProps('yourName')} />
          <TextInput
            type="email"
            label={words.yourEmail}
            description={words.yourEmailHint}
            withAsterisk
            maxLength={254}
            autoComplete="email"
            {...form.getInputProps('yourEmail')}
          />
        </SimpleGrid>
        <Text size="sm">{words.concern}</Text>
        <div>
          <Button type="submit" size="md" loading={refer.isPending}>
            {words.send}
          </Button>
        </div>
        <Text size="sm" c="dimmed">
          {words.kept}
        </Text>
      </Stack>
    </form>
  );
}

function Receipt({ reference, onAnother }: { reference: string; onAnother: () => void }) {
  const receipt = useRef<HTMLDivElement>(null);
  // the form has gone: whoever does not see that is told
  useEffect(() => receipt.current?.focus({ preventScroll: true }), []);
  return (
    <Stack gap="md" align="flex-start" ref={receipt} tabIndex={-1} role="status" style={{ outline: 'none' }}>
      <Text>{t.referrals.link.sentText}</Text>
      <Text fw={600}>{t.referrals.link.reference(reference)}</Text>
      <Button variant="default" onClick={onAnother}>
        {t.referrals.link.another}
      </Button>
    </Stack>
  );
}

/** What the server calls fields, as the form does. */
function withFields(errors: Record<string, string>): Record<string, string> {
  const own: Record<string, string> = {
    'student.name': 'name',
    'student.birthDate': 'birthDate',
    'referrer.name': 'yourName',
    'referrer.email': 'yourEmail',
  };
  return Object.fromEntries(Object.entries(errors).map(([field, message]) => [own[field] ?? field, message]));
}
