import type { Page } from 'playwright';
import { ENGINE_LINE } from '../../../src/messaging/line.ts';
import type { ImageSource, ReadOutcome } from '../../../src/messaging/protocol.ts';

export interface TimedOutcome {
  readonly outcome: ReadOutcome;
  /** From the question to the answer. */
  readonly milliseconds: number;
}

/** What runs inside the page: so many questions are open at once, over one line. */
async function askAll(questions: {
  readonly line: string;
  readonly sources: readonly ImageSource[];
  readonly atOnce: number;
  readonly prefix: string;
}): Promise<TimedOutcome[]> {
  const port = chrome.runtime.connect({ name: questions.line });
  const waiting = new Map<number, (answer: { answer?: unknown; error?: string }) => void>();
  port.onMessage.addListener((messages: { number: number; answer?: unknown; error?: string }[]) => {
    for (const message of messages) {
      waiting.get(message.number)?.(message);
      waiting.delete(message.number);
    }
  });
  port.onDisconnect.addListener(() => {
    for (const answer of waiting.values()) answer({ error: 'The line was cut.' });
  });
  const answers: TimedOutcome[] = [];
  let next = 0;
  const askOne = async () => {
    for (let number = next++; number < questions.sources.length; number = next++) {
      const start = performance.now();
      const answer = new Promise<{ answer?: unknown; error?: string }>((resolve) => {
        waiting.set(number, resolve);
      });
      const request = {
        id: `${questions.prefix} ${number}`,
        source: questions.sources[number],
        priority: 'visible',
      };
      port.postMessage([{ name: 'readImage', request, number }]);
      const { answer: outcome, error } = await answer;
      // An error in place of an outcome is told as one of a kind that no engine gives.
      const told = outcome ?? { ok: false, failure: 'no answer', reason: error };
      answers[number] = { outcome: told as ReadOutcome, milliseconds: performance.now() - start };
    }
  };
  await Promise.all(Array.from({ length: questions.atOnce }, askOne));
  port.disconnect();
  return answers;
}

let calls = 0;

/** Has the engine read many images, so many at a time, as a page with many images does; answers come in their order. */
export async function readMany(
  page: Page,
  sources: readonly ImageSource[],
  atOnce = 16,
): Promise<TimedOutcome[]> {
  return await page.evaluate(askAll, {
    line: ENGINE_LINE,
    sources: [...sources],
    atOnce,
    prefix: `many ${calls++}`,
  });
}
