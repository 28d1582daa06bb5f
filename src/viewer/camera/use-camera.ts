import { useCallback, useEffect, useState } from 'preact/hooks';
import { type CameraProblem, openCamera, stopCamera } from './open-camera.ts';

export type CameraState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'filming'; readonly stream: MediaStream }
  /** The page went out of sight, or the camera was unplugged. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'problem'; readonly problem: CameraProblem; readonly reason: string };

/**
 * The camera for as long as this is mounted and the page can be seen: it is stopped as soon as nobody sees what it films,
 * and started again only by the person.
 */
export function useCamera(): { readonly camera: CameraState; readonly restart: () => void } {
  const [camera, setCamera] = useState<CameraState>({ kind: 'opening' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    setCamera({ kind: 'opening' });
    void film(signal, setCamera);
    return () => controller.abort();
  }, [attempt]);
  const restart = useCallback(() => setAttempt((before) => before + 1), []);
  return { camera, restart };
}

async function film(signal: AbortSignal, tell: (state: CameraState) => void): Promise<void> {
  const opened = await openCamera();
  if (!opened.ok) {
    if (!signal.aborted) tell({ kind: 'problem', problem: opened.problem, reason: opened.reason });
    return;
  }
  const { stream } = opened;
  const ended = new AbortController();
  const stop = () => {
    if (ended.signal.aborted) return;
    ended.abort();
    stopCamera(stream);
    if (!signal.aborted) tell({ kind: 'stopped' });
  };
  if (signal.aborted || document.hidden) return stop();
  signal.addEventListener('abort', stop, { once: true });
  document.addEventListener('visibilitychange', () => document.hidden && stop(), { signal: ended.signal });
  for (const track of stream.getTracks()) track.addEventListener('ended', stop, { signal: ended.signal });
  tell({ kind: 'filming', stream });
}
