import type { MiddlewareHandler } from 'hono';
import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';

/** Headers of every answer: nothing from elsewhere runs, frames, or learns where somebody came from. */
export function securityHeaders(config: Config): MiddlewareHandler {
  const secure = config.publicUrl.startsWith('https://');
  return async (context, next) => {
    const nonce = randomBytes(16).toString('base64');
    context.set('nonce', nonce);
    await next();
    context.header(
      'content-security-policy',
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
      ].join('; '),
    );
    context.header('x-content-type-options', 'nosniff');
    context.header('x-frame-options', 'DENY');
    context.header('referrer-policy', 'no-referrer');
    context.header('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()');
    context.header('cross-origin-opener-policy', 'same-origin');
    context.header('cross-origin-resource-policy', 'same-origin');
    if (secure) context.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
  };
}
