import { parseArgs } from 'node:util';
import { BACKEND_CHOICES, type BackendChoice } from '../../src/settings/schema.ts';

export const USAGE = `npm start -- [URL | PICTURE | FOLDER] [options]

Opens a browser with Mien in it, on a demo page of real photos or on what is named.

Where there is no display, or with --screenshot or --json, it runs without a window: it reads the whole page, prints a
line for each image and writes the annotated page as a picture.

  --screenshot FILE  where to write the picture (.output/page.png)
  --json FILE        write what was read as JSON too
  --backend NAME     ${BACKEND_CHOICES.join(', ')}
  --timeout SECONDS  give up on a page after this long (300)
  --help             show this`;

export interface StartOptions {
  /** An address, a picture or a folder of pictures; the demo where it is undefined. */
  readonly target: string | undefined;
  readonly screenshot: string | undefined;
  readonly json: string | undefined;
  readonly backend: BackendChoice | undefined;
  readonly timeoutSeconds: number;
  readonly help: boolean;
}

/** @throws where it could only fail once the whole page has been read */
function checkFileNames(screenshot: string | undefined, json: string | undefined): void {
  if (screenshot === '') throw new Error('--screenshot wants the name of a file.');
  if (json === '') throw new Error('--json wants the name of a file.');
  if (screenshot !== undefined && !/\.(png|jpe?g)$/i.test(screenshot)) {
    throw new Error(`--screenshot writes .png, .jpg or .jpeg, not "${screenshot}".`);
  }
}

function isBackendChoice(name: string): name is BackendChoice {
  return (BACKEND_CHOICES as readonly string[]).includes(name);
}

/**
 * Reads the command line.
 *
 * @throws with a sentence about the argument that makes no sense
 */
export function parseStartOptions(args: readonly string[]): StartOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      screenshot: { type: 'string' },
      json: { type: 'string' },
      backend: { type: 'string' },
      timeout: { type: 'string', default: '300' },
      help: { type: 'boolean', default: false },
    },
  });
  const { screenshot, json, backend, timeout, help } = values;
  const [target, another] = positionals;
  if (another !== undefined) throw new Error(`Only one page at a time: "${another}" is one too many.`);
  if (backend !== undefined && !isBackendChoice(backend)) {
    throw new Error(`There is no backend "${backend}"; choose one of ${BACKEND_CHOICES.join(', ')}.`);
  }
  checkFileNames(screenshot, json);
  const timeoutSeconds = Number(timeout);
  if (!(timeoutSeconds > 0)) throw new Error(`--timeout wants a number of seconds, not "${timeout}".`);
  return { target, screenshot, json, backend, timeoutSeconds, help };
}
