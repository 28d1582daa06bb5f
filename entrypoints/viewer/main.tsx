import { render } from 'preact';
import { decodeImage } from '../../src/engine/decode-image.ts';
import { fetchImage } from '../../src/engine/fetch-image.ts';
import { EngineClient } from '../../src/engine-client/engine-client.ts';
import { t } from '../../src/i18n/browser-language.ts';
import { localizeDocument } from '../../src/i18n/localize-document.ts';
import { InsideRoom } from '../../src/inside/inside-room.ts';
import { engineChannel } from '../../src/messaging/engine-channel.ts';
import { findSettings } from '../../src/settings/store.ts';
import { takeHandedPicture } from '../../src/tabs/viewer-tab.ts';
import { Collection } from '../../src/viewer/collection.ts';
import { PictureReader } from '../../src/viewer/picture-reader.ts';
import { Viewer } from '../../src/viewer/Viewer.tsx';
import { makeWorker } from '../../src/workers/make-worker.ts';
import { INSIDE_WORKER } from '../../src/workers/worker-names.ts';
import '../../src/viewer/viewer.css';
import '../../src/inside/inside.css';

localizeDocument(t('manifest.name'));
const client = new EngineClient({
  ...engineChannel,
  capture: () => Promise.reject(new Error('The viewer has its pictures itself.')),
});
const collection = new Collection();
const reader = new PictureReader(collection, { client, fetchImage, decodeImage });
const inside = new InsideRoom(() => makeWorker(INSIDE_WORKER));
const [{ settings }, handed] = await Promise.all([findSettings(), takeHandedPicture(location.search)]);

const place = document.getElementById('viewer');
if (place !== null) {
  render(<Viewer {...{ collection, reader, inside, settings, handed }} />, place);
}
