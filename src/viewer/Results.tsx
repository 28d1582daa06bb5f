import { t } from '../i18n/browser-language.ts';
import type { AnnotationLook } from '../results/annotation.ts';
import type { Collection } from './collection.ts';
import { ListControls } from './ListControls.tsx';
import type { PictureReader } from './picture-reader.ts';
import { ResultList } from './ResultList.tsx';
import { listRows, type Row } from './rows.ts';
import { Stage } from './Stage.tsx';
import type { Tally } from './tally.ts';
import type { CutFaces } from './use-crops.ts';
import { type Chosen, rowAfterRemoval, type useViewer } from './use-viewer.ts';
import type { ViewedPicture } from './viewed-picture.ts';

interface ResultsProps {
  readonly collection: Collection;
  readonly reader: PictureReader;
  readonly pictures: readonly ViewedPicture[];
  readonly counts: Tally;
  readonly viewer: ReturnType<typeof useViewer>;
  readonly cutFaces: CutFaces;
  readonly look: AnnotationLook;
  readonly onInside: (picture: ViewedPicture, face: number) => void;
}

/** The list of what was given, and the one that is chosen. */
export function Results({
  collection,
  reader,
  pictures,
  counts,
  viewer,
  cutFaces,
  look,
  onInside,
}: ResultsProps) {
  const { wish, setWish, chosen, choose, clear } = viewer;
  const rows = listRows(pictures, wish);
  const picture = pictures.find(({ id }) => id === chosen?.picture);
  const remove = (id: number) => {
    const next = rowAfterRemoval(rows, id);
    collection.remove([id]);
    choose(next);
  };
  return (
    <div class="results">
      <section class="side" aria-label={t('viewer.list.title')}>
        <ListControls tally={counts} wish={wish} onWish={setWish} />
        <ResultList
          rows={rows}
          selected={chosen && rowKey(chosen, wish.shown)}
          onSelect={({ picture: { id }, face }: Row) => choose({ picture: id, face })}
        />
        <button type="button" class="quiet" onClick={clear}>
          {t('viewer.list.clear')}
        </button>
      </section>
      {picture === undefined ? (
        <p class="stage note">{t('viewer.stage.choose')}</p>
      ) : (
        <Stage
          key={picture.id}
          picture={picture}
          chosenFace={chosen?.face}
          look={look}
          decodeWhole={(blob) => decodeWhole(blob, reader)}
          cutFaces={cutFaces}
          onChooseFace={(face) => choose({ picture: picture.id, face })}
          onInside={(face) => onInside(picture, face)}
          onAgain={() => reader.read([picture])}
          onRemove={() => remove(picture.id)}
        />
      )}
    </div>
  );
}

function rowKey({ picture, face }: Chosen, shown: 'pictures' | 'faces'): string {
  return shown === 'faces' ? `${picture}-${face ?? 0}` : String(picture);
}

/** In its own size where the browser can; what it can only show (SVG) as it was read. */
async function decodeWhole(blob: Blob, reader: PictureReader): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blob);
  } catch {
    return (await reader.decode(blob)).bitmap;
  }
}
