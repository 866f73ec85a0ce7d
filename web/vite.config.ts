import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** In development the pages come from Vite and everything else from the server at `API` (its default address). */
const api = process.env['API'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // The server puts a fresh nonce in place of this with every page, and names it in the Content-Security-Policy.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // An inlined file would be a data: address, which the policy refuses.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: Object.fromEntries(['^/api/', '/healthz', '/readyz', '/metrics'].map((path) => [path, { target: api, changeOrigin: false }])),
  },
});
