import { listActions } from '@waymark/contract/actions.ts';
import { getCaseload } from '@waymark/contract/caseload.ts';
import { getReview, listReviews, listStudentReviews } from '@waymark/contract/reviews.ts';
import { listTargets } from '@waymark/contract/targets.ts';

/** What is no longer true once a review was held, left out or begun. */
export const readsOfReviews = [getReview, listReviews, listStudentReviews, listTargets, listActions, getCaseload];
