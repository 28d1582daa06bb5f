import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { reasonOf } from '../web/reason-of.ts';
import { checked } from './checked.ts';
import { type Answered, type Asked, ENGINE_LINE } from './line.ts';
import { isAllowedSender, type Sender } from './messenger.ts';
import type { LineProtocol } from './protocol.ts';
import { lineSchemas } from './schemas.ts';

/** Who asks over a line, and whether they are still there. */
export interface Caller {
  readonly sender: Sender;
  /** Aborts when the line ends: the page was left, closed or has crashed. */
  readonly gone: AbortSignal;
}

type Answers = {
  readonly [N in keyof LineProtocol]: (
    request: Parameters<LineProtocol[N]>[0],
    caller: Caller,
  ) => ReturnType<LineProtocol[N]> | Promise<ReturnType<LineProtocol[N]>>;
};

const askedSchema = v.object({
  name: v.picklist(Object.keys(lineSchemas) as (keyof LineProtocol)[]),
  request: v.unknown(),
  number: v.optional(v.number()),
});

/**
 * Answers what pages of ours ask over lines, until `signal` aborts. A line from anybody else is cut; what has the
 * wrong shape is answered with an error and reaches none of the `answers`.
 */
export function answerLines(answers: Answers, signal: AbortSignal): void {
  const ownOrigin = browser.runtime.getURL('').replace(/\/$/, '');
  const connected = (port: chrome.runtime.Port) => {
    if (port.name !== ENGINE_LINE) return;
    const { sender } = port;
    if (!sender || !isAllowedSender(sender, 'any-of-ours', browser.runtime.id, ownOrigin)) port.disconnect();
    else serve(port, sender, answers);
  };
  browser.runtime.onConnect.addListener(connected);
  signal.addEventListener('abort', () => browser.runtime.onConnect.removeListener(connected), { once: true });
}

/** Milliseconds in which answers that follow another are gathered. The first is not kept waiting. */
const GATHERING = 40;

/** Sends answers, several in one message where they come close together. */
function gatherer(port: chrome.runtime.Port, gone: AbortSignal): (answer: Answered) => void {
  let gathered: Answered[] = [];
  let isDue = false;
  const send = () => {
    isDue = gathered.length > 0 && !gone.aborted;
    if (!isDue) return;
    port.postMessage(gathered);
    gathered = [];
    setTimeout(send, GATHERING);
  };
  return (answer) => {
    gathered.push(answer);
    if (!isDue) setTimeout(send);
    isDue = true;
  };
}

function serve(port: chrome.runtime.Port, sender: Sender, answers: Answers): void {
  const ended = new AbortController();
  const gone = ended.signal;
  port.onDisconnect.addListener(() => ended.abort());
  const tell = gatherer(port, gone);
  const answer = async (message: Asked) => {
    const result = await outcomeOf(message, { sender, gone }, answers);
    if (message?.number !== undefined) tell({ number: message.number, ...result });
  };
  port.onMessage.addListener((messages: readonly Asked[]) => {
    if (Array.isArray(messages)) for (const message of messages) void answer(message);
  });
}

async function outcomeOf(message: Asked, caller: Caller, answers: Answers) {
  try {
    const { name, request } = checked(askedSchema, message, 'line');
    const answer = answers[name] as (request: unknown, caller: Caller) => unknown;
    return { answer: await answer(checked(lineSchemas[name], request, name), caller) };
  } catch (error) {
    return { error: reasonOf(error) };
  }
}
