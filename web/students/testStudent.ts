import type { StudentRecord } from './StudentPage.tsx';

/** Ids that browser tests of students share. */
export const ids = {
  student: '01920000-0000-7000-8000-00000000a001',
  school: '01920000-0000-7000-8000-00000000b001',
  programme: '01920000-0000-7000-8000-00000000c001',
  enrolment: '01920000-0000-7000-8000-00000000d001',
  match: '01920000-0000-7000-8000-00000000e001',
  mentor: '01920000-0000-7000-8000-00000000f001',
  nextMentor: '01920000-0000-7000-8000-00000000f002',
};

/** A student with one mentor, for browser tests. */
export const aStudent: StudentRecord = {
  id: ids.student,
  givenName: 'Ada',
  familyName: 'Lovelace',
  preferredName: null,
  upn: 'B801200005001',
  birthDate: '2012-12-10',
  yearGroup: 8,
  school: { id: ids.school, name: 'Northgate' },
  email: null,
  externalId: null,
  leftOn: null,
  leftReason: null,
  createdAt: '2026-01-05T09:00:00Z',
  version: 3,
  enrolments: [
    {
      id: ids.enrolment,
      programmeId: ids.programme,
      programme: 'Aspire',
      cohort: null,
      startedOn: '2026-01-05',
      endedOn: null,
      endKind: null,
      endReason: null,
      endedBy: null,
      version: 1,
    },
  ],
  matches: [
    {
      id: ids.match,
      mentor: { id: ids.mentor, name: 'Mo Farooq' },
      enrolmentId: ids.enrolment,
      programme: 'Aspire',
      purpose: 'Confidence',
      startedOn: '2026-01-12',
      endedOn: null,
      endReason: null,
      endedBy: null,
      handedOverTo: null,
      current: true,
      version: 1,
    },
  ],
  nextMeeting: null,
};
