import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { number, t } from '../i18n/browser-language.ts';
import { SpokenError } from '../i18n/error-words.ts';
import type { AnnotationLook } from '../results/annotation.ts';
import { annotatedPng } from '../results/paint-annotations.ts';
import { pictureOffer } from '../ui/take-along/offers.ts';
import { TakeAlong } from '../ui/take-along/TakeAlong.tsx';
import { FaceBoxes } from './FaceBoxes.tsx';
import { FacePanel } from './FacePanel.tsx';
import { shortName } from './ListRow.tsx';
import { type CutFaces, useCrops } from './use-crops.ts';
import { useObjectUrl } from './use-object-url.ts';
import { facesOf, type ViewedPicture } from './viewed-picture.ts';

interface StageProps {
  readonly picture: ViewedPicture;
  readonly chosenFace: number | undefined;
  readonly look: AnnotationLook;
  /** The whole picture, upright, in its own size. The caller closes it. */
  readonly decodeWhole: (blob: Blob) => Promise<ImageBitmap>;
  readonly cutFaces: CutFaces;
  readonly onChooseFace: (index: number) => void;
  readonly onInside: (index: number) => void;
  readonly onAgain: () => void;
  readonly onRemove: () => void;
}

/** One picture with its faces, and everything that is known of each. */
export function Stage(props: StageProps) {
  const { picture, chosenFace, onChooseFace } = props;
  const faces = facesOf(picture);
  const crops = useCrops(picture, props.cutFaces);
  return (
    <section class="stage" aria-label={t('viewer.stage.title')} data-state={picture.state.kind}>
      <StageHeader {...props} />
      <Canvas picture={picture}>
        <FaceBoxes faces={faces} chosen={chosenFace} onChoose={onChooseFace} />
      </Canvas>
      <StateWords picture={picture} />
      {faces.length > 0 && (
        <ul class="face-panels" aria-label={t('page.count.faces')}>
          {faces.map((face, index) => (
            <FacePanel
              key={`${picture.id}-${index}`}
              face={face}
              index={index}
              crop={crops?.[index]}
              isChosen={index === chosenFace}
              onChoose={() => onChooseFace(index)}
              onInside={() => props.onInside(index)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function StageHeader({ picture, look, decodeWhole, onAgain, onRemove }: StageProps) {
  const { state, blob, name } = picture;
  const make = async () => {
    if (blob === undefined) throw new SpokenError(t('viewer.stage.waiting'));
    const whole = await decodeWhole(blob);
    try {
      return await annotatedPng(whole, facesOf(picture), look);
    } finally {
      whole.close();
    }
  };
  return (
    <header class="stage-header">
      <div class="stage-title">
        <h2 title={name}>{shortName(name)}</h2>
        {state.kind === 'read' && (
          <p class="note">
            {t('viewer.stage.pixels', sizeInWords(state.reading))} ·{' '}
            {t('viewer.stage.took', { milliseconds: number(tookOf(state.reading.timings)) })}
          </p>
        )}
      </div>
      {state.kind === 'read' && <TakeAlong key={picture.id} offers={[pictureOffer(name, make)]} />}
      {state.kind === 'failed' && (
        <button type="button" onClick={onAgain}>
          {t('viewer.stage.again')}
        </button>
      )}
      <button type="button" onClick={onRemove}>
        {t('viewer.stage.remove')}
      </button>
    </header>
  );
}

function sizeInWords({ width, height }: { width: number; height: number }) {
  return { width: number(width), height: number(height) };
}

function tookOf({ detect, align, classify }: { detect: number; align: number; classify: number }): number {
  return Math.round(detect + align + classify);
}

function StateWords({ picture: { state } }: { readonly picture: ViewedPicture }) {
  if (state.kind === 'failed') {
    return (
      <p class="stage-words" data-kind="failed">
        <strong>{t('viewer.failure.title')}</strong>: {state.reason}
      </p>
    );
  }
  if (state.kind !== 'read') return <p class="stage-words">{t('viewer.stage.waiting')}</p>;
  return state.reading.faces.length === 0 ? <p class="stage-words">{t('viewer.stage.noFace')}</p> : null;
}

/** In CSS pixels: a small picture is shown so wide, so that its labels have room. */
const LEAST_WIDTH = 420;

function Canvas({
  picture,
  children,
}: {
  readonly picture: ViewedPicture;
  readonly children: ComponentChildren;
}) {
  const url = useObjectUrl(picture.state.kind === 'failed' ? undefined : picture.blob);
  const [size, setSize] = useState<{
    readonly url: string;
    readonly width: number;
    readonly height: number;
  }>();
  if (url === undefined) return null;
  const known = size?.url === url ? size : undefined;
  const style = known && {
    aspectRatio: `${known.width} / ${known.height}`,
    inlineSize: `min(100%, ${((72 * known.width) / known.height).toFixed(2)}vh, ${Math.max(known.width, LEAST_WIDTH)}px)`,
  };
  return (
    <div class="canvas" style={style}>
      <img
        src={url}
        alt={t('viewer.stage.alt', { name: shortName(picture.name) })}
        onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
          setSize({ url, width, height })
        }
      />
      {known && children}
    </div>
  );
}
