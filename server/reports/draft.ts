import type { Document } from '@waymark/contract/documents.ts';
import type { ReportProblem } from '@waymark/contract/reports.ts';
import { dayIn, type Actor, type Tx } from '../db/actor.ts';
import { organisationName } from '../organisations/name.ts';
import { composeReport } from './compose.ts';
import { problemsOfDisclosure, type SectionFigure } from './disclosed.ts';
import { findReleased } from './figure-queries.ts';
import { releasedFigures } from './figures.ts';
import { problemsOfFigures, problemsOfWords } from './problems.ts';
import type { KeptReport } from './queries.ts';
import { type AnsweredSection, hasFigures, type SectionAnswer } from './section-answer.ts';
import { underPreset } from './suppress.ts';
import { workOut, type Worked } from './work.ts';
import { titles } from './words.ts';

/** A draft as it would leave, and what should be put right first. */
interface ReadDraft {
  worked: Worked;
  /** The answers as the preset lets them leave. */
  shown: Map<AnsweredSection, SectionAnswer>;
  /** The counts its readers would learn. */
  figures: SectionFigure[];
  problems: ReportProblem[];
  /** `draft`: marked as one on every page. */
  compose: (draft: boolean) => Promise<Document>;
}

/** Works a draft out as far as a request may, hides what is small, and collects what should be put right. */
export async function readDraft(tx: Tx, actor: Actor, report: KeptReport, now: Date): Promise<ReadDraft> {
  const worked = await workOut(tx, actor, report, now);
  const { asOf, asked, waiting, failed } = worked;
  const shown = new Map(
    [...worked.answers].flatMap(([section, { answer }]) =>
      answer === null ? [] : [[section, underPreset(answer, asked.preset, asked.threshold)] as const],
    ),
  );
  const inOrder = report.sections.filter(hasFigures).flatMap((section) => shown.get(section) ?? []);
  const figures = inOrder.flatMap((answer) =>
    releasedFigures(answer, answer.question, `“${report.title}”, ${titles[answer.question]}`).map((figure) => ({
      section: answer.question,
      // the day where the organisation is, as people mean it when they say "of the same day"
      figure: { ...figure, asOf: dayIn(actor.timeZone, new Date(asOf)) },
    })),
  );
  const problems = [
    ...problemsOfWords(report),
    ...problemsOfFigures({ asOf, waiting, failed, answers: inOrder }, now),
    ...(await problemsOfDisclosure(tx, actor.orgId, figures, await findReleased(tx, actor.orgId), asked.threshold)),
  ];
  const organisation = await organisationName(tx, actor.orgId);
  const { timeZone, today } = actor;
  return {
    worked,
    shown,
    figures,
    // what stops comes first
    problems: problems.toSorted((a, b) => Number(b.stops) - Number(a.stops)),
    compose: (draft) =>
      composeReport(report, { organisation, today, asOf, timeZone, threshold: asked.threshold, answers: shown, waiting, failed, draft }),
  };
}
