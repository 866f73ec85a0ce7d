import { Button, Text } from '@mantine/core';
import { Link } from 'react-router';
import * as t from '../strings/catalogue.ts';
import { Page } from '../ui/Page.tsx';

export function NotFound() {
  return (
    <Page title={t.shell.notFound.title} parents={[]}>
      <Text maw="36rem" mb="lg">
        {t.shell.notFound.text}
      </Text>
      <Button component={Link} to="/">
        {t.shell.error.home}
      </Button>
    </Page>
  );
}
