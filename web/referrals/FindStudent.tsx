import { Button, Group, Stack, Text } from '@mantine/core';
import { Suspense, lazy, useState } from 'react';
import { getReferral, listReferralCandidates, listReferrals, type Referral, setReferralStudent } from '@waymark/contract/triage.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import { StudentSearch, type Chosen } from './StudentSearch.tsx';

const AddReferred = lazy(() => import('./AddReferred.tsx'));
const words = t.triage.find;

/** Who a referral by name is about: one who looks like it, another found by search, or somebody new. */
export function FindStudent({ referral }: { referral: Referral }) {
  const [open, setOpen] = useState(referral.student === null);
  const [adding, setAdding] = useState(false);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const candidates = useRead(listReferralCandidates, { params: { id: referral.id } }, { enabled: open });
  const set = useWrite(setReferralStudent, { invalidates: [getReferral, listReferrals] });
  const is = (studentId: string, name: string, said = words.chosen) =>
    set.mutate(
      { params: { id: referral.id }, ifMatch: referral.version, body: { studentId } },
      { onSuccess: () => toast.done(said(name)) },
    );
  if (!open) {
    return (
      <div>
        <Button variant="subtle" px={0} onClick={() => setOpen(true)}>
          {words.change}
        </Button>
      </div>
    );
  }
  return (
    <Section title={words.title} lead={words.lead(referral.namedAs?.name ?? '')}>
      <Reading query={candidates} empty={<Text c="dimmed">{words.none}</Text>}>
        {({ items }) => (
          <Stack component="ul" gap="sm" align="stretch" pl={0} m={0} style={{ listStyle: 'none' }} aria-label={words.candidates}>
            {items.map((one) => (
              <Group key={one.id} component="li" justify="space-between" gap="xs">
                <div>
                  <Text fw={600}>{one.name}</Text>
                  <Text size="sm" c="dimmed">
                    {[
                      words.because[one.because],
                      one.birthDate && words.born(formatDate(one.birthDate)),
                      one.yearGroup === null ? null : t.students.yearOf(one.yearGroup),
                      one.school,
                      one.leftOn && t.students.leftOn(formatDate(one.leftOn)),
                    ]
                      .filter(Boolean)
                      .join(', ')}
                  </Text>
                </div>
                <Button
                  variant="default"
                  aria-label={words.chooseNamed(one.name)}
                  loading={set.isPending}
                  onClick={() => is(one.id, one.name)}
                >
                  {words.choose}
                </Button>
              </Group>
            ))}
          </Stack>
        )}
      </Reading>
      {/* whoever looks like the one comes above: what is pressed here must not move under the finger */}
      <Stack gap="xs" align="stretch" display={candidates.isPending ? 'none' : undefined}>
        <StudentSearch chosen={chosen} onChoose={setChosen} label={words.search} />
        <Group>
          {chosen !== null && (
            <Button loading={set.isPending} onClick={() => is(chosen.id, chosen.label)}>
              {words.choose}
            </Button>
          )}
          <Button variant="default" onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        </Group>
      </Stack>
      <Suspense>
        {adding && (
          <AddReferred
            referral={referral}
            onClose={() => setAdding(false)}
            onAdded={(studentId, name) => {
              setAdding(false);
              is(studentId, name, words.added);
            }}
          />
        )}
      </Suspense>
    </Section>
  );
}
