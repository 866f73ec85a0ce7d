import { useEffect } from 'react';
import { useLocation } from 'react-router';

/** Opens the folded parts around what the address names, and brings it into sight. For what holds folded parts, once they are there. */
export function useUnfoldedTarget(): void {
  const { hash } = useLocation();
  useEffect(() => {
    const target = hash === '' ? null : document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!target) return;
    const folded = (inner: Element) => inner.closest('details:not([open])');
    for (let part = folded(target); part; part = folded(part)) part.setAttribute('open', '');
    target.scrollIntoView();
  }, [hash]);
}
