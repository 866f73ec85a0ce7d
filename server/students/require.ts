/** For other nouns: refuses with 404 whom the actor does not see. */
export { requireStudent } from './queries.ts';
