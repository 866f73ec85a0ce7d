import { useState } from 'react';
import { uuidv7 } from 'uuidv7';

interface Kept<Values> {
  id: string;
  values: Values;
}

/**
 * What is typed into a form, kept for this tab under a name until it is sent: a reload or a lost connection costs nothing,
 * and the id it is sent under stays, so that sending it again is the same referral.
 */
export function useKeptValues<Values extends object>(name: string, blank: Values) {
  const [kept, setKept] = useState<Kept<Values>>(() => read(name, blank));
  return {
    id: kept.id,
    /** What the form begins with. */
    values: kept.values,
    keep: (values: Values) => write(name, { id: kept.id, values }),
    /** It was sent: what follows is another referral. */
    sent: () => {
      forget(name);
      setKept({ id: uuidv7(), values: blank });
    },
  };
}

function read<Values extends object>(name: string, blank: Values): Kept<Values> {
  try {
    const found = JSON.parse(sessionStorage.getItem(name) ?? 'null') as Kept<Values> | null;
    if (found !== null) return { id: found.id, values: { ...blank, ...found.values } };
  } catch {
    // storage is switched off, or holds something else: the form begins empty
  }
  return { id: uuidv7(), values: blank };
}

function write(name: string, kept: object): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(kept));
  } catch {
    // storage is switched off: the form works without
  }
}

function forget(name: string): void {
  try {
    sessionStorage.removeItem(name);
  } catch {
    // see above
  }
}
