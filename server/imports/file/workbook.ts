import readWorkbook from 'read-excel-file/node';
import { UnreadableFile, type FileRow } from './delimited.ts';

const unpackedLimit = 120 * 1024 * 1024;

export interface Sheet {
  name: string;
  rows: FileRow[];
}

/** Reads a workbook's sheets. The library holds it whole, so what it would unpack to is looked up first. */
export async function readSheets(bytes: Uint8Array): Promise<Sheet[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (unpackedSize(buffer) > unpackedLimit) {
    throw new UnreadableFile(
      'This workbook is too large to be unpacked.',
      'Save the sheet as CSV, which is read row by row, or divide it.',
    );
  }
  let sheets: Awaited<ReturnType<typeof readWorkbook>>;
  try {
    sheets = await readWorkbook(buffer, { trim: false });
  } catch {
    throw new UnreadableFile(
      'This workbook is damaged: Excel’s own parts of it cannot be read.',
      'Open it in Excel, save it again, and choose the new file.',
    );
  }
  return sheets.map((sheet) => ({
    name: sheet.sheet,
    rows: sheet.data.map((cells, index) => ({ row: index + 1, cells: cells.map(textOf) })),
  }));
}

/** A cell as a person would read it out: dates as days, TRUE as yes. */
function textOf(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  if (cell === true) return 'Yes';
  if (cell === false) return 'No';
  if (typeof cell === 'number') return String(cell);
  return typeof cell === 'string' ? cell.replaceAll('\0', '') : '';
}

/** Sum of the unpacked sizes the zip's central directory declares (APPNOTE 4.3.12: signature 0x02014b50, size at +24). */
function unpackedSize(zip: Buffer): number {
  let total = 0;
  let at = zip.indexOf('PK\x01\x02', 0, 'latin1');
  while (at !== -1 && at + 46 <= zip.length) {
    total += zip.readUInt32LE(at + 24);
    const next = at + 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    at = zip.subarray(next, next + 4).toString('latin1') === 'PK\x01\x02' ? next : -1;
  }
  return total;
}
