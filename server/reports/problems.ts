import { dayLength } from '@waymark/contract/days.ts';
import type { ReportProblem, ReportSection } from '@waymark/contract/reports.ts';
import type { KeptReport } from './queries.ts';
import { hasFigures, type SectionAnswer } from './section-answer.ts';
import { titles } from './words.ts';
import { causalWording } from './wording.ts';

/** Figures older than this many days are worth working out again before a report leaves. */
const freshDays = 7;

/** What a person should put right in what they chose and wrote. Pure. */
export function problemsOfWords(report: KeptReport): ReportProblem[] {
  const { title, subtitle, recipient, sections, narrative, design } = report;
  const texts: [where: string, section: ReportSection | null, text: string][] = [
    ['the title', null, title],
    ['the subtitle', null, subtitle],
    ...sections.map((section): [string, ReportSection, string] => [`“${titles[section]}”`, section, narrative[section] ?? '']),
  ];
  const wording = texts.flatMap(([where, section, text]) =>
    causalWording(text).map(({ phrase, instead }): ReportProblem => ({
      kind: 'wording',
      section,
      says: `“${phrase}” in ${where} says that one thing brought another about. Without a comparison group a report cannot say so.`,
      todo:
        instead === '' ? 'Say what was done and what was seen, without the one bringing the other about.' : `Write instead: ${instead}.`,
      stops: true,
    })),
  );
  const empty = sections.filter((section) => (narrative[section] ?? '') === '' && (!hasFigures(section) || design === 'narrative'));
  const missing = empty.map((section): ReportProblem => {
    const figures = hasFigures(section);
    return {
      kind: 'missing',
      section,
      says: figures
        ? `“${titles[section]}” has no words, and an account in words (type 1) has no figures of it: it will not be in the report.`
        : `“${titles[section]}” has not been written yet.`,
      todo: figures ? 'Write it, or take the section out.' : 'Write it, in your own words, or take the section out.',
      stops: !figures,
    };
  });
  const mute = sections.every((section) => (narrative[section] ?? '') === '');
  return [
    ...wording,
    // who took part is told in figures whatever the design
    ...missing.filter(({ section }) => section !== 'taking-part'),
    ...(mute && missing.every(({ stops }) => !stops)
      ? [
          {
            kind: 'missing' as const,
            section: null,
            says: 'There is not a word of yours in it. Figures do not speak for themselves.',
            todo: 'Write at least one section in your own words.',
            stops: true,
          },
        ]
      : []),
    ...(recipient === ''
      ? [
          {
            kind: 'missing' as const,
            section: null,
            says: 'It does not say whom it is for.',
            todo: 'Name the partner, the school or the board it goes to.',
            stops: false,
          },
        ]
      : []),
  ];
}

const about = (section: ReportSection, says: string, todo: string): ReportProblem => ({
  kind: 'missing',
  section,
  says,
  todo,
  stops: true,
});

/** A section that could not be worked out or drawn; the others stand. `failure` is why, with what to do, where that is known. */
export const problemOfFailure = (section: ReportSection, failure: string | null = null): ReportProblem =>
  about(
    section,
    `The figures of “${titles[section]}” could not be worked out.${failure === null ? '' : ` ${failure}`}`,
    failure === null
      ? 'Work the figures out again. If that does not help, take the section out, and tell whoever runs Waymark.'
      : 'Then work the figures out again; or take the section out.',
  );

/** What stops comes first. */
export const stoppingFirst = (problems: readonly ReportProblem[]): ReportProblem[] =>
  problems.toSorted((a, b) => Number(b.stops) - Number(a.stops));

/** What keeps figures out, or makes them old. Pure. */
export function problemsOfFigures(
  {
    asOf,
    waiting,
    failed,
    answers,
  }: {
    asOf: string;
    waiting: readonly ReportSection[];
    failed: readonly { section: ReportSection; failure: string | null }[];
    answers: readonly SectionAnswer[];
  },
  now: Date,
): ReportProblem[] {
  const days = Math.floor((now.getTime() - Date.parse(asOf)) / dayLength);
  return [
    ...waiting.map((section) =>
      about(
        section,
        `The figures of “${titles[section]}” are being worked out.`,
        'Wait until they are there: this page looks again by itself.',
      ),
    ),
    ...failed.map(({ section, failure }) => problemOfFailure(section, failure)),
    ...(days > freshDays
      ? [
          {
            kind: 'missing' as const,
            section: null,
            says: `The figures are of ${days} days ago. What was recorded since is not in them.`,
            todo: 'Work them out again, unless the report is meant to be of that day.',
            stops: false,
          },
        ]
      : []),
    ...answers.flatMap(({ question, refusals }) =>
      refusals.map(({ says, wouldNeed }): ReportProblem => ({
        kind: 'refused',
        section: question,
        says,
        todo: `It would need: ${wouldNeed}`,
        stops: false,
      })),
    ),
  ];
}
