import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** A value as it rests on the device: AES-GCM, a fresh vector each time. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

interface Offline extends DBSchema {
  /** One key a person; it cannot be taken out of the browser, and signing out removes it. */
  keys: { key: string; value: { owner: string; key: CryptoKey } };
  answers: {
    key: string;
    value: {
      id: string;
      owner: string;
      meetingId: string;
      studentId: string;
      /** In the clear, so that the newer of two can be told without opening either. */
      editedAt: string;
      saved: 0 | 1;
      expiresAt: number;
      sealed: Sealed;
    };
    indexes: { meeting: [string, string]; unsaved: [string, number]; expires: number };
  };
  kept: {
    key: string;
    value: { id: string; owner: string; keptAt: number; expiresAt: number; sealed: Sealed };
    indexes: { owner: string; expires: number };
  };
  outbox: {
    key: string;
    value: { id: string; owner: string; lane: string; attempts: number; refused: 0 | 1; sealed: Sealed };
    indexes: { owner: string };
  };
}

export type OfflineDatabase = IDBPDatabase<Offline>;

let opened: Promise<OfflineDatabase> | undefined;

/** The device's own database. One connection a tab. */
export function offlineDatabase(): Promise<OfflineDatabase> {
  opened ??= openDB<Offline>('waymark-offline', 1, {
    upgrade(database) {
      database.createObjectStore('keys', { keyPath: 'owner' });
      const answers = database.createObjectStore('answers', { keyPath: 'id' });
      answers.createIndex('meeting', ['owner', 'meetingId']);
      answers.createIndex('unsaved', ['owner', 'saved']);
      answers.createIndex('expires', 'expiresAt');
      const kept = database.createObjectStore('kept', { keyPath: 'id' });
      kept.createIndex('owner', 'owner');
      kept.createIndex('expires', 'expiresAt');
      database.createObjectStore('outbox', { keyPath: 'id' }).createIndex('owner', 'owner');
    },
    // another tab of a newer Waymark wants to change the database: let go, and open it again when next needed
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  });
  opened.catch(() => (opened = undefined));
  return opened;
}
