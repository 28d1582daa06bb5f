import { engineChannel } from '../../messaging/engine-channel.ts';
import { send } from '../../messaging/messenger.ts';
import type { FrameState } from '../../messaging/protocol.ts';
import { layOnShelf } from '../../page/on-demand.ts';
import { Overlay } from '../../page/overlay/overlay.ts';
import { PageSession } from '../../page/session.ts';
import { watchSettings } from '../../settings/watch-settings.ts';

/** How far the reading of the example is. */
export type ExampleState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read' }
  /** `reason` is a sentence for the person. */
  | { readonly kind: 'failed'; readonly reason: string };

const ASK_AGAIN = 400;

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
      // Of the parts that other pages have brought to them, the one that draws is all that this needs.
      bringPart: async () => layOnShelf('overlay', Overlay),
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
    if (example.status === 'failed') onState({ kind: 'failed', reason: example.reason ?? '' });
    if (example.status === 'read') onState({ kind: 'read' });
    if (example.status === 'read' || example.status === 'failed') clearInterval(timer);
  };
  void session.start();
}
