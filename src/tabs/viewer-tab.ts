import * as v from 'valibot';
import { browser } from 'wxt/browser';

const VIEWER = '/viewer.html';
const PREFIX = 'handed-to-viewer:';

const handedPicture = v.object({
  /** Where its bytes are, and under which rules they are fetched. */
  source: v.variant('kind', [
    v.object({
      kind: v.literal('address'),
      url: v.string(),
      credentials: v.picklist(['include', 'omit', 'withheld']),
      reach: v.picklist(['public', 'local', 'anywhere']),
    }),
    v.object({ kind: v.literal('bytes'), dataUrl: v.string() }),
  ]),
  /** What it is called: the address that its page shows it by. */
  name: v.string(),
  /** Address of that page. */
  page: v.string(),
  /** The face to look inside at once, by the middle of its box in fractions of the picture. */
  face: v.optional(v.object({ x: v.number(), y: v.number() })),
});

/** A picture of a page that the viewer is opened with. */
export type HandedPicture = v.InferOutput<typeof handedPicture>;

/**
 * Opens the viewer in a new tab, with a picture where one is handed over. The picture waits in the memory of the
 * browser, and nowhere else, until the viewer takes it.
 *
 * @throws where the picture is larger than what the browser keeps for a session (10 MB)
 */
export async function openViewerTab(picture?: HandedPicture): Promise<void> {
  let url: string = VIEWER;
  if (picture !== undefined) {
    const id = crypto.randomUUID();
    await browser.storage.session.set({ [PREFIX + id]: picture });
    url = `${VIEWER}?handed=${id}`;
  }
  await browser.tabs.create({ url });
}

/**
 * Takes the picture that the viewer was opened with, once; `undefined` where it was opened without one, `gone` where
 * it has been taken already, as when the page is loaded again.
 */
export async function takeHandedPicture(search: string): Promise<HandedPicture | 'gone' | undefined> {
  const id = new URLSearchParams(search).get('handed');
  if (id === null) return undefined;
  const key = PREFIX + id;
  const stored = await browser.storage.session.get(key);
  await browser.storage.session.remove(key);
  const picture = v.safeParse(handedPicture, stored[key]);
  return picture.success ? picture.output : 'gone';
}
