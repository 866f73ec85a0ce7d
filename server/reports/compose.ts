import { dayInWords } from '@waymark/contract/days.ts';
import { type Block, type Document, plain } from '@waymark/contract/documents.ts';
import { periodInWords } from '@waymark/contract/report-titles.ts';
import type { ReportSection } from '@waymark/contract/reports.ts';
import type { Logger } from 'pino';
import { appendixOf } from './appendix.ts';
import { blocksOfAnswer } from './blocks.ts';
import { blocksOfWords } from './narrative.ts';
import type { KeptReport } from './queries.ts';
import { type AnsweredSection, hasFigures, type SectionAnswer } from './section-answer.ts';
import { evidence, kinds, titles, wording } from './words.ts';

interface Composed {
  organisation: string;
  today: string;
  asOf: string;
  timeZone: string;
  /** Below this many nothing is shown. */
  threshold: number;
  /** As they may be shown, by section. */
  answers: ReadonlyMap<AnsweredSection, SectionAnswer>;
  waiting: readonly ReportSection[];
  failed: readonly ReportSection[];
  /** Says on every page that it is none to hand on. */
  draft: boolean;
  log: Pick<Logger, 'error'>;
}

/** The document, and the sections whose figures could not be drawn or set in it. */
export interface ComposedReport {
  document: Document;
  broken: AnsweredSection[];
}

/** In the box at the beginning; more would not be short. */
const mostInShort = 8;

/**
 * A report as a document: what it is and what kind of evidence, the main sentence of each section, then section by section a
 * person's words before the figures, and how it was worked out at the end.
 */
export async function composeReport(report: KeptReport, given: Composed): Promise<ComposedReport> {
  const broken: AnsweredSection[] = [];
  const sections: Block[] = [];
  for (const section of report.sections) {
    try {
      sections.push(...(await sectionBlocks(report, section, given)));
    } catch (error) {
      if (!hasFigures(section)) throw error;
      given.log.error({ err: error, msg: 'a section of a report being composed', reportId: report.id, section });
      broken.push(section);
      sections.push(...(await sectionBlocks(report, section, { ...given, failed: [...given.failed, section], answers: new Map() })));
    }
  }
  const inOrder = report.sections
    .filter(hasFigures)
    .flatMap((section) => (broken.includes(section) ? [] : (given.answers.get(section) ?? [])));
  return { broken, document: documentOf(report, given, inOrder, sections) };
}

function documentOf(report: KeptReport, given: Composed, inOrder: readonly SectionAnswer[], sections: readonly Block[]): Document {
  return {
    title: report.title,
    subtitle: report.subtitle,
    language: 'en-GB',
    organisation: given.organisation,
    date: given.today,
    marking: given.draft ? wording.draft : wording.marking(report.recipient).slice(0, 200),
    blocks: [
      { type: 'definitions', id: 'facts', items: facts(report, given, inOrder[0]?.about) },
      {
        type: 'callout',
        id: 'evidence',
        tone: 'note',
        title: evidence[report.design].title,
        runs: plain(evidence[report.design].text),
      },
      ...inShort(inOrder),
      ...sections,
      { type: 'heading', id: 'appendix', level: 1, text: wording.appendix },
      ...appendixOf(inOrder, {
        design: report.design,
        preset: report.preset,
        threshold: given.threshold,
        headingLevel: 2,
        asOf: momentInWords(given.asOf, given.timeZone),
        titleOf: ({ question }) => titles[question],
      }),
    ],
  };
}

function facts(report: KeptReport, { asOf, timeZone }: Composed, about: string | undefined) {
  const { startedFrom, startedTo } = report.filters;
  const period = startedFrom === undefined && startedTo === undefined ? wording.noPeriod : wording.periodOf(periodInWords(report.filters));
  const all: [string, string | null | undefined][] = [
    [wording.kind, kinds[report.kind]],
    [wording.recipient, report.recipient],
    [wording.school, report.schoolName],
    [wording.period, period],
    // the period has a line of its own
    [wording.about, about?.replaceAll(/; enrolled (?:from|to) [^;]+/g, '')],
    [wording.asOf, momentInWords(asOf, timeZone)],
  ];
  return all.flatMap(([term, details]) => (details ? [{ term, details: plain(details) }] : []));
}

/** "22 November 2026, 10:31" where the organisation is. */
export function momentInWords(at: string, timeZone: string): string {
  const moment = new Date(at);
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(moment);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(moment);
  return `${dayInWords(day)}, ${time}`;
}

function inShort(answers: readonly SectionAnswer[]): Block[] {
  const sentences = answers.flatMap(({ sentences: [first] }) => (first === undefined ? [] : [first])).slice(0, mostInShort);
  if (sentences.length === 0) return [];
  return [
    { type: 'heading', id: 'short', level: 1, text: wording.summary },
    { type: 'list', id: 'short-list', ordered: false, items: sentences.map(plain) },
  ];
}

/** A section with neither words nor figures is left out. */
async function sectionBlocks(report: KeptReport, section: ReportSection, given: Composed): Promise<Block[]> {
  const answer = hasFigures(section) ? given.answers.get(section) : undefined;
  const words = blocksOfWords(section, report.narrative[section] ?? '');
  const note = given.waiting.includes(section)
    ? [
        {
          type: 'callout' as const,
          id: `${section}-waiting`,
          tone: 'note' as const,
          title: wording.waiting,
          runs: plain(wording.waitingText),
        },
      ]
    : given.failed.includes(section)
      ? [
          {
            type: 'callout' as const,
            id: `${section}-failed`,
            tone: 'warning' as const,
            title: wording.failed,
            runs: plain(wording.failedText),
          },
        ]
      : [];
  const figures = answer === undefined ? [] : await blocksOfAnswer(answer, section, { headingLevel: 2 });
  const all = [...words, ...note, ...figures];
  return all.length === 0 ? [] : [{ type: 'heading', id: section, level: 1, text: titles[section] }, ...all];
}
