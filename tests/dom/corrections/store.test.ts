import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Correction } from '../../../src/corrections/correction.ts';
import { DATABASE } from '../../../src/corrections/database.ts';
import type { OldPlace } from '../../../src/corrections/old-place.ts';
import { createCorrectionsStore, MOST_CORRECTIONS } from '../../../src/corrections/store.ts';
import { ANSWER } from '../../fixtures/correction.ts';

const kept = (id: string, at = 1): Correction => ({ ...ANSWER, id, at });

/** An old place that holds this. */
function oldPlace(content?: unknown) {
  const place = {
    content,
    read: vi.fn(async () => place.content),
    remove: vi.fn(async () => {
      place.content = undefined;
    }),
  };
  return place satisfies OldPlace;
}

let controller: AbortController;
beforeEach(async () => {
  controller = new AbortController();
  await deleteDB(DATABASE);
});
afterEach(() => controller.abort());

const idsOf = (corrections: readonly Correction[]) => corrections.map(({ id }) => id);

describe('corrections', () => {
  it('are kept in the order in which they are given, and removed one by one or all', async () => {
    const store = createCorrectionsStore(oldPlace());
    await Promise.all([store.add(ANSWER, 2), store.add({ ...ANSWER, label: 'fear' }, 1)]);
    const [first, second] = await store.read();
    expect([first?.label, first?.at, second?.label]).toEqual(['sadness', 2, 'fear']);
    await store.remove(first?.id ?? '');
    expect((await store.read()).map(({ label }) => label)).toEqual(['fear']);
    await store.clear();
    expect(await store.read()).toEqual([]);
  });

  it('are bounded: the oldest gives way, and none other', async () => {
    const full = Array.from({ length: MOST_CORRECTIONS }, (_, at) => kept(`${at}`, at));
    const store = createCorrectionsStore(oldPlace(full));
    // Given last, whatever a clock that was set back says.
    await store.add(ANSWER, 0);
    const left = await store.read();
    expect(left).toHaveLength(MOST_CORRECTIONS);
    expect([left[0]?.id, left.at(-2)?.id, left.at(-1)?.at]).toEqual(['1', `${MOST_CORRECTIONS - 1}`, 0]);
  });

  it('that are broken cost the others nothing', async () => {
    const store = createCorrectionsStore(oldPlace());
    await store.add(ANSWER);
    const database = await openDB(DATABASE);
    for (const broken of [{ ...kept('b'), label: 'joy' }, null, 'x', { id: 'c' }]) {
      await database.add('corrections', broken);
    }
    database.close();
    await store.add({ ...ANSWER, label: 'fear' });
    expect((await store.read()).map(({ label }) => label)).toEqual(['sadness', 'fear']);
  });

  it('are told again after each change, whoever makes it, until nobody listens', async () => {
    const told: number[] = [];
    const store = createCorrectionsStore(oldPlace());
    store.watch(
      controller.signal,
      (all) => void told.push(all.length),
      () => expect.unreachable(),
    );
    await vi.waitFor(() => expect(told).toEqual([0]));
    await createCorrectionsStore(oldPlace()).add(ANSWER);
    await vi.waitFor(() => expect(told).toEqual([0, 1]));
    await store.clear();
    await vi.waitFor(() => expect(told).toEqual([0, 1, 0]));
    controller.abort();
    await store.add(ANSWER);
    await store.read();
    expect(told).toEqual([0, 1, 0]);
  });

  it('tell whoever watches them why they cannot be read', async () => {
    const old = { ...oldPlace(), read: () => Promise.reject(new Error('The disk is broken.')) };
    const failures: unknown[] = [];
    createCorrectionsStore(old).watch(
      controller.signal,
      () => expect.unreachable(),
      (why) => failures.push(why),
    );
    await vi.waitFor(() => expect(failures).toEqual([new Error('The disk is broken.')]));
  });

  it('are used as far as they are understood where a later Mien has kept them', async () => {
    const later = await openDB(DATABASE, 7, {
      upgrade(database) {
        database.createObjectStore('corrections', { autoIncrement: true }).createIndex('id', 'id');
        database.createObjectStore('holograms');
      },
    });
    await later.add('corrections', { ...kept('a'), depth: 3 });
    later.close();
    const store = createCorrectionsStore(oldPlace());
    await store.add(ANSWER);
    expect((await store.read()).map(({ label }) => label)).toEqual(['sadness', 'sadness']);
  });
});

describe('what an earlier Mien kept elsewhere', () => {
  it('is moved by whoever comes first, once, in its order, and what is broken in it is left out', async () => {
    const old = oldPlace([kept('a', 5), { ...kept('b'), label: 'joy' }, null, kept('c', 4)]);
    const stores = [1, 2, 3].map(() => createCorrectionsStore(old));
    await Promise.all(stores.map((store) => store.read()));
    await stores[0]?.add(ANSWER, 3);
    expect((await stores[1]?.read())?.map(({ at }) => at)).toEqual([5, 4, 3]);
    expect(old.content).toBeUndefined();
  });

  it.each([['text'], [{ 0: kept('a') }], [null]])('is nothing where it is %j', async (content) => {
    const old = oldPlace(content);
    const store = createCorrectionsStore(old);
    await store.add(ANSWER, 1);
    expect(await store.read()).toHaveLength(1);
    expect(old.content).toBeUndefined();
  });

  it('is removed there only when it is here: a failure loses nothing, and the next deed makes up for it', async () => {
    const { add } = IDBObjectStore.prototype;
    // As the browser does where there is no room for it.
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(function (this: IDBObjectStore, value) {
      const request = add.call(this, value);
      this.transaction.abort();
      return request;
    });
    const old = oldPlace([kept('a')]);
    const store = createCorrectionsStore(old);
    await expect(store.add(ANSWER)).rejects.toThrow();
    expect(old.remove).not.toHaveBeenCalled();
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(DATABASE);
    expect(idsOf(await store.read())).toEqual(['a']);
    expect(old.content).toBeUndefined();
  });

  it('that cannot be removed there is neither doubled nor brought back when it is deleted here', async () => {
    const old = oldPlace([kept('a'), kept('b')]);
    old.remove.mockRejectedValueOnce(new Error('The disk is full.'));
    old.remove.mockRejectedValueOnce(new Error('The disk is full.'));
    const store = createCorrectionsStore(old);
    expect(idsOf(await store.read())).toEqual(['a', 'b']);
    await store.remove('a');
    expect(idsOf(await store.read())).toEqual(['b']);
    expect(old.content).toBeUndefined();
  });

  it('is not taken for it when it is laid there later, as whoever has taken over a page can', async () => {
    const old = oldPlace();
    const store = createCorrectionsStore(old);
    await store.add(ANSWER);
    old.content = [kept('made up')];
    expect(idsOf(await store.read())).not.toContain('made up');
    expect(old.content).toBeUndefined();
  });
});
