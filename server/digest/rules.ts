import { wallClockOf } from '../meetings/recurrence.ts';

/** What a digest counts. Counts, and never a name: mail is read on screens nobody here knows. */
export interface DigestCounts {
  meetingsToday: number;
  meetingsNotRecorded: number;
  actionsDueToday: number;
  actionsOverdue: number;
  reviewsOverdue: number;
  /** Cases the mentor closed and said they would ask about. */
  followUpsDue: number;
  /** How often teachers said something of the caseload since the digest before. */
  feedbackArrived: number;
  /** Calibration exercises the mentor has not finished, due within `calibrationDays` or overdue. */
  calibrationsDue: number;
  /** Meetings of colleagues the mentor is asked to score, due as soon. */
  secondScoringsDue: number;
}

/** A written exercise is called to mind from this many days before its day on. */
export const calibrationDays = 3;

/** The hours of the morning, in the organisation's time zone, in which the digest goes out; late when Waymark was down at seven. */
const morning = { from: 7, before: 11 };

/** Whether it is a weekday morning there. */
export function isDigestTime(now: Date, timeZone: string): boolean {
  const { date, time } = wallClockOf(now, timeZone);
  const hour = Number(time.slice(0, 2));
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday >= 1 && weekday <= 5 && hour >= morning.from && hour < morning.before;
}

/** The first day that today's digest looks back to: yesterday, and on a Monday also the weekend and Friday. */
export function lookBackTo(today: string): string {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - (day.getUTCDay() === 1 ? 3 : 1));
  return day.toISOString().slice(0, 10);
}

/** A day on which nothing is due needs no mail. */
export function isWorthSending(counts: DigestCounts): boolean {
  return Object.values(counts).some((count: number) => count > 0);
}

const plural = new Intl.PluralRules('en-GB');
const said = (n: number, one: string, other: string) => (n === 0 ? [] : [`- ${n} ${plural.select(n) === 'one' ? one : other}`]);

/** The mail: the recipient's name, counts, and where to look. */
export function digestMail(name: string, counts: DigestCounts, publicUrl: string): { subject: string; body: string } {
  const lines = [
    ...said(counts.meetingsToday, 'meeting today', 'meetings today'),
    ...said(counts.meetingsNotRecorded, 'earlier meeting not recorded yet', 'earlier meetings not recorded yet'),
    ...said(counts.actionsDueToday, 'action due today', 'actions due today'),
    ...said(counts.actionsOverdue, 'action overdue', 'actions overdue'),
    ...said(counts.reviewsOverdue, 'review overdue', 'reviews overdue'),
    ...said(counts.followUpsDue, 'closed case to follow up', 'closed cases to follow up'),
    ...said(counts.feedbackArrived, 'answer from a teacher', 'answers from teachers'),
    ...said(counts.calibrationsDue, 'calibration exercise to finish', 'calibration exercises to finish'),
    ...said(counts.secondScoringsDue, 'meeting of a colleague to score', 'meetings of colleagues to score'),
  ];
  return {
    subject: 'Your day in Waymark',
    body: [
      `Good morning ${name},`,
      `Today there is:\n${lines.join('\n')}`,
      `Who and what is on your day: ${publicUrl}/day`,
      ...(counts.calibrationsDue + counts.secondScoringsDue === 0
        ? []
        : [`What to score, on your own and in your own time: ${publicUrl}/calibration`]),
      `You get this on weekday mornings when something is due. To stop it: ${publicUrl}/account`,
    ].join('\n\n'),
  };
}
