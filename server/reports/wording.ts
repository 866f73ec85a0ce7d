/** The wording of a report below type 3 is held to the same list as a pack's; a report is stopped by it, a pack only asked. */
export { causalWording } from '@waymark/contract/causal-words.ts';
