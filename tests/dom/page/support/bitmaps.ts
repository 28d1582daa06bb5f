import type { Rect } from '../../../../src/page/overlay/rect.ts';

/** A white picture, as a data: address, with a magenta rectangle at these fractions of it. */
export function bitmap(width: number, height: number, mark: Rect, hue = 300): string {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('There is no canvas.');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.fillStyle = `hsl(${hue} 100% 50%)`;
  context.fillRect(mark.x * width, mark.y * height, mark.width * width, mark.height * height);
  return canvas.toDataURL('image/png');
}

/** Puts markup into the page, waits until all of its images are loaded, and returns them. */
export async function mount(html: string): Promise<HTMLImageElement[]> {
  document.body.innerHTML = html;
  const images = [...document.images];
  await Promise.all(images.map((image) => image.decode()));
  return images;
}
