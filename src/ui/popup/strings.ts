import type { BackendAttempt, EngineStatus } from '../../messaging/protocol.ts';
import type { BackendChoice } from '../../settings/schema.ts';

/** Every word of the popup, in one place, so that other languages can be added beside it. */
export const WORDS = {
  name: 'Mien',
  master: 'Read faces',
  site: {
    label: 'On this site',
    none: 'this page belongs to none',
    blockedBy: (rule: string) => `off for all of ${rule}`,
  },
  page: {
    title: 'This page',
    forbidden: 'No extension may run on this page.',
    silent: 'The page does not answer at the moment.',
    off: 'Off. A right-click still reads an image.',
    siteOff: 'Off here. A right-click still reads an image.',
    onRequest: 'Nothing is read before you ask.',
    nothingSeen: 'No image large enough to show a face.',
    rest: (images: number) => `${plural(images, 'more image')} when you scroll on.`,
    allRead: 'All images found so far are read.',
    looking: 'Looking at the page…',
    readNow: 'Read what is in view',
    counts: { seen: 'Images', read: 'Read', waiting: 'Waiting', failed: 'Failed', faces: 'Faces' },
    reading: (done: number, total: number) => `Reading: ${done} of ${total} images`,
    finished: (images: number, faces: number) =>
      `${plural(images, 'image')} read, ${plural(faces, 'face')} found.`,
    startedReading: 'Reading images.',
    expressions: 'Expressions shown',
    failures: 'Images that could not be read',
    noFailures: 'None so far.',
    moreFailures: (count: number) => `and ${count} more`,
  },
  settings: {
    title: 'Settings',
    mode: { label: 'Read', automatic: 'Automatically', 'on-request': 'Only when I ask' },
    labelStyle: { label: 'Labels', emoji: 'Emoji', word: 'Word', both: 'Both' },
    leastConfidence: 'Least confidence',
    showBoxes: 'Boxes around faces',
    notKept: 'The setting could not be kept.',
  },
  engine: {
    title: 'Engine',
    choose: 'Runs on',
    asleep: 'Asleep',
    asleepWhy: 'It starts when there is something to read.',
    starting: 'Starting…',
    failed: 'None works',
    tried: 'What was tried',
  },
  footer: 'An expression is not a feeling. All stays on this machine.',
} as const;

export const BACKEND_NAMES: Readonly<Record<BackendChoice, string>> = {
  automatic: 'Automatic',
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WASM',
  cpu: 'CPU',
};

/** What the engine does, in a few words. */
export function engineSummary(status: EngineStatus | undefined): string {
  if (status === undefined || status.state === 'asleep') return WORDS.engine.asleep;
  if (status.state === 'failed') return WORDS.engine.failed;
  if (status.state === 'starting' || status.backend === undefined) return WORDS.engine.starting;
  return BACKEND_NAMES[status.backend];
}

/** One sentence for what became of a backend. */
export function attemptSentence({ backend, outcome, reason }: BackendAttempt): string {
  const name = BACKEND_NAMES[backend];
  if (outcome === 'running') return `${name} runs.`;
  const what = outcome === 'passed-over' ? 'was passed over' : 'failed';
  return reason === undefined ? `${name} ${what}.` : `${name} ${what}: ${endedOnce(reason)}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function endedOnce(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
