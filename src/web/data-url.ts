/** A blob as a data: address, which is how bytes travel in messages: these carry JSON alone. */
export function dataUrlOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error('The bytes of the image could not be read.'));
    reader.readAsDataURL(blob);
  });
}
