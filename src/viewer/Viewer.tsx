import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { number, t } from '../i18n/browser-language.ts';
import type { InsideRoom } from '../inside/inside-room.ts';
import type { Settings } from '../settings/schema.ts';
import type { HandedPicture } from '../tabs/viewer-tab.ts';
import { useLook } from '../ui/use-look.ts';
import { AddressForm } from './AddressForm.tsx';
import { CameraView } from './camera/CameraView.tsx';
import type { ReadFrame } from './camera/use-live-faces.ts';
import type { Collection } from './collection.ts';
import { GiveButtons } from './GiveButtons.tsx';
import { ProgressLine } from './ProgressLine.tsx';
import type { PictureReader } from './picture-reader.ts';
import { Results } from './Results.tsx';
import { TopBar } from './TopBar.tsx';
import { type Tally, tally } from './tally.ts';
import { useCollection } from './use-collection.ts';
import { useDropAndPaste } from './use-drop-and-paste.ts';
import { useInside } from './use-inside.tsx';
import { givenByPage, useNumberedName, useViewer } from './use-viewer.ts';
import { Welcome } from './Welcome.tsx';

export interface ViewerProps {
  readonly collection: Collection;
  readonly reader: PictureReader;
  readonly inside: InsideRoom;
  readonly settings: Settings;
  /** The picture that the viewer was opened with; `gone` where it is no longer there. */
  readonly handed: HandedPicture | 'gone' | undefined;
}

const nameOfPasted = (count: number) => t('viewer.give.pasted', { number: number(count) });
const nameOfTaken = (count: number) => t('viewer.give.snapshot', { number: number(count) });

/** The whole page. */
export function Viewer({ collection, reader, inside, settings, handed }: ViewerProps) {
  const pictures = useCollection(collection);
  const viewer = useViewer(collection, reader);
  const { give, takeIn, notice, setNotice } = viewer;
  const isOver = useDropAndPaste(takeIn, useNumberedName(nameOfPasted));
  const inner = useInside(pictures, reader, inside);
  const look = useLook(settings);
  const counts = tally(pictures);
  const [isFilming, setFilming] = useState(false);
  const onCamera = () => setFilming(true);
  const nameOfSnapshot = useNumberedName(nameOfTaken);
  const onSnapshot = (blob: Blob) => {
    const name = nameOfSnapshot();
    give([{ name, origin: { kind: 'blob', blob }, page: '' }]);
    return name;
  };
  const readFrame = useCallback<ReadFrame>((dataUrl, signal) => reader.readFrame(dataUrl, signal), [reader]);
  useTitle(counts);

  const opened = useRef(false);
  useEffect(() => {
    if (opened.current || handed === undefined) return;
    opened.current = true;
    if (handed === 'gone') return setNotice(t('viewer.give.fromPageGone'));
    const [added] = give([givenByPage(handed)]);
    if (added !== undefined && handed.face !== undefined) inner.openWhenRead(added.id, handed.face);
  }, [handed, give, setNotice, inner.openWhenRead]);

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
        {isFilming && (
          <CameraView readFrame={readFrame} onSnapshot={onSnapshot} onClose={() => setFilming(false)} />
        )}
        {!isFilming && pictures.length === 0 && (
          <Welcome>
            <GiveButtons isShort={false} onGiven={takeIn} onCamera={onCamera} />
            <AddressForm onGiven={give} />
          </Welcome>
        )}
        {!isFilming && pictures.length > 0 && (
          <Results
            {...{ collection, reader, pictures, counts, viewer, look }}
            cutFaces={inner.cutFaces}
            onInside={inner.open}
          />
        )}
      </main>
      {inner.dialog}
      {isOver && (
        <div class="drop-here" aria-hidden="true">
          <p>{t('viewer.give.dropHere')}</p>
        </div>
      )}
    </div>
  );
}

function useTitle({ done, pictures }: Tally): void {
  useEffect(() => {
    const name = t('manifest.name');
    document.title = pictures === 0 ? name : `${number(done)}/${number(pictures)} – ${name}`;
  }, [done, pictures]);
}
