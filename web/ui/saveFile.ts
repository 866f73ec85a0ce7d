import type { Endpoint } from '@waymark/contract/endpoint.ts';
import type { CallInput } from '@waymark/contract/client.ts';
import { call } from '../api.ts';
import { toast } from './toast.tsx';

/** Hands a file to the browser to keep. */
export function saveFile(file: { fileName: string; content: string | Uint8Array }, type: string): void {
  const address = URL.createObjectURL(new Blob([file.content as BlobPart], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = file.fileName;
  link.click();
  // the download has its own reference by then; Safari needs the wait
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Fetches a file from an endpoint with `download` and hands it to the browser; says so when it cannot be had. */
export async function download<E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<void> {
  try {
    const file = (await call(endpoint, input)) as { fileName: string; content: Uint8Array };
    saveFile(file, endpoint.download ?? 'application/octet-stream');
  } catch (error) {
    toast.problem(error);
  }
}
