import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** In development the pages come from Vite and everything else from the server at `API` (its default address). */
const api = process.env['API'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    react(),
    VitePWA({
      // a newer version waits to be asked for (`offline/serviceWorker.ts`)
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        name: 'Waymark',
        short_name: 'Waymark',
        description: 'Mentoring: prepare, meet, act.',
        lang: 'en-GB',
        start_url: '/',
        display: 'standalone',
        background_color: '#faf9f5',
        theme_color: '#0e6559',
        icons: [{ src: '/waymark.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,woff2}'],
        // every address is the app's page, but for the API and the server's own
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/api\//, /^\/(healthz|readyz|metrics)$/],
        cleanupOutdatedCaches: true,
        inlineWorkboxRuntime: true,
        sourcemap: false,
      },
    }),
  ],
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
