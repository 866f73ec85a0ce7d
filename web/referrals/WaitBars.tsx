import { useMemo } from 'react';
import type { ReferralGroup } from '@waymark/contract/referral-figures.ts';
import { ChartWithTable } from '../charts/ChartWithTable.tsx';
import { StackedBars } from '../charts/StackedBars.tsx';
import * as t from '../strings/catalogue.ts';
import { inkOn, levelColour } from '../ui/palette.ts';

const words = t.triage.figures;

/** How long decided referrals waited: a bar a group, cut into bands of days. The table with the figures stands below. */
export default function WaitBars({ groups }: { groups: readonly ReferralGroup[] }) {
  const bands = words.bands.map((label, index) => {
    // the shortest wait has the strongest colour of the scale
    const colour = levelColour(words.bands.length - index, words.bands.length);
    return { label, colour, ink: inkOn(colour) };
  });
  const rows = useMemo(
    () =>
      groups.map((group) => ({
        key: group.key,
        label: `${group.label} (${words.n} = ${group.waited.n})`,
        segments: bands.map((band, index) => ({ key: band.label, ...band, value: group.waited.bands[index] ?? 0 })),
      })),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the bands are the same every time
    [groups],
  );
  if (rows.length === 0) return null;
  return <ChartWithTable stacked legend={bands} chart={<StackedBars rows={rows} label={words.chart} />} table={null} />;
}
