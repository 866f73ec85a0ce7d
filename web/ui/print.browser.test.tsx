import { afterEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import './global.css';

interface Emulation {
  send: (method: 'Emulation.setEmulatedMedia', params: { media: 'print' | '' }) => Promise<unknown>;
}
const paper = (media: 'print' | '') => (cdp() as unknown as Emulation).send('Emulation.setEmulatedMedia', { media });

afterEach(() => paper(''));

test('what is folded on the screen is on the paper', async () => {
  const screen = await render(
    <details>
      <summary>Two more</summary>
      <p>Attendance and punctuality</p>
    </details>,
  );
  const inside = screen.getByText('Attendance and punctuality');
  const isSeen = () => inside.element().checkVisibility({ contentVisibilityAuto: true });
  await expect.poll(isSeen).toBe(false);
  await paper('print');
  await expect.poll(isSeen).toBe(true);
});
