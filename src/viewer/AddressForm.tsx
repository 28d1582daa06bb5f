import { useId, useState } from 'preact/hooks';
import { t } from '../i18n/browser-language.ts';
import { givenAddress } from './gather-files.ts';
import type { GivenPicture } from './viewed-picture.ts';

/** A picture by its address. */
export function AddressForm({ onGiven }: { readonly onGiven: (pictures: readonly GivenPicture[]) => void }) {
  const id = useId();
  const [isWrong, setWrong] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const input = (event.currentTarget as HTMLFormElement).querySelector('input');
    const pictures = givenAddress(input?.value ?? '');
    setWrong(pictures.length === 0);
    if (pictures.length === 0 || input === null) return;
    onGiven(pictures);
    input.value = '';
  };
  return (
    <form class="address" onSubmit={submit} noValidate>
      <label for={id} class="visually-hidden">
        {t('viewer.give.address')}
      </label>
      <input
        id={id}
        type="url"
        inputMode="url"
        autocomplete="off"
        spellcheck={false}
        placeholder={t('viewer.give.address')}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
      />
      <button type="submit">{t('viewer.give.read')}</button>
      {isWrong && (
        <span id={`${id}-wrong`} role="alert">
          {t('viewer.give.noAddress')}
        </span>
      )}
    </form>
  );
}
