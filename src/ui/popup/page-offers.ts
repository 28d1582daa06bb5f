import { browser } from 'wxt/browser';
import { t } from '../../i18n/browser-language.ts';
import type { ImageRecord } from '../../messaging/protocol.ts';
import { fileName } from '../../results/file-name.ts';
import type { ImageResult } from '../../results/image-result.ts';
import { readingOffers } from '../take-along/offers.ts';
import type { Offer } from '../take-along/TakeAlong.tsx';
import type { ShownTab } from './active-tab.ts';
import type { WantedImages } from './wanted-images.ts';

/** The readings of the page in front, and what is in view of it, to be taken along. */
export function pageOffers(tab: ShownTab, wanted: WantedImages): readonly Offer[] {
  const name = tab.host ?? 'mien';
  const results = async () => {
    const [{ url = '' }, images] = await Promise.all([browser.tabs.get(tab.id), wanted.next()]);
    return resultsOfPage(url, images);
  };
  const view: Offer = {
    what: t('takeAlong.view'),
    fileName: fileName(`${name}-mien`, '.png'),
    make: async () => (await fetch(await browser.tabs.captureVisibleTab({ format: 'png' }))).blob(),
  };
  return [...readingOffers(name, results), view];
}

/** The images of a page that were read or could not be; those that still wait have no result yet. */
export function resultsOfPage(page: string, images: readonly ImageRecord[]): readonly ImageResult[] {
  return images
    .filter(({ status }) => status === 'read' || status === 'failed')
    .map(({ src, width, height, reason, faces, models, readAt }) => ({
      page,
      image: src,
      width,
      height,
      reason,
      faces,
      models,
      readAt,
    }));
}
