import { UnstyledButton } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { barOf, type Place, placesOf } from '../navigation.ts';
import * as t from '../strings/catalogue.ts';
import { Fetched } from '../ui/Fetched.tsx';
import { useSession } from '../ui/session.ts';
import { notFetched } from '../ui/toast.tsx';
import classes from './Navigation.module.css';

// Fetched when "More" is first pressed.
const MoreDrawer = lazy(() => import('./MoreDrawer.tsx'));

/** `/students` is not where one is at `/students/imports`, which is a place of its own. */
function isWithin(place: Place, all: readonly Place[], pathname: string): boolean {
  const within = (to: string) => pathname === to || pathname.startsWith(`${to}/`);
  return within(place.to) && !all.some((other) => other.to.length > place.to.length && within(other.to));
}

function PlaceLink({
  place,
  all,
  className,
  short,
  onClick,
}: {
  place: Place;
  all: readonly Place[];
  className: string | undefined;
  short?: boolean;
  onClick?: () => void;
}) {
  const here = isWithin(place, all, useLocation().pathname);
  return (
    <Link to={place.to} className={className} data-here={here || undefined} aria-current={here ? 'page' : undefined} onClick={onClick}>
      <place.icon size={22} stroke={1.6} aria-hidden="true" />
      <span className={classes.label}>{(short && place.short) || place.label}</span>
    </Link>
  );
}

/** The places of a role under the headings they belong to. */
export function Places({ onMove }: { onMove?: () => void }) {
  const all = placesOf(useSession().role);
  const groups = [...new Set(all.map((place) => place.group))];
  return groups.map((group) => (
    <div key={group} className={classes.group}>
      {groups.length > 1 && <p className={classes.groupName}>{t.shell.groups[group]}</p>}
      <ul className={classes.list}>
        {all
          .filter((place) => place.group === group)
          .map((place) => (
            <li key={place.to}>
              <PlaceLink place={place} all={all} className={classes.place} onClick={onMove} />
            </li>
          ))}
      </ul>
    </div>
  ));
}

/** Beside the page, where there is room. */
export function Sidebar() {
  return (
    <nav className={classes.sidebar} aria-label={t.shell.navigation}>
      <Places />
    </nav>
  );
}

const inBar = 4;

/** Under the thumb on a phone: the first places of the role, and the rest behind "More". */
export function BottomBar() {
  const [more, setMore] = useState<'never' | 'open' | 'closed'>('never');
  const all = barOf(useSession().role);
  const shown = all.length <= inBar + 1 ? all : all.slice(0, inBar);
  if (all.length < 2) return null;
  return (
    <nav className={classes.bar} aria-label={t.shell.navigation}>
      {shown.map((place) => (
        <PlaceLink key={place.to} place={place} all={all} className={classes.barPlace} short />
      ))}
      {shown.length < all.length && (
        <UnstyledButton className={classes.barPlace} onClick={() => setMore('open')} aria-haspopup="dialog">
          <IconDots size={22} aria-hidden="true" />
          <span className={classes.label}>{t.shell.more}</span>
        </UnstyledButton>
      )}
      {more !== 'never' && (
        <Fetched onFailure={notFetched}>
          <MoreDrawer opened={more === 'open'} onClose={() => setMore('closed')} />
        </Fetched>
      )}
    </nav>
  );
}
