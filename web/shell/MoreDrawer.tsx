import { Drawer } from '@mantine/core';
import * as t from '../strings/catalogue.ts';
import { Places } from './Navigation.tsx';

/** On a phone: every place of the role, from below, where the thumb is. */
export default function MoreDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Drawer opened={opened} onClose={onClose} position="bottom" size="auto" title={t.shell.navigation}>
      <Places onMove={onClose} />
    </Drawer>
  );
}
