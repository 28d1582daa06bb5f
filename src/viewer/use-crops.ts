import { useEffect, useState } from 'preact/hooks';
import type { Face, FaceCrop } from '../vision/types.ts';
import type { ViewedPicture } from './viewed-picture.ts';

/** Cuts the faces of a picture as the classifier gets them, in their order. */
export type CutFaces = (blob: Blob, faces: readonly Face[]) => Promise<readonly FaceCrop[]>;

/** The crops of the faces of a picture, once they are cut; absent where they cannot be. */
export function useCrops(picture: ViewedPicture, cutFaces: CutFaces): readonly FaceCrop[] | undefined {
  const { blob, state } = picture;
  const reading = state.kind === 'read' ? state.reading : undefined;
  const [cut, setCut] = useState<{ readonly of: unknown; readonly crops: readonly FaceCrop[] }>();
  useEffect(() => {
    if (blob === undefined || reading === undefined || reading.faces.length === 0) return;
    let isWanted = true;
    cutFaces(blob, reading.faces).then(
      (crops) => {
        if (isWanted) setCut({ of: reading, crops });
      },
      // The scores stand without the crops; a look inside says what is wrong.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [blob, reading, cutFaces]);
  return cut !== undefined && cut.of === reading ? cut.crops : undefined;
}
