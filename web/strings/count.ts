const plural = new Intl.PluralRules('en-GB');
const number = new Intl.NumberFormat('en-GB');

/** `1 outcome`, `1,250 outcomes`. */
export function count(n: number, one: string, other: string): string {
  return `${number.format(n)} ${plural.select(n) === 'one' ? one : other}`;
}
