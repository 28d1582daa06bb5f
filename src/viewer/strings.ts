import { percent } from '../expressions/percent.ts';
import { EXPRESSION_WORDS } from '../expressions/words.ts';
import type { Face } from '../vision/types.ts';

/** Every word of the viewer, in one place, so that other languages can be added beside it. */
export const WORDS = {
  name: 'Mien',
  give: {
    files: 'Choose pictures',
    folder: 'Choose a folder',
    camera: 'Use the camera',
    cameraShort: 'Camera',
    filesShort: 'Add pictures',
    folderShort: 'Add a folder',
    label: 'Give pictures',
    address: 'Address of a picture',
    addressHint: 'Address of a picture',
    read: 'Read',
    noAddress: 'This is no address.',
    title: 'Which expression does a face show?',
    drop: 'Drop pictures or a whole folder anywhere on this page, or paste one.',
    dropHere: 'Let go to read',
    nothingInside: 'There was no picture in what you gave.',
    leftOut: (count: number) => `${plural(count, 'file')} more than can be read at once; they were left out.`,
    pasted: (number: number) => `Pasted picture ${number}`,
    snapshot: (number: number) => `Snapshot ${number}`,
    fromPage: 'Picture of a page',
    fromPageGone: 'The picture of the page is no longer there. Open it once more from the page.',
  },
  promise: 'Nothing leaves this machine. An expression is not a feeling.',
  progress: {
    label: 'Reading',
    reading: (done: number, total: number) => `Reading: ${done} of ${plural(total, 'picture')}`,
    stop: 'Stop',
    started: (total: number) => `Reading ${plural(total, 'picture')}.`,
    finished: (read: number, faces: number, failed: number) =>
      `${plural(read, 'picture')} read, ${plural(faces, 'face')} found${failed > 0 ? `, ${failed} could not be read` : ''}.`,
  },
  list: {
    title: 'Results',
    shown: { label: 'List', pictures: 'Pictures', faces: 'Faces' },
    order: {
      label: 'Order',
      given: 'As given',
      surest: 'Most certain first',
      'least-sure': 'Least certain first',
    },
    filter: 'Only faces that show',
    all: 'All',
    none: 'Nothing here shows that.',
    waiting: 'Waiting',
    reading: 'Reading…',
    noFace: 'No face found',
    clear: 'Clear all',
    face: (number: number, name: string) => `Face ${number} of ${name}`,
    more: (count: number) => `and ${count} more`,
  },
  stage: {
    title: 'Picture',
    pixels: (width: number, height: number) => `${width} × ${height} pixels`,
    tookMs: (milliseconds: number) => `read in ${milliseconds} ms`,
    waiting: 'The faces of this picture are being read…',
    again: 'Read it again',
    remove: 'Remove',
    faces: 'Faces',
    noFace: 'No face was found on this picture.',
    alt: (name: string) => `The picture ${name}`,
    choose: 'Choose a picture from the list.',
  },
  face: {
    title: (number: number) => `Face ${number}`,
    crop: 'The face as the network saw it',
    cropWaiting: 'The face as the network saw it is being cut…',
    uncertain: 'Uncertain',
    uncertainWhy: 'The network is not sure enough for this label to be trusted.',
    scores: 'Scores',
    inside: 'Look inside',
  },
  camera: {
    title: 'Camera',
    mirror: 'Mirrored',
    close: 'Close the camera',
    promise:
      'What the camera films is read on this machine and forgotten at once. Only a snapshot is kept, until this page is closed.',
    opening: 'Waiting for the camera. The browser may ask you to allow it.',
    stopped: 'The camera was stopped while nobody could see its picture.',
    again: 'Start the camera again',
    take: 'Take a snapshot',
    taken: (name: string) => `${name} is in the list.`,
    faces: (count: number) => plural(count, 'face'),
    rate: (perSecond: number) => `${perSecond.toFixed(1)} readings a second`,
    problems: {
      refused: {
        said: 'The camera is not allowed.',
        advice:
          'Allow it at the camera sign in the address bar, or in the settings of the browser, and start again.',
      },
      absent: { said: 'No camera was found.', advice: 'Connect one and start again.' },
      busy: {
        said: 'The camera gives no picture.',
        advice: 'Another program may be using it. Close that and start again.',
      },
      failed: { said: 'The camera could not be started.', advice: undefined },
    },
  },
  failures: {
    stopped: 'You stopped before it was read.',
    noPicture: 'The file is not a picture.',
    unknownFormat: (format: string) => `The browser cannot decode this kind of picture (${format}).`,
    tooLarge: (width: number, height: number) => `The picture is too large (${width} × ${height} pixels).`,
    title: 'It could not be read',
  },
} as const;

/** "Happy 98 %", put as a question where the network is not sure. */
export function faceLabel({ expression, confidence, uncertain }: Face): string {
  return `${EXPRESSION_WORDS[expression].label}${uncertain ? '?' : ''} ${percent(confidence)}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
