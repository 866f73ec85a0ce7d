import { Button, Card, Group, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { deleteReport, listReports, type Report } from '@waymark/contract/reports.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { Page } from '../ui/Page.tsx';
import { toast } from '../ui/toast.tsx';
import { AboutPart } from './AboutPart.tsx';
import { EvidencePart } from './EvidencePart.tsx';
import { FinalPart } from './FinalPart.tsx';
import { NumbersPart } from './NumbersPart.tsx';
import type { PartProps } from './part.ts';
import { PreviewPart } from './PreviewPart.tsx';
import classes from './working.module.css';
import { SavedLine } from './SavedLine.tsx';
import { SectionsPart } from './SectionsPart.tsx';
import { StepList } from './StepList.tsx';
import { isStep, type Step, steps } from './steps.ts';
import { Under } from './Under.tsx';
import { Unsaved } from './Unsaved.tsx';
import { type PreviewQuery, problemsOf, stepsOf, together, usePreview, withRemedy } from './usePreview.ts';
import { useReportDraft } from './useReportDraft.ts';
import { WordsPart } from './WordsPart.tsx';

const words = t.reports;
const leads: Record<Step, string> = {
  about: words.about.lead,
  sections: words.sections.lead,
  evidence: words.evidence.lead,
  numbers: words.numbers.lead,
  words: words.words.lead,
  preview: words.preview.lead,
  final: words.final.lead,
};
/** Where the document, or what is said about it, is looked at. */
const looking: readonly Step[] = ['words', 'preview', 'final'];

/** A draft being worked on: its steps in any order, saved as one goes. */
export function DraftReport({ report }: { report: Report }) {
  const kept = useReportDraft(report);
  const { draft, errors, saved, keeper } = kept;
  const [search] = useSearchParams();
  const asked = search.get('step');
  const step: Step = isStep(asked) ? asked : 'about';
  const preview = usePreview(report.id, saved === 'saved' && looking.includes(step));
  const part: PartProps = { draft, errors, change: keeper.change, of: report };
  const parts: Record<Step, () => ReactNode> = {
    about: () => <AboutPart {...part} />,
    sections: () => <SectionsPart {...part} />,
    evidence: () => <EvidencePart {...part} />,
    numbers: () => <NumbersPart {...part} />,
    words: () => <WordsPart {...part} preview={preview} />,
    preview: () => (
      <PreviewPart
        id={report.id}
        parts={draft.sections.length}
        preview={preview}
        saved={saved === 'saved'}
        onRemedy={(remedy) => keeper.change((now) => withRemedy(now, remedy))}
      />
    ),
    final: () => <FinalPart report={report} draft={kept} preview={preview} />,
  };
  const at = steps.indexOf(step);
  const place = search.get('at');
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    // a step that was asked for begins at its own heading; one that was asked for a place in it finds that itself
    if (shown.current !== step && place === null) {
      heading.current?.focus({ preventScroll: true });
      heading.current?.scrollIntoView({ block: 'nearest' });
    }
    shown.current = step;
  }, [step, place]);
  return (
    <Page title={draft.title.trim() || report.title} lead={<Under report={report} />}>
      <div className={classes.bar}>
        <SavedLine state={saved} retry={() => void keeper.flush()} />
      </div>
      <Unsaved report={report} draft={kept} />
      <div className={classes.working}>
        <StepList
          current={step}
          toMend={toMend(preview)}
          chosen={{
            about: draft.recipient.trim() || undefined,
            sections: words.sections.count(draft.sections.length),
            evidence: words.evidence[draft.design],
            numbers: words.numbers.presets[draft.preset].name,
            words: words.words.written(draft.sections.filter((one) => (draft.narrative[one] ?? '').trim() !== '').length),
          }}
        />
        <Card component="section" aria-labelledby="report-step" className={classes.panel} data-plain={step === 'preview' || undefined}>
          <Title order={2} size="h3" id="report-step" ref={heading} tabIndex={-1} className={classes.heading}>
            {words.steps[step]}
          </Title>
          <Text c="dimmed" size="sm" maw="40rem" mb="lg">
            {leads[step]}
          </Text>
          {parts[step]()}
          <Group justify={at === 0 ? 'flex-end' : 'space-between'} mt="xl">
            <StepButton to={steps[at - 1]} />
            <StepButton to={steps[at + 1]} forward />
          </Group>
        </Card>
      </div>
      <ThrowAway report={report} />
    </Page>
  );
}

function toMend(preview: PreviewQuery): Partial<Record<Step, number>> {
  const counted: Partial<Record<Step, number>> = {};
  for (const [problem] of together(preview.data === undefined ? [] : problemsOf(preview.data))) {
    const [step] = stepsOf(problem);
    if (problem.stops && step !== undefined) counted[step] = (counted[step] ?? 0) + 1;
  }
  return counted;
}

/** To the step before or after, by name. */
function StepButton({ to, forward = false }: { to: Step | undefined; forward?: boolean }) {
  if (to === undefined) return null;
  return (
    <Button component={Link} to={`?step=${to}`} preventScrollReset variant={forward ? 'filled' : 'default'}>
      {forward ? words.steps.nextIs(words.steps[to]) : words.steps.back}
    </Button>
  );
}

/** Away with a draft nobody needs. */
function ThrowAway({ report }: { report: Report }) {
  const navigate = useNavigate();
  const remove = useWrite(deleteReport, {
    invalidates: [listReports],
    onDone: () => {
      toast.done(words.throwAway.done);
      void navigate('/reports', { replace: true });
    },
  });
  const ask = async () => {
    const { title, body, confirm: confirmLabel } = words.throwAway;
    if (await confirm({ title, body, confirmLabel, danger: true })) remove.mutate({ params: { id: report.id } });
  };
  return (
    <Button variant="subtle" color="red" mt="lg" display="block" ml="auto" loading={remove.isPending} onClick={() => void ask()}>
      {words.throwAway.button}
    </Button>
  );
}
