import { Button, type ButtonProps } from '@mantine/core';
import type { ComponentProps } from 'react';

/** A button whose words are as long as they need to be: on a narrow screen they take a second line, and are never cut off. */
export const WrappingButton = (props: ButtonProps & Omit<ComponentProps<'button'>, keyof ButtonProps>) => (
  <Button h="auto" mih={44} py={6} styles={{ label: { whiteSpace: 'normal' } }} {...props} />
);
