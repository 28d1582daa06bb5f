import { t } from '../../i18n/browser-language.ts';
import { fileName } from '../../results/file-name.ts';
import type { ImageResult } from '../../results/image-result.ts';
import { resultsToCsv } from '../../results/to-csv.ts';
import { resultsToJson } from '../../results/to-json.ts';
import type { Offer } from './TakeAlong.tsx';

/**
 * Readings as a table and as data.
 *
 * @param source names the files: an address or a name
 * @param results asked for when one of them is made
 */
export function readingOffers(
  source: string,
  results: () => Promise<readonly ImageResult[]>,
): readonly Offer[] {
  return [
    {
      what: t('takeAlong.csv'),
      fileName: fileName(source, '.csv'),
      make: async () => new Blob([resultsToCsv(await results())], { type: 'text/csv;charset=utf-8' }),
    },
    {
      what: t('takeAlong.json'),
      fileName: fileName(source, '.json'),
      make: async () => new Blob([resultsToJson(await results())], { type: 'application/json' }),
    },
  ];
}

/** A picture with its labels. */
export function pictureOffer(source: string, make: () => Promise<Blob>): Offer {
  return { what: t('takeAlong.png'), fileName: fileName(source, '-mien.png'), make };
}
