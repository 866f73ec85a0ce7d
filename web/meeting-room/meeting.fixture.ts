import type { Answer as StoredAnswer, AnswerSent } from '@waymark/contract/meeting-answers.ts';
import { openRoom, recordMeeting, saveAnswers, type MeetingRecord, type Recorded, type Room } from '@waymark/contract/meeting-room.ts';
import { answer, noConnection, refusal } from '../testing/inMemoryApi.ts';

const id = (n: number) => `01930000-0000-7000-8000-${String(n).padStart(12, '0')}`;
let meetings = 0;

const question = (
  n: number,
  typeName: string,
  statement: string,
  more: Partial<Room['questions'][number]> = {},
): Room['questions'][number] => ({
  outcomeId: id(100 + n),
  seriesId: id(200 + n),
  typeName,
  statement,
  question: `Tell me about this: ${statement}?`,
  evidence: 'What they say without being helped.',
  descriptors: ['Does not yet', 'With help', 'On their own', 'With specific reasons'],
  chosenFor: null,
  previous: [],
  ...more,
});

/** A meeting with Ada of its own for every test: nothing on the device from another. */
export function room(more: Partial<Room> = {}): Room {
  meetings += 1;
  return {
    now: new Date().toISOString(),
    today: '2026-03-11',
    meeting: {
      id: crypto.randomUUID(),
      startsAt: '2026-03-11T09:00:00Z',
      date: '2026-03-11',
      time: '09:00',
      plannedMinutes: 30,
      mode: 'in_person',
      place: 'Library',
      mentorId: id(1),
      mentorName: 'Mo Farooq',
    },
    student: { id: id(1000 + meetings), name: 'Ada', familyName: 'Byron' },
    onBehalf: false,
    matchEnded: false,
    requireReason: false,
    point: 'progress',
    framework: { versionId: id(2), name: 'Waymark', number: 1, levels: 4, newerPublished: false },
    questions: [
      question(1, 'Knowledge', 'Ada can name two routes', {
        chosenFor: [{ kind: 'fell', from: 3, to: 2, on: '2026-02-11' }],
        previous: [
          { perspective: 'mentor', level: 2, on: '2026-02-11', missingReason: null },
          { perspective: 'student', level: 4, on: '2026-02-10', missingReason: null },
        ],
      }),
      question(2, 'Motivation', 'Ada can say why it matters', { chosenFor: [{ kind: 'never_assessed' }] }),
      question(3, 'Knowledge', 'Ada can name what is required'),
    ],
    library: [
      {
        id: id(300),
        seriesId: id(201),
        title: 'List three routes',
        detail: 'One person who took each.',
        owner: 'student',
        upToLevel: 2,
        dueInDays: 14,
      },
      { id: id(301), seriesId: null, title: 'Talk about what changed', detail: '', owner: 'mentor', upToLevel: 1, dueInDays: 14 },
    ],
    openActions: [],
    dueActions: [],
    answers: [],
    recorded: null,
    ...more,
  };
}

export const dueAction = {
  id: id(400),
  title: 'Visit the library',
  detail: '',
  owner: 'student' as const,
  dueOn: '2026-03-10',
  overdue: true,
  sharedWithStudent: true,
};

/** A server that keeps one meeting, as the real one would; `online = false` cuts it off. */
export function meetingServer(opened: Room) {
  const stored = new Map<string, AnswerSent>();
  const state = {
    online: true,
    opened,
    stored,
    records: [] as MeetingRecord[],
    refuse: undefined as Error | undefined,
    saves: 0,
  };
  const connected = () => {
    if (!state.online) throw noConnection();
  };
  return Object.assign(state, {
    answers: [
      answer(openRoom, () => {
        connected();
        return { ...state.opened, now: new Date().toISOString(), answers: [...stored.values()] as StoredAnswer[] };
      }),
      answer(saveAnswers, ({ body }) => {
        connected();
        if (state.refuse) throw state.refuse;
        if (state.opened.recorded) throw refusal(409, 'Finished.', { code: 'meeting-recorded' });
        state.saves += 1;
        const newer: StoredAnswer[] = [];
        const saved: { key: string; editedAt: string }[] = [];
        for (const one of body.answers as AnswerSent[]) {
          const there = stored.get(one.key);
          if (there && there.editedAt > one.editedAt) newer.push(there as StoredAnswer);
          else {
            stored.set(one.key, one);
            saved.push({ key: one.key, editedAt: one.editedAt });
          }
        }
        return { now: new Date().toISOString(), saved, newer, refused: [] };
      }),
      answer(recordMeeting, ({ body }) => {
        connected();
        if (state.refuse) throw state.refuse;
        const record = body as MeetingRecord;
        if (state.opened.recorded) return { outcome: 'already' as const, recorded: state.opened.recorded };
        state.records.push(record);
        const recorded = recordedFrom(record, opened);
        state.opened = { ...state.opened, recorded };
        return { outcome: 'recorded' as const, recorded };
      }),
    ],
  });
}

function recordedFrom(record: MeetingRecord, opened: Room): Recorded {
  return {
    finishedAt: '2026-03-11T10:00:00Z',
    attendance: record.attendance,
    reason: record.reason,
    mode: record.mode,
    minutes: record.minutes,
    movedTo: null,
    perspective: record.assessment?.perspective ?? null,
    point: record.assessment?.point ?? null,
    scores: (record.assessment?.scores ?? []).map((score) => ({
      ...score,
      statement: opened.questions.find(({ outcomeId }) => outcomeId === score.outcomeId)?.statement ?? '',
    })),
    notes: record.notes,
    newActions: record.newActions,
    closedActions: [],
  };
}
