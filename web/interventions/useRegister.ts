import { useState } from 'react';
import type { RegisterLine } from '@waymark/contract/participations.ts';
import { draftOf, type Tapped } from './registerDraft.ts';

/** A register while it is taken: its lines with what was tapped, and students who were added. */
export function useRegister(lines: readonly RegisterLine[], isNew: boolean) {
  const [tapped, setTapped] = useState<ReadonlyMap<string, Tapped>>(new Map());
  const [extra, setExtra] = useState<{ id: string; name: string }[]>([]);
  return {
    lines: draftOf(lines, extra, tapped, isNew),
    extra,
    setExtra,
    isTouched: tapped.size > 0 || extra.length > 0,
    tap: (studentId: string, more: Tapped) => setTapped((before) => new Map(before).set(studentId, { ...before.get(studentId), ...more })),
  };
}
