import type { MiddlewareHandler } from 'hono';
import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';

const policy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    // components set their sizes in style attributes; style elements need this page's nonce
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');

/**
 * Headers of every answer: nothing from elsewhere runs, frames, or learns where somebody came from. They are set before
 * the answer is made: a header that is added to an answer costs a copy of it each.
 */
export function securityHeaders(config: Config): MiddlewareHandler {
  const always: [string, string][] = [
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['referrer-policy', 'no-referrer'],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ...(config.publicUrl.startsWith('https://')
      ? [['strict-transport-security', 'max-age=31536000; includeSubDomains'] as [string, string]]
      : []),
  ];
  return async (context, next) => {
    const nonce = randomBytes(16).toString('base64');
    context.set('nonce', nonce);
    const headers: [string, string][] = [['content-security-policy', policy(nonce)], ...always];
    for (const [name, value] of headers) context.header(name, value);
    await next();
    // an answer that was not made here, such as the accounts library's, has none of them yet
    if (context.res.headers.has('content-security-policy')) return;
    const answered = new Response(context.res.body, context.res);
    for (const [name, value] of headers) answered.headers.set(name, value);
    context.res = undefined;
    context.res = answered;
  };
}
