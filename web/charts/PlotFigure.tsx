import { useElementSize } from '@mantine/hooks';
import type * as PlotModule from '@observablehq/plot';
import { useEffect, useEffectEvent, useRef } from 'react';
import classes from './charts.module.css';

interface PlotFigureProps {
  draw: (Plot: typeof PlotModule, width: number) => SVGSVGElement;
  /** Drawn again when this changes: the data, as text. */
  of: string;
  /** What is shown, in a sentence; the figures stand in the table beside. */
  label: string;
  minHeight: number;
}

/** A chart drawn by Observable Plot to the width there is. Plot is loaded when the first chart is shown. */
export function PlotFigure({ draw, of, label, minHeight }: PlotFigureProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const holder = useRef<HTMLDivElement>(null);
  const place = useEffectEvent((Plot: typeof PlotModule) => {
    if (holder.current === null) return;
    const svg = draw(Plot, width);
    // marks name themselves for programmers ("rect", "rule"); the picture has one name
    for (const mark of svg.querySelectorAll('[aria-label]')) mark.removeAttribute('aria-label');
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', label);
    holder.current.replaceChildren(svg);
  });
  useEffect(() => {
    if (width === 0) return;
    let gone = false;
    void import('@observablehq/plot').then((Plot) => {
      if (!gone) place(Plot);
    });
    return () => {
      gone = true;
    };
  }, [of, label, width]);
  return (
    <div ref={ref} className={classes.chart}>
      <div ref={holder} style={{ minHeight }} />
    </div>
  );
}
