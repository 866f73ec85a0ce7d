import { Anchor } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import * as t from '../strings/catalogue.ts';
import { formatNumber } from '../ui/format.ts';

interface CountLinkProps {
  n: number;
  bar: string;
  group: string;
  outcome: string;
  /** Absent for figures of several outcomes together: nobody stands behind those once. */
  seriesId?: string;
}

/** A count that leads to the students behind it; nobody behind it, no link. */
export function CountLink({ n, bar, group, outcome, seriesId }: CountLinkProps) {
  const [search] = useSearchParams();
  if (n === 0 || seriesId === undefined || bar === 'missing') return <>{formatNumber(n)}</>;
  const to = behindAddress(search, bar, seriesId);
  return (
    <Anchor component={Link} to={to} inherit preventScrollReset aria-label={t.outcomes.behind.link(n, group, outcome)}>
      {formatNumber(n)}
    </Anchor>
  );
}

/** The address with the list of students behind a bar open. */
export function behindAddress(search: URLSearchParams, bar: string, seriesId: string): string {
  const next = new URLSearchParams(search);
  next.set('bar', bar);
  next.set('of', seriesId);
  return `?${next.toString()}`;
}
