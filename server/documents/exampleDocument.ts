import { Document, plain } from '@waymark/contract/documents.ts';

const bars = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="120" viewBox="0 0 640 120" font-family="system-ui">
  <rect x="10" y="20" width="300" height="30" fill="#0e6559"/><text x="15" y="40" fill="white">Start: 92%</text></svg>`;

/** A document with one of everything, and the texts that break renderers; for tests. */
export const example = Document.parse({
  title: 'A summary for Zoë',
  subtitle: 'Mentoring since September',
  organisation: 'Northbridge Trust',
  date: '2026-03-11',
  marking: 'Confidential: for Mrs O’Brien',
  blocks: [
    {
      type: 'paragraph',
      id: 'p1',
      runs: [{ text: 'Dear ' }, { text: 'Mrs O’Brien', bold: true }, { text: ', how things ' }, { text: 'stand', italic: true }],
    },
    { type: 'paragraph', id: 'p2', runs: plain('#panic("never") $x$ *stars* _lines_ `code` @reference <label> \\ // /* */ ] } "') },
    { type: 'paragraph', id: 'p3', runs: plain('Łukasz Ngô Đình 😀 Σωκράτης Юлия') },
    { type: 'paragraph', id: 'p4', runs: plain('محمد علي') },
    { type: 'heading', id: 'h1', level: 2, text: 'Progress' },
    { type: 'heading', id: 'h2', level: 3, text: 'Outcomes' },
    { type: 'list', id: 'l1', ordered: true, items: [plain('first'), plain('second')] },
    { type: 'definitions', id: 'd1', items: [{ term: 'Mentor', details: plain('Mo Farooq') }] },
    {
      type: 'table',
      id: 't1',
      caption: 'Where things stand',
      columns: [{ header: 'Measure' }, { header: 'Now', align: 'end' }],
      rows: [
        [plain('Attendance'), plain('95%')],
        [plain('Wolfeschlegelsteinhausenbergerdorffwelche'), plain('3')],
      ],
    },
    { type: 'figure', id: 'f1', svg: bars, caption: 'Attendance', alternative: 'Attendance was 92% at the start.' },
    { type: 'callout', id: 'c1', tone: 'warning', title: 'Mind', runs: plain('Nothing here says why.') },
    { type: 'pageBreak', id: 'b1' },
    { type: 'heading', id: 'h3', level: 1, text: 'What happens next' },
    { type: 'list', id: 'l2', items: [plain('a point')] },
  ],
});
