/** Why there is no picture of a camera. */
export type CameraProblem = 'refused' | 'absent' | 'busy' | 'failed';

export type OpenedCamera =
  | { readonly ok: true; readonly stream: MediaStream }
  | { readonly ok: false; readonly problem: CameraProblem; readonly reason: string };

/** By the names of Media Capture and Streams, section 10.2 (`getUserMedia`). */
const PROBLEMS: Readonly<Record<string, CameraProblem>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'absent',
  OverconstrainedError: 'absent',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** Opens a camera; the browser asks the person first. Never rejects. The caller stops the tracks. */
export async function openCamera(): Promise<OpenedCamera> {
  try {
    const video = { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: 'user' };
    return { ok: true, stream: await navigator.mediaDevices.getUserMedia({ video, audio: false }) };
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: PROBLEMS[name] ?? 'failed', reason };
  }
}

export function stopCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
