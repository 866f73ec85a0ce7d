import { isUtf8 } from 'node:buffer';
import { importLimits } from '@waymark/contract/imports.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** What a file is, by its contents; its name only helps to say what went wrong. */
export type FileKind =
  | { kind: 'workbook' }
  | { kind: 'text'; encoding: Encoding }
  | { kind: 'refused'; code: string; title: string; remedy: string };

const remedyCsv = 'Open it in Excel (or whatever made it), choose “Save as”, and save it as an Excel workbook (.xlsx) or as CSV.';

function refused(code: string, title: string, remedy = remedyCsv): FileKind {
  return { kind: 'refused', code, title, remedy };
}

/** Says what `bytes` are. Only the beginning is looked at for the kind; the whole for the encoding of a text. */
export function sniff(bytes: Uint8Array): FileKind {
  if (bytes.length === 0)
    return refused('empty-file', 'This file is empty.', 'Check that it was saved with its rows, and choose it again.');
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = (text: string): boolean => latin.subarray(0, text.length).equals(Buffer.from(text, 'latin1'));

  // Both the old .xls and a workbook with a password are OLE files; only the second holds a stream of this name, in UTF-16.
  if (starts('\xD0\xCF\x11\xE0')) {
    return latin.includes(Buffer.from('EncryptedPackage', 'utf16le'))
      ? refused(
          'password',
          'This workbook is protected by a password.',
          'Open it in Excel, take the password off (File, Info, Protect workbook), save it, and choose it again.',
        )
      : refused('old-excel', 'This is a workbook of the old Excel format (.xls).');
  }
  if (starts('PK')) return sniffZip(latin);
  if (starts('%PDF'))
    return refused(
      'pdf',
      'This is a PDF, a picture of a table rather than a table.',
      'Ask for the same list as an Excel workbook (.xlsx) or as CSV.',
    );
  if (starts('{\\rtf')) return refused('not-a-table', 'This is a text document, not a table.');

  const encoding = encodingOf(latin);
  if (encoding === undefined)
    return refused('not-a-table', 'This file is not a table: it looks like a picture, a program or something else that is not text.');
  const head = new TextDecoder(encoding).decode(latin.subarray(0, 4096)).trimStart();
  if (head === '' && !new TextDecoder(encoding).decode(latin).trim()) {
    return refused('empty-file', 'This file is empty.', 'Check that it was saved with its rows, and choose it again.');
  }
  if (/^<(!doctype html|html|table|head|body|meta)/i.test(head))
    return refused('web-page', 'This is a web page, though its name may say otherwise: some systems export those as “Excel”.');
  if (/^<\?xml|^<CTfile/i.test(head))
    return refused('xml', 'This is an XML file, not a table.', 'Export the same list from your school’s system as CSV or Excel.');
  if (/^[{[]\s*["{[\]}]/.test(head)) return refused('json', 'This is a JSON file, not a table.');
  return { kind: 'text', encoding };
}

function sniffZip(bytes: Buffer): FileKind {
  // File names inside a zip are not compressed.
  if (bytes.includes('xl/workbook.xml')) {
    if (bytes.length > importLimits.workbookBytes) {
      return refused(
        'workbook-too-large',
        `An Excel workbook may be up to ${importLimits.workbookBytes / 1024 / 1024} MB.`,
        'Save it as CSV, which may be larger, or divide it.',
      );
    }
    return { kind: 'workbook' };
  }
  if (bytes.includes('xl/workbook.bin')) return refused('binary-excel', 'This is a binary Excel workbook (.xlsb).');
  if (bytes.includes('word/document.xml'))
    return refused('word', 'This is a Word document.', 'Copy its table into Excel and save it as an Excel workbook (.xlsx) or as CSV.');
  if (bytes.includes('opendocument.spreadsheet')) return refused('opendocument', 'This is an OpenDocument spreadsheet (.ods).');
  if (bytes.includes('Index/Document.iwa'))
    return refused('numbers', 'This is an Apple Numbers file.', 'In Numbers choose File, Export to, CSV or Excel.');
  return refused('zip', 'This is a zip file.', 'Unpack it and choose the CSV or Excel file inside.');
}

function encodingOf(bytes: Buffer): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 4096);
  let evenZeros = 0;
  let oddZeros = 0;
  let controls = 0;
  head.forEach((byte, index) => {
    if (byte === 0 && index % 2 === 0) evenZeros++;
    else if (byte === 0) oddZeros++;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) controls++;
  });
  // UTF-16 without a mark: mostly Latin text has a zero in every second byte.
  if (oddZeros > head.length / 4 && evenZeros < oddZeros / 4) return 'utf-16le';
  if (evenZeros > head.length / 4 && oddZeros < evenZeros / 4) return 'utf-16be';
  if (evenZeros + oddZeros > 0 || controls > head.length / 50) return undefined;
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}
