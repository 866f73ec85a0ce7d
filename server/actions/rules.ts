import type { Action, ActionEnding } from '@waymark/contract/actions.ts';
import type { Actor } from '../db/actor.ts';
import { Refusal } from '../http/refusal.ts';

/** Refuses to change an action that is closed: open it again first, so that what was agreed stays readable. */
export function requireOpen(action: Pick<Action, 'status'>): void {
  if (action.status === 'open') return;
  throw new Refusal(409, 'action-closed', 'This action is already closed.', 'Open it again first.');
}

/** Refuses to open an action that is open. */
export function requireClosed(action: Pick<Action, 'status'>): void {
  if (action.status !== 'open') return;
  throw new Refusal(409, 'action-open', 'This action is open already.');
}

/** Refuses a student any action but their own, and any ending but done. What was agreed for a mentor to do is the mentor's to close. */
export function requireCloser(role: Actor['role'], action: Pick<Action, 'owner'>, ending: ActionEnding | 'reopen'): void {
  if (role !== 'student') return;
  if (action.owner !== 'student') throw new Refusal(403, 'not-your-action', 'This action is your mentor’s.', 'Ask your mentor about it.');
  if (ending !== 'done' && ending !== 'reopen') {
    throw new Refusal(
      403,
      'students-mark-done',
      'You can mark your action as done.',
      'If it cannot be done, or no longer makes sense, tell your mentor.',
    );
  }
}

/** What an edit changed, as it was and as it is, for the record of the action. */
export function changesOf<Fields extends object>(
  before: Fields,
  edit: { [Name in keyof Fields]?: Fields[Name] | undefined },
): Record<string, [unknown, unknown]> {
  const names = Object.keys(edit) as (keyof Fields & string)[];
  return Object.fromEntries(
    names
      .filter((name) => edit[name] !== undefined && edit[name] !== before[name])
      .map((name): [string, [unknown, unknown]] => [name, [before[name], edit[name]]]),
  );
}
