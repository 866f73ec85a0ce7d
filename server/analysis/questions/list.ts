import type { Question } from '@waymark/contract/analysis.ts';
import type { AnswerQuestion } from '../question.ts';
import { agreement } from './agreement.ts';
import { groups } from './groups.ts';
import { help } from './help.ts';
import { improvement } from './improvement.ts';
import { leaving } from './leaving.ts';
import { mentorChange } from './mentor-change.ts';
import { movement } from './movement.ts';
import { outcomes } from './outcomes.ts';
import { trajectories } from './trajectories.ts';

/** Who answers which question. */
export const answers: Record<Question, AnswerQuestion> = {
  movement,
  groups,
  agreement,
  outcomes,
  leaving,
  trajectories,
  'mentor-change': mentorChange,
  help,
  improvement,
};
