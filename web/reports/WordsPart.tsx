import { Skeleton, Stack, Text, Textarea, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import type { ReportProblem, ReportSection } from '@waymark/contract/reports.ts';
import * as t from '../strings/catalogue.ts';
import type { PartProps } from './part.ts';
import classes from './reports.module.css';
import { type PreviewQuery, saidOf } from './usePreview.ts';

const words = t.reports.words;
const longest = 5_000;

/** A person's own words, part by part, beside what the figures of that part say. What is to be said otherwise stands at its place. */
export function WordsPart({ draft, change, errors, preview }: PartProps & { preview: PreviewQuery }) {
  const [search] = useSearchParams();
  const at = search.get('at');
  const places = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // a problem leads to the words it is about
    if (at !== null) places.current?.querySelector<HTMLElement>(`[data-section="${CSS.escape(at)}"] textarea`)?.focus();
  }, [at]);
  if (draft.sections.length === 0) return <Text c="dimmed">{words.choose}</Text>;
  return (
    <div ref={places}>
      <Text size="sm" c="dimmed" maw="40rem" mb="lg">
        {words.hint}
      </Text>
      {draft.sections.map((section) => (
        <Place
          key={section}
          section={section}
          value={draft.narrative[section] ?? ''}
          error={errors[`narrative.${section}`]}
          problems={(preview.data?.problems ?? []).filter((one) => one.kind === 'wording' && one.section === section)}
          preview={preview}
          figures={hasFigures(section, draft.design)}
          onChange={(text) => change((now) => ({ narrative: { ...now.narrative, [section]: text } }))}
        />
      ))}
    </div>
  );
}

/** An account in words (type 1) tells who took part in figures, and nothing else. */
const hasFigures = (section: ReportSection, design: PartProps['draft']['design']): boolean =>
  section === 'taking-part' || (design === 'empirical' && section !== 'introduction' && section !== 'next-steps');

interface PlaceProps {
  section: ReportSection;
  value: string;
  error: string | undefined;
  problems: readonly ReportProblem[];
  preview: PreviewQuery;
  /** There are figures beside these words. */
  figures: boolean;
  onChange: (text: string) => void;
}

function Place({ section, value, error, problems, preview, figures, onChange }: PlaceProps) {
  const { title, lead } = t.reports.sections.titles[section];
  const left = longest - value.length;
  return (
    <section className={classes.place} data-section={section} aria-labelledby={`words-${section}`}>
      <div className={classes.placeHead}>
        <Title order={3} size="h4" id={`words-${section}`}>
          {title}
        </Title>
        <Text size="sm" c="dimmed">
          {lead}
        </Text>
      </div>
      {figures && <Said section={section} preview={preview} />}
      <Textarea
        className={classes.placeWords}
        label={t.reports.steps.words}
        aria-label={words.field(title)}
        description={left < 500 ? words.left(left) : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autosize
        minRows={3}
        maxLength={longest}
        value={value}
        error={
          error ??
          (problems.length === 0 ? undefined : (
            <span className={classes.otherwise}>
              <strong>{words.problems}</strong>
              {problems.map(({ says, todo }) => (
                <span key={says}>
                  {says} {todo}
                </span>
              ))}
            </span>
          ))
        }
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </section>
  );
}

/** Beside the words: what the figures of this part say. */
function Said({ section, preview }: Pick<PlaceProps, 'section' | 'preview'>) {
  const said = preview.data === undefined ? undefined : saidOf(preview.data.document, section);
  const waits = preview.data?.waiting.includes(section) ?? preview.error == null;
  if (said === undefined && !waits && preview.error == null) return null;
  return (
    <div className={classes.placeSaid}>
      <Text size="sm" fw={600} mb={4}>
        {words.says}
      </Text>
      {said === undefined && waits && (
        <Stack gap={6} role="status" aria-label={words.saysLoading}>
          <Skeleton height={14} width="92%" />
          <Skeleton height={14} width="70%" />
        </Stack>
      )}
      {said === undefined && !waits && (
        <Text size="sm" c="dimmed">
          {words.saysLater}
        </Text>
      )}
      {said !== undefined && (
        <ul className={classes.said}>
          {said.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
