import type { AnalysisAnswer } from '@waymark/contract/analysis.ts';
import type { ReportSection } from '@waymark/contract/reports.ts';

/** A section that has figures. */
export type AnsweredSection = Exclude<ReportSection, 'introduction' | 'next-steps'>;

/** What a section with figures is made of: the answer to a question, or who took part, which is no question of the analysis. */
export type SectionAnswer = Omit<AnalysisAnswer, 'question'> & { question: AnsweredSection };

export const hasFigures = (section: ReportSection): section is AnsweredSection => section !== 'introduction' && section !== 'next-steps';
