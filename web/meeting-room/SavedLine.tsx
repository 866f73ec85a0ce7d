import { IconAlertTriangle, IconCircleCheck, IconDeviceMobile } from '@tabler/icons-react';
import * as t from '../strings/catalogue.ts';
import type { SavedState } from './draft.ts';
import classes from './MeetingRoom.module.css';

const icons: Record<SavedState, typeof IconCircleCheck> = {
  empty: IconCircleCheck,
  saving: IconDeviceMobile,
  device: IconDeviceMobile,
  saved: IconCircleCheck,
  'only-here': IconAlertTriangle,
  refused: IconAlertTriangle,
  recorded: IconCircleCheck,
  gone: IconAlertTriangle,
};
const worrying: readonly SavedState[] = ['only-here', 'refused', 'gone'];

/** Where what was entered is by now. Quiet: only what the mentor should act on is announced. */
export function SavedLine({ state }: { state: SavedState }) {
  const Icon = icons[state];
  const worry = worrying.includes(state);
  return (
    <p className={classes.saved} data-worry={worry || undefined} role={worry ? 'alert' : undefined} data-state={state}>
      <Icon size={18} stroke={1.8} aria-hidden="true" />
      {t.meetingRoom.saved[state]}
    </p>
  );
}
