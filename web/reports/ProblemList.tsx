import { Alert, Anchor, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { ReportProblem, ReportRemedy } from '@waymark/contract/reports.ts';
import * as t from '../strings/catalogue.ts';
import { WrappingButton } from '../ui/WrappingButton.tsx';
import classes from './reports.module.css';
import type { Step } from './steps.ts';
import { stepsOf, together } from './usePreview.ts';

const words = t.reports.preview;

interface ProblemListProps {
  problems: readonly ReportProblem[];
  linked?: boolean;
  /** What was tried out and does away with small numbers, and how it is taken up. */
  remedies?: readonly ReportRemedy[];
  onRemedy?: (remedy: ReportRemedy) => void;
}

/** What stands between a draft and its being final, and what is worth another look; each leads to where it is put right. */
export function ProblemList({ problems, linked = true, remedies = [], onRemedy }: ProblemListProps) {
  const stopping = problems.filter(({ stops }) => stops);
  const others = problems.filter(({ stops }) => !stops);
  return (
    <>
      {stopping.length > 0 && (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden="true" />} title={words.problems}>
          <Problems problems={stopping} linked={linked} />
          {onRemedy !== undefined && stopping.some(({ kind }) => kind === 'disclosure') && (
            <Remedies remedies={remedies} onRemedy={onRemedy} />
          )}
        </Alert>
      )}
      {others.length > 0 && (
        <Alert color="gray" icon={<IconInfoCircle aria-hidden="true" />} title={words.notes}>
          <Problems problems={others} linked={linked} />
        </Alert>
      )}
    </>
  );
}

/** One press each: the change of choice is made, saved and looked at again. */
function Remedies({ remedies, onRemedy }: Required<Pick<ProblemListProps, 'remedies' | 'onRemedy'>>) {
  return (
    <Stack gap="xs" mt="sm">
      <Text fw={600}>{remedies.length === 0 ? words.noRemedy : words.remedies(remedies.length)}</Text>
      <Group gap="xs">
        {remedies.map((remedy) => (
          <WrappingButton key={remedy.kind} variant="default" onClick={() => onRemedy(remedy)}>
            {remedy.kind === 'preset'
              ? words.usePreset(t.reports.numbers.presets[remedy.preset].name)
              : words.takeOut(remedy.sections.map((section) => t.reports.sections.titles[section].title))}
          </WrappingButton>
        ))}
      </Group>
    </Stack>
  );
}

/** What is put right in one way stands together: many small numbers of a section are one thing to do. */
function Problems({ problems, linked }: { problems: readonly ReportProblem[]; linked: boolean }) {
  return (
    <ul className={classes.problems}>
      {together(problems).map(([problem, ...more]) => {
        const { kind, section, stops, says, todo } = problem;
        // the words of a section, and its line among the others, are found at their place
        const placed = (step: Step) => (section !== null && (step === 'words' || step === 'sections') ? `&at=${section}` : '');
        return (
          <li key={`${kind} ${section} ${says}`}>
            <Text span inherit fw={600}>
              {section === null ? words.kinds[kind] : t.reports.sections.titles[section].title}
            </Text>
            {more.length === 0 ? (
              <Text span inherit display="block">
                {says} {todo}
              </Text>
            ) : (
              <>
                <ul>
                  {[problem, ...more].map((one) => (
                    <li key={one.says}>{one.says}</li>
                  ))}
                </ul>
                <Text span inherit display="block">
                  {todo}
                </Text>
              </>
            )}
            {linked &&
              stepsOf(problem).map((step) => (
                <Anchor key={step} component={Link} to={`?step=${step}${placed(step)}`} inherit preventScrollReset className={classes.mend}>
                  {stops ? words.mend(t.reports.steps[step]) : words.goTo(t.reports.steps[step])}
                </Anchor>
              ))}
          </li>
        );
      })}
    </ul>
  );
}
