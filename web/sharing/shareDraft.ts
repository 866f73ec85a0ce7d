import { uuidv7 } from 'uuidv7';
import type { Document } from '@waymark/contract/documents.ts';
import {
  linkDays,
  usualSections,
  type LawfulBasis,
  type ShareKind,
  type ShareMedium,
  type ShareSection,
} from '@waymark/contract/shares.ts';

/** What somebody has chosen and written so far of something to be shared. */
export interface ShareDraft {
  /** Made once: pressing twice is sharing once. */
  id: string;
  step: 'choose' | 'read' | 'send';
  kind: ShareKind;
  recipient: { name: string; role: string; email: string };
  purpose: string;
  lawfulBasis: LawfulBasis | null;
  sections: ShareSection[];
  noteIds: string[];
  /** As it was put together and edited since; null until then. */
  document: Document | null;
  edited: boolean;
  medium: ShareMedium;
  linkDays: number;
  sendMail: boolean;
  /** Names of other students that are meant to be in the text. */
  namesSeen: string[];
}

export function emptyDraft(kind: ShareKind = 'progress_note'): ShareDraft {
  return {
    id: uuidv7(),
    step: 'choose',
    kind,
    recipient: { name: '', role: '', email: '' },
    purpose: '',
    lawfulBasis: null,
    sections: [...usualSections[kind]],
    noteIds: [],
    document: null,
    edited: false,
    medium: 'link',
    linkDays: linkDays.usual,
    sendMail: false,
    namesSeen: [],
  };
}

/** Another kind starts from what is usual for it. Notes that were chosen by hand go again: they were meant for another reader. */
export const ofKind = (draft: ShareDraft, kind: ShareKind): ShareDraft => ({
  ...draft,
  kind,
  sections: [...usualSections[kind]],
  noteIds: [],
});

type Problems = Partial<Record<'recipient' | 'email' | 'purpose' | 'lawfulBasis' | 'content', true>>;

/** What is missing before a document can be put together. */
export function problemsOf({ recipient, purpose, lawfulBasis, sections, noteIds }: ShareDraft): Problems {
  return {
    ...(recipient.name.trim() === '' ? { recipient: true } : {}),
    ...(recipient.email.trim() !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(recipient.email.trim()) ? { email: true } : {}),
    ...(purpose.trim().length < 3 ? { purpose: true } : {}),
    ...(lawfulBasis === null ? { lawfulBasis: true } : {}),
    ...(sections.length + noteIds.length === 0 ? { content: true } : {}),
  };
}
