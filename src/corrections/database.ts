import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb';
import * as v from 'valibot';
import { within } from '../web/within.ts';
import { type Correction, correctionSchema } from './correction.ts';
import type { OldPlace } from './old-place.ts';

/** The name of the database, which pages and their scripts cannot open: it belongs to the extension's own origin. */
export const DATABASE = 'mien-corrections';

/** Milliseconds after which a database that does not answer is given up. */
const DEADLINE = 10_000;

interface Schema extends DBSchema {
  /** By the order in which they were given. */
  corrections: { key: number; value: Correction; indexes: { id: string } };
}

type Database = IDBPDatabase<Schema>;

/** All corrections, to be read and changed until nothing more is asked of it. */
export type StoredCorrections = IDBPObjectStore<Schema, ['corrections'], 'corrections', 'readwrite'>;

/**
 * Opens the database for one deed and closes it again, so that no connection is lost with the service worker or stands in
 * the way of a later version. Whoever opens it first makes it, and moves in what lies in the old place: both in one
 * transaction, so that it is done once or, where it fails, not at all. Only what has been moved is removed there.
 *
 * @param use what it does is kept as a whole or, where any of it fails, not at all
 * @throws the browser's reason, that of `use`, or a timeout
 */
export function withCorrections<T>(
  old: OldPlace,
  use: (stored: StoredCorrections) => Promise<T>,
): Promise<T> {
  return within(DEADLINE, openAndUse(old, use)).catch(explain);
}

async function openAndUse<T>(old: OldPlace, use: (stored: StoredCorrections) => Promise<T>): Promise<T> {
  const left = await old.read();
  const database = await open(parseCorrections(left));
  try {
    // It is in the database now. Where it cannot be removed, the next deed tries that again.
    if (left !== undefined) await old.remove().catch(() => undefined);
    const transaction = database.transaction('corrections', 'readwrite');
    const [result] = await Promise.all([use(transaction.store), transaction.done]);
    return result;
  } finally {
    database.close();
  }
}

async function open(left: readonly Correction[]): Promise<Database> {
  let why: unknown;
  // Of whatever version it is: one that a later Mien has made is used as far as it is understood.
  const opening = openDB<Schema>(DATABASE, undefined, {
    upgrade: (made, _from, _to, { done }) => {
      done.catch((error: unknown) => {
        why = error;
      });
      moveIn(made, left);
    },
  });
  return opening.catch((error: unknown) => {
    throw why ?? error;
  });
}

/** The browser has no words for a disk that is full. */
function explain(error: unknown): never {
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
  throw isFull ? new Error('The browser has no room left for it (quota).') : error;
}

function moveIn(made: Database, corrections: readonly Correction[]): void {
  const store = made.createObjectStore('corrections', { autoIncrement: true });
  store.createIndex('id', 'id');
  for (const correction of corrections) store.add(correction).catch(() => undefined);
}

/** What is stored, without what is broken. */
export function parseCorrections(stored: unknown): readonly Correction[] {
  return Array.isArray(stored) ? stored.filter((one) => v.is(correctionSchema, one)) : [];
}
