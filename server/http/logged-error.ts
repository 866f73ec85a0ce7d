const safe = ['code', 'severity', 'schema', 'table', 'column', 'dataType', 'constraint', 'routine'] as const;

/**
 * An error as it may stand in the log, where no personal data may. Errors of the database carry what was asked and with which
 * values (`query`, `params`, `detail`, and the message of a value that cannot be read): of those only what kind it was and where.
 */
export function loggedError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const given = error as unknown as Record<string, unknown>;
  const ofDatabase = typeof given['severity'] === 'string' || typeof given['routine'] === 'string';
  const [, ...frames] = (error.stack ?? '').split(/\n(?=\s+at )/);
  return {
    type: error.name,
    message: ofDatabase ? 'An error of the database; its code says which.' : error.message,
    ...Object.fromEntries(safe.flatMap((key) => (typeof given[key] === 'string' ? [[key, given[key]]] : []))),
    stack: frames.join('\n'),
    ...(error.cause === undefined ? {} : { cause: loggedError(error.cause) }),
  };
}
