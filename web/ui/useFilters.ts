import { useSearchParams } from 'react-router';

/**
 * Filters that live in the address, so that a reload, the back button and a link sent to a colleague keep them.
 * `set` with an empty value takes one out. Moving between filters does not fill the history.
 */
export function useFilters<Name extends string>(
  ...names: Name[]
): [Partial<Record<Name, string>>, (changes: Partial<Record<Name, string | null>>) => void] {
  const [search, setSearch] = useSearchParams();
  const values = Object.fromEntries(names.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : []))) as Partial<
    Record<Name, string>
  >;
  const set = (changes: Partial<Record<Name, string | null>>) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        for (const [name, value] of Object.entries<string | null | undefined>(changes)) {
          if (value === null || value === undefined || value === '') next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return [values, set];
}
