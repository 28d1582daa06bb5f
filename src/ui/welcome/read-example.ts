import { browserTranslator } from '../../i18n/browser-language.ts';
import { reasonText } from '../../i18n/reason-text.ts';
import { engineChannel } from '../../messaging/engine-channel.ts';
import { send } from '../../messaging/messenger.ts';
import type { FrameState, ImageRecord, PagePart } from '../../messaging/protocol.ts';
import { PageSession } from '../../page/session.ts';
import { watchSettings } from '../../settings/watch-settings.ts';

/** How far the reading of the example is. */
export type ExampleState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read' }
  /** `reason` is a sentence for the person. */
  | { readonly kind: 'failed'; readonly reason: string };

const ASK_AGAIN = 400;

/** The parts that other pages have brought to them are scripts of the package: here they can be asked for as such. */
async function bringPart(part: PagePart): Promise<void> {
  const script = document.createElement('script');
  script.src = `/${part}.js`;
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error('A part of Mien is missing.'));
    document.head.append(script);
  });
}

/**
 * Reads the images of this page as those of any other are read, whatever the person has switched off elsewhere, and
 * tells how far that is until it is done or `signal` aborts.
 */
export function readExample(signal: AbortSignal, onState: (state: ExampleState) => void): void {
  const session = new PageSession(
    {
      engine: engineChannel,
      isAlive: () => true,
      watchSettings: (until, callback) =>
        watchSettings(until, (settings) =>
          callback({ ...settings, enabled: true, mode: 'automatic', readImages: true, leastConfidence: 0 }),
        ),
      sendFrameState: async (state) => tell(state),
      bringPart,
      card: { send, isPrivate: false },
      readLabelMessages: (language) => send('labelMessages', { language }),
      tellFacesChanged: async () => undefined,
    },
    signal,
  );
  const timer = setInterval(() => session.reportState({ images: true }), ASK_AGAIN);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  const tell = ({ images = [] }: FrameState) => {
    const [example] = images;
    if (example === undefined || signal.aborted) return;
    if (example.status === 'failed') onState({ kind: 'failed', reason: whyFailed(example) });
    if (example.status === 'read') onState({ kind: 'read' });
    if (example.status === 'read' || example.status === 'failed') clearInterval(timer);
  };
  void session.start();
}

function whyFailed({ failure = 'engine', reason = '' }: ImageRecord): string {
  return reasonText({ failure, reason }, browserTranslator());
}
