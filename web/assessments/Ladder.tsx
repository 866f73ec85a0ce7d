import { useElementSize } from '@mantine/hooks';
import { formatShortDate } from '../ui/format.ts';
import classes from './Ladder.module.css';
import { planLadder, type LadderMark, type LadderSpan, type LadderStep } from './ladderPlan.ts';

interface LadderProps {
  steps: readonly LadderStep[];
  marks?: readonly LadderMark[];
  levels: number;
  span: LadderSpan;
  /** What it shows, in a sentence, for those who do not see it. A table or list stands beside. */
  label: string;
}

/** One outcome's ladder over time, small: drawn at the width it has, so that its letters stay legible on a phone. */
export function Ladder({ steps, marks = [], levels, span, label }: LadderProps) {
  const { ref, width: measured } = useElementSize<HTMLDivElement>();
  const width = measured === 0 ? 300 : measured;
  const plan = planLadder(steps, marks, levels, span, width);
  return (
    <div ref={ref} className={classes.ladder}>
      <svg viewBox={`0 0 ${width} ${plan.height}`} width={width} height={plan.height} role="img" aria-label={label}>
        {plan.rungs.map(({ level, y }) => (
          <g key={level}>
            <line x1={plan.left} x2={plan.right} y1={y} y2={y} className={classes.rung} />
            <text x={plan.left - 8} y={y} className={classes.level}>
              {level}
            </text>
          </g>
        ))}
        {plan.marks.map((mark) => (
          <g key={`${mark.kind} ${mark.on} ${mark.short}`}>
            <title>{mark.label}</title>
            <line x1={mark.x} x2={mark.x} y1={12} y2={plan.floor} className={classes.mark} data-kind={mark.kind} />
            <text x={Math.min(mark.x, plan.right - 8)} y={9} className={classes.markLabel}>
              {mark.short}
            </text>
          </g>
        ))}
        {plan.paths.map(({ perspective, d }) => (
          <path key={perspective} d={d} className={classes.line} data-view={perspective} />
        ))}
        {plan.dots.map((dot, index) => (
          <g
            key={`${dot.perspective} ${dot.on} ${index}`}
            transform={`translate(${dot.x} ${dot.y})`}
            className={classes.dot}
            data-view={dot.perspective}
          >
            <title>{dot.label}</title>
            <DotShape level={dot.level} perspective={dot.perspective} />
          </g>
        ))}
        <text x={plan.left} y={plan.axis} className={classes.day}>
          {formatShortDate(span.from)}
        </text>
        <text x={plan.right} y={plan.axis} className={classes.day} data-end>
          {formatShortDate(span.to)}
        </text>
      </svg>
    </div>
  );
}

/** A shape for each perspective, so that a black-and-white print tells them apart. */
export function DotShape({ level, perspective }: Pick<LadderStep, 'level' | 'perspective'>) {
  if (level === null) return <path d="M-3.5 -3.5L3.5 3.5M-3.5 3.5L3.5 -3.5" className={classes.cross} />;
  if (perspective === 'joint') return <path d="M0 -5L5 0L0 5L-5 0Z" className={classes.shape} />;
  return <circle r={perspective === 'student' ? 4 : 4.5} className={classes.shape} />;
}
