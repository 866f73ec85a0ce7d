import type { ReportProblem, ReportRemedy, SuppressionPreset } from '@waymark/contract/reports.ts';
import type { Logger } from 'pino';
import { dayIn, type Actor, type Tx } from '../db/actor.ts';
import { organisationName } from '../organisations/name.ts';
import { type ComposedReport, composeReport } from './compose.ts';
import { problemsOfDisclosure, type SectionFigure } from './disclosed.ts';
import { findReleased } from './figure-queries.ts';
import { releasedFigures } from './figures.ts';
import { problemsOfFigures, problemsOfWords, stoppingFirst } from './problems.ts';
import type { KeptReport } from './queries.ts';
import { remediesOf } from './remedies.ts';
import { type AnsweredSection, hasFigures, type SectionAnswer } from './section-answer.ts';
import { thresholdOf, underPreset } from './suppress.ts';
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
  /** Tried out when it is asked for, in the same transaction: only who looks at a draft is told. */
  remedies: () => Promise<ReportRemedy[]>;
  /** Without the database. `draft`: marked as one on every page. */
  compose: (draft: boolean) => Promise<ComposedReport>;
}

/**
 * Works a draft out as far as a request may, hides what is small, and collects what should be put right. A section that
 * cannot be shown is a problem of its own, and the others are shown all the same.
 */
export async function readDraft(tx: Tx, actor: Actor, report: KeptReport, now: Date, log: Pick<Logger, 'error'>): Promise<ReadDraft> {
  const worked = await workOut(tx, actor, report, now);
  const { asOf, asked, own, waiting } = worked;
  const failed = [...worked.failed];
  const shown = new Map<AnsweredSection, SectionAnswer>();
  const figures: SectionFigure[] = [];
  // the day where the organisation is, as people mean it when they say "of the same day"
  const day = dayIn(actor.timeZone, new Date(asOf));
  const told = (answer: SectionAnswer): SectionFigure[] =>
    releasedFigures(answer, answer.question, `“${report.title}”, ${titles[answer.question]}`).map((figure) => ({
      section: answer.question,
      figure: { ...figure, asOf: day },
    }));
  for (const section of report.sections.filter(hasFigures)) {
    const answer = worked.answers.get(section)?.answer;
    if (answer === undefined || answer === null) continue;
    try {
      const leaving = underPreset(answer, asked.preset, asked.threshold);
      figures.push(...told(leaving));
      shown.set(section, leaving);
    } catch (error) {
      log.error({ err: error, msg: 'a section of a report under its preset', reportId: report.id, section });
      failed.push({ section, failure: null });
    }
  }
  const released = await findReleased(tx, actor.orgId);
  const found = await problemsOfDisclosure(tx, actor.orgId, figures, released, asked.threshold);
  const under = (preset: SuppressionPreset) =>
    [...shown.keys()].flatMap((section) => {
      const answer = worked.answers.get(section)?.answer;
      return answer == null ? [] : told(underPreset(answer, preset, thresholdOf(preset, own)));
    });
  const check = async (counts: readonly SectionFigure[], preset: SuppressionPreset) =>
    (await problemsOfDisclosure(tx, actor.orgId, counts, released, thresholdOf(preset, own))).length === 0;
  const remedies = () =>
    remediesOf({ preset: asked.preset, problems: found, figures, under, check }).catch((error: unknown) => {
      // only advice: the problems are told without it
      log.error({ err: error, msg: 'remedies of a report', reportId: report.id });
      return [];
    });
  const problems = [
    ...problemsOfWords(report),
    ...problemsOfFigures({ asOf, waiting, failed, answers: [...shown.values()] }, now),
    ...found,
  ];
  const organisation = await organisationName(tx, actor.orgId);
  const { timeZone, today } = actor;
  const sections = failed.map(({ section }) => section);
  const given = { organisation, today, asOf, timeZone, threshold: asked.threshold, answers: shown, waiting, failed: sections, log };
  return {
    worked,
    shown,
    figures,
    problems: stoppingFirst(problems),
    remedies,
    compose: (draft) => composeReport(report, { ...given, draft }),
  };
}
