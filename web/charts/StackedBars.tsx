import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import classes from './charts.module.css';
import { type BarRow, stackedBars } from './stackedBars.ts';

interface StackedBarsProps {
  rows: readonly BarRow[];
  /** What is shown, in a sentence; the figures stand in the table beside. */
  label: string;
  /** A bar was pressed. Whoever uses a keyboard finds the same in the table. */
  onPick?: (row: string, segment: string) => void;
}

/** Stacked bars drawn by Observable Plot, which is loaded when the first chart is shown. */
export function StackedBars({ rows, label, onPick }: StackedBarsProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const holder = useRef<HTMLDivElement>(null);
  const pick = useRef(onPick);

  useEffect(() => {
    pick.current = onPick;
  }, [onPick]);

  useEffect(() => {
    if (width === 0) return;
    let gone = false;
    void import('@observablehq/plot').then((Plot) => {
      if (gone || holder.current === null) return;
      const { svg, placed } = stackedBars(Plot, rows, width);
      svg.setAttribute('role', 'img');
      svg.setAttribute('aria-label', label);
      for (const [index, rect] of [...svg.querySelectorAll('g[aria-label="bar"] rect')].entries()) {
        const segment = placed[index];
        if (segment !== undefined) rect.addEventListener('click', () => pick.current?.(segment.row, segment.key));
      }
      holder.current.replaceChildren(svg);
    });
    return () => {
      gone = true;
    };
  }, [rows, label, width]);

  return (
    <div ref={ref} className={classes.chart} data-pick={onPick === undefined ? undefined : true}>
      <div ref={holder} style={{ minHeight: rows.length * 50 }} />
    </div>
  );
}
