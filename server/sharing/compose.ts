import { dayInWords } from '@waymark/contract/days.ts';
import { plain, type Block, type Document } from '@waymark/contract/documents.ts';
import type { ShareKind, ShareSection } from '@waymark/contract/shares.ts';
import { isEmpty, type Material } from './material.ts';
import { sectionBlocks } from './sections.ts';
import { wording } from './wording.ts';

/** A meeting note that was chosen to go in. */
export interface ChosenNote {
  on: string;
  body: string;
}

export interface Choice {
  kind: ShareKind;
  recipientName: string;
  sections: readonly ShareSection[];
  notes: readonly ChosenNote[];
}

/** The order of sections in a document, whatever order they were ticked in. */
const order: readonly ShareSection[] = ['mentoring', 'outcomes', 'own_view', 'measures', 'targets', 'actions', 'feedback', 'help'];

/**
 * The document somebody starts from: what was chosen and there is something of, in plain words, with an opening and an
 * end to be edited. Pure: the same material and choice give the same document.
 */
export function composeShare(material: Material, choice: Choice): Document {
  const { student, sender } = material;
  const words = wording[choice.kind];
  const named = { full: student.name, given: student.givenName };
  const sections = order.filter((section) => choice.sections.includes(section) && !isEmpty(section, material));
  const greeting = choice.recipientName === '' ? [] : [paragraph('greeting', `Dear ${choice.recipientName},`)];
  const notes = choice.notes.flatMap(({ on, body }, at): Block[] => [
    { type: 'paragraph', id: `note-${at}`, runs: [{ text: `${dayInWords(on)}: `, bold: true }, { text: body }] },
  ]);
  const blocks: Block[] = [
    ...greeting,
    paragraph('opening', words.opening(named, sender.organisation)),
    ...sections.flatMap((section) => sectionBlocks(section, material, choice.kind)),
    ...(notes.length === 0 ? [] : [heading('notes', 'From our meetings'), ...notes]),
    ...(choice.sections.includes('next_steps') ? [heading('next', 'What happens next'), paragraph('next-words', words.next(named))] : []),
    paragraph('signature', `${sender.name}\n${sender.role}, ${sender.organisation}`),
  ];
  return {
    title: words.title(named),
    subtitle: [student.name, student.yearGroup === null ? '' : `Year ${student.yearGroup}`, student.school ?? '']
      .filter((part) => part !== '')
      .join(', '),
    language: 'en-GB',
    organisation: sender.organisation,
    date: material.today,
    marking: choice.recipientName === '' ? 'Confidential' : `Confidential: for ${choice.recipientName}`,
    blocks,
  };
}

const heading = (id: string, text: string): Block => ({ type: 'heading', id, level: 1, text });
const paragraph = (id: string, text: string): Block => ({ type: 'paragraph', id, runs: plain(text) });
