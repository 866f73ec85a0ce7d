import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { t } from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';

export function NotFound() {
  return (
    <Page title={t.shell.notFound.title} parents={[]}>
      <EmptyState
        title={t.shell.notFound.text}
        action={
          <Button component={Link} to="/">
            {t.shell.error.home}
          </Button>
        }
      />
    </Page>
  );
}
