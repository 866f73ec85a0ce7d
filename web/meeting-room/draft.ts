import { ApiError } from '@waymark/contract/client.ts';
import type { Answer, AnswerKey, AnswerValue } from '@waymark/contract/meeting-answers.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import type { saveAnswers } from '@waymark/contract/meeting-room.ts';
import type { KeptAnswer, Shelf } from '../offline/answers.ts';
import { clockOffset, learnClock, stampOf } from '../offline/clock.ts';

/** How safe what was entered is: what the line at the top of the meeting says. */
export type SavedState =
  | 'empty'
  /** On its way to this device's own store. */
  | 'saving'
  | 'device'
  | 'saved'
  /** This browser keeps nothing and the server is out of reach: only this page has it. */
  | 'only-here'
  | 'refused'
  /** The meeting was finished elsewhere. */
  | 'recorded'
  /** The server no longer shows this meeting to this person: the match has ended. */
  | 'gone';

interface DraftParts {
  meetingId: string;
  /** Undefined where the browser keeps nothing. */
  shelf: Shelf | undefined;
  send: (answers: { key: string; value: Answer['value']; editedAt: string }[]) => Promise<ResponseOf<typeof saveAnswers>>;
  now?: () => number;
}

const LIMIT = 200;
const CHANNEL = 'waymark-answers';

/**
 * What has been entered in one meeting, in this tab: in memory at once, on the device at once, on the server when it
 * can be. Other tabs of this browser follow every edit.
 */
export class MeetingDraft {
  readonly meetingId: string;
  private readonly parts: DraftParts;
  private readonly answers = new Map<AnswerKey, KeptAnswer>();
  private readonly listeners = new Set<() => void>();
  private readonly channel = new BroadcastChannel(CHANNEL);
  private snapshot: ReadonlyMap<AnswerKey, KeptAnswer> = new Map();
  private closed = false;
  private keeping = 0;
  private offShelf = false;
  private ended: 'recorded' | 'gone' | undefined;
  private pushing: Promise<boolean> | undefined;

  constructor(parts: DraftParts) {
    this.parts = parts;
    this.meetingId = parts.meetingId;
    this.channel.addEventListener('message', (event: MessageEvent<{ meetingId: string; key?: string; ended?: 'recorded' }>) => {
      if (event.data.meetingId !== this.meetingId) return;
      if (event.data.ended) this.end(event.data.ended, false);
      else if (event.data.key !== undefined) void this.follow(event.data.key);
    });
  }

  close(): void {
    this.closed = true;
    this.channel.close();
    this.listeners.clear();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** A new map after every change: what React compares. */
  current = (): ReadonlyMap<AnswerKey, KeptAnswer> => this.snapshot;

  value<Key extends AnswerKey>(key: Key): AnswerValue<Key> | null {
    return (this.answers.get(key)?.value ?? null) as AnswerValue<Key> | null;
  }

  state(): SavedState {
    if (this.ended) return this.ended;
    const all = [...this.answers.values()];
    if (all.some(({ refused }) => refused !== undefined)) return 'refused';
    if (all.every(({ saved }) => saved)) return all.length === 0 ? 'empty' : 'saved';
    if (this.offShelf || !this.parts.shelf) return 'only-here';
    return this.keeping > 0 ? 'saving' : 'device';
  }

  /** Takes in what this device and the server have. Of two edits of one answer the later stands; a loser that nobody has seen is kept beside it. */
  async load(fromServer: readonly Answer[]): Promise<void> {
    const here = await this.onShelf((shelf) => shelf.all());
    for (const answer of here ?? []) {
      const own = this.answers.get(answer.key);
      // one that is on its way to the shelf is newer than what the shelf has
      if (own === undefined || own.editedAt <= answer.editedAt) this.answers.set(answer.key, answer);
    }
    for (const answer of fromServer) await this.takeIn(answer);
    this.changed();
  }

  /** Enters an answer, or takes it back with null. */
  set<Key extends AnswerKey>(key: Key, value: AnswerValue<Key> | null): void {
    const editedAt = stampOf((this.parts.now ?? Date.now)(), clockOffset(), this.answers.get(key)?.editedAt);
    void this.keep({ key, value, editedAt, saved: false });
  }

  /** Decides between what was entered here and what stands from elsewhere: the mentor has seen both. */
  settle(key: AnswerKey, value: KeptAnswer['value']): void {
    this.set(key, value);
  }

  /** Sends what the server does not have. True when nothing is left to send again later. */
  push(): Promise<boolean> {
    this.pushing ??= this.pushOnce().finally(() => (this.pushing = undefined));
    return this.pushing;
  }

  /** The meeting is on the record: nothing is left to keep here, but for what was edited after it was looked at (`seen`). */
  async finished(seen?: ReadonlyMap<string, string>): Promise<void> {
    if (this.ended !== 'recorded') this.end('recorded', true);
    await this.onShelf((shelf) => shelf.forget(seen));
    if (seen === undefined) this.answers.clear();
    this.changed();
  }

  unsaved(): KeptAnswer[] {
    return [...this.answers.values()].filter(({ saved, refused }) => !saved && refused === undefined);
  }

  private async pushOnce(): Promise<boolean> {
    for (;;) {
      const sent = this.unsaved().slice(0, LIMIT);
      if (sent.length === 0 || this.ended) return true;
      try {
        const answer = await this.parts.send(sent.map(({ key, value, editedAt }) => ({ key, value, editedAt })));
        learnClock(answer.now, (this.parts.now ?? Date.now)());
        await this.heard(sent, answer);
      } catch (error) {
        if (error instanceof ApiError && error.problem.code === 'meeting-recorded') this.end('recorded', true);
        else if (error instanceof ApiError && (error.status === 404 || error.status === 403)) this.end('gone', false);
        else return false;
        return true;
      }
    }
  }

  private async heard(sent: KeptAnswer[], { saved, newer, refused }: ResponseOf<typeof saveAnswers>): Promise<void> {
    const before = new Map(sent.map((answer) => [answer.key as string, answer]));
    for (const { key, editedAt } of saved) {
      const own = before.get(key);
      // one that was edited again meanwhile stays unsaved, and goes with the next push
      if (!own || this.answers.get(own.key)?.editedAt !== own.editedAt) continue;
      this.answers.set(own.key, { ...own, saved: true, editedAt });
      await this.onShelf((shelf) => shelf.markSaved(own, editedAt));
      this.tell({ key: own.key });
    }
    for (const answer of newer) await this.takeIn(answer);
    for (const { key, message } of refused) {
      const own = before.get(key);
      if (own && this.answers.get(own.key)?.editedAt === own.editedAt) await this.keep({ ...own, refused: message });
    }
    this.changed();
  }

  /** An answer from the server meets what is here. */
  private async takeIn(answer: Answer): Promise<void> {
    const own = this.answers.get(answer.key);
    // the framework a meeting was begun with is the first one said, not the last
    const first = answer.key === 'framework';
    if (own && !first && own.editedAt > answer.editedAt) return;
    const differs = own !== undefined && !own.saved && !first && JSON.stringify(own.value) !== JSON.stringify(answer.value);
    const overruled = differs ? own.value : own?.overruled;
    // stamped no earlier than what it replaces here, so that every tab takes it too
    const editedAt = own && own.editedAt > answer.editedAt ? own.editedAt : answer.editedAt;
    await this.keep({ key: answer.key, value: answer.value, editedAt, saved: true, ...(overruled === undefined ? {} : { overruled }) });
  }

  private async keep(answer: KeptAnswer): Promise<void> {
    this.answers.set(answer.key, answer);
    this.keeping += 1;
    this.changed();
    const put = await this.onShelf((shelf) => shelf.keep(answer));
    this.keeping -= 1;
    if (put === false) await this.follow(answer.key);
    else this.tell({ key: answer.key });
    this.changed();
  }

  /** Tells the other tabs; also of an edit that reached the shelf after this page was left. */
  private tell(what: { key: string } | { ended: 'recorded' | 'gone' }): void {
    const channel = this.closed ? new BroadcastChannel(CHANNEL) : this.channel;
    channel.postMessage({ meetingId: this.meetingId, ...what });
    if (this.closed) channel.close();
  }

  /** Another tab has edited this answer. */
  private async follow(key: string): Promise<void> {
    const answer = await this.onShelf((shelf) => shelf.get(key));
    const own = this.answers.get(key as AnswerKey);
    if (!answer || (own && own.editedAt > answer.editedAt)) return;
    this.answers.set(answer.key, answer);
    this.changed();
  }

  private async onShelf<T>(work: (shelf: Shelf) => Promise<T>): Promise<T | undefined> {
    if (!this.parts.shelf) return undefined;
    try {
      return await work(this.parts.shelf);
    } catch {
      // the disk is full, or the browser has shut its store: the server is then the only safe place, and the line at the top says so
      this.offShelf = true;
      return undefined;
    }
  }

  private end(how: 'recorded' | 'gone', tell: boolean): void {
    this.ended = how;
    if (tell) this.tell({ ended: how });
    this.changed();
  }

  private changed(): void {
    this.snapshot = new Map(this.answers);
    for (const listener of this.listeners) listener();
  }
}
