import { dayInWords } from '@waymark/contract/days.ts';

/** How far somebody got in being scored is told apart for each way of scoring, and for outcomes asked about alone. */
const scored = [
  { begins: 'scored by mentor', of: 'Scores by mentors' },
  { begins: 'scored by student', of: 'Scores by students themselves' },
  { begins: 'scored by joint', of: 'Scores agreed by both' },
  { begins: 'scored by both', of: 'Seen by mentor and student' },
] as const;
const reached: Readonly<Record<string, string>> = { one: 'only one of each outcome', twice: 'two or more', never: 'none' };

/**
 * What a classification of released figures and one of its categories are called, where neither is a name on record:
 * undefined for programmes, schools, characteristics and the like.
 */
export function saidOf(classification: string, category: string): { of: string; is: string } | undefined {
  if (classification === 'began') return { of: 'Enrolled', is: spanInWords(category) };
  const way = scored.find(({ begins }) => classification.startsWith(begins));
  return way && { of: way.of, is: reached[category] ?? category };
}

/**
 * A span of days with either end open; or a piece that spans leave when they are cut at each other's ends, which is called by the day
 * it begins, with a plus where that is the day after, and by nothing where it lies before them all.
 */
function spanInWords(span: string): string {
  if (span === '') return 'before the days of the others';
  if (span.endsWith('+')) return `after ${dayInWords(span.slice(0, -1))}`;
  const [from = '', to = ''] = span.split('..');
  return [from && `from ${dayInWords(from)}`, to && `to ${dayInWords(to)}`].filter(Boolean).join(' ');
}
