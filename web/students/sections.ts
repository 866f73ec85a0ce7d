import { type ComponentType, lazy } from 'react';
import type { Role } from '@waymark/contract/common.ts';
import * as t from '../strings/catalogue.ts';
import type { StudentRecord } from './StudentPage.tsx';

/** What every part of a student's page is given; most need no more than the id. */
export interface SectionProps {
  studentId: string;
  student: StudentRecord;
}

/** A part of the student's page: its anchor, its line in the list of contents, and who sees it. */
export interface StudentSection {
  id: string;
  title: string;
  roles: readonly Role[];
  /** Fetched with its own script: who the student is shows first. Brings its own heading (`PageSection`). */
  Part: ComponentType<SectionProps>;
}

export const outcomeReaders: readonly Role[] = ['admin', 'lead', 'mentor', 'student', 'safeguarding_lead'];

/** Whoever reads measures of students; a student sees their own outcomes, and what is shared with them. */
const staff: readonly Role[] = ['admin', 'lead', 'mentor', 'safeguarding_lead'];

const words = t.students.page;

/** The student's page, from top to bottom. */
export const sections: readonly StudentSection[] = [
  {
    id: 'outcomes',
    title: words.outcomes,
    roles: outcomeReaders,
    Part: lazy(() => import('../assessments/StudentOutcomes.tsx').then((module) => ({ default: module.StudentOutcomes }))),
  },
  {
    id: 'measures',
    title: t.readings.title,
    roles: staff,
    Part: lazy(() => import('../readings/StudentMeasures.tsx').then((module) => ({ default: module.StudentMeasures }))),
  },
  {
    id: 'attendance',
    title: t.attendance.title,
    roles: staff,
    Part: lazy(() => import('../readings/AttendanceSection.tsx').then((module) => ({ default: module.AttendanceSection }))),
  },
  {
    id: 'meetings',
    title: words.meetings,
    roles: outcomeReaders,
    Part: lazy(() => import('../meetings/StudentMeetings.tsx').then((module) => ({ default: module.StudentMeetings }))),
  },
  {
    id: 'actions',
    title: words.actions,
    roles: outcomeReaders,
    Part: lazy(() => import('../actions/StudentActions.tsx').then((module) => ({ default: module.StudentActions }))),
  },
  {
    id: 'notes',
    title: words.notes,
    // the administrator sets things up and reads no notes
    roles: ['lead', 'mentor', 'safeguarding_lead', 'student'],
    Part: lazy(() => import('../meeting-room/NotesSection.tsx')),
  },
  {
    id: 'feedback',
    title: words.feedback,
    roles: ['lead', 'mentor', 'safeguarding_lead', 'student'],
    Part: lazy(() => import('../feedback/StudentFeedback.tsx')),
  },
  {
    id: 'shared',
    title: words.shared,
    // the administrator sees that something left, not what it said
    roles: ['admin', 'lead', 'mentor', 'safeguarding_lead'],
    Part: lazy(() => import('../sharing/StudentShares.tsx')),
  },
  {
    id: 'targets',
    title: t.targets.title,
    roles: outcomeReaders,
    Part: lazy(() => import('../targets/StudentTargets.tsx')),
  },
  {
    id: 'reviews',
    title: t.reviews.section,
    roles: ['admin', 'lead', 'mentor', 'safeguarding_lead'],
    Part: lazy(() => import('../reviews/StudentReviews.tsx')),
  },
  {
    id: 'help',
    title: words.help,
    roles: outcomeReaders,
    Part: lazy(() => import('../interventions/StudentHelp.tsx')),
  },
  {
    id: 'taking',
    title: words.taking,
    roles: outcomeReaders,
    Part: lazy(() => import('./StudentPlaces.tsx').then((module) => ({ default: module.StudentPlaces }))),
  },
  {
    id: 'characteristics',
    title: words.characteristics,
    roles: outcomeReaders,
    Part: lazy(() => import('./StudentCharacteristics.tsx').then((module) => ({ default: module.StudentCharacteristics }))),
  },
  {
    id: 'changes',
    title: words.changes,
    roles: ['admin', 'lead', 'safeguarding_lead'],
    Part: lazy(() => import('./StudentChanges.tsx').then((module) => ({ default: module.StudentChanges }))),
  },
];
