import { parentPort } from 'node:worker_threads';
import type { Document } from '@waymark/contract/documents.ts';
import { countPages, renderPdf } from '../documents/pdf.ts';
import { Refusal } from '../http/refusal.ts';

/** What a press asks of its thread. */
export interface Asked {
  id: number;
  what: 'count' | 'pdf';
  document: Document;
}

export type Said =
  | { id: number; kind: 'done'; pages?: number; bytes?: Uint8Array<ArrayBuffer> }
  | { id: number; kind: 'problem'; message: string; refusal: { status: number; code: string; detail: string | undefined } | null };

parentPort?.on('message', ({ id, what, document }: Asked) => void answer(id, what, document));

async function answer(id: number, what: Asked['what'], document: Document): Promise<void> {
  try {
    if (what === 'count') {
      parentPort?.postMessage({ id, kind: 'done', pages: await countPages(document) } satisfies Said);
      return;
    }
    const bytes = await renderPdf(document);
    parentPort?.postMessage({ id, kind: 'done', bytes } satisfies Said, [bytes.buffer]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const refusal = error instanceof Refusal ? { status: error.status, code: error.code, detail: error.detail } : null;
    parentPort?.postMessage({ id, kind: 'problem', message: error instanceof Refusal ? error.title : message, refusal } satisfies Said);
  }
}
