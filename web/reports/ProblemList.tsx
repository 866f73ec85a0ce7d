import { Alert, Anchor, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { ReportProblem } from '@waymark/contract/reports.ts';
import * as t from '../strings/catalogue.ts';
import classes from './reports.module.css';
import type { Step } from './steps.ts';
import { stepsOf } from './usePreview.ts';

const words = t.reports.preview;

/** What stands between a draft and its being final, and what is worth another look; each leads to where it is put right. */
export function ProblemList({ problems, linked = true }: { problems: readonly ReportProblem[]; linked?: boolean }) {
  const stopping = problems.filter(({ stops }) => stops);
  const others = problems.filter(({ stops }) => !stops);
  return (
    <>
      {stopping.length > 0 && (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden="true" />} title={words.problems}>
          <Problems problems={stopping} linked={linked} />
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

function Problems({ problems, linked }: { problems: readonly ReportProblem[]; linked: boolean }) {
  return (
    <ul className={classes.problems}>
      {problems.map((problem) => {
        const { section, stops } = problem;
        // the words of a section, and its line among the others, are found at their place
        const placed = (step: Step) => (section !== null && (step === 'words' || step === 'sections') ? `&at=${section}` : '');
        return (
          <li key={`${problem.kind} ${section} ${problem.says}`}>
            <Text span inherit fw={600}>
              {section === null ? words.kinds[problem.kind] : t.reports.sections.titles[section].title}
            </Text>
            <Text span inherit display="block">
              {problem.says} {problem.todo}
            </Text>
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
