import { useState } from 'preact/hooks';
import { copyPng, copyText, saveFile } from '../../results/hand-over.ts';
import { reasonOf } from '../../tabs/reason-of.ts';
import { WORDS } from './strings.ts';

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
    setSaid(WORDS.working);
    try {
      await over(await offer.make());
      setSaid(done);
    } catch (error) {
      setSaid(WORDS.failed(reasonOf(error)));
    }
  };
  return (
    <details class="take-along">
      <summary>{WORDS.title}</summary>
      <div class="take-along-panel">
        <ul>
          {offers.map((offer) => (
            <li key={offer.what}>
              <span>{offer.what}</span>
              <button
                type="button"
                aria-label={WORDS.saveWhat(offer.what)}
                onClick={() =>
                  void hand(offer, (blob) => saveFile({ name: offer.fileName, blob }), WORDS.saved)
                }
              >
                {WORDS.save}
              </button>
              <button
                type="button"
                aria-label={WORDS.copyWhat(offer.what)}
                onClick={() => void hand(offer, copy, WORDS.copied)}
              >
                {WORDS.copy}
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
