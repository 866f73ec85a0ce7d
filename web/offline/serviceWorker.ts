import { newVersion } from './newVersion.ts';

const HOUR = 3_600_000;

/**
 * Installs the service worker, which keeps the app's own files on the device. A newer version waits until every tab of
 * the old one is closed, or somebody asks for it: nothing is reloaded under a mentor in a meeting.
 */
export async function installServiceWorker(): Promise<void> {
  const workers = navigator.serviceWorker;
  const registration = await workers.register('/sw.js').catch(() => undefined);
  // an unencrypted address, or storage switched off: the app then needs a connection, and works
  if (!registration) return;
  const offer = () => {
    // the first one ever takes its place by itself
    if (!registration.waiting || !workers.controller) return;
    newVersion.arrived(() => {
      workers.addEventListener('controllerchange', () => location.reload(), { once: true });
      registration.waiting?.postMessage({ type: 'SKIP_WAITING' });
    });
  };
  offer();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', offer));
  // a phone whose app is never closed must still hear of a new version
  setInterval(() => void registration.update().catch(() => undefined), HOUR);
}
