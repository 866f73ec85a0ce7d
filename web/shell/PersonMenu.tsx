import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { account } from '../navigation.ts';
import * as t from '../strings/catalogue.ts';
import { chooseSeat } from '../ui/seat.ts';
import { useSession } from '../ui/session.ts';
import { PersonButton } from './PersonButton.tsx';
import classes from './PersonMenu.module.css';
import { signOut } from './signOut.ts';

const schemes = [
  ['light', t.shell.light],
  ['dark', t.shell.dark],
  ['auto', t.shell.likeDevice],
] as const;

/** Who is signed in and from which seat; other seats, appearance, account, sign out. */
export default function PersonMenu() {
  const { seats, seat } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const switchTo = (memberId: string) => {
    chooseSeat(memberId);
    // Everything on the screen belongs to the former seat: begin afresh.
    location.assign('/');
  };

  return (
    <Menu position="bottom-end" width={280} defaultOpened trapFocus>
      <Menu.Target>
        <PersonButton />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <strong className={classes.name}>{seat.name}</strong>
          {t.shell.seat(seat.organisation, seat.role)}
        </Menu.Label>
        <Menu.Item component={Link} to={account.to} leftSection={<IconUserCircle size={20} />}>
          {account.label}
        </Menu.Item>
        {seats.length > 1 && (
          <>
            <Menu.Divider />
            <Menu.Label>{t.shell.switchSeat}</Menu.Label>
            {seats
              .filter(({ memberId }) => memberId !== seat.memberId)
              .map(({ memberId, organisation, role }) => (
                <Menu.Item key={memberId} onClick={() => switchTo(memberId)}>
                  {t.shell.seat(organisation, role)}
                </Menu.Item>
              ))}
          </>
        )}
        <Menu.Divider />
        <Menu.Label>{t.shell.appearance}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}>
          {schemes.map(([scheme, label]) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={20} />} onClick={() => void signOut(seat.memberId)}>
          {t.shell.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
