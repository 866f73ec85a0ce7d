/** Whether a text seems to name a student: any part of the name of three letters or more, as a word of its own. */
export function namesStudent(text: string, names: readonly string[]): boolean {
  const plain = (value: string) =>
    value
      .normalize('NFD')
      .replace(/[\u0300-\u036F]/g, '')
      .toLowerCase();
  const words = new Set(plain(text).split(/[^\p{L}'’-]+/u));
  const parts = names.flatMap((name) => plain(name).split(/\s+/)).filter((part) => part.length >= 3);
  return parts.some((part) => words.has(part));
}
