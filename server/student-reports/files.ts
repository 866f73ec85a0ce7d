import { availableParallelism } from 'node:os';
import { Readable } from 'node:stream';
import type { Block, Document } from '@waymark/contract/documents.ts';
import { plain } from '@waymark/contract/documents.ts';
import { ZipFile } from 'yazl';
import { openPress } from './press.ts';
import { words } from './wording.ts';

/**
 * Pages one after the other as one document for printing, behind a cover that says how many and whose they are. Each
 * student's page begins on a new one.
 */
export function together(pages: readonly Document[], about: { title: string; date: string; part: string }): Document {
  const [first] = pages;
  const cover: Block[] = [
    { type: 'paragraph', id: 'how-many', runs: plain(words.cover.howMany(pages.length)) },
    { type: 'paragraph', id: 'kind', runs: plain(words.cover.kind) },
  ];
  return {
    title: words.cover.title,
    subtitle: [about.title, about.part].filter((part) => part !== '').join(' · '),
    language: 'en-GB',
    organisation: first?.organisation ?? '',
    date: about.date,
    marking: '',
    blocks: [...cover, ...pages.flatMap((page, at) => onItsOwn(page, `p${at}-`))],
  };
}

/** A document as part of another: its title a heading, and its headings a level lower. */
function onItsOwn(page: Document, prefix: string): Block[] {
  return [
    { type: 'pageBreak', id: `${prefix}break` },
    { type: 'heading', id: `${prefix}title`, level: 1, text: page.title },
    { type: 'paragraph', id: `${prefix}subtitle`, runs: plain(page.subtitle) },
    ...page.blocks.map((block) => ({
      ...block,
      id: prefix + block.id,
      ...(block.type === 'heading' ? { level: Math.min(3, block.level + 1) } : {}),
    })),
  ];
}

/** Sets one document in a thread of its own: a hundred pages take a second in which nobody should have to wait. */
export async function setApart(document: Document): Promise<Uint8Array<ArrayBuffer>> {
  const press = openPress(1);
  try {
    return await press.pdf(document);
  } finally {
    await press.close();
  }
}

/**
 * One PDF a student in a ZIP, set as it goes out: no more of them than there are threads stand in memory at once.
 * @param names what each file is called, in order, without its ending
 * @param load the page at a place of that order
 * @param at the date of every file in it: the same pages give the same file
 */
export function zipOf(names: readonly string[], load: (place: number) => Promise<Document>, at: Date): ReadableStream<Uint8Array> {
  let pieces: AsyncIterator<Uint8Array> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      // begun when it is first wanted: by then the request's own transaction is over
      async pull(controller) {
        pieces ??= packed(names, load, at)[Symbol.asyncIterator]();
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await pieces?.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

function packed(names: readonly string[], load: (place: number) => Promise<Document>, at: Date): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  const press = openPress(Math.max(1, Math.min(availableParallelism(), Math.ceil(names.length / 20))));
  // whoever breaks the download off frees the threads too
  out.once('close', () => void press.close());
  const setting = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();
  const ahead = (place: number) => {
    for (let next = place; next < Math.min(names.length, place + press.threads); next++)
      if (!setting.has(next)) {
        const bytes = load(next).then((document) => press.pdf(document));
        // one that fails before its turn is told of when it comes
        bytes.catch(() => undefined);
        setting.set(next, bytes);
      }
    const bytes = setting.get(place);
    setting.delete(place);
    return bytes ?? Promise.reject(new Error('a page was asked for twice'));
  };
  const used = new Set<string>();
  for (const [place, name] of names.entries()) {
    zip.addReadStreamLazy(`${unlike(name, used)}.pdf`, { mtime: at, compress: false }, (give) => {
      ahead(place).then(
        (bytes) => give(null, Readable.from([Buffer.from(bytes)])),
        (error: unknown) => out.destroy(error as Error),
      );
    });
  }
  zip.end();
  return out;
}

/** A name fit for a file on every system, told from every other by a number: also from one that differs in capitals alone, or is so numbered. */
export function unlike(name: string, taken: Set<string>): string {
  const plainName = cleaned(name);
  let own = plainName;
  for (let n = 2; taken.has(own.toLowerCase()); n++) own = `${plainName} ${n}`;
  taken.add(own.toLowerCase());
  return own;
}

const cleaned = (name: string): string =>
  name
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N} '’.-]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 80) || 'Student';
