import type { MissingReason, Perspective } from '@waymark/contract/assessments.ts';
import type { Lacking } from '@waymark/contract/student-reports.ts';

/** A score that stands, as a student may read it: the line beside it is there only where it is the student's own. */
export interface SaidScore {
  id: string;
  assessmentId: string;
  seriesId: string;
  perspective: Perspective;
  on: string;
  level: number | null;
  missingReason: MissingReason | null;
  comment: string;
}

/** An action that was shared with the student and is theirs to do. */
export interface OwnAction {
  id: string;
  title: string;
  dueOn: string | null;
  /** Null while it is open. */
  doneOn: string | null;
}

/** An outcome in the student's wording, in the framework's order. */
export interface AskedOutcome {
  seriesId: string;
  type: string;
  wording: string;
  levels: number;
}

export interface Material {
  firstName: string;
  programme: string;
  organisation: string;
  /** First and last day of what is told, and the day the page is dated. */
  from: string;
  to: string;
  today: string;
  outcomes: readonly AskedOutcome[];
  scores: readonly SaidScore[];
  actions: readonly OwnAction[];
}

/** A level on a day. */
export interface Said {
  level: number;
  on: string;
}

/** Where somebody saw the student first and last; no `was` where there is one answer only. */
export interface Moved {
  was: Said | null;
  now: Said;
}

export interface ToldOutcome {
  type: string;
  wording: string;
  levels: number;
  own: Moved | null;
  /** What others said, each a series of its own. */
  mentor: Moved | null;
  joint: Moved | null;
  comment: { scoreId: string; on: string; text: string } | null;
}

/** What a page is chosen from: enough for the fullest page, in the order it is chosen. */
export interface Content {
  firstName: string;
  programme: string;
  organisation: string;
  from: string;
  to: string;
  date: string;
  lacking: Lacking | null;
  outcomes: ToldOutcome[];
  done: { title: string; on: string }[];
  doneInAll: number;
  next: { title: string; dueOn: string | null }[];
  nextInAll: number;
  /** The ids of everything that stands in it. */
  restsOn: { assessments: string[]; scores: string[]; actions: string[] };
}

/** More of one kind than this stands on no page, however short each is. */
const most = 12;

const byDay = (a: SaidScore, b: SaidScore) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1);

/**
 * Chooses what can stand on a student's page. By rule, and the same for everybody:
 * - an outcome the student last answered with "I would rather not say" or "This is not about me" is left out, whoever scored it;
 * - where somebody saw the student first is their last answer up to the first day of the period, else their first in it;
 * - of each type first what the student wrote a line about, then what moved, up or down alike, then the framework's order;
 *   one of each type before a second of any;
 * - actions done in the period, the latest first; open ones by the day they are due.
 */
export function choose(material: Material): Content {
  const { from, to } = material;
  const scores = material.scores.filter(({ on }) => on <= to).toSorted(byDay);
  const bySeries = Map.groupBy(scores, ({ seriesId }) => seriesId);
  const rests = { assessments: new Set<string>(), scores: new Set<string>() };
  const moved = (of: readonly SaidScore[], perspective: Perspective): { moved: Moved; from: SaidScore[] } | null => {
    const levels = of.filter((score) => score.perspective === perspective && score.level !== null);
    const now = levels.at(-1);
    const was = levels.findLast(({ on }) => on <= from) ?? levels[0];
    if (now === undefined || was === undefined) return null;
    const said = ({ level, on }: SaidScore): Said => ({ level: level ?? 0, on });
    return { moved: { was: was === now ? null : said(was), now: said(now) }, from: [was, now] };
  };

  const told = material.outcomes.flatMap((outcome, place) => {
    const of = bySeries.get(outcome.seriesId) ?? [];
    const own = of.filter(({ perspective }) => perspective === 'student');
    const reason = own.at(-1)?.missingReason;
    if (reason === 'declined' || reason === 'not_applicable') return [];
    const [mine, mentors, joint] = [moved(of, 'student'), moved(of, 'mentor'), moved(of, 'joint')];
    if (mine === null && mentors === null && joint === null) return [];
    const commented = own.findLast((score) => score.comment !== '' && score.level !== null && score.on >= from);
    const changed = mine?.moved.was != null && mine.moved.was.level !== mine.moved.now.level;
    return [
      {
        place,
        rank: (mine === null ? 4 : 0) + (commented === undefined ? 2 : 0) + (changed ? 0 : 1),
        // what stands on the page, and what it rests on
        basis: [mine, mentors, joint].flatMap((one) => one?.from ?? []).concat(commented ?? []),
        told: {
          type: outcome.type,
          wording: outcome.wording,
          levels: outcome.levels,
          own: mine?.moved ?? null,
          mentor: mentors?.moved ?? null,
          joint: joint?.moved ?? null,
          comment: commented === undefined ? null : { scoreId: commented.id, on: commented.on, text: commented.comment },
        } satisfies ToldOutcome,
      },
    ];
  });
  const types = [...Map.groupBy(told, ({ told: { type } }) => type).values()];
  const within = types.map((one) => one.toSorted((a, b) => a.rank - b.rank || a.place - b.place));
  const rounds = Array.from({ length: Math.max(0, ...within.map(({ length }) => length)) }, (_, round) =>
    within.flatMap((one) => one[round] ?? []),
  );
  const chosen = rounds.flat().slice(0, most);
  for (const { basis } of chosen) {
    for (const score of basis) {
      rests.scores.add(score.id);
      rests.assessments.add(score.assessmentId);
    }
  }

  const allDone = material.actions
    .filter(({ doneOn }) => doneOn !== null && doneOn >= from && doneOn <= to)
    .toSorted((a, b) => ((a.doneOn ?? '') === (b.doneOn ?? '') ? (a.id < b.id ? -1 : 1) : (a.doneOn ?? '') < (b.doneOn ?? '') ? 1 : -1));
  const allNext = material.actions
    .filter(({ doneOn }) => doneOn === null)
    .toSorted((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') || (a.id < b.id ? -1 : 1));
  const [done, next] = [allDone.slice(0, most), allNext.slice(0, most)];
  const nothing = chosen.length === 0 && done.length === 0 && next.length === 0;
  return {
    firstName: material.firstName,
    programme: material.programme,
    organisation: material.organisation,
    from,
    to,
    date: material.today,
    lacking: nothing ? 'everything' : chosen.every(({ told: { own } }) => own === null) ? 'own_view' : null,
    outcomes: chosen.map((one) => one.told),
    done: done.map(({ title, doneOn }) => ({ title, on: doneOn ?? to })),
    doneInAll: allDone.length,
    next: next.map(({ title, dueOn }) => ({ title, dueOn })),
    nextInAll: allNext.length,
    restsOn: { assessments: [...rests.assessments], scores: [...rests.scores], actions: [...done, ...next].map(({ id }) => id) },
  };
}
