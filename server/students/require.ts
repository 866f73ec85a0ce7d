/** For other nouns: refuses with 404 whom the actor does not see. */
export { requireStudent } from './queries.ts';

/** For the benchmark: the very query a student's page is read by. */
export { studentPage } from './queries.ts';
