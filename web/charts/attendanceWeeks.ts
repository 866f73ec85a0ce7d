import type * as PlotModule from '@observablehq/plot';
import type { AttendanceWeek } from '@waymark/contract/attendance.ts';
import { movement } from '../ui/palette.ts';

/** Attended, absent with leave, absent without: told apart by lightness too. */
export const attendanceColours = { attended: movement.up, authorised: movement.same, unauthorised: movement.down } as const;

/** The parts of each week's possible sessions, as shares of it. */
export function weekShares(weeks: readonly AttendanceWeek[]) {
  return weeks
    .filter(({ possible }) => possible > 0)
    .flatMap(({ start, possible, present, approved, authorised, unauthorised }) => [
      { start, part: 'attended' as const, share: (present + approved) / possible },
      { start, part: 'authorised' as const, share: authorised / possible },
      { start, part: 'unauthorised' as const, share: unauthorised / possible },
    ]);
}

/** A bar a week, its sessions attended from the ground up and absences above. For screen and print. */
export function attendanceWeeks(Plot: typeof PlotModule, weeks: readonly AttendanceWeek[], width: number): SVGSVGElement {
  const order = ['attended', 'authorised', 'unauthorised'] as const;
  const placed = weekShares(weeks).map((one) => ({ ...one, on: new Date(`${one.start}T00:00:00Z`) }));
  const svg = Plot.plot({
    width,
    height: 200,
    marginLeft: 40,
    marginRight: 8,
    marginBottom: 28,
    x: { type: 'utc', interval: 'monday', label: null, ticks: Math.max(2, Math.floor(width / 110)) },
    y: { domain: [0, 100], percent: true, label: null, ticks: [0, 50, 90, 100], tickFormat: (percent: number) => `${percent}%` },
    color: { domain: [...order], range: order.map((part) => attendanceColours[part]) },
    marks: [
      Plot.rectY(placed, { x: 'on', y: 'share', fill: 'part', order: [...order], interval: 'week', insetLeft: 0.5, insetRight: 0.5 }),
      // a tenth missed: persistent absence
      Plot.ruleY([0.9], { stroke: 'currentColor', strokeDasharray: '4 3' }),
    ],
  }) as SVGSVGElement;
  svg.querySelector('style')?.remove();
  return svg;
}
