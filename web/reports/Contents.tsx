import type { Document } from '@waymark/contract/documents.ts';
import { type MouseEvent, useEffect, useState } from 'react';
import { placeOf } from '../documents/BlockView.tsx';
import * as t from '../strings/catalogue.ts';
import classes from './contents.module.css';

/** Where a report's appendix begins: read by those who check it, so it is folded on the screen. */
export const appendixId = 'appendix';

/** The sections of a report, each a link to its place. Beside it they stay in sight; above it they are folded. */
export function Contents({ document, beside = false }: { document: Document; beside?: boolean }) {
  const parts = document.blocks.filter((block) => block.type === 'heading' && block.level === 1);
  const reading = useReading(parts.map(({ id }) => id));
  if (parts.length < 3) return null;
  return (
    <nav aria-label={t.reports.preview.contents} className={classes.contents} data-beside={beside || undefined}>
      <details open={beside}>
        <summary>{t.reports.preview.contents}</summary>
        <ul>
          {parts.map((part) => (
            <li key={part.id}>
              <a href={`#${placeOf(part.id)}`} aria-current={reading === part.id ? 'location' : undefined} onClick={goTo}>
                {part.type === 'heading' ? part.text : ''}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}

/** Goes there without a new address: going back leads to where one came from, not through every section that was read. */
function goTo(event: MouseEvent<HTMLAnchorElement>) {
  const place = window.document.querySelector<HTMLElement>(event.currentTarget.hash);
  if (place === null || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  const folded = place.closest('details');
  if (folded !== null) folded.open = true;
  place.scrollIntoView({ block: 'start' });
  place.focus({ preventScroll: true });
}

/** The section whose heading was passed last. */
function useReading(ids: readonly string[]): string | undefined {
  const [reading, setReading] = useState<string>();
  const all = ids.join(' ');
  useEffect(() => {
    const look = () => {
      const passed = all.split(' ').filter((id) => {
        const place = window.document.getElementById(placeOf(id));
        return place !== null && place.getBoundingClientRect().top < 160;
      });
      setReading(passed.at(-1));
    };
    look();
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, [all]);
  return reading;
}
