import type { fits, FitName } from '@waymark/stats/fits.ts';
import { runInWorker } from '@waymark/stats/in-worker.ts';
import { type AnswerDraft, estimateOf } from './question.ts';

type Table<N extends FitName> = Parameters<(typeof fits)[N]>[0];
type Options<N extends FitName> = Omit<NonNullable<Parameters<(typeof fits)[N]>[1]>, 'progress'>;

/** Fits a model in a thread of its own. `stage` says in words what is being fitted. */
export type Fit = <N extends FitName>(
  stage: string,
  name: N,
  table: Table<N>,
  options: Options<N>,
) => Promise<ReturnType<(typeof fits)[N]>>;

/** Something whose figures come from a model: everything is read, the model is still to be fitted. */
export interface ToFit<Told> {
  /** Rows the model is fitted to, which is what its time goes with. */
  cells: number;
  /** How many fits there will be, for the progress. */
  fits: number;
  /** Fits, and says the rest. It reads nothing more, so that no transaction stays open over it; `unread` where it is not read. */
  work: (fit: Fit) => Promise<Told>;
}

/** A question that needs a model. */
export interface Beside extends ToFit<AnswerDraft> {
  /** What can be said without the model. */
  meanwhile: AnswerDraft;
}

/** More rows than this are fitted beside the request, by a job. At this size all fits of a question take a second or two. */
const mostInRequest = 20_000;
/** More rows than this would take the program down with them, and a model hours: so many students are as good as all. */
const mostBeside = 1_000_000;

/** How many rows a model may have. */
export interface Limits {
  /** Whether more rows than a page waits for are not to be read at all. */
  quick?: boolean;
  mostCells?: number;
}

export const limitsOf = ({ quick = false, mostCells = mostBeside }: Limits): Required<Limits> => ({ quick, mostCells });

/** Whether the rows of a model are not to be read here: there are more than the page waits for. */
export const staysUnread = (cells: number, { quick }: Required<Pick<Limits, 'quick'>>): boolean => quick && cells > mostInRequest;

/** What is done with rows that were not read. */
export const unread = (): Promise<never> => Promise.reject(new Error('The rows of the model were not read: this page does not fit it.'));
/** What a request waits for at most, whatever the size: the thread is then stopped. */
const patience = 8_000;

/** What comes of it when the model is small enough to wait for; null when it must be fitted beside. No transaction may be open. */
export async function workWithin<Told>({ cells, work }: Pick<ToFit<Told>, 'cells' | 'work'>): Promise<Told | null> {
  if (cells > mostInRequest) return null;
  const signal = AbortSignal.timeout(patience);
  try {
    return await work((_stage, name, table, options) => runInWorker(name, table, options, { signal }));
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

/** What stands on the page until the model has been fitted. */
export function stillToFit({ meanwhile }: Beside): AnswerDraft {
  estimateOf(
    {
      kind: 'refusal',
      code: 'too-little-data',
      says: 'The model for so many scores takes longer than a page should wait for, and has not been fitted for these filters.',
      wouldNeed: 'The model fitted beside the page: start it, and come back. Filters that leave fewer students are answered at once.',
    },
    meanwhile,
  );
  return meanwhile;
}
