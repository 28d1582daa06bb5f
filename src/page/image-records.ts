import type { ImageRecord } from '../messaging/protocol.ts';
import { isLargeEnough, SHOWN_TOO_SMALL } from './discovery/readable-size.ts';
import type { Ledger } from './ledger.ts';
import { inDocumentOrder, type Picture } from './picture.ts';

export const NOT_LOADED = 'The page has not loaded this image.';

function recordOfLoaded(picture: Picture, ledger: Ledger): ImageRecord {
  const record = ledger.recordOf(picture);
  if (record.status !== 'not-read-yet') return record;
  const isShown = isLargeEnough(picture.element.getBoundingClientRect());
  return isShown ? record : { ...record, failure: 'too-small', reason: SHOWN_TOO_SMALL };
}

/** Loading has failed where it is complete without a bitmap; an image that is loaded lazily is not complete yet. */
function recordOfUnloaded(picture: Picture, ledger: Ledger): ImageRecord {
  const hasFailed = picture.element instanceof HTMLImageElement && picture.element.complete;
  return {
    ...ledger.recordOf(picture),
    status: hasFailed ? 'failed' : 'not-read-yet',
    failure: 'damaged-image',
    reason: NOT_LOADED,
  };
}

/** Tells of each image of a frame in the order of the document: those with a bitmap, and `unloaded`, without one. */
export function imageRecords(ledger: Ledger, unloaded: readonly Picture[]): ImageRecord[] {
  const loaded = ledger.pictures;
  const elements = new Set(Array.from(loaded, ({ element }) => element));
  const missing = unloaded.filter(({ element, address }) => address !== '' && !elements.has(element));
  return [...loaded, ...missing]
    .sort(inDocumentOrder)
    .map((picture) =>
      loaded.has(picture) ? recordOfLoaded(picture, ledger) : recordOfUnloaded(picture, ledger),
    );
}
