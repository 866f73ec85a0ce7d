import { Anchor, Text } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import type { AnalysisAnswer } from '@waymark/contract/analysis.ts';
import { places } from '../navigation.ts';
import * as t from '../strings/catalogue.ts';
import { useSession } from '../ui/session.ts';
import classes from './Analysis.module.css';
import { followingFilters } from './filters.ts';

/** What one can do about the answer, with the page it is done on; whoever may not do it learns who may. */
export function AnswerActions({ actions }: { actions: AnalysisAnswer['actions'] }) {
  const { role } = useSession();
  const [search] = useSearchParams();
  const mayDo = (to: string) => {
    const place = places.find((one) => to === one.to || to.startsWith(`${one.to}/`));
    // an analyst reads what is set up, and changes none of it
    return place !== undefined && place.roles.includes(role) && (role !== 'analyst' || place.group === 'evidence');
  };
  return (
    <ul className={classes.list}>
      {actions.map(({ says, to }) => (
        <li key={says}>
          {mayDo(to) ? (
            <Anchor component={Link} to={withFilters(to, search)}>
              {says}
            </Anchor>
          ) : (
            <>
              {says}.{' '}
              <Text span c="dimmed">
                {t.analysis.forLead}
              </Text>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Another question is asked about the same students. */
function withFilters(to: string, search: URLSearchParams): string {
  if (!to.startsWith('/analysis/')) return to;
  const [path, own = ''] = to.split('?');
  const next = new URLSearchParams([...new URLSearchParams(followingFilters(search)), ...new URLSearchParams(own)]);
  return next.size === 0 ? to : `${path}?${next}`;
}
