import { afterEach, expect, it, vi } from 'vitest';
import { LiveVideo, type VideoTools } from '../../../src/page/video/live-video.ts';
import { readingOf } from './support/sessions.ts';

const end = new AbortController();

afterEach(() => {
  end.abort();
  document.body.innerHTML = '';
});

/** A film of a canvas that is drawn on twenty times a second. */
async function playFilm(): Promise<HTMLVideoElement> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
  let hue = 0;
  const paint = () => {
    const brush = canvas.getContext('2d');
    if (brush === null) return;
    hue += 5;
    brush.fillStyle = `hsl(${hue} 60% 50%)`;
    brush.fillRect(0, 0, 320, 240);
  };
  paint();
  const timer = setInterval(paint, 50);
  end.signal.addEventListener('abort', () => clearInterval(timer));
  const video = Object.assign(document.createElement('video'), { muted: true, width: 320 });
  video.srcObject = canvas.captureStream(20);
  document.body.append(video);
  await video.play();
  return video;
}

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

it('a film that plays is not read while its page hides it', async () => {
  const video = await playFilm();
  const readFrame = vi.fn(async () => readingOf());
  const tools: VideoTools = {
    readFrame,
    readStill: async () => readingOf(),
    mostPerSecond: () => 10,
    follow: () => undefined,
    rest: () => undefined,
    refuse: (_, reason) => {
      throw new Error(reason);
    },
    erase: () => undefined,
  };
  new LiveVideo(video, tools, end.signal);
  const isRead = (more: number) => {
    const before = readFrame.mock.calls.length;
    return vi.waitFor(() => expect(readFrame.mock.calls.length).toBeGreaterThan(before + more));
  };
  await isRead(2);
  video.style.opacity = '0';
  // What was under way goes on.
  await rest(300);
  const atRest = readFrame.mock.calls.length;
  await rest(1500);
  expect(readFrame.mock.calls.length).toBe(atRest);
  video.style.opacity = '';
  await isRead(2);
});
