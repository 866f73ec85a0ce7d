import type { Endpoint } from '@waymark/contract/endpoint.ts';
import { listFeedback, listFeedbackRequests, listTeachers } from '@waymark/contract/feedback.ts';
import { getPrep } from '@waymark/contract/prep.ts';

/** What is no longer true once a teacher is asked or something a teacher said is written down. */
export const readsOfFeedback: readonly Endpoint[] = [listFeedback, listFeedbackRequests, listTeachers, getPrep];
