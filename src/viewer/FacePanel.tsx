import { number, t } from '../i18n/browser-language.ts';
import type { Face, FaceCrop } from '../vision/types.ts';
import { faceLabel } from './face-label.ts';
import { GrayImage } from './GrayImage.tsx';
import { ScoreBars } from './ScoreBars.tsx';

interface FacePanelProps {
  readonly face: Face;
  readonly index: number;
  readonly crop: FaceCrop | undefined;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onInside: () => void;
}

/** One face: what the network saw, and what it says of it. */
export function FacePanel({ face, index, crop, isChosen, onChoose, onInside }: FacePanelProps) {
  const heading = t('viewer.face.titled', { number: number(index + 1), label: faceLabel(face) });
  return (
    <li class="face-panel" data-chosen={isChosen} data-face={index} onPointerDown={onChoose}>
      <h3>
        {heading}
        {face.uncertain && (
          <span class="chip" title={t('viewer.face.uncertainWhy')}>
            {t('label.uncertain')}
          </span>
        )}
      </h3>
      <div class="face-sight">
        {crop === undefined ? (
          <span class="crop" aria-hidden="true" />
        ) : (
          <GrayImage class="crop" image={crop} label={t('viewer.face.crop')} />
        )}
        <button type="button" aria-label={t('viewer.face.insideOf', { face: heading })} onClick={onInside}>
          {t('viewer.face.inside')}
        </button>
      </div>
      <ScoreBars scores={face.scores} />
    </li>
  );
}
