/** The letters of an element as a person reads them, from left to right. */
export function readFromLeft(element: Element): string {
  const letters: { letter: string; x: number }[] = [];
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode as Text;
    let at = 0;
    for (const letter of node.data) {
      const range = document.createRange();
      range.setStart(node, at);
      at += letter.length;
      range.setEnd(node, at);
      const box = range.getBoundingClientRect();
      if (box.width > 0) letters.push({ letter, x: box.x });
    }
  }
  return letters
    .sort((a, b) => a.x - b.x)
    .map(({ letter }) => letter)
    .join('');
}
