import { Button, Group } from '@mantine/core';
import { useEffect } from 'react';
import { isRouteErrorResponse, useLocation, useRouteError } from 'react-router';
import * as t from '../strings/catalogue.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { NotFound } from './NotFound.tsx';
import classes from './Shell.module.css';

/** A page's own files are named for their content: after an update the old ones are gone, and only a reload finds the new. */
const isNotFetched = (error: unknown) =>
  error instanceof Error && /dynamically imported module|importing a module script|preload CSS/i.test(error.message);

/** A page that broke. What stands around it stays. */
export function RouteError() {
  const error = useRouteError();
  const { pathname } = useLocation();
  useEffect(() => {
    document.title = t.shell.documentTitle(t.shell.error.title);
  }, [pathname]);
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  return (
    <div className={classes.broken}>
      <h1>{t.shell.error.page}</h1>
      {isNotFetched(error) ? <p>{t.shell.error.newVersion}</p> : <ErrorState error={error} />}
      <Group mt="lg">
        <Button onClick={() => location.reload()}>{t.shell.error.reload}</Button>
        <Button component="a" href="/" variant="default">
          {t.shell.error.home}
        </Button>
      </Group>
    </div>
  );
}
