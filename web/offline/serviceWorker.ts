/// <reference types="vite-plugin-pwa/client" />
import { registerSW } from 'virtual:pwa-register';
import { newVersion } from './newVersion.ts';

const HOUR = 3_600_000;

/**
 * Installs the service worker, which keeps the app's own files on the device. A newer version waits until every tab of
 * the old one is closed, or somebody asks for it: nothing is reloaded under a mentor in a meeting.
 */
export function installServiceWorker(): void {
  const update = registerSW({
    immediate: true,
    onNeedRefresh: () => newVersion.arrived(() => void update(true)),
    onRegisteredSW: (_address, registration) => {
      // a phone whose app is never closed must still hear of a new version
      if (registration) setInterval(() => void registration.update().catch(() => undefined), HOUR);
    },
  });
}
