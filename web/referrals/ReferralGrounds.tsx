import { Checkbox, Select, SimpleGrid, Text, Textarea } from '@mantine/core';
import * as t from '../strings/catalogue.ts';

const words = t.referrals.form;

/** Why somebody is referred, as the form holds it. */
export interface Grounds {
  reasonIds: string[];
  evidence: string;
  tried: string;
  programmeId: string | null;
}

export const noGrounds: Grounds = { reasonIds: [], evidence: '', tried: '', programmeId: null };

interface ReferralGroundsProps {
  form: { getInputProps: (field: keyof Grounds) => object };
  reasons: readonly { id: string; label: string }[];
  programmes: readonly { id: string; name: string }[];
}

/** Reasons, what was seen, what was tried and, where there are several, the programme: the same at both doors. */
export function ReferralGrounds({ form, reasons, programmes }: ReferralGroundsProps) {
  return (
    <>
      <Checkbox.Group label={words.reasons} description={words.reasonsHint} withAsterisk {...form.getInputProps('reasonIds')}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} mt="sm" spacing="xs" verticalSpacing="xs">
          {reasons.map(({ id, label }) => (
            <Checkbox key={id} value={id} label={label} size="md" />
          ))}
        </SimpleGrid>
        {reasons.length === 0 && <Text c="dimmed">{words.noReasons}</Text>}
      </Checkbox.Group>
      <Textarea
        label={words.evidence}
        description={words.evidenceHint}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={4000}
        {...form.getInputProps('evidence')}
      />
      <Textarea
        label={words.tried}
        description={words.triedHint}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={4000}
        {...form.getInputProps('tried')}
      />
      {programmes.length > 1 && (
        <Select
          label={words.programme}
          placeholder={words.programmeAny}
          clearable
          data={programmes.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('programmeId')}
        />
      )}
    </>
  );
}
