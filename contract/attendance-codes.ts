import { z } from 'zod';

/** What a session counts as (School attendance codes from 19 August 2024). */
export const AttendanceClass = z.enum(['present', 'approved', 'authorised', 'unauthorised', 'not_possible']);
export type AttendanceClass = z.infer<typeof AttendanceClass>;

const listed: Record<AttendanceClass, string> = {
  present: '/ \\ L',
  approved: 'B K P V W',
  authorised: 'C C1 C2 E I J1 M R S T',
  unauthorised: 'G N O U',
  not_possible: 'D X Z #',
};

/** Codes whose meaning the guidance settles. */
export const certainCodes: ReadonlyMap<string, AttendanceClass> = new Map(
  AttendanceClass.options.flatMap((meant) => listed[meant].split(' ').map((code) => [code, meant] as const)),
);

/** What an organisation says a code counts as; `unmarked`: no mark, nothing is counted; `ask`: a problem until somebody says. */
export const CodeMeaning = z.enum([...AttendanceClass.options, 'unmarked', 'ask']);
export type CodeMeaning = z.infer<typeof CodeMeaning>;

/** Codes that were not confirmed from the guidance, or that it retired: a choice of whoever imports, with what stands until then. */
export const unsureCodes: readonly { key: string; codes: readonly string[]; meaning: CodeMeaning }[] = [
  { key: 'Q', codes: ['Q'], meaning: 'not_possible' },
  { key: 'Y1–Y7', codes: ['Y1', 'Y2', 'Y3', 'Y4', 'Y5', 'Y6', 'Y7'], meaning: 'not_possible' },
  { key: 'H', codes: ['H'], meaning: 'ask' },
  { key: 'J', codes: ['J'], meaning: 'ask' },
  { key: 'Y', codes: ['Y'], meaning: 'ask' },
  { key: 'F', codes: ['F'], meaning: 'ask' },
  { key: '-', codes: ['-'], meaning: 'unmarked' },
];

/** What a code counts as, under the choices made for the unsure ones; undefined when nobody knows. */
export function meaningOfCode(code: string, chosen: Readonly<Record<string, CodeMeaning>>): CodeMeaning | undefined {
  const certain = certainCodes.get(code);
  if (certain !== undefined) return certain;
  const unsure = unsureCodes.find((one) => one.codes.includes(code));
  return unsure && (chosen[unsure.key] ?? unsure.meaning);
}
