import type { Report } from '@waymark/contract/reports.ts';
import type { Choices } from './draftKeeper.ts';

/** What every part of the working page, and of a schedule's, is given. */
export interface PartProps {
  draft: Choices;
  change: (changes: Partial<Choices> | ((now: Choices) => Partial<Choices>)) => void;
  /** What the server refused, by field. */
  errors: Record<string, string>;
  of: Pick<Report, 'kind' | 'schoolName'>;
}
