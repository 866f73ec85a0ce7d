import type * as Typst from '@myriaddreamin/typst-ts-node-compiler';
import { Refusal } from '../http/refusal.ts';
import { typefaces } from './typefaces.ts';

let compiler: Promise<Typst.NodeCompiler> | undefined;

/** The one Typst compiler of this process: it keeps the typefaces and what it has set before. */
export function typstCompiler(): Promise<Typst.NodeCompiler> {
  compiler ??= startCompiler(() => import('@myriaddreamin/typst-ts-node-compiler'));
  return compiler;
}

/**
 * Starts a compiler. It is native, and not there on every platform; a machine without it can still do everything else.
 * @throws Refusal 501 where it cannot be loaded
 */
export async function startCompiler(load: () => Promise<typeof Typst>): Promise<Typst.NodeCompiler> {
  try {
    const typst = await load();
    // its workspace, beyond which it reads no file, is this folder
    return typst.NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontPaths: [...typefaces] }] });
  } catch (cause) {
    const refusal = new Refusal(
      501,
      'no-pdf-here',
      'This server cannot make PDFs.',
      `Choose Word instead. For the administrator: the Typst compiler for ${process.platform} ${process.arch} is not installed; see “PDFs” in docs/running.md.`,
    );
    refusal.cause = cause;
    throw refusal;
  }
}
