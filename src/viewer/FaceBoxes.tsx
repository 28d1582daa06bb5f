import { tintOf } from '../expressions/tints.ts';
import { EXPRESSION_WORDS, expressionTranslator } from '../expressions/words.ts';
import { number, percent, t } from '../i18n/browser-language.ts';
import type { Box, Face } from '../vision/types.ts';

interface FaceBoxesProps {
  readonly faces: readonly Face[];
  readonly chosen: number | undefined;
  readonly onChoose: (index: number) => void;
}

/** Frames and labels over a picture, each a button that chooses its face. */
export function FaceBoxes({ faces, chosen, onChoose }: FaceBoxesProps) {
  return (
    <div class="boxes" dir="ltr">
      {faces.map((face, index) => (
        <button
          key={index}
          type="button"
          class="face-box"
          data-expression={face.expression}
          data-confidence={face.confidence}
          data-uncertain={face.uncertain}
          data-label-below={face.box.y < 0.08}
          data-label-end={face.box.x > 0.66}
          aria-pressed={index === chosen}
          style={{ ...placeOf(face.box), '--tint': tintOf(face.expression) }}
          onClick={() => onChoose(index)}
        >
          <span class="visually-hidden">{`${t('viewer.face.title', { number: number(index + 1) })}: `}</span>
          <FaceTag face={face} />
        </button>
      ))}
    </div>
  );
}

/** Emoji, word and percent of a face, put as a question where the network is not sure. */
export function FaceTag({ face: { expression, uncertain, confidence } }: { readonly face: Face }) {
  const { emoji, label } = EXPRESSION_WORDS[expression];
  const { language, direction } = expressionTranslator();
  return (
    <span class="face-tag" lang={language} dir={direction}>
      <span class="emoji" aria-hidden="true">
        {emoji}
      </span>
      <span>{uncertain ? t('label.asked', { what: label }) : label}</span>
      <span class="tag-percent">{percent(confidence)}</span>
      {uncertain && <span class="visually-hidden">{`, ${t('label.uncertain')}`}</span>}
    </span>
  );
}

/** Where a box lies over its picture. */
export function placeOf({ x, y, width, height }: Box) {
  return {
    left: `${x * 100}%`,
    top: `${y * 100}%`,
    width: `${width * 100}%`,
    height: `${height * 100}%`,
  };
}
