import { EXPRESSION_WORDS } from '../expressions/words.ts';
import { number, t } from '../i18n/browser-language.ts';
import type { Face } from '../vision/types.ts';
import { faceLabel } from './face-label.ts';
import { ROW_HEIGHT } from './row-window.ts';
import type { Row } from './rows.ts';
import { facesOf, type ViewedPicture } from './viewed-picture.ts';

interface ListRowProps {
  readonly row: Row;
  readonly place: number;
  readonly count: number;
  readonly isChosen: boolean;
  readonly onSelect: (row: Row) => void;
}

/** Labels of so many faces fit into a row. */
const MOST_NAMED = 2;

/** One line of the list. */
export function ListRow({ row, place, count, isChosen, onSelect }: ListRowProps) {
  const { picture, face } = row;
  const image = face === undefined ? picture.thumbnail : picture.faceThumbnails[face];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list answers the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: the list holds the focus and names its active option.
    <div
      id={`row-${row.key}`}
      class="row"
      role="option"
      aria-selected={isChosen}
      aria-posinset={place + 1}
      aria-setsize={count}
      data-state={picture.state.kind}
      style={{ insetBlockStart: `${place * ROW_HEIGHT}px` }}
      onClick={() => onSelect(row)}
    >
      {image === undefined ? (
        <span class="row-image" aria-hidden="true" />
      ) : (
        <img class="row-image" src={image} alt="" width="48" height="48" />
      )}
      <span class="row-words">
        {face === undefined ? (
          <PictureWords picture={picture} />
        ) : (
          <FaceWords picture={picture} index={face} />
        )}
      </span>
    </div>
  );
}

function PictureWords({ picture }: { readonly picture: ViewedPicture }) {
  return (
    <>
      <span class="row-name">{shortName(picture.name)}</span>
      <span class="row-note">{pictureNote(picture)}</span>
    </>
  );
}

function FaceWords({ picture, index }: { readonly picture: ViewedPicture; readonly index: number }) {
  const face = facesOf(picture)[index];
  return (
    <>
      <span class="row-name">{face && <FaceMention face={face} />}</span>
      <span class="row-note">{shortName(picture.name)}</span>
    </>
  );
}

function pictureNote({ state }: ViewedPicture) {
  if (state.kind === 'failed') return state.reason;
  if (state.kind !== 'read')
    return state.kind === 'reading' ? t('viewer.list.reading') : t('viewer.list.waiting');
  const { faces } = state.reading;
  if (faces.length === 0) return t('label.noFace');
  const rest = faces.length - MOST_NAMED;
  return (
    <>
      {faces.slice(0, MOST_NAMED).map((face, index) => (
        <FaceMention key={index} face={face} />
      ))}
      {rest > 0 && t('viewer.list.more', { count: number(rest) })}
    </>
  );
}

function FaceMention({ face }: { readonly face: Face }) {
  return (
    <span class="mention">
      <span class="emoji" aria-hidden="true">
        {EXPRESSION_WORDS[face.expression].emoji}
      </span>
      {faceLabel(face)}
    </span>
  );
}

/** The part of a name or address by which a person knows the picture. */
export function shortName(name: string): string {
  const path = /^https?:/i.test(name) && URL.canParse(name) ? new URL(name).pathname : name;
  return path.split('/').findLast((part) => part !== '') ?? name;
}
