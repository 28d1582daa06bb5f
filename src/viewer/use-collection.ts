import { useEffect, useState } from 'preact/hooks';
import type { Collection } from './collection.ts';
import type { ViewedPicture } from './viewed-picture.ts';

/** The pictures as state: drawn anew at most once a frame, however fast the readings come in. */
export function useCollection(collection: Collection): readonly ViewedPicture[] {
  const [pictures, setPictures] = useState(collection.pictures);
  useEffect(() => {
    const controller = new AbortController();
    let frame: number | undefined;
    const draw = () => {
      frame = undefined;
      setPictures(collection.pictures);
    };
    collection.listen(() => {
      frame ??= requestAnimationFrame(draw);
    }, controller.signal);
    draw();
    return () => {
      controller.abort();
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [collection]);
  return pictures;
}
