import { Anchor } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconAlertTriangle, IconDeviceMobile } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { useVault } from '../offline/owner.ts';
import { waitingWrites, watchOutbox, type Waiting } from '../offline/outbox.ts';
import { t } from '../strings/catalogue.ts';
import { sendInBackground } from './background.ts';
import classes from './OutboxBanner.module.css';

const text = t.meetingRoom.outbox;

/** Sends what waits on this device, and says on every page what still does and what was refused: nothing is dropped in silence. */
export default function OutboxBanner() {
  const { vault } = useVault();
  const queries = useQueryClient();
  const { pathname } = useLocation();
  const [waiting, setWaiting] = useState<Waiting[]>([]);

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
  return (
    <div role="status">
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
    </div>
  );
}
