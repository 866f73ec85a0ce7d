import type * as PlotModule from '@observablehq/plot';
import { movement } from '../ui/palette.ts';

export interface StepPoint {
  on: string;
  value: number;
}

/** A line of steps with a dot and its value at each reading, first and last always named. For screen and print. */
export function stepLine(
  Plot: typeof PlotModule,
  points: readonly StepPoint[],
  show: (value: number) => string,
  width: number,
): SVGSVGElement {
  const placed = points.map(({ on, value }) => ({ on: new Date(`${on}T00:00:00Z`), value, label: show(value) }));
  const [first, last] = [placed.slice(0, 1), placed.slice(-1)];
  // below its dot where the line comes down to it
  const fell = (placed.at(-2)?.value ?? 0) > (last[0]?.value ?? 0);
  const text = { x: 'on', y: 'value', text: 'label', fontSize: 12, fontWeight: 600, fill: 'currentColor' };
  const svg = Plot.plot({
    width,
    height: 180,
    marginLeft: 16,
    marginRight: 16,
    marginTop: 28,
    marginBottom: 28,
    x: { type: 'utc', label: null, ticks: Math.max(2, Math.floor(width / 110)), inset: 12 },
    y: { axis: null, inset: 18, nice: true },
    marks: [
      Plot.ruleY([Math.min(...placed.map(({ value }) => value))], { stroke: 'currentColor', strokeOpacity: 0.15 }),
      Plot.line(placed, { x: 'on', y: 'value', curve: 'step-after', stroke: movement.up, strokeWidth: 2 }),
      Plot.dot(placed, { x: 'on', y: 'value', r: 4.5, fill: movement.up, title: (one: { label: string }) => one.label }),
      Plot.text(first, { ...text, textAnchor: 'start', dx: -6, dy: -14 }),
      Plot.text(last, { ...text, textAnchor: 'end', dx: 6, dy: fell ? 16 : -14 }),
    ],
  }) as SVGSVGElement;
  // the page's policy allows no style elements but its own; what Plot would set is in the style sheet beside
  svg.querySelector('style')?.remove();
  return svg;
}
