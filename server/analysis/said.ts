import type { Said, SaidFigure } from '@waymark/contract/analysis.ts';
import { rounded } from '@waymark/stats/rounded.ts';
import { coarseInterval, coarseNet } from './coarse-net.ts';
import { points, sayInterval, sayPercent } from './say.ts';

/** How small numbers are kept out of what is said. */
export interface SayingRule {
  /** Counts from 1 to one less than this are not said. */
  threshold: number;
  /** Counts are rounded to multiples of this; 1: said as they are. */
  roundTo: 1 | 5;
  /** Percentages of fewer are not said. */
  leastForShare: number;
}

/** A sentence whose figures are kept apart from its words, so that a rule can round or withhold them. */
export function say(words: TemplateStringsArray, ...figures: readonly (string | number | SaidFigure)[]): Said {
  return words.flatMap((text, at): Said => {
    const figure = figures[at];
    return [text, ...(figure === undefined ? [] : [typeof figure === 'number' ? String(figure) : figure])];
  });
}

/** So many people, enrolments or scores. */
export const people = (n: number): SaidFigure => ({ kind: 'count', n });

/** The share that `n` are of `of`, in percent. */
export const percentOf = (n: number, of: number): SaidFigure => ({ kind: 'share', n, of });

/** The share of `more` less the share of `less` among `of`, in points; with `way` as "12 points up". */
export const netOf = (more: number, less: number, of: number, way: 'way' | 'signed' = 'signed'): SaidFigure => ({
  kind: 'net',
  more,
  less,
  of,
  way: way === 'way',
});

/** The 95% interval of a share, or of a difference of shares, of `of` people or scores. */
export const intervalOf = ([low, high]: readonly [number, number], of: number): SaidFigure => ({ kind: 'interval', low, high, of });

/** Something worked out from exact counts that nothing coarser can be said of: `instead` where counts are rounded. */
export const exactly = (text: string, instead: string): SaidFigure => ({ kind: 'exact', text, instead });

/**
 * A sentence as the rule lets it be said: rounded counts, percentages of rounded counts, and no sentence at all where one of
 * its percentages would tell a small number (the others of the sentence would give it away).
 * @returns null when it may not be said. What stays a figure in it may be known exactly
 */
export function saidUnder(said: Said, rule: SayingRule): Said | null {
  const net = said.find((part) => typeof part === 'object' && part.kind === 'net' && hasFew(part, rule.threshold));
  const parts = said.map((part) => {
    if (typeof part === 'string') return part;
    return net === undefined ? figureUnder(part, rule) : besideFew(part, net as Net, rule);
  });
  return parts.includes(null) ? null : (parts as Said);
}

type Net = Extract<SaidFigure, { kind: 'net' }>;

const hasFew = ({ more, less, of }: Net, threshold: number): boolean =>
  [more, less, of - more - less].some((part) => part > 0 && part < threshold);

/** What is said beside a net whose parts are hidden: as coarse as in the table they are hidden in. */
function besideFew(figure: SaidFigure, net: Net, rule: SayingRule): string | SaidFigure | null {
  if (figure.kind !== 'net' && figure.kind !== 'interval') return figureUnder(figure, rule);
  const share = coarseNet(figure.kind === 'net' ? figure : net, rule.threshold);
  if (share === null || figure.of < Math.max(rule.threshold, rule.leastForShare)) return null;
  if (figure.kind === 'interval') return sayInterval(coarseInterval(share, figure.of, [figure.low, figure.high], rule.threshold));
  return sayNet(Math.round(share * 100) / 100, figure.way);
}

function figureUnder(figure: SaidFigure, rule: SayingRule): string | SaidFigure | null {
  const { threshold, roundTo, leastForShare } = rule;
  const few = (n: number) => n > 0 && n < threshold;
  const round = (n: number) => (n === 0 ? 0 : rounded(n, roundTo));
  if (figure.kind === 'exact') return roundTo === 1 ? figure : figure.instead;
  if (figure.kind === 'count') {
    if (few(figure.n)) return `fewer than ${threshold}`;
    return roundTo === 1 ? figure : String(round(figure.n));
  }
  if (figure.of < leastForShare || few(figure.of)) return null;
  if (figure.kind === 'share') {
    const { n, of } = figure;
    if (few(n) || few(of - n)) return null;
    return roundTo === 1 ? figure : `${Math.round((100 * round(n)) / round(of))}%`;
  }
  if (roundTo === 1) return figure;
  if (figure.kind === 'net') return net({ ...figure, more: round(figure.more), less: round(figure.less), of: round(figure.of) }, true);
  const [low, high] = widened([figure.low, figure.high], figure.of, roundTo);
  return sayInterval([low, high]);
}

/**
 * An interval of a share of `of` as wide as it must be to tell no more than counts rounded to `roundTo`: about a centre that is
 * known anyway, and its half-width moved up to a multiple of what `roundTo` people are of them (5 of 40: 13 points).
 */
export function widened(
  [low, high]: readonly [number, number],
  of: number,
  roundTo: number,
  centre = (Math.round(((low + high) / 2) * (of / roundTo)) * roundTo) / of,
): [number, number] {
  const step = roundTo / rounded(of, roundTo);
  const half = Math.ceil(Math.max(high - centre, centre - low) / step - 1e-9) * step;
  const [down, up] = [Math.floor((centre - half) * 100 + 1e-9) / 100, Math.ceil((centre + half) * 100 - 1e-9) / 100];
  return [Math.max(low < 0 ? -1 : 0, down), Math.min(1, up)];
}

function net({ more, less, of, way }: Extract<SaidFigure, { kind: 'net' }>, whole: boolean): string {
  const share = of === 0 ? 0 : (more - less) / of;
  return sayNet(whole ? Math.round(share * 100) / 100 : share, way);
}

const sayNet = (share: number, way: boolean): string => (way ? `${points(Math.abs(share))} ${share < 0 ? 'down' : 'up'}` : points(share));

/** The sentence as it reads. */
export function wordsOf(said: Said): string {
  return said
    .map((part) => {
      if (typeof part === 'string') return part;
      if (part.kind === 'count') return String(part.n);
      if (part.kind === 'share') return sayPercent(part.of === 0 ? 0 : part.n / part.of);
      if (part.kind === 'net') return net(part, false);
      return part.kind === 'exact' ? part.text : sayInterval([part.low, part.high]);
    })
    .join('');
}
