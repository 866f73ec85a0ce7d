/** Words that say one thing brought another about, where they stand, and what may be said in their place. */
export interface CausalPhrase {
  phrase: string;
  /** Where it begins in the text. */
  at: number;
  /** Plain words without the claim; empty where the sentence itself is the claim. */
  instead: string;
}

const help = String.raw`(?:mentoring|tutoring|(?:the|our|this|its) (?:programme|project|scheme|support|work|help|mentors?|sessions|meetings|intervention))`;
const aside = String.raw`(?: (?:has|have|had|also|really|clearly|directly|greatly|visibly|significantly|already|again|certainly))*`;
// whoever writes says it in their own word
const students = /(?:students|pupils|young people|children|learners|them|him|her)/u.source;
const seen = 'what was seen: “moved up”, “rose”, “was higher at the latest score”';
const withIt = '“together with”, “while”, or “alongside”';

/*
 * Low false alarms matter: a report with one of these cannot be made final. So a word with an everyday sense ("results in
 * English", "due to start", "thanks to the schools", "effective from May") is left alone in that sense. "Because of" is not:
 * of an absence it is true, of a score it is a claim, and no pattern can tell the two; "two meetings were missed through
 * illness" says the first. "Because" alone is left, being mostly a student's or a mentor's own reason. "Helped to" is left
 * where a person helps with something, and found where the programme is said to have helped students become something.
 */
const patterns: readonly { find: RegExp; instead: string }[] = [
  { find: /\bbecause of\b/giu, instead: '“after”, “at the same time as”, or for an absence “through”' },
  {
    find: /\b(?<!(?:our|many|with|special|warm|sincere|grateful|of|say|give|express) )thanks to\b(?! (?:all|everyone|everybody|our (?:partners|funders|volunteers|colleagues)|those|you)\b)/giu,
    instead: withIt,
  },
  {
    find: /\bdue to\b(?! (?:be|begin|start|end|finish|meet|move|leave|join|take|open|close|come|return|run|sit|go|receive|complete|continue|report)\b)/giu,
    instead: '“with” or “after”',
  },
  {
    find: /\bled to\b|\bleads to\b|\b(?:can|could|may|might|will|would|should|which|that|they|these|meetings|sessions) lead to\b/giu,
    instead: '“was followed by”',
  },
  {
    find: /(?<!(?:courses?|routes?|paths?|pathways?|qualifications?|degrees?|apprenticeships?|door|doors|road) )\bleading to\b/giu,
    instead: '“followed by”',
  },
  {
    find: /\bcaus(?:ed|ing)\b|\bcauses\b(?! (?:of|for)\b)|(?<!\b(?:no|not|non)[ -](?:a )?)\bcausal(?:ly)?\b/giu,
    instead: '“went together with”',
  },
  {
    find: /\bimpact(?:s|ed|ful|ing)?\b(?! (?:Fund|Foundation|Trust|Hub|Partnership|Network|Group|CIC|Ltd)\b)/giu,
    instead: '“distance travelled” or “change”',
  },
  { find: /(?<!\b(?:side|with|take|takes|took|in|that|same) )\b(?:effects?)\b/giu, instead: '“change”, or “what was seen”' },
  { find: /\b(?<!cost[- ])effective(?:ness|ly)?\b(?! (?:from|immediately|on \d)\b)/giu, instead: seen },
  {
    find: /\b(?:made|makes?|making) (?:a|the|all the|such a|a (?:real|big|great|huge|lasting|positive)) difference\b|\bdifference (?:that )?(?:\p{L}+ ){1,4}(?:makes?|made)\b/giu,
    instead: '“change was seen”',
  },
  {
    find: /\bresult(?:ed|ing) in\b|\b(?:which|that|this|it|mentoring|programme|support|work|help) results in\b/giu,
    instead: '“was followed by”',
  },
  { find: /\bas a result(?: of)?\b/giu, instead: '“afterwards”, or “alongside”' },
  { find: /\b(?:brought|brings?|bringing) (?:\p{L}+ ){0,4}about\b/giu, instead: '“was followed by”' },
  { find: /\battribut(?:able|ed) to\b/giu, instead: '“went together with”' },
  {
    find: /\bprov(?:es?|ed|en|ing) (?:that|the|our|how|its|to (?:work|help|be effective))\b|\bproof (?:that|of)\b/giu,
    instead: '“suggests” or “shows, without saying why,”',
  },
  {
    find: new RegExp(
      String.raw`\b${help}${aside} (?:help(?:ed|s)|enabled|allowed|made|got|encouraged|inspired|improve[sd]|raise[sd]|increase[sd]|boost(?:ed|s)|transform(?:ed|s)|reduce[sd]|changed|lift(?:ed|s)|turned|close[sd]|narrowed|contribute[sd] to)\b`,
      'giu',
    ),
    instead: `${seen}; and apart from it what the programme did`,
  },
  {
    find: new RegExp(String.raw`\b${help}${aside} works\b(?! (?:with|in|for|across|at|towards?|alongside|by|from|to|on|through)\b)`, 'giu'),
    instead: seen,
  },
  {
    find: /\bimprov(?:e|es|ed|ing) (?:the |our |all )?(?:students|pupils|young people|children|learners)(?:['’]s?)?\b/giu,
    instead: '“students’ … rose” or “students moved up in …”',
  },
  {
    find: new RegExp(String.raw`\b(?:made|makes|making) ${students} (?:more|less|feel|better|happier|confident|want)\b`, 'giu'),
    instead: '“students said they felt …”, or what was seen',
  },
];

/** A sentence that says such a thing cannot be said: "we cannot say whether mentoring made a difference". */
const disclaims =
  /\b(?:cannot|can’t|can't|can not|could not|does not|doesn’t|doesn't|do not|don’t|don't|did not|nobody can|no way (?:of|to)|not (?:possible|able) to|without|nothing(?: here)?) (?:\p{L}+ ){0,2}(?:says?|saying|tells?|know|knows|show|claim|prove|judge|mean)\b|\bnot (?:what|why)\b/iu;

/** Every phrase of an English text that says why, in its order. Figures without a comparison cannot say so (OfS type 1 and 2). */
export function causalWording(text: string): CausalPhrase[] {
  const found = patterns.flatMap(({ find, instead }) =>
    [...text.matchAll(find)].map(({ 0: phrase, index }) => ({ phrase, at: index, instead })),
  );
  return found
    .filter(({ at }) => !disclaims.test(text.slice(startOfSentence(text, at), at)))
    .toSorted((a, b) => a.at - b.at || b.phrase.length - a.phrase.length)
    .filter(({ at, phrase }, index, all) =>
      all.slice(0, index).every((other) => other.at + other.phrase.length <= at || other.phrase === phrase),
    );
}

const startOfSentence = (text: string, at: number): number =>
  Math.max(...['. ', '! ', '? ', '\n'].map((end) => text.lastIndexOf(end, at))) + 1;

/** The causal words of a text, each once, as they are written there, in their order. */
export function causalWords(text: string): string[] {
  const found = new Map(causalWording(text).map(({ phrase }) => [phrase.toLowerCase().replace(/\s+/g, ' '), phrase]));
  return [...found.values()];
}
