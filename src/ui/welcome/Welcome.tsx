import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/browser-language.ts';
import { type ExampleState, readExample } from './read-example.ts';

interface WelcomeProps {
  /** Address of the example's bytes: only those of blob: and data: images can be read on a page of the extension. */
  readonly example: string;
  readonly onOpenOptions: () => void;
}

/** The first page that a person sees: three sentences, and a picture that is read while they look. */
export function Welcome({ example, onOpenOptions }: WelcomeProps) {
  const [state, setState] = useState<ExampleState>({ kind: 'reading' });

  useEffect(() => {
    const controller = new AbortController();
    readExample(controller.signal, setState);
    return () => controller.abort();
  }, []);

  return (
    <main class="welcome">
      <header>
        <img src="/icon/128.png" alt="" width="56" height="56" />
        <h1>{t('welcome.title')}</h1>
      </header>
      <div class="columns">
        <ol class="statements">
          <li>{t('welcome.whatItDoes')}</li>
          <li>{t('welcome.onYourDevice')}</li>
          <li>{t('welcome.notAFeeling')}</li>
        </ol>
        <figure data-example={state.kind}>
          <img src={example} alt={t('welcome.example')} width="440" height="440" />
          <figcaption>
            <p role="status">{captionOf(state)}</p>
          </figcaption>
          <p class="note">{t('welcome.credit')}</p>
        </figure>
      </div>
      <div class="row">
        <button type="button" onClick={onOpenOptions}>
          {t('popup.allSettings')}
        </button>
      </div>
    </main>
  );
}

function captionOf(state: ExampleState): string {
  if (state.kind === 'failed') return t('welcome.failed', { reason: state.reason });
  return state.kind === 'read' ? t('welcome.read') : t('welcome.reading');
}
