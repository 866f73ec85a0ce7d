import type { QuestionReason } from '@waymark/contract/prep.ts';
import * as t from '../strings/catalogue.ts';
import { formatRelativeDay } from '../ui/format.ts';

/** The first reason a question was chosen for, in a few words: there is no room for more beside it, and the prep says the rest. */
export function whyNow([reason]: readonly QuestionReason[]): string {
  const words = t.meetingRoom.whyNow;
  switch (reason?.kind) {
    case 'action_due':
      return reason.overdue ? words.actionOverdue : words.actionDue;
    case 'fell':
      return words.fell(reason.from, reason.to);
    case 'never_assessed':
      return words.neverAssessed;
    case 'disagree':
      return words.disagree(reason.mentor, reason.student);
    case 'low':
      return words.low(reason.level);
    case 'stale':
      return words.stale(formatRelativeDay(reason.on));
    case 'longest_ago':
      return reason.on === null ? words.longestAgo : words.stale(formatRelativeDay(reason.on));
    default:
      return '';
  }
}
