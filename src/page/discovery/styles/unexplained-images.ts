/** Files that style sheets name and that are no images. */
const OTHER = /\.(css|woff2?|ttf|otf|eot)(?:[?#]|$)/i;

/**
 * What the page has loaded for its styles and has not been found on any element yet. While there is none, nothing is to
 * be looked for where looking is dear.
 */
export class UnexplainedImages {
  readonly #unexplained = new Set<string>();
  readonly #explained = new Set<string>();

  get isEmpty(): boolean {
    return this.#unexplained.size === 0;
  }

  loaded(address: string): void {
    if (!OTHER.test(address) && !this.#explained.has(address)) this.#unexplained.add(address);
  }

  found(address: string): void {
    this.#explained.add(address);
    this.#unexplained.delete(address);
  }

  /** All has been looked through: what was not found now is not on the page. */
  giveUp(): void {
    for (const address of this.#unexplained) this.#explained.add(address);
    this.#unexplained.clear();
  }
}
