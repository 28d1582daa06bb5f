import { channelTo } from '../../src/engine/channel-to.ts';
import { credentialsFor } from '../../src/engine/credentials.ts';
import { Engine, WEB_PARTS } from '../../src/engine/engine.ts';
import { answerMessage, type Sender } from '../../src/messaging/messenger.ts';
import type { ImageSource } from '../../src/messaging/protocol.ts';
import { parseSettings } from '../../src/settings/schema.ts';
import { makeWorker } from '../../src/workers/make-worker.ts';
import { ENGINE_WORKER } from '../../src/workers/worker-names.ts';

const asked = new URLSearchParams(location.search);
const { backend, rememberedReadings } = parseSettings({
  backend: asked.get('backend'),
  rememberedReadings: Number(asked.get('remember') ?? Number.NaN),
});
const spawnWorker = () => channelTo(makeWorker(ENGINE_WORKER));
const engine = new Engine({ ...WEB_PARTS, spawnWorker }, backend);
engine.limitReadings(rememberedReadings);

/** Two tabs may give the same id; neither may call back the other's requests. */
function requestsOf(sender: Sender): string {
  return `${sender.tab?.id ?? 'extension'} ${sender.documentId ?? ''} `;
}

function toEngine(source: ImageSource, sender: Sender) {
  if (source.kind === 'bytes') return source;
  return { ...source, credentials: credentialsFor(source.url, source.credentials, sender.origin) };
}

// Never aborted: the listeners live as long as the document.
const { signal } = new AbortController();
answerMessage('readImage', 'any-of-ours', signal, (request, sender) =>
  engine.read({
    id: requestsOf(sender) + request.id,
    source: toEngine(request.source, sender),
    priority: request.priority,
  }),
);
answerMessage('cancelRead', 'any-of-ours', signal, ({ id }, sender) =>
  engine.cancel(requestsOf(sender) + id),
);
answerMessage('reprioritizeRead', 'any-of-ours', signal, ({ id, priority }, sender) =>
  engine.reprioritize(requestsOf(sender) + id, priority),
);
answerMessage('configureEngine', 'extension-page', signal, (choice) => {
  engine.configure(choice.backend);
  if (choice.rememberedReadings !== undefined) engine.limitReadings(choice.rememberedReadings);
});
answerMessage('clearReadings', 'extension-page', signal, () => engine.clearReadings());
answerMessage('engineStatus', 'any-of-ours', signal, () => engine.status);

// The document is made when somebody is about to ask for a reading.
engine.warmUp();
