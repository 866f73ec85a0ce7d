import type { Context } from 'hono';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.map': 'application/json',
};

const NONCE = '__CSP_NONCE__';

/**
 * Serves the built web app: its files, and for every other address its page, with this answer's nonce in it.
 * Undefined when it has not been built.
 */
export function webApp(folder: string): ((context: Context) => Promise<Response>) | undefined {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return undefined;
  const page = readFileSync(index, 'utf8');
  return async (context) => {
    const path = normalize(decodeURIComponent(context.req.path));
    const extension = extname(path);
    if (extension !== '' && types[extension] !== undefined && path !== '/index.html' && !path.includes('..')) {
      try {
        const file = await readFile(join(folder, path));
        // names under assets carry a hash of their content
        const lasting = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
        return context.body(file, 200, { 'content-type': types[extension] ?? 'application/octet-stream', 'cache-control': lasting });
      } catch {
        return context.text('There is no such file.', 404);
      }
    }
    return context.body(page.replaceAll(NONCE, String(context.get('nonce'))), 200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    });
  };
}
