import type { GivenPicture, ViewedPicture } from './viewed-picture.ts';

export type PictureChange = Partial<Pick<ViewedPicture, 'state' | 'blob' | 'thumbnail' | 'faceThumbnails'>>;

/** All pictures of the viewer, in the order in which they were given. Owns their object URLs. */
export class Collection {
  #pictures: readonly ViewedPicture[] = [];
  #nextId = 1;
  readonly #listeners = new Set<() => void>();

  /** A new array after every change. */
  get pictures(): readonly ViewedPicture[] {
    return this.#pictures;
  }

  find(id: number): ViewedPicture | undefined {
    return this.#pictures.find((picture) => picture.id === id);
  }

  /** Calls back after every change, until `signal` aborts. */
  listen(listener: () => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  /** @returns the pictures as they were taken in */
  add(given: readonly GivenPicture[]): readonly ViewedPicture[] {
    const added = given.map((picture): ViewedPicture => {
      const blob = picture.origin.kind === 'blob' ? picture.origin.blob : undefined;
      return { ...picture, id: this.#nextId++, state: { kind: 'waiting' }, blob, faceThumbnails: [] };
    });
    this.#set([...this.#pictures, ...added]);
    return added;
  }

  /** Changes a picture; one that has been removed meanwhile only gives back what it brings. */
  change(id: number, change: PictureChange): void {
    const before = this.find(id);
    if (before === undefined) {
      revoke([change.thumbnail, ...(change.faceThumbnails ?? [])]);
      return;
    }
    if (change.thumbnail !== undefined) revoke([before.thumbnail]);
    if (change.faceThumbnails !== undefined) revoke(before.faceThumbnails);
    this.#set(this.#pictures.map((picture) => (picture === before ? { ...picture, ...change } : picture)));
  }

  remove(ids: readonly number[]): void {
    const gone = new Set(ids);
    for (const { id, thumbnail, faceThumbnails } of this.#pictures)
      if (gone.has(id)) revoke([thumbnail, ...faceThumbnails]);
    this.#set(this.#pictures.filter(({ id }) => !gone.has(id)));
  }

  clear(): void {
    this.remove(this.#pictures.map(({ id }) => id));
  }

  #set(pictures: readonly ViewedPicture[]): void {
    this.#pictures = pictures;
    for (const listener of this.#listeners) listener();
  }
}

function revoke(urls: readonly (string | undefined)[]): void {
  for (const url of urls) if (url !== undefined) URL.revokeObjectURL(url);
}
