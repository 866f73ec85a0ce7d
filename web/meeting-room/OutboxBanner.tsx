import { Anchor, Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconAlertTriangle, IconDeviceMobile, IconRefresh } from '@tabler/icons-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Link, useLocation } from 'react-router';
import { newVersion } from '../offline/newVersion.ts';
import { useVault } from '../offline/useVault.ts';
import { waitingWrites, watchOutbox, type Waiting } from '../offline/outbox.ts';
import * as t from '../strings/catalogue.ts';
import { sendInBackground } from './background.ts';
import classes from './OutboxBanner.module.css';

const text = t.meetingRoom.outbox;

/** Keeps the app on this device, sends what waits there, and says on every page what still does and what was refused: nothing is dropped in silence. */
export default function OutboxBanner({ quiet }: { quiet: boolean }) {
  const { vault } = useVault();
  const queries = useQueryClient();
  const { pathname } = useLocation();
  const [waiting, setWaiting] = useState<Waiting[]>([]);

  const take = useSyncExternalStore(newVersion.subscribe, newVersion.get);

  useEffect(() => {
    if (import.meta.env.PROD && 'serviceWorker' in navigator)
      void import('../offline/serviceWorker.ts').then(({ installServiceWorker }) => installServiceWorker());
  }, []);
  useEffect(() => (vault ? sendInBackground(vault, queries) : undefined), [vault, queries]);
  useEffect(() => {
    if (!vault) return;
    let current = true;
    const look = () => void waitingWrites(vault).then((writes) => current && setWaiting(writes));
    look();
    const stop = watchOutbox(look);
    return () => {
      current = false;
      stop();
    };
  }, [vault]);

  // the meeting's own page says it in full
  const elsewhere = waiting.filter(({ to }) => to !== pathname);
  const refused = elsewhere.filter(({ problem }) => problem !== undefined);
  const under = elsewhere.length - refused.length;
  if (quiet) return null;
  return (
    <output className={classes.region}>
      {under > 0 && (
        <p className={classes.banner}>
          <IconDeviceMobile size={20} aria-hidden="true" />
          {text.waiting(under)}
        </p>
      )}
      {refused.map(({ id, what, to }) => (
        <p key={id} className={classes.banner} data-refused>
          <IconAlertTriangle size={20} aria-hidden="true" />
          {text.refused(what)}{' '}
          <Anchor component={Link} to={to}>
            {text.look}
          </Anchor>
        </p>
      ))}
      {take && (
        <p className={classes.banner}>
          <IconRefresh size={20} aria-hidden="true" />
          {t.meetingRoom.update.ready}{' '}
          <Button variant="subtle" size="compact-sm" onClick={take}>
            {t.meetingRoom.update.take}
          </Button>
        </p>
      )}
    </output>
  );
}
