import { expect, test } from 'vitest';
import { digestMail, isDigestTime, isWorthSending, lookBackTo } from './rules.ts';

const none = {
  meetingsToday: 0,
  meetingsNotRecorded: 0,
  actionsDueToday: 0,
  actionsOverdue: 0,
  reviewsOverdue: 0,
  followUpsDue: 0,
  feedbackArrived: 0,
  calibrationsDue: 0,
  secondScoringsDue: 0,
};

test('seven in the morning is seven there, summer and winter', () => {
  expect(isDigestTime(new Date('2026-11-24T07:00:00Z'), 'Europe/London')).toBe(true);
  expect(isDigestTime(new Date('2026-11-24T06:59:00Z'), 'Europe/London')).toBe(false);
  expect(isDigestTime(new Date('2026-07-07T06:00:00Z'), 'Europe/London')).toBe(true);
  expect(isDigestTime(new Date('2026-11-24T12:00:00Z'), 'America/New_York')).toBe(true);
  expect(isDigestTime(new Date('2026-11-24T07:00:00Z'), 'America/New_York')).toBe(false);
});

test('a server that was down at seven still sends at ten, not in the afternoon', () => {
  expect(isDigestTime(new Date('2026-11-24T10:59:00Z'), 'Europe/London')).toBe(true);
  expect(isDigestTime(new Date('2026-11-24T11:00:00Z'), 'Europe/London')).toBe(false);
});

test('not at weekends, of the place and not of Greenwich', () => {
  expect(isDigestTime(new Date('2026-11-21T08:00:00Z'), 'Europe/London')).toBe(false);
  // Friday evening in London is Saturday morning in Auckland
  expect(isDigestTime(new Date('2026-11-20T19:00:00Z'), 'Pacific/Auckland')).toBe(false);
  expect(isDigestTime(new Date('2026-11-22T19:00:00Z'), 'Pacific/Auckland')).toBe(true);
});

test('a digest looks back to the one before: over the weekend on a Monday', () => {
  expect(lookBackTo('2026-11-24')).toBe('2026-11-23');
  expect(lookBackTo('2026-11-23')).toBe('2026-11-20');
});

test('nothing due, nothing sent', () => {
  expect(isWorthSending(none)).toBe(false);
  expect(isWorthSending({ ...none, actionsOverdue: 1 })).toBe(true);
});

test('the mail has counts and links, and leaves out what is nothing', () => {
  const { body } = digestMail('Mo Farooq', { ...none, meetingsToday: 2, actionsOverdue: 1 }, 'https://waymark.example');
  expect(body).toContain('Good morning Mo Farooq,');
  expect(body).toContain('- 2 meetings today\n- 1 action overdue\n');
  expect(body).not.toContain('due today');
  expect(body).toContain('https://waymark.example/day');
});

test('an overdue review and a closed case to follow up are said in a line each', () => {
  const { body } = digestMail('Mo Farooq', { ...none, reviewsOverdue: 2, followUpsDue: 1 }, 'https://waymark.example');
  expect(body).toContain('- 2 reviews overdue\n- 1 closed case to follow up\n');
});

test('written cases that are due are said with where they are', () => {
  const { body } = digestMail('Mo Farooq', { ...none, calibrationsDue: 1 }, 'https://waymark.example');
  expect(body).toContain('- 1 calibration exercise to finish\n');
  const second = digestMail('Mo Farooq', { ...none, secondScoringsDue: 2 }, 'https://waymark.example').body;
  expect(second).toContain('- 2 meetings of colleagues to score\n');
  expect(second).toContain('https://waymark.example/calibration');
  expect(body).toContain('https://waymark.example/calibration');
  expect(digestMail('Mo Farooq', { ...none, meetingsToday: 1 }, 'https://waymark.example').body).not.toContain('calibration');
});
