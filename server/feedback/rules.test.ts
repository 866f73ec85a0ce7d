import { describe, expect, test } from 'vitest';
import { requestMail } from './mail.ts';
import {
  expiryOf,
  reminderDue,
  requireNobodyTwice,
  requirePause,
  requireWaiting,
  shortName,
  statusOf,
  type RequestState,
} from './rules.ts';

const asked = new Date('2026-03-02T09:00:00Z');
const later = (days: number) => new Date(asked.getTime() + days * 86_400_000);
const request = (more: Partial<RequestState> = {}): RequestState => ({
  askedAt: asked.toISOString(),
  lastSentAt: asked.toISOString(),
  reminders: 0,
  expiresAt: expiryOf(asked).toISOString(),
  answeredAt: null,
  declinedAt: null,
  withdrawnAt: null,
  ...more,
});

test('a request waits for a fortnight and is then over', () => {
  expect(statusOf(request(), later(13.9))).toBe('sent');
  expect(statusOf(request(), later(14))).toBe('expired');
});

test('an answer counts, also one that came in the moment the request was taken back', () => {
  const at = later(1).toISOString();
  expect(statusOf(request({ answeredAt: at, withdrawnAt: at }), later(2))).toBe('answered');
  expect(statusOf(request({ withdrawnAt: at }), later(20))).toBe('withdrawn');
  expect(statusOf(request({ declinedAt: at }), later(2))).toBe('declined');
});

describe('reminders by themselves', () => {
  test('one after five days, one two days before the end, and no others', () => {
    expect(reminderDue(request(), later(4.9))).toBeUndefined();
    expect(reminderDue(request(), later(5))).toBe('first');
    const reminded = request({ reminders: 1, lastSentAt: later(5).toISOString() });
    expect(reminderDue(reminded, later(11.9))).toBeUndefined();
    expect(reminderDue(reminded, later(12))).toBe('last');
    expect(reminderDue(request({ reminders: 2, lastSentAt: later(12).toISOString() }), later(13))).toBeUndefined();
  });

  test('whoever was reminded by hand is not reminded again straight away', () => {
    expect(reminderDue(request({ reminders: 1, lastSentAt: later(3).toISOString() }), later(6))).toBeUndefined();
    expect(reminderDue(request({ reminders: 1, lastSentAt: later(12.5).toISOString() }), later(13))).toBeUndefined();
  });

  test('a program that slept through the first sends the last only', () => {
    expect(reminderDue(request(), later(12.5))).toBe('last');
  });

  test('nobody who answered, declined or was asked no longer is reminded', () => {
    const at = later(1).toISOString();
    for (const over of [{ answeredAt: at }, { declinedAt: at }, { withdrawnAt: at }]) {
      expect(reminderDue(request(over), later(6))).toBeUndefined();
    }
    expect(reminderDue(request(), later(14))).toBeUndefined();
  });
});

test('by hand nobody is written to twice within half a day, and nobody who has answered', () => {
  expect(() => requirePause(request(), later(0.4))).toThrow(/less than half a day ago/);
  expect(() => requirePause(request(), later(0.5))).not.toThrow();
  expect(() => requireWaiting('answered')).toThrow(/answered meanwhile/);
  expect(() => requireWaiting('sent')).not.toThrow();
});

test('a teacher who is in the list twice, or has an open request, is named with what to do', () => {
  const teachers = [
    { name: 'Ms Hall', email: 'hall@school.example' },
    { name: 'Ms Hall', email: 'Hall@School.example' },
    { name: 'Mr Obi', email: 'obi@school.example' },
  ];
  expect(() => requireNobodyTwice(teachers.slice(1), new Set())).not.toThrow();
  try {
    requireNobodyTwice(teachers, new Set(['obi@school.example']));
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({
      errors: [
        { field: 'teachers.1.email', message: 'This address is in the list twice.' },
        { field: 'teachers.2.email', message: expect.stringContaining('Mr Obi was asked already') },
      ],
    });
  }
});

test('a teacher sees the given name and an initial, no more', () => {
  expect(shortName({ givenName: 'Adaeze', preferredName: 'Ada', familyName: 'lovett' })).toBe('Ada L.');
  expect(shortName({ givenName: 'Ada', preferredName: null, familyName: 'Å Lund' })).toBe('Ada Å.');
});

test('a mail names who asks, the link and the day it ends, and nothing of the student', () => {
  const { subject, body } = requestMail('reminded', {
    teacher: 'Ms Hall',
    askedBy: 'Mo Farooq',
    organisation: 'Northbridge Trust',
    url: 'https://w.example/feedback/x',
    expiresAt: '2026-03-16T23:30:00Z',
    timeZone: 'Europe/London',
  });
  expect(subject).toBe('Reminder: a minute of feedback for Northbridge Trust');
  expect(body).toContain('Dear Ms Hall,');
  expect(body).toContain('Mo Farooq of Northbridge Trust');
  expect(body).toContain('https://w.example/feedback/x');
  expect(body).toContain('Monday 16 March');
});
