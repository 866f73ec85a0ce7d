/** Minutes to wait after each attempt that failed: a mail server that is down for a day loses nothing. */
export const waits = [1, 5, 15, 60, 240, 480, 720] as const;

/** What becomes of a mail after an attempt that failed: it waits, or is given up. */
export type AfterFailure = 'wait' | 'give up';

interface MailError {
  /** The SMTP server's answer, when it gave one. */
  responseCode?: number | undefined;
  code?: string | undefined;
}

/**
 * A refusal for good (5xx, or an address that is none) is given up at once; anything else is tried again until the waits
 * are used up. A wrong password (EAUTH, 535) is the installation's fault, not the mail's: it is worth waiting for somebody
 * to put it right.
 */
export function afterFailure(error: MailError, attempts: number): AfterFailure {
  if (attempts > waits.length) return 'give up';
  if (error.code === 'EAUTH') return 'wait';
  if (error.code === 'EENVELOPE' && (error.responseCode === undefined || error.responseCode >= 500)) return 'give up';
  return error.responseCode !== undefined && error.responseCode >= 500 ? 'give up' : 'wait';
}
