import type * as PlotModule from '@observablehq/plot';
import { line } from '../ui/palette.ts';

export interface CurvePoint {
  by: string;
  x: number;
  y: number;
  low: number | null;
  high: number | null;
}

/** Told apart by dashes, not by hue alone; the key draws them the same. Each reads on a light page and on a dark one. */
const strokes = [
  { colour: line, dash: '' },
  { colour: '#c4622d', dash: '6 4' },
  { colour: '#5b7f95', dash: '2 3' },
  { colour: '#8a6d1d', dash: '8 3 2 3' },
  { colour: '#96679a', dash: '1 4' },
  { colour: '#4f8a3d', dash: '10 4' },
];

export const curveColour = (at: number): string => strokes[at % strokes.length]?.colour ?? line;
export const curveDash = (at: number): string => strokes[at % strokes.length]?.dash ?? '';

/** Curves with their bands: steps that hold until something happens, or lines through time. For screen and print. */
export function curves(
  Plot: typeof PlotModule,
  points: readonly CurvePoint[],
  { steps, showY, labelX, width }: { steps: boolean; showY: (value: number) => string; labelX: string; width: number },
  document?: Document,
): SVGSVGElement {
  const names = [...new Set(points.map(({ by }) => by))];
  const curve = steps ? 'step-after' : 'linear';
  const banded = points.filter(({ low, high }) => low !== null && high !== null);
  const svg = Plot.plot({
    ...(document === undefined ? {} : { document }),
    width,
    height: Math.min(340, Math.max(220, width * 0.55)),
    marginLeft: 48,
    marginRight: 12,
    marginTop: 12,
    marginBottom: 40,
    x: { label: labelX, labelAnchor: 'center', labelArrow: 'none', ticks: Math.max(3, Math.floor(width / 80)) },
    y: { label: null, tickFormat: showY, nice: true, grid: true, ...(steps ? { domain: [0, 1] } : {}) },
    marks: names.flatMap((name, at) => {
      const { colour, dash } = strokes[at % strokes.length] ?? { colour: line, dash: '' };
      const own = <T extends { by: string }>(rows: readonly T[]) => rows.filter(({ by }) => by === name);
      return [
        Plot.areaY(own(banded), { x: 'x', y1: 'low', y2: 'high', fill: colour, fillOpacity: 0.13, curve }),
        Plot.line(own(points), {
          x: 'x',
          y: 'y',
          stroke: colour,
          strokeWidth: 2.2,
          ...(dash === '' ? {} : { strokeDasharray: dash }),
          curve,
        }),
      ];
    }),
  }) as SVGSVGElement;
  svg.querySelector('style')?.remove();
  return svg;
}
