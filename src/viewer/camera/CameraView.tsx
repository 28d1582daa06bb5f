import { useState } from 'preact/hooks';
import { browserTranslator, t } from '../../i18n/browser-language.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { Switch } from '../../ui/Switch.tsx';
import { Film } from './Film.tsx';
import { type CameraState, useCamera } from './use-camera.ts';
import type { ReadFrame } from './use-live-faces.ts';

interface CameraViewProps {
  readonly readFrame: ReadFrame;
  readonly onSnapshot: (picture: Blob) => string;
  readonly onClose: () => void;
}

/** The camera with the expressions that it sees. What it films is read and forgotten. */
export function CameraView({ readFrame, onSnapshot, onClose }: CameraViewProps) {
  const { camera, restart } = useCamera();
  const [isMirrored, setMirrored] = useState(true);
  return (
    <section class="camera" aria-label={t('viewer.camera.title')} data-camera={camera.kind}>
      <header class="camera-header">
        <h2>{t('viewer.camera.title')}</h2>
        <Switch label={t('viewer.camera.mirror')} checked={isMirrored} onChange={setMirrored} />
        <button type="button" onClick={onClose}>
          {t('viewer.camera.close')}
        </button>
      </header>
      {camera.kind === 'filming' ? (
        <Film stream={camera.stream} isMirrored={isMirrored} readFrame={readFrame} onSnapshot={onSnapshot} />
      ) : (
        <CameraWords camera={camera} onRestart={restart} />
      )}
      <p class="note">{t('viewer.camera.promise')}</p>
    </section>
  );
}

interface CameraWordsProps {
  readonly camera: Exclude<CameraState, { kind: 'filming' }>;
  readonly onRestart: () => void;
}

function CameraWords({ camera, onRestart }: CameraWordsProps) {
  const [words, advice] = wordsOf(camera);
  return (
    <div class="camera-words" role="status">
      <p>{words}</p>
      {advice !== undefined && <p class="note">{advice}</p>}
      {camera.kind !== 'opening' && (
        <button type="button" onClick={onRestart}>
          {t('viewer.camera.again')}
        </button>
      )}
    </div>
  );
}

function wordsOf(camera: CameraWordsProps['camera']): readonly [string, string | undefined] {
  if (camera.kind === 'opening') return [t('viewer.camera.opening'), undefined];
  if (camera.kind === 'stopped') return [t('viewer.camera.stopped'), undefined];
  const { problem } = camera;
  const said = t(`viewer.camera.problem.${problem}`);
  return [said, problem === 'failed' ? particulars(camera.reason) : t(`viewer.camera.advice.${problem}`)];
}

function particulars(reason: string): string | undefined {
  return errorWords(reason, browserTranslator()) || undefined;
}
