import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Photos of people for the tests: six group photos that @vladmandic/face-api (MIT) ships in its demo folder, which
 * stay in node_modules because they show private people, and NASA's portrait of Eileen Collins (public domain).
 */
export const PHOTO_NAMES = [
  'sample1.jpg',
  'sample2.jpg',
  'sample3.jpg',
  'sample4.jpg',
  'sample5.jpg',
  'sample6.jpg',
  'astronaut.png',
] as const;

export type PhotoName = (typeof PHOTO_NAMES)[number];

export function photoPath(name: PhotoName): string {
  return name === 'astronaut.png'
    ? resolve('tests', 'fixtures', name)
    : resolve('node_modules', '@vladmandic', 'face-api', 'demo', name);
}

export function photoBytes(name: PhotoName): Buffer {
  return readFileSync(photoPath(name));
}

export function photoType(name: PhotoName): string {
  return name.endsWith('.png') ? 'image/png' : 'image/jpeg';
}
