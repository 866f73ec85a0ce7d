import { ownSteps, stepsSeen } from '@waymark/contract/own-steps.ts';
import { plain, type Block, type Document, type Run } from '@waymark/contract/documents.ts';
import type { Content, Moved, ToldOutcome } from './choose.ts';
import { cut, isolated } from './cut.ts';
import { dayOf, words } from './wording.ts';

/** What a person adds to a page, or leaves out of it, before it is given. */
export interface Added {
  line: string;
  /** Who wrote the line. */
  lineBy: string | null;
  /** Scores whose comment is not to stand on it. */
  leftOut: readonly string[];
}

interface Fullness {
  outcomes: number;
  wording: number;
  comment: number;
  done: number;
  next: number;
  title: number;
  line: number;
}

/** How much of each kind stands on the page, and how long each may be in characters: from the fullest page to the barest. */
export const fullness: readonly Fullness[] = [
  { outcomes: 8, wording: 160, comment: 240, done: 5, next: 5, title: 140, line: 300 },
  { outcomes: 7, wording: 160, comment: 200, done: 5, next: 4, title: 120, line: 300 },
  { outcomes: 6, wording: 160, comment: 180, done: 4, next: 4, title: 110, line: 300 },
  { outcomes: 5, wording: 140, comment: 160, done: 4, next: 3, title: 100, line: 300 },
  { outcomes: 5, wording: 120, comment: 120, done: 3, next: 3, title: 90, line: 300 },
  { outcomes: 4, wording: 100, comment: 100, done: 3, next: 2, title: 80, line: 300 },
  { outcomes: 3, wording: 90, comment: 80, done: 2, next: 2, title: 70, line: 240 },
  { outcomes: 2, wording: 80, comment: 60, done: 1, next: 1, title: 60, line: 160 },
];

/** A page as it is made, before a person adds to it. */
export const nothingAdded: Added = { line: '', lineBy: null, leftOut: [] };

/** A student's page, said by the student: what I said first, what others said beside it and never mixed with it. */
export function compose(content: Content, added: Added, size: Fullness): Document {
  const name = isolated(cut(content.firstName, 40));
  const blocks: Block[] = [];
  if (content.lacking === 'everything') blocks.push(note('lacking', words.nothing));
  if (content.lacking === 'own_view') blocks.push(note('lacking', words.noOwnView));

  // chosen in turn from each type, told type by type
  const shown = content.outcomes.slice(0, size.outcomes);
  const types = [...new Set(content.outcomes.map(({ type }) => type))];
  const inOrder = shown.toSorted((a, b) => types.indexOf(a.type) - types.indexOf(b.type));
  if (inOrder.length > 0) {
    blocks.push({ type: 'heading', id: 'said', level: 1, text: content.lacking === 'own_view' ? words.mentorSaid : words.said });
    blocks.push({
      type: 'definitions',
      id: 'outcomes',
      items: inOrder.map((outcome) => ({ term: outcome.type, details: told(outcome, added.leftOut, size) })),
    });
  }
  if (content.done.length > 0) {
    blocks.push({ type: 'heading', id: 'did', level: 1, text: words.did });
    const items = content.done.slice(0, size.done).map(({ title, on }) => ({ term: dayOf(on), details: plain(cut(title, size.title)) }));
    blocks.push({ type: 'definitions', id: 'done', items });
    if (content.doneInAll > items.length) blocks.push({ type: 'paragraph', id: 'more-done', runs: plain(words.moreDone) });
  }
  if (content.next.length > 0) {
    blocks.push({ type: 'heading', id: 'want', level: 1, text: words.want });
    const items = content.next.slice(0, size.next).map(({ title, dueOn }) => ({
      term: dueOn === null ? words.someTime : words.by(dayOf(dueOn)),
      details: plain(cut(title, size.title)),
    }));
    blocks.push({ type: 'definitions', id: 'next', items });
    if (content.nextInAll > items.length) blocks.push({ type: 'paragraph', id: 'more-next', runs: plain(words.moreNext) });
  }
  if (added.line !== '') {
    const by = added.lineBy === null ? words.lineByMentor : words.lineBy(cut(added.lineBy, 60));
    blocks.push({ type: 'callout', id: 'line', tone: 'note', title: by, runs: plain(cut(added.line, size.line)) });
  }
  blocks.push({ type: 'paragraph', id: 'how', runs: [{ text: `${words.how} `, bold: true }, { text: howToRead(shown) }] });
  return {
    title: words.title(name),
    subtitle: words.subtitle(cut(content.programme, 80), dayOf(content.from), dayOf(content.to)),
    language: 'en-GB',
    organisation: cut(content.organisation, 80),
    date: content.date,
    marking: words.belongsTo(name),
    pageNumbers: false,
    blocks,
  };
}

const note = (id: string, { title, text }: { title: string; text: string }): Block => ({
  type: 'callout',
  id,
  tone: 'note',
  title,
  runs: plain(text),
});

function told({ wording, levels, own, mentor, joint, comment }: ToldOutcome, leftOut: readonly string[], size: Fullness): Run[] {
  const runs: Run[] = [{ text: `${cut(wording, size.wording)}\n` }];
  if (own !== null) runs.push(...said(words.iSaid, own, ownSteps(levels)));
  if (comment !== null && !leftOut.includes(comment.scoreId)) {
    // their latest line may be older than their latest answer: it must not read as if it belonged to that
    const when = comment.on === own?.now.on ? '' : ` ${words.iWrote(dayOf(comment.on))}`;
    runs.push({ text: `${when} “${cut(comment.text, size.comment)}”` });
  }
  const others: [string, Moved | null][] = [
    [words.mentorSays, mentor],
    [words.togetherSaid, joint],
  ];
  for (const [who, moved] of others) {
    if (moved === null) continue;
    if (runs.length > 1) runs.push({ text: '\n' });
    // the student's own step is the one that stands out
    runs.push(...said(who, moved, stepsSeen(levels)).map((run) => (own === null ? run : { text: run.text })));
  }
  return runs;
}

/** "I said “Not yet” on 3 September 2025, and “Mostly” on 9 March 2026." */
function said(who: string, { was, now }: Moved, steps: readonly string[]): Run[] {
  const step = (level: number) => `“${steps[level - 1] ?? ''}”`;
  if (was === null) return [{ text: `${who} ` }, { text: step(now.level), bold: true }, { text: ` on ${dayOf(now.on)}.` }];
  if (was.level === now.level)
    return [{ text: `${who} ` }, { text: step(now.level), bold: true }, { text: ` on ${dayOf(was.on)}, and again on ${dayOf(now.on)}.` }];
  return [
    { text: `${who} ${step(was.level)} on ${dayOf(was.on)}, and ` },
    { text: step(now.level), bold: true },
    { text: ` on ${dayOf(now.on)}.` },
  ];
}

function howToRead(shown: readonly ToldOutcome[]): string {
  const [levels, ...others] = new Set(shown.map((outcome) => outcome.levels));
  if (levels === undefined) return words.howNothing;
  const steps = others.length > 0 ? words.howSteps : words.howTheseSteps(ownSteps(levels).map((step) => `“${step}”`));
  return `${steps} ${words.howRest}`;
}
