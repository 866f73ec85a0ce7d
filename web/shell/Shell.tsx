import { useQuery } from '@tanstack/react-query';
import { lazy, useSyncExternalStore } from 'react';
import { Navigate, Outlet, ScrollRestoration, useLocation, useMatches, useNavigation } from 'react-router';
import * as t from '../strings/catalogue.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Fetched } from '../ui/Fetched.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Banners } from './Banners.tsx';
import { Header } from './Header.tsx';
import { loadSession, sessionKey } from './loadSession.ts';
import { BottomBar, Sidebar } from './Navigation.tsx';
import { NoSeat } from './NoSeat.tsx';
import classes from './Shell.module.css';
import { signInAgain } from './signInAgain.ts';

// Fetched when they are first needed: the day opens without them.
const SignInAgain = lazy(() => import('./SignInAgain.tsx'));
// What waits on this device is sent from every page, and needs no place in the first load.
const OutboxBanner = lazy(() => import('../meeting-room/OutboxBanner.tsx'));

/** What stands around every page of somebody signed in; who is not is taken to sign in, and brought back. */
export function Shell() {
  const session = useQuery({ queryKey: sessionKey, queryFn: loadSession, staleTime: Number.POSITIVE_INFINITY });
  const location = useLocation();
  const asked = useSyncExternalStore(signInAgain.subscribe, signInAgain.isAsked);
  const moving = useNavigation().state === 'loading';
  // a page may ask for the whole window: a meeting in progress does
  const focused = useMatches().some(({ handle }) => (handle as { focus?: boolean } | undefined)?.focus === true);

  if (session.data === undefined) {
    return (
      <main className={classes.alone}>
        {session.error ? <ErrorState error={session.error} retry={() => void session.refetch()} /> : <Loading />}
      </main>
    );
  }
  if (session.data.needsSetUp) return <Navigate to="/set-up" replace />;
  if (!session.data.user) {
    const back = location.pathname + location.search;
    return <Navigate to={back === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next: back }).toString()}`} replace />;
  }
  if (!session.data.seat) return <NoSeat user={session.data.user} />;

  return (
    <div className={classes.shell} data-focused={focused || undefined}>
      <a href="#main" className={classes.skip}>
        {t.shell.skip}
      </a>
      {!focused && <Header />}
      {!focused && <Sidebar />}
      <div className={classes.column}>
        {!focused && <Banners />}
        <Fetched>
          <OutboxBanner quiet={focused} />
        </Fetched>
        <main id="main" tabIndex={-1} className={classes.main} data-moving={moving || undefined}>
          <Outlet />
        </main>
      </div>
      {!focused && <BottomBar />}
      {asked && (
        <Fetched onFailure={() => signInAgain.answer(false)}>
          <SignInAgain email={session.data.user.email} userId={session.data.user.id} />
        </Fetched>
      )}
      <ScrollRestoration />
    </div>
  );
}
