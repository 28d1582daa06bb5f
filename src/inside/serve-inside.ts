import type { InsideRequest } from './inside-messages.ts';

/** Makes this worker that of the look inside. */
export function serveInside(): void {
  addEventListener('message', async ({ data }: MessageEvent<InsideRequest>) => {
    const { answerInside } = await import('./answer-inside.ts');
    postMessage(await answerInside(data));
  });
}
