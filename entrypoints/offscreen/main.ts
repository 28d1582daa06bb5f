import { CAPTURE_IS_GONE, HeldCaptures } from '../../src/captures/held-captures.ts';
import { channelTo } from '../../src/engine/channel-to.ts';
import { cropText } from '../../src/engine/crop-text.ts';
import { Engine, WEB_PARTS } from '../../src/engine/engine.ts';
import { answerLines } from '../../src/messaging/answer-lines.ts';
import { answerMessage, ownedName, type Sender } from '../../src/messaging/messenger.ts';
import type { ImageSource } from '../../src/messaging/protocol.ts';
import { rulesForSender } from '../../src/page-rules/rules-for-sender.ts';
import { parseSettings } from '../../src/settings/schema.ts';
import type { EngineImageSource } from '../../src/terms/reading-request.ts';
import { makeWorker } from '../../src/workers/make-worker.ts';
import { ENGINE_WORKER } from '../../src/workers/worker-names.ts';

const asked = new URLSearchParams(location.search);
const { backend, rememberedReadings } = parseSettings({
  backend: asked.get('backend'),
  rememberedReadings: Number(asked.get('remember') ?? Number.NaN),
});
const spawnWorker = () => channelTo(makeWorker(ENGINE_WORKER));
// Gives all memory back; a page that asks later has a new document made.
const engine = new Engine({ ...WEB_PARTS, spawnWorker }, backend, () => close());
engine.limitReadings(rememberedReadings);

const captures = new HeldCaptures();

/** The source in the engine's words; none where it names a captured piece that is not there, or not any more. */
function toEngine(source: ImageSource, sender: Sender): EngineImageSource | undefined {
  if (source.kind === 'captured') {
    const dataUrl = captures.take(ownedName(sender, source.id), Date.now());
    return dataUrl === undefined ? undefined : { kind: 'bytes', dataUrl };
  }
  return rulesForSender(source, sender, location.origin);
}

// Never aborted: the listeners live as long as the document.
const { signal } = new AbortController();
answerLines(
  {
    readImage({ id, source, priority, isFleeting }, { sender, gone }) {
      const engineSource = toEngine(source, sender);
      if (engineSource === undefined) return CAPTURE_IS_GONE;
      const name = ownedName(sender, id);
      const giveUp = () => engine.cancel(name);
      gone.addEventListener('abort', giveUp, { once: true });
      const outcome = engine.read({
        id: name,
        source: engineSource,
        priority,
        // What was captured of a tab may come from other sites than its page: nothing of it stays, and so no pixel can be asked for.
        isFleeting: isFleeting || source.kind === 'captured',
      });
      return outcome.finally(() => gone.removeEventListener('abort', giveUp));
    },
    cancelRead: ({ id }, { sender }) => engine.cancel(ownedName(sender, id)),
    reprioritizeRead: ({ id, priority }, { sender }) => engine.reprioritize(ownedName(sender, id), priority),
  },
  signal,
);
answerMessage('holdCapture', 'extension-page', signal, ({ name, dataUrl }) =>
  captures.hold(name, dataUrl, Date.now()),
);
answerMessage('configureEngine', 'extension-page', signal, (choice) => {
  engine.configure(choice.backend);
  if (choice.rememberedReadings !== undefined) engine.limitReadings(choice.rememberedReadings);
});
answerMessage('faceCrop', 'any-of-ours', signal, ({ crops, face }) => cropText(engine.cropOf(crops, face)));
answerMessage('clearReadings', 'extension-page', signal, () => engine.clearReadings());
answerMessage('engineStatus', 'extension-page', signal, () => engine.status);
answerMessage('engineAccounts', 'extension-page', signal, () => engine.accounts);

// The document is made when somebody is about to ask for a reading.
engine.warmUp();
