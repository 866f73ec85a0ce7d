/*
 * Which of two edits is the newer, when devices' clocks differ.
 *
 * 1. A device measures its clock against the server's with every answer it gets, and stamps its edits in the server's time.
 * 2. An edit made knowing of another is stamped later than it, whatever the clocks say.
 * 3. The server never keeps a stamp later than its own clock, so that a fast device cannot win for ever.
 * 4. Only edits made without knowledge of each other are left to the stamps; the one that loses is shown to its author.
 */

const PLACE = 'waymark-clock-offset';

/** Takes the server's clock from an answer that arrived at `arrived` on this device's clock. */
export function learnClock(serverNow: string, arrived: number): void {
  const offset = Date.parse(serverNow) - arrived;
  if (Number.isFinite(offset)) localStorage.setItem(PLACE, String(Math.round(offset)));
}

/** How far the server's clock is ahead of this device's, in milliseconds. */
export function clockOffset(): number {
  const offset = Number(localStorage.getItem(PLACE));
  return Number.isFinite(offset) ? offset : 0;
}

/** The stamp of an edit made now, by someone who has seen the edit stamped `known`. */
export function stampOf(deviceNow: number, offset: number, known: string | undefined): string {
  const estimate = deviceNow + offset;
  const seen = known === undefined ? -Infinity : Date.parse(known);
  return new Date(Math.max(estimate, seen + 1)).toISOString();
}
