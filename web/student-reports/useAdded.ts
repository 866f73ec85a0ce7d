import type { StudentReport } from '@waymark/contract/student-reports.ts';
import { useState } from 'react';

const leftOutOf = ({ comments }: StudentReport): string[] => comments.filter(({ leftOut }) => leftOut).map(({ scoreId }) => scoreId);

/**
 * What a person adds to a draft, kept while somebody else saves the same page: of what only one of the two changed, that
 * stands; where both wrote a line, mine stays in its field and theirs is shown beside it until one of them is saved.
 */
export function useAdded(report: StudentReport) {
  const [base, setBase] = useState(report);
  const [line, setLine] = useState(report.line);
  const [leftOut, setLeftOut] = useState(() => leftOutOf(report));
  const [theirs, setTheirs] = useState<{ line: string; by: string | null }>();
  if (report.version > base.version) {
    const was = leftOutOf(base);
    const now = leftOutOf(report);
    setBase(report);
    setLeftOut(
      report.comments
        .map(({ scoreId }) => scoreId)
        .filter((one) => (leftOut.includes(one) === was.includes(one) ? now : leftOut).includes(one)),
    );
    if (line === base.line || line.trim() === report.line) setLine(report.line);
    else if (report.line !== base.line) setTheirs({ line: report.line, by: report.lineBy });
  }
  const was = leftOutOf(base);
  return {
    version: base.version,
    line,
    setLine,
    leftOut,
    setLeftOut,
    /** The line somebody else saved while mine was being written. */
    theirs,
    dirty: line !== base.line || leftOut.length !== was.length || leftOut.some((one) => !was.includes(one)),
    /** Starts anew from what I saved myself. */
    saved: (mine: StudentReport) => {
      setBase(mine);
      setTheirs(undefined);
      if (line.trim() === mine.line) setLine(mine.line);
    },
  };
}

export type Added = ReturnType<typeof useAdded>;
