import { afterEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { recordMeeting, type Room } from '@waymark/contract/meeting-room.ts';
import { refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { dueAction, meetingServer, room } from './meeting.fixture.ts';
import { Component } from './MeetPage.tsx';

afterEach(() => page.viewport(390, 844));

const routes = [
  { path: 'meetings/:id/meet', Component },
  { path: '*', element: <h1>Elsewhere</h1> },
];

async function hold(given: Partial<Room> = {}, more: { at?: string; colorScheme?: 'light' | 'dark' } = {}) {
  const server = meetingServer(room(given));
  const open = () =>
    renderPage(routes, {
      at: `/meetings/${server.opened.meeting.id}/meet${more.at ?? ''}`,
      respond: server.answers,
      colorScheme: more.colorScheme,
    });
  const { screen, router, callsOf } = await open();
  await expect.element(page.getByRole('heading', { level: 1 })).toMatchTextContent(/Meeting with Ada/);
  return { server, screen, router, callsOf, open };
}

const level = (name: RegExp) => page.getByRole('radio', { name });
const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
/** From the first of the three questions to the review. */
const walkToTheEnd = async () => {
  for (let step = 0; step < 3; step += 1) await press(/^(Skip|Next|Review)$/);
};
const state = (text: string) => expect.element(page.getByText(text, { exact: true })).toBeVisible();

describe('one question at a time', () => {
  test('shows the question, its descriptors and what was said before, with nothing chosen', async () => {
    await hold();
    await expect.element(page.getByText('Tell me about this: Ada can name two routes?')).toBeVisible();
    await expect.element(page.getByText('Fell from 3 to 2')).toBeVisible();
    await expect.element(level(/Level 2: .*With help.*Last time, Wed 11 Feb/s)).not.toBeChecked();
    await expect.element(level(/With specific reasons.*Student’s own view, Tue 10 Feb/s)).not.toBeChecked();
    expect(page.getByRole('radio', { checked: true }).elements()).toEqual([]);
    await expectAccessible();
    expectNoSidewaysScroll();
  });

  test('a tap is on the server a moment later, and the line at the top says so', async () => {
    const { server } = await hold();
    await state('Everything is saved as you go');
    await level(/Level 1/).click();
    await state('Saved');
    const outcome = server.opened.questions[0]?.outcomeId;
    expect(server.stored.get(`score:${outcome}`)?.value).toMatchObject({ level: 1, missingReason: null });
    expect(server.stored.get('framework')?.value).toEqual({ frameworkVersionId: server.opened.framework.versionId });
  });

  test('skips freely, goes back, and jumps anywhere from the list', async () => {
    await hold();
    await press('Skip');
    await expect.element(page.getByText('Tell me about this: Ada can say why it matters?')).toBeVisible();
    await press('Back');
    await expect.element(page.getByText('Tell me about this: Ada can name two routes?')).toBeVisible();
    await press('All questions');
    await page
      .getByRole('dialog')
      .getByRole('link', { name: /Ada can name what is required/ })
      .click();
    await expect.element(page.getByText('Tell me about this: Ada can name what is required?')).toBeVisible();
  });

  test('not asked, declined and not applicable are answers too', async () => {
    const { server } = await hold();
    for (const [name, value] of [
      ['Declined', 'declined'],
      ['Not applicable', 'not_applicable'],
      ['Not asked', 'not_asked'],
    ] as const) {
      await page.getByRole('radio', { name, exact: true }).click();
      await vi.waitFor(() =>
        expect([...server.stored.values()]).toContainEqual(
          expect.objectContaining({ value: expect.objectContaining({ level: null, missingReason: value }) }),
        ),
      );
    }
    await press('Clear the answer');
    await expect.element(page.getByRole('button', { name: 'Skip' })).toBeVisible();
  });

  test('a low or fallen level proposes an action of the library, to be taken, changed or left', async () => {
    const { server } = await hold();
    await level(/Level 1/).click();
    const proposals = page.getByRole('region', { name: 'Agree an action?' });
    await expect.element(proposals).toMatchTextContent(/The level fell/);
    await press('Add “List three routes”');
    await expect.element(proposals).toMatchTextContent(/Agreed\. Student, by Wed 25 Mar/);
    await press('Change “List three routes”');
    await page.getByRole('textbox', { name: 'What is to be done' }).fill('List four routes');
    await press('Done');
    await expect.element(page.getByRole('button', { name: 'Actions (1)' })).toBeVisible();
    await page.getByText('1 more idea').click();
    await press('Not now: “Talk about what changed”');
    await expect.element(page.getByText('1 more idea')).not.toBeInTheDocument();
    await vi.waitFor(() =>
      expect([...server.stored.values()].map(({ value }) => value)).toContainEqual(
        expect.objectContaining({ decision: 'accepted', action: expect.objectContaining({ title: 'List four routes' }) }),
      ),
    );
    await expectAccessible();
  });

  test('what is due from last time is asked first', async () => {
    const { server } = await hold({ dueActions: [dueAction] });
    await expect.element(page.getByRole('heading', { name: 'How did these go?' })).toBeVisible();
    await page.getByRole('radio', { name: 'Carry on' }).click();
    await page.getByLabelText('New date (optional)').fill('2026-04-01');
    await vi.waitFor(() =>
      expect(server.stored.get(`action_outcome:${dueAction.id}`)?.value).toMatchObject({ outcome: 'carried_on', dueOn: '2026-04-01' }),
    );
    await expectAccessible();
  });
});

describe('by the keyboard alone', () => {
  test('a level is chosen by its number, a reason written, and the next question reached', async () => {
    const { server } = await hold();
    const outcome = server.opened.questions[0]?.outcomeId;
    page
      .getByRole('radio', { name: /Level 1/ })
      .element()
      .focus();
    await userEvent.keyboard('3');
    await expect.element(level(/Level 3/)).toBeChecked();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(level(/Level 4/)).toBeChecked();
    while (document.activeElement?.tagName !== 'TEXTAREA') await userEvent.tab();
    await userEvent.keyboard('Named three.');
    while (document.activeElement?.textContent !== 'Next') await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('Tell me about this: Ada can say why it matters?')).toBeVisible();
    await expect.poll(() => document.activeElement?.tagName).toBe('FIELDSET');
    await userEvent.keyboard('2');
    await expect.element(level(/Level 2/)).toBeChecked();
    await vi.waitFor(() => expect(server.stored.get(`score:${outcome}`)?.value).toMatchObject({ level: 4, reason: 'Named three.' }));
  });
});

describe('finishing', () => {
  test('shows exactly what will be recorded and what the student will see, then records it once', async () => {
    const { server, callsOf } = await hold();
    await level(/Level 3/).click();
    await page.getByRole('textbox', { name: 'Reason, in a line' }).fill('Named three.');
    await press('Notes');
    await page.getByRole('textbox', { name: 'Your notes' }).fill('Tired today.');
    await page.getByRole('textbox', { name: 'Shared with the student' }).fill('Well done.');
    await press('Done');
    await walkToTheEnd();
    await press('Finish and record');
    await expect.element(page.getByRole('alert')).toMatchTextContent(/Say how the meeting came out\./);
    expect(server.records).toEqual([]);
    await page.getByRole('radio', { name: 'We met' }).click();
    const sees = page.getByRole('region', { name: 'What Ada will see' });
    await expect.element(sees).toMatchTextContent(/held, 30 minutes/);
    await expect.element(sees).toMatchTextContent(/1 level on the steps of their outcomes, without the reasons/);
    await expect.element(sees).toMatchTextContent(/Well done\./);
    await expect.element(sees).not.toMatchTextContent(/Tired today\./);
    await expectAccessible();
    await page.getByRole('button', { name: 'Finish and record' }).dblClick();
    await expect.element(page.getByRole('heading', { level: 1 })).toMatchTextContent(/On the record/);
    expect(server.records).toHaveLength(1);
    expect(server.records[0]).toMatchObject({
      attendance: 'held',
      minutes: 30,
      assessment: { perspective: 'mentor', point: 'progress', scores: [{ level: 3, reason: 'Named three.' }] },
      notes: [
        { body: 'Tired today.', shared: false },
        { body: 'Well done.', shared: true },
      ],
    });
    expect(callsOf(recordMeeting)).toHaveLength(1);
    await expectAccessible();
  });

  test('a reason the organisation asks for is named with a way to it, and nothing is lost', async () => {
    const { server } = await hold({ requireReason: true });
    await level(/Level 3/).click();
    await expect.element(page.getByText('Your organisation asks for a reason with every level.')).toBeVisible();
    await walkToTheEnd();
    await page.getByRole('radio', { name: 'We met' }).click();
    await press('Finish and record');
    await page
      .getByRole('alert')
      .getByRole('link', { name: /Ada can name two routes.*needs a reason/ })
      .click();
    await page.getByRole('textbox', { name: /Reason, in a line/ }).fill('She listed them.');
    await walkToTheEnd();
    await press('Finish and record');
    await expect.element(page.getByRole('heading', { level: 1 })).toMatchTextContent(/On the record/);
    expect(server.records[0]?.assessment?.scores[0]?.reason).toBe('She listed them.');
  });

  test('levels of a meeting that was not held are said to be left out', async () => {
    const { server } = await hold();
    await level(/Level 3/).click();
    await walkToTheEnd();
    await page.getByRole('radio', { name: 'The student did not come' }).click();
    await expect
      .element(page.getByText('1 answer will not be recorded, because levels are recorded only for a meeting that was held.'))
      .toBeVisible();
    await press('Finish and record');
    await expect.element(page.getByText('The student was absent')).toBeVisible();
    expect(server.records[0]).toMatchObject({ attendance: 'student_absent', assessment: null, minutes: null });
  });

  test('a moved meeting asks for its new time', async () => {
    const { server } = await hold({}, { at: '?at=finish' });
    await page.getByRole('radio', { name: 'It was moved' }).click();
    await press('Finish and record');
    await expect.element(page.getByRole('alert')).toMatchTextContent(/Say when the meeting will be instead\./);
    await page.getByLabelText(/^New date/).fill('2026-03-18');
    await page.getByLabelText(/^New time/).fill('10:30');
    await press('Finish and record');
    await vi.waitFor(() => expect(server.records[0]?.movedTo).toMatchObject({ date: '2026-03-18', time: '10:30' }));
  });

  test('what the server will not record is shown, and everything is still there to put right', async () => {
    const { server } = await hold({}, { at: '?at=finish' });
    await page.getByRole('radio', { name: 'We met' }).click();
    server.refuse = refusal(422, 'Level 9 is not on this scale.', {
      errors: [{ field: 'assessment', message: 'Choose a level from 1 to 4.' }],
    });
    await press('Finish and record');
    await expect.element(page.getByRole('alert')).toMatchTextContent(/Choose a level from 1 to 4\./);
    await expectAccessible();
    server.refuse = undefined;
    await press('Change it');
    await expect.element(page.getByRole('radio', { name: 'We met' })).toBeChecked();
    await press('Finish and record');
    await expect.element(page.getByRole('heading', { level: 1 })).toMatchTextContent(/On the record/);
  });
});

describe('on every screen', () => {
  for (const width of [320, 390, 1280]) {
    test(`${width} px wide, light and dark, nothing is cut off and axe finds nothing`, async () => {
      await page.viewport(width, 800);
      for (const colorScheme of ['light', 'dark'] as const) {
        const { screen } = await hold({ dueActions: [dueAction] }, { at: '?at=01930000-0000-7000-8000-000000000101', colorScheme });
        await level(/Level 1/).click();
        await expect.element(page.getByRole('region', { name: 'Agree an action?' })).toBeVisible();
        await expectAccessible();
        expectNoSidewaysScroll();
        await screen.unmount();
        const review = await hold({ dueActions: [dueAction] }, { at: '?at=finish', colorScheme });
        await page.getByRole('radio', { name: 'We met' }).click();
        await expectAccessible();
        expectNoSidewaysScroll();
        await review.screen.unmount();
      }
    });
  }
});
