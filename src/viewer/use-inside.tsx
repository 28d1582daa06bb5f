import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { number, t } from '../i18n/browser-language.ts';
import { InsideDialog } from '../inside/InsideDialog.tsx';
import type { InsideRoom } from '../inside/inside-room.ts';
import type { Face, Point } from '../vision/types.ts';
import { faceLabel } from './face-label.ts';
import { shortName } from './ListRow.tsx';
import type { PictureReader } from './picture-reader.ts';
import type { CutFaces } from './use-crops.ts';
import { facesOf, type ViewedPicture } from './viewed-picture.ts';

interface Subject {
  readonly name: string;
  readonly blob: Blob;
  readonly face: Face;
  readonly index: number;
}

interface Inside {
  readonly cutFaces: CutFaces;
  readonly open: (picture: ViewedPicture, face: number) => void;
  /** Opens on the face that is nearest to a point of the picture as soon as that is read. */
  readonly openWhenRead: (picture: number, near: Point) => void;
  readonly dialog: JSX.Element | null;
}

/** The look inside, as the viewer opens it. */
export function useInside(
  pictures: readonly ViewedPicture[],
  reader: PictureReader,
  room: InsideRoom,
): Inside {
  const [subject, setSubject] = useState<Subject>();
  const [awaited, setAwaited] = useState<{ readonly picture: number; readonly near: Point }>();

  const cutFaces = useCallback<CutFaces>(
    async (blob, faces) => room.cut((await reader.decode(blob)).bitmap, faces),
    [reader, room],
  );
  const open = useCallback((picture: ViewedPicture, index: number) => {
    const face = facesOf(picture)[index];
    const { blob, name } = picture;
    if (face !== undefined && blob !== undefined) setSubject({ name, blob, face, index });
  }, []);
  const openWhenRead = useCallback((picture: number, near: Point) => setAwaited({ picture, near }), []);

  useEffect(() => {
    const picture = pictures.find(({ id }) => id === awaited?.picture);
    if (awaited === undefined || picture?.state.kind !== 'read') return;
    setAwaited(undefined);
    open(picture, nearestFace(facesOf(picture), awaited.near));
  }, [pictures, awaited, open]);

  const load = useMemo(
    () => subject && (async () => room.look((await reader.decode(subject.blob)).bitmap, subject.face)),
    [subject, reader, room],
  );
  const dialog =
    subject === undefined || load === undefined ? null : (
      <InsideDialog subject={inWords(subject)} load={load} onClose={() => setSubject(undefined)} />
    );
  return { cutFaces, open, openWhenRead, dialog };
}

/** The name is set apart, so that its letters do not change the order of words that run from right to left. */
function inWords({ face, index, name }: Subject): string {
  const titled = t('viewer.face.titled', { number: number(index + 1), label: faceLabel(face) });
  return `${titled} (\u2068${shortName(name)}\u2069)`;
}

function nearestFace(faces: readonly Face[], { x, y }: Point): number {
  const distances = faces.map(({ box }) => Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y));
  return Math.max(0, distances.indexOf(Math.min(...distances)));
}
