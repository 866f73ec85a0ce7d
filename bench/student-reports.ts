import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import type { Block, Document, Run } from '@waymark/contract/documents.ts';
import { countPages } from '../server/documents/pdf.ts';
import { typefaces } from '../server/documents/typefaces.ts';
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

/** How much a student has, of which as much as `size` allows stands on the page. */
interface Kind {
  what: string;
  outcomes: number;
  actions: number;
  size: Size;
}

/** No two alike: outcomes answered twice by the student and by the mentor, with lines, actions and a line of the mentor's. */
function pageOf(n: number, kind: Kind): Document {
  const level = (place: number, more: number) => ((n + place * 7 + more * 3) % 4) + 1;
  const material: Material = {
    firstName: `Student ${n}`,
    programme: 'Aspire',
    organisation: 'Calder Valley Mentoring',
    from: '2025-09-01',
    to: '2026-03-11',
    today: '2026-03-11',
    outcomes: asked,
    scores: asked.slice(0, kind.outcomes).flatMap(({ seriesId }, place) =>
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
    actions: Array.from({ length: kind.actions }, (_, i) => ({
      id: `${n}-${i}`,
      title: `Look up course ${n + i} and write down what it asks for`,
      dueOn: '2026-04-01',
      doneOn: i % 2 === 0 ? '2026-02-01' : null,
    })),
  };
  return compose(choose(material), { line: `You kept coming, ${n}.`, lineBy: 'Mo Farooq', leftOut: [] }, kind.size);
}

type Size = (typeof fullness)[number];

/** As full as `fitOnePage` makes one page of it. */
async function fitted(kind: Omit<Kind, 'size'>): Promise<Kind> {
  for (const size of fullness) if ((await countPages(pageOf(0, { ...kind, size }))) === 1) return { ...kind, size };
  throw new Error('no size of page fits');
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');
const runs = (all: readonly Run[]) => all.map(({ text, bold }) => (bold ? `<b>${escaped(text)}</b>` : escaped(text))).join('');

function bodyOf({ title, subtitle, organisation, blocks }: Document): string {
  const shown = (block: Block): string => {
    if (block.type === 'heading') return `<h2>${escaped(block.text)}</h2>`;
    if (block.type === 'definitions')
      return `<dl>${block.items.map(({ term, details }) => `<dt>${escaped(term)}</dt><dd>${runs(details)}</dd>`).join('')}</dl>`;
    if (block.type === 'callout') return `<aside><b>${escaped(block.title)}</b><p>${runs(block.runs)}</p></aside>`;
    return block.type === 'paragraph' ? `<p>${runs(block.runs)}</p>` : '';
  };
  return `<h1>${escaped(title)}</h1><p>${escaped(subtitle)}</p><p>${escaped(organisation)}</p>${blocks.map(shown).join('')}`;
}

/** The typeface of our pages, in the two weights they use. */
function typeface(): string {
  const face = (folder: string | undefined, weight: number) => {
    const file = readdirSync(folder ?? '').find((name) => name.endsWith('.ttf')) ?? '';
    const data = readFileSync(join(folder ?? '', file)).toString('base64');
    return `@font-face{font-family:Ours;font-weight:${weight};src:url(data:font/ttf;base64,${data})}`;
  };
  return face(typefaces[0], 400) + face(typefaces[2], 700);
}

const style = `<style>${typeface()}@page{size:A4;margin:2.2cm}body{font:10.5pt/1.5 Ours;color:#23221f;margin:0}h1,h2{color:#0e6559}dt{font-weight:bold}aside{background:#f3f1eb;border-left:3pt solid #0e6559;padding:.8em}</style>`;

/** The same page as HTML: our typeface and colours, and little else. */
const htmlOf = (page: Document) => `<!doctype html><html lang="en-GB"><title>${escaped(page.title)}</title>${style}${bodyOf(page)}</html>`;

const onPaper = ({ marking, organisation }: Document) => ({
  preferCSSPageSize: true,
  tagged: true,
  displayHeaderFooter: true,
  headerTemplate: '<span></span>',
  footerTemplate: `<div style="font-size:8.5pt;padding:0 2.2cm">${escaped(`${marking} · ${organisation}`)}</div>`,
});

const loaded = 'document.fonts.ready.then(() => true)';

/**
 * Student reports by Typst as they leave Waymark, tagged and one file each, against headless Chromium printing the same pages,
 * tagged, with our typeface, colours and footer, by a warm browser whose one tab is used again. Told beside it: the quickest way to
 * have Chromium print that we know, where only the body of a page is put in place of the last one's. They take turns by the fifty.
 */
export async function measureStudentReports(count: number): Promise<Result[]> {
  const path = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
    (one) => one !== undefined && existsSync(one),
  );
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(path === undefined ? {} : { executablePath: path }) });
  const press = openPress();
  try {
    const tab = await browser.newPage();
    const kept = await browser.newPage();
    // some 1,130 letters: half of the demo's students have more, half have less
    const usual = await fitted({ what: 'as long as usual', outcomes: 2, actions: 2 });
    const fullest = await fitted({ what: 'as full as a page gets', outcomes: asked.length, actions: 10 });
    await kept.setContent(htmlOf(pageOf(0, usual)));
    await kept.evaluate(loaded);
    const ways = {
      pressed: async (pages: readonly Document[]) => void (await Promise.all(pages.map((page) => press.pdf(page)))),
      printed: async (pages: readonly Document[]) => {
        for (const page of pages) {
          await tab.setContent(htmlOf(page));
          await tab.evaluate(loaded);
          await tab.pdf(onPaper(page));
        }
      },
      swapped: async (pages: readonly Document[]) => {
        for (const page of pages) {
          await kept.evaluate((body) => void (document.body.innerHTML = body), bodyOf(page));
          await kept.pdf(onPaper(page));
        }
      },
    };
    const results: Result[] = [];
    for (const kind of [usual, fullest]) {
      const taken = { pressed: 0, printed: 0, swapped: 0 };
      let next = 0;
      const some = (n: number) => Array.from({ length: n }, () => pageOf((next += 1), kind));
      for (const way of Object.values(ways)) await way(some(20));
      for (let done = 0; done < count; done += 50) {
        for (const name of ['pressed', 'printed', 'swapped'] as const) {
          const pages = some(Math.min(50, count - done));
          const started = performance.now();
          await ways[name](pages);
          taken[name] += performance.now() - started;
        }
      }
      const line = (baseline: string, theirs: number, hold: Result['hold']): Result => ({
        where: 'student reports',
        what: `${count.toLocaleString('en-GB')} pages ${kind.what}, as a run makes them (${press.threads} threads)`,
        ours: `${milliseconds(taken.pressed / count)} a page`,
        baseline: `${milliseconds(theirs / count)} ${baseline}`,
        ratio: theirs / taken.pressed,
        hold,
      });
      results.push(
        line('printed by Chromium', taken.printed, kind === usual ? { atLeast: 20 } : null),
        line('printed by Chromium, bodies put in place', taken.swapped, null),
      );
    }
    return results;
  } finally {
    await press.close();
    await browser.close();
  }
}
