import type { FaceCrop } from '../inside/look.ts';
import type { Face } from '../vision/types.ts';
import { GrayImage } from './GrayImage.tsx';
import { ScoreBars } from './ScoreBars.tsx';
import { faceLabel, WORDS } from './strings.ts';

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
  const heading = `${WORDS.face.title(index + 1)}: ${faceLabel(face)}`;
  return (
    <li class="face-panel" data-chosen={isChosen} data-face={index} onPointerDown={onChoose}>
      <h3>
        {heading}
        {face.uncertain && (
          <span class="chip" title={WORDS.face.uncertainWhy}>
            {WORDS.face.uncertain}
          </span>
        )}
      </h3>
      <div class="face-sight">
        {crop === undefined ? (
          <span class="crop" aria-hidden="true" />
        ) : (
          <GrayImage class="crop" image={crop} label={WORDS.face.crop} />
        )}
        <button type="button" aria-label={`${WORDS.face.inside}: ${heading}`} onClick={onInside}>
          {WORDS.face.inside}
        </button>
      </div>
      <ScoreBars scores={face.scores} />
    </li>
  );
}
