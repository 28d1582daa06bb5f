import { useEffect, useRef, useState } from 'preact/hooks';
import { failureText, t } from '../i18n/browser-language.ts';
import { InsideView } from './InsideView.tsx';
import type { Look } from './look.ts';

interface InsideDialogProps {
  /** Which face of which picture. */
  readonly subject: string;
  /** Opens the network on this face. */
  readonly load: () => Promise<Look>;
  readonly onClose: () => void;
}

/** The look inside, over the page; the network is opened when this appears, and let go of after it has gone. */
export function InsideDialog({ subject, load, onClose }: InsideDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [look, setLook] = useState<Look>();
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    let isWanted = true;
    load().then(
      (found) => isWanted && setLook(found),
      (error: unknown) => {
        if (isWanted) setProblem(failureText('inside.failed', error));
      },
    );
    return () => {
      isWanted = false;
    };
  }, [load]);

  return (
    <dialog ref={dialog} class="inside" aria-labelledby="inside-title" onClose={onClose}>
      <header>
        <div>
          <h2 id="inside-title">{t('inside.title')}</h2>
          <p class="note">{subject}</p>
        </div>
        <button type="button" onClick={() => dialog.current?.close()}>
          {t('inside.close')}
        </button>
      </header>
      {look !== undefined && <InsideView look={look} />}
      {look === undefined && (
        <p class="inside-words" role="status">
          {problem ?? t('inside.loading')}
        </p>
      )}
    </dialog>
  );
}
