/*
 * The seat this tab acts from. A person may hold several (two organisations, two roles); each tab keeps its own, so that
 * switching in one never moves another. A new tab starts with the seat used last.
 */
const key = 'waymark-seat';

export function currentSeat(): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function chooseSeat(memberId: string | undefined): void {
  try {
    for (const storage of [sessionStorage, localStorage]) {
      if (memberId === undefined) storage.removeItem(key);
      else storage.setItem(key, memberId);
    }
  } catch {
    // Storage is switched off: the server then takes the person's first seat.
  }
}

/** Says to the server which seat a call is made from. */
export function seatHeader(): Record<string, string> {
  const seat = currentSeat();
  return seat === undefined ? {} : { 'waymark-seat': seat };
}
