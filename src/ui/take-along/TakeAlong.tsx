import { useState } from 'preact/hooks';
import { failureText, t } from '../../i18n/browser-language.ts';
import { copyPng, copyText, saveFile } from '../../results/hand-over.ts';

/** Something that can be saved or copied; it is made when it is asked for. */
export interface Offer {
  readonly what: string;
  readonly fileName: string;
  readonly make: () => Promise<Blob>;
}

/** Results to be saved or copied, behind a line that opens. */
export function TakeAlong({ offers }: { readonly offers: readonly Offer[] }) {
  const [said, setSaid] = useState('');
  const hand = async (offer: Offer, over: (blob: Blob) => Promise<void> | void, done: string) => {
    setSaid(t('takeAlong.working'));
    try {
      await over(await offer.make());
      setSaid(done);
    } catch (error) {
      setSaid(failureText('takeAlong.failed', error));
    }
  };
  return (
    <details class="take-along">
      <summary>{t('takeAlong.title')}</summary>
      <div class="take-along-panel">
        <ul>
          {offers.map((offer) => (
            <li key={offer.what}>
              <span>{offer.what}</span>
              <button
                type="button"
                aria-label={t('takeAlong.saveWhat', { what: offer.what })}
                onClick={() =>
                  void hand(offer, (blob) => saveFile({ name: offer.fileName, blob }), t('takeAlong.saved'))
                }
              >
                {t('takeAlong.save')}
              </button>
              <button
                type="button"
                aria-label={t('takeAlong.copyWhat', { what: offer.what })}
                onClick={() => void hand(offer, copy, t('takeAlong.copied'))}
              >
                {t('takeAlong.copy')}
              </button>
            </li>
          ))}
        </ul>
        <p role="status" class="note">
          {said}
        </p>
      </div>
    </details>
  );
}

async function copy(blob: Blob): Promise<void> {
  await (blob.type === 'image/png' ? copyPng(blob) : copyText(await blob.text()));
}
