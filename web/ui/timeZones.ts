const first = ['Europe/London', 'Europe/Dublin', 'Europe/Isle_of_Man', 'Europe/Jersey', 'Europe/Guernsey'];

/** Every time zone the browser knows, those of these islands first. `now` is added when a browser does not list it. */
export function timeZones(now?: string): string[] {
  const known = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  return [...new Set([...first, ...(now ? [now] : []), ...known])];
}
