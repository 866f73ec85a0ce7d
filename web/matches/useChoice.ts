import { useState } from 'react';

/** Rows chosen by a tick each. What is no longer listed is no longer chosen. */
export function useChoice<Row extends { id: string }>(rows: readonly Row[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const chosen = rows.filter((row) => ids.has(row.id));
  return {
    chosen,
    has: (row: Row) => ids.has(row.id),
    all: rows.length > 0 && chosen.length === rows.length,
    toggle: (row: Row) =>
      setIds((before) => {
        const after = new Set(before);
        if (!after.delete(row.id)) after.add(row.id);
        return after;
      }),
    toggleAll: () => setIds(chosen.length === rows.length ? new Set() : new Set(rows.map((row) => row.id))),
    clear: () => setIds(new Set()),
  };
}
