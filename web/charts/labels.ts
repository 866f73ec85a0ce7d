/** The size of a label above its row, in pixels; how high a line of it is, and how wide a letter of it on average, rather too wide. */
export const labelSize = 13;
const lineHeight = 16;
const letter = 6.4;

/** A label is no longer than this many lines; what is left over of a longer one ends in “…”. */
const most = 3;

/** Labels broken into lines that a width has room for, and how much higher each row is than with labels of one line. */
export function brokenLabels(labels: readonly string[], width: number): { texts: string[]; extra: number } {
  const letters = Math.max(12, Math.floor(width / letter));
  const broken = labels.map((label) => linesOf(label, letters));
  return { texts: broken.map((lines) => lines.join('\n')), extra: (Math.max(1, ...broken.map(({ length }) => length)) - 1) * lineHeight };
}

function linesOf(label: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  // what tells two rows of one name apart, such as “, latest”, stands at the end
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `… ${lines.at(-1)}`];
}
