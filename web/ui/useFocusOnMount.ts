import { useEffect, useRef } from 'react';

/** For the one field that somebody asked for by pressing a button: the keyboard is in it when it appears. */
export function useFocusOnMount<Field extends HTMLElement>() {
  const field = useRef<Field>(null);
  useEffect(() => field.current?.focus(), []);
  return field;
}
