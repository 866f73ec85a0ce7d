import type { Attended, MarkBody, RegisterLine } from '@waymark/contract/participations.ts';

/** What somebody has tapped for one student. */
export interface Tapped {
  attended?: Attended;
  /** Of part of the session. */
  minutes?: number | null;
  off?: boolean;
}

/** A line of a register as it stands while it is taken. */
export interface DraftLine {
  studentId: string;
  student: string;
  yearGroup: number | null;
  attended: Attended;
  minutes: number | null;
  note: string;
  /** Not on this register. */
  off: boolean;
  earlier: RegisterLine['earlier'];
}

/**
 * The lines of a register with what was tapped. On a new one everybody on the list is present; on one that was taken, who
 * has no mark is off it until they are put on.
 */
export function draftOf(
  lines: readonly RegisterLine[],
  extra: readonly { id: string; name: string }[],
  tapped: ReadonlyMap<string, Tapped>,
  isNew: boolean,
): DraftLine[] {
  const known = new Set(lines.map(({ studentId }) => studentId));
  const added = extra.filter(({ id }) => !known.has(id));
  const standing = [
    ...lines.map(({ studentId, student, yearGroup, mark, earlier }) => ({
      studentId,
      student,
      yearGroup,
      attended: mark?.attended ?? ('attended' as const),
      minutes: mark?.attended === 'part' ? mark.minutes : null,
      note: mark?.note ?? '',
      off: !isNew && mark === null,
      earlier,
    })),
    ...added.map(({ id, name }) => ({
      studentId: id,
      student: name,
      yearGroup: null,
      attended: 'attended' as const,
      minutes: null,
      note: '',
      off: false,
      earlier: [],
    })),
  ];
  return standing.map((line) => ({ ...line, ...tapped.get(line.studentId) }));
}

export function countMarks(lines: readonly DraftLine[]): { attended: number; part: number; absent: number } {
  const counts = { attended: 0, part: 0, absent: 0 };
  for (const { attended, off } of lines) if (!off) counts[attended] += 1;
  return counts;
}

/** Whether somebody's part is not said, or is no part of the session. */
export function isPartMissing({ attended, minutes, off }: DraftLine, sessionMinutes: number): boolean {
  return !off && attended === 'part' && (minutes === null || minutes < 1 || minutes >= sessionMinutes);
}

export function bodyOf(lines: readonly DraftLine[]): MarkBody[] {
  return lines
    .filter(({ off }) => !off)
    .map(({ studentId, attended, minutes, note }) => ({
      studentId,
      attended,
      note,
      ...(attended === 'part' && minutes !== null ? { minutes } : {}),
    }));
}
