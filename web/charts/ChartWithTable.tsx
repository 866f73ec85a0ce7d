import type { ReactNode } from 'react';
import classes from './charts.module.css';

interface ChartWithTableProps {
  /** What the colours mean, in the order of the bars. */
  legend: readonly { label: string; colour: string; dash?: string }[];
  chart: ReactNode;
  /** The same figures as text: for those who do not see the chart, and for those who want the numbers. */
  table: ReactNode;
  /** A wide table stands below the chart, whatever the width. */
  stacked?: boolean;
}

/** A chart with its key and, beside it or below, the table of its figures. */
export function ChartWithTable({ legend, chart, table, stacked = false }: ChartWithTableProps) {
  return (
    <div className={stacked ? classes.stack : classes.pair}>
      <figure className={classes.figure}>
        <ul className={classes.legend}>
          {legend.map(({ label, colour, dash }) => (
            <li key={label}>
              {dash === undefined ? (
                <svg width="14" height="14" aria-hidden="true">
                  <rect width="14" height="14" rx="2" fill={colour} />
                </svg>
              ) : (
                <svg width="34" height="14" aria-hidden="true">
                  <line x1="1" x2="33" y1="7" y2="7" stroke={colour} strokeWidth="2.2" strokeDasharray={dash} />
                </svg>
              )}
              {label}
            </li>
          ))}
        </ul>
        {chart}
      </figure>
      <div className={classes.table}>{table}</div>
    </div>
  );
}
