import { Text } from '@mantine/core';
import type { Finding } from '@waymark/contract/calibration.ts';
import * as t from '../strings/catalogue.ts';
import classes from './Calibration.module.css';

const words = t.calibration.lead;
const plain = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const signed = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' });
const share = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 0 });

const formats = { plain, signed, share };
type Kind = keyof typeof formats;

export const showFigure = (value: number, kind: Kind): string => formats[kind].format(value).replace('-', '−');

/** `0.62 (0.50 to 0.73)`, or in words why there is no figure. */
export function FindingText({ finding, kind = 'plain' }: { finding: Finding; kind?: Kind }) {
  if (finding.kind === 'refusal')
    return (
      <Text span size="sm" c="dimmed">
        {words.refused(finding.says, finding.wouldNeed)}
      </Text>
    );
  return (
    <span className={classes.figure}>
      {showFigure(finding.estimate, kind)}
      {finding.ci !== null && ` (${words.to(showFigure(finding.ci[0], kind), showFigure(finding.ci[1], kind))})`}
    </span>
  );
}

const [width, height] = [132, 20];

/**
 * An interval of levels about 0 as a line with its figures beside it: what crosses the middle says nothing of which side.
 * `reach` is what both ends of the line stand for. Where there is no figure, a word says so and opens to why.
 */
export function IntervalText({ finding, reach }: { finding: Finding; reach: number }) {
  if (finding.kind === 'refusal')
    return (
      <details className={classes.why}>
        <summary>{words.little}</summary>
        <div>{words.refused(finding.says, finding.wouldNeed)}</div>
      </details>
    );
  const { estimate, ci } = finding;
  const x = (value: number) => width / 2 + (Math.max(-reach, Math.min(reach, value)) / reach) * (width / 2 - 5);
  return (
    <span className={classes.interval}>
      <svg width={width} height={height} aria-hidden="true">
        <line x1={width / 2} x2={width / 2} y1={1} y2={height - 1} stroke="var(--mantine-color-dimmed)" strokeDasharray="2 3" />
        {ci !== null && (
          <line x1={x(ci[0])} x2={x(ci[1])} y1={height / 2} y2={height / 2} stroke="var(--mantine-primary-color-filled)" strokeWidth={3} />
        )}
        <circle cx={x(estimate)} cy={height / 2} r={4.5} fill="var(--mantine-primary-color-filled)" />
      </svg>
      <FindingText finding={finding} kind="signed" />
    </span>
  );
}

/** Half a level at least, and as far as any interval reaches: all lines of a table are drawn on one scale. */
export function reachOf(findings: readonly Finding[]): number {
  const ends = findings.flatMap((finding) => (finding.kind === 'estimate' ? [...(finding.ci ?? []), finding.estimate] : []));
  return Math.max(0.5, ...ends.map(Math.abs));
}
