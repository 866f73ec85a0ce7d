import { expect, test } from 'vitest';
import fc from 'fast-check';
import { checkUpn, upnCheckLetter } from './upn.ts';

test.each(['B801200005001', 'A950000178301', 'H243278544154', 'X845212818005', 'R674123101121'])('%s is a UPN', (upn) => {
  expect(checkUpn(upn)).toEqual({ ok: true, upn });
});

test.each([
  ['A801200005001', 'B'],
  ['X428558133462', upnCheckLetter('428558133462')],
  ['R247962919251', upnCheckLetter('247962919251')],
])('%s is refused, and its check letter is named', (upn, letter) => {
  expect(checkUpn(upn)).toMatchObject({ ok: false, message: expect.stringContaining(`should be ${letter} `) });
});

test('spaces and small letters, as people type them, are forgiven', () => {
  expect(checkUpn(' b8012 0000 5001 ')).toEqual({ ok: true, upn: 'B801200005001' });
});

test('a UPN of the wrong length is told how long it is', () => {
  expect(checkUpn('B80120000500')).toMatchObject({ ok: false, message: expect.stringContaining('this has 12') });
  expect(checkUpn('')).toMatchObject({ ok: false });
});

test('a temporary UPN ends in a letter of its alphabet, which counts as its place there', () => {
  // C is third, so 2: it weighs as the digit 2 would in the same place
  expect(upnCheckLetter('80120000500C')).toBe(upnCheckLetter('801200005002'));
  expect(checkUpn(`${upnCheckLetter('80120000500C')}80120000500C`)).toMatchObject({ ok: true });
  expect(checkUpn('A80120000500S')).toMatchObject({ ok: false, message: expect.stringContaining('never S') });
});

test('any twelve digits have exactly one check letter, and one mistyped digit is noticed', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{12}$/), fc.nat(11), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
      const upn = upnCheckLetter(digits) + digits;
      expect(checkUpn(upn)).toEqual({ ok: true, upn });
      const wrong = digits.slice(0, at) + String((Number(digits[at]) + by) % 10) + digits.slice(at + 1);
      expect(checkUpn(upnCheckLetter(digits) + wrong).ok).toBe(false);
    }),
  );
});
