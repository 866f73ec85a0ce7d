import { Button, Stack, Text, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { type Baseline, confirmBaseline, getBaseline, listBaselines } from '@waymark/contract/baselines.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';

const words = t.baselines;

/** All outcomes without a score share one reason: they are scored over the first meetings. */
const OUTCOMES = 'outcomes';

/** Confirms a baseline; whatever is missing is named, with the reason it goes without. */
export function ConfirmBaseline({ baseline }: { baseline: Baseline }) {
  const { enrolmentId, confirmedAt } = baseline;
  const measures = baseline.measures.filter(({ taken }) => taken === null);
  const outcomes = baseline.outcomes.filter(({ scored }) => !scored);
  const [id, setId] = useState(uuidv7);
  const [why, setWhy] = useState<Record<string, string>>({});
  const [said, setSaid] = useState<Record<string, string>>({});
  const reasonOf = (key: string, before: string | null | undefined) => (why[key] ?? before ?? '').trim();
  const confirm = useWrite(confirmBaseline, {
    invalidates: [getBaseline, listBaselines],
    onDone: ({ state }) => {
      setId(uuidv7());
      toast.done(words.doneToast[state]);
    },
  });
  const fields = [
    ...measures.map(({ measure, gap }) => ({ key: measure.id, label: words.why(measure.name), before: gap })),
    ...(outcomes.length === 0
      ? []
      : [{ key: OUTCOMES, label: words.whyOutcomes(outcomes.length), before: outcomes.find(({ gap }) => gap !== null)?.gap }]),
  ];
  const firstReason = fields.map(({ key, before }) => reasonOf(key, before)).find((reason) => reason !== '');
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const open = fields.filter(({ key, before }) => reasonOf(key, before) === '');
    setSaid(Object.fromEntries(open.map(({ key }) => [key, words.whyMissing])));
    if (open.length > 0) return;
    const gaps = [
      ...measures.map(({ measure, gap }) => ({ measureId: measure.id, why: reasonOf(measure.id, gap) })),
      ...outcomes.map(({ seriesId, gap }) => ({
        seriesId,
        why: gap !== null && why[OUTCOMES] === undefined ? gap : reasonOf(OUTCOMES, fields.at(-1)?.before),
      })),
    ];
    confirm.mutate({ params: { id: enrolmentId }, body: { id, gaps } });
  };
  return (
    <Section title={words.confirmTitle} lead={fields.length === 0 ? words.complete : words.gapsLead}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {fields.map(({ key, label, before }) => (
            <TextInput
              key={key}
              label={label}
              maxLength={300}
              value={why[key] ?? before ?? ''}
              error={said[key]}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setWhy((all) => ({ ...all, [key]: value }));
              }}
            />
          ))}
          {fields.length > 1 && firstReason !== undefined && (
            <Button
              type="button"
              variant="subtle"
              style={{ alignSelf: 'flex-start' }}
              onClick={() => setWhy(Object.fromEntries(fields.map(({ key, before }) => [key, reasonOf(key, before) || firstReason])))}
            >
              {words.sameForAll}
            </Button>
          )}
          {Object.keys(said).length > 0 && (
            <Text role="alert" c="var(--mantine-color-error)">
              {words.whyMissing}
            </Text>
          )}
          <Button type="submit" loading={confirm.isPending} style={{ alignSelf: 'flex-start' }}>
            {confirmedAt === null ? words.confirm : words.confirmAgain}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
