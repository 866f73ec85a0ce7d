import type { Document } from '@waymark/contract/documents.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { type ReportProblem, type ReportRemedy, type ReportSection, previewReport } from '@waymark/contract/reports.ts';
import { useState } from 'react';
import { useRead } from '../api.ts';
import type { Choices } from './draftKeeper.ts';
import type { Step } from './steps.ts';

export type Preview = ResponseOf<typeof previewReport>;

/**
 * The document as it will be, read once it is wanted and everything is saved, and asked for again while figures are still
 * being worked out.
 */
export function usePreview(id: string, wanted: boolean) {
  const [waiting, setWaiting] = useState(false);
  const preview = useRead(previewReport, { params: { id } }, { enabled: wanted, ...(waiting ? { refetchInterval: 1500 } : {}) });
  const busy = (preview.data?.waiting.length ?? 0) > 0;
  if (busy !== waiting) setWaiting(busy);
  return preview;
}

export type PreviewQuery = ReturnType<typeof usePreview>;

/** Where a problem can be put right, the likeliest place first. */
export function stepsOf({ kind, section, stops }: ReportProblem): Step[] {
  if (kind === 'wording') return [section === null ? 'about' : 'words'];
  if (kind === 'disclosure') return ['sections', 'numbers', 'about'];
  if (kind === 'refused') return ['sections'];
  if (section !== null) return ['words', 'sections'];
  return [stops ? 'words' : 'about'];
}

/** Problems of one section that are put right in one way, side by side. */
export function together(problems: readonly ReportProblem[]): [ReportProblem, ...ReportProblem[]][] {
  const groups = new Map<string, [ReportProblem, ...ReportProblem[]]>();
  for (const problem of problems) {
    const key = JSON.stringify([problem.kind, problem.section, problem.todo]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [problem]);
    else group.push(problem);
  }
  return [...groups.values()];
}

/** What is to be mended, without what only has to be waited for. */
export const problemsOf = ({ problems, waiting }: Preview): ReportProblem[] =>
  problems.filter(({ kind, section }) => !(kind === 'missing' && section !== null && waiting.includes(section)));

/** What the figures of a section say, in the report's own sentences; undefined where they are not in the document. */
export function saidOf(document: Document, section: ReportSection): string[] | undefined {
  const found = document.blocks.find(({ id }) => id === `${section}-found`);
  if (found === undefined || found.type !== 'list') return undefined;
  return found.items.map((runs) => runs.map(({ text }) => text).join(''));
}

/** The choices of a draft with a remedy taken up. Words of a section that is left out are kept, in case it comes back. */
export const withRemedy = ({ sections }: Choices, remedy: ReportRemedy): Partial<Choices> =>
  remedy.kind === 'preset' ? { preset: remedy.preset } : { sections: sections.filter((section) => !remedy.sections.includes(section)) };
