import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '@mantine/core/styles.css';
import './ui/global.css';
import { Overlays } from './ui/Overlays.tsx';
import { theme, variables } from './ui/theme.ts';

interface ProvidersProps {
  queryClient: QueryClient;
  /** The nonce of the page's Content-Security-Policy, for the styles that are made while running. */
  nonce?: string;
  children: ReactNode;
}

/** What every page needs around it: theme, reads, dialogues, toasts. */
export function Providers({ queryClient, nonce = '', children }: ProvidersProps) {
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto" getStyleNonce={() => nonce}>
        {children}
        <Overlays />
      </MantineProvider>
    </QueryClientProvider>
  );
}
