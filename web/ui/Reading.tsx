import type { ReactNode } from 'react';
import { ErrorState } from './ErrorState.tsx';
import { Loading } from './Loading.tsx';

interface ReadingProps<Data> {
  /** What `useRead` gave. */
  query: { data: Data | undefined; error: unknown; isPending: boolean; refetch: () => unknown };
  /** Shown in place of the children when there is nothing: `items` empty, or an empty list. */
  empty?: ReactNode;
  /** Says whether there is nothing, where it is not a list. */
  isEmpty?: (data: Data) => boolean;
  loading?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** Shows a read: loading, refused, empty or there. What was read before stays in sight when reading again fails. */
export function Reading<Data>({ query, empty, isEmpty = hasNothing, loading, children }: ReadingProps<Data>) {
  const retry = () => void query.refetch();
  if (query.data === undefined) {
    if (query.error != null) return <ErrorState error={query.error} retry={retry} />;
    return loading ?? <Loading />;
  }
  return (
    <>
      {query.error != null && <ErrorState error={query.error} retry={retry} />}
      {empty !== undefined && isEmpty(query.data) ? empty : children(query.data)}
    </>
  );
}

function hasNothing(data: unknown): boolean {
  if (Array.isArray(data)) return data.length === 0;
  const items = (data as { items?: unknown } | null)?.items;
  return Array.isArray(items) && items.length === 0;
}
