import { IconCloudOff } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import * as t from '../strings/catalogue.ts';
import classes from './Banners.module.css';
import { reachability } from './reachability.ts';

/** Says when there is no connection, in a place that is always there so that it is announced when it changes. */
export function Banners() {
  const state = useSyncExternalStore(reachability.subscribe, reachability.get);
  return (
    <div role="status" className={classes.region}>
      {state !== 'online' && (
        <p className={classes.banner}>
          <IconCloudOff size={20} aria-hidden="true" />
          {state === 'offline' ? t.shell.offline : t.shell.unreachable}
        </p>
      )}
    </div>
  );
}
