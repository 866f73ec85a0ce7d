/**
 * Words that say one thing brought another about. Figures without a comparison cannot say so: the text Waymark writes
 * never has them, and whoever adds their own words is asked to look at them again.
 */
const causal =
  /\b(impact(?:s|ed|ful|ing)?|caus(?:e|es|ed|ing|al|ally)|led to|leads? to|leading to|because of|thanks to|due to|resulted in|results in|as a result(?: of)?|brought about|made (?:a|the|all the) difference|the effects? of|effective(?:ness|ly)?|attributable to)\b/giu;

/** The causal words of a text, each once, as they are written there, in their order. */
export function causalWords(text: string): string[] {
  const found = new Map([...text.matchAll(causal)].map(([word]) => [word.toLowerCase().replace(/\s+/g, ' '), word]));
  return [...found.values()];
}
