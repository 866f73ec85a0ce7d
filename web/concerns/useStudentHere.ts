import { useState } from 'react';
import { useMatch } from 'react-router';
import { getMeeting } from '@waymark/contract/meetings.ts';
import { getStudent } from '@waymark/contract/students.ts';
import { useRead } from '../api.ts';
import { nameOf } from '../ui/PersonName.tsx';

/** The student whom the page behind is about: their own page, or a meeting with them. `forget` when it is another. */
export function useStudentHere(): { student: { id: string; name: string } | undefined; forget: () => void } {
  const [forgotten, setForgotten] = useState(false);
  const studentPage = useMatch('/students/:id/*')?.params.id;
  const meetingPage = useMatch('/meetings/:id/*')?.params.id;
  const asId = (text: string | undefined) => (text !== undefined && /^[0-9a-f-]{36}$/.test(text) ? text : undefined);
  const [studentId, meetingId] = [asId(studentPage), asId(meetingPage)];
  const student = useRead(getStudent, { params: { id: studentId ?? '' } }, { enabled: studentId !== undefined && !forgotten });
  const meeting = useRead(getMeeting, { params: { id: meetingId ?? '' } }, { enabled: meetingId !== undefined && !forgotten });
  const forget = () => setForgotten(true);
  if (forgotten) return { student: undefined, forget };
  if (student.data !== undefined) return { student: { id: student.data.id, name: nameOf(student.data) }, forget };
  if (meeting.data !== undefined) return { student: { id: meeting.data.studentId, name: meeting.data.studentName }, forget };
  return { student: undefined, forget };
}
