import writeWorkbook from 'write-excel-file/node';
import { expect, test } from 'vitest';
import { delimiterOf, readDelimited, UnreadableFile, type FileRow } from './delimited.ts';
import { sniff } from './sniff.ts';
import { readSheets } from './workbook.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function rowsOf(file: Uint8Array): Promise<FileRow[]> {
  const kind = sniff(file);
  if (kind.kind !== 'text') throw new Error(JSON.stringify(kind));
  const rows: FileRow[] = [];
  for await (const row of readDelimited(file, kind.encoding)) rows.push(row);
  return rows;
}

function utf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const little = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
  return order === 'le' ? little : little.swap16();
}

const text = 'Forename,Surname\r\nZoë,O’Brien\r\n';
test.each([
  ['UTF-8', bytes(text)],
  ['UTF-8 with a mark', bytes(`\uFEFF${text}`)],
  ['UTF-16, little end first, with a mark', utf16(text, 'le', true)],
  ['UTF-16, big end first, with a mark', utf16(text, 'be', true)],
  ['UTF-16 without a mark', utf16(text, 'le', false)],
  ['Windows-1252', new Uint8Array([...bytes('Forename,Surname\r\nZo'), 0xeb, ...bytes(',O'), 0x92, ...bytes('Brien\r\n')])],
])('a roll in %s is read as it was written', async (_, file) => {
  expect(await rowsOf(file)).toEqual([
    { row: 1, cells: ['Forename', 'Surname'] },
    { row: 2, cells: ['Zoë', 'O’Brien'] },
  ]);
});

test('an accent late in a large file still decides its encoding', async () => {
  const rows = 'Ada,Lovelace\n'.repeat(200_000);
  const file = new Uint8Array([...bytes(rows), 0x5a, 0x6f, 0xeb, ...bytes(',Smith\n')]);
  let last: FileRow | undefined;
  for await (const row of readDelimited(file, 'windows-1252')) last = row;
  expect(sniff(file)).toEqual({ kind: 'text', encoding: 'windows-1252' });
  expect(last).toEqual({ row: 200_001, cells: ['Zoë', 'Smith'] });
});

test.each([
  [',', 'a,b,c\n1,2,3'],
  [';', 'name;dob;note\nAda;10/12/2010;"a, b, c, d, e"\nBob;1/1/2011;x'],
  ['\t', 'a\tb\n1, 2\t3'],
  ['|', 'a|b|c\n1|2|3'],
])('the delimiter %j is found', (delimiter, head) => {
  expect(delimiterOf(head)).toBe(delimiter);
});

test("Excel's own line naming the delimiter is not a row, and rows keep the numbers a spreadsheet shows", async () => {
  expect(await rowsOf(bytes('sep=;\r\na;b\r\n\r\n"one\ntwo";2\r\n'))).toEqual([
    { row: 2, cells: ['a', 'b'] },
    { row: 3, cells: [''] },
    { row: 4, cells: ['one\ntwo', '2'] },
  ]);
});

test('a quotation mark that is never closed is named by its row', async () => {
  await expect(rowsOf(bytes('a,b\n1,2\n3,"4\n5,6\n'))).rejects.toThrow(UnreadableFile);
  await expect(rowsOf(bytes('a,b\n1,2\n3,"4\n5,6\n'))).rejects.toThrow(/opened after row 2/);
});

test.each([
  ['nothing', new Uint8Array(), 'empty-file'],
  ['only blank lines', bytes('\n \n'), 'empty-file'],
  ['an old Excel workbook', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'old-excel'],
  [
    'a workbook with a password',
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
    'password',
  ],
  ['a PDF', bytes('%PDF-1.7 …'), 'pdf'],
  ['a Word document', bytes('PK\x03\x04 … word/document.xml'), 'word'],
  ['a zip', bytes('PK\x03\x04 … roll.csv'), 'zip'],
  ['an OpenDocument spreadsheet', bytes('PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet'), 'opendocument'],
  ['a web page called .xls', bytes('<html><table><tr><td>Name'), 'web-page'],
  ['XML', bytes('<?xml version="1.0"?><CTfile>'), 'xml'],
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 1, 2, 3]), 'not-a-table'],
])('%s is refused, saying what it is and what to do', (_, file, code) => {
  const kind = sniff(file);
  expect(kind).toMatchObject({ kind: 'refused', code });
  if (kind.kind === 'refused') expect(kind.remedy).toMatch(/\.$/);
});

test('a workbook gives its sheets, dates as days and numbers as written', async () => {
  const file = await writeWorkbook([
    { sheet: 'Notes', data: [[{ value: 'Printed for Ms Ali' }]] },
    {
      sheet: 'Roll',
      data: [
        [{ value: 'Name' }, { value: 'DOB' }, { value: 'Year' }, { value: 'PP' }],
        [{ value: 'Ada' }, { value: new Date(Date.UTC(2010, 11, 10)), format: 'dd/mm/yyyy' }, { value: 9 }, { value: true }],
      ],
    },
  ]).toBuffer();
  expect(sniff(file)).toEqual({ kind: 'workbook' });
  const sheets = await readSheets(file);
  expect(sheets.map((sheet) => sheet.name)).toEqual(['Notes', 'Roll']);
  expect(sheets[1]?.rows).toEqual([
    { row: 1, cells: ['Name', 'DOB', 'Year', 'PP'] },
    { row: 2, cells: ['Ada', '2010-12-10', '9', 'Yes'] },
  ]);
});

test('a damaged workbook is refused in a sentence', async () => {
  await expect(readSheets(bytes('PK\x03\x04 xl/workbook.xml and then nothing'))).rejects.toThrow(/damaged/);
});
