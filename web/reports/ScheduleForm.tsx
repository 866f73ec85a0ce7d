import { Button, Group, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { ApiError } from '@waymark/contract/client.ts';
import {
  createReportSchedule,
  listReportSchedules,
  ReportEvery,
  type ReportSchedule,
  updateReportSchedule,
} from '@waymark/contract/report-schedules.ts';
import { usualSections } from '@waymark/contract/reports.ts';
import { uuidv7 } from 'uuidv7';
import { fieldErrors, invalidate, queryClient, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { ChangedMeanwhile } from '../ui/ChangedMeanwhile.tsx';
import { focusFirstWrong } from '../ui/focusFirstWrong.ts';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import { AboutPart } from './AboutPart.tsx';
import { type Choices, choicesOf } from './draftKeeper.ts';
import { EvidencePart } from './EvidencePart.tsx';
import { KindChoice } from './KindCards.tsx';
import { NumbersPart } from './NumbersPart.tsx';
import type { PartProps } from './part.ts';
import { OftenStopped, Owner, SchoolChoice } from './ScheduleFields.tsx';
import { SectionsPart } from './SectionsPart.tsx';

const words = t.reports.schedules;

export interface ScheduleValues
  extends Choices, Pick<ReportSchedule, 'kind' | 'schoolId' | 'schoolName' | 'every' | 'nextOn' | 'ownerId'> {}

/** What is prepared, when, and who is told: the parts of a draft, and the days. */
export function ScheduleForm({ begun, kept }: { begun: ScheduleValues; kept?: ReportSchedule }) {
  const navigate = useNavigate();
  // one schedule, however often the button is pressed
  const [id] = useState(() => kept?.id ?? uuidv7());
  const [base, setBase] = useState({ values: begun, version: kept?.version ?? 0 });
  const [values, setValues] = useState(begun);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [done, setDone] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useUnsavedGuard(values !== base.values && !done);
  // somebody else kept it meanwhile: nothing is overwritten until one of the two is chosen
  const theirs = kept !== undefined && kept.version > base.version && !done ? kept : null;
  const set = (changes: Partial<ScheduleValues>) => setValues((now) => ({ ...now, ...changes }));

  const written = {
    invalidates: [listReportSchedules],
    onDone: () => {
      setDone(true);
      toast.done(words.saved);
    },
    onProblem: (error: unknown) => {
      if (error instanceof ApiError && error.status === 412) {
        void invalidate(queryClient, [listReportSchedules]);
        return true;
      }
      const found = fieldErrors(error);
      setErrors(found);
      if (Object.keys(found).length === 0) toast.problem(error);
      return true;
    },
  };
  const create = useWrite(createReportSchedule, written);
  const update = useWrite(updateReportSchedule, written);
  const { kind, schoolId, schoolName, every, nextOn, ownerId } = values;
  const submit = () => {
    if (create.isPending || update.isPending || done || theirs !== null) return;
    const body = { ...choicesOf(values), every, nextOn, ownerId };
    if (kept === undefined) create.mutate({ body: { id, kind, schoolId: kind === 'school' ? schoolId : null, ...body } });
    else update.mutate({ params: { id }, ifMatch: base.version, body });
  };
  useEffect(() => {
    if (Object.keys(errors).length > 0) focusFirstWrong(form.current);
  }, [errors]);
  // only once the guard has let go
  useEffect(() => {
    if (done) void navigate('/reports/schedules', { replace: true });
  }, [done, navigate]);

  const part: PartProps = {
    draft: values,
    change: (changes) => setValues((now) => ({ ...now, ...(typeof changes === 'function' ? changes(now) : changes) })),
    errors,
    of: { kind, schoolName },
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="lg" align="stretch">
        {kept === undefined && (
          <KindChoice
            value={kind}
            error={errors['kind']}
            onChange={(next) =>
              set({
                kind: next,
                sections: [...usualSections[next]],
                ...(values.title === t.reports.form.nameFor[kind] ? { title: t.reports.form.nameFor[next] } : {}),
              })
            }
          />
        )}
        {kept === undefined && kind === 'school' && (
          <SchoolChoice value={schoolId} error={errors['schoolId']} onChange={(school) => set(school)} />
        )}
        <Section title={words.when}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
            <Select
              label={words.every}
              allowDeselect={false}
              data={ReportEvery.options.map((value) => ({ value, label: words.period[value] }))}
              value={every}
              onChange={(value) => set({ every: value ?? every })}
            />
            <TextInput
              type="date"
              label={words.next}
              description={words.nextHint}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              required
              value={nextOn}
              error={errors['nextOn']}
              onChange={(event) => set({ nextOn: event.currentTarget.value })}
            />
            <Owner value={ownerId} name={kept?.ownerName} error={errors['ownerId']} onChange={(owner) => set({ ownerId: owner })} />
          </SimpleGrid>
        </Section>
        <Section title={t.reports.steps.about} lead={t.reports.about.lead}>
          <AboutPart {...part} />
        </Section>
        <Section title={t.reports.steps.sections} lead={t.reports.sections.lead}>
          <SectionsPart {...part} />
        </Section>
        <Section title={t.reports.steps.evidence} lead={t.reports.evidence.lead}>
          <EvidencePart {...part} />
        </Section>
        <Section title={t.reports.steps.numbers} lead={t.reports.numbers.lead}>
          <NumbersPart {...part} />
          {values.preset === 'own' && every !== 'year' && <OftenStopped every={every} onRound={() => set({ preset: 'dfe' })} />}
        </Section>
        <Section title={words.words} lead={words.wordsLead}>
          <Textarea
            label={t.reports.words.field(t.reports.sections.titles.introduction.title)}
            autosize
            minRows={3}
            maxLength={5_000}
            value={values.narrative.introduction ?? ''}
            error={errors['narrative.introduction']}
            onChange={(event) => set({ narrative: { ...values.narrative, introduction: event.currentTarget.value } })}
          />
        </Section>
        {theirs !== null && (
          <ChangedMeanwhile
            title={words.changedTitle}
            onSettle={(whose) => {
              setBase({ values: whose === 'theirs' ? theirs : base.values, version: theirs.version });
              if (whose === 'theirs') setValues(theirs);
            }}
          >
            {words.changedText}
          </ChangedMeanwhile>
        )}
        <Group>
          <Button type="submit" disabled={theirs !== null} loading={create.isPending || update.isPending}>
            {words.submit}
          </Button>
          <Button component={Link} to="/reports/schedules" variant="default">
            {t.shell.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
