import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { typefaces } from './typefaces.ts';
import { inOurTypeface } from './settled.ts';

let ready: Promise<Uint8Array[]> | undefined;

async function start(): Promise<Uint8Array[]> {
  await initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const files = typefaces.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ttf'))
      .map((name) => join(folder, name)),
  );
  return Promise.all(files.map((file) => readFile(file)));
}

/** A drawing as a PNG of twice its size, for programs that cannot show SVG. */
export async function pictureOf(svg: string): Promise<Uint8Array> {
  const fontBuffers = await (ready ??= start());
  const drawing = new Resvg(inOurTypeface(svg), { font: { fontBuffers }, fitTo: { mode: 'zoom', value: 2 }, background: '#ffffff' });
  try {
    const image = drawing.render();
    const png = image.asPng();
    image.free();
    return png;
  } finally {
    drawing.free();
  }
}
