/**
 * What is planted in the demo, and is therefore true of it: how students stand and move, how mentors judge, who leaves, what
 * tutoring adds. Pages are held to it (`server/analysis/planted.server.test.ts`), and docs/methods shows what the obvious way
 * would have made of it. All on the scale of levels, before rounding to one.
 */
export const planted = {
  /** Students on free school meals start this much lower, and move as far as others. */
  fsmGap: 0.45,
  /** Students of the third school start this much lower, whoever mentors them: its mentors look harsh and are not. */
  intakeGap: 0.4,
  /** How far a type moves in a year of mentoring, for the student in the middle. */
  growth: { knowledge: 0.85, motivation: 0.45, results: 0.3, independence: 0.5, self_efficacy: 0.55 },
  /** Students think better of their results and work than their mentors do, and worse of what they could manage. */
  selfView: { knowledge: 0.35, motivation: 0.3, results: 0.4, independence: 0.5, self_efficacy: -0.4 },
  /** One outcome, the last of the first type, is so much easier that most students reach the top and stay there. */
  ceiling: { typeCode: 'knowledge', ease: 1.5 },
  /** Leavers are low in motivation: a standard deviation less of it is so much more log odds of leaving, and so many levels lower a start. */
  leaving: { logOdds: 1.4, start: 0.7 },
  /** Levels above or below what others would give, and by how much that changes in a year; the others of the demo judge alike. */
  mentors: {
    'Tom Ashworth': { leniency: 0.75, drift: 0 },
    'Ruth Steiner': { leniency: -0.75, drift: 0 },
    'Bronwen Pugh': { leniency: -0.2, drift: 0.45 },
  },
  /**
   * Tutoring adds this much in a year, to everything. A club right after it goes to the same students and adds nothing: from the
   * scores nobody could tell which of the two it is. Nor do meetings, breakfast or visits add anything to what the year brings.
   */
  tutoring: { name: 'Tuesday maths tutoring', sameStudents: 'Homework club', yearly: 1.2 },
} as const;

/** What of a year's growth has come after so many years: fast at first, half of what two years bring in the first eight months. */
export const grown = (years: number): number => 1.6 * (1 - Math.exp(-years));
