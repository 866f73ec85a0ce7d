import { pino } from 'pino';
import { expect, test } from 'vitest';
import { loggedError } from './logged-error.ts';

test('what stands in the log of an error of the database names nobody, whichever database it is', () => {
  const lines: string[] = [];
  const log = pino({ serializers: { err: loggedError } }, { write: (line) => void lines.push(line) });
  const base = {
    name: 'error',
    severity: 'ERROR',
    code: '23505',
    table: 'students',
    constraint: 'students_pkey',
    routine: '_bt_check_unique',
  };
  const detail = 'Key (name)=(Ada Quill) already exists.';
  // the embedded database calls the values params, the server parameters
  log.error({ err: Object.assign(new Error('duplicate key'), base, { detail, query: "… 'Ada Quill'", params: ['Ada Quill'] }) });
  log.error({ err: Object.assign(new Error('duplicate key'), base, { detail, where: 'Ada Quill', parameters: ['Ada Quill'] }) });
  const unread = Object.assign(new Error('invalid input syntax for type uuid: "Ada Quill"'), { ...base, code: '22P02' });
  log.error({ err: new Error('while reading', { cause: unread }) });
  expect(lines.join('')).not.toContain('Quill');
  expect(JSON.parse(lines[0]!)).toMatchObject({ err: { code: '23505', table: 'students', stack: expect.stringContaining(' at ') } });
  // errors of our own say what they say
  log.error({ err: new Error('This section has no figures.') });
  expect(lines.at(-1)).toContain('no figures');
});
