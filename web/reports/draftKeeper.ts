import { ApiError, OfflineError } from '@waymark/contract/client.ts';
import type { BodyOf } from '@waymark/contract/endpoint.ts';
import type { Report, updateReport } from '@waymark/contract/reports.ts';
import { fieldErrors } from '../api.ts';
import { describe } from '../ui/toast.tsx';
import { type Clash, mergeReport } from './mergeReport.ts';

/** What a person chooses and writes: all of a draft that can be changed. */
export type Choices = BodyOf<typeof updateReport>;

/** Where what was entered is by now. */
export type SavedState = 'saved' | 'waiting' | 'saving' | 'offline' | 'signedOut' | 'refused' | 'asking' | 'gone';

export interface KeptDraft {
  draft: Choices;
  saved: SavedState;
  /** Words that were changed in two places at once, to be chosen from. */
  clashes: Clash[];
  /** Somebody else's changes came in with the last save. */
  merged: boolean;
  /** What the server refused, by field; without a field under ''. */
  errors: Record<string, string>;
  version: number;
}

interface Wire {
  save: (choices: Choices, version: number) => Promise<Report>;
  read: () => Promise<Report>;
}

/** Long enough not to save every letter, short enough that nobody waits for it. */
const pause = 900;
const tryAgainAfter = 5_000;

export const choicesOf = ({ title, subtitle, recipient, design, preset, filters, sections, narrative }: Choices): Choices => ({
  title,
  subtitle,
  recipient,
  design,
  preset,
  filters,
  sections,
  narrative,
});

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Keeps a draft saved as it is worked on: one save after another, soon after each change, tried again where the server was
 * not reached. Where another tab or another person saved first, both sides' changes are brought together; words that
 * both changed are asked about and nothing is saved before that.
 */
export function keepDraft(report: Report, wire: Wire) {
  // what the server has, as it has it; and the same as it was sent, since blanks at an end do not come back
  let base = choicesOf(report);
  let sent: Choices = base;
  let version = report.version;
  let state: KeptDraft = { draft: base, saved: 'saved', clashes: [], merged: false, errors: {}, version };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  const listeners = new Set<() => void>();

  const set = (changes: Partial<KeptDraft>) => {
    state = { ...state, ...changes };
    for (const listener of listeners) listener();
  };
  const dirty = () => !same(state.draft, sent);
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  };

  /** Another has saved: their changes and mine together, or a question where both wrote in one place. */
  const bringTogether = async () => {
    const theirs = await wire.read();
    if (theirs.status !== 'draft') {
      set({ saved: 'gone' });
      return;
    }
    const { merged, clashes } = mergeReport(base, state.draft, choicesOf(theirs));
    const changed = !same(choicesOf(theirs), base);
    base = choicesOf(theirs);
    sent = base;
    version = theirs.version;
    set({ draft: merged, clashes, version, merged: changed && clashes.length === 0, ...(clashes.length > 0 ? { saved: 'asking' } : {}) });
  };

  const refuse = async (error: unknown) => {
    if (error instanceof ApiError && (error.status === 412 || error.status === 409)) {
      const before = version;
      await bringTogether();
      if (version !== before || state.saved !== 'saving') return;
    }
    if (error instanceof OfflineError || !(error instanceof ApiError) || error.status >= 500) {
      set({ saved: 'offline' });
      later(tryAgainAfter);
      return;
    }
    // asked to sign in again, they would not yet: the words stay, and signing in saves them
    if (error.status === 401) {
      set({ saved: 'signedOut' });
      return;
    }
    const fields = fieldErrors(error);
    const { title, detail } = describe(error);
    set({ saved: 'refused', errors: Object.keys(fields).length > 0 ? fields : { '': [title, detail].filter(Boolean).join(' ') } });
  };

  const saveAll = async () => {
    while (dirty() && state.saved !== 'asking' && state.saved !== 'gone') {
      const choices = state.draft;
      set({ saved: 'saving' });
      try {
        const answer = await wire.save(choices, version);
        version = answer.version;
        base = choicesOf(answer);
        sent = choices;
        set({ errors: {}, version });
      } catch (error) {
        await refuse(error).catch(() => {
          set({ saved: 'offline' });
          later(tryAgainAfter);
        });
        if (state.saved !== 'saving') return;
      }
    }
    if (!dirty() && state.saved !== 'asking' && state.saved !== 'gone') set({ saved: 'saved' });
  };

  /** Saves what is not yet saved; true when everything is. */
  const flush = async (): Promise<boolean> => {
    clearTimeout(timer);
    running ??= saveAll().finally(() => {
      running = undefined;
    });
    await running;
    return state.saved === 'saved';
  };

  return {
    get: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    flush,
    change: (changes: Partial<Choices> | ((now: Choices) => Partial<Choices>)) => {
      const next = { ...state.draft, ...(typeof changes === 'function' ? changes(state.draft) : changes) };
      const paused = state.saved === 'asking' || state.saved === 'gone';
      set({ draft: next, merged: false, ...(paused || state.saved === 'saving' ? {} : { saved: 'waiting' }) });
      if (!paused) later(pause);
    },
    /** Which words stand where two wrote in one place. */
    settle: (field: string, whose: 'mine' | 'theirs' | 'both') => {
      const clash = state.clashes.find((one) => one.field === field);
      if (clash === undefined) return;
      const mine = wordsAt(state.draft, field);
      const text = { mine, theirs: clash.theirs, both: [clash.theirs, mine].filter(Boolean).join('\n\n') }[whose];
      const clashes = state.clashes.filter((one) => one !== clash);
      set({ draft: withWords(state.draft, field, text), clashes, ...(clashes.length === 0 ? { saved: 'waiting' } : {}) });
      if (clashes.length === 0) later(0);
    },
    /** What was written and is not saved, by field: shown when it can no longer be saved. */
    unsavedWords: () => wordFields(state.draft).filter((field) => wordsAt(state.draft, field).trim() !== wordsAt(base, field)),
  };
}

const inNarrative = 'narrative.';

/** The words of a field: `title`, or `narrative.groups`. */
export function wordsAt(draft: Choices, field: string): string {
  const value: unknown = field.startsWith(inNarrative)
    ? draft.narrative[field.slice(inNarrative.length) as keyof Choices['narrative']]
    : draft[field as keyof Choices];
  return typeof value === 'string' ? value : '';
}

function withWords(draft: Choices, field: string, text: string): Choices {
  if (!field.startsWith(inNarrative)) return { ...draft, [field]: text };
  return { ...draft, narrative: { ...draft.narrative, [field.slice(inNarrative.length)]: text } };
}

const wordFields = (draft: Choices): string[] => [
  'title',
  'subtitle',
  'recipient',
  ...Object.keys(draft.narrative).map((section) => inNarrative + section),
];
