import type { ActionOwner } from '@waymark/contract/actions.ts';

/** What an organisation has before its first student: the demo is made for it. Ids come from the database. */
export interface Setting {
  today: string;
  framework: {
    id: string;
    versionId: string;
    levels: number;
    outcomes: readonly SettingOutcome[];
  };
  characteristics: readonly { id: string; code: string; options: readonly string[] }[];
  library: readonly SettingAction[];
}

export interface SettingOutcome {
  id: string;
  seriesId: string;
  code: string;
  typeCode: string;
}

export interface SettingAction {
  id: string;
  seriesId: string | null;
  title: string;
  detail: string;
  owner: ActionOwner;
  upToLevel: number;
  dueInDays: number;
}

/** How much is made. The demo is 240 students with everything; the benchmark has many, each with less. */
export interface Size {
  students: number;
  seed: string;
  /** Meetings a student has at most; null for as many as fit between first and last day. */
  meetings: number | null;
  /** Outcomes scored in an ordinary meeting, at least and at most. */
  outcomes: readonly [number, number];
  /** Broad baselines and reviews, the students' own view, and corrections as well. */
  whole: boolean;
}

export const demoSize: Size = { students: 240, seed: 'waymark', meetings: null, outcomes: [3, 5], whole: true };
