import type { Endpoint } from '@waymark/contract/endpoint.ts';
import { getCaseload } from '@waymark/contract/caseload.ts';
import { getMeeting, listMeetingChoices, listMeetings, planMeetings } from '@waymark/contract/meetings.ts';

/** What is no longer true once a meeting is scheduled, changed or cancelled. */
export const readsOfMeetings: readonly Endpoint[] = [listMeetings, getMeeting, listMeetingChoices, planMeetings, getCaseload];
