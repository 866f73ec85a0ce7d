import type { Question } from '@waymark/contract/analysis.ts';
import type { AnswerQuestion } from '../question.ts';
import { groups } from './groups.ts';
import { movement } from './movement.ts';

/** Who answers which question. */
export const answers: Partial<Record<Question, AnswerQuestion>> = { movement, groups };
