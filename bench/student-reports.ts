import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import type { Block, Document, Run } from '@waymark/contract/documents.ts';
import { countPages, renderPdf } from '../server/documents/pdf.ts';
import { choose, type AskedOutcome, type Material } from '../server/student-reports/choose.ts';
import { compose, fullness } from '../server/student-reports/compose.ts';
import { openPress } from '../server/student-reports/press.ts';
import { milliseconds, type Result } from './measure.ts';

const types = ['Knowledge', 'Motivation', 'Academic results', 'Independence', 'Academic self-efficacy'];
const asked: AskedOutcome[] = types.flatMap((type, t) =>
  Array.from({ length: 5 }, (_, i) => ({
    seriesId: `s${t}-${i}`,
    type,
    wording: `I know what I could do about ${type.toLowerCase()}, part ${i + 1}.`,
    levels: 4,
  })),
);

/** A full page, no two alike: every outcome answered twice by the student and by the mentor, with lines, actions and a line of the mentor's. */
function pageOf(n: number, size: Size): Document {
  const level = (place: number, more: number) => ((n + place * 7 + more * 3) % 4) + 1;
  const material: Material = {
    firstName: `Student ${n}`,
    programme: 'Aspire',
    organisation: 'Calder Valley Mentoring',
    from: '2025-09-01',
    to: '2026-03-11',
    today: '2026-03-11',
    outcomes: asked,
    scores: asked.flatMap(({ seriesId }, place) =>
      (['student', 'mentor'] as const).flatMap((perspective, p) =>
        ['2025-09-18', '2026-03-02'].map((on, i) => ({
          id: `${n}-${place}-${p}-${i}`,
          assessmentId: `${n}`,
          seriesId,
          perspective,
          on,
          level: level(place, p + i),
          missingReason: null,
          comment:
            i === 1 && p === 0 && place % 3 === 0 ? `In my own words, number ${n}: I asked about it and wrote down what they said.` : '',
        })),
      ),
    ),
    actions: Array.from({ length: 10 }, (_, i) => ({
      id: `${n}-${i}`,
      title: `Look up course ${n + i} and write down what it asks for`,
      dueOn: '2026-04-01',
      doneOn: i % 2 === 0 ? '2026-02-01' : null,
    })),
  };
  return compose(choose(material), { line: `You kept coming, ${n}.`, lineBy: 'Mo Farooq', leftOut: [] }, size);
}

type Size = (typeof fullness)[number];

/** The fullest size that is one page, as `fitOnePage` finds it. */
async function sizeThatFits(): Promise<Size> {
  for (const size of fullness) if ((await countPages(pageOf(0, size))) === 1) return size;
  throw new Error('no size of page fits');
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');
const runs = (all: readonly Run[]) => all.map(({ text, bold }) => (bold ? `<b>${escaped(text)}</b>` : escaped(text))).join('');

/** The same page as HTML, with as little about it as a browser can be given. */
function htmlOf({ title, subtitle, organisation, blocks }: Document): string {
  const shown = (block: Block): string => {
    if (block.type === 'heading') return `<h2>${escaped(block.text)}</h2>`;
    if (block.type === 'definitions')
      return `<dl>${block.items.map(({ term, details }) => `<dt>${escaped(term)}</dt><dd>${runs(details)}</dd>`).join('')}</dl>`;
    if (block.type === 'callout') return `<aside><b>${escaped(block.title)}</b><p>${runs(block.runs)}</p></aside>`;
    return block.type === 'paragraph' ? `<p>${runs(block.runs)}</p>` : '';
  };
  return `<!doctype html><html lang="en-GB"><title>${escaped(title)}</title><style>@page{size:A4;margin:2.2cm}body{font:10.5pt sans-serif;margin:0}dt{font-weight:bold}</style><h1>${escaped(title)}</h1><p>${escaped(subtitle)}</p><p>${escaped(organisation)}</p>${blocks.map(shown).join('')}</html>`;
}

/**
 * Student reports by Typst as they leave Waymark, tagged and one file each, against headless Chromium printing the same pages:
 * a warm browser, one tab that is used again, no typeface to load, tagged as ours are. They take turns by the hundred.
 */
export async function measureStudentReports(count: number): Promise<Result[]> {
  const path = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
    (one) => one !== undefined && existsSync(one),
  );
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(path === undefined ? {} : { executablePath: path }) });
  const press = openPress();
  try {
    const tab = await browser.newPage();
    const inTurn = async (pages: readonly Document[]) => {
      for (const page of pages) await renderPdf(page);
    };
    const pressed = async (pages: readonly Document[]) => void (await Promise.all(pages.map((page) => press.pdf(page))));
    const printed = async (pages: readonly Document[]) => {
      for (const page of pages) {
        await tab.setContent(htmlOf(page));
        await tab.pdf({ preferCSSPageSize: true, tagged: true });
      }
    };
    const ways = { inTurn, pressed, printed };
    const taken = { inTurn: 0, pressed: 0, printed: 0 };
    const size = await sizeThatFits();
    let next = 0;
    const some = (n: number) => Array.from({ length: n }, () => pageOf((next += 1), size));
    for (const way of Object.values(ways)) await way(some(20));
    for (let done = 0; done < count; done += 100) {
      for (const name of ['inTurn', 'pressed', 'printed'] as const) {
        const pages = some(Math.min(100, count - done));
        const started = performance.now();
        await ways[name](pages);
        taken[name] += performance.now() - started;
      }
    }
    const line = (what: string, ours: number, hold: Result['hold']): Result => ({
      where: 'student reports',
      what,
      ours: `${milliseconds(ours / count)} a page`,
      baseline: `${milliseconds(taken.printed / count)} in Chromium`,
      ratio: taken.printed / ours,
      hold,
    });
    const pages = count.toLocaleString('en-GB');
    return [
      line(`${pages} pages, as a run makes them (${press.threads} threads)`, taken.pressed, { atLeast: 20 }),
      line(`${pages} pages, one after the other`, taken.inTurn, null),
    ];
  } finally {
    await press.close();
    await browser.close();
  }
}
