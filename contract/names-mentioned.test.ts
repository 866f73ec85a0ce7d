import { describe, expect, test } from 'vitest';
import type { Document } from './documents.ts';
import { namesMentioned } from './names-mentioned.ts';

const saying = (text: string): Document => ({
  title: 'A note',
  subtitle: '',
  language: 'en-GB',
  organisation: '',
  date: '2026-03-11',
  marking: '',
  blocks: [
    {
      type: 'table',
      id: 't',
      caption: 'c',
      rowHeaders: true,
      columns: [{ header: 'h', align: 'start' }],
      rows: [[[{ text: text.slice(0, 4) }, { text: text.slice(4), bold: true }]]],
    },
  ],
});

describe('names of other students in a text', () => {
  const names = ['Zoë O’Brien', 'Zoë', 'Ada Khan', 'Ada', 'Łukasz', 'Al'];

  test('are found whatever their capitals, accents and what follows them, also in a table and across bold', () => {
    expect(namesMentioned(saying('He sat with zoe’s friend'), names, [])).toEqual(['Zoë']);
    expect(namesMentioned(saying('ZOË O’BRIEN, and ŁUKASZ.'), names, [])).toEqual(['Zoë O’Brien', 'Łukasz']);
    expect(namesMentioned(saying("with Zoë O'Brien"), names, [])).toEqual(['Zoë O’Brien']);
  });

  test('are whole words: "also" holds no Al', () => {
    expect(namesMentioned(saying('She also adapted'), names, [])).toEqual([]);
  });

  test('are not those of the student it is about, though another may share the given name', () => {
    const own = ['Ada Lovelace', 'Ada'];
    expect(namesMentioned(saying('Ada Lovelace and Ada'), names, own)).toEqual([]);
    expect(namesMentioned(saying('Ada met Ada Khan'), names, own)).toEqual(['Ada Khan']);
  });
});
