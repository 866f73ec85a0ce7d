import { dayLength } from '@waymark/contract/days.ts';
import type { Perspective } from '@waymark/contract/assessments.ts';

/** A score as the drawing needs it. */
export interface LadderStep {
  on: string;
  level: number | null;
  perspective: Perspective;
  /** What a pointer resting on it is told. */
  label: string;
}

/** A line across all levels: another mentor, another framework version. */
export interface LadderMark {
  on: string;
  kind: 'mentor' | 'version';
  short: string;
  label: string;
}

export interface LadderSpan {
  from: string;
  to: string;
}

const gutter = { left: 18, right: 10, top: 14, bottom: 18 };
/** Views that fall on one level and day are drawn beside, not over, each other. */
const aside: Record<Perspective, number> = { mentor: 0, student: -3.5, joint: 3.5 };
const perspectives: readonly Perspective[] = ['mentor', 'joint', 'student'];

/** Where everything of a ladder is drawn, in pixels: levels upwards, days to the right, steps held until the next score. */
export function planLadder(steps: readonly LadderStep[], marks: readonly LadderMark[], levels: number, span: LadderSpan, width: number) {
  const rung = levels > 6 ? 13 : 18;
  const inner = Math.max(1, width - gutter.left - gutter.right);
  const [from, to] = [dayNumber(span.from), dayNumber(span.to)];
  const x = (on: string) => gutter.left + (to === from ? inner / 2 : ((dayNumber(on) - from) / (to - from)) * inner);
  const y = (level: number) => gutter.top + (levels - level + 0.5) * rung;
  const height = gutter.top + (levels + 1) * rung + gutter.bottom;
  const floor = y(0);
  const place = (step: LadderStep) => ({
    ...step,
    x: x(step.on),
    y: step.level === null ? floor : y(step.level) + aside[step.perspective],
  });
  const right = width - gutter.right;
  const paths = perspectives.flatMap((perspective) => {
    const scored = steps.filter((step) => step.perspective === perspective && step.level !== null).map(place);
    const [first, ...rest] = scored;
    if (first === undefined) return [];
    // held until the next score: nothing is known of the days between, so nothing slopes; no line runs past the last score
    const d = rest.reduce(
      (path, step) => `${path}H${step.x.toFixed(1)}V${step.y.toFixed(1)}`,
      `M${first.x.toFixed(1)} ${first.y.toFixed(1)}`,
    );
    return [{ perspective, d }];
  });
  return {
    height,
    left: gutter.left,
    right,
    floor,
    rungs: Array.from({ length: levels }, (_, index) => ({ level: index + 1, y: y(index + 1) })),
    paths,
    dots: steps.map(place),
    marks: marks.filter((mark) => mark.on > span.from && mark.on <= span.to).map((mark) => ({ ...mark, x: x(mark.on) })),
    axis: height - 4,
  };
}

function dayNumber(on: string): number {
  return Date.parse(`${on}T00:00:00Z`) / dayLength;
}

/** The first letters of a name, for a mark with little room. */
export function initials(name: string): string {
  const parts = name.split(/\s+/).filter((part) => part !== '');
  return [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((part) => part?.[0]?.toUpperCase() ?? '').join('');
}
