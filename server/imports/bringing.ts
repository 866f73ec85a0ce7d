import { checkImport, runImport, uploadImport, type ImportDetail, type ImportKind, type ImportOptions } from '@waymark/contract/imports.ts';
import { newId } from '../db/ids.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export async function upload(who: TestMember, text: string, file = 'roll.csv', kind: ImportKind = 'roll'): Promise<ImportDetail> {
  return who.call(uploadImport, { query: { id: newId(), kind, file }, file: bytes(text) });
}

export function mappingOf(detail: ImportDetail): Record<string, string> {
  return Object.fromEntries(detail.columns.map((column) => [column.header, column.field]));
}

export async function check(
  who: TestMember,
  detail: ImportDetail,
  options: Partial<ImportOptions> = {},
  mapping = mappingOf(detail),
): Promise<ImportDetail> {
  return who.call(checkImport, {
    params: { id: detail.id },
    ifMatch: detail.version,
    body: { mapping, options: { ...detail.options, ...options } },
  });
}

export async function run(who: TestMember, detail: ImportDetail): Promise<ImportDetail> {
  return who.call(runImport, { params: { id: detail.id }, ifMatch: detail.version });
}

/** The students of an organisation, by family name. */
export const students = (org: TestOrganisation) =>
  org.as((tx) => tx.selectFrom('students').selectAll().where('org_id', '=', org.orgId).orderBy('family_name').execute());

/** A roll of three, in a file of its own. */
export const roll = `Forename,Legal Surname,DOB,UPN,NC Year,Pupil Premium
Ada,Lovelace,10/12/2010,B801200005001,10,Y
Zoë,O'Brien-Smith,2011-02-03,,Year 9,N
Nur,الهدى,1/5/2011,A950000178301,9,REFU
`;
