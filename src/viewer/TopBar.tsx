import { t } from '../i18n/browser-language.ts';
import { readingOffers } from '../ui/take-along/offers.ts';
import { TakeAlong } from '../ui/take-along/TakeAlong.tsx';
import { AddressForm } from './AddressForm.tsx';
import { GiveButtons } from './GiveButtons.tsx';
import type { GatheredFiles } from './gather-files.ts';
import { resultsOf } from './results-of.ts';
import type { GivenPicture, ViewedPicture } from './viewed-picture.ts';

interface TopBarProps {
  readonly pictures: readonly ViewedPicture[];
  readonly onGiven: (given: GatheredFiles) => void;
  readonly onAddress: (pictures: readonly GivenPicture[]) => void;
  readonly onCamera: () => void;
}

/** The name of the house, and once there are pictures, the ways to give more and to take the results along. */
export function TopBar({ pictures, onGiven, onAddress, onCamera }: TopBarProps) {
  return (
    <header class="top-bar">
      <img src="/icon/48.png" alt="" width="28" height="28" />
      <h1>{t('manifest.name')}</h1>
      {pictures.length > 0 && (
        <>
          <GiveButtons isShort onGiven={onGiven} onCamera={onCamera} />
          <AddressForm onGiven={onAddress} />
          <TakeAlong offers={readingOffers('mien-results', async () => resultsOf(pictures))} />
        </>
      )}
    </header>
  );
}
