import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { AddressForm } from './AddressForm.tsx';
import type { Collection } from './collection.ts';
import { GiveButtons } from './GiveButtons.tsx';
import type { GatheredFiles } from './gather-files.ts';
import { ListControls } from './ListControls.tsx';
import { ProgressLine } from './ProgressLine.tsx';
import type { PictureReader } from './picture-reader.ts';
import { ResultList } from './ResultList.tsx';
import { type ListWish, listRows, type Row } from './rows.ts';
import { Stage } from './Stage.tsx';
import { WORDS } from './strings.ts';
import { TopBar } from './TopBar.tsx';
import { tally } from './tally.ts';
import { useCollection } from './use-collection.ts';
import type { CutFaces } from './use-crops.ts';
import { useDropAndPaste } from './use-drop-and-paste.ts';
import type { GivenPicture } from './viewed-picture.ts';
import { Welcome } from './Welcome.tsx';

export interface ViewerProps {
  readonly collection: Collection;
  readonly reader: PictureReader;
  readonly cutFaces: CutFaces;
}

interface Chosen {
  readonly picture: number;
  readonly face?: number | undefined;
}

const FIRST_WISH: ListWish = { shown: 'pictures', order: 'given' };

/** The whole page. */
export function Viewer({ collection, reader, cutFaces }: ViewerProps) {
  const pictures = useCollection(collection);
  const [wish, setWish] = useState(FIRST_WISH);
  const [chosen, setChosen] = useState<Chosen>();
  const [notice, setNotice] = useState('');
  const give = useCallback(
    (given: readonly GivenPicture[]) => {
      const added = collection.add(given);
      reader.read(added);
      const [first] = added;
      if (first !== undefined) setChosen({ picture: first.id });
    },
    [collection, reader],
  );
  const takeIn = useCallback(
    ({ pictures: given, leftOut }: GatheredFiles) => {
      setNotice(
        given.length === 0 ? WORDS.give.nothingInside : leftOut > 0 ? WORDS.give.leftOut(leftOut) : '',
      );
      give(given);
    },
    [give],
  );
  const pasted = useRef(0);
  const nameOfPasted = useCallback(() => {
    pasted.current += 1;
    return WORDS.give.pasted(pasted.current);
  }, []);
  const isOver = useDropAndPaste(takeIn, nameOfPasted);
  const counts = tally(pictures);
  const onCamera = () => {};

  useEffect(() => {
    document.title = counts.pictures === 0 ? WORDS.name : `${counts.done}/${counts.pictures} – ${WORDS.name}`;
  }, [counts.done, counts.pictures]);

  return (
    <div class="viewer" data-over={isOver} data-empty={pictures.length === 0}>
      <TopBar pictures={pictures} onGiven={takeIn} onAddress={give} onCamera={onCamera} />
      <main>
        <ProgressLine tally={counts} onStop={() => reader.stop()} />
        {notice !== '' && (
          <p role="alert" class="notice">
            {notice}
          </p>
        )}
        {pictures.length === 0 ? (
          <Welcome>
            <GiveButtons isShort={false} onGiven={takeIn} onCamera={onCamera} />
            <AddressForm onGiven={give} />
          </Welcome>
        ) : (
          <Results
            {...{ collection, reader, cutFaces, pictures, counts, wish, chosen }}
            onWish={setWish}
            onChoose={setChosen}
          />
        )}
      </main>
      {isOver && (
        <div class="drop-here" aria-hidden="true">
          <p>{WORDS.give.dropHere}</p>
        </div>
      )}
    </div>
  );
}

interface ResultsProps extends ViewerProps {
  readonly pictures: ReturnType<typeof useCollection>;
  readonly counts: ReturnType<typeof tally>;
  readonly wish: ListWish;
  readonly chosen: Chosen | undefined;
  readonly onWish: (wish: ListWish) => void;
  readonly onChoose: (chosen: Chosen | undefined) => void;
}

function Results({
  collection,
  reader,
  cutFaces,
  pictures,
  counts,
  wish,
  chosen,
  onWish,
  onChoose,
}: ResultsProps) {
  const rows = listRows(pictures, wish);
  const picture = pictures.find(({ id }) => id === chosen?.picture);
  const key =
    chosen && (wish.shown === 'faces' ? `${chosen.picture}-${chosen.face ?? 0}` : `${chosen.picture}`);
  const choose = ({ picture: { id }, face }: Row) => onChoose({ picture: id, face });
  const remove = (id: number) => {
    const place = rows.findIndex((row) => row.picture.id === id);
    const next = rows.find((row, index) => index > place && row.picture.id !== id) ?? rows[place - 1];
    collection.remove([id]);
    onChoose(next && { picture: next.picture.id, face: next.face });
  };
  return (
    <div class="results">
      <section class="side" aria-label={WORDS.list.title}>
        <ListControls tally={counts} wish={wish} onWish={onWish} />
        <ResultList rows={rows} selected={key} onSelect={choose} />
        <button
          type="button"
          class="quiet"
          onClick={() => {
            reader.stop();
            collection.clear();
          }}
        >
          {WORDS.list.clear}
        </button>
      </section>
      {picture === undefined ? (
        <p class="stage note">{WORDS.stage.choose}</p>
      ) : (
        <Stage
          key={picture.id}
          picture={picture}
          chosenFace={chosen?.face}
          decodeWhole={(blob) => decodeWhole(blob, reader)}
          cutFaces={cutFaces}
          onChooseFace={(face) => onChoose({ picture: picture.id, face })}
          onInside={() => {}}
          onAgain={() => reader.read([picture])}
          onRemove={() => remove(picture.id)}
        />
      )}
    </div>
  );
}

/** In its own size where the browser can; what it can only show (SVG) as it was read. */
async function decodeWhole(blob: Blob, reader: PictureReader): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blob);
  } catch {
    return (await reader.decode(blob)).bitmap;
  }
}
