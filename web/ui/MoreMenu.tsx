import { Menu } from '@mantine/core';
import { MoreButton } from './MoreButton.tsx';

export interface MenuChoice {
  label: string;
  onChoose: () => void;
}

/** What else can be done, open at once: it takes the place of the button that asked for it. */
export default function MoreMenu({ label, choices }: { label: string; choices: readonly MenuChoice[] }) {
  return (
    <Menu position="bottom-end" defaultOpened trapFocus>
      <Menu.Target>
        <MoreButton aria-label={label} />
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) => (
          <Menu.Item key={choice.label} onClick={choice.onChoose}>
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
