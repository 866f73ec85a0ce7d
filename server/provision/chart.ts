/** A bar and its parts, in the order of the legend. */
export interface Bar {
  label: string;
  parts: readonly number[];
}

const width = 640;
const barHeight = 22;
const rowHeight = 48;
const top = 44;

/** Fills that differ in lightness as well as in hue, each with the colour its number is read in. */
const fills = [
  { fill: '#0e6559', ink: '#ffffff' },
  { fill: '#a9d5cd', ink: '#10302b' },
  { fill: '#e0913a', ink: '#2b1a05' },
  { fill: '#d9d9d9', ink: '#222222' },
  { fill: '#5b5f97', ink: '#ffffff' },
  { fill: '#f3e3b3', ink: '#332a08' },
] as const;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

/** Bars of counts as an SVG drawing: as long as the longest is all, the number written in each part that has room for it. */
export function stackedBars(legend: readonly string[], bars: readonly Bar[]): string {
  const longest = Math.max(1, ...bars.map(({ parts }) => parts.reduce((sum, n) => sum + n, 0)));
  const unit = width / longest;
  const step = width / legend.length;
  const key = legend.map((label, index) => {
    const x = Math.round(index * step);
    return `<rect x="${x}" y="6" width="12" height="12" fill="${fills[index % fills.length]?.fill}"/><text x="${x + 17}" y="17" font-size="13" fill="#222222">${escaped(label)}</text>`;
  });
  const drawn = bars.map(({ label, parts }, row) => {
    const y = top + row * rowHeight;
    let x = 0;
    const rects = parts.map((n, index) => {
      const { fill, ink } = fills[index % fills.length] ?? fills[0];
      const long = n * unit;
      const at = x;
      x += long;
      if (n === 0) return '';
      const number =
        long < 26
          ? ''
          : `<text x="${(at + long / 2).toFixed(1)}" y="${y + 22}" font-size="12" text-anchor="middle" fill="${ink}">${n}</text>`;
      return `<rect x="${at.toFixed(1)}" y="${y + 6}" width="${Math.max(1, long - 1.5).toFixed(1)}" height="${barHeight}" fill="${fill}"/>${number}`;
    });
    return `<text x="0" y="${y}" font-size="13" fill="#222222">${escaped(short(label))}</text>${rects.join('')}`;
  });
  const height = top + bars.length * rowHeight;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui">${[...key, ...drawn].join('')}</svg>`;
}

/** The same in words. */
export function barsInWords(legend: readonly string[], bars: readonly Bar[]): string {
  return bars
    .map(({ label, parts }) => `${label}: ${parts.map((n, index) => `${legend[index]?.toLowerCase()} ${n}`).join(', ')}.`)
    .join(' ')
    .slice(0, 3_900);
}
