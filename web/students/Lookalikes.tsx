import { Alert, Anchor, Checkbox, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Link } from 'react-router';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { findDuplicates } from '@waymark/contract/students.ts';
import { checkUpn } from '@waymark/contract/upn.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { nameOf } from '../ui/PersonName.tsx';
import type { StudentValues } from './studentValues.ts';

const words = t.students.duplicates;

type Lookalike = ResponseOf<typeof findDuplicates>['items'][number];

/** Who is here already and looks like what is being typed; asked again half a second after the typing stops. */
export function useLookalikes(values: StudentValues, except?: string): readonly Lookalike[] {
  const { givenName, familyName, birthDate } = values;
  const upn = checkUpn(values.upn);
  const [typed] = useDebouncedValue(JSON.stringify({ givenName, familyName, birthDate, upn: upn.ok ? upn.upn : undefined }), 400);
  const query = JSON.parse(typed) as { givenName: string; familyName: string; birthDate: string; upn?: string };
  const whole = query.givenName.trim() !== '' && query.familyName.trim() !== '' && query.birthDate !== '';
  const found = useRead(
    findDuplicates,
    { query: { ...query, birthDate: query.birthDate || undefined, except } },
    { enabled: whole || query.upn !== undefined },
  );
  return whole || query.upn !== undefined ? (found.data?.items ?? []) : [];
}

interface LookalikesProps {
  found: readonly Lookalike[];
  /** Those a person has looked at and said are somebody else. Without it, they are only shown. */
  different?: { ids: readonly string[]; set: (ids: string[]) => void; error?: string };
}

/** Students who look like this one, each with a link; and, when adding, a box to say that they are somebody else. */
export function Lookalikes({ found, different }: LookalikesProps) {
  if (found.length === 0) return null;
  const certain = found.some((one) => one.because === 'upn');
  const ids = found.map((one) => one.id);
  return (
    <Alert color={certain ? 'red' : 'orange'} title={certain ? words.certain : words.probable}>
      <Stack gap="sm">
        {found.map((one) => (
          <div key={one.id}>
            <Text>
              {words.describe([
                nameOf(one),
                one.birthDate && words.born(formatDate(one.birthDate)),
                one.yearGroup === null ? null : t.students.yearOf(one.yearGroup),
                one.school,
                one.leftOn && t.students.leftOn(formatDate(one.leftOn)),
              ])}
            </Text>
            <Anchor component={Link} to={`/students/${one.id}`}>
              {words.open(nameOf(one))}
            </Anchor>
          </div>
        ))}
        {different && !certain && (
          <Checkbox
            label={words.different}
            error={different.error}
            checked={ids.every((id) => different.ids.includes(id))}
            onChange={(event) => different.set(event.currentTarget.checked ? ids : [])}
          />
        )}
      </Stack>
    </Alert>
  );
}
