import { Stack } from '@mantine/core';
import * as t from '../strings/catalogue.ts';
import { Page } from '../ui/Page.tsx';
import { useSession } from '../ui/session.ts';
import { CalendarSection } from './CalendarSection.tsx';
import { DevicesSection } from './DevicesSection.tsx';
import { PasswordSection } from './PasswordSection.tsx';
import { SecondFactorSection } from './SecondFactorSection.tsx';
import { TokensSection } from './TokensSection.tsx';
import { YouSection } from './YouSection.tsx';

export const handle = { crumb: t.account.title };

export function Component() {
  const { user, can } = useSession();
  return (
    <Page title={t.account.title} lead={t.account.lead(user.email)} width="normal">
      <Stack gap="lg">
        <YouSection />
        {can('mentor') && <CalendarSection />}
        <PasswordSection />
        <SecondFactorSection />
        <DevicesSection />
        {!can('student', 'school_contact') && <TokensSection />}
      </Stack>
    </Page>
  );
}
