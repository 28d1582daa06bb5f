import { useCallback, useRef, useState } from 'preact/hooks';
import { number, t } from '../i18n/browser-language.ts';
import type { HandedPicture } from '../tabs/viewer-tab.ts';
import type { Collection } from './collection.ts';
import type { GatheredFiles } from './gather-files.ts';
import type { PictureReader } from './picture-reader.ts';
import type { ListWish, Row } from './rows.ts';
import type { GivenPicture, ViewedPicture } from './viewed-picture.ts';

/** What the person looks at: a picture, and perhaps one of its faces. */
export interface Chosen {
  readonly picture: number;
  readonly face?: number | undefined;
}

const FIRST_WISH: ListWish = { shown: 'pictures', order: 'given' };

/** What the viewer shows, and what the person can do to it. */
export function useViewer(collection: Collection, reader: PictureReader) {
  const [wish, setWish] = useState(FIRST_WISH);
  const [chosen, choose] = useState<Chosen>();
  const [notice, setNotice] = useState('');

  const give = useCallback(
    (given: readonly GivenPicture[]): readonly ViewedPicture[] => {
      const added = collection.add(given);
      reader.read(added);
      const [first] = added;
      if (first !== undefined) choose({ picture: first.id });
      return added;
    },
    [collection, reader],
  );
  const takeIn = useCallback(
    ({ pictures, leftOut }: GatheredFiles) => {
      setNotice(noticeOf(pictures.length, leftOut));
      give(pictures);
    },
    [give],
  );
  const clear = useCallback(() => {
    reader.stop();
    collection.clear();
    choose(undefined);
  }, [collection, reader]);

  return { wish, setWish, chosen, choose, notice, setNotice, give, takeIn, clear };
}

function noticeOf(given: number, leftOut: number): string {
  if (given === 0) return t('viewer.give.nothingInside');
  return leftOut > 0 ? t('viewer.give.leftOut', { count: number(leftOut) }) : '';
}

/** Names what comes without a name: the first is number 1. */
export function useNumberedName(name: (number: number) => string): () => string {
  const count = useRef(0);
  return useCallback(() => {
    count.current += 1;
    return name(count.current);
  }, [name]);
}

/** A picture of a page as the viewer takes it in. */
export function givenByPage({ source, name, page }: HandedPicture): GivenPicture {
  return { name, origin: source, page };
}

/** What is chosen after a picture is removed: what follows it in the list, or what came before. */
export function rowAfterRemoval(rows: readonly Row[], id: number): Chosen | undefined {
  const place = rows.findIndex(({ picture }) => picture.id === id);
  const next = rows.find(({ picture }, index) => index > place && picture.id !== id) ?? rows[place - 1];
  return next && { picture: next.picture.id, face: next.face };
}
