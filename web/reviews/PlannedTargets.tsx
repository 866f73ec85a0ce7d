import { Button, Text, Title } from '@mantine/core';
import { Suspense, lazy, useState } from 'react';
import type { TargetStanding } from '@waymark/contract/evidence.ts';
import type { ReviewDraft } from '@waymark/contract/reviews.ts';
import { listTargetChoices } from '@waymark/contract/targets.ts';
import { showOnScale } from '@waymark/contract/measure-values.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { TargetTable } from '../targets/TargetTable.tsx';
import type { EnteredTarget } from '../targets/TargetForm.tsx';
import classes from './Evidence.module.css';

const TargetForm = lazy(() => import('../targets/TargetForm.tsx'));
const words = t.reviews;

interface PlannedTargetsProps {
  enrolmentId: string;
  current: readonly TargetStanding[];
  planned: ReviewDraft['targets'];
  error: string | undefined;
  onChange: (planned: ReviewDraft['targets']) => void;
}

/** Targets the decision sets or changes. They are written when the review is held, not before. */
export function PlannedTargets({ enrolmentId, current, planned, error, onChange }: PlannedTargetsProps) {
  const [form, setForm] = useState<{ change?: TargetStanding }>();
  const choices = useRead(listTargetChoices, { params: { id: enrolmentId } });
  const replaced = new Set(planned.flatMap(({ replaces }) => replaces ?? []));
  const taken = [...current, ...planned.map(({ target }) => target)].map(({ measureId, seriesId }) => measureId ?? seriesId ?? '');
  const save = ({ name: _name, reason, ...target }: EnteredTarget) => {
    onChange([...planned, { target, replaces: form?.change?.id ?? null, reason }]);
    setForm(undefined);
  };
  const said = ({ target, replaces }: ReviewDraft['targets'][number]) => {
    const before = current.find(({ id }) => id === replaces);
    const measureId = before?.measureId ?? target.measureId;
    const measure = choices.data?.measures.find(({ id }) => id === measureId);
    const outcome = choices.data?.outcomes.find(({ seriesId }) => seriesId === (before?.seriesId ?? target.seriesId));
    const shown = measure ? showOnScale(measure.scale, target.value) : t.levelChoice.level(target.value);
    return words.agreedTarget(before?.name ?? measure?.name ?? outcome?.statement ?? '', before?.shown ?? null, shown);
  };
  return (
    <section aria-label={words.newTargets}>
      <Title order={3} size="h4" mb="xs">
        {words.newTargets}
      </Title>
      {current.length > 0 && (
        <TargetTable targets={current.filter(({ id }) => !replaced.has(id))} onChange={(change) => setForm({ change })} />
      )}
      {planned.length > 0 && (
        <ul className={classes.list}>
          {planned.map((one) => (
            <li key={one.target.id} className={classes.row}>
              <span>{said(one)}</span>
              <Button
                variant="subtle"
                color="gray"
                aria-label={words.takeOutNamed(said(one))}
                onClick={() => onChange(planned.filter(({ target }) => target.id !== one.target.id))}
              >
                {words.takeOut}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {error !== undefined && (
        <Text c="red" size="sm" role="alert">
          {error}
        </Text>
      )}
      <Button variant="default" mt="sm" onClick={() => setForm({})}>
        {t.targets.set}
      </Button>
      <Suspense>
        {form && (
          <TargetForm
            of={{ enrolmentId }}
            change={form.change}
            taken={taken}
            busy={false}
            onSave={save}
            onClose={() => setForm(undefined)}
          />
        )}
      </Suspense>
    </section>
  );
}
