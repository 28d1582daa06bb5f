import { useRef } from 'preact/hooks';
import { t } from '../i18n/browser-language.ts';
import { type GatheredFiles, gatherChosen } from './gather-files.ts';

interface GiveButtonsProps {
  /** Short words, for where there is little room. */
  readonly isShort: boolean;
  readonly onGiven: (given: GatheredFiles) => void;
  readonly onCamera: () => void;
}

/** The ways to give pictures that are a press of a button. */
export function GiveButtons({ isShort, onGiven, onCamera }: GiveButtonsProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const choose = (input: HTMLInputElement) => {
    if (input.files !== null && input.files.length > 0) onGiven(gatherChosen(input.files));
    // The same file may be chosen again.
    input.value = '';
  };
  return (
    <div class="give-buttons">
      <button type="button" class="primary" onClick={() => files.current?.click()}>
        {isShort ? t('viewer.give.filesShort') : t('viewer.give.files')}
      </button>
      <button type="button" onClick={() => folder.current?.click()}>
        {isShort ? t('viewer.give.folderShort') : t('viewer.give.folder')}
      </button>
      <button type="button" onClick={onCamera}>
        {isShort ? t('viewer.camera.title') : t('viewer.give.camera')}
      </button>
      <input
        ref={files}
        data-give="files"
        type="file"
        multiple
        accept="image/*"
        hidden
        onChange={(event) => choose(event.currentTarget)}
      />
      <input
        ref={(input) => {
          // Not among the attributes that Preact knows.
          if (input !== null) input.webkitdirectory = true;
          folder.current = input;
        }}
        data-give="folder"
        type="file"
        hidden
        onChange={(event) => choose(event.currentTarget)}
      />
    </div>
  );
}
