/** What the rows of a file of attendance marks had wrong with them, while it is checked part by part. */
export interface MarksTally {
  /** Rows with a problem of their own, and how many of them are kept to be shown. */
  bad: number;
  shown: number;
  /** Codes nobody knows, and in how many rows. */
  words: { word: string; rows: number }[];
}

export const noTally: MarksTally = { bad: 0, shown: 0, words: [] };
