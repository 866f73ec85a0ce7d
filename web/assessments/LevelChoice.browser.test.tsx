import { useState } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { LevelChoice, type LevelAnswer } from './LevelChoice.tsx';

const descriptors = [
  'Does not name a route.',
  'Names a route.',
  'Describes two routes in general terms.',
  'Compares two routes, with specific reasons.',
];

function Choice({ onAnswer }: { onAnswer: (answer: LevelAnswer | null) => void }) {
  const [value, setValue] = useState<LevelAnswer | null>(null);
  return (
    <>
      <input aria-label="Somewhere else" />
      <LevelChoice
        legend="Student can describe the routes open to them"
        description="What could you do next?"
        descriptors={descriptors}
        value={value}
        previous={[{ level: 2, label: 'Mentor, 3 September' }]}
        onChange={(answer) => {
          setValue(answer);
          onAnswer(answer);
        }}
      />
    </>
  );
}

async function rendered() {
  const answers: (LevelAnswer | null)[] = [];
  const { screen } = await renderPage([{ path: '/', element: <Choice onAnswer={(answer) => answers.push(answer)} /> }]);
  return { screen, answers };
}

test('a level is chosen by tapping anywhere on what it says; the previous one is marked and not chosen', async () => {
  const { screen, answers } = await rendered();
  await expect.element(screen.getByRole('group', { name: 'Student can describe the routes open to them' })).toBeVisible();
  await expect.element(screen.getByText('Mentor, 3 September')).toBeVisible();
  expect(document.querySelectorAll('input:checked')).toHaveLength(0);
  await userEvent.click(screen.getByText('Describes two routes in general terms.'));
  expect(answers).toEqual([{ level: 3, missingReason: null }]);
  await expect.element(screen.getByRole('radio', { name: /^Level 3: Describes two routes/ })).toBeChecked();
  await expectAccessible();
});

test('the number keys choose while the focus is inside, and do nothing elsewhere', async () => {
  const { screen, answers } = await rendered();
  await userEvent.click(screen.getByLabelText('Somewhere else'));
  await userEvent.keyboard('4');
  expect(answers).toEqual([]);
  (screen.getByRole('group', { name: /routes/ }).element() as HTMLElement).focus();
  await userEvent.keyboard('4');
  await userEvent.keyboard('7');
  expect(answers).toEqual([{ level: 4, missingReason: null }]);
  await expect.element(screen.getByRole('radio', { name: /^Level 4/ })).toHaveFocus();
});

test('with the keyboard alone: tab in, arrows choose, the answer can be taken back', async () => {
  const { screen, answers } = await rendered();
  await userEvent.click(screen.getByLabelText('Somewhere else'));
  await userEvent.tab();
  await userEvent.keyboard(' ');
  await userEvent.keyboard('{ArrowDown}');
  expect(answers.at(-1)).toEqual({ level: 2, missingReason: null });
  await userEvent.click(screen.getByRole('button', { name: 'Clear the answer' }));
  await expect.poll(() => answers.at(-1)).toBeNull();
  await expect.poll(() => document.querySelectorAll('input:checked')).toHaveLength(0);
});

test('not asked, preferred not to say and does not apply are answers like the others', async () => {
  const { screen, answers } = await rendered();
  for (const name of ['Not asked', 'Student preferred not to say', 'Does not apply'])
    await userEvent.click(screen.getByRole('radio', { name }));
  expect(answers.map((answer) => answer?.missingReason)).toEqual(['not_asked', 'declined', 'not_applicable']);
});

test('it fits a phone of 320 pixels, every target at least 44 high, light and dark', async () => {
  await page.viewport(320, 640);
  for (const colorScheme of ['light', 'dark'] as const) {
    const { screen } = await renderPage([{ path: '/', element: <Choice onAnswer={() => undefined} /> }], { colorScheme });
    await userEvent.click(screen.getByRole('radio', { name: /^Level 1/ }));
    expectNoSidewaysScroll();
    for (const label of document.querySelectorAll('fieldset label'))
      expect(label.getBoundingClientRect().height).toBeGreaterThanOrEqual(44);
    await expectAccessible();
    await screen.unmount();
  }
  await page.viewport(390, 844);
});
