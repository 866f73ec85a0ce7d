import { OfflineError, type Call } from '@waymark/contract/client.ts';

/**
 * The same caller, giving up after a while: on a school's wifi a request can hang for minutes, and what hangs must count
 * as no connection so that it is tried again.
 */
export function within(milliseconds: number, call: Call): Call {
  return async (endpoint, input) => {
    const signal = AbortSignal.timeout(milliseconds);
    try {
      return await call(endpoint, { ...input, signal });
    } catch (error) {
      if (signal.aborted) throw new OfflineError(error);
      throw error;
    }
  };
}
