/** In pixels: a face that is smaller than what this leaves of it cannot be read anyway, and small frames are quick. */
const SENT_SIDE = 640;
const SENT_QUALITY = 0.9;

/** What the camera shows at this moment, reduced, to be read at once and kept nowhere. */
export function frameToRead(video: HTMLVideoElement): Promise<Blob> {
  const scale = Math.min(1, SENT_SIDE / Math.max(video.videoWidth, video.videoHeight));
  return painted(video, scale).convertToBlob({ type: 'image/jpeg', quality: SENT_QUALITY });
}

/** What the camera shows at this moment, as it is: not mirrored and without loss. */
export function snapshotOf(video: HTMLVideoElement): Promise<Blob> {
  return painted(video, 1).convertToBlob({ type: 'image/png' });
}

function painted(video: HTMLVideoElement, scale: number): OffscreenCanvas {
  const width = Math.max(1, Math.round(video.videoWidth * scale));
  const height = Math.max(1, Math.round(video.videoHeight * scale));
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(video, 0, 0, width, height);
  return canvas;
}
