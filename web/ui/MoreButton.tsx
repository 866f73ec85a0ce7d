import { ActionIcon, type ActionIconProps } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ComponentPropsWithRef } from 'react';

/** Three dots that open what else can be done; named by its label. */
export function MoreButton(props: ActionIconProps & ComponentPropsWithRef<'button'>) {
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-haspopup="menu" {...props}>
      <IconDots size={20} aria-hidden="true" />
    </ActionIcon>
  );
}
