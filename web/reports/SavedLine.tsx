import { Anchor } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCloudUp } from '@tabler/icons-react';
import * as t from '../strings/catalogue.ts';
import type { SavedState } from './draftKeeper.ts';
import classes from './working.module.css';

const icons: Record<SavedState, typeof IconCircleCheck> = {
  saved: IconCircleCheck,
  waiting: IconCloudUp,
  saving: IconCloudUp,
  offline: IconAlertTriangle,
  signedOut: IconAlertTriangle,
  refused: IconAlertTriangle,
  asking: IconAlertTriangle,
  gone: IconAlertTriangle,
};
const worrying: readonly SavedState[] = ['offline', 'signedOut', 'refused', 'asking', 'gone'];

/** Whether what was entered is saved. Quiet while all is well: only what a person should act on is announced. */
export function SavedLine({ state, retry }: { state: SavedState; retry: () => void }) {
  const Icon = icons[state];
  const worry = worrying.includes(state);
  return (
    <p className={classes.saved} data-state={state} data-worry={worry || undefined} role={worry ? 'alert' : undefined}>
      <Icon size={18} stroke={1.8} aria-hidden="true" />
      <span>{t.reports.saved[state]}</span>
      {(state === 'offline' || state === 'signedOut') && (
        <Anchor component="button" type="button" inherit onClick={retry}>
          {state === 'offline' ? t.reports.saved.retry : t.reports.saved.signInAgain}
        </Anchor>
      )}
    </p>
  );
}
