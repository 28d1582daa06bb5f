import { cdp } from 'vitest/browser';

interface PressOptions {
  readonly button?: 'left' | 'right' | 'none';
}

/** The input side of the DevTools protocol, as much as is used here. */
interface InputSession {
  send(method: 'Input.dispatchMouseEvent', event: Record<string, unknown>): Promise<unknown>;
}

/** Where the frame that the tests run in lies in the window. */
function frameOffset(): { x: number; y: number } {
  const box = window.frameElement?.getBoundingClientRect();
  return { x: box?.x ?? 0, y: box?.y ?? 0 };
}

async function mouse(type: string, x: number, y: number, more: Record<string, unknown> = {}): Promise<void> {
  const { x: left, y: top } = frameOffset();
  const session = cdp() as unknown as InputSession;
  await session.send('Input.dispatchMouseEvent', { type, x: x + left, y: y + top, ...more });
}

/** Moves the real pointer to a point of the viewport, whatever lies there. */
export async function pointAt(x: number, y: number): Promise<void> {
  await mouse('mouseMoved', x, y);
}

/** Presses the left button at one point and releases it at another, as who drags something. */
export async function drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  await mouse('mouseMoved', ...from);
  await mouse('mousePressed', ...from, { button: 'left', buttons: 1, clickCount: 1 });
  const halfway = from.map((start, axis) => (start + (to[axis] ?? 0)) / 2) as [number, number];
  for (const [x, y] of [halfway, to, to]) await mouse('mouseMoved', x, y, { button: 'left', buttons: 1 });
  await mouse('mouseReleased', ...to, { button: 'left', buttons: 0, clickCount: 1 });
}

/** Presses and releases a button of the real pointer at a point of the viewport. */
export async function pressAt(x: number, y: number, { button = 'left' }: PressOptions = {}): Promise<void> {
  await mouse('mouseMoved', x, y);
  await mouse('mousePressed', x, y, { button, clickCount: 1 });
  await mouse('mouseReleased', x, y, { button, clickCount: 1 });
}
