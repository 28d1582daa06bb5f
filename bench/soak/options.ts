import { parseArgs } from 'node:util';

export interface SoakOptions {
  readonly images: number;
  readonly tabs: number;
  /** The tabs are left after this long, however many images were read by then. */
  readonly minutes: number;
  /** `real` waits for as long as the engine's document does; `short` has its clock run faster; `none` does not wait. */
  readonly idle: 'real' | 'short' | 'none';
}

const IDLE = ['real', 'short', 'none'] as const;

function count(name: string, text: string): number {
  const number = Number(text);
  if (!(number >= 1)) throw new Error(`--${name} takes a number of at least 1, not "${text}".`);
  return number;
}

/** @throws where a switch is unknown or its value makes no sense */
export function readOptions(args: readonly string[]): SoakOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      images: { type: 'string', default: '10000' },
      tabs: { type: 'string', default: '50' },
      minutes: { type: 'string', default: '120' },
      idle: { type: 'string', default: 'real' },
    },
  });
  const idle = IDLE.find((each) => each === values.idle);
  if (idle === undefined) throw new Error(`--idle takes one of ${IDLE.join(', ')}, not "${values.idle}".`);
  return {
    images: Math.floor(count('images', values.images)),
    tabs: Math.floor(count('tabs', values.tabs)),
    minutes: count('minutes', values.minutes),
    idle,
  };
}
