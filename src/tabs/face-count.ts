import { browser } from 'wxt/browser';

/** Under this name a frame's page script answers how many faces it has found; the page itself cannot see it. */
const COUNTER = 'mienFaceCount';

type Counter = () => number;

/** Lets this frame be asked how many faces it has found. */
export function offerFaceCount(count: Counter): void {
  Object.assign(globalThis, { [COUNTER]: count });
}

/** The faces of a tab at one moment, and which document they were in. */
export interface FaceCount {
  readonly faces: number;
  /** The document at the top of the tab; browsers without names for documents give none. */
  readonly documentId: string | undefined;
}

/**
 * The faces in all frames of a tab that are there at this moment, so that no frame has to be remembered, and none that
 * is gone is counted. Rejects where extensions may not run on the page.
 */
export async function countFaces(tabId: number): Promise<FaceCount> {
  const frames = await browser.scripting.executeScript({
    target: { tabId, allFrames: true },
    args: [COUNTER],
    // Runs in the frame, beside the page script: nothing of this file is there but what is handed over.
    func: (name: string) => {
      const counter: unknown = Reflect.get(globalThis, name);
      return typeof counter === 'function' ? Number(counter()) : 0;
    },
  });
  return {
    faces: frames.reduce((sum, { result }) => sum + (typeof result === 'number' ? result : 0), 0),
    documentId: frames.find(({ frameId }) => frameId === 0)?.documentId,
  };
}

/** Which document a tab shows now. Rejects where extensions may not run on the page. */
export async function documentOf(tabId: number): Promise<string | undefined> {
  const [top] = await browser.scripting.executeScript({ target: { tabId }, func: () => undefined });
  return top?.documentId;
}
