import type { Perspective } from '@waymark/contract/assessments.ts';
import * as t from '../strings/catalogue.ts';
import { DotShape } from './Ladder.tsx';
import classes from './Ladder.module.css';

const text = t.ladders.key;

/** What the shapes and lines of ladders mean; once on a page. A student's own page names the views in its own words. */
export function LadderKey({ marks = true, names = text }: { marks?: boolean; names?: Record<Perspective, string> }) {
  return (
    <ul className={`${classes.ladder} ${classes.key}`} aria-label={text.title}>
      {(['mentor', 'student', 'joint'] as const).map((perspective) => (
        <li key={perspective}>
          <svg width="30" height="14" viewBox="-15 -7 30 14" aria-hidden="true">
            <path d="M-15 0H15" className={classes.line} data-view={perspective} />
            <g className={classes.dot} data-view={perspective}>
              <DotShape level={1} perspective={perspective} />
            </g>
          </svg>
          {names[perspective]}
        </li>
      ))}
      <li>
        <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true" className={classes.dot} data-view="mentor">
          <DotShape level={null} perspective="mentor" />
        </svg>
        {text.missing}
      </li>
      {marks &&
        (['mentor', 'version'] as const).map((kind) => (
          <li key={kind}>
            <svg width="8" height="16" viewBox="-4 0 8 16" aria-hidden="true">
              <path d="M0 0V16" className={classes.mark} data-kind={kind} />
            </svg>
            {kind === 'mentor' ? text.mentorChange : text.version}
          </li>
        ))}
    </ul>
  );
}
