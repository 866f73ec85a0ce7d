import { Button } from '@mantine/core';
import * as t from '../strings/catalogue.ts';

interface MorePagesProps {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** Below a list that comes a page at a time. */
export function MorePages({ query }: MorePagesProps) {
  if (!query.hasNextPage) return null;
  return (
    <Button variant="default" mt="md" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
      {t.shell.showMore}
    </Button>
  );
}
